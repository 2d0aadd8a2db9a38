from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import digests, posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Origin, Post, PostState
from forum.base import utcnow, writing
from forum.boards import Board, Mode, Subscription
from forum.digests import reading
from forum.digests.due import period_of
from forum.digests.hour import due_period, run_once
from forum.digests.issue import Digest
from forum.distribution import Mailing, MailingKind, MailingState
from forum.operations import entering
from forum.posting.revising import revise
from tests import factories as make

MONDAY = date(2026, 11, 23)


@pytest.fixture
def session(engine: Engine):
    with Session(writing(engine)) as session:
        yield session


@pytest.fixture
def site(tmp_path: Path):
    return make.a_site(tmp_path)


@pytest.fixture
def board(session) -> Board:
    return make.open_board(session)


def post(session: Session, site, board: Board, subject: str = "公園", **facts) -> int:
    told = make.a_contribution(
        board=BoardFacts.of(board), subject=subject, text=subject, received_at=utcnow(), **facts
    )
    return posting.publish(session, told, site).post_id


def reader(session: Session, board: Board, name: str, mode: Mode) -> Subscription:
    subscription = make.subscribe(session, board, make.enter_person(session, name))
    digests.change_mode(session, subscription, mode)
    return subscription


def told(session: Session, **about) -> list[list[int]]:
    wanted = select(Digest.post_ids).filter_by(**about).order_by(Digest.id)
    return list(session.scalars(wanted))


def test_a_digest_tells_what_is_new_by_topic_and_once_a_day(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    one = post(session, site, board, message_id="one@x.example")
    other = post(session, site, board, "ゴミ")
    answer = post(session, site, board, "Re: 公園", in_reply_to="one@x.example")
    made = digests.make_due(session, Mode.DAILY, MONDAY)
    assert told(session) == [[one, answer, other]]
    mailing = session.get_one(Mailing, made[0])
    assert (mailing.kind, mailing.state) == (MailingKind.DIGEST, MailingState.WAITING)
    post(session, site, board, "あと")
    assert digests.make_due(session, Mode.DAILY, MONDAY) == []
    assert digests.make_due(session, Mode.WEEKLY, MONDAY) == []


def test_the_next_day_goes_on_where_the_last_one_ended(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    first = post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY)
    assert digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=1)) == []
    second = post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=2))
    assert told(session) == [[first], [second]]


def test_a_week_has_one_digest_whichever_day_it_is_asked_for(session, site, board):
    reader(session, board, "Aoi", Mode.WEEKLY)
    post(session, site, board)
    assert digests.make_due(session, Mode.WEEKLY, MONDAY + timedelta(days=2))
    post(session, site, board)
    assert not digests.make_due(session, Mode.WEEKLY, MONDAY + timedelta(days=6))
    assert digests.make_due(session, Mode.WEEKLY, MONDAY + timedelta(days=7))
    assert session.scalars(select(Digest.day)).all() == [MONDAY, MONDAY + timedelta(days=7)]


def test_who_joins_is_told_nothing_from_before(session, site, board):
    post(session, site, board)
    reader(session, board, "Aoi", Mode.DAILY)
    new = post(session, site, board)
    digests.make_due(session, Mode.DAILY)
    assert told(session) == [[new]]


def test_hidden_posts_and_posts_in_their_edit_window_stay_out(session, tmp_path, board):
    site = make.a_site(tmp_path, edit_window_s=600)
    reader(session, board, "Aoi", Mode.DAILY)
    hidden = post(session, site, board)
    session.execute(update(Post).where(Post.id == hidden).values(state=PostState.HIDDEN))
    shown = post(session, site, board)
    post(session, site, board, origin=Origin.WEB, message_id=None)
    digests.make_due(session, Mode.DAILY)
    assert told(session) == [[shown]]


def test_who_leaves_a_digest_mode_is_told_the_rest_at_once(session, site, board):
    aoi = reader(session, board, "Aoi", Mode.DAILY)
    rest = post(session, site, board)
    digests.change_mode(session, aoi, Mode.WEEKLY)
    assert told(session, subscription_id=aoi.id) == [[rest]]
    new = post(session, site, board)
    digests.make_due(session, Mode.WEEKLY)
    assert told(session, subscription_id=None) == [[new]]


def test_who_wants_no_mail_any_more_gets_none(session, site, board):
    aoi = reader(session, board, "Aoi", Mode.DAILY)
    post(session, site, board)
    digests.change_mode(session, aoi, Mode.NONE)
    assert told(session) == []


