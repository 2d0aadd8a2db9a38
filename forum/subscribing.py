"""Joining and leaving a board: the one place that both doors use.

Every self-join and every leaving by address is asked for first and confirmed by whoever reads the
mailbox. The answers are the same whether or not somebody is a member; only the letter tells.
Nothing here commits.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forum import bouncing, digests, limits
from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import (
    Board,
    DigestFormat,
    Join,
    Mode,
    Subscription,
    Visibility,
    may_moderate,
    may_read,
)
from forum.claims import claim
from forum.letters import bell, subscriptions
from forum.letters.correspondent import language_of
from forum.people import single_use
from forum.people.joining import address_of, address_row, prove_mailbox
from forum.people.person import Address
from forum.people.single_use import LIFETIME, Purpose, SingleUseToken
from forum.people.standing import Standing, standing_of
from forum.site import Site

UNSUBSCRIBE = "unsubscribe"  # the sealer's purpose; the id in the token is the subscription's
MOST_A_DAY = {"address": 6, "requester": 30, "board": 300}
MOST_A_DAY_FOR_ONE_BOARD = 3


class Asked(StrEnum):
    """What came of a request; SENT says the same to members and to everybody else."""

    SENT = "sent"  # a letter is on its way to the address
    CLOSED = "closed"  # the board takes no requests
    UNKNOWN_BOARD = "unknown_board"
    TOO_MANY = "too_many"  # today, for this address, this requester or this board


@dataclass(frozen=True, slots=True)
class Joined:
    """Confirmed; `awaits_approval` until a moderator agrees."""

    board_id: int
    person_id: int
    awaits_approval: bool


@dataclass(frozen=True, slots=True)
class Left:
    """Gone from the board (or not on it: nothing is left to do)."""

    board_id: int


def ask_to_join(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    *,
    name: str = "",
    language: str = "ja",
    requester: str | None = None,
    answers: str | None = None,
) -> Asked:
    """Owe the mailbox a letter that asks to confirm (or says that it is subscribed already).

    `requester` is the IP address of a web visitor, `answers` the Message-ID of a mail.
    """
    if not _is_open_to(session, board, mailbox):
        return Asked.UNKNOWN_BOARD
    if board.join is Join.CLOSED:
        return Asked.CLOSED
    if _is_too_many(session, "join", board, mailbox, requester):
        return Asked.TOO_MANY
    if _is_banned(session, mailbox):
        return Asked.SENT
    reader = language_of(session, mailbox, language)
    if not _may_join(session, board, mailbox):
        subscriptions.tell(session, site, board, mailbox, reader, "join_members", answers)
    elif (found := subscription_of(session, board.id, mailbox)) is not None and (
        found.address.stopped_at is not None
    ):
        bouncing.tell_again(session, site, board, found.address)
    elif found is not None:
        name_ = "join_waiting" if found.awaits_approval else "join_already"
        subscriptions.tell(session, site, board, mailbox, reader, name_, answers)
    else:
        token = single_use.issue(
            session,
            Purpose.JOIN,
            board_id=board.id,
            address=str(mailbox),
            name=name,
            language=language,
        )
        until = utcnow() + LIFETIME[Purpose.JOIN]
        subscriptions.ask_to_confirm(
            session, site, board, mailbox, reader, "join_confirm", token, until, answers
        )
    return Asked.SENT


def ask_to_leave(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    *,
    language: str = "ja",
    requester: str | None = None,
    answers: str | None = None,
) -> Asked:
    """Owe the mailbox a letter that asks to confirm (or says that it is not subscribed)."""
    found = subscription_of(session, board.id, mailbox)
    if found is None and not _is_open_to(session, board, mailbox):
        return Asked.UNKNOWN_BOARD
    if _is_too_many(session, "leave", board, mailbox, requester):
        return Asked.TOO_MANY
    reader = language_of(session, mailbox, language)
    if found is None:
        subscriptions.tell(session, site, board, mailbox, reader, "leave_nothing", answers)
    else:
        about = {"board_id": board.id, "subscription_id": found.id}
        token = single_use.issue(session, Purpose.LEAVE, address_id=found.address_id, **about)
        until = utcnow() + LIFETIME[Purpose.LEAVE]
        subscriptions.ask_to_confirm(
            session, site, board, mailbox, reader, "leave_confirm", token, until, answers
        )
    return Asked.SENT


def join(session: Session, site: Site, token: SingleUseToken) -> Joined | None:
    """Do what a used-up JOIN token asks; None where the board is gone or has closed meanwhile."""
    mailbox = EmailAddress.parse(token.about["address"])
    board = session.get(Board, token.about["board_id"])
    if mailbox is None or board is None:
        return None
    name, language = token.about.get("name", ""), token.about.get("language", "ja")
    return join_proven(session, site, board, mailbox, name, language)


def join_proven(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    name: str = "",
    language: str = "ja",
) -> Joined | None:
    """Subscribe a mailbox that has just been proven; None where the board is not for it."""
    if board.join is Join.CLOSED or _is_banned(session, mailbox):
        return None
    if not _may_join(session, board, mailbox):
        return None
    address = prove_mailbox(session, mailbox, name=name, language=language)
    claim(session, address)
    return _subscribe(session, site, board, address)


def join_signed_in(session: Session, site: Site, board: Board, address: Address) -> Joined | Asked:
    """Subscribe an address that its signed-in owner has verified before; no letter need confirm."""
    if address.verified_at is None or address.person_id is None:
        raise ValueError("only a verified address joins without a letter")
    mailbox = EmailAddress.parse(address.written)
    if mailbox is None or not _is_open_to(session, board, mailbox):
        return Asked.UNKNOWN_BOARD
    if board.join is Join.CLOSED or not _may_join(session, board, mailbox):
        return Asked.CLOSED
    return _subscribe(session, site, board, address)


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


def unsubscribe_token(site: Site, subscription_id: int) -> str:
    """The opaque token of one subscription, which can end it and do nothing else."""
    return site.sealer.seal(UNSUBSCRIBE, subscription_id)


def end(session: Session, subscription: Subscription) -> None:
    """End a subscription at its owner's or an operator's word; no letter tells of it."""
    session.delete(subscription)
    session.flush()


def end_with_letter(session: Session, site: Site, subscription: Subscription) -> None:
    """End a subscription that was left by mail; a last letter says so."""
    _tell(session, site, subscription, "left")
    end(session, subscription)


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


def subscribe(
    session: Session, board: Board, mailbox: EmailAddress, mode: Mode = Mode.EACH
) -> Subscription:
    """An operator's act: subscribed at once, without a letter, and known to somebody here."""
    found = subscription_of(session, board.id, mailbox)
    if found is None:
        address = address_row(session, mailbox)
        found = Subscription(board=board, address=address)
        session.add(found)
        session.flush()
    digests.change_mode(session, found, mode)
    found.vouched, found.awaits_approval = True, False
    found.address.trusted_at = found.address.trusted_at or utcnow()
    if found.address.person is not None:
        found.address.person.vouched_at = found.address.person.vouched_at or utcnow()
    session.flush()
    return found


