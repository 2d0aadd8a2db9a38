"""Search: one box, a few ways to narrow it, newest first, the found words marked."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from forum.archive import listing, search
from forum.base import TOKYO
from forum.text.bigrams import Query, excerpt, query
from forum.text.masking import mask
from forum.web import paging
from forum.web.access import readable_boards
from forum.web.extensions import db

bp = Blueprint("search", __name__)

PER_PAGE = 20
MAX_WORDS = 200


@dataclass(frozen=True)
class Asked:
    """What the visitor is looking for, as the form sends it."""

    words: str
    board: str
    who: str
    since: str
    until: str
    attachment: bool

    @classmethod
    def by_visitor(cls) -> "Asked":
        told = request.args
        return cls(
            words=told.get("q", "")[:MAX_WORDS].replace("\0", " ").strip(),
            board=told.get("board", ""),
            who=told.get("who", "")[:100].replace("\0", "").strip(),
            since=told.get("from", ""),
            until=told.get("to", ""),
            attachment=told.get("attachment") == "1",
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """The address of this search, without what was left empty."""
        told = {"q": self.words, "board": self.board, "who": self.who, "from": self.since,
                "to": self.until, "attachment": "1" if self.attachment else ""}  # fmt: skip
        return {name: value for name, value in told.items() if value}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.board or self.who or self.since or self.until or self.attachment)


@bp.get("/search")
def show() -> ResponseReturnValue:
    """The box, and what was found."""
    asked = Asked.by_visitor()
    boards = readable_boards()
    wanted = query(asked.words)
    place = paging.place(request.args.get("before"))
    found = _found(asked, wanted, boards, place)
    hits, more = found[:PER_PAGE], found[PER_PAGE:]
    with db.engine.connect() as connection:
        posts = listing.posts_by_id(connection, [hit.id for hit in hits])
    older = None
    if more:
        cursor = paging.cursor(hits[-1].order_key)
        older = url_for(".show", **asked.parameters, before=cursor)
    return render_template(
        "search/show.html",
        asked=asked,
        boards=boards,
        hits=[_told(post, wanted) for post in posts],
        nothing_to_look_for=bool(asked.words) and wanted.is_empty,
        older=older,
        newest=url_for(".show", **asked.parameters) if place is not None else None,
        wider=url_for(".show", **replace(asked, board="", who="", since="", until="", attachment=False).parameters) if asked.is_narrowed else None,
    )  # fmt: skip


def scope(asked: Asked, boards: list[Row[Any]]) -> search.Scope:
    """Where to look; a board that the visitor may not read is as one that does not exist."""
    wanted = [board.id for board in boards if asked.board in ("", board.slug)]
    until = _day(asked.until)
    return search.Scope(
        board_ids=tuple(wanted),
        author=asked.who or None,
        since=_midnight(_day(asked.since)),
        until=_midnight(until + timedelta(days=1)) if until else None,
        with_attachment=asked.attachment,
    )


def _found(
    asked: Asked, wanted: Query, boards: list[Row[Any]], before: int | None
) -> list[Row[Any]]:
    looked = scope(asked, boards)
    if not asked.words and asked.is_narrowed:
        return list(search.newest(db.session(), looked, limit=PER_PAGE + 1, before=before))
    if wanted.is_empty:
        return []
    return list(search.find(db.session(), wanted, looked, limit=PER_PAGE + 1, before=before))


def _told(post: Row[Any], wanted: Query) -> dict[str, Any]:
    found = excerpt(mask(post.text), wanted.terms)
    subject = mask(post.subject)
    marked = excerpt(subject, wanted.terms, 3 * len(subject) + 3)  # all of it
    return {**post._mapping, "subject": subject, "marked": marked, "excerpt": found}


def _day(text: str) -> date | None:
    """A day of the calendar that a post can have come on."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1970 <= day.year < 2200 else None


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), TOKYO) if day else None
