"""A board as an mbox for everybody."""

import io

from sqlalchemy.orm import Session

from forum.acceptance.contribution import BoardFacts
from forum.archive import exporting, mbox
from forum.base import writing
from forum.posting import receive
from tests import factories as make


def test_the_public_mbox_tells_nobodys_mailbox(sqlite_engine, site):
    entries = exported(
        sqlite_engine,
        site,
        subject="連絡は ken@example.jp まで",
        text="電話は 0466-25-1111 です。",
    )
    assert b"ken@example.jp" not in entries[0].raw
    assert b"aoi@example.jp" not in entries[0].raw


def test_one_strange_message_id_does_not_end_the_mbox(sqlite_engine, site):
    entries = exported(sqlite_engine, site, message_id="地域@example.jp")
    assert len(entries) == 1
    assert "<地域@example.jp>".encode() in entries[0].raw


def test_a_slow_reader_keeps_no_transaction_open(sqlite_engine, site):
    entries = exporting.masked(*a_board_with(sqlite_engine, site), "general@lists.example")
    next(entries)
    assert sqlite_engine.pool.checkedout() == 0


def exported(engine, site, **about):
    octets = exporting.masked(*a_board_with(engine, site, **about), "general@lists.example")
    return list(mbox.read(io.BytesIO(b"".join(octets))))


def a_board_with(engine, site, **about):
    """An engine, and the id of a board with one post."""
    with Session(writing(engine)) as session, session.begin():
        board = make.open_board(session)
        kept = make.keep_mail(session, make.a_mail())
        told = {"board": BoardFacts.of(board), "kept_message_id": kept.id}
        receive(session, make.a_contribution(**(told | about)), site)
        return engine, board.id
