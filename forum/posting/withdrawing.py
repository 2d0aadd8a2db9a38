"""Taking a post back: a tombstone in the archive, and no more copies on their way."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from forum.archive import editing
from forum.base import utcnow
from forum.distribution import Mailing, MailingState


def withdraw(session: Session, post_id: int) -> None:
    """Do what the author of a post wishes; copies that have not been sent yet stay here."""
    editing.withdraw(session, post_id)
    session.execute(
        update(Mailing)
        .where(Mailing.post_id == post_id, Mailing.state == MailingState.WAITING)
        .values(state=MailingState.CANCELLED, finished_at=utcnow())
        .execution_options(synchronize_session=False)
    )
