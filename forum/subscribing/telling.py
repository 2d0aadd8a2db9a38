"""The letter that tells of a subscription."""

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.boards import Subscription
from forum.letters import subscriptions
from forum.letters.correspondent import language_of
from forum.site import Site


def tell(
    session: Session,
    site: Site,
    subscription: Subscription,
    name: str,
    *,
    first_waits: bool = False,
) -> None:
    """Owe the letter of that name to the subscribed mailbox."""
    mailbox = EmailAddress.parse(subscription.address.written)
    if mailbox is None:
        return
    reader = language_of(session, mailbox)
    board = subscription.board
    subscriptions.tell(session, site, board, mailbox, reader, name, first_waits=first_waits)
