"""The visibility matrix, walked over every address that names something.

What somebody may not read answers exactly as what isn't there, and no list says a word of it.
"""

import re
from urllib.parse import quote, unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, update

from forum.archive.thread import Post, PostState, Thread
from forum.base import writing
from tests.web.council import Council
from tests.web.door import signed_in

EVERYBODY = (
    None,
    "resident",
    "member",
    "chair",
    "adviser",
    "moderator",
    "secretariat",
    "liaison",
    "hq",
    "admin",
)
STAFF = ("secretariat", "liaison", "hq", "admin")
READERS = {
    "general": EVERYBODY,
    "hall": ("member", "chair", "adviser", "moderator", *STAFF),
    "staff": STAFF,
}
MODERATORS = {
    "general": ("moderator", "secretariat", "admin"),
    "hall": ("moderator", "secretariat", "admin"),
    "staff": ("secretariat", "admin"),
}
READ = (
    "/boards/{board}",
    "/boards/{board}/archive.mbox",
    "/boards/{board}/subscribe",
    "/threads/{thread}",
    "/threads/{thread}?at={post}",
    "/posts/{post}",
    "/posts/{post}/raw",
    "/posts/{post}/versions",
    "/attachments/{file}/x.txt",
    "/api/v1/boards/{board}/posts",
    "/api/v1/threads/{thread}",
    "/api/v1/posts/{post}",
)
FEEDS = ("/boards/{board}/feed.atom", "/threads/{thread}/feed.atom")
SIGNED_IN = ("/boards/{board}/new", "/posts/{post}/answer", "/posts/{post}/answer?quote=1")
MODERATE = (
    "/moderation/posts/{post}",
    "/moderation/held/{held}",
    "/moderation/held/{held}/raw",
    "/moderation/held/{held}/files/0",
)
# Nobody owns these posts but the one who wrote them, so they are as missing for everybody else.
OWN = ("/posts/{post}/edit", "/posts/{post}/withdraw")
DEEDS = (
    "/threads/{thread}/posts",
    "/threads/{thread}/read",
    "/boards/{board}/new",
    "/boards/{board}/subscribe",
    "/moderation/held/{held}",
    "/moderation/posts/{post}",
    "/posts/{post}/edit",
    "/posts/{post}/withdraw",
)
NOTHING = {
    "board": "nothing",
    "thread": "0" * 12,
    "post": "0" * 12,
    "file": "0" * 12,
    "held": "0" * 12,
    "message_id": "0.0@lists.example.jp",
}
LISTS = (
    "/",
    "/boards/",
    "/search?q={word}",
    "/search?q={word}&board={board}",
    "/search?q=x&who={who}",
    "/api/v1/boards",
    "/api/v1/search?q={word}",
    "/api/v1/search?q={word}&board={board}",
    "/moderation/",
    "/moderation/log",
    "/account/",
    "/account/data.json",
    "/council",
    "/boards/general",
    "/boards/general/feed.atom",
    "/boards/general/archive.mbox",
)
SECRETS = {"hall": ("Черновик", "Бюджет", "hall"), "staff": ("Тихо", "Служеб", "Служба", "staff")}
WORDS = {"hall": "Черновик", "staff": "Тихо"}


@pytest.fixture(scope="module")
def doors(seeded_app: tuple[Flask, Council]) -> dict[str | None, FlaskClient]:
    """One client for each of the council's people, and a stranger's."""
    app, council = seeded_app
    clients: dict[str | None, FlaskClient] = {None: app.test_client(use_cookies=False)}
    for who in filter(None, EVERYBODY):
        clients[who] = signed_in(app.test_client(), council, who)
        # A session's first visit and its first form each change its cookie. Met here, they are no
        # difference between two answers, whichever test comes first.
        clients[who].get("/boards/general/new")
    return clients


