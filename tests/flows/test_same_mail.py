"""The same mail, however often, in whatever order and by whatever way it comes, is one post a board."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import posting
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post
from forum.base import writing
from forum.site import Site
from mailgate.inbound.reading import read_batch
from tests.factories import a_mail, a_site, enter_person, keep_mail, open_board

BOARDS = ("general", "kouen")
FOOTER = "\n_______________________________________________\ngeneral mailing list\nhttps://lists.example/unsubscribe\n"


@dataclass(frozen=True)
class Coming:
    """One mail that comes: which of some mails, changed how on its way, to which boards."""

    number: int  # of its Message-ID
    words: int
    has_footer: bool
    has_prefix: bool
    lines: bytes
    trace: int
    boards: tuple[str, ...]
    fails_first: bool

    def message_id(self, salt: str) -> str:
        return f"{self.number}.{salt}@client.example"

    def raw(self, salt: str) -> bytes:
        raw = a_mail(
            f"言葉{self.words}です。\n続きです。" + (FOOTER if self.has_footer else ""),
            subject="[general] Park" if self.has_prefix and self.boards == BOARDS[:1] else "Park",
            message_id=self.message_id(salt),
            headers=tuple(f"Received: from a by b{n}" for n in range(self.trace)),
        )
        return raw.replace(b"\r\n", self.lines)


MAIL = st.builds(
    Coming,
    st.integers(0, 2),
    st.integers(0, 1),
    st.booleans(),
    st.booleans(),
    st.sampled_from([b"\r\n", b"\n"]),
    st.integers(0, 3),
    st.sampled_from([BOARDS[:1], BOARDS[1:], BOARDS, BOARDS[::-1]]),
    st.booleans(),
)


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> tuple[Engine, Site]:
    with Session(writing(engine)) as session, session.begin():
        enter_person(session, "Aoi")
        for slug in BOARDS:
            open_board(session, slug)
    return engine, a_site(tmp_path)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(coming=st.lists(MAIL, min_size=1, max_size=8), at_once=st.booleans())
def test_each_mail_is_one_post_on_each_board(
    house: tuple[Engine, Site], coming: list[Coming], at_once: bool
):
    engine, site = house
    salt = uuid4().hex  # an example may be tried again in the same house
    for mail in coming:
        with Session(writing(engine)) as session, session.begin():
            keep_mail(session, mail.raw(salt), *mail.boards)
        if mail.fails_first:
            _fails(engine, site)
        elif not at_once:
            read_batch(engine, site)
    while read_batch(engine, site):
        pass
    wanted = {
        (board, mail.message_id(salt), f"言葉{mail.words}です。")
        for mail in coming
        for board in mail.boards
    }
    assert _found(engine, salt) == sorted(wanted)


def _fails(engine: Engine, site: Site) -> None:
    """The first try of whatever waits breaks off in the middle, as a bug or a full disk would."""
    real = posting.receive_all

    def breaks(*given: object, **told: object) -> object:
        real(*given, **told)  # type: ignore[arg-type]
        raise OSError("no space left on device")

    posting.receive_all = breaks  # type: ignore[assignment]
    try:
        with pytest.raises(OSError, match="no space"):
            read_batch(engine, site)
    finally:
        posting.receive_all = real


def _found(engine: Engine, salt: str) -> list[tuple[str, str, str]]:
    """Board, Message-ID and first words of what has become of an example's mails."""
    with Session(engine) as session:
        fates = set(session.scalars(select(Arrival.fate)))
        assert fates <= {Fate.PUBLISHED, Fate.DUPLICATE}
        posts = session.scalars(select(Post).where(Post.message_id.contains(salt)))
        return sorted((p.board.slug, p.message_id, p.text.splitlines()[0]) for p in posts)
