"""What became of the latest mails from a mailbox."""

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.addresses import EmailAddress
from forum.archive.message import Fate
from forum.language import words
from forum.posting.my_mails import latest
from tests import factories as make


def test_the_owner_of_a_mailbox_hears_what_became_of_each_mail(session, site):
    board = make.open_board(session)
    mine = make.keep_mail(session, make.a_mail(), "general", mail_from="Aoi@Example.jp")
    make.keep_mail(session, make.a_mail(), "general", mail_from="ren@example.jp")
    held = make.keep_mail(session, make.a_mail(), "general", mail_from="aoi@example.jp")
    contribution = make.a_contribution(board=BoardFacts.of(board), kept_message_id=mine.id)
    post_id = posting.publish(session, contribution, site).post_id
    mine.arrivals[0].fate, mine.arrivals[0].details = Fate.PUBLISHED, {"post_id": post_id}
    held.arrivals[0].fate, held.arrivals[0].reason = Fate.HELD, "first_post"
    session.flush()

    found = latest(session, site, EmailAddress.parse("aoi@example.jp"), words("ja"))

    assert [one.sentence for one in found] == [
        "進行役が確認しています（理由：はじめての投稿です）。",
        "掲載しました。",
    ]
    assert [bool(one.amend) for one in found] == [False, True]
    assert all("/mail/" in one.trace for one in found)


def test_it_is_said_in_english_too(session, site):
    make.open_board(session)
    make.keep_mail(session, make.a_mail(), "general", mail_from="aoi@example.jp")

    (one,) = latest(session, site, EmailAddress.parse("aoi@example.jp"), words("en"))

    assert one.sentence.isascii()


def test_a_mailbox_that_wrote_nothing_has_nothing(session, site):
    assert latest(session, site, EmailAddress.parse("aoi@example.jp"), words("ja")) == []
