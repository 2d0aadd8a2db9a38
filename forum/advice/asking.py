"""Asking an adviser, answering, declining, declaring interests; who may do which.

Each act answers what it made, or a Refusal; what was answered stays as it was. Nothing here commits.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from forum.advice import letters
from forum.advice.advice import Advice, AdviceReply, Door, Interest, Stage
from forum.archive.thread import Thread
from forum.base import table_of, today, utcnow
from forum.matters import Matter
from forum.people.person import Appointment, Person, Role
from forum.people.standing import PRECEDENCE, Standing, standing_of
from forum.refusals import first_refusal
from forum.site import Site

ASKERS = (Role.CHAIR, Role.SECRETARIAT, Role.MODERATOR, Role.MEMBER)
_threads = table_of(Thread)


class Refusal(StrEnum):
    """Why an act was not done."""

    NOT_YOURS = "not_yours"
    NOTHING_ASKED_ABOUT = "nothing_asked_about"
    NO_ADVISER = "no_adviser"
    NOT_FOR_ADVISERS = "not_for_advisers"
    NO_QUESTION = "no_question"
    NO_WORDS = "no_words"
    NO_REASON = "no_reason"
    PAST = "past"
    ANSWERED_ALREADY = "answered_already"
    NOTHING_NEW = "nothing_new"


def may_ask(standing: Standing) -> bool:
    """Members, moderators (of any board), the office and the chair ask."""
    return any(role in ASKERS or role is Role.ADMIN for role, _ in standing.roles)


def is_adviser(standing: Standing) -> bool:
    return any(role is Role.ADVISER for role, _ in standing.roles)


def advisers(session: Session) -> list[Person]:
    """Everybody who advises today."""
    held = select(Appointment.person_id).where(
        Appointment.role == Role.ADVISER,
        Appointment.since <= today(),
        or_(Appointment.until.is_(None), Appointment.until >= today()),
    )
    return list(
        session.scalars(
            select(Person)
            .where(Person.id.in_(held), Person.banned_at.is_(None), Person.merged_into_id.is_(None))
            .order_by(Person.id)
        )
    )


def matter_of(advice: Advice) -> Matter:
    """What advice was asked on."""
    return Matter(advice.thread, advice.measure, advice.proposal, advice.evaluation)


def ask(
    session: Session,
    site: Site,
    adviser: Person,
    matter: Matter,
    stage: Stage,
    question: str,
    by: Standing,
    due_on: date | None = None,
) -> Advice | Refusal:
    """Ask one adviser about one thing; they are told by mail and may answer by answering it."""
    theirs = standing_of(session, adviser.id)
    checks = (
        (not may_ask(by) or by.person_id is None, Refusal.NOT_YOURS),
        (not matter or not matter.may_be_seen(by), Refusal.NOTHING_ASKED_ABOUT),
        (not is_adviser(theirs), Refusal.NO_ADVISER),
        (bool(matter) and not matter.may_be_seen(theirs), Refusal.NOT_FOR_ADVISERS),
        (not question.strip(), Refusal.NO_QUESTION),
        (due_on is not None and due_on < today(), Refusal.PAST),
    )
    if refusal := first_refusal(checks):
        return refusal
    assert by.person_id is not None
    advice = Advice(
        adviser=adviser,
        asked_by=session.get_one(Person, by.person_id),
        asked_as=_asks_as(by),
        stage=stage,
        question=question.strip(),
        due_on=due_on,
        thread=matter.thread,
        measure=matter.measure,
        proposal=matter.proposal,
        evaluation=matter.evaluation,
    )
    session.add(advice)
    session.flush()
    _show_anew(session, advice)
    letters.ask(session, site, advice, matter)
    return advice


def reply(
    session: Session, site: Site, advice: Advice, told: str, person_id: int | None, door: Door
) -> AdviceReply | Refusal:
    """The adviser's answer, or what they add to it later."""
    if not told.strip():
        return Refusal.NO_WORDS
    return _reply(session, site, advice, told, person_id, door, declines=False)


def decline(
    session: Session, site: Site, advice: Advice, reason: str, person_id: int | None, door: Door
) -> AdviceReply | Refusal:
    """The adviser can't advise on this; they say why."""
    if not reason.strip():
        return Refusal.NO_REASON
    if advice.replies:
        return Refusal.ANSWERED_ALREADY
    return _reply(session, site, advice, reason, person_id, door, declines=True)


def declare(session: Session, told: str, by: Standing) -> Interest | Refusal:
    """What an adviser declares of themselves from now on; what they declared before stays."""
    if not is_adviser(by) or by.person_id is None:
        return Refusal.NOT_YOURS
    if not told.strip():
        return Refusal.NO_WORDS
    before = interest_of(session, by.person_id)
    if before is not None and before.words == told.strip():
        return Refusal.NOTHING_NEW
    interest = Interest(person_id=by.person_id, words=told.strip())
    session.add(interest)
    session.flush()
    return interest


def interest_of(session: Session, person_id: int) -> Interest | None:
    """What somebody has declared last."""
    return session.scalars(
        select(Interest)
        .where(Interest.person_id == person_id)
        .order_by(Interest.id.desc())
        .limit(1)
    ).one_or_none()


def _reply(
    session: Session,
    site: Site,
    advice: Advice,
    told: str,
    person_id: int | None,
    door: Door,
    *,
    declines: bool,
) -> AdviceReply | Refusal:
    if person_id is None or person_id != advice.adviser_id:
        return Refusal.NOT_YOURS
    made = AdviceReply(
        words=told.strip(),
        declines=declines,
        door=door,
        at=utcnow(),
        interest=interest_of(session, person_id),
    )
    advice.replies.append(made)
    session.flush()
    _show_anew(session, advice)
    letters.tell_asker(session, site, advice, made, matter_of(advice))
    return made


def _asks_as(by: Standing) -> Role:
    held = {role for role, _ in by.roles}
    return next((role for role in PRECEDENCE if role in held and role in ASKERS), Role.ADMIN)


def _show_anew(session: Session, advice: Advice) -> None:
    """Strangers' pages of a topic are kept until it changes."""
    if advice.thread_id is not None:
        session.execute(
            update(_threads)
            .where(_threads.c.id == advice.thread_id)
            .values(revision=_threads.c.revision + 1)
        )
