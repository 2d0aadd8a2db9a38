"""What passes between the council and the city: submission, receipt, questions, answers, measures.

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
from forum.plan.checking import Evaluation, Stage
from forum.plan.measure import Measure
from forum.proposals import drafting, life
from forum.proposals.city import (
    Answer,
    Clarification,
    ItemMeasure,
    Judgement,
    Referral,
    Response,
    Submission,
)
from forum.proposals.content import Item
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State, Step
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


def submit(
    session: Session,
    proposal: Proposal,
    on: date,
    addressee: str,
    document_number: str,
    document_sha256: str | None,
    by: Standing,
    seen: int | None = None,
) -> Submission | Refusal:
    """提出: the secretariat hands the decided words over as a document that anybody can check."""
    proposal = life.locked(session, proposal)
    checks = (
        (not addressee.strip(), Refusal.NO_ADDRESSEE),
        (not document_number.strip(), Refusal.NO_NUMBER),
        (not document_sha256, Refusal.NO_DOCUMENT),
        (
            on > today() or (proposal.decided_on is not None and on < proposal.decided_on),
            Refusal.WRONG_DAY,
        ),
    )
    if refusal := life.why_not(proposal, Act.SUBMIT, by, seen=seen) or first_refusal(checks):
        return refusal
    made = Submission(
        proposal=proposal,
        submitted_on=on,
        addressee=addressee.strip(),
        document_number=document_number.strip(),
        document_sha256=document_sha256,
    )
    session.add(made)
    life.record(proposal, Act.SUBMIT, by, on=on.isoformat(), sha256=document_sha256)
    return made


def receive(
    session: Session,
    proposal: Proposal,
    on: date,
    receipt_number: str,
    lead_department: str,
    due_on: date,
    by: Standing,
    seen: int | None = None,
) -> Submission | Refusal:
    """受理: the city gives it a number, a department that leads, and the day of its answer."""
    proposal = life.locked(session, proposal)
    made = submission(session, proposal)
    checks = (
        (not receipt_number.strip(), Refusal.NO_NUMBER),
        (not lead_department.strip(), Refusal.NO_DEPARTMENT),
        (on > today() or due_on < on, Refusal.WRONG_DAY),
        (made is not None and on < made.submitted_on, Refusal.WRONG_DAY),
    )
    if refusal := life.why_not(proposal, Act.RECEIVE, by, seen=seen) or first_refusal(checks):
        return refusal
    if made is None:  # a relay is sent without a document
        sent = next(step for step in proposal.steps if step.act is Act.SEND)
        made = Submission(
            proposal=proposal, submitted_on=sent.at.date(), addressee="", document_number=""
        )
        session.add(made)
    made.received_on, made.due_on = on, due_on
    made.receipt_number, made.lead_department = receipt_number.strip(), lead_department.strip()
    life.record(proposal, Act.RECEIVE, by, on=on.isoformat(), due_on=due_on.isoformat())
    return made


def submission(session: Session, proposal: Proposal) -> Submission | None:
    """How the proposal was handed over and taken in."""
    return session.scalar(select(Submission).where(Submission.proposal_id == proposal.id))


def clarify(
    session: Session,
    proposal: Proposal,
    question: str,
    by: Standing,
    day: date | None = None,
    seen: int | None = None,
) -> Clarification | Refusal:
    """照会: the city asks; the clock stands until the council has answered."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.CLARIFY, by, seen=seen):
        return refusal
    if not question.strip():
        return Refusal.NO_WORDS
    made = Clarification(
        proposal_id=proposal.id,
        question=question.strip(),
        asked_on=day or today(),
        asked_by_id=by.person_id,
    )
    session.add(made)
    session.flush()
    life.record(proposal, Act.CLARIFY, by)
    return made


