"""How much was done, and what still waits."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Door, Fate, Message
from forum.base import utcnow, writing
from forum.distribution import (
    DeliveryFailure,
    FailureState,
    Mailing,
    MailingKind,
    MailingRange,
    MailingState,
)
from forum.operations.entering import add_board, mailbox, subscribe_all
from forum.operations.status import Deliveries, status
from forum.people.person import Address


@pytest.fixture
def session(engine):
    with Session(writing(engine)) as session:
        yield session


def ago(seconds: float):
    return utcnow() - timedelta(seconds=seconds)


def test_at_first_nothing_was_done_and_nothing_waits(session):
    found = status(session.connection())
    assert set(found.messages) == set(Fate)
    assert set(found.messages.values()) == {0}
    assert found.deliveries == Deliveries(0, 0, 0)
    assert found.oldest_waiting_s == 0


def test_messages_are_counted_by_fate(session):
    fates = [Fate.KEPT, Fate.PUBLISHED, Fate.PUBLISHED, Fate.FAILED]
    message = Message(door=Door.SMTP, size=1, raw=b"x", received_at=ago(90))
    message.arrivals = [Arrival(recipient="a@b", fate=fate) for fate in fates]
    session.add(message)
    session.flush()
    found = status(session.connection())
    counts = {fate: count for fate, count in found.messages.items() if count}
    assert counts == {"kept": 1, "published": 2, "failed": 1}
    assert 90 <= found.oldest_waiting_s < 150


def test_deliveries_are_counted_by_recipient(session):
    board = add_board(session, "parks", "公園")
    subscribe_all(session, board, [mailbox(f"p{n}@example.jp") for n in range(10)])
    ids = sorted(s.id for s in board.subscriptions)
    half_done = Mailing(kind=MailingKind.POST, board_id=board.id, sent_count=3, not_before=ago(30))
    notice = Mailing(kind=MailingKind.NOTICE, not_before=ago(20))
    later = Mailing(kind=MailingKind.NOTICE, not_before=utcnow() + timedelta(hours=1))
    done = Mailing(kind=MailingKind.NOTICE, sent_count=1, state=MailingState.DONE)
    session.add_all([half_done, notice, later, done])
    session.flush()
    half_done.last_subscription_id = ids[7]
    session.add(
        MailingRange(mailing_id=half_done.id, first_id=ids[0], last_id=ids[2], sent_count=3)
    )
    for state in (FailureState.RETRYING, FailureState.GIVEN_UP, FailureState.GIVEN_UP):
        session.add(
            DeliveryFailure(
                mailing_id=done.id, recipient="a@b", code=550, answer="no", state=state,
                first_at=ago(10),
            )
        )  # fmt: skip
    session.flush()
    found = status(session.connection())
    assert found.deliveries == Deliveries(waiting=5 + 2 + 1, sent=4, failed=2)
    assert 30 <= found.oldest_waiting_s < 90


def test_it_is_told_in_the_contracts_words(session):
    told = status(session.connection()).told()
    assert set(told) == {"messages", "deliveries", "oldest_waiting_s"}
    assert told["deliveries"] == {"waiting": 0, "sent": 0, "failed": 0}


def test_it_knows_who_gets_no_mail(session):
    session.add(Address(written="a@b.jp", canonical="a@b.jp", stopped_at=ago(60)))
    session.flush()
    bounces = status(session.connection()).bounces
    assert bounces == {"stopped": 1, "asked": 0, "refusing": "-"}
