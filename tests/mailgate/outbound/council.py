"""A board with subscribers and something to send them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from forum.acceptance.contribution import Author, BoardFacts, Contribution
from forum.archive.attachments import Directory
from forum.archive.message import Door, Message
from forum.archive.thread import Identity, Origin
from forum.base import table_of, utcnow, writing
from forum.boards import Board, Subscription
from forum.distribution import Mailing, MailingKind
from forum.people.person import Address, Person
from forum.posting import publish
from forum.site import Site
from forum.tokens import Sealer

RECEIVED = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
MAIL = b"""From: Aoi Suzuki <aoi@people.example>\r
To: general@lists.example\r
Subject: Hours of the hall\r
Date: Sun, 22 Nov 2026 10:00:00 +0900\r
Message-ID: <hall.1@people.example>\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
\r
May we book by telephone?\r
"""


def a_site(folder: Path) -> Site:
    return Site(
        url="https://forum.example",
        mail_domain="lists.example",
        sealer=Sealer("a secret of this test"),
        attachments=Directory(folder / "attachments"),
        data_dir=folder,
        authserv_ids=frozenset({"mx.city.example"}),
    )


def a_board(session: Session, slug: str = "general", **told: Any) -> Board:
    board = Board(slug=slug, name=told.pop("name", "General"), **told)
    session.add(board)
    session.flush()
    return board


def a_person(session: Session, name: str, address: str | None = None) -> Person:
    person = Person(name=name)
    if address:
        person.addresses.append(Address(written=address, canonical=address.lower()))
    session.add(person)
    session.flush()
    return person


def subscribe(session: Session, board: Board, addresses: Iterable[str], **told: Any) -> list[int]:
    """The subscriptions' ids, in order; an address that is known is used again."""
    known = dict(session.execute(select(Address.canonical, Address.id)).all())  # type: ignore[arg-type]
    wanted = list(addresses)
    new = [{"written": a, "canonical": a.lower()} for a in wanted if a.lower() not in known]
    if new:
        session.execute(insert(table_of(Address)), new)
        known = dict(session.execute(select(Address.canonical, Address.id)).all())  # type: ignore[arg-type]
    before = session.scalar(select(func.max(Subscription.id))) or 0
    session.execute(
        insert(table_of(Subscription)),
        [
            {"board_id": board.id, "address_id": known[a.lower()], "since": utcnow(), **told}
            for a in wanted
        ],
    )
    ids = select(Subscription.id).where(Subscription.id > before).order_by(Subscription.id)
    return list(session.scalars(ids))


def a_mail_post(
    session: Session, site: Site, board: Board, raw: bytes = MAIL, **author: Any
) -> int:
    """A post that came by mail, published; its subscribers are owed it."""
    message = Message(door=Door.SMTP, received_at=RECEIVED, size=len(raw), raw=raw)
    session.add(message)
    session.flush()
    return publish(
        session,
        a_contribution(
            board,
            author,
            origin=Origin.MAIL,
            identity=Identity.ALIGNED,
            kept_message_id=message.id,
            message_id="hall.1@people.example",
        ),
        site,
    ).post_id


def a_web_post(
    session: Session, site: Site, board: Board, in_reply_to: str | None = None, **author: Any
) -> int:
    contribution = a_contribution(
        board,
        author,
        origin=Origin.WEB,
        identity=Identity.SESSION,
        in_reply_to=in_reply_to,
    )
    return publish(session, contribution, site).post_id


def a_contribution(board: Board, author: dict[str, Any], **told: Any) -> Contribution:
    return Contribution(
        board=BoardFacts.of(board),
        author=Author(**{"name": "Aoi Suzuki", **author}),
        subject="Hours of the hall",
        text="May we book by telephone?",
        received_at=RECEIVED,
        **told,
    )


def a_notice(session: Session, recipient: str, *, secret: bool = False) -> int:
    content = f"To: <{recipient}>\r\nSubject: a link\r\n\r\nhttps://forum.example/login/x\r\n"
    row = Mailing(
        kind=MailingKind.SECRET if secret else MailingKind.NOTICE,
        sender="",
        recipient=recipient,
        content=content.encode(),
    )
    session.add(row)
    session.flush()
    return row.id


def a_town(engine: Engine, folder: Path, subscribers: int, raw: bytes = MAIL) -> tuple[Site, int]:
    """A board with that many subscribers, all owed one mail-born post; its mailing's id."""
    site = a_site(folder)
    with Session(writing(engine)) as session:
        board = a_board(session)
        subscribe(session, board, (f"p{n}@people.example" for n in range(subscribers)))
        post_id = a_mail_post(session, site, board, raw)
        mailing_id = session.scalar(select(Mailing.id).where(Mailing.post_id == post_id))
        session.commit()
    assert mailing_id is not None
    return site, mailing_id
