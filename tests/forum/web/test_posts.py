"""One post: its page, its source, its files, its Message-ID."""

import io
from email import message_from_bytes, message_from_string, policy
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update

from forum.archive import mbox
from forum.archive.attachments import Attachment
from forum.archive.thread import Post
from forum.base import writing
from tests.web.council import Council
from tests.web.door import signed_in


def change(engine: Engine, post: str, **values: object) -> None:
    with writing(engine).begin() as connection:
        connection.execute(update(Post).where(Post.public_id == post).values(values))


@pytest.mark.parametrize(
    "message_id",
    [
        "a/b@example.jp",
        "/begins@example.jp",
        "a//b@example.jp",
        "//two@example.jp",
        "ends@example.jp/",
        "a?b=c#d@example.jp",
        "a%2Fb@example.jp",
        "a b+c@example.jp",
        "$x&y=z;'\"<>@example.jp",
        "日本語@例え.jp",
        "no-at-sign",
    ],
)
def test_every_message_id_leads_to_its_post(
    client: FlaskClient, council: Council, sqlite_engine: Engine, message_id: str
) -> None:
    change(sqlite_engine, council.post, message_id=message_id)
    answer = client.get("/m/" + quote(message_id, safe=""))
    assert (answer.status_code, answer.location) == (302, f"/posts/{council.post}")


def test_brackets_around_a_message_id_are_no_part_of_it(
    client: FlaskClient, council: Council
) -> None:
    path = quote(f"<{council.message_id}>", safe="")
    assert client.get(f"/m/{path}").location == f"/posts/{council.post}"
    assert client.get("/m/none@example.jp").status_code == 404
    assert client.get("/m/%00").status_code == 404


@pytest.mark.parametrize(
    ("name", "plain", "encoded"),
    [
        ("plan.pdf", "plan.pdf", "plan.pdf"),
        ("図面 その1.pdf", "__ __1.pdf", "%E5%9B%B3%E9%9D%A2%20%E3%81%9D%E3%81%AE1.pdf"),
        ('a"b\\c;d.txt', "a_b_c_d.txt", "a%22b%5Cc%3Bd.txt"),
        ("x\r\nSet-Cookie: a=b.txt", "xSet-Cookie_ a_b.txt", "xSet-Cookie%3A%20a%3Db.txt"),
        ("../../etc/passwd", ".._.._etc_passwd", "..%2F..%2Fetc%2Fpasswd"),
        ("\u202egnp.exe", "gnp.exe", "gnp.exe"),
        ("", "file", "file"),
    ],
)
def test_a_file_comes_under_its_own_name(
    client: FlaskClient,
    council: Council,
    sqlite_engine: Engine,
    name: str,
    plain: str,
    encoded: str,
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Attachment).values(name=name))
    answer = client.get(f"/attachments/{council.attachment}/whatever")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    assert answer.headers["Content-Disposition"] == disposition
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("image/png", "image/png"),
        ("application/pdf", "application/pdf"),
        ("text/html", "application/octet-stream"),
        ("image/svg+xml", "application/octet-stream"),
        ("application/xhtml+xml", "application/octet-stream"),
        ("application/javascript", "application/octet-stream"),
        ("IMAGE/JPEG", "image/jpeg"),
        ("image/png\r\nX-Evil: 1", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_nothing_that_somebody_sent_runs_on_our_pages(
    client: FlaskClient, council: Council, sqlite_engine: Engine, kind: str, given: str
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Attachment).values(content_type=kind))
    answer = client.get(f"/attachments/{council.attachment}/x.html")
    assert answer.mimetype == given
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_an_html_mail_stands_in_a_sandbox_without_anybodys_address(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    html = (
        "<script>alert(1)</script><p onclick=x>Слово <a href='javascript:x'>link</a>"
        "<a href='mailto:secret@example.jp'>secret@example.jp</a> 090-1234-5678"
        "<img src='https://spy.example/x.gif'><form action='/logout'></form>"
    )
    change(sqlite_engine, council.reply, original_html=html)
    answer = client.get(f"/posts/{council.reply}/original")
    assert answer.status_code == 200
    policy_ = answer.headers["Content-Security-Policy"]
    assert policy_.startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in policy_
    for bad in ("script", "onclick", "javascript", "secret@", "1234", "spy.example", "<form"):
        assert bad not in answer.text, bad
    assert "Слово" in answer.text
    assert client.get(f"/posts/{council.post}/original").status_code == 404


def test_the_source_is_masked_for_all_but_moderators(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    words = "Пишите secret@example.jp\n"
    change(sqlite_engine, council.post, text=words, html=None, subject="о secret@example.jp")
    stranger = app.test_client().get(f"/posts/{council.post}/raw")
    assert stranger.mimetype == "text/plain"
    assert "secret@" not in stranger.text
    mail = message_from_string(stranger.text, policy=policy.default)
    assert mail["Message-ID"] == f"<{council.message_id}>"
    assert mail["Date"].datetime.year == 2026
    assert mail["Archived-At"] == f"<http://localhost/posts/{council.post}>"
    moderator = signed_in(app.test_client(), council, "moderator").get(f"/posts/{council.post}/raw")
    assert moderator.data.startswith(b"Message-ID:") or b"\r\nMessage-ID:" in moderator.data
    member = signed_in(app.test_client(), council, "member").get(f"/posts/{council.post}/raw")
    assert "secret@" not in member.text


def test_the_masked_mbox_is_an_mbox_without_addresses(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    words = "From secret@example.jp\n"
    change(sqlite_engine, council.post, text=words, subject="secret@example.jp")
    answer = client.get("/boards/general/archive.mbox")
    assert answer.mimetype == "application/mbox"
    mails = [message_from_bytes(mail.raw) for mail in mbox.read(io.BytesIO(answer.data))]
    assert len(mails) == 48
    assert {mail["From"].rpartition(" ")[2] for mail in mails} == {"<general@lists.example.jp>"}
    assert b"secret@" not in answer.data
