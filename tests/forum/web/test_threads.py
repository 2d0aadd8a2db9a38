"""Threads: what a reader sees is what stands there now, page by page."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from forum.archive import editing
from forum.archive.thread import Post, Reading, Thread
from forum.base import order_key, table_of, utcnow, writing
from forum.digests import answering
from forum.moderation import acts
from forum.people.standing import standing_of
from forum.web.extensions import db
from forum.web.links import this_site
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

LONG = 130


@pytest.fixture
def path(council: Council) -> str:
    return f"/threads/{council.thread}"


@pytest.fixture
def long_thread(council: Council, sqlite_engine: Engine) -> list[str]:
    """The thread with many more posts: public ids in order of arrival."""
    posts = table_of(Post)
    with writing(sqlite_engine).begin() as connection:
        thread_id = connection.scalar(select(Thread.id).where(Thread.public_id == council.thread))
        model = connection.execute(select(posts).where(posts.c.public_id == council.post)).one()
        last_id = connection.scalar(select(func.max(posts.c.id)))
        rows = []
        for number in range(LONG):
            post_id = last_id + 1 + number
            row = {**model._mapping, "id": post_id, "public_id": f"p{number:011}"}
            row["order_key"] = order_key(model.received_at, post_id) + (number + 1000 << 20)
            row["message_id"] = f"{number}@long"
            row["text"] = row["html"] = f"Номер {number}."
            rows.append(row)
        connection.execute(insert(posts), rows)
        connection.execute(
            table_of(Thread)
            .update()
            .where(Thread.id == thread_id)
            .values(post_count=LONG + 4, last_order_key=rows[-1]["order_key"])
        )
        keys = select(posts.c.public_id).where(posts.c.thread_id == thread_id)
        return list(connection.scalars(keys.order_by(posts.c.order_key)))


def shown(page: str) -> list[str]:
    """The posts on a page, in order."""
    return re.findall(r'<article class="post" id="p-(\w+)"', page)


def button(page: str, label: str) -> str | None:
    found = re.search(rf'href="([^"]*)">{label}', page)
    return found[1].replace("&amp;", "&") if found else None


def test_a_long_thread_is_walked_page_by_page_there_and_back(
    client: FlaskClient, path: str, long_thread: list[str]
) -> None:
    seen, url = [], path
    while url:
        page = client.get(url).text
        seen += shown(page)
        last, url = url, button(page, "次の投稿へ") or ""
    assert seen == long_thread
    back: list[str] = shown(client.get(last).text)
    url = last
    while url := button(client.get(url).text, "前の投稿へ") or "":
        here = shown(client.get(url).text)
        back = [*here[: here.index(back[0])], *back] if back[0] in here else [*here, *back]
    assert back == long_thread


def test_a_post_of_a_long_thread_is_found_among_its_neighbours(
    client: FlaskClient, path: str, long_thread: list[str]
) -> None:
    for wanted in (long_thread[0], long_thread[49], long_thread[50], *long_thread[-2:]):
        page = client.get(f"{path}?at={wanted}")
        assert wanted in shown(page.text), wanted
    assert shown(client.get(f"{path}?at=nothing").text)[0] == long_thread[0]


def test_somebody_comes_back_to_where_they_left_off(
    client: FlaskClient, path: str, long_thread: list[str], council: Council
) -> None:
    resident = signed_in(client, council, "resident")
    second = button(resident.get(path).text, "次の投稿へ")
    assert second
    until = hidden_fields(resident.get(path).text, f"{path}/read")
    assert resident.post(f"{path}/read", data=until).status_code == 303
    page = resident.get(f"{path}?unread=1").text
    assert page.count('id="unread"') == 1
    unread = re.search(r'id="unread".*?id="p-(\w+)"', page, re.DOTALL)
    assert unread
    assert unread[1] == long_thread[50]


def test_reading_is_remembered_and_never_goes_back(
    client: FlaskClient, path: str, long_thread: list[str], council: Council, sqlite_engine: Engine
) -> None:
    resident = signed_in(client, council, "resident")
    first = hidden_fields(resident.get(path).text, f"{path}/read")
    second = button(resident.get(path).text, "次の投稿へ")
    assert second
    further = hidden_fields(resident.get(second).text, f"{path}/read")
    for until in (further, first):
        resident.post(f"{path}/read", data=until)
    with Session(sqlite_engine) as session:
        reading = session.scalars(select(Reading)).one()
        key = select(Post.order_key).where(Post.public_id == long_thread[99])
        assert reading.order_key == session.scalar(key)
    older = button(resident.get("/boards/general").text, "古いほうへ")
    assert older
    page = resident.get(older).text
    assert f"未読{LONG + 4 - 100}件" in page


def test_a_mark_that_we_did_not_make_is_refused(
    client: FlaskClient, path: str, council: Council
) -> None:
    resident = signed_in(client, council, "resident")
    fields = hidden_fields(resident.get(path).text, f"{path}/read")
    answer = resident.post(f"{path}/read", data={**fields, "until": "9" * 16})
    assert answer.status_code == 400


Change = Callable[[Session, Council], object]


def _hide(session: Session, council: Council) -> None:
    moderator = standing_of(session, council.people["moderator"])
    post = session.scalars(select(Post).where(Post.public_id == council.reply)).one()
    words = acts.content_hash_of(post)
    acts.hide(session, this_site(), moderator, post.id, words, reason="abuse")


def _edit(session: Session, council: Council) -> None:
    post = session.scalars(select(Post).where(Post.public_id == council.post)).one()
    editing.revise(session, post.id, post.subject, "Новые слова.\n", council.people["resident"])


def _lock(session: Session, council: Council) -> None:
    moderator = standing_of(session, council.people["moderator"])
    thread = session.scalars(select(Thread).where(Thread.public_id == council.thread)).one()
    acts.lock(session, this_site(), moderator, thread.id, reason="settled")


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        (_hide, "Можно начать", "進行役が非公開に|Hidden by a moderator|moderator"),
        (_edit, "Зал закрыт.", "Новые слова"),
        (_lock, 'id="nothing"', "この話題の受付は終わりました|closed"),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_change_is_seen_at_once_by_strangers(
    app: Flask,
    path: str,
    council: Council,
    sqlite_engine: Engine,
    change: Change,
    gone: str,
    come: str,
    language: str,
) -> None:
    headers = {"Accept-Language": language}
    before = [app.test_client().get(path, headers=headers) for _ in range(3)][-1]
    with app.app_context(), Session(writing(sqlite_engine)) as session:
        change(session, council)
        session.commit()
    stranger = app.test_client()
    after = stranger.get(path, headers={**headers, "If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]
    assert re.search(come, after.text)
    body = after.text.split("<main")[1].split("<blockquote")[0]
    assert gone not in body
    same = stranger.get(path, headers={**headers, "If-None-Match": after.headers["ETag"]})
    assert same.status_code == 304


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_answer_is_seen_at_once_by_strangers(
    app: Flask, path: str, council: Council, language: str
) -> None:
    headers = {"Accept-Language": language}
    for _ in range(3):
        assert "Только что" not in app.test_client().get(path, headers=headers).text
    member = signed_in(app.test_client(), council, "member")
    send(member, f"{path}/posts", path, text="Только что.")
    assert "Только что." in app.test_client().get(path, headers=headers).text


def test_a_page_for_somebody_is_never_given_to_anybody_else(
    app: Flask, path: str, council: Council
) -> None:
    for who, sign in (("member", "Борис Чернов"), ("moderator", "/moderation/posts/")):
        mine = signed_in(app.test_client(), council, who).get(path)
        assert sign in mine.text
        assert "private" in mine.headers["Cache-Control"]
        stranger = app.test_client().get(path)
        assert "/moderation/posts/" not in stranger.text
        assert "csrf_token" not in stranger.text
        assert "Set-Cookie" not in stranger.headers
        assert 'class="me" href="/account/"' not in stranger.text


def test_a_page_in_the_readers_language_is_kept_apart(app: Flask, path: str) -> None:
    pages = {}
    for language in ("ja", "en", "ja", "en"):
        client = app.test_client()
        page = client.get(path, headers={"Accept-Language": language})
        assert f'<html lang="{language}">' in page.text
        assert "Accept-Language" in page.headers["Vary"]
        assert pages.setdefault(language, page.headers["ETag"]) == page.headers["ETag"]
    assert pages["ja"] != pages["en"]
    other = client.get(path, headers={"Accept-Language": "ja", "If-None-Match": pages["en"]})
    assert other.status_code == 200


def test_a_flash_is_never_swallowed_by_a_304(app: Flask, path: str, council: Council) -> None:
    client = app.test_client()
    tag = client.get(path).headers["ETag"]
    with client.session_transaction() as session:
        session["_flashes"] = [("info", "Слово")]
    answer = client.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Слово" in answer.text
    assert "Слово" not in app.test_client().get(path).text


def test_strange_questions_get_the_page(client: FlaskClient, path: str) -> None:
    for query in ("from=x", "from=" + "z" * 16, "at=%00", "at=" + "я" * 300, "unread=1", "x=1"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 200
        assert shown(answer.text)


def test_each_post_says_how_sure_it_is_who_wrote_it_and_explains_that_one_tap_away(
    client: FlaskClient, path: str, council: Council
) -> None:
    marks = re.findall(
        r'<details class="proof"><summary>(.*?)</summary><p>(.*?)</p></details>',
        client.get(path).text,
    )
    told = dict(marks)
    assert told["送信元を確認済み"].startswith("差出人のアドレスを受け持つところから")
    assert told["ログインして投稿"].startswith("ログインした本人が")
    english = client.get(path, headers={"Accept-Language": "en"}).text
    assert re.search(r'<details class="proof"><summary>[A-Z]', english)


def test_a_merged_thread_leads_on_with_the_post_that_was_asked_for(
    client: FlaskClient, path: str, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        target = select(Thread.id).where(Thread.public_id == council.thread).scalar_subquery()
        wanted = select(Post.thread_id).where(Post.subject == "Вопрос 1").scalar_subquery()
        old = connection.execute(
            table_of(Thread)
            .update()
            .where(Thread.id == wanted)
            .values(merged_into_id=target)
            .returning(Thread.public_id)
        ).scalar_one()
    answer = client.get(f"/threads/{old}?at={council.reply}&evil=//x")
    assert (answer.status_code, answer.location) == (301, f"{path}?at={council.reply}")
    assert client.get(f"/threads/{old}/feed.atom").location == f"{path}/feed.atom"


def test_the_outline_says_who_answers_whom(
    client: FlaskClient, path: str, long_thread: list[str]
) -> None:
    page = client.get(path).text
    lines = re.findall(r'<li class="outline__(\d)"><a [^>]*#p-(\w+)">', page)
    assert [post for _, post in lines] == long_thread
    depths = {post: int(depth) for depth, post in lines}
    assert {depths[post] for post in long_thread} == {0, 1, 2}
    assert "Анна Беловаさんへ" in page


def test_whoever_has_no_account_finds_under_each_post_where_a_mail_answers_it(
    client: FlaskClient, app: Flask, council: Council, path: str
) -> None:
    # given: a topic that everybody may read
    # when
    page = client.get(path).text

    # then: one address a post, and the newest post's again at the end
    named = re.findall(r'href="mailto:(reply%2B\w+)@[^"]*\?subject=Re%3A%20', page)
    with app.app_context(), db.session() as session:
        opened = [answering.opened(this_site(), answering.ANSWER, one[8:]) for one in named]
        told = [session.get_one(Post, one).public_id for one in opened if one is not None]
    posts = [post for post in shown(page) if post != council.hidden_post]
    assert told == [*posts, shown(page)[-1]]


def test_whoever_is_signed_in_or_too_late_is_offered_no_such_address(
    app: Flask, client: FlaskClient, council: Council, path: str, sqlite_engine: Engine
) -> None:
    # given / when: a visitor who can answer here and now
    page = signed_in(app.test_client(), council, "resident").get(path).text

    # then
    assert "mailto:reply" not in page

    # and when: the topic takes no more answers
    with writing(sqlite_engine).begin() as connection:
        locked = table_of(Thread).update().where(Thread.public_id == council.thread)
        connection.execute(locked.values(locked_at=utcnow(), revision=Thread.revision + 1))

    # then
    assert "mailto:reply" not in client.get(path).text
