"""Correcting a web post before it is mailed, and after."""

from datetime import timedelta
from email import message_from_bytes, policy

from sqlalchemy import select, update

from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.archive.message import Message
from forum.archive.thread import Identity, Origin, Post, TextFormat
from forum.base import utcnow
from forum.distribution import Mailing
from forum.posting import publish
from forum.posting.revising import revise
from tests import factories as make

SECRET = "電話は 0466-25-1111 です。"


def test_within_the_window_subscribers_get_the_corrected_words(session, site):
    post_id = posted(session, site, window_s=600)
    before = message_of(session, post_id)
    words_before = body_of(before)

    assert revise(session, site, post_id, "公園のベンチ", "ベンチを増やす。\n", editor(session))

    after = message_of(session, post_id)
    assert SECRET in words_before
    assert SECRET not in body_of(after)
    assert "ベンチを増やす。" in body_of(after)
    assert after.size == len(after.raw)
    assert b"Message-ID: <web.1@lists.example>" in after.raw
    assert "計画.pdf" in body_of(after, part="name")


def test_what_may_have_been_sent_keeps_its_bytes(session, site):
    post_id = posted(session, site, window_s=600)
    session.execute(update(Mailing).values(not_before=utcnow() - timedelta(seconds=1)))
    before = message_of(session, post_id).raw

    assert revise(session, site, post_id, "公園のベンチ", "ベンチを増やす。\n", editor(session))

    assert message_of(session, post_id).raw == before


def posted(session, site, window_s):
    board = make.open_board(session, edit_window_s=window_s)
    make.subscribe(session, board, make.enter_person(session, "Ren"))
    (sha256,) = site.attachments.keep([b"%PDF-1.7"])
    contribution = make.a_contribution(
        board=BoardFacts.of(board),
        origin=Origin.WEB,
        identity=Identity.SESSION,
        format=TextFormat.MARKDOWN,
        subject="公園",
        text=f"{SECRET}\n",
        message_id="web.1@lists.example",
        attachments=(KeptAttachment("計画.pdf", "application/pdf", 8, sha256),),
    )
    return publish(session, contribution, site).post_id


def editor(session):
    return make.enter_person(session, "Aoi").id


def message_of(session, post_id):
    session.expire_all()
    kept = select(Post.kept_message_id).where(Post.id == post_id)
    return session.get_one(Message, session.scalar(kept))


def body_of(message, part="text"):
    mail = message_from_bytes(message.raw, policy=policy.default)
    if part == "name":
        return [file.get_filename() for file in mail.iter_attachments()]
    return mail.get_body(("plain",)).get_content()
