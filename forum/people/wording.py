"""The words for where somebody stands: their sector, their roles."""

from forum.language import N_
from forum.people.person import Role, Sector

SECTORS: dict[str, str] = {
    Sector.CITIZEN: N_("市民"),
    Sector.COMPANY: N_("企業"),
    Sector.UNIVERSITY: N_("大学"),
    Sector.GOVERNMENT: N_("行政"),
    Sector.GROUP: N_("団体"),
}
ROLES: dict[str, str] = {
    Role.RESIDENT: N_("住民"),
    Role.MEMBER: N_("委員"),
    Role.CHAIR: N_("会長"),
    Role.MODERATOR: N_("進行役"),
    Role.SECRETARIAT: N_("事務局"),
    Role.ADVISER: N_("アドバイザー"),
    Role.LIAISON: N_("市担当"),
    Role.HQ: N_("推進本部"),
    Role.ADMIN: N_("管理者"),
}
