"""Passages come to needs in their writers' own words, and no way of sorting them loses one."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Identity, Origin, Post, PostState, Thread
from forum.base import writing
from forum.boards import Board, Visibility
from forum.needs import gathering, reading
from forum.needs.gathering import Refusal
from forum.needs.need import Clip, Need
from forum.people.person import Person, Role, Sector
from forum.people.standing import Standing
from tests.factories import A_MORNING, enter_person, open_board

numbers = count(1)
MODERATOR = Standing(None, frozenset({(Role.MODERATOR, None)}))
WORDS = """山田です。

窓口まで行くのが大変です。
電話でも予約したいです。

> 予約は窓口だけです。
"""


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(writing(engine)) as session:
        yield session


def a_post(
    session: Session,
    board: Board,
    text: str = WORDS,
    person: Person | None = None,
    **facts: object,
) -> Post:
    """A post in a thread of its own, by somebody new unless `person` is told."""
    number = next(numbers)
    person = person or enter_person(session, f"Resident{number}")
    thread = Thread(
        board=board, subject="予約", started_at=A_MORNING, last_post_at=A_MORNING, last_order_key=0
    )
    told: dict[str, object] = {
        "origin": Origin.MAIL,
        "identity": Identity.ALIGNED,
        "author_name": person.name,
    }
    post = Post(
        thread=thread,
        board=board,
        person=person,
        message_id=f"{number}@home.example.jp",
        fingerprint=number.to_bytes(16),
        subject="予約",
        text=text,
        received_at=A_MORNING,
        order_key=number,
        **(told | facts),
    )
    session.add_all([thread, post])
    session.flush()
    return post


def said(session: Session, text: str = WORDS) -> Post:
    return a_post(session, open_board(session, "sogo"), text)


def a_need(session: Session, title: str = "電話での予約") -> Need:
    need = gathering.open_need(session, title, "", MODERATOR)
    assert isinstance(need, Need)
    return need


def clipped(session: Session, need: Need, post: Post, passage: str = "電話でも予約したい") -> Clip:
    made = gathering.clip(session, need, post, passage, MODERATOR)
    assert isinstance(made, Clip)
    return made


def test_a_passage_is_clipped_in_its_writers_words(session):
    need, post = a_need(session), said(session)
    clipped(session, need, post)
    (clip,) = reading.clips_of(session, [need.id], [post.board_id])[need.id]
    assert (clip.passage, clip.post) == ("電話でも予約したい", post.public_id)
    assert reading.of_post(session, post.id) == [need]


@pytest.mark.parametrize(
    "passage",
    ["電話で予約したい", "予約は窓口だけです。", "", "  \n"],
    ids=["other", "quote", "", " "],
)
def test_what_the_writer_did_not_say_is_not_theirs(session, passage):
    made = gathering.clip(session, a_need(session), said(session), passage, MODERATOR)
    assert made is Refusal.NOT_ITS_WORDS


def test_a_passage_may_stand_over_a_line_break(session):
    post = said(session, "電話でも\n予約したいです。")
    assert clipped(session, a_need(session), post, "電話でも予約したい")


def test_addresses_stay_out_of_needs(session):
    post = said(session, "連絡は yamada@home.example.jp まで。")
    words = gathering.words_of(post)
    assert "yamada@home" not in words
    assert clipped(session, a_need(session), post, words.strip())


@pytest.mark.parametrize("role", list(Role))
def test_moderators_and_the_secretariat_gather(session, role):
    by = Standing(None, frozenset({(role, None)}))
    made = gathering.clip(session, a_need(session), said(session), "電話でも予約したい", by)
    assert isinstance(made, Clip) is (role in gathering.GATHERERS)


def test_a_staff_boards_words_come_to_no_need(session):
    by = Standing(None, frozenset({(Role.SECRETARIAT, None)}))
    post = a_post(session, open_board(session, "chonai", visibility=Visibility.STAFF), WORDS)
    made = gathering.clip(session, a_need(session), post, "電話でも予約したい", by)
    assert made is Refusal.NOT_FOR_ALL


def test_who_may_not_read_a_board_may_not_clip_from_it(session):
    board = open_board(session, "shisetsu", visibility=Visibility.MEMBERS)
    post = a_post(session, board, WORDS)
    other = Standing(None, frozenset({(Role.MODERATOR, post.board_id + 1)}))
    made = gathering.clip(session, a_need(session), post, "電話でも予約したい", other)
    assert made is Refusal.NOT_YOURS


def test_passages_of_a_closed_board_are_told_to_its_readers_alone(session):
    need = a_need(session)
    board = open_board(session, "shisetsu", visibility=Visibility.MEMBERS)
    post = a_post(session, board, WORDS)
    clipped(session, need, post)
    assert reading.clips_of(session, [need.id], [])[need.id] == []


def test_hidden_words_are_neither_clipped_nor_counted(session):
    need, post = a_need(session), said(session)
    clipped(session, need, post)
    post.state = PostState.HIDDEN
    session.flush()
    clips = reading.clips_of(session, [need.id], [post.board_id])[need.id]
    assert reading.Voices.of(clips).people == 0
    again = gathering.clip(session, need, post, "窓口まで行くのが大変です。", MODERATOR)
    assert again is Refusal.NOT_PUBLISHED


def test_the_same_words_come_once(session):
    need, post = a_need(session), said(session)
    clipped(session, need, post)
    again = gathering.clip(session, need, post, "電話でも予約したい", MODERATOR)
    assert again is Refusal.THERE_ALREADY


def test_one_person_is_counted_once_however_often_they_speak(session):
    need, board = a_need(session), open_board(session, "sogo")
    first = a_post(session, board, WORDS, origin=Origin.MAIL)
    second = a_post(session, board, WORDS, person=first.person, origin=Origin.PAPER)
    other = a_post(session, board, WORDS, origin=Origin.WEB, author_sector=Sector.COMPANY)
    for post in (first, second, other):
        clipped(session, need, post)
    voices = reading.Voices.of(reading.clips_of(session, [need.id], [board.id])[need.id])
    assert (voices.people, voices.posts) == (2, 3)
    assert voices.by_sector == {Sector.CITIZEN: 1, Sector.COMPANY: 1}
    assert voices.by_origin == {Origin.MAIL: 1, Origin.PAPER: 1, Origin.WEB: 1}


def test_a_merged_need_brings_its_passages_along(session):
    one, other, last = a_need(session, "一"), a_need(session, "二"), a_need(session, "三")
    post = said(session)
    clipped(session, one, post)
    gathering.merge(one, other, MODERATOR)
    gathering.merge(other, last, MODERATOR)
    session.flush()
    assert len(reading.clips_of(session, [last.id], [post.board_id])[last.id]) == 1
    assert reading.of_post(session, post.id) == [last]
    assert [need.title for need in reading.page(session, is_open=True)] == ["三"]


def test_a_need_is_not_merged_into_itself_or_into_one_that_is_gone(session):
    one, other = a_need(session, "一"), a_need(session, "二")
    assert gathering.merge(one, one, MODERATOR) is Refusal.ITSELF
    gathering.close(other, "かないました。", MODERATOR)
    assert gathering.merge(one, other, MODERATOR) is Refusal.NOT_OPEN


def test_a_title_that_changes_stays_readable(session):
    need = a_need(session, "一")
    gathering.reword(need, "二", "", MODERATOR)
    assert "一" in [step.words for step in need.steps]


def test_a_passage_goes_only_with_a_reason(session):
    clip = clipped(session, a_need(session), said(session))
    assert gathering.remove(clip, MODERATOR, "") is Refusal.NO_REASON
    gathering.remove(clip, MODERATOR, "別の話です。")
    session.flush()
    assert reading.clips_of(session, [clip.need_id], [clip.post.board_id])[clip.need_id] == []
    assert session.get(Clip, clip.id) is clip


def test_a_closed_need_can_be_taken_up_again(session):
    need = a_need(session)
    assert gathering.close(need, " ", MODERATOR) is Refusal.NO_REASON
    gathering.close(need, "かないました。", MODERATOR)
    assert not need.is_open
    gathering.reopen(need, MODERATOR)
    assert need.is_open


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9), st.integers(0, 9)), max_size=10))
def test_however_needs_are_merged_and_parted_every_passage_stands_once(sqlite_engine, acts):
    with Session(writing(sqlite_engine)) as session:
        board = open_board(session, "sogo")
        needs = [a_need(session, f"ニーズ{number}") for number in range(3)]
        for need in needs:
            clipped(session, need, a_post(session, board, WORDS))
        for merges, one, other in acts:
            need, into = needs[one % len(needs)], needs[other % len(needs)]
            if merges:
                gathering.merge(need, into, MODERATOR)
            else:
                rows = reading.clips_of(session, [need.id], [board.id])[need.id]
                clips = reading.clips_in(session, need.id, [row.public_id for row in rows[:1]])
                made = gathering.part(session, need, clips, "分けたもの", MODERATOR)
                needs += [made] if isinstance(made, Need) else []
            session.flush()
        standing = [need for need in needs if need.merged_into_id is None]
        found = reading.clips_of(session, [need.id for need in standing], [board.id])
        shown = sorted(row.public_id for rows in found.values() for row in rows)
        assert shown == sorted(session.scalars(select(Clip.public_id)))
