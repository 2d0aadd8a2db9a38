"""For the machine that watches us: alive or not, and (if allowed) a few numbers."""

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import NotFound

from forum.web.extensions import db

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """200 while pages can read the database, else 503."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return _plain("the database does not answer\n", 503)
    return _plain("ok\n", 200)


@bp.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Counts in the text format of Prometheus; not there unless KAKEHASHI_METRICS allows it."""
    if not current_app.extensions["kakehashi"].metrics:
        raise NotFound()
    return _plain("".join(_lines()), 200, "text/plain; version=0.0.4; charset=utf-8")


def _lines() -> list[str]:
    with db.engine.connect() as connection:
        return [
            f"# TYPE kakehashi_{name} gauge\nkakehashi_{name} {connection.scalar(text(query))}\n"
            for name, query in COUNTS.items()
        ]


# Maxima, not counts of rows: a million posts must not make the watcher slow.
COUNTS = {
    "persons_last_id": "SELECT coalesce(max(id), 0) FROM persons",
    "posts_last_id": "SELECT coalesce(max(id), 0) FROM posts",
    "messages_last_id": "SELECT coalesce(max(id), 0) FROM messages",
    "held_posts": "SELECT count(*) FROM held_posts WHERE decided_at IS NULL",
    "mailings_last_id": "SELECT coalesce(max(id), 0) FROM mailings",
}


def _plain(words: str, status: int, content_type: str = "text/plain; charset=utf-8") -> Response:
    response = Response(words, status, content_type=content_type)
    response.headers["Cache-Control"] = "no-store"
    return response
