"""Taking a post back: a tombstone in the archive, and no more copies on their way."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from forum.archive import editing
from forum.base import utcnow
from forum.distribution import Mailing, MailingState
from forum.posting.announcing import announce_withdrawal
from forum.site import Site


def withdraw(session: Session, site: Site, post_id: int, *, tell: bool = False) -> None:
    """Do what the author of a post wishes; copies that have not been sent yet stay here.

    With `tell` those who have got it already are mailed that it was taken back.
    """
    editing.withdraw(session, post_id)
    session.execute(
        update(Mailing)
        .where(Mailing.post_id == post_id, Mailing.state == MailingState.WAITING)
        .values(state=MailingState.CANCELLED, finished_at=utcnow())
        .execution_options(synchronize_session=False)
    )
    if tell:
        announce_withdrawal(session, site, post_id)
