"""Doing what was wished for; the mailbox has been proven, or nothing here harms anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import accounts, following, personal, subscribing
from forum.addresses import EmailAddress
from forum.archive.thread import Thread
from forum.base import today, utcnow
from forum.boards import Board, DigestFormat, Join, Mode, Subscription, may_read
from forum.claims import claim
from forum.following import Reader
from forum.people.joining import address_of, prove_mailbox
from forum.people.person import Address, Person
from forum.people.standing import standing_of
from forum.personal import erasing
from forum.site import Site
from forum.wishes import sharing
from forum.wishes.wish import Kind, Wish

LONGEST_REST_DAYS = 731
_ABOUT_A_SUBSCRIPTION = frozenset(
    {Kind.LEAVE, Kind.MODE, Kind.OWN_POSTS, Kind.DIGEST, Kind.REST, Kind.COME_BACK}
)
_ABOUT_A_THREAD = frozenset({Kind.FOLLOW, Kind.MUTE, Kind.UNFOLLOW})
_OF_THEIR_OWN = frozenset({Kind.REMOVE_ADDRESS, Kind.MAIN_ADDRESS})


@dataclass(frozen=True, slots=True)
class Granted:
    """A wish and what came of it: done, or the code of why not."""

    wish: Wish
    obstacle: str | None = None


def obstacle(
    session: Session, board: Board | None, mailbox: EmailAddress, wish: Wish
) -> str | None:
    """Why this mailbox can't have that on the board (a code for wording.py); None where it can."""
    address = address_of(session, mailbox)
    if wish.kind in _ABOUT_A_SUBSCRIPTION and not subscriptions(session, board, address):
        return "not_subscribed"
    if wish.kind is Kind.JOIN and board is not None and board.join is Join.CLOSED:
        return "closed"
    if wish.kind is Kind.REST:
        return _fault_of_rest(date.fromisoformat(wish.about["until"]))
    if wish.kind in _ABOUT_A_THREAD and _thread(session, address, wish) is None:
        return "no_such_thread"
    if wish.kind in _ABOUT_A_THREAD and address is None:
        return "unknown_mailbox"
    if wish.kind in _OF_THEIR_OWN:
        return _fault_of_own(session, address, wish)
    if wish.kind in (Kind.ADD_ADDRESS, Kind.CHANGE_ADDRESS):
        return sharing.fault(mailbox, wish.about["address"])
    if wish.kind in (Kind.TAKE_DATA, Kind.ERASE):
        return _fault_of_data(session, address, wish)
    return None


def grant_all(
    session: Session, site: Site, board: Board | None, mailbox: EmailAddress, wishes: Sequence[Wish]
) -> list[Granted]:
    """Grant one after the other; each sees what those before have changed."""
    return [grant(session, site, board, mailbox, wish) for wish in wishes]


def grant(
    session: Session, site: Site, board: Board | None, mailbox: EmailAddress, wish: Wish
) -> Granted:
    """Do what is wished for where nothing stands in its way."""
    found = obstacle(session, board, mailbox, wish)
    if found is None:
        found = _do(session, site, board, mailbox, wish)
    session.flush()
    return Granted(wish, found)


def subscriptions(
    session: Session, board: Board | None, address: Address | None
) -> list[Subscription]:
    """The mailbox's own subscription of the board; else those of its person's other mailboxes."""
    if board is None or address is None:
        return []
    of_board = select(Subscription).where(Subscription.board_id == board.id)
    own = session.scalars(of_board.where(Subscription.address_id == address.id)).all()
    if own or address.person_id is None:
        return list(own)
    theirs = of_board.join(Address, Subscription.address_id == Address.id)
    of_person = theirs.where(Address.person_id == address.person_id)
    return list(session.scalars(of_person.order_by(Subscription.id)))


def _do(
    session: Session, site: Site, board: Board | None, mailbox: EmailAddress, wish: Wish
) -> str | None:
    address = address_of(session, mailbox)
    about = wish.about
    match wish.kind:
        case Kind.JOIN:
            return _join(session, site, board, mailbox, about)
        case Kind.FOLLOW | Kind.MUTE | Kind.UNFOLLOW:
            return _attend(session, address, wish)
        case Kind.ADD_ADDRESS | Kind.CHANGE_ADDRESS:
            moves = wish.kind is Kind.CHANGE_ADDRESS
            return sharing.ask(session, site, board, mailbox, about["address"], moves=moves)
        case Kind.REMOVE_ADDRESS | Kind.MAIN_ADDRESS:
            return _own_address(session, address, wish)
        case Kind.TAKE_DATA | Kind.ERASE:
            return _data(session, site, mailbox, wish)
    for one in subscriptions(session, board, address):
        _change(session, site, one, wish)
    return None


