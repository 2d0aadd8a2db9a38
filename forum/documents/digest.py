"""The printed digest and the slips: their pages, numbered as somebody can quote them back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import today
from forum.dates import era_day, long_day
from forum.documents import codes, due, month, numbering
from forum.documents.document import Document, Reason
from forum.documents.month import Month, Said
from forum.documents.numbering import Numbers
from forum.documents.pressing import NotMade
from forum.documents.writing import written
from forum.proposals import drafting
from forum.proposals.poll import Poll
from forum.proposals.proposal import Proposal
from forum.site import Site


@dataclass(frozen=True, slots=True)
class PollSlip:
    """What stands on the slip of a poll."""

    code: str
    label: str
    title: str
    items: tuple[str, ...]
    plain: str
    closes_on: str
    closes_on_en: str


def digest_page(session: Session, site: Site, document: Document) -> tuple[str, str]:
    """Title and page of a month's digest; its numbers are kept in the same transaction."""
    told = month.told(session, date.fromisoformat(f"{document.subject}-01"))
    numbers = numbering.begin_issue(session, document, told.begins)
    title = f"{site.name}だより　第{numbers.issue.number}号（{told.name}）"
    html = written(
        "digest",
        title=title,
        author=site.name,
        about=f"{told.name}に話し合われたことと、提案のいま。番号を書いて返事ができます。",
        made_on=today(),
        issue=numbers.issue.number,
        month=told,
        is_whole=due.month_span(told.begins)[1].date() <= today(),
        council=site.name,
        code=codes.shown(numbering.slip_of(session, numbers.issue).code),
        slips=[poll_slip(session, poll) for poll in told.polls],
        site_url=site.url,
        contact=f"postmaster@{site.mail_domain}",
        **_numbered(numbers, told),
    )
    return title, html


def slip_page(session: Session, site: Site, document: Document) -> tuple[str, str]:
    """Title and page of the slip of a poll."""
    poll = session.scalar(select(Poll).where(Poll.public_id == document.subject))
    if poll is None:
        raise NotMade(Reason.GONE)
    slip = poll_slip(session, poll)
    title = f"意向確認の回答用紙　{slip.title}"
    html = written(
        "slip", title=title, author=site.name, about=f"「{slip.title}」への回答用紙",
        made_on=today(), council=site.name, slip=slip, contact=f"postmaster@{site.mail_domain}",
    )  # fmt: skip
    return title, html


def poll_slip(session: Session, poll: Poll) -> PollSlip:
    """The slip of a poll, with its code; the same code each time."""
    version = drafting.frozen(session, poll.proposal)
    return PollSlip(
        code=codes.shown(numbering.slip_of(session, poll).code),
        label=poll.proposal.label,
        title=version.title,
        items=tuple(f"{item.position}　{item.title}" for item in version.items),
        plain=version.plain,
        closes_on=era_day(poll.closes_on),
        closes_on_en=long_day(poll.closes_on, "en"),
    )


def _numbered(numbers: Numbers, told: Month) -> dict[str, Any]:
    """Everything that can be quoted back, with its number, in the order in which it is printed."""

    def voices(said: tuple[Said, ...]) -> list[tuple[str, Said]]:
        return [(numbers.give(one.post), one) for one in said]

    places: dict[int, str] = {}

    def proposal(one: Proposal) -> str:
        if one.id not in places:
            places[one.id] = numbers.give(one)
        return places[one.id]

    return {
        "topics": [(numbers.give(one.thread), one, voices(one.said)) for one in told.topics],
        "more": [(numbers.give(one.thread), one) for one in told.more],
        "proposals": [(proposal(one.proposal), one) for one in told.proposals],
        "answers": [(proposal(one.proposal), one) for one in told.answers],
    }
