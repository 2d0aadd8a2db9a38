"""Whatever is sent to a command address ends with a fate, and with one answer at most."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate
from forum.base import writing
from forum.distribution import Mailing, NoticeSent
from forum.limits import RequestCount
from mailgate.inbound.reading import read_batch
from tests import factories as make

PIECES = [
    "参加", "退会", "毎日", "12月31日まで休みます", "休み", "再開", "ミュート 1", "フォロー", "話題 1", "話題一覧", "検索 防災", "検索 \"", "状況",
    "報告 1-1", "アドレス追加 x@y.example", "アドレス変更 x@y.example", "アドレス削除 a@b.example", "主アドレス a@b.example", "データ", "データ削除",
    "ウェブ登録", "ヘルプ", "confirm 0123456789abcde", "end", "english", "> 退会", "-- ", "こんにちは", "【総合】", "Re: ", "%(board)s", "{{ 7*7 }}",
    "thread 99999999999", "2026-99-99まで休み", "\x00", "\u202e退会", "http://x.example/threads/0", "🏞", "ﾀｲｶｲ", "\ud800",
]  # fmt: skip
LOCALS = ["general-request", "general-join", "general-leave", "general-confirm+0123456789abcde"]
WORDS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), max_size=8)


@pytest.fixture
def house(sqlite_engine: Engine, tmp_path: Path):
    """A board with a member; gives what becomes of a mail and how many letters it makes."""
    site = make.a_site(tmp_path)
    with Session(writing(sqlite_engine)) as session, session.begin():
        board = make.open_board(session, name="総合")
        make.subscribe(session, board, make.enter_person(session, "Aoi"))

    def send(raw: bytes, local: str) -> tuple[Fate, Counter]:
        with Session(writing(sqlite_engine)) as session, session.begin():
            session.execute(delete(RequestCount))  # every mail is the first one of its day
            session.execute(delete(NoticeSent))
            before = set(session.scalars(select(Mailing.id)))
            kept = make.keep_mail(session, raw, local)
            message_id = kept.id
        while read_batch(sqlite_engine, site):
            pass
        with Session(sqlite_engine) as session:
            fate = session.scalars(
                select(Arrival.fate).where(Arrival.message_id == message_id)
            ).one()
            made = session.scalars(select(Mailing).where(Mailing.id.not_in(before)))
            return fate, Counter(mailing.recipient for mailing in made)

    return send


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(WORDS, WORDS, st.sampled_from(LOCALS), st.booleans())
def test_any_words_end_with_a_fate_and_at_most_one_answer(house, subject, lines, local, is_html):
    raw = make.a_mail(
        "\n".join(lines).encode("utf-8", "replace").decode(),
        subject=" ".join(subject)
        .encode("utf-8", "replace")
        .decode()
        .replace("\n", " ")
        .replace("\r", " "),
    )
    if is_html:
        raw = raw.replace(b"text/plain", b"text/html")
    fate, letters = house(raw, local)
    assert fate is Fate.COMMAND
    assert sum(letters.values()) <= 1
    assert set(letters) <= {"aoi@example.jp"}


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=600), st.sampled_from(LOCALS))
def test_any_bytes_end_with_a_fate_and_at_most_one_answer(house, raw, local):
    fate, letters = house(b"From: aoi@example.jp\r\n" + raw, local)
    assert fate is not Fate.FAILED
    assert sum(letters.values()) <= 1
