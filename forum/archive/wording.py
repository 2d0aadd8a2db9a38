"""The words for the ways in which a post came."""

from forum.archive.thread import Origin
from forum.language import N_

ORIGINS: dict[str, str] = {
    Origin.WEB: N_("ウェブ"),
    Origin.MAIL: N_("メール"),
    Origin.IMPORT: N_("過去の記録"),
    Origin.PAPER: N_("手紙"),
    Origin.PHONE: N_("電話"),
    Origin.FAX: N_("ファクス"),
    Origin.COUNTER: N_("窓口"),
    Origin.MINUTES: N_("議事録"),
}
