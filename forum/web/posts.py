"""One post: its permalinks, its source, its files."""

from email.utils import format_datetime
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import Row, select
from werkzeug.routing import BaseConverter

from forum.archive import listing
from forum.archive.attachments import Attachment
from forum.archive.message import Message
from forum.archive.thread import Post, PostState
from forum.base import TOKYO, table_of
from forum.boards import Visibility, may_read
from forum.digests.answering import answer_address
from forum.needs import reading as needs
from forum.text.html_mail import masked, sanitise
from forum.text.masking import mask
from forum.web.access import drafts, missing, moderates, require_reader, standing
from forum.web.downloads import SANDBOX, as_text, download
from forum.web.errors import Tombstone
from forum.web.extensions import db
from forum.web.links import full_link, this_site
from forum.web.showing import (
    as_shown,
    fold_words,
    tell_behalf,
    tell_by_mail,
    tell_cited,
    tell_until,
)

bp = Blueprint("posts", __name__)


class AnyText(BaseConverter):
    """All of the rest of an address: a Message-ID may begin with a slash, or hold two."""

    regex = ".*?"
    part_isolating = False


@bp.record_once
def know_any_text(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["any_text"] = AnyText


_posts, _attachments, _messages = table_of(Post), table_of(Attachment), table_of(Message)


@bp.get("/posts/<post_id>")
def show(post_id: str) -> ResponseReturnValue:
    """The post on a page of its own, as Archived-At promises; a tombstone says why it is gone."""
    post = readable_post(post_id)
    require_words(post)
    with db.engine.connect() as connection:
        files = listing.attachments_of(connection, [post.id])
    shown = as_shown(post, fold_words())
    tell_until([shown])
    tell_cited([shown])
    tell_behalf([shown])
    if address := _answered_by_mail(post):
        tell_by_mail([shown], shown["subject"] or shown["thread_subject"] or "")
    return render_template(
        "posts/show.html",
        post=shown,
        files=files,
        moderates=moderates(post.visibility, post.board_id),
        drafts=drafts(post.visibility, post.board_id),
        may_post=bool(current_user.is_authenticated and not current_user.banned),
        address=address,
        needs=needs.of_post(db.session(), post.id),
    )


def _answered_by_mail(post: Row[Any]) -> str | None:
    """Where a mail from somebody without an account goes to answer this very post."""
    if current_user.is_authenticated or post.visibility is not Visibility.PUBLIC:
        return None
    return answer_address(this_site(), post.id)


@bp.get("/posts/<post_id>/raw")
def raw(post_id: str) -> ResponseReturnValue:
    """The source of a post: as received for its moderators, without addresses for others."""
    post = readable_post(post_id)
    if moderates(post.visibility, post.board_id):
        return as_text(_kept(post))
    require_words(post)
    return as_text(_masked_source(post).encode())


@bp.get("/posts/<post_id>/original")
def original(post_id: str) -> ResponseReturnValue:
    """An HTML mail as its writer made it, in a sandbox that loads nothing."""
    post = readable_post(post_id)
    require_words(post)
    html = db.session.scalar(select(_posts.c.original_html).where(_posts.c.id == post.id))
    if not html:
        missing()
    head = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>HTML</title>'
    response = Response(head + masked(sanitise(html)), mimetype="text/html")
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@bp.get("/attachments/<attachment_id>/<path:name>")
def attachment(attachment_id: str, name: str) -> ResponseReturnValue:
    """A file, always as a download: nothing that somebody sent runs on our pages."""
    row = db.session.execute(
        select(_attachments, _posts.c.public_id.label("post"))
        .join_from(_attachments, _posts)
        .where(_attachments.c.public_id == attachment_id)
    ).one_or_none()
    if row is None:
        missing()
    post = readable_post(row.post)
    if not moderates(post.visibility, post.board_id):
        require_words(post)
    return download(row)


@bp.get("/m/<any_text:message_id>", merge_slashes=False)
def by_message_id(message_id: str) -> ResponseReturnValue:
    """The post with this Message-ID; a list where it stands on several boards."""
    wanted = message_id.strip().removeprefix("<").removesuffix(">")
    with db.engine.connect() as connection:
        found = listing.posts_by_message_id(connection, wanted)
    posts = [post for post in found if may_read(post.visibility, post.board_id, standing())]
    if not posts:
        missing()
    if len(posts) == 1:
        return redirect(url_for("posts.show", post_id=posts[0].public_id), 302)
    shown = [{**post._mapping, "thread_subject": mask(post.thread_subject)} for post in posts]
    return render_template("posts/same_message.html", posts=shown, message_id=wanted)


def readable_post(post_id: str) -> Row[Any]:
    """The post of that name, as far as the visitor may know of it."""
    with db.engine.connect() as connection:
        post = listing.post(connection, post_id)
    if post is None:
        missing()
    require_reader(post.visibility, post.board_id)
    return post


def among_others(post_id: str) -> str:
    """The address at which a post stands in its thread; asked in the transaction that wrote it."""
    post = listing.post(db.session.connection(), post_id)
    if post is None:
        missing()
    return url_for("threads.show", thread_id=post.thread, at=post_id, _anchor=f"p-{post_id}")


def require_words(post: Row[Any]) -> None:
    """A tombstone in place of words that are no longer shown."""
    if post.state is not PostState.PUBLISHED:
        withdrawn = post.state is PostState.WITHDRAWN
        raise Tombstone(post.state_reason, post.state_changed_at, withdrawn=withdrawn)


def _kept(post: Row[Any]) -> bytes:
    wanted = select(_messages.c.raw).where(_messages.c.id == post.kept_message_id)
    return db.session.scalar(wanted) or b""


def _masked_source(post: Row[Any]) -> str:
    """Header and words without a mailbox; made from the post, never from the original bytes."""
    chain = " ".join(f"<{reference}>" for reference in post.references)
    head = (
        ("From", post.author_name),
        ("Subject", mask(post.subject)),
        ("Date", format_datetime((post.sent_at or post.received_at).astimezone(TOKYO))),
        ("Message-ID", f"<{post.message_id}>"),
        ("References", chain),
        ("Archived-At", f"<{full_link('posts.show', post_id=post.public_id)}>"),
    )
    return "".join(f"{name}: {value}\n" for name, value in head if value) + "\n" + mask(post.text)