def test_a_post_that_is_still_on_its_way_one_by_one_is_told_in_the_digest(session, site, board):
    aoi = reader(session, board, "Aoi", Mode.EACH)
    on_its_way = post(session, site, board)
    digests.change_mode(session, aoi, Mode.DAILY)
    digests.make_due(session, Mode.DAILY)
    assert told(session) == [[on_its_way]]


def test_a_rest_ends_by_itself_with_the_topics_that_were_missed(session, site, board):
    aoi = reader(session, board, "Aoi", Mode.DAILY)
    before = post(session, site, board)
    yesterday = utcnow().date() - timedelta(days=2)
    digests.rest(session, aoi, yesterday)
    digests.make_due(session, Mode.DAILY, MONDAY)
    meanwhile = post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=1))
    # They went out to the others, and passed by whoever rests.
    session.execute(update(Mailing).values(state=MailingState.DONE))
    assert digests.welcome_all_back(session) == 1
    assert aoi.away_until is None
    assert told(session, topics_only=True) == [[before, meanwhile]]
    assert digests.welcome_all_back(session) == 0


def test_an_operator_changes_many_and_nobody_loses_anything(session, site, board):
    aoi = reader(session, board, "Aoi", Mode.DAILY)
    pending = post(session, site, board)
    mailboxes = [entering.mailbox("aoi@example.jp"), entering.mailbox("new@example.jp")]
    entering.subscribe_all(session, board, mailboxes, Mode.WEEKLY)
    assert told(session, subscription_id=aoi.id) == [[pending]]
    noted = session.scalars(select(Subscription.digest_after_id).order_by(Subscription.id)).all()
    assert noted == [pending, pending]


def test_the_hour_is_kept_by_the_clock_in_japan():
    before, after = "2026-11-22T21:59:00+00:00", "2026-11-22T22:00:00+00:00"
    moments = [type(utcnow()).fromisoformat(at) for at in (before, after)]
    assert [due_period(Mode.DAILY, at, 7) for at in moments] == [MONDAY - timedelta(days=1), MONDAY]
    assert due_period(Mode.WEEKLY, moments[0], 7) == MONDAY - timedelta(days=7)
    assert due_period(Mode.WEEKLY, moments[1], 7) == MONDAY
    assert period_of(Mode.WEEKLY, MONDAY + timedelta(days=6)) == MONDAY


def test_an_hours_work_is_begun_once(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    post(session, site, board)
    assert run_once(session, Mode.DAILY, MONDAY)
    assert not run_once(session, Mode.DAILY, MONDAY)
    assert len(told(session)) == 1


def put_right(session: Session, site, post_id: int, text: str, *, tell: bool = True) -> None:
    mailed = utcnow() - timedelta(minutes=1)
    unsent = Mailing.not_before > mailed, Mailing.kind == MailingKind.POST
    session.execute(update(Mailing).where(*unsent).values(not_before=mailed, sent_count=1))
    revise(session, site, post_id, "公園", text, None, tell=tell)


def test_what_was_put_right_is_told_in_the_next_digest_once(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    first = post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY)
    put_right(session, site, first, "公園は10時から。")
    put_right(session, site, first, "公園は11時から。")
    second = post(session, site, board)

    digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=1))
    digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=2))

    assert told(session) == [[first], [second, first]]
    digest = session.scalars(select(Digest).order_by(Digest.id.desc())).first()
    items = reading.items(session.connection(), digest.post_ids, digest.correction_ids)
    assert [item.number for item in items.values()] == [1, 2]
    assert items[second].changed == ""
    assert items[first].own_text == "− 公園\n＋ 公園は11時から。"


def test_a_correction_alone_is_a_digest_and_an_unannounced_edit_is_none(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    first = post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY)

    put_right(session, site, first, "公園は10時から。", tell=False)
    assert digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=1)) == []
    put_right(session, site, first, "公園は11時から。")
    assert len(digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=2))) == 1
    assert told(session) == [[first], [first]]


def test_a_new_post_is_told_with_its_last_words_and_no_correction(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY)
    second = post(session, site, board)
    put_right(session, site, second, "公園は10時から。")
    digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=1))
    assert told(session)[1] == [second]
    assert reading.items(session.connection(), [second], [])[second].own_text == "公園は10時から。"


def test_what_is_hidden_since_it_was_put_right_is_told_no_more(session, site, board):
    reader(session, board, "Aoi", Mode.DAILY)
    first = post(session, site, board)
    digests.make_due(session, Mode.DAILY, MONDAY)
    put_right(session, site, first, "公園は10時から。")
    session.execute(update(Post).where(Post.id == first).values(state=PostState.HIDDEN))
    assert digests.make_due(session, Mode.DAILY, MONDAY + timedelta(days=1)) == []
