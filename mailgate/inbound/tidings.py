"""Mails to reply+TOKEN@ in answer to a letter about a proposal: 「停止」 ends such letters, 「手紙」 and
「ウェブ」 choose another way.
"""

import re
from typing import Any

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, OurAddress, Part
from forum.announcements import paper, stopping, ways
from forum.announcements.record import Hearing
from forum.announcements.tiding import Way
from forum.archive.message import Fate
from forum.language import N_
from forum.letters.correspondent import language_of
from forum.letters.writing import house_letter
from forum.people.joining import person_of
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
_WAYS = {
    Way.LETTER: r"手紙|紙|郵便|郵送|letters?|paper|post",
    Way.WEB: r"ウェブ|ウエブ|web|サイト|ホームページ|わたしのページ|マイページ|web ?site|web ?page",
    Way.MAIL: r"メール|e-?mail|mail",
}
_AROUND = (
    r"(?:お知らせ(?:は|を)?|by |on |the )*(?:%s)(?:だけ|のみ| only)?(?:で|に|にて|を)?"
    r"(?:変更|変えて|送って|届けて|戻して|して)?"
    r"(?:を?(?:お願い|希望|ください|下さい|ほしい|欲しい)(?:します|いたします|致します|です)?)?"
    r"(?:,? ?(?:please|thanks|thank you))?"
)
_WAY_WORDS = {
    Way.LETTER: N_("手紙"),
    Way.WEB: N_("ウェブの「わたしのページ」"),
    Way.MAIL: N_("メール"),
}
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
        if (way := _way_in(line)) is not None and _change(session, site, hearing, way):
            return Fate.COMMAND, "tidings_way", None
    # Whoever writes something else is read by the people of the proposal's board.
    owner = OurAddress(Part.OWNER, hearing.proposal.board.slug)
    forwarded = forwarding.to_people(session, site, owner, mail)
    return forwarded.fate, forwarded.reason, None


def _way_in(line: str) -> Way | None:
    """The way that a line names and nothing else."""
    for way, names in _WAYS.items():
        if re.fullmatch(_AROUND % names, line, re.IGNORECASE):
            return way
    return None


def _change(session: Session, site: Site, hearing: Hearing, way: Way) -> bool:
    """Tell a person by another way, and acknowledge it; False for a mailbox of nobody known."""
    mailbox = EmailAddress.parse(hearing.listener.mailbox)
    person = person_of(session, mailbox) if mailbox is not None else None
    if person is None or mailbox is None:
        return False
    if way is Way.WEB and not ways.reach_of(session, person.id).signs_in:
        return False
    ways.choose(session, person.id, full=way, steps=way)
    paper.reroute(session, person.id)
    said = language_of(session, mailbox)
    house_letter(
        session,
        site,
        mailbox,
        "tidings_way",
        said,
        way=said.gettext(_WAY_WORDS[way]),
        by_letter=way is Way.LETTER,
        link=site.link("/account/tidings"),
    )
    return True
