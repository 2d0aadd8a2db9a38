"""A board as an mbox for everybody."""

import io

from forum.acceptance.contribution import BoardFacts
from forum.archive import exporting, mbox
from forum.posting import receive
from tests import factories as make


def test_the_public_mbox_tells_nobodys_mailbox(sqlite_session, site):
    entries = exported(
        sqlite_session,
        site,
        subject="連絡は ken@example.jp まで",
        text="電話は 0466-25-1111 です。",
    )
    assert b"ken@example.jp" not in entries[0].raw
    assert b"aoi@example.jp" not in entries[0].raw


def test_one_strange_message_id_does_not_end_the_mbox(sqlite_session, site):
    entries = exported(sqlite_session, site, message_id="地域@example.jp")
    assert len(entries) == 1
    assert "<地域@example.jp>".encode() in entries[0].raw


def exported(session, site, **about):
    board = make.open_board(session)
    kept = make.keep_mail(session, make.a_mail())
    contribution = make.a_contribution(board=BoardFacts.of(board), kept_message_id=kept.id, **about)
    receive(session, contribution, site)
    octets = exporting.masked(session.connection(), board.id, "general@lists.example")
    return list(mbox.read(io.BytesIO(b"".join(octets))))
