from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState, Thread
from forum.base import today, utcnow, writing
from forum.boards import Board, Mode, Names, Subscription, Visibility
from forum.distribution import (
    DeliveryFailure,
    FailureState,
    Mailing,
    MailingRange,
    MailingState,
)
from forum.people.person import Appointment, Role
from mailgate.outbound import outbox
from mailgate.outbound.composing import compose
from mailgate.outbound.envelope import UNKNOWN, Outcome
from mailgate.outbound.outbox import Batch, Due, PostMailing, Recipient
from tests.mailgate.outbound.council import (
    a_board,
    a_mail_post,
    a_notice,
    a_person,
    a_site,
    a_town,
    a_web_post,
    subscribe,
)

LEASE = timedelta(minutes=1)
SENT = Outcome(250, "2.0.0", "ok")
GONE = Outcome(550, "5.1.1", "no such user")
LATER = Outcome(452, "4.2.2", "mailbox full")


@pytest.fixture
def session(engine: Engine):
    with Session(writing(engine)) as session:
        yield session


def claimed(session: Session) -> PostMailing:
    connection = session.connection()
    mailing_id = outbox.claim_post(connection, LEASE)
    assert mailing_id is not None
    mailing = outbox.open_post(connection, mailing_id)
    assert mailing is not None
    return mailing


def batches(session: Session, mailing: PostMailing, size: int = 200) -> list[Batch]:
    found: list[Batch] = []
    while more := outbox.next_batches(session.connection(), mailing, size, 2):
        found += more
    return found


def addressees(found: list[Batch]) -> list[str]:
    return [recipient.address for batch in found for recipient in batch.recipients]


def test_nothing_is_due_in_an_empty_outbox(session: Session):
    assert outbox.due(session.connection()) == Due(False, False, False)
    assert outbox.claim_post(session.connection(), LEASE) is None
    assert outbox.claim_notices(session.connection(), LEASE) == []
    assert outbox.claim_retries(session.connection(), LEASE) == []


def test_a_post_is_claimed_by_one_worker_until_its_lease_runs_out(engine: Engine, tmp_path: Path):
    _, mailing_id = a_town(engine, tmp_path, 1)

    with writing(engine).begin() as connection:
        assert outbox.due(connection).posts
        assert outbox.claim_post(connection, LEASE) == mailing_id
        assert outbox.claim_post(connection, LEASE) is None
        assert not outbox.due(connection).posts

        outbox.hold_on(connection, mailing_id, -LEASE)
        assert outbox.claim_post(connection, LEASE) == mailing_id

        outbox.let_go(connection, mailing_id)
        assert outbox.claim_post(connection, LEASE) == mailing_id

        outbox.break_leases(connection)
        assert outbox.claim_post(connection, LEASE) == mailing_id


@pytest.mark.postgres
def test_two_workers_claim_two_posts_at_the_same_time(postgresql_url: str, tmp_path: Path):
    from forum.base import connect

    engine = connect(postgresql_url)
    site, _ = a_town(engine, tmp_path, 1)
    with Session(engine) as session:
        a_web_post(session, site, session.scalars(select(Board)).one())
        session.commit()

    with engine.begin() as one, engine.begin() as other:
        first, second = outbox.claim_post(one, LEASE), outbox.claim_post(other, LEASE)
        assert first is not None
        assert second is not None
        assert first != second
    engine.dispose()


def test_a_post_in_its_edit_window_waits(session: Session, tmp_path: Path):
    site = a_site(tmp_path)
    board = a_board(session, edit_window_s=600)
    subscribe(session, board, ["a@example.jp"])
    a_web_post(session, site, board)

    assert not outbox.due(session.connection()).posts
    session.execute(update(Mailing).values(not_before=utcnow()))
    assert outbox.due(session.connection()).posts


