"""What tests are made of: people, boards, contributions and mails, each with sensible defaults.

Facts (a_board, an_author, a_contribution) need no database; rows (open_board, enter_person,
keep_mail) are added to a session, flushed and not committed.
"""

from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from forum.acceptance.contribution import Author, BoardFacts, Contribution
from forum.addresses import EmailAddress, parse_local_part
from forum.archive.attachments import Directory
from forum.archive.message import Arrival, Door, Message
from forum.archive.thread import Identity, Origin
from forum.base import today, utcnow
from forum.boards import Board, Mode, Names, Posting, Subscription, Visibility
from forum.people.person import Address, Appointment, Person, Role
from forum.people.standing import Standing
from forum.site import Site
from forum.tokens import Sealer

DOMAIN = "lists.example"
A_MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
_numbers = count(1)


def a_site(folder: Path, **facts: Any) -> Site:
    """An installation whose attachments lie in `folder`."""
    told: dict[str, Any] = {
        "url": "http://127.0.0.1",
        "mail_domain": DOMAIN,
        "sealer": Sealer("a secret of tests"),
        "attachments": Directory(folder / "attachments"),
        "data_dir": folder,
    }
    return Site(**(told | facts))


# --- Facts ---


def a_board(slug: str = "general", **facts: Any) -> BoardFacts:
    told: dict[str, Any] = {
        "id": 1,
        "slug": slug,
        "name": slug.title(),
        "visibility": Visibility.PUBLIC,
        "posting": Posting.ANYONE,
        "names": Names.REAL,
    }
    return BoardFacts(**(told | facts))


def an_author(name: str = "Aoi", *roles: Role, **facts: Any) -> Author:
    """Somebody whose first post has been let through; with `roles`, held in the whole council."""
    held = Standing(facts.get("person_id"), frozenset((role, None) for role in roles))
    told: dict[str, Any] = {
        "standing": held,
        "trusted": True,
        "address": f"{name.lower()}@example.jp",
    }
    return Author(name, **(told | facts))


def a_contribution(**facts: Any) -> Contribution:
    told: dict[str, Any] = {
        "board": a_board(),
        "author": an_author(),
        "origin": Origin.MAIL,
        "identity": Identity.ALIGNED,
        "subject": "公園について",
        "text": "ベンチを増やしてください。",
        "received_at": A_MORNING,
        "message_id": f"{next(_numbers)}@example.jp",
    }
    return Contribution(**(told | facts))


# --- Rows ---


def open_board(session: Session, slug: str = "general", **facts: Any) -> Board:
    board = Board(slug=slug, name=facts.pop("name", slug.title()), **facts)
    session.add(board)
    session.flush()
    return board


def enter_person(
    session: Session, name: str, address: str = "", *roles: Role, **facts: Any
) -> Person:
    """Somebody entered by an operator, so that the first post need not wait."""
    person = Person(name=name, **({"vouched_at": utcnow()} | facts))
    person.appointments += [Appointment(role=role, since=today()) for role in roles]
    mailbox = EmailAddress.parse(address or f"{name.lower()}@example.jp")
    assert mailbox is not None
    session.add(Address.of(mailbox, person))
    session.flush()
    return person


def subscribe(
    session: Session, board: Board, person: Person, mode: Mode = Mode.EACH
) -> Subscription:
    subscription = Subscription(address=person.addresses[0], mode=mode)
    board.subscriptions.append(subscription)
    session.flush()
    return subscription


def keep_mail(
    session: Session, raw: bytes, *recipients: str, mail_from: str = "aoi@example.jp", **facts: Any
) -> Message:
    """A mail as the door leaves it: durable, unread; recipients are local parts of ours."""
    message = Message(door=Door.SMTP, mail_from=mail_from, size=len(raw), raw=raw, **facts)
    for local in recipients or ("general",):
        message.arrivals.append(
            Arrival(recipient=f"{local}@{DOMAIN}", board_id=_board_id(session, local))
        )
    session.add(message)
    session.flush()
    return message


def _board_id(session: Session, local: str) -> int | None:
    ours = parse_local_part(local)
    board = session.query(Board).filter_by(slug=ours.slug).one_or_none() if ours else None
    return board.id if board else None


# --- Mails ---


def a_mail(
    text: str = "ベンチを増やしてください。",
    *,
    sender: str = "Aoi <aoi@example.jp>",
    subject: str = "About the park",
    message_id: str | None = "",
    to: str = f"general@{DOMAIN}",
    headers: tuple[str, ...] = (),
    sent_at: datetime = A_MORNING,
) -> bytes:
    """A plain mail in UTF-8; without a Message-ID for None, with a new one for ""."""
    if message_id == "":
        message_id = f"{next(_numbers)}@mail.example.jp"
    lines = [
        *headers,
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {format_datetime(sent_at)}",
        *([f"Message-ID: <{message_id}>"] if message_id else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        "",
        *text.splitlines(),
        "",
    ]
    return "\r\n".join(lines).encode()
