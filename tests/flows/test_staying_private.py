"""What was said on a board for few is told by no page, feed, search, file or address to strangers."""

from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive import mbox
from forum.archive.exporting import originals
from forum.archive.thread import Post
from forum.base import writing
from forum.boards import Board, Visibility
from forum.web import create_app
from mailgate.inbound.importing import bring_in
from tests import factories as make
from tests.web.door import settings_in

SECRET = "見積書の金額"


@pytest.mark.parametrize("visibility", [Visibility.MEMBERS, Visibility.STAFF])
def test_an_imported_private_archive_stays_private(
    engine: Engine, tmp_path: Path, visibility: Visibility
):
    site = make.a_site(tmp_path)
    with Session(writing(engine)) as session, session.begin():
        board_id = make.open_board(session, "inner", visibility=visibility, name="内部").id
        make.open_board(session, "general")
    raw = make.a_mail(f"{SECRET}です。", subject=SECRET, message_id="<in/ner@x.example>")
    bring_in(engine, site, board_id, [mbox.Entry(0, "", None, raw)])
    with Session(engine) as session:
        post = session.scalars(select(Post)).one()
        thread_id = post.thread.public_id
    stranger = create_app(settings_in(tmp_path), engine).test_client()

    for path in (
        "/", "/boards/", "/boards/inner", "/boards/inner/feed.atom", "/boards/inner/archive.mbox",
        f"/threads/{thread_id}", f"/threads/{thread_id}/feed.atom", f"/posts/{post.public_id}",
        f"/posts/{post.public_id}/raw", f"/posts/{post.public_id}/versions",
        f"/m/{quote('in/ner@x.example', safe='')}", f"/search?q={quote(SECRET)}",
        f"/search?q={quote(SECRET)}&board=inner", "/api/v1/boards", "/api/v1/boards/inner/posts",
        f"/api/v1/threads/{thread_id}", f"/api/v1/posts/{post.public_id}",
        f"/api/v1/search?q={quote(SECRET)}", "/moderation/log", "/feed.atom", "/subscribe/inner",
    ):  # fmt: skip
        answer = stranger.get(path)
        shown = answer.get_data(as_text=True).replace(quote(SECRET), "")
        asked = f'value="{SECRET}"'
        assert SECRET not in shown.replace(asked, "") or "/search" in path, path
        assert "in/ner@x.example" not in shown or path.startswith("/m/"), path
        assert post.public_id not in shown or post.public_id in path, path
        assert "内部" not in shown, path
    with engine.begin() as connection:
        general = connection.execute(select(Board.id).where(Board.slug == "general")).scalar_one()
        assert b"".join(originals(connection, general)) == b""
