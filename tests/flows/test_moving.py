"""A board of posts from everywhere is exported, imported and exported: the same bytes."""

import io
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.archive import mbox
from forum.archive.exporting import originals
from forum.archive.thread import Identity, Origin, Post, PostState, TextFormat
from forum.base import writing
from forum.boards import Board
from forum.moderation.held import HeldPost
from forum.site import Site
from mailgate.inbound.importing import bring_in
from mailgate.inbound.reading import read_batch
from tests.factories import (
    a_contribution,
    a_mail,
    a_site,
    enter_person,
    keep_mail,
    open_board,
)

_numbers = count()
PARK = "公園のベンチを増やしてください。"


def bare(*headers: bytes, body: bytes) -> bytes:
    return b"\r\n".join([b"From: Aoi <aoi@example.jp>", *headers, b"", body])


JIS = bare(
    b"Subject: =?ISO-2022-JP?B?GyRCOHgxYBsoQg==?=",
    b"Message-ID: <jis@example.jp>",
    b"Content-Type: text/plain; charset=ISO-2022-JP",
    body=PARK.encode("iso2022_jp") + b"\r\n",
)
SJIS = bare(b"Subject: raw \x8c\xf6\x89\x80", b"Message-ID: <sjis@x>", body=PARK.encode("cp932"))
ODD = [
    JIS,
    SJIS,
    a_mail("From here on a line begins so.\n>From there one that was quoted.\n\nFrom A to B"),
    a_mail("lines\nthat end in LF").replace(b"\r\n", b"\n"),
    bare(b"Message-ID: <\xe5\x85\xac\xe5\x9c\x92@x>", body=b"an id beyond ASCII\r\n"),
    bare(b"In-Reply-To: <\xe5\x85\xac\xe5\x9c\x92@x>", body=b"no id of its own\r\n"),
    bare(b"Message-ID: <end@x>", body=b"no line end"),
    bare(b"Message-ID: <blank@x>", body=b"blank lines\r\n\r\n\r\n"),
    bare(b"Message-ID: <nul@x>", body=b"a \0 and a \r alone\n"),
    bare(b"Message-ID: <same@x>", body=b"one\r\n"),
    bare(b"Message-ID: <same@x>", body=b"two\r\n"),
    bare(
        b"Message-ID: <files@x>",
        b"Content-Type: multipart/mixed; boundary=b",
        body=b"--b\r\n\r\nsee\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n",
    ),
    bare(
        b"Received: from a by b; Sun, 22 Nov 2026 10:00:01 +0900",
        b"Content-Length: 3",
        b"Message-ID: <length@x>",
        body=b"longer than it says\r\n",
    ),
]


@pytest.fixture
def house(sqlite_engine: Engine, tmp_path) -> tuple[Engine, Site]:
    with Session(writing(sqlite_engine)) as session, session.begin():
        enter_person(session, "Aoi", "aoi@example.jp")
    return sqlite_engine, a_site(tmp_path)


def a_board(engine: Engine, slug: str) -> int:
    with Session(writing(engine)) as session, session.begin():
        return open_board(session, slug).id


def by_mail(house: tuple[Engine, Site], slug: str, *raws: bytes) -> None:
    engine, site = house
    for raw in raws:
        with Session(writing(engine)) as session, session.begin():
            keep_mail(session, raw, slug)
    while read_batch(engine, site):
        pass


def by_web(house: tuple[Engine, Site], board_id: int, **told) -> None:
    engine, site = house
    (sha256,) = site.attachments.keep([b"\x89PNG"])
    with Session(writing(engine)) as session, session.begin():
        facts = BoardFacts.of(session.get_one(Board, board_id))
        contribution = a_contribution(
            board=facts,
            message_id=None,
            origin=Origin.WEB,
            identity=Identity.SESSION,
            format=TextFormat.MARKDOWN,
            text="**見て** ① 髙橋 😀\n\nFrom now on\n",
            attachments=(KeptAttachment("図面①.png", "image/png", 4, sha256),),
            **told,
        )
        posting.publish(session, contribution, site)


def exported(engine: Engine, board_id: int) -> bytes:
    with engine.connect() as connection:
        return b"".join(originals(connection, board_id))


def imported(house: tuple[Engine, Site], slug: str, octets: bytes) -> int:
    engine, site = house
    board_id = a_board(engine, slug)
    bring_in(engine, site, board_id, io.BytesIO(octets))
    return board_id


def test_a_board_of_mixed_origin_comes_back_byte_for_byte(house):
    engine, _ = house
    board_id = a_board(engine, "general")
    by_mail(house, "general", *ODD)
    by_web(house, board_id, subject="ベンチ①", references=("公園@x",))
    by_mail(house, "general", a_mail("hidden", message_id="hidden@x"))
    by_mail(house, "general", a_mail("held", sender="nobody@elsewhere.example"))
    with Session(writing(engine)) as session, session.begin():
        hide = update(Post).where(Post.message_id == "hidden@x").values(state=PostState.HIDDEN)
        session.execute(hide)
        assert session.scalar(select(HeldPost)) is not None

    once = exported(engine, board_id)
    assert len(list(mbox.read(io.BytesIO(once)))) == len(ODD) + 1
    again = imported(house, "again", once)
    assert exported(engine, again) == once
    assert exported(engine, imported(house, "more", exported(engine, again))) == once
    with Session(engine) as session:
        first, other = (_threads(session, one) for one in (board_id, again))
        assert first == other


def _threads(session: Session, board_id: int) -> list[tuple[str, str | None]]:
    """Which post answers which, by their ids."""
    posts = session.scalars(
        select(Post).where(Post.board_id == board_id, Post.state == PostState.PUBLISHED)
    ).all()
    return sorted((p.message_id, p.parent.message_id if p.parent else "") for p in posts)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=5))
def test_any_bytes_come_back(house, bodies):
    engine, _ = house
    slug = f"b{next(_numbers)}"
    board_id = a_board(engine, slug)
    raws = [bare(b"Message-ID: <%d@x>" % n, body=body) for n, body in enumerate(bodies)]
    by_mail(house, slug, *raws)
    once = exported(engine, board_id)
    assert exported(engine, imported(house, f"{slug}-again", once)) == once
