"""Whatever bytes come to the mail door, each of its arrivals ends with a fate, and never by error."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Door, Fate, Message
from forum.base import writing
from forum.boards import Posting, Visibility
from forum.site import Site
from mailgate.inbound.gate import BoardGate
from mailgate.inbound.reading import read_batch
from mailgate.inbound.spool import Spool
from tests.factories import DOMAIN, a_site, enter_person, open_board, subscribe
from tests.hostile_forms import ALL
from tests.mailgate.inbound.wire import House, open_house

MESSAGES = Path(__file__).parents[1] / "messages"
REAL = [path.read_bytes() for path in sorted(MESSAGES.glob("*.eml"))]
RECIPIENTS = (
    *("general", "strict", "general-request", "general-join", "general-leave", "general-owner"),
    *("general-confirm+abc", "general-bounces+abc", "general-bounces", "reply+abc", "postmaster"),
)
SENDERS = ("aoi@example.jp", "", "stranger@example.com", "foo..bar@docomo.ne.jp")
PIECES = [
    *(b"\0", b"\r", b"\r\n\r\n", b"\xff\xfe", b"\x1b$B", b"--b\r\n", b"Subject: ", b"\r\n.\r\n"),
    *(b"From: aoi@example.jp\r\n", b"Message-ID: <a@b>\r\n", b"Content-Type: multipart/mixed\r\n"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"=?utf-8?b?/9j/?=", b"\xed\xa0\x80", b"<" * 300),
    *(b"References: <a@b> <c@d>\r\n", b"In-Reply-To: <a@b>\r\n", b"Date: 1 Jan 9999 99:99\r\n"),
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A real mail of which some stretches have become something else."""
    raw = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 80)))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=40))
        raw = raw[:start] + piece + raw[end:]
    return raw


MAILS = st.lists(st.binary(max_size=400) | damaged(), min_size=1, max_size=6)


class Town:
    """A house with one mail door: what is said to it is kept by the real spool, and read."""

    def __init__(self, engine: Engine, site: Site, house: House) -> None:
        self.engine, self.site, self.house = engine, site, house

    def take(self, mails: list[bytes], sender: str) -> None:
        wire = self.house.greeted(Door.SMTP)
        for raw in mails:
            assert wire.ask(f"MAIL FROM:<{sender}> BODY=8BITMIME".encode()).startswith("250")
            for local in RECIPIENTS:
                assert wire.ask(f"RCPT TO:<{local}@{DOMAIN}>".encode())[:3] in ("250", "550")
            assert wire.ask(b"DATA").startswith("354")
            stuffed = raw.replace(b"\r\n.", b"\r\n..")
            wire.send((b"." if stuffed[:1] == b"." else b"") + stuffed + b"\r\n.\r\n")
            assert wire.reply()[0][:3] in ("250", "554")
        wire.close()

    def unhandled(self) -> list[tuple[int, object]]:
        """Everything read: the arrivals without a fate, or with the one that is none."""
        for _ in range(100):
            if not read_batch(self.engine, self.site):
                break
        with Session(self.engine) as session:
            rows = session.execute(
                select(Arrival.message_id, Arrival.details).where(
                    Arrival.fate.is_(None) | (Arrival.fate == Fate.FAILED)
                )
            )
            return [(message_id, details) for message_id, details in rows]


@contextlib.contextmanager
def a_town(engine: Engine, folder: Path) -> Iterator[Town]:
    site = a_site(folder)
    with Session(writing(engine)) as session, session.begin():
        aoi = enter_person(session, "Aoi")
        subscribe(session, open_board(session), aoi)
        open_board(session, "strict", posting=Posting.SUBSCRIBERS, visibility=Visibility.MEMBERS)
    gate = BoardGate(engine, DOMAIN, site.sealer)
    with open_house(folder, gate=gate, spool=lambda: Spool(engine), max_bytes=1 << 22) as house:
        yield Town(engine, site, house)


@pytest.fixture
def town(engine: Engine, tmp_path: Path) -> Iterator[Town]:
    with a_town(engine, tmp_path) as town:
        yield town


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(mails=MAILS, sender=st.sampled_from(SENDERS))
def test_any_bytes_end_with_a_fate(town: Town, mails: list[bytes], sender: str):
    town.take(mails, sender)
    assert town.unhandled() == []


@pytest.mark.slow
def test_every_hostile_mail_ends_with_a_fate(town: Town):
    for name, (size, mail) in ALL.items():
        town.take([mail(size // 2)], "aoi@example.jp")
        assert town.unhandled() == [], name
    with Session(town.engine) as session:
        # Two are not kept: they have been through too many hands ("Received", "hands").
        assert session.query(Message).count() == len(ALL) - 2
