"""Reading again mends what was misread and doubles nothing."""

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive import search
from forum.archive.attachments import Attachment
from forum.archive.message import Arrival, Fate
from forum.archive.search import Scope
from forum.archive.thread import Post
from forum.base import writing
from forum.distribution import Mailing
from forum.moderation.held import HeldPost
from forum.text.bigrams import query
from mailgate.inbound import contributing
from mailgate.inbound.rereading import reread_all, reread_failed
from tests.factories import a_mail
from tests.mailgate.inbound.test_reading import Gate, furnish, with_file


@pytest.fixture
def gate(engine: Engine, tmp_path) -> Gate:
    return furnish(engine, tmp_path)


def found(gate: Gate, words: str) -> int:
    with Session(gate.engine) as session:
        return len(search.find(session, query(words), Scope((1,))))


def misread(monkeypatch, gate: Gate, raw: bytes, **facts) -> None:
    """A mail read by a decoder that makes garbage of its text."""
    from dataclasses import replace

    real = contributing.decode
    with monkeypatch.context() as broken:
        broken.setattr(
            contributing, "decode", lambda raw: replace(real(raw), text="文字化け", attachments=())
        )
        gate.receive(raw, **facts)


def test_what_failed_is_read_once_more(gate, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(contributing, "decode", lambda raw: 1 / 0)
        gate.receive(a_mail("ベンチ"))
        assert reread_failed(gate.engine, gate.site) == 0
    assert reread_failed(gate.engine, gate.site) == 1
    assert reread_failed(gate.engine, gate.site) == 0
    assert gate.all(select(Arrival.fate)) == [Fate.PUBLISHED]
    assert len(gate.posts()) == 1


def test_a_misread_post_is_mended_in_its_place(gate, monkeypatch):
    misread(monkeypatch, gate, with_file("地図.pdf", "application/pdf", b"map"))
    (before,) = gate.posts()
    assert found(gate, "文字化け") == 1
    assert reread_all(gate.engine, gate.site) == 1
    (after,) = gate.posts()
    assert (after.id, after.public_id) == (before.id, before.public_id)
    assert after.text.strip() == "see the file"
    assert (found(gate, "文字化け"), found(gate, "file")) == (0, 1)
    assert [file.name for file in gate.all(select(Attachment))] == ["地図.pdf"]
    assert len(gate.all(select(Mailing))) == 1
    assert reread_all(gate.engine, gate.site) == 0


def test_an_edited_post_keeps_its_edit(gate):
    gate.receive(a_mail("before"))
    with Session(writing(gate.engine)) as session, session.begin():
        session.execute(update(Post).values(text="after", version=2))
    assert reread_all(gate.engine, gate.site) == 0
    assert gate.posts()[0].text == "after"


def test_what_waits_for_a_moderator_is_mended_too(gate, monkeypatch):
    raw = a_mail("ベンチ", sender="ren@example.net")
    misread(monkeypatch, gate, raw, mail_from="ren@example.net")
    (before,) = gate.all(select(HeldPost))
    assert reread_all(gate.engine, gate.site) == 1
    (after,) = gate.all(select(HeldPost))
    assert after.contribution["text"].strip() == "ベンチ"
    assert after.content_hash != before.content_hash
    assert after.reasons == before.reasons


def test_a_files_address_outlives_reading_again(gate, monkeypatch):
    gate.receive(with_file("地図.pdf", "application/pdf", b"map"))
    with Session(writing(gate.engine)) as session, session.begin():
        session.execute(update(Attachment).values(name="wrong.pdf"))
    (before,) = gate.all(select(Attachment.public_id))
    reread_all(gate.engine, gate.site)
    (after,) = gate.all(select(Attachment))
    assert (after.public_id, after.name) == (before, "地図.pdf")
