"""Mails to reply+TOKEN@ in answer to a letter about a proposal: 「停止」 ends such letters."""

import re
from typing import Any

from sqlalchemy.orm import Session

from forum.addresses import OurAddress, Part
from forum.announcements import stopping
from forum.archive.message import Fate
from forum.site import Site
from mailgate.inbound import forwarding
from mailgate.inbound.agreeing import own_words
from mailgate.inbound.commands.plain import bare
from mailgate.inbound.contributing import Mail, clean

Ending = tuple[Fate, str | None, dict[str, Any] | None]
_STOP = re.compile(
    r"停止|中止|止め|とめ|やめ|不要|いりません|いらない|解除|退会|stop|unsubscribe|leave|cancel|no more",
    re.IGNORECASE,
)
_ALL = re.compile(r"すべて|全て|全部|ぜんぶ|\ball\b|everything", re.IGNORECASE)
_LONGEST = 60


def deal_with(session: Session, site: Site, token: str, mail: Mail) -> Ending | None:
    """Stop the letters where that is asked for; whatever else is said goes to the board's people."""
    hearing = stopping.hearing_of(session, site, token)
    if hearing is None:
        return None
    said = own_words(clean(mail.view.text)) or clean(mail.view.subject)
    first = next((bare(line) for line in said.splitlines() if line.strip()), "")
    subject = bare(clean(mail.view.subject))
    for line in (first, subject):
        if len(line) <= _LONGEST and _STOP.search(line):
            stopping.stop(hearing, everything=bool(_ALL.search(line)))
            return Fate.COMMAND, "tidings_stopped", None
    # Whoever writes something else is read by the people of the proposal's board.
    owner = OurAddress(Part.OWNER, hearing.proposal.board.slug)
    forwarded = forwarding.to_people(session, site, owner, mail)
    return forwarded.fate, forwarded.reason, None
