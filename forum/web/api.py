"""The read API: JSON of what the visitor may read, described by /api/openapi.json."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from forum.archive import listing, search
from forum.archive.thread import PostState
from forum.boards import may_read
from forum.moderation.reasons import reason_words
from forum.proposals import reading as proposals
from forum.proposals.reading import Cited
from forum.text.bigrams import query
from forum.text.folding import own_text
from forum.text.masking import mask
from forum.web import paging
from forum.web.access import board_or_404, missing, readable_boards, standing
from forum.web.extensions import db
from forum.web.language import reader
from forum.web.links import full_link, this_site
from forum.web.open_data import dataset_or_404
from forum.web.openapi import DESCRIPTION
from forum.web.posts import readable_post
from forum.web.showing import article, fold_words

bp = Blueprint("api", __name__, url_prefix="/api")


LIMIT = 50
MOST = 200


@bp.after_request
def open_to_other_sites(response: Response) -> Response:
    """What is public may be read by a page of any site; a browser sends no session along."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@bp.get("/openapi.json")
def description() -> ResponseReturnValue:
    """What stands here, in OpenAPI 3.1."""
    return jsonify({**DESCRIPTION, "servers": [{"url": this_site().url}]})


@bp.get("/v1/boards")
def boards() -> ResponseReturnValue:
    """Every board that the visitor may read."""
    items = [
        {
            "slug": board.slug,
            "name": board.name,
            "description": board.description,
            "visibility": board.visibility,
            "posting": board.posting,
            "address": this_site().address(board.slug),
            "url": full_link("boards.show", slug=board.slug),
            "post_count": board.post_count,
            "thread_count": board.thread_count,
        }
        for board in readable_boards()
    ]
    return jsonify({"items": items, "next": None, "cursor": paging.cursor(len(items))})


@bp.get("/v1/boards/<slug>/posts")
def posts(slug: str) -> ResponseReturnValue:
    """A board's posts in order of publication."""
    board = board_or_404(slug)
    after, limit = _after() or 0, _limit()
    with db.engine.connect() as connection:
        rows = listing.published_after(connection, listing.on_board(board.id), after, limit + 1)
        items = _told(connection, rows[:limit])
    last = rows[:limit][-1].id if rows else after
    following = paging.cursor(last) if len(rows) > limit else None
    return jsonify({"items": items, "next": following, "cursor": paging.cursor(last)})


@bp.get("/v1/threads/<thread_id>")
def thread(thread_id: str) -> ResponseReturnValue:
    """A thread and its posts in order of publication."""
    after, limit = _after() or 0, _limit()
    with db.engine.connect() as connection:
        found = listing.thread(connection, thread_id)
        if found is None or not may_read(found.visibility, found.board_id, standing()):
            missing()
        if found.merged_into_id is not None:
            moved = listing.thread(
                connection, listing.thread_address(connection, found.merged_into_id)
            )
            found = moved or found
        rows = listing.published_after(connection, listing.in_thread(found.id), after, limit + 1)
        items = _told(connection, rows[:limit])
    last = rows[:limit][-1].id if rows else after
    return jsonify(
        {
            "id": found.public_id,
            "board": found.slug,
            "subject": mask(found.subject),
            "url": full_link("threads.show", thread_id=found.public_id),
            "post_count": found.post_count,
            "started_at": _at(found.started_at),
            "last_post_at": _at(found.last_post_at),
            "locked": found.locked_at is not None,
            "items": items,
            "next": paging.cursor(last) if len(rows) > limit else None,
            "cursor": paging.cursor(last),
        }
    )


@bp.get("/v1/posts/<post_id>")
def post(post_id: str) -> ResponseReturnValue:
    """One post."""
    row = readable_post(post_id)
    with db.engine.connect() as connection:
        return jsonify(_told(connection, [row])[0])


