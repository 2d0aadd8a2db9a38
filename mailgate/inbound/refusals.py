"""Deliveries that our relay has refused for good count like bounces."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import bouncing
from forum.addresses import EmailAddress, parse_local_part
from forum.archive.thread import Post
from forum.base import utcnow, writing
from forum.boards import Subscription
from forum.bouncing import Failure, Source
from forum.distribution import DeliveryFailure, FailureState, Mailing
from forum.people.joining import address_of
from forum.site import Site
from mailgate.inbound.status import cause_of

AT_ONCE = 200
KEPT_FOR = timedelta(days=400)


def tend(engine: Engine, site: Site) -> int:
    """What is due from time to time: refusals counted, silent addresses cleared, old rows dropped.

    How many refusals were counted.
    """
    if not _is_due(engine):
        return 0
    with Session(writing(engine)) as session, session.begin():
        bouncing.clear_answered(session)
        bouncing.forget_before(session, utcnow() - KEPT_FOR)
        return count_refusals(session, site)


def count_refusals(session: Session, site: Site) -> int:
    """Count what has been given up and not been counted, the oldest first; how many those were."""
    waiting = session.scalars(
        select(DeliveryFailure)
        .where(DeliveryFailure.state == FailureState.GIVEN_UP, DeliveryFailure.noted_at.is_(None))
        .order_by(DeliveryFailure.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for failure in waiting:
        failure.noted_at = utcnow()
        _count(session, site, failure)
    session.flush()
    return len(waiting)


def _is_due(engine: Engine) -> bool:
    """Whether anything waits; looked for without a lock."""
    with Session(engine) as session:
        return bouncing.something_is_due(session)


def _count(session: Session, site: Site, failure: DeliveryFailure) -> None:
    mailing = session.get(Mailing, failure.mailing_id)
    subscription = session.get(Subscription, failure.subscription_id or 0)
    mailbox = EmailAddress.parse(failure.recipient)
    address = subscription.address if subscription else mailbox and address_of(session, mailbox)
    if not address:
        return
    told: dict[str, Any] = {}
    source = Source.DIALOGUE
    if subscription is not None:
        told = {"subscription_id": subscription.id, "board": subscription.board}
    elif _is_probe(site, mailing, address.id):
        source = Source.PROBE
    bouncing.note(session, site, address.id, _read(session, failure, mailing), source, **told)


def _read(session: Session, failure: DeliveryFailure, mailing: Mailing | None) -> Failure:
    post = session.get(Post, mailing.post_id) if mailing and mailing.post_id else None
    status = failure.status or ""
    words = f"{failure.code} {failure.answer}"
    host = failure.recipient.rpartition("@")[2]
    return Failure(
        failure.recipient,
        cause_of(status, words, host=host),
        status,
        failure.answer[:500],
        post.message_id if post else None,
    )


def _is_probe(site: Site, mailing: Mailing | None, address_id: int) -> bool:
    sender = (mailing.sender or "") if mailing else ""
    ours = parse_local_part(sender.rpartition("@")[0])
    token = (ours.token or "") if ours else ""
    return site.sealer.open(bouncing.PROBES, token, long=False) == address_id
