"""What a 提案書 tells, gathered from the database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.base import today
from forum.boards import Names
from forum.dates import era_day, in_tokyo
from forum.documents import content, tallies, voices, words
from forum.documents.content import Happening, ProposalDocument
from forum.documents.writing import written
from forum.people.person import Appointment, Person, Role
from forum.proposals import drafting
from forum.proposals.content import ItemVersion
from forum.proposals.proposal import Act, Kind, Proposal, Step
from forum.site import Site
from forum.text.masking import mask

DEFAULT_ADDRESSEE = "市長"
_LAST_ACTS = (Act.ADOPT, Act.SEND)


def proposal_page(
    session: Session, site: Site, proposal: Proposal, details: Mapping[str, Any]
) -> tuple[str, str]:
    """Title and whole HTML page of a proposal's document; `details` are those of its row."""
    paper = proposal_document(session, site, proposal, details)
    title = f"{paper.label}　{paper.title}".strip()
    about = paper.plain or paper.purpose or paper.title
    html = written(
        "proposal", title=title, author=paper.proposer, about=" ".join(about.split()),
        made_on=paper.made_on, paper=paper,
    )  # fmt: skip
    return title, html


def proposal_document(
    session: Session, site: Site, proposal: Proposal, details: Mapping[str, Any]
) -> ProposalDocument:
    """A decided proposal, or a relay, with the letter that goes before it."""
    version = drafting.frozen(session, proposal)
    behind = voices.of_proposal(session, site, proposal)
    said = voices.of_comments(session, site, proposal, first=len(behind.listed) + 1)
    return ProposalDocument(
        is_proposal=proposal.kind is Kind.PROPOSAL,
        label=proposal.label,
        title=version.title,
        made_on=today(),
        proposer=site.name,
        addressee=mask(details.get("addressee", "")) or DEFAULT_ADDRESSEE,
        contact=f"{Part.POSTMASTER}@{site.mail_domain}",
        url=site.link(f"/proposals/{proposal.public_id}"),
        plain=version.plain,
        problem=version.problem,
        purpose=version.purpose,
        items=tuple(map(_item, version.items)),
        effect=version.effect,
        voices=behind.listed,
        people=behind.people,
        comments=said.listed,
        course=_course(proposal.steps),
        tallies=tallies.tables(proposal.tally),
        minority=tallies.minority(proposal.tally),
        submitted_on=_handed_over(proposal, details),
        document_number=mask(details.get("document_number", "")),
        chair=_chair(session, proposal.decided_on or today()),
        drafters=_drafters(proposal),
        decided_on=proposal.decided_on,
        method=words.METHODS[proposal.method] if proposal.method else "",
        decision_words=proposal.decision_words,
        text_sha256=proposal.frozen_hash or "",
    )


def _handed_over(proposal: Proposal, details: Mapping[str, Any]) -> date | None:
    """The day on the letter: as the office wrote it, or on which a relay was sent."""
    if details.get("on"):
        return date.fromisoformat(details["on"])
    sent = (step.at for step in proposal.steps if step.act is Act.SEND)
    return next((in_tokyo(at).date() for at in sent), None)


def _item(item: ItemVersion) -> content.Item:
    target = words.TARGETS[item.target]
    return content.Item(
        position=item.position,
        title=item.title,
        words=item.words,
        target=f"{target}（{item.target_words}）" if item.target_words else target,
        doer=item.doer,
        effect=item.effect,
    )


def _course(steps: Sequence[Step]) -> tuple[Happening, ...]:
    """The life of the proposal until the council has done its part."""
    told: list[Happening] = []
    for step in steps:
        if step.act in words.HAPPENINGS:
            until = step.details.get("until") or step.details.get("closes_on")
            ends = f"（{era_day(date.fromisoformat(until))}まで）" if until else ""
            told.append(Happening(in_tokyo(step.at).date(), f"{words.HAPPENINGS[step.act]}{ends}"))
        if step.act in _LAST_ACTS:
            break
    return tuple(told)


def _chair(session: Session, day: date) -> str:
    wanted = select(Person.name).join(Appointment, Appointment.person_id == Person.id)
    held = wanted.where(
        Appointment.role == Role.CHAIR,
        Appointment.board_id.is_(None),
        Appointment.since <= day,
        or_(Appointment.until.is_(None), Appointment.until >= day),
    )
    return session.scalars(held.order_by(Appointment.since.desc()).limit(1)).one_or_none() or ""


def _drafters(proposal: Proposal) -> tuple[str, ...]:
    nicknames = proposal.board.names is Names.NICKNAME
    return tuple(
        mask(one.person.shown_name(nicknames))
        for one in proposal.drafters
        if one.person.merged_into_id is None
    )
