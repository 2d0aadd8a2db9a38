"""What a tiding says: in a line, in full, and as the parts of a letter on paper."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from forum.announcements.audience import cited_posts
from forum.announcements.daily import NEWS, PROGRESS
from forum.announcements.full_text import day_words
from forum.announcements.telling import AT_ONCE, in_full
from forum.announcements.tiding import Tiding
from forum.base import TOKYO
from forum.language import N_, Words, words
from forum.people.person import Person
from forum.proposals import drafting
from forum.proposals.dealings import dealings
from forum.proposals.proposal import Act, Proposal
from forum.site import Site

_AT_ONCE = {
    Act.SUBMIT: N_("市に提出しました"),
    Act.SEND: N_("市に伝えました"),
    Act.ANSWER: N_("市から回答がありました"),
    Act.ANSWER_INTERIM: N_("市から中間回答がありました"),
    Act.CORRECT: N_("市が回答を訂正しました"),
}


def line(one: Tiding, said: Words) -> str:
    """What happened, in a few words."""
    if one.step is None:
        return said.gettext(PROGRESS, code=one.measure)
    return said.gettext(_AT_ONCE.get(one.step.act) or NEWS.get(one.step.act, ""))


def is_in_full(one: Tiding) -> bool:
    """Whether its whole text belongs to it."""
    return one.step is not None and one.step.act in AT_ONCE


def whole(session: Session, site: Site, one: Tiding, said: Words) -> dict[str, Any]:
    """The full text of a submission or an answer, as the mail has it."""
    assert one.step is not None
    return in_full(session, site, one.proposal, one.step, said)


def name_of(session: Session, proposal: Proposal) -> str:
    """Number and title of a proposal."""
    return f"{proposal.label} {drafting.frozen(session, proposal).title}".strip()


def paper_lines(
    session: Session, site: Site, person: Person, tidings: Sequence[Tiding]
) -> list[dict[str, Any]]:
    """The parts of a letter in plain JSON, one for each proposal, in the reader's language."""
    said = words(person.language)
    proposals = {one.proposal_id: one.proposal for one in tidings}
    return [
        _part(session, site, proposal, person, [t for t in tidings if t.proposal is proposal], said)
        for proposal in proposals.values()
    ]


def _part(
    session: Session,
    site: Site,
    proposal: Proposal,
    person: Person,
    tidings: Sequence[Tiding],
    said: Words,
) -> dict[str, Any]:
    full = [one for one in tidings if is_in_full(one)]
    return {
        "label": proposal.label or "",
        "title": drafting.frozen(session, proposal).title,
        "yours": _yours(session, proposal, person, said),
        "steps": [
            {"on": on, "words": what}
            for on, what in dict.fromkeys(
                (_day(one, said), line(one, said)) for one in tidings if one not in full
            )
        ],
        "full": [_printed(session, site, one, said) for one in full],
        "link": site.link(f"/proposals/{proposal.public_id}"),
    }


def _printed(session: Session, site: Site, one: Tiding, said: Words) -> dict[str, Any]:
    """A submission or an answer in full; what stands above it already is not printed twice."""
    told, plain = whole(session, site, one, said), _plain(session, one)
    lines, name = list(told["whole"]), f"「{told['title']}」"
    head = said.gettext(N_("■ やさしい要約"))
    if head in lines and plain:
        at = lines.index(head)
        del lines[at : at + 1 + len(plain)]
    return {
        "on": _day(one, said),
        "words": line(one, said),
        "plain": plain,
        # A checksum is for those who have the file.
        "facts": [fact for fact in told["facts"] if "SHA-256" not in fact],
        "lines": lines[1:] if lines[:1] == [name] else lines,
    }


def _yours(session: Session, proposal: Proposal, person: Person, said: Words) -> list[str]:
    """Which of their words it comes from, by day and subject."""
    return [
        f"{day_words(post.received_at.astimezone(TOKYO).date(), said)}　「{post.subject}」"
        for post in cited_posts(session, proposal)
        if post.person_id == person.id
    ]


def _plain(session: Session, one: Tiding) -> list[str]:
    """The やさしい要約 of what is told, where one was written."""
    assert one.step is not None
    if one.step.act in (Act.SUBMIT, Act.SEND):
        return drafting.frozen(session, one.proposal).plain.splitlines()
    ids = set(one.step.details.get("answers", ()))
    found = [
        answer.plain
        for asked in dealings(session, one.proposal).items
        for answer in asked.answers
        if answer.plain and answer.public_id in ids
    ]
    return [text for plain in found for text in plain.splitlines()]


def _day(one: Tiding, said: Words) -> str:
    at = one.step.at if one.step is not None else one.at
    return day_words(at.astimezone(TOKYO).date(), said)