def explain(
    session: Session,
    proposal: Proposal,
    words: str,
    by: Standing,
    day: date | None = None,
    seen: int | None = None,
) -> Clarification | Refusal:
    """The council's answer to the question of the city; the clock goes on."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.EXPLAIN, by, seen=seen):
        return refusal
    if not words.strip():
        return Refusal.NO_WORDS
    made = clarifications(session, proposal)[-1]
    made.answer, made.answered_by_id = words.strip(), by.person_id
    made.answered_on = day or today()
    life.record(proposal, Act.EXPLAIN, by)
    return made


def clarifications(session: Session, proposal: Proposal) -> Sequence[Clarification]:
    """Every question of the city, the first one first."""
    wanted = select(Clarification).where(Clarification.proposal_id == proposal.id)
    return session.scalars(wanted.order_by(Clarification.id)).all()


def refer(
    session: Session,
    proposal: Proposal,
    item: Item,
    to: str,
    due_on: date | None,
    by: Standing,
    day: date | None = None,
) -> Referral | Refusal:
    """Pass an item on to a department or a research body; one coordinator assembles the answer."""
    proposal = life.locked(session, proposal)
    day = day or today()
    checks = (
        (item not in items(session, proposal), Refusal.NO_ITEMS),
        (not to.strip(), Refusal.NO_DEPARTMENT),
        (due_on is not None and due_on < day, Refusal.WRONG_DAY),
    )
    if refusal := life.why_not(proposal, Act.REFER, by) or first_refusal(checks):
        return refusal
    made = Referral(item=item, to=to.strip(), referred_on=day, due_on=due_on, by_id=by.person_id)
    session.add(made)
    session.flush()
    life.record(proposal, Act.REFER, by, item=item.public_id, to=made.to)
    return made


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
    asked = items(session, proposal)
    refusal = life.why_not(proposal, act, by, seen=seen)
    refusal = refusal or _not_the_city(by, paper)
    checks = (
        (on > today(), Refusal.WRONG_DAY),
        (not replies, Refusal.NO_WORDS),
        (any(reply.item not in asked for reply in replies), Refusal.NO_ITEMS),
        (
            not is_interim and {reply.item.id for reply in replies} != {one.id for one in asked},
            Refusal.NOT_EVERY_ITEM,
        ),
    )
    refusal = refusal or first_refusal(checks)
    refusal = refusal or next(filter(None, (_lacks(r, is_interim) for r in replies)), None)
    if refusal:
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
        _follow(session, proposal)
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
    before = answers_to(session, reply.item)
    refusal = life.why_not(proposal, Act.CORRECT, by, reason, seen)
    refusal = refusal or _not_the_city(by, paper)
    refusal = refusal or (None if before else Refusal.NO_WORDS)
    refusal = refusal or (None if reply.item in items(session, proposal) else Refusal.NO_ITEMS)
    is_interim = bool(before) and before[-1].is_interim
    if refusal := refusal or _lacks(reply, is_interim):
        return refusal
    made = _kept(session, reply, is_interim, paper, on or today(), by, reason.strip())
    life.record(proposal, Act.CORRECT, by, reason, answers=[made.public_id])
    return made


def approve(
    session: Session, proposal: Proposal, on: date, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """推進本部の承認, a dated event of its own beside the department's answer."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.APPROVE, by, seen=seen):
        return refusal
    if on > today():
        return Refusal.WRONG_DAY
    if proposal.approved_on == on:
        return Refusal.THERE_ALREADY
    proposal.approved_on = on
    return life.record(proposal, Act.APPROVE, by, on=on.isoformat())


def link_measure(
    session: Session,
    proposal: Proposal,
    item: Item,
    measure: Measure,
    by: Standing,
    seen: int | None = None,
) -> ItemMeasure | Refusal:
    """Say which measure carries an item out; an answered proposal is followed from then on."""
    proposal = life.locked(session, proposal)
    refusal = life.why_not(proposal, Act.LINK_MEASURE, by, seen=seen)
    refusal = refusal or (None if item in items(session, proposal) else Refusal.NO_ITEMS)
    there = select(ItemMeasure).where(
        ItemMeasure.item_id == item.id, ItemMeasure.measure_id == measure.id
    )
    if refusal is None and session.scalar(there) is not None:
        refusal = Refusal.THERE_ALREADY
    if refusal:
        return refusal
    made = ItemMeasure(item=item, measure=measure, linked_on=today(), by_id=by.person_id)
    session.add(made)
    session.flush()
    life.record(proposal, Act.LINK_MEASURE, by, item=item.public_id, measure=measure.code)
    _follow(session, proposal)
    return made


