"""The read API keeps what programs are promised."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution
from forum.archive.thread import Identity, Origin, Post
from forum.base import utcnow, writing
from forum.boards import Board
from forum.people.person import Person
from forum.proposals.content import Citation
from forum.proposals.drafting import frozen
from forum.proposals.proposal import Proposal
from forum.web.links import this_site
from tests.web.council import BEGAN, Council
from tests.web.door import signed_in

POSTS = "/api/v1/boards/general/posts"
FIELDS = {
    "id": str,
    "board": str,
    "thread": str,
    "url": str,
    "message_id": str,
    "subject": str,
    "author": dict,
    "origin": str,
    "identity": str,
    "text": str,
    "own_text": str,
    "html": str,
    "received_at": str,
    "state": str,
    "attachments": list,
    "cited_in": list,
}
UTC_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def walk(client: FlaskClient, path: str) -> tuple[list[dict[str, Any]], str]:
    """Every item of a list, and the cursor behind the last one."""
    items: list[dict[str, Any]] = []
    url = path
    while True:
        told = client.get(url).json
        assert told is not None
        items += told["items"]
        if told["next"] is None:
            return items, told["cursor"]
        url = f"{path}{'&' if '?' in path else '?'}after={told['next']}"


def test_a_post_has_every_field_of_the_contract(client: FlaskClient, council: Council) -> None:
    told = client.get(f"/api/v1/posts/{council.reply}").json
    assert told is not None
    for name, kind in FIELDS.items():
        assert isinstance(told[name], kind), name
    assert set(told["author"]) >= {"name", "sector", "role"}
    assert told["parent"] == council.post
    assert told["url"] == f"http://localhost/posts/{council.reply}"
    assert (told["origin"], told["identity"], told["state"]) == ("mail", "aligned", "published")
    assert UTC_MOMENT.fullmatch(told["received_at"])
    assert told["text"].count("Зал закрыт по вечерам") == 1
    assert "Можно начать с пятницы." in told["own_text"]
    assert "Зал закрыт по вечерам" not in told["own_text"]
    assert "Анна" not in told["own_text"]  # the signature
    first = client.get(f"/api/v1/posts/{council.post}").json
    assert first is not None
    assert first["parent"] is None
    (file,) = first["attachments"]
    assert (file["name"], file["type"], file["size"]) == ("Чертёж.txt", "text/plain", 6)
    assert client.get(file["url"]).data == b"1:100\n"


def test_a_board_is_read_in_order_of_publication_by_pages_of_any_size(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with Session(sqlite_engine) as session:
        wanted = select(Post.public_id).join(Board, Post.board_id == Board.id)
        ids = session.scalars(wanted.where(Board.slug == "general").order_by(Post.id)).all()
    for limit in (1, 7, 200):
        items, _ = walk(client, f"{POSTS}?limit={limit}")
        assert [item["id"] for item in items] == list(ids)


def test_what_is_published_late_stands_behind_every_cursor(
    app: Flask, client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    """An old mail that a moderator lets through today is not missed by who polls."""
    for path in (POSTS, f"/api/v1/threads/{council.thread}"):
        _, cursor = walk(client, path)
        again = client.get(f"{path}?after={cursor}").json
        assert again is not None
        assert (again["items"], again["next"], again["cursor"]) == ([], None, cursor)
        late = _publish(app, sqlite_engine, council, f"Опоздало {path}")
        fresh = client.get(f"{path}?after={cursor}").json
        assert fresh is not None
        assert [item["id"] for item in fresh["items"]] == [late]


def test_a_hidden_post_keeps_its_place_and_says_why(client: FlaskClient, council: Council) -> None:
    items, _ = walk(client, POSTS)
    (hidden,) = [item for item in items if item["state"] == "hidden"]
    assert hidden["id"] == council.hidden_post
    assert (hidden["text"], hidden["own_text"], hidden["html"]) == (None, None, None)
    assert hidden["reason"]


def test_cursors_tell_nothing_about_what_is_hidden(client: FlaskClient, council: Council) -> None:
    """Ids are counted through all boards; a cursor shows none of them, nor their distance."""
    cursors = []
    url = f"{POSTS}?limit=1"
    for _ in range(40):
        told = client.get(url).json
        assert told is not None
        cursors.append(told["next"])
        url = f"{POSTS}?limit=1&after={told['next']}"
    assert len({cursor[:4] for cursor in cursors}) > 38
    assert len({cursor[-4:] for cursor in cursors}) > 38
    assert all(re.fullmatch("[0-9a-z]{16}", cursor) for cursor in cursors)


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=201", "limit=x", "limit=-1", "limit=１", "limit=99999999999", "after=1"],
)
def test_a_question_that_makes_no_sense_gets_a_problem_document(
    client: FlaskClient, council: Council, query: str
) -> None:
    for path in (POSTS, f"/api/v1/threads/{council.thread}", "/api/v1/search?q=x"):
        answer = client.get(f"{path}{'&' if '?' in path else '?'}{query}")
        _is_problem(answer, 400)


def test_what_is_missing_is_a_problem_document(client: FlaskClient, council: Council) -> None:
    for path in (
        "/api/v1/boards/none/posts",
        "/api/v1/boards/staff/posts",
        "/api/v1/threads/0",
        "/api/v1/posts/0",
        "/api/v1/nothing",
        "/api/nothing",
    ):
        _is_problem(client.get(path), 404)
    _is_problem(client.post("/api/v1/boards"), 405)
    _is_problem(client.get("/api/v1/search"), 400)
    _is_problem(client.get("/api/v1/search?q=!!!"), 400)


def test_search_finds_newest_first_and_goes_on(client: FlaskClient, council: Council) -> None:
    items, _ = walk(client, "/api/v1/search?q=Почему&limit=10")
    assert len(items) == 45
    moments = [item["received_at"] for item in items]
    assert moments == sorted(moments, reverse=True)
    assert client.get("/api/v1/search?q=Почему&board=street").json == {
        "items": [],
        "next": None,
        "cursor": None,
    }
    unknown = client.get("/api/v1/search?q=Тихо&board=none").json
    assert client.get("/api/v1/search?q=Тихо&board=staff").json == unknown


def test_boards_say_where_mail_goes(client: FlaskClient, council: Council) -> None:
    told = client.get("/api/v1/boards").json
    assert told is not None
    assert [board["slug"] for board in told["items"]] == ["general", "street"]
    assert told["items"][0]["address"] == "general@lists.example.jp"
    assert told["next"] is None


def test_who_is_signed_in_reads_what_they_may(app: Flask, council: Council) -> None:
    hq = signed_in(app.test_client(), council, "hq")
    told = hq.get("/api/v1/boards").json
    assert told is not None
    assert [board["slug"] for board in told["items"]] == ["general", "hall", "street", "staff"]


def test_masked_is_masked_in_every_field(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    words = "secret@example.jp 090-1234-5678"
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Post)
            .where(Post.public_id == council.post)
            .values(text=words, subject=words, html=None)
        )
        connection.exec_driver_sql("UPDATE threads SET subject = ?", (words,))
    for path in (
        f"/api/v1/posts/{council.post}",
        f"/api/v1/threads/{council.thread}",
        POSTS,
        "/api/v1/search?q=Почему",
    ):
        text = client.get(path).text
        assert "secret@" not in text, path
        assert "1234" not in text, path


def test_other_sites_may_read_and_no_session_comes_along(
    client: FlaskClient, council: Council
) -> None:
    answer = client.get(POSTS, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers.getlist("Cross-Origin-Resource-Policy") == ["cross-origin"]
    assert answer.mimetype == "application/json"


def test_the_description_names_what_is_answered(client: FlaskClient, council: Council) -> None:
    told = client.get("/api/openapi.json").json
    assert told is not None
    assert told["openapi"].startswith("3.1")
    assert "/api/v1/boards/{slug}/posts" in told["paths"]
    schema = told["components"]["schemas"]["Post"]
    post = client.get(f"/api/v1/posts/{council.post}").json
    assert post is not None
    assert set(schema["required"]) <= set(post)
    assert set(post) <= set(schema["properties"])


def _is_problem(answer: Any, status: int) -> None:
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    told = json.loads(answer.text)
    assert told["status"] == status
    assert told["title"]


def _publish(app: Flask, engine: Engine, council: Council, words: str) -> str:
    with app.app_context(), Session(writing(engine)) as session:
        first = session.scalars(select(Post).where(Post.public_id == council.post)).one()
        facts = BoardFacts.of(session.get_one(Board, council.boards["general"]))
        person = session.get_one(Person, council.people["member"])
        outcome = posting.publish(
            session,
            Contribution(
                board=facts,
                author=author_signed_in(session, facts, person),
                origin=Origin.MAIL,
                identity=Identity.ALIGNED,
                subject="Re: Вечерний зал",
                text=words,
                received_at=BEGAN,
                sent_at=utcnow(),
                message_id=f"{len(words)}-{utcnow().timestamp()}@late.example.jp",
                references=(first.message_id,),
                in_reply_to=first.message_id,
            ),
            this_site(),
        )
        session.commit()
        return outcome.public_id


def test_a_post_says_where_it_was_cited_and_what_became_of_it(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    proposals, _ = walk(client, "/api/v1/proposals")
    with Session(writing(sqlite_engine)) as session, session.begin():
        post = session.scalars(select(Post).where(Post.public_id == council.post)).one()
        wanted = select(Proposal).where(Proposal.public_id == proposals[0]["id"])
        proposal = session.scalars(wanted).one()
        item = frozen(session, proposal).items[0]
        session.add(Citation(proposal=proposal, item_id=item.item_id, post_id=post.id))
        position = item.position

    told = client.get(f"/api/v1/posts/{council.post}").json
    assert told is not None
    (one,) = [one for one in told["cited_in"] if one["proposal"] == proposals[0]["id"]]
    assert (one["item"], one["state"]) == (position, proposals[0]["state"])
    assert one["url"] == proposals[0]["url"]
