"""Going from a board: by a confirmed letter, by one click, at an operator's word."""

from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from forum.boards import Subscription
from forum.people.single_use import SingleUseToken
from forum.site import Site
from forum.subscribing.telling import tell

UNSUBSCRIBE = "unsubscribe"  # the sealer's purpose; the id in the token is the subscription's


@dataclass(frozen=True, slots=True)
class Left:
    """Gone from the board (or not on it: nothing is left to do)."""

    board_id: int


def leave(session: Session, site: Site, token: SingleUseToken) -> Left:
    """Do what a used-up LEAVE token asks."""
    found = session.get(Subscription, token.about["subscription_id"])
    if found is not None:
        end_with_letter(session, site, found)
    return Left(token.about["board_id"])


def leave_by_token(session: Session, site: Site, token: str) -> bool:
    """One click in a mail client (RFC 8058): whether the token is one of ours; again harms nothing.

    POST only: a link checker that looks at every address may not unsubscribe anybody.
    """
    subscription_id = site.sealer.open(UNSUBSCRIBE, token)
    if subscription_id is None:
        return False
    session.execute(delete(Subscription).where(Subscription.id == subscription_id))
    return True


def subscription_by_token(session: Session, site: Site, token: str) -> Subscription | None:
    """The subscription that an unsubscribe link names, for the page with the button."""
    subscription_id = site.sealer.open(UNSUBSCRIBE, token)
    return None if subscription_id is None else session.get(Subscription, subscription_id)


def end(session: Session, subscription: Subscription) -> None:
    """End a subscription at its owner's or an operator's word; no letter tells of it."""
    session.delete(subscription)
    session.flush()


def end_with_letter(session: Session, site: Site, subscription: Subscription) -> None:
    """End a subscription that was left by mail; a last letter says so."""
    tell(session, site, subscription, "left")
    end(session, subscription)