def evaluate(
    session: Session,
    proposal: Proposal,
    evaluation: Evaluation,
    words: str,
    by: Standing,
    seen: int | None = None,
) -> Step | Refusal:
    """評価: the council takes note of an ex-post sheet on a measure that carries an item out."""
    proposal = life.locked(session, proposal)
    carried = {link.measure_id for link in measures(session, proposal)}
    checks = (
        (evaluation.stage is not Stage.AFTER, Refusal.NO_EVALUATION),
        (evaluation.measure_id not in carried, Refusal.NO_MEASURE),
    )
    if refusal := life.why_not(proposal, Act.EVALUATE, by, seen=seen) or first_refusal(checks):
        return refusal
    return life.record(proposal, Act.EVALUATE, by, words, evaluation=evaluation.public_id)


def close(
    session: Session, proposal: Proposal, reason: str, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """完了: nothing more is expected of it."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.CLOSE, by, reason, seen):
        return refusal
    return life.record(proposal, Act.CLOSE, by, reason)


def repropose(
    session: Session,
    proposal: Proposal,
    anew: Proposal,
    reason: str,
    by: Standing,
    seen: int | None = None,
) -> Step | Refusal:
    """Close it in favour of a new draft that asks again."""
    proposal, anew = life.locked_both(session, proposal, anew)
    checks = (
        (anew.id == proposal.id, Refusal.ITSELF),
        (anew.state is not State.DRAFT or anew.kind is not proposal.kind, Refusal.NOT_OPEN),
    )
    if refusal := life.why_not(proposal, Act.REPROPOSE, by, reason, seen) or first_refusal(checks):
        return refusal
    proposal.superseded_by = anew
    return life.record(proposal, Act.REPROPOSE, by, reason, anew=anew.public_id)


def items(session: Session, proposal: Proposal) -> list[Item]:
    """The items of the words that were frozen, in their order."""
    return [one.item for one in drafting.frozen(session, proposal).items]


def answers_to(session: Session, item: Item) -> Sequence[Answer]:
    """Every answer to an item, the first one first."""
    wanted = select(Answer).where(Answer.item_id == item.id).order_by(Answer.number)
    return session.scalars(wanted).all()


def measures(session: Session, proposal: Proposal) -> Sequence[ItemMeasure]:
    """The measures that carry items of a proposal out."""
    wanted = select(ItemMeasure).join(Item).where(Item.proposal_id == proposal.id)
    return session.scalars(wanted.order_by(ItemMeasure.id)).all()


def _not_the_city(by: Standing, paper: Paper | None) -> Refusal | None:
    """The office copies paper, with its scan; only the liaison speaks without."""
    if by.holds(Role.LIAISON):
        return Refusal.NO_SCAN if paper is not None and not paper.scan_sha256 else None
    return None if paper is not None and paper.scan_sha256 else Refusal.NO_SCAN


def lacking(reply: Reply, is_interim: bool) -> list[Refusal]:
    """Everything that the answer to an item still needs."""
    checks = (
        (not is_interim and reply.judgement is None, Refusal.NO_JUDGEMENT),
        (not is_interim and reply.response is None, Refusal.NO_RESPONSE),
        (
            reply.response is Response.PLANNED and reply.fiscal_year is None,
            Refusal.NO_YEAR,
        ),
        (
            reply.response is Response.ELSEWHERE and not reply.passed_to.strip(),
            Refusal.NO_PASSED_TO,
        ),
        (
            reply.response is not Response.DONE and not reply.reason.strip(),
            Refusal.NO_REASON,
        ),
    )
    return [refusal for wrong, refusal in checks if wrong]


def _lacks(reply: Reply, is_interim: bool) -> Refusal | None:
    return next(iter(lacking(reply, is_interim)), None)


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
    for question in clarifications(session, proposal):
        question.answered_on = question.answered_on or on


def _follow(session: Session, proposal: Proposal) -> None:
    if proposal.state is State.ANSWERED and measures(session, proposal):
        life.record(proposal, Act.FOLLOW, None)
