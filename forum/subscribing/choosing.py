"""How a board's mail comes to one who is on it."""

from datetime import date

from sqlalchemy.orm import Session

from forum import digests
from forum.boards import DigestFormat, Mode, Subscription


def choose_mode(session: Session, subscription: Subscription, mode: Mode) -> None:
    """How the posts come from now on; what a digest has still to tell is told in a last one."""
    digests.change_mode(session, subscription, mode)


def choose_own_posts(session: Session, subscription: Subscription, wanted: bool) -> None:
    """Whether one's own posts come by mail as well, in the modes that send each post."""
    subscription.own_posts = wanted
    session.flush()


def choose_digest_format(session: Session, subscription: Subscription, form: DigestFormat) -> None:
    """Whether digests come as one text or with a mail in them for each post."""
    subscription.digest_format = form
    session.flush()


def rest(session: Session, subscription: Subscription, until: date) -> None:
    """No mail of this board up to and with that day; it ends by itself, with a list of topics."""
    digests.rest(session, subscription, until)


def come_back(session: Session, subscription: Subscription) -> None:
    """Mail comes again from now on, as it did before the rest."""
    digests.welcome_back(session, subscription)