def named(council: Council, board: str) -> dict[str, str]:
    """The names of what stands on a board."""
    return {
        "board": board,
        "thread": council.threads[board],
        "post": council.posts[board],
        "file": council.files[board],
        "held": council.held[board],
        "message_id": quote(council.message_ids[board], safe=""),
    }


def same_as_nothing(client: FlaskClient, pattern: str, names: dict[str, str], **how: str) -> None:
    """The address answers as one that names nothing: status, headers, words."""
    method = how.get("method", "GET")
    url, empty = pattern.format(**names), pattern.format(**NOTHING)
    answer, nothing = (client.open(at, method=method) for at in (url, empty))
    assert answer.status_code == nothing.status_code, (url, answer.status_code)
    assert answer.status_code in (302, 400, 401, 404, 405), url
    blank = [(answer, names), (nothing, NOTHING)]
    said, unsaid = (_blanked(one.text, told) for one, told in blank)
    assert said == unsaid, url
    heads = [
        [(k, _blanked(v, told)) for k, v in one.headers if k not in ("Content-Length", "Date")]
        for one, told in blank
    ]
    assert heads[0] == heads[1], url


def _blanked(text: str, names: dict[str, str]) -> str:
    for name in (*names.values(), *map(unquote, names.values())):
        text = text.replace(name, "…")
    text = re.sub(r'<div class="flashes".*?</div>\s*</div>\s*', "", text, flags=re.DOTALL)
    return re.sub(r'name="(csrf_token|once)"[^>]*|session=[^;]*|kakehashi=[^;]*', "", text)


