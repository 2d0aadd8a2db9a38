"""Atom feeds (RFC 4287) of public boards and threads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Row

from forum.archive import editing, listing
from forum.boards import Visibility
from forum.text.masking import mask
from forum.web.access import board_or_404, missing
from forum.web.extensions import db
from forum.web.links import full_link
from forum.web.revision import etag, tagged, unchanged
from forum.web.showing import article, fold_words

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
        rewritten = editing.last_rewritten(connection, [post.id for post in posts])
    return _feed(found.name, full_link("boards.show", slug=slug), posts, rewritten)


@bp.get("/threads/<thread_id>/feed.atom")
def thread(thread_id: str) -> ResponseReturnValue:
    """The newest posts of a thread."""
    with db.engine.connect() as connection:
        found = listing.thread(connection, thread_id)
        if found is None or found.visibility is not Visibility.PUBLIC:
            missing()
        if found.merged_into_id is not None:
            place = listing.thread_address(connection, found.merged_into_id)
            return redirect(url_for(".thread", thread_id=place), 301)
        posts = listing.newest_posts(connection, listing.in_thread(found.id), _ENTRIES)
        rewritten = editing.last_rewritten(connection, [post.id for post in posts])
    title = mask(found.subject) or gettext("（件名なし）")
    return _feed(title, full_link("threads.show", thread_id=thread_id), posts, rewritten)


def _feed(
    title: str, link: str, posts: Sequence[Row[Any]], rewritten: Mapping[int, datetime]
) -> Response:
    tag = etag("feed", link, title, *((post.id, post.version) for post in posts))
    if (answer := unchanged(tag)) is not None:
        return answer
    words = fold_words()
    entries = [
        {
            **post._mapping,
            "link": full_link("posts.show", post_id=post.public_id),
            "updated": rewritten.get(post.id, post.published_at),
            "subject": mask(post.subject) or gettext("（件名なし）"),
            "shown": article(post, words),
        }
        for post in posts
    ]
    updated = max((post["updated"] for post in entries), default=None)
    page = render_template(
        "feeds/feed.xml", title=title, link=link, entries=entries, updated=updated
    )
    return tagged(Response(_without_controls(page), mimetype="application/atom+xml"), tag)


def _without_controls(xml: str) -> str:
    """XML 1.0 allows no control characters and no lone surrogates, not even escaped ones."""
    return xml.translate(_CONTROLS)


_CONTROLS = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
)
