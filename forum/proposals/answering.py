"""What the city answers, item by item, and how an answer is corrected.

The city speaks through its liaison (市担当) alone; the secretariat copies what comes on paper. Each
act answers what it made, or a Refusal. Nothing here commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.base import today
from forum.people.person import Role
from forum.people.standing import Standing
from forum.proposals import city, drafting, following_up, life
from forum.proposals.city import Answer, Judgement, Response
from forum.proposals.content import Item
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal
from forum.refusals import first_refusal


@dataclass(frozen=True, slots=True)
class Reply:
    """What the city says to one item."""

    item: Item
    judgement: Judgement | None = None
    response: Response | None = None
    fiscal_year: int | None = None
    passed_to: str = ""
    reason: str = ""
    plain: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A written answer (書面回答): SHA-256 of its scan; whoever enters it is its transcriber."""

    scan_sha256: str


def answer(
    session: Session,
    proposal: Proposal,
    replies: Sequence[Reply],
    by: Standing,
    *,
    is_interim: bool = False,
    paper: Paper | None = None,
    on: date | None = None,
    seen: int | None = None,
) -> list[Answer] | Refusal:
    """中間回答 or 回答: item by item; the final one speaks to every item.

    The secretariat enters an answer only from paper; a moderator never answers as the city.
    """
    proposal = life.locked(session, proposal)
    act = Act.ANSWER_INTERIM if is_interim else Act.ANSWER
    on = on or today()
    refusal = life.why_not(proposal, act, by, seen=seen) or _not_the_city(by, paper)
    if refusal := refusal or _not_an_answer(session, proposal, replies, is_interim, on):
        return refusal
    _close_questions(session, proposal, on)
    made = [_kept(session, reply, is_interim, paper, on, by, "") for reply in replies]
    life.record(
        proposal,
        act,
        by,
        on=on.isoformat(),
        answers=[one.public_id for one in made],
        written=paper is not None,
    )
    if not is_interim:
        following_up.follow(session, proposal)
    return made


def correct(
    session: Session,
    proposal: Proposal,
    reply: Reply,
    reason: str,
    by: Standing,
    *,
    paper: Paper | None = None,
    on: date | None = None,
    seen: int | None = None,
) -> Answer | Refusal:
    """A corrected answer to one item; the old one stays beside it."""
    proposal = life.locked(session, proposal)
    before = city.answers_to(session, reply.item)
    is_interim = bool(before) and before[-1].is_interim
    checks = (
        (not before, Refusal.NO_WORDS),
        (
            on is not None and not _received_on(session, proposal) <= on <= today(),
            Refusal.WRONG_DAY,
        ),
        (reply.item not in drafting.frozen_items(session, proposal), Refusal.NO_ITEMS),
        *((True, fault) for fault in lacking(reply, is_interim)),
    )
    refusal = life.why_not(proposal, Act.CORRECT, by, reason, seen) or _not_the_city(by, paper)
    if refusal := refusal or first_refusal(checks):
        return refusal
    made = _kept(session, reply, is_interim, paper, on or today(), by, reason.strip())
    life.record(proposal, Act.CORRECT, by, reason, answers=[made.public_id])
    return made


def _not_the_city(by: Standing, paper: Paper | None) -> Refusal | None:
    """The office copies paper, with its scan; only the liaison speaks without."""
    if by.holds(Role.LIAISON):
        return Refusal.NO_SCAN if paper is not None and not paper.scan_sha256 else None
    return None if paper is not None and paper.scan_sha256 else Refusal.NO_SCAN


def _not_an_answer(
    session: Session, proposal: Proposal, replies: Sequence[Reply], is_interim: bool, on: date
) -> Refusal | None:
    """What keeps replies from being an answer: their day, their items, what one of them lacks."""
    asked = drafting.frozen_items(session, proposal)
    answers_all = {reply.item.id for reply in replies} == {one.id for one in asked}
    checks = (
        (on > today() or on < _received_on(session, proposal), Refusal.WRONG_DAY),
        (not replies, Refusal.NO_WORDS),
        (any(reply.item not in asked for reply in replies), Refusal.NO_ITEMS),
        (not is_interim and not answers_all, Refusal.NOT_EVERY_ITEM),
        *((True, fault) for reply in replies for fault in lacking(reply, is_interim)),
    )
    return first_refusal(checks)


def _received_on(session: Session, proposal: Proposal) -> date:
    """The day on which the city took it in; nothing is answered before."""
    taken_in = city.submission(session, proposal)
    return taken_in.received_on if taken_in and taken_in.received_on else date.min


def lacking(reply: Reply, is_interim: bool) -> list[Refusal]:
    """Everything that the answer to an item still needs."""
    checks = (
        (not is_interim and reply.judgement is None, Refusal.NO_JUDGEMENT),
        (not is_interim and reply.response is None, Refusal.NO_RESPONSE),
        (reply.response is Response.PLANNED and reply.fiscal_year is None, Refusal.NO_YEAR),
        (
            reply.response is Response.ELSEWHERE and not reply.passed_to.strip(),
            Refusal.NO_PASSED_TO,
        ),
        (reply.response is not Response.DONE and not reply.reason.strip(), Refusal.NO_REASON),
    )
    return [refusal for wrong, refusal in checks if wrong]


def _kept(
    session: Session,
    reply: Reply,
    is_interim: bool,
    paper: Paper | None,
    on: date,
    by: Standing,
    correction: str,
) -> Answer:
    last = select(func.max(Answer.number)).where(Answer.item_id == reply.item.id)
    made = Answer(
        item=reply.item,
        number=(session.scalar(last) or 0) + 1,
        is_interim=is_interim,
        judgement=reply.judgement,
        response=reply.response,
        fiscal_year=reply.fiscal_year if reply.response is Response.PLANNED else None,
        passed_to=reply.passed_to.strip() if reply.response is Response.ELSEWHERE else "",
        reason=reply.reason.strip(),
        plain=reply.plain.strip(),
        department=reply.department.strip(),
        answered_on=on,
        answered_by_id=None if paper else by.person_id,
        is_written=paper is not None,
        transcribed_by_id=by.person_id if paper else None,
        scan_sha256=paper.scan_sha256 if paper else None,
        correction=correction,
    )
    session.add(made)
    session.flush()
    return made


def _close_questions(session: Session, proposal: Proposal, on: date) -> None:
    """A city that answers while it waits for the council asks no longer."""
    for question in city.clarifications(session, proposal):
        question.answered_on = question.answered_on or max(on, question.asked_on)
