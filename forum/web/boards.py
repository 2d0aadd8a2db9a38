"""Boards: the list of them, and one board's topics."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Row, func, select

from forum.archive import exporting, listing
from forum.archive.thread import Post, PostState, Reading
from forum.base import order_key, table_of, utcnow
from forum.text.folding import own_text
from forum.text.masking import mask
from forum.web import paging
from forum.web.access import board_or_404, moderates, readable_boards
from forum.web.extensions import db
from forum.web.links import this_site

bp = Blueprint("boards", __name__, url_prefix="/boards")

PER_PAGE = 30
_LAST_WORDS = 90
_posts = table_of(Post)


@bp.get("/")
def index() -> ResponseReturnValue:
    """Every board that the visitor may read, with what happened there this month."""
    boards = readable_boards()
    return render_template("boards/index.html", boards=boards, month=_month(boards))


@bp.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """One board's topics, newest first."""
    board = board_or_404(slug)
    before, after = (paging.place(request.args.get(name)) for name in ("before", "after"))
    with db.engine.connect() as connection:
        rows = listing.topics(
            connection,
            [board.id],
            before=before,
            after=after,
            limit=PER_PAGE + 1,
        )
    page = paging.newest_first(rows, PER_PAGE, before=before is not None, after=after is not None)
    is_first = before is None and after is None
    topics = {row.id: row for row in (*(_pinned(board.id) if is_first else ()), *page.rows)}
    return render_template(
        "boards/show.html",
        board=board,
        address=this_site().address(board.slug),
        topics=[_told(row) for row in topics.values()],
        unread=unread(list(topics)),
        moderates=moderates(board.visibility, board.id),
        newer=page.has_newer and _link(slug, after=page.rows[0]) if page.rows else None,
        older=page.has_older and _link(slug, before=page.rows[-1]) if page.rows else None,
    )


@bp.get("/<slug>/archive.mbox")
def archive(slug: str) -> ResponseReturnValue:
    """The whole board as an mbox without anybody's address."""
    board = board_or_404(slug)
    octets = exporting.masked(db.engine, board.id, this_site().address(slug))
    headers = {"Content-Disposition": f'attachment; filename="{slug}.mbox"'}
    return Response(octets, mimetype="application/mbox", headers=headers)


def _pinned(board_id: int) -> Sequence[Row[Any]]:
    """The topics that moderators keep at the top, however old they are."""
    with db.engine.connect() as connection:
        return listing.pinned_topics(connection, board_id)


def last_words(row: Row[Any]) -> str:
    """The beginning of the newest post, as one line; nothing of what is hidden."""
    if row.last_text is None or row.last_state is not PostState.PUBLISHED:
        return ""
    words = " ".join(mask(own_text(row.last_text[:2000])).split())
    return words if len(words) <= _LAST_WORDS else f"{words[:_LAST_WORDS]}…"


def unread(thread_ids: list[int]) -> dict[int, int]:
    """How many posts the visitor has not read, in the threads that they have begun to read."""
    if not current_user.is_authenticated or not thread_ids:
        return {}
    counted = (
        select(_posts.c.thread_id, func.count())
        .join_from(_posts, Reading, Reading.thread_id == _posts.c.thread_id)
        .where(
            Reading.person_id == current_user.person_id,
            _posts.c.thread_id.in_(thread_ids),
            _posts.c.order_key > Reading.order_key,
        )
        .group_by(_posts.c.thread_id)
    )
    return dict(db.session.execute(counted).all())


def _told(row: Row[Any]) -> dict[str, Any]:
    return {**row._mapping, "subject": mask(row.subject), "words": last_words(row)}


def _link(slug: str, **place: Row[Any]) -> str:
    cursors: dict[str, Any] = {
        name: paging.cursor(row.last_order_key) for name, row in place.items()
    }
    return url_for("boards.show", slug=slug, **cursors)


def _month(boards: list[Row[Any]]) -> dict[int, dict[str, Any]]:
    """Posts and people of the last thirty days, in all and by the way they came, by board."""
    since = order_key(utcnow() - timedelta(days=30), 0)
    counted = (
        select(
            _posts.c.board_id,
            _posts.c.origin,
            func.count(),
            func.count(_posts.c.author_name.distinct()),
        )
        .where(_posts.c.board_id.in_([board.id for board in boards]), _posts.c.order_key >= since)
        .group_by(_posts.c.board_id, _posts.c.origin)
    )
    month: dict[int, dict[str, Any]] = {}
    for board_id, origin, posts, people in db.session.execute(counted):
        told = month.setdefault(board_id, {"posts": 0, "people": 0, "origins": {}})
        told["posts"] += posts
        told["people"] += people
        told["origins"][origin] = posts
    return month