@pytest.mark.parametrize("board", ["general", "hall", "staff"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_read_reads_and_who_may_not_finds_nothing(
    doors: dict[str | None, FlaskClient],
    seeded_app: tuple[Flask, Council],
    who: str | None,
    board: str,
) -> None:
    client, names = doors[who], named(seeded_app[1], board)
    for pattern in READ:
        if who in READERS[board]:
            assert client.get(pattern.format(**names)).status_code == 200, pattern
        else:
            same_as_nothing(client, pattern, names)
    found = client.get("/m/{message_id}".format(**names))
    assert found.status_code == (302 if who in READERS[board] else 404)
    if who not in READERS[board]:
        same_as_nothing(client, "/m/{message_id}", names)
    for pattern in FEEDS:
        if board == "general":
            assert client.get(pattern.format(**names)).status_code == 200
        else:
            same_as_nothing(client, pattern, names)


@pytest.mark.parametrize("board", ["general", "hall", "staff"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_write_and_moderate_does_and_nobody_else_finds_anything(
    doors: dict[str | None, FlaskClient],
    seeded_app: tuple[Flask, Council],
    who: str | None,
    board: str,
) -> None:
    client, names = doors[who], named(seeded_app[1], board)
    for pattern in SIGNED_IN:
        if who in READERS[board]:
            assert client.get(pattern.format(**names)).status_code == (200 if who else 302)
        else:
            same_as_nothing(client, pattern, names)
    for pattern in MODERATE:
        if pattern.endswith("files/0") and board == "general":
            continue  # the stranger's first mail came without one
        if who in MODERATORS[board]:
            assert client.get(pattern.format(**names)).status_code == 200, pattern
        else:
            same_as_nothing(client, pattern, names)
    if board == "staff" and who not in STAFF:
        for pattern in (*OWN, *DEEDS):
            same_as_nothing(client, pattern, names, method="POST")
            same_as_nothing(client, pattern, names, method="DELETE" if who else "POST")


@pytest.mark.parametrize(
    ("who", "board"),
    [(w, board) for board in ("hall", "staff") for w in EVERYBODY if w not in READERS[board]],
)
def test_no_list_says_a_word_of_what_one_may_not_read(
    doors: dict[str | None, FlaskClient],
    seeded_app: tuple[Flask, Council],
    who: str | None,
    board: str,
) -> None:
    names = named(seeded_app[1], board)
    for pattern in LISTS:
        path = pattern.format(word=WORDS[board], board=board, who="Глеб")
        if who == "moderator" and path.startswith("/moderation") and board == "hall":
            continue
        answer = doors[who].get(path)
        text = _without_the_question(answer.text, board)
        for secret in (*SECRETS[board], *names.values()):
            assert secret == board or secret not in text, (path, secret)
        assert f"/boards/{board}" not in text, path
        assert f"{board}@" not in text, path


def _without_the_question(text: str, board: str) -> str:
    """The search page repeats what was asked for; that is no answer."""
    return text.replace(f"「{WORDS[board]}」", "").replace(f'value="{WORDS[board]}"', "")


def test_the_same_mail_on_two_boards_is_one_to_who_reads_one(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    shared = council.message_ids["general"]
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Post).where(Post.public_id == council.posts["staff"]).values(message_id=shared)
        )
    stranger = app.test_client().get(f"/m/{quote(shared, safe='')}")
    assert stranger.location == f"/posts/{council.posts['general']}"
    both = signed_in(app.test_client(), council, "hq").get(f"/m/{quote(shared, safe='')}")
    assert both.status_code == 200
    assert council.posts["staff"] in both.text
    assert council.posts["general"] in both.text


def test_a_hidden_post_is_a_tombstone_everywhere(client: FlaskClient, council: Council) -> None:
    hidden = council.hidden_post
    for path in ("", "/raw", "/original", "/versions"):
        answer = client.get(f"/posts/{hidden}{path}")
        assert answer.status_code == 410
        assert "Нет." not in answer.text
    assert "Нет." not in client.get(f"/threads/{council.thread}").text
    for listing in (
        f"/threads/{council.thread}/feed.atom",
        "/boards/general/feed.atom",
        "/boards/general/archive.mbox",
        "/search?q=Нет",
        "/api/v1/search?q=Нет",
    ):
        assert hidden not in client.get(listing).text, listing
    told = client.get(f"/api/v1/posts/{hidden}").json
    assert told is not None
    assert (told["text"], told["own_text"], told["html"]) == (None, None, None)
    assert told["state"] == "hidden"
    assert told["reason"]
    assert told["attachments"] == []


def test_files_of_a_hidden_post_are_for_its_moderators(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Post)
            .where(Post.public_id == council.post)
            .values(state=PostState.HIDDEN, state_reason="abuse")
        )
    path = f"/attachments/{council.attachment}/x"
    assert app.test_client().get(path).status_code == 410
    assert signed_in(app.test_client(), council, "member").get(path).status_code == 410
    assert signed_in(app.test_client(), council, "moderator").get(path).data == b"1:100\n"


def test_an_original_stays_with_who_may_read_it(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Post).values(original_html="<p>Секрет</p>"))
    for board, readers in READERS.items():
        for who in EVERYBODY:
            client = app.test_client()
            if who:
                signed_in(client, council, who)
            answer = client.get(f"/posts/{council.posts[board]}/original")
            assert answer.status_code == (200 if who in readers else 404)


def test_a_board_that_closes_itself_off_is_gone_at_once(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/threads/{council.thread}"
    first = client.get(path)
    assert client.get(path).status_code == 200  # out of the kept pages by now
    with writing(sqlite_engine).begin() as connection:
        connection.exec_driver_sql("UPDATE boards SET visibility = 'staff' WHERE slug = 'general'")
    assert client.get(path).status_code == 404
    etag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(path, headers=etag).status_code == 404


def test_a_merged_topic_on_a_closed_board_tells_nothing(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        staff = (Thread.public_id == council.threads["staff"],)
        target = connection.exec_driver_sql("SELECT max(id) FROM threads").scalar_one()
        connection.execute(update(Thread).where(*staff).values(merged_into_id=target))
    names = named(council, "staff")
    for pattern in ("/threads/{thread}", "/threads/{thread}/feed.atom", "/api/v1/threads/{thread}"):
        same_as_nothing(client, pattern, names)