def approve(session: Session, site: Site, subscription: Subscription, moderator: Standing) -> bool:
    """Let somebody in who asked on a board that approves; False where that is not one's right."""
    board = subscription.board
    if not may_moderate(board.visibility, board.id, moderator):
        return False
    if subscription.awaits_approval:
        subscription.awaits_approval = False
        session.flush()
        _tell(session, site, subscription, "welcome", first_waits=False)
        bell.quiet(session, site, board.id)
    return True


def decline(session: Session, site: Site, subscription: Subscription, moderator: Standing) -> bool:
    """Turn a request down, kindly; False where that is not one's right."""
    board = subscription.board
    if not may_moderate(board.visibility, board.id, moderator):
        return False
    if subscription.awaits_approval:
        _tell(session, site, subscription, "join_declined")
        end(session, subscription)
        bell.quiet(session, site, board.id)
    return True


def subscription_of(session: Session, board_id: int, mailbox: EmailAddress) -> Subscription | None:
    """The subscription of one mailbox on one board."""
    return session.scalar(
        select(Subscription)
        .join(Address)
        .where(Subscription.board_id == board_id, Address.canonical == mailbox.canonical)
    )


def _subscribe(session: Session, site: Site, board: Board, address: Address) -> Joined:
    assert address.person is not None
    found = session.scalar(
        select(Subscription).where(
            Subscription.board_id == board.id, Subscription.address_id == address.id
        )
    )
    if found is None:
        found = Subscription(
            board=board, address=address, awaits_approval=board.join is Join.APPROVE
        )
        session.add(found)
        session.flush()
        if found.awaits_approval:
            _tell(session, site, found, "join_waiting")
            bell.ring_for_moderators(session, site, board.id)
        else:
            is_new = not (address.person.vouched_at or address.person.trusted_at)
            _tell(session, site, found, "welcome", first_waits=is_new)
    return Joined(board.id, address.person.id, found.awaits_approval)


def _tell(
    session: Session,
    site: Site,
    subscription: Subscription,
    name: str,
    *,
    first_waits: bool = False,
) -> None:
    mailbox = EmailAddress.parse(subscription.address.written)
    if mailbox is None:
        return
    reader = language_of(session, mailbox)
    board = subscription.board
    subscriptions.tell(session, site, board, mailbox, reader, name, first_waits=first_waits)


def _is_open_to(session: Session, board: Board, mailbox: EmailAddress) -> bool:
    """Staff boards exist for nobody but staff."""
    return board.visibility is not Visibility.STAFF or _may_join(session, board, mailbox)


def _may_join(session: Session, board: Board, mailbox: EmailAddress) -> bool:
    """Who may not read a board gets no mail from it either."""
    address = address_of(session, mailbox)
    standing = standing_of(session, address.person_id if address else None)
    return may_read(board.visibility, board.id, standing)


def _is_banned(session: Session, mailbox: EmailAddress) -> bool:
    address = address_of(session, mailbox)
    if address is None:
        return False
    return bool(address.banned_at or (address.person and address.person.banned_at))


def _is_too_many(
    session: Session, what: str, board: Board, mailbox: EmailAddress, requester: str | None
) -> bool:
    """Count the request against everybody who could be flooded by such requests."""
    made = [
        limits.count(session, f"{what}:{board.slug}", mailbox.canonical) > MOST_A_DAY_FOR_ONE_BOARD,
        limits.count(session, "letters", mailbox.canonical) > MOST_A_DAY["address"],
        limits.count(session, "board", board.slug) > MOST_A_DAY["board"],
    ]
    if requester is not None:
        made.append(limits.count(session, "requester", requester) > MOST_A_DAY["requester"])
    return any(made)
