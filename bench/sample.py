"""An archive of any size for the benches: threads of twenty posts, half of them in Japanese.

Rows go straight into the tables, with all that publishing would have left behind (counters, known
Message-IDs, kept bytes, fates, search words). The words of a post depend on its number alone.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.orm import Session

from forum.archive import search
from forum.archive.message import Arrival, Door, Fate, Message
from forum.archive.rendering import HTML_VERSION, render
from forum.archive.thread import Identity, KnownMessageId, Origin, Post, TextFormat, Thread
from forum.base import new_public_id, order_key, table_of, writing
from forum.boards import Board
from forum.people.person import Role, Sector

THREAD = 20  # posts
AT_ONCE = 1000
BEGAN = datetime(2006, 4, 1, tzinfo=UTC)
BETWEEN = timedelta(minutes=10)
PEOPLE = 100

# Kanji of which words of two are made: 3,600 words, the n-th as frequent as 1/n.
KANJI = "防災公園予算市民道路交通安全計画委員図書館提案検討自転車地域学校子育高齢福祉環境緑化商店街観光文化財政議会条例施設整備保存活用協働参加意見交換調査報告"
KANJI = "".join(dict.fromkeys(KANJI))
GLUE = [*"はがをにでともの", "から", "まで", "について", "として", "したい", "です。", "ます。\n"]
ENGLISH = [
    "the",
    "city",
    "park",
    "plan",
    "road",
    "school",
    "budget",
    "meeting",
    "report",
    "library",
]
NAMES = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"]


def _frequent_first() -> list[str]:
    words = [a + b for a in KANJI for b in KANJI if a != b]
    random.Random(1).shuffle(words)
    return list(dict.fromkeys(["防災", "公園", "予算", *words]))


WORDS = _frequent_first()
_BOUNDS = list(accumulate(1 / (n + 3) for n in range(len(WORDS))))


def a_text(number: int) -> str:
    """About 0.5 KB of words: Japanese for even numbers."""
    draw = random.Random(number)
    if number % 2:
        words = [draw.choice(ENGLISH) for _ in range(80)]
        return "\n".join(" ".join(words[at : at + 12]) for at in range(0, 80, 12))
    drawn = draw.random
    told = (
        WORDS[bisect(_BOUNDS, drawn() * _BOUNDS[-1])] + GLUE[int(drawn() * len(GLUE))]
        for _ in range(45)
    )
    return "".join(told)


def a_subject(number: int) -> str:
    return f"{WORDS[number % 50]}の{WORDS[number % 997]}について {number}"


def open_board(engine: Engine, slug: str = "list") -> int:
    with Session(writing(engine)) as session, session.begin():
        board = Board(slug=slug, name="公園")
        session.add(board)
        session.flush()
        return board.id


def grow(engine: Engine, board_id: int, until: int, thread: int = THREAD) -> None:
    """Fill a board until there are `until` posts, about ten minutes between one and the next."""
    with engine.connect() as connection:
        known = connection.scalar(select(func.max(table_of(Post).c.id))) or 0
        known = -(-known // thread) * thread  # each thread is begun at its beginning
        threads = connection.scalar(select(func.max(table_of(Thread).c.id))) or 0
        messages = connection.scalar(select(func.max(table_of(Message).c.id))) or 0
    for first in range(known, until, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, until))
        rows = list(_rows(numbers, board_id, thread, threads, messages - known))
        threads += sum("thread" in row for row in rows)
        with Session(writing(engine)) as session, session.begin():
            _write(session, rows)
    _settle(engine, board_id)


def _rows(
    numbers: range, board_id: int, thread: int, threads: int, ahead: int
) -> Iterator[dict[str, Any]]:
    for number in numbers:
        begins = number % thread == 0
        threads += begins
        yield _row(number, board_id, threads, number % thread, begins, number + 1 + ahead)


def _row(
    number: int, board_id: int, thread_id: int, place: int, begins: bool, message_id: int
) -> dict[str, Any]:
    post_id, at = number + 1, BEGAN + BETWEEN * number
    words, subject, root = a_text(number), a_subject(number - place), number - place
    author, own = f"{NAMES[number % 10]}{number % PEOPLE}", f"s{number}@p.example"
    key = order_key(at, post_id)
    raw = (
        f"From: <p{number % PEOPLE}@p.example>\r\nSubject: {subject}\r\nMessage-ID: <{own}>\r\n\r\n"
    ).encode() + words.encode()
    row: dict[str, Any] = {
        "message": {"id": message_id, "door": Door.LMTP, "received_at": at, "size": len(raw),
                    "raw": raw, "mail_from": f"p{number % PEOPLE}@p.example"},
        "arrival": {"message_id": message_id, "recipient": "list@lists.localhost",
                    "board_id": board_id, "fate": Fate.PUBLISHED, "read_at": at,
                    "details": {"post_id": post_id}, "attempts": 1},
        "known": {"board_id": board_id, "message_id": own, "thread_id": thread_id,
                  "post_id": post_id},
        "indexed": search.Indexed.of(key, board_id, subject, author, words),
        "post": {
            "id": post_id, "public_id": new_public_id(), "board_id": board_id,
            "thread_id": thread_id, "parent_id": post_id - place if place else None,
            "parent_ref": f"s{root}@p.example" if place else None, "message_id": own,
            "references": [f"s{root}@p.example"] if place else [],
            "fingerprint": number.to_bytes(16), "kept_message_id": message_id,
            "author_name": author, "author_sector": Sector.CITIZEN, "author_role": Role.RESIDENT,
            "origin": Origin.MAIL, "identity": Identity.UNPROVEN, "subject": subject,
            "format": TextFormat.PLAIN, "text": words, "html": render(words, TextFormat.PLAIN),
            "html_version": HTML_VERSION, "sent_at": at, "received_at": at, "published_at": at,
            "order_key": key,
        },
    }  # fmt: skip
    if begins:
        row["thread"] = {
            "id": thread_id, "public_id": new_public_id(), "board_id": board_id,
            "subject": subject, "started_at": at, "last_post_at": at, "last_order_key": key,
        }  # fmt: skip
    return row


def _write(session: Session, rows: list[dict[str, Any]]) -> None:
    tables = (
        ("thread", Thread), ("message", Message), ("arrival", Arrival), ("post", Post),
        ("known", KnownMessageId),
    )  # fmt: skip
    for name, model in tables:
        if some := [row[name] for row in rows if name in row]:
            session.execute(insert(table_of(model)), some)
    search.add(session, [row["indexed"] for row in rows])


def _settle(engine: Engine, board_id: int) -> None:
    """The counters and the newest posts, and on PostgreSQL the sequences."""
    posts, threads, boards = table_of(Post), table_of(Thread), table_of(Board)
    of_thread = posts.c.thread_id == threads.c.id
    count = select(func.count()).where(of_thread).scalar_subquery()
    newest = select(func.max(posts.c.order_key)).where(of_thread).scalar_subquery()
    latest = select(func.max(posts.c.received_at)).where(of_thread).scalar_subquery()
    with writing(engine).begin() as connection:
        connection.execute(update(threads).values(
            post_count=count, revision=count, last_order_key=newest, last_post_at=latest
        ))  # fmt: skip
        total = select(func.count()).where(posts.c.board_id == board_id).scalar_subquery()
        begun = select(func.count()).where(threads.c.board_id == board_id).scalar_subquery()
        connection.execute(
            update(boards)
            .where(boards.c.id == board_id)
            .values(post_count=total, thread_count=begun)
        )
        if engine.dialect.name == "postgresql":
            for table in (posts, threads, table_of(Message)):
                connection.execute(text(
                    f"SELECT setval('{table.name}_id_seq', (SELECT max(id) FROM {table.name}))"
                ))  # fmt: skip
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))


def thread_ids(engine: Engine) -> list[str]:
    """The public ids of all threads, oldest first."""
    threads = table_of(Thread)
    with engine.connect() as connection:
        return list(connection.scalars(select(threads.c.public_id).order_by(threads.c.id)))
