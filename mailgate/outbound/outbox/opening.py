"""What a claimed mailing brings to a board's subscribers: a post or a digest."""

from sqlalchemy import Connection, select

from forum.distribution import MailingKind
from mailgate.outbound.outbox.digests import open_digest
from mailgate.outbound.outbox.posts import open_post
from mailgate.outbound.outbox.tables import MAILINGS
from mailgate.outbound.outbox.walked import Walked


def open_mailing(connection: Connection, mailing_id: int) -> Walked | None:
    """What there is to send and to whom; None (and cancelled) where nothing is to be read."""
    kind = connection.scalar(select(MAILINGS.c.kind).where(MAILINGS.c.id == mailing_id))
    opened = open_digest if kind is MailingKind.DIGEST else open_post
    return opened(connection, mailing_id)