def _change(session: Session, site: Site, one: Subscription, wish: Wish) -> None:
    about = wish.about
    match wish.kind:
        case Kind.LEAVE:
            subscribing.end_with_letter(session, site, one)
        case Kind.MODE:
            subscribing.choose_mode(session, one, Mode(about["mode"]))
        case Kind.OWN_POSTS:
            subscribing.choose_own_posts(session, one, about["wanted"])
        case Kind.DIGEST:
            subscribing.choose_digest_format(session, one, DigestFormat(about["format"]))
        case Kind.REST:
            subscribing.rest(session, one, date.fromisoformat(about["until"]))
        case Kind.COME_BACK:
            subscribing.come_back(session, one)


def _join(
    session: Session, site: Site, board: Board | None, mailbox: EmailAddress, about: dict[str, str]
) -> str | None:
    if board is None:
        return "not_possible"
    joined = subscribing.join_proven(
        session, site, board, mailbox, about.get("name", ""), about.get("language", "ja")
    )
    return None if joined else "not_possible"


def _attend(session: Session, address: Address | None, wish: Wish) -> str | None:
    thread = _thread(session, address, wish)
    if thread is None or address is None:
        return "no_such_thread"
    acts = {
        Kind.FOLLOW: following.follow,
        Kind.MUTE: following.mute,
        Kind.UNFOLLOW: following.stop_following,
    }
    acts[wish.kind](session, thread.id, Reader.of(address))
    return None


def _thread(session: Session, address: Address | None, wish: Wish) -> Thread | None:
    """The thread, for a reader who may read it."""
    thread = session.get(Thread, wish.about["thread_id"])
    if thread is None:
        return None
    standing = standing_of(session, address.person_id if address else None)
    return thread if may_read(thread.board.visibility, thread.board_id, standing) else None


def _own_address(session: Session, address: Address | None, wish: Wish) -> str | None:
    wanted = EmailAddress.parse(wish.about["address"])
    row = address_of(session, wanted) if wanted else None
    if row is None or address is None or row.person_id != address.person_id:
        return "not_yours"
    if wish.kind is Kind.MAIN_ADDRESS:
        row.main_since = utcnow()
    else:
        accounts.part_with(session, row)
    return None


def _data(session: Session, site: Site, mailbox: EmailAddress, wish: Wish) -> str | None:
    """A confirmed mailbox has a person from here on, so that its posts can be told or taken away."""
    person = _person(session, mailbox)
    if wish.kind is Kind.TAKE_DATA:
        personal.send(session, site, person, mailbox)
        return None
    done = erasing.erase(session, site, person, anonymous=wish.about["anonymous"])
    return None if done else "has_duty"


def _person(session: Session, mailbox: EmailAddress) -> Person:
    address = prove_mailbox(session, mailbox)
    claim(session, address)
    assert address.person is not None
    return address.person


def _fault_of_rest(until: date) -> str | None:
    if until < today():
        return "past_day"
    return "far_day" if (until - today()).days > LONGEST_REST_DAYS else None


def _fault_of_own(session: Session, address: Address | None, wish: Wish) -> str | None:
    wanted = EmailAddress.parse(wish.about["address"])
    row = address_of(session, wanted) if wanted else None
    if address is None or row is None or address.person is None:
        return "not_yours"
    if row.person_id != address.person_id:
        return "not_yours"
    if wish.kind is Kind.MAIN_ADDRESS:
        return None if row.verified_at else "not_yours"
    others = [one for one in address.person.addresses if one.id != row.id and one.verified_at]
    return None if others else "last_address"


def _fault_of_data(session: Session, address: Address | None, wish: Wish) -> str | None:
    if address is None:
        return "unknown_mailbox"
    if wish.kind is Kind.ERASE and address.person is not None:
        return "has_duty" if erasing.stock(session, address.person).has_duty else None
    return None
