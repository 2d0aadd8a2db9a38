"""The Japanese words of vocabularies, for paper; pages have them in the reader's language."""

from forum.archive.wording import ORIGINS
from forum.people.wording import SECTORS
from forum.proposals.proposal import Act
from forum.proposals.wording import (
    CHOICES,
    JUDGEMENTS,
    LATENESS,
    METHODS,
    RESPONSES,
    STATES,
    TARGETS,
)

__all__ = [
    "CHOICES", "HAPPENINGS", "JUDGEMENTS", "LATENESS", "METHODS", "ORIGINS", "RESPONSES", "SECTORS",
    "STATES", "TARGETS",
]  # fmt: skip

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
