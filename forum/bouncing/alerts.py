"""A provider that starts to refuse our mail: seen the same day, told to those who can mend it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from forum.base import today, utcnow
from forum.bouncing.failures import Cause, Fault
from forum.bouncing.records import Bounce
from forum.bouncing.wording import cause_words
from forum.letters.correspondent import is_first_today, language_of, mailbox_of
from forum.letters.writing import house_letter
from forum.people.person import Appointment, Person, Role
from forum.site import Site

REFUSALS = 5  # addresses of one provider
WITHIN = timedelta(days=1)
# Carriers say "unknown user" of what they filter, so a filter that shuts looks like many of these.
_REFUSED = or_(Bounce.fault == Fault.POLICY, Bounce.cause == Cause.FILTERED)


class Refusing(NamedTuple):
    """A provider that refuses: how many addresses since when, and the newest cause and words."""

    provider: str
    addresses: int
    since: datetime
    cause: Cause
    diagnostic: str


def refusing(session: Session) -> list[Refusing]:
    """The providers that refuse now, the worst first."""
    addresses = func.count(Bounce.address_id.distinct())
    rows = session.execute(
        select(Bounce.provider, addresses, func.min(Bounce.at), func.max(Bounce.id))
        .where(Bounce.at > utcnow() - WITHIN, _REFUSED)
        .group_by(Bounce.provider)
        .having(addresses >= REFUSALS)
        .order_by(addresses.desc(), Bounce.provider)
    ).all()
    return [_refusing(session, *row) for row in rows]


def _refusing(
    session: Session, provider: str, addresses: int, since: datetime, newest: int
) -> Refusing:
    last = session.get_one(Bounce, newest)
    return Refusing(provider, addresses, since, last.cause, last.diagnostic)


def look(session: Session, site: Site, bounce: Bounce) -> None:
    """Tell the secretariat where this refusal makes one too many; once a day and provider."""
    if bounce.fault is not Fault.POLICY and bounce.cause is not Cause.FILTERED:
        return
    found = next((one for one in refusing(session) if one.provider == bounce.provider), None)
    if found is None:
        return
    for person_id in _who_can_mend(session):
        mailbox = mailbox_of(session, person_id)
        if mailbox and is_first_today(session, mailbox, f"refusing:{found.provider}"):
            language = language_of(session, mailbox)
            house_letter(
                session,
                site,
                mailbox,
                "provider_refuses",
                language,
                provider=found.provider,
                count=found.addresses,
                reason=cause_words(found.cause, language),
                words=found.diagnostic[:300],
                link=site.link("/admin/"),
            )


def _who_can_mend(session: Session) -> list[int]:
    """The secretariat and the administrators of the whole council."""
    held = select(Appointment.person_id).where(
        Appointment.role.in_((Role.SECRETARIAT, Role.ADMIN)),
        Appointment.board_id.is_(None),
        Appointment.since <= today(),
        or_(Appointment.until.is_(None), Appointment.until >= today()),
    )
    people = select(Person.id).where(
        Person.id.in_(held), Person.banned_at.is_(None), Person.merged_into_id.is_(None)
    )
    return list(session.scalars(people.order_by(Person.id)))