def test_everybody_is_walked_once_in_batches(session: Session, tmp_path: Path):
    board = a_board(session)
    other = a_board(session, "parks")
    ids = subscribe(session, board, (f"p{n}@example.jp" for n in range(7)))
    subscribe(session, other, ["elsewhere@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)

    found = batches(session, claimed(session), 3)

    assert addressees(found) == [f"p{n}@example.jp" for n in range(7)]
    assert [(b.first_id, b.last_id) for b in found] == [
        (1, ids[2]),
        (ids[2] + 1, ids[5]),
        (ids[5] + 1, ids[6]),
    ]


def test_what_was_recorded_is_not_walked_again(session: Session, tmp_path: Path):
    board = a_board(session)
    subscribe(session, board, (f"p{n}@example.jp" for n in range(10)))
    a_mail_post(session, a_site(tmp_path), board)
    mailing = claimed(session)
    first, second, third, fourth = batches(session, mailing, 3)
    connection = session.connection()

    outbox.record(connection, mailing, second, [SENT] * 3, LEASE)
    outbox.record(connection, mailing, fourth, [SENT], LEASE)
    again = outbox.open_post(connection, mailing.id)

    assert again is not None
    assert addressees(batches(session, again, 4)) == addressees([first, third])


@pytest.mark.parametrize(
    "told",
    [{"mode": Mode.NONE}, {"mode": Mode.DAILY}, {"mode": Mode.WEEKLY}, {"awaits_approval": True}],
)
def test_only_those_who_want_each_post_get_it(session: Session, tmp_path: Path, told: dict):
    board = a_board(session)
    subscribe(session, board, ["each@example.jp"])
    subscribe(session, board, ["other@example.jp"], **told)
    a_mail_post(session, a_site(tmp_path), board)

    assert addressees(batches(session, claimed(session))) == ["each@example.jp"]


def test_nobody_who_subscribes_afterwards_is_owed_the_post(session: Session, tmp_path: Path):
    board = a_board(session)
    subscribe(session, board, ["before@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)
    subscribe(session, board, ["after@example.jp"])

    assert addressees(batches(session, claimed(session))) == ["before@example.jp"]


def test_an_author_gets_a_copy_unless_they_want_none(session: Session, tmp_path: Path):
    board = a_board(session)
    aoi = a_person(session, "Aoi", "aoi@example.jp")
    ren = a_person(session, "Ren", "ren@example.jp")
    subscribe(session, board, ["aoi@example.jp", "ren@example.jp", "x@example.jp"])
    session.execute(update(Subscription).values(own_posts=False))

    a_web_post(session, a_site(tmp_path), board, person_id=aoi.id)
    assert addressees(batches(session, claimed(session))) == ["ren@example.jp", "x@example.jp"]

    address = ren.addresses[0]
    a_mail_post(session, a_site(tmp_path), board, address_id=address.id, address=address.canonical)
    assert addressees(batches(session, claimed(session))) == ["aoi@example.jp", "x@example.jp"]

    session.execute(update(Subscription).values(own_posts=True))
    a_web_post(session, a_site(tmp_path), board, person_id=aoi.id)
    assert len(addressees(batches(session, claimed(session)))) == 3


def test_who_may_no_longer_read_the_board_is_passed_over(session: Session, tmp_path: Path):
    board = a_board(session, "office", visibility=Visibility.STAFF)
    hq = a_person(session, "Mori", "mori@city.example")
    left = a_person(session, "Abe", "abe@city.example")
    for person, until in ((hq, None), (left, today() - timedelta(days=1))):
        session.add(Appointment(person_id=person.id, role=Role.HQ, since=today(), until=until))
    subscribe(session, board, ["mori@city.example", "abe@city.example", "nobody@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)

    assert addressees(batches(session, claimed(session))) == ["mori@city.example"]


def test_a_batch_nobody_of_which_may_read_is_still_walked_past(session: Session, tmp_path: Path):
    board = a_board(session, "office", visibility=Visibility.STAFF)
    subscribe(session, board, (f"p{n}@example.jp" for n in range(4)))
    a_mail_post(session, a_site(tmp_path), board)

    found = batches(session, claimed(session), 3)

    assert [len(batch.recipients) for batch in found] == [0, 0]


@pytest.mark.parametrize("state", [PostState.HIDDEN, PostState.WITHDRAWN])
def test_a_post_hidden_before_it_went_out_stays_here(
    session: Session, tmp_path: Path, state: PostState
):
    board = a_board(session)
    subscribe(session, board, ["a@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)
    session.execute(update(Post).values(state=state))
    connection = session.connection()
    mailing_id = outbox.claim_post(connection, LEASE)
    assert mailing_id is not None

    assert outbox.open_post(connection, mailing_id) is None
    assert session.get_one(Mailing, mailing_id).state is MailingState.CANCELLED


def test_a_nickname_board_shows_nobodys_address(session: Session, tmp_path: Path):
    from forum.boards import FromPolicy

    board = a_board(session, names=Names.NICKNAME, from_policy=FromPolicy.NEVER)
    subscribe(session, board, ["a@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)

    assert claimed(session).dispatch.hides_addresses


def test_failures_are_rows_and_successes_a_range(session: Session, tmp_path: Path):
    board = a_board(session)
    ids = subscribe(session, board, (f"p{n}@example.jp" for n in range(4)))
    a_mail_post(session, a_site(tmp_path), board)
    mailing = claimed(session)
    (batch,) = batches(session, mailing)

    outbox.record(session.connection(), mailing, batch, [SENT, GONE, LATER, UNKNOWN], LEASE)

    (done,) = session.scalars(select(MailingRange))
    assert (done.first_id, done.last_id, done.sent_count) == (1, ids[3], 1)
    failures = session.scalars(select(DeliveryFailure).order_by(DeliveryFailure.id)).all()
    assert [(f.subscription_id, f.code, f.state) for f in failures] == [
        (ids[1], 550, FailureState.GIVEN_UP),
        (ids[2], 452, FailureState.RETRYING),
        (ids[3], 421, FailureState.RETRYING),
    ]
    assert failures[0].next_try_at is None
    assert failures[1].next_try_at is not None
    assert session.get_one(Mailing, mailing.id).sent_count == 1


def test_a_finished_mailing_is_done_and_its_ranges_are_gone(session: Session, tmp_path: Path):
    board = a_board(session)
    subscribe(session, board, ["a@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)
    mailing = claimed(session)
    (batch,) = batches(session, mailing)
    outbox.record(session.connection(), mailing, batch, [SENT], LEASE)

    outbox.finish(session.connection(), mailing.id)

    row = session.get_one(Mailing, mailing.id)
    assert (row.state, row.sent_count, row.leased_until) == (MailingState.DONE, 1, None)
    assert row.finished_at is not None
    assert session.scalars(select(MailingRange)).all() == []


# Notices


def test_a_secret_is_forgotten_with_its_delivery_and_a_notice_is_kept(session: Session):
    secret, plain = a_notice(session, "a@b.jp", secret=True), a_notice(session, "c@d.jp")
    connection = session.connection()
    notices = outbox.claim_notices(connection, LEASE)
    assert [notice.mailing_id for notice in notices] == [secret, plain]

    outbox.record_notices(connection, notices, [SENT, SENT])

    session.expire_all()
    assert session.get_one(Mailing, secret).content is None
    assert session.get_one(Mailing, plain).content is not None
    assert session.get_one(Mailing, secret).state is MailingState.DONE
    assert outbox.due(connection) == Due(False, False, False)


def test_a_secret_that_waits_for_another_try_is_kept_until_then(session: Session):
    secret = a_notice(session, "a@b.jp", secret=True)
    connection = session.connection()
    outbox.record_notices(connection, outbox.claim_notices(connection, LEASE), [LATER])

    session.execute(update(DeliveryFailure).values(next_try_at=utcnow()))
    (retry,) = outbox.claim_retries(connection, LEASE)
    again = outbox.notice_again(connection, retry.mailing_id)
    assert again is not None
    assert again.content.startswith(b"To: <a@b.jp>")
    assert outbox.claim_retries(connection, LEASE) == []

    outbox.record_retry(connection, retry, SENT)

    session.expire_all()
    assert session.get_one(Mailing, secret).content is None
    assert session.scalars(select(DeliveryFailure)).one().state is FailureState.SENT


def test_a_secret_that_is_given_up_is_forgotten_too(session: Session):
    secret = a_notice(session, "a@b.jp", secret=True)
    connection = session.connection()

    outbox.record_notices(connection, outbox.claim_notices(connection, LEASE), [GONE])

    session.expire_all()
    assert session.get_one(Mailing, secret).content is None


# Retries


def test_a_delivery_is_given_up_after_five_days(session: Session):
    a_notice(session, "a@b.jp")
    connection = session.connection()
    outbox.record_notices(connection, outbox.claim_notices(connection, LEASE), [LATER])
    long_ago = utcnow() - timedelta(days=5, minutes=1)
    session.execute(update(DeliveryFailure).values(next_try_at=utcnow(), first_at=long_ago))
    (retry,) = outbox.claim_retries(connection, LEASE)

    outbox.record_retry(connection, retry, LATER)

    failure = session.scalars(select(DeliveryFailure)).one()
    assert (failure.state, failure.attempts) == (FailureState.GIVEN_UP, 2)
    assert failure.next_try_at is None


def test_who_left_in_the_meantime_is_owed_nothing(session: Session, tmp_path: Path):
    board = a_board(session)
    stays, left = subscribe(session, board, ["stays@example.jp", "left@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)
    mailing = claimed(session)
    (batch,) = batches(session, mailing)
    connection = session.connection()
    outbox.record(connection, mailing, batch, [LATER, LATER], LEASE)
    outbox.finish(connection, mailing.id)
    session.execute(update(Subscription).where(Subscription.id == left).values(mode=Mode.NONE))
    session.execute(update(DeliveryFailure).values(next_try_at=utcnow()))

    retries = outbox.claim_retries(connection, LEASE)
    owed = outbox.post_again(connection, mailing.id, [stays, left])

    assert owed is not None
    assert owed[1] == {stays: Recipient(stays, "stays@example.jp")}
    outbox.record_retry(connection, retries[1], None)
    assert session.scalars(select(DeliveryFailure.subscription_id)).all() == [stays]


def test_a_retry_that_arrives_is_counted(session: Session, tmp_path: Path):
    board = a_board(session)
    subscribe(session, board, ["a@example.jp"])
    a_mail_post(session, a_site(tmp_path), board)
    mailing = claimed(session)
    (batch,) = batches(session, mailing)
    connection = session.connection()
    outbox.record(connection, mailing, batch, [LATER], LEASE)
    session.execute(update(DeliveryFailure).values(next_try_at=utcnow()))
    (retry,) = outbox.claim_retries(connection, LEASE)

    outbox.record_retry(connection, retry, SENT)

    session.expire_all()
    assert session.get_one(Mailing, mailing.id).sent_count == 1


def test_a_post_that_is_hidden_under_way_goes_no_further(session: Session, tmp_path: Path):
    board = a_board(session)
    subscribe(session, board, (f"p{n}@people.example" for n in range(4)))
    a_mail_post(session, a_site(tmp_path), board)
    mailing = claimed(session)
    (first,) = outbox.next_batches(session.connection(), mailing, 2, 1)
    assert len(first.recipients) == 2

    session.execute(update(Mailing).values(state=MailingState.CANCELLED))

    assert batches(session, mailing, 2) == []
    outbox.finish(session.connection(), mailing.id)
    assert session.scalars(select(Mailing.state)).all() == [MailingState.CANCELLED]


def test_a_title_that_is_not_shown_any_more_goes_out_in_no_answer(session: Session, tmp_path: Path):
    site = a_site(tmp_path)
    board = a_board(session)
    subscribe(session, board, ["a@example.jp"])
    a_mail_post(session, site, board)
    session.execute(update(Thread).values(subject="", hidden_subject="Hours of the hall"))
    session.execute(update(Post).values(subject=""))

    mailing = claimed(session)

    copy = compose(mailing.dispatch, mailing.raw, site).data
    assert b"Hours of the hall" not in copy
    assert copy.lower().count(b"\r\nsubject: ") == 1
