"""Cards on pages: in the reader's language, and nobody's address on them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post
from forum.base import writing
from forum.moderation.held import HeldPost
from forum.people.person import Address
from mailgate.inbound.reading import read_batch
from tests.factories import keep_mail
from tests.mailgate.inbound.test_insides import INNER, INVITATION
from tests.mailgate.inbound.test_insides import a_mail as a_mail_with
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def site(app: Flask):
    with app.test_request_context():
        from forum.web.links import this_site

        return this_site()


def receive(engine: Engine, site, raw: bytes) -> Arrival:
    with Session(writing(engine)) as session, session.begin():
        sender = session.scalar(select(Address.written).where(Address.written.like("resident@%")))
        raw = raw.replace(b"aoi@example.jp", sender.encode())
        message_id = keep_mail(session, raw, "general").id
    while read_batch(engine, site):
        pass
    with Session(engine) as session:
        return session.scalars(select(Arrival).where(Arrival.message_id == message_id)).one()


def test_an_invitation_and_a_mail_sent_on_are_told_in_the_readers_language(
    client: FlaskClient, council: Council, sqlite_engine: Engine, site
) -> None:
    invitation = ("text/calendar; charset=utf-8; method=REQUEST", INVITATION)
    arrival = receive(
        sqlite_engine, site, a_mail_with(invitation, ("message/rfc822", INNER.decode()))
    )
    assert arrival.fate is Fate.PUBLISHED
    with Session(sqlite_engine) as session:
        post = session.get_one(Post, arrival.details["post_id"])
        assert [card["card"] for card in post.cards] == ["event", "forwarded"]
        path = f"/posts/{post.public_id}"
    page = client.get(path).text
    assert "予定の案内" in page
    assert "2026年12月1日（令和8年）10:00 から 11:30 まで" in page
    assert "Once more the old words." in page
    assert "ren@example.jp" not in page
    assert "Ren &lt;（メールアドレス非表示）&gt;" in page
    assert "1 December 2026" in client.get(path, headers={"Accept-Language": "en"}).text


def test_what_is_encrypted_waits_and_the_moderator_reads_why(
    client: FlaskClient, council: Council, sqlite_engine: Engine, site
) -> None:
    sealed = a_mail_with(
        ("application/octet-stream; name=encrypted.asc", "x"),
        kind="encrypted; protocol=application/pgp-encrypted",
    )
    assert receive(sqlite_engine, site, sealed).fate is Fate.HELD
    with Session(sqlite_engine) as session:
        held = session.scalars(select(HeldPost).order_by(HeldPost.id.desc())).first()
        assert [code for code, *_ in held.reasons] == ["encrypted"]
        path = f"/moderation/held/{held.public_id}"
    page = signed_in(client, council, "moderator").get(path).text
    assert "暗号化されたメールです" in page
    assert "暗号化されているため、ここではだれも読めません。" in page