@bp.get("/v1/search")
def find() -> ResponseReturnValue:
    """Posts that say the words, newest first."""
    wanted = query(request.args.get("q", "")[:200])
    if wanted.is_empty:
        abort(400)
    slug = request.args.get("board")
    ids = tuple(board.id for board in readable_boards() if slug in (None, board.slug))
    before, limit = _after(), _limit()
    hits = search.find(db.session(), wanted, search.Scope(ids), limit=limit + 1, before=before)
    with db.engine.connect() as connection:
        items = _told(connection, listing.posts_by_id(connection, [hit.id for hit in hits[:limit]]))
    last = hits[:limit][-1].order_key if hits else before
    following = paging.cursor(last) if last is not None and len(hits) > limit else None
    cursor = paging.cursor(last) if last is not None else None
    return jsonify({"items": items, "next": following, "cursor": cursor})


@bp.get("/v1/<name>")
def table(name: str) -> ResponseReturnValue:
    """A table of the open data, in the order of publication."""
    found = dataset_or_404(name)
    after, limit = _after() or 0, _limit()
    rows = list(islice(found.rows(db.session(), this_site(), after), limit + 1))
    last = rows[:limit][-1][0] if rows else after
    return jsonify(
        {
            "items": [row for _, row in rows[:limit]],
            "next": paging.cursor(last) if len(rows) > limit else None,
            "cursor": paging.cursor(last),
        }
    )


def _told(connection: Any, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    files = listing.attachments_of(connection, [row.id for row in rows if row.attachment_count])
    words = fold_words()
    citing = proposals.cited(db.session(), [row.id for row in rows], standing())
    return [
        {
            **_post(row, files.get(row.id, []), words),
            "cited_in": list(map(_cited, citing.get(row.id, ()))),
        }
        for row in rows
    ]


def _cited(one: Cited) -> dict[str, Any]:
    """Where a post was cited; `item` is None for the whole proposal."""
    name = one.proposal.public_id
    return {
        "proposal": name,
        "item": one.position,
        "label": one.proposal.label or None,
        "state": one.proposal.state,
        "judgement": one.answer and one.answer.judgement,
        "response": one.answer and one.answer.response,
        "url": this_site().link(f"/proposals/{name}"),
    }


def _post(row: Row[Any], files: Sequence[Row[Any]], words: dict[str, str]) -> dict[str, Any]:
    """A post as programs are promised it; a hidden one keeps its place and says why."""
    shown = row.state is PostState.PUBLISHED
    text = mask(row.text) if shown else None
    return {
        "id": row.public_id,
        "board": row.slug,
        "thread": row.thread,
        "url": full_link("posts.show", post_id=row.public_id),
        "message_id": row.message_id,
        "parent": row.parent,
        "subject": mask(row.subject) if shown else None,
        "author": {"name": row.author_name, "sector": row.author_sector, "role": row.author_role},
        "organisation": row.organisation,
        "origin": row.origin,
        "identity": row.identity,
        "text": text,
        "own_text": own_text(text) if text is not None else None,
        "html": article(row, words) if shown else None,
        "sent_at": _at(row.sent_at),
        "received_at": _at(row.received_at),
        "published_at": _at(row.published_at),
        "state": row.state,
        "reason": None if shown else reason_words(row.state_reason or "other", reader()),
        "version": row.version,
        "attachments": [_file(file) for file in files] if shown else [],
    }


def _file(row: Row[Any]) -> dict[str, Any]:
    name = row.name or "file"
    return {
        "name": row.name,
        "type": row.content_type,
        "size": row.size,
        "url": full_link("posts.attachment", attachment_id=row.public_id, name=name),
    }


def _at(moment: Any) -> str | None:
    """RFC 3339 in UTC."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def _after() -> int | None:
    text = request.args.get("after")
    place = paging.place(text)
    if text and place is None:
        abort(400)
    return place


def _limit() -> int:
    text = request.args.get("limit", str(LIMIT))
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:6]) <= MOST:
        abort(400)
    return int(text)
