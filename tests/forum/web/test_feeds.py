"""Atom feeds are well-formed, whatever people wrote."""

from datetime import datetime
from xml.etree import ElementTree

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive import editing
from forum.archive.thread import Post, PostState, Thread
from forum.base import writing
from tests.web.council import Council

ATOM = "{http://www.w3.org/2005/Atom}"
ODD = "a\x00\x01\x0b\x1f&<>\"'\ufffe]]>\x7f\x85\u2028z secret@example.jp"


def entries(xml: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(xml).findall(f"{ATOM}entry")


def test_a_feed_has_what_atom_asks_for(client: FlaskClient, council: Council) -> None:
    for path in ("/boards/general/feed.atom", f"/threads/{council.thread}/feed.atom"):
        answer = client.get(path)
        assert answer.mimetype == "application/atom+xml"
        feed = ElementTree.fromstring(answer.text)
        for name in ("title", "id", "updated"):
            assert feed.findtext(f"{ATOM}{name}")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == f"http://localhost{path}"
        for entry in entries(answer.text):
            for name in ("title", "id", "updated", "published", "content"):
                assert entry.findtext(f"{ATOM}{name}"), name
            assert entry.findtext(f"{ATOM}author/{ATOM}name")
            moment = entry.findtext(f"{ATOM}updated")
            assert moment
            assert datetime.fromisoformat(moment).tzinfo


def test_control_characters_make_no_broken_xml(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Post)
            .where(Post.public_id == council.post)
            .values(subject=ODD, text=ODD, html=ODD, html_version=99, author_name=ODD)
        )
        connection.execute(update(Thread).values(subject=ODD))
    for path in ("/boards/general/feed.atom", f"/threads/{council.thread}/feed.atom"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert entries(answer.text)
    assert "secret@" not in ElementTree.fromstring(answer.text).findtext(f"{ATOM}title", "")


def test_what_changes_changes_the_tag(
    app: Flask, client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/threads/{council.thread}/feed.atom"
    first = client.get(path)
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=tag).status_code == 304
    with app.app_context(), Session(writing(sqlite_engine)) as session:
        post = session.scalars(select(Post).where(Post.public_id == council.post)).one()
        editing.revise(session, post.id, post.subject, "Новые.\n", council.people["resident"])
        session.commit()
    second = client.get(path, headers=tag)
    assert second.status_code == 200
    assert "Новые." in second.text
    updated = {e.findtext(f"{ATOM}id"): e.findtext(f"{ATOM}updated") for e in entries(second.text)}
    before = {e.findtext(f"{ATOM}id"): e.findtext(f"{ATOM}updated") for e in entries(first.text)}
    assert [key for key in updated if updated[key] != before[key]] == [
        f"http://localhost/posts/{council.post}"
    ]
    with writing(sqlite_engine).begin() as connection:
        hidden = {"state": PostState.HIDDEN, "state_reason": "abuse"}
        connection.execute(update(Post).where(Post.public_id == council.post).values(hidden))
    third = client.get(path, headers={"If-None-Match": second.headers["ETag"]})
    assert third.status_code == 200
    assert "Новые." not in third.text
