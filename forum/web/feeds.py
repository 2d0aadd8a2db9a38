"""Atom feeds (RFC 4287) of public boards and threads."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from forum.archive import listing
from forum.boards import Visibility
from forum.web.access import board_or_404, missing
from forum.web.extensions import db
from forum.web.links import full_link
from forum.web.revision import etag, tagged, unchanged
from forum.web.threads import article, fold_words

bp = Blueprint("feeds", __name__)

_ENTRIES = 30


@bp.get("/boards/<slug>/feed.atom")
def board(slug: str) -> ResponseReturnValue:
    """The newest posts of a board."""
    found = board_or_404(slug)
    if found.visibility is not Visibility.PUBLIC:
        missing()
    with db.engine.connect() as connection:
        posts = listing.newest_posts(connection, listing.on_board(found.id), _ENTRIES)
    return _feed(found.name, full_link("boards.show", slug=slug), posts)


@bp.get("/threads/<thread_id>/feed.atom")
def thread(thread_id: str) -> ResponseReturnValue:
    """The newest posts of a thread."""
    with db.engine.connect() as connection:
        found = listing.thread(connection, thread_id)
        if found is None or found.visibility is not Visibility.PUBLIC:
            missing()
        posts = listing.newest_posts(connection, listing.in_thread(found.id), _ENTRIES)
    return _feed(found.subject, full_link("threads.show", thread_id=thread_id), posts)


def _feed(title: str, link: str, posts: Sequence[Row[Any]]) -> Response:
    tag = etag("feed", link, *((post.id, post.version, post.state) for post in posts))
    if (answer := unchanged(tag)) is not None:
        return answer
    words = fold_words()
    entries = [
        {
            **post._mapping,
            "link": full_link("posts.show", post_id=post.public_id),
            "shown": article(post, words),
        }
        for post in posts
    ]
    updated = max((post.published_at for post in posts), default=None)
    page = render_template(
        "feeds/feed.xml", title=title, link=link, entries=entries, updated=updated
    )
    return tagged(Response(_without_controls(page), mimetype="application/atom+xml"), tag)


def _without_controls(xml: str) -> str:
    """XML 1.0 allows no control characters, not even escaped ones."""
    return xml.translate(_CONTROLS)


_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
