"""Who hears that an address gets no more mail: its owner elsewhere, else the moderators."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.boards import Board, Subscription
from forum.bouncing import unreachable
from forum.bouncing.records import Bounce
from forum.bouncing.wording import cause_words
from forum.letters.bell import moderators_of
from forum.letters.correspondent import is_first_today, language_of, mailbox_of
from forum.letters.writing import board_letter
from forum.people import single_use
from forum.people.person import Address
from forum.people.single_use import Purpose
from forum.site import Site

MOST_LISTED = 10


def tell_stopped(session: Session, site: Site, address: Address, bounce: Bounce) -> None:
    """Tell the owner by another address of theirs; whoever has none is shown to moderators."""
    boards = _boards(session, address)
    if not boards:
        return
    elsewhere = _elsewhere(session, address)
    if elsewhere is not None:
        _tell_owner(session, site, address, elsewhere, boards, bounce)
        return
    for board in boards:
        tell_moderators(session, site, board)


def tell_moderators(session: Session, site: Site, board: Board) -> int:
    """Owe a board's moderators the list of who can't be reached, once a day; how many letters."""
    listed = unreachable.on_board(session, board.id)
    owed = 0
    for person_id in moderators_of(session, board):
        mailbox = mailbox_of(session, person_id)
        if mailbox is None or not is_first_today(session, mailbox, f"unreachable:{board.slug}"):
            continue
        language = language_of(session, mailbox)
        board_letter(
            session,
            site,
            board,
            mailbox,
            "members_unreachable",
            language,
            count=len(listed),
            listed=[
                {
                    "name": one.name,
                    "address": one.written,
                    "reason": cause_words(one.cause, language),
                }
                for one in listed[:MOST_LISTED]
            ],
            unlisted=max(0, len(listed) - MOST_LISTED),
            link=site.link("/moderation/unreachable"),
        )
        owed += 1
    return owed


def tell_again(session: Session, site: Site, board: Board, address: Address) -> bool:
    """Whoever asks to join with an address that gets no mail learns how to start it again."""
    mailbox = EmailAddress.parse(address.written)
    if mailbox is None or not is_first_today(session, mailbox, "resume"):
        return False
    _owe(session, site, address, mailbox, [board], None, "mail_resume")
    return True


def _tell_owner(
    session: Session,
    site: Site,
    address: Address,
    to: EmailAddress,
    boards: list[Board],
    bounce: Bounce,
) -> None:
    _owe(session, site, address, to, boards, bounce, "mail_stopped")


def _owe(
    session: Session,
    site: Site,
    address: Address,
    to: EmailAddress,
    boards: list[Board],
    bounce: Bounce | None,
    name: str,
) -> None:
    language = language_of(session, to)
    about = {"board_id": boards[0].id}
    token = single_use.issue(session, Purpose.RESTORE, address_id=address.id, **about)
    board_letter(
        session,
        site,
        boards[0],
        to,
        name,
        language,
        part=Part.CONFIRM,
        token=token,
        address=address.written,
        boards=[board.name for board in boards],
        reason=cause_words(bounce.cause, language) if bounce else "",
        link=site.link(f"/resume/{token}"),
    )


def _boards(session: Session, address: Address) -> list[Board]:
    subscribed = select(Board).join(Subscription).where(Subscription.address_id == address.id)
    return list(session.scalars(subscribed.order_by(Board.id)))


def _elsewhere(session: Session, address: Address) -> EmailAddress | None:
    """Another confirmed address of the same person, that does get mail."""
    if address.person_id is None:
        return None
    written = session.scalar(
        select(Address.written)
        .where(
            Address.person_id == address.person_id,
            Address.id != address.id,
            Address.verified_at.is_not(None),
            Address.banned_at.is_(None),
            Address.stopped_at.is_(None),
        )
        .order_by(Address.id)
        .limit(1)
    )
    return EmailAddress.parse(written) if written else None
