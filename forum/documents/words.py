"""The Japanese words of vocabularies, for paper; pages have them in the reader's language."""

from forum.archive.thread import Origin
from forum.people.person import Sector
from forum.proposals.content import Target
from forum.proposals.proposal import Act, Method
from forum.proposals.wording import CHOICES, JUDGEMENTS, LATENESS, RESPONSES, STATES

__all__ = [
    "CHOICES", "HAPPENINGS", "JUDGEMENTS", "LATENESS", "METHODS", "RESPONSES", "SECTORS", "STATES",
    "TARGETS", "WAYS",
]  # fmt: skip

SECTORS = {
    Sector.CITIZEN: "市民",
    Sector.COMPANY: "企業",
    Sector.UNIVERSITY: "大学",
    Sector.GOVERNMENT: "行政",
    Sector.GROUP: "団体",
}
WAYS = {
    Origin.WEB: "ウェブ",
    Origin.MAIL: "メール",
    Origin.IMPORT: "過去の記録",
    Origin.PAPER: "手紙",
    Origin.PHONE: "電話",
    Origin.FAX: "ファクス",
    Origin.COUNTER: "窓口",
    Origin.MINUTES: "議事録",
}
TARGETS = {
    Target.ORDINANCE: "条例",
    Target.SCHEME: "制度",
    Target.WORK: "業務",
    Target.MEASURE: "施策",
    Target.BUDGET: "予算",
    Target.OTHER: "その他",
}
METHODS = {
    Method.UNANIMOUS: "全会一致",
    Method.NO_OBJECTION: "異議なし",
    Method.MAJORITY: "多数",
    Method.CHAIR: "会長一任",
}
# What is told of a proposal's life before it goes to the city.
HAPPENINGS = {
    Act.DRAFT: "起草をはじめる",
    Act.OPEN_COMMENT: "意見募集をはじめる",
    Act.BACK_TO_DRAFT: "書き直しのため、起草にもどす",
    Act.OPEN_POLL: "意向確認をはじめる",
    Act.SHELVE: "見送る",
    Act.TAKE_UP: "ふたたび取り上げる",
    Act.ADOPT: "協議会として決定する",
    Act.SEND: "市に伝える",
}
