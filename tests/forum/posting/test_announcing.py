"""Telling those who have got a post what became of it."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select, update

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import KnownMessageId, Post
from forum.base import utcnow
from forum.distribution import Mailing, MailingKind, MailingState
from forum.posting.announcing import announce_correction, untold
from forum.posting.revising import revise
from forum.posting.withdrawing import withdraw
from mailgate.outbound import outbox
from mailgate.outbound.composing import compose
from tests import factories as make

MINUTE = timedelta(minutes=1)


@pytest.fixture
def post_id(session, site):
    """A mail that has gone out to one subscriber."""
    board = make.open_board(session)
    make.subscribe(session, board, make.enter_person(session, "Ren"))
    raw = make.a_mail("会議は10時からです。\n", message_id="<plan@example.jp>")
    contribution = make.a_contribution(
        board=BoardFacts.of(board),
        subject="会議",
        text="会議は10時からです。来てください。\n",
        message_id="plan@example.jp",
        kept_message_id=make.keep_mail(session, raw).id,
    )
    post_id = posting.publish(session, contribution, site).post_id
    sent = {"state": MailingState.DONE, "sent_count": 1, "not_before": utcnow() - MINUTE}
    session.execute(update(Mailing).values(sent))
    return post_id


def test_a_correction_goes_to_those_who_have_the_old_words_threaded_to_the_post(
    session, site, post_id
):
    revise(session, site, post_id, "会議", "会議は11時からです。来てください。\n", None, tell=True)

    mail = opened(session, site)

    assert mail["Subject"] == "訂正：会議"
    assert mail["In-Reply-To"] == "<plan@example.jp>"
    assert mail["Message-ID"] != "<plan@example.jp>"
    assert mail["From"].addresses[0].addr_spec == "general@lists.example"
    words = mail.get_content()
    assert "− 会議は【10】時からです。" in words
    assert "＋ 会議は【11】時からです。" in words
    assert "来てください。" in words


def test_unless_somebody_says_so_nobody_is_told(session, site, post_id):
    revise(session, site, post_id, "会議", "会議は11時からです。\n", None)

    assert corrections(session) == []


def test_what_was_told_once_is_told_no_second_time(session, site, post_id):
    revise(session, site, post_id, "会議", "会議は11時からです。\n", None, tell=True)

    assert untold(session, post_id) is None
    assert not announce_correction(session, site, post_id)


def test_several_edits_are_told_as_one(session, site, post_id):
    revise(session, site, post_id, "会議", "会議は11時からです。来てください。\n", None)
    revise(session, site, post_id, "会議", "会議は12時からです。来てください。\n", None, tell=True)

    words = opened(session, site).get_content()

    assert "【10】" in words
    assert "【12】" in words
    assert "11時" not in words


def test_an_answer_to_the_correction_answers_the_post(session, site, post_id):
    revise(session, site, post_id, "会議", "会議は11時からです。\n", None, tell=True)
    own = opened(session, site)["Message-ID"].strip("<>")
    board = session.get_one(Post, post_id).board

    answer = make.a_contribution(
        board=BoardFacts.of(board),
        in_reply_to=own,
        kept_message_id=make.keep_mail(session, b"Subject: x\r\n\r\nx\r\n").id,
    )
    answered = session.get_one(Post, posting.publish(session, answer, site).post_id)

    assert answered.parent_id == post_id
    named = select(KnownMessageId.post_id).where(KnownMessageId.message_id == own)
    assert session.scalar(named) == post_id
    assert len(session.scalars(select(Post)).all()) == 2


def test_a_withdrawal_is_told_only_to_those_who_have_got_the_post(session, site, post_id):
    withdraw(session, site, post_id, tell=True)

    mail = opened(session, site)

    assert "取り下げました" in "".join(mail.get_content().split())
    assert "10時" not in mail.get_content()
    assert "会議" not in mail["Subject"]


def test_nobody_is_told_of_what_nobody_has_got(session, site, post_id):
    unsent = {"state": MailingState.WAITING, "sent_count": 0}
    session.execute(update(Mailing).values(unsent))

    withdraw(session, site, post_id, tell=True)

    assert corrections(session) == []
    assert session.scalars(select(Mailing.state)).all() == [MailingState.CANCELLED]


def corrections(session):
    wanted = select(Mailing.id).where(Mailing.kind == MailingKind.CORRECTION)
    return list(session.scalars(wanted))


def opened(session, site):
    """The correction as the deliver worker sends it."""
    session.flush()
    (mailing_id,) = corrections(session)
    assert outbox.claim_post(session.connection(), MINUTE) == mailing_id
    mailing = outbox.open_post(session.connection(), mailing_id)
    assert mailing is not None
    content = compose(mailing.dispatch, mailing.raw, site)
    return message_from_bytes(content.data, policy=policy.default)
