"""The outbox walked as the deliver worker does it, with a pen in place of a relay."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Engine

from forum.base import writing
from mailgate.outbound import outbox
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.outbox.digests import DigestMailing
from mailgate.outbound.outbox.posts import PostMailing

LEASE = timedelta(minutes=1)
SENT = Outcome(250, "2.0.0", "ok")


class Came(NamedTuple):
    """What came to a subscriber: posts, and whether one by one, in a digest or as topics alone."""

    subscription_id: int
    way: str
    post_ids: tuple[int, ...]


def walk(engine: Engine, batch: int = 2) -> list[Came]:
    """Bring everything that is due to everybody."""
    came: list[Came] = []
    with writing(engine).begin() as connection:
        while (mailing_id := outbox.claim_post(connection, LEASE)) is not None:
            mailing = outbox.open_mailing(connection, mailing_id)
            if mailing is None:
                continue
            while batches := outbox.next_batches(connection, mailing, batch, 1):
                for one in batches:
                    came += [_came(mailing, recipient) for recipient in one.recipients]
                    outcomes = [SENT] * len(one.recipients)
                    outbox.record(connection, mailing, one, outcomes, LEASE)
            outbox.finish(connection, mailing_id)
    return came


def _came(mailing: Any, recipient: Any) -> Came:
    if isinstance(mailing, PostMailing):
        return Came(recipient.subscription_id, "each", (mailing.dispatch.post_id,))
    assert isinstance(mailing, DigestMailing)
    way = "topics" if mailing.topics_only else "digest"
    return Came(recipient.subscription_id, way, recipient.edition.shown)
