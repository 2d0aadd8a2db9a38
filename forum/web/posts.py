"""One post: its permalinks, its source, its files."""

import re
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Row, select
from werkzeug.routing import BaseConverter

from forum.archive import listing
from forum.archive.attachments import Attachment
from forum.archive.message import Message
from forum.archive.thread import Identity, Post, PostState
from forum.base import TOKYO, table_of
from forum.boards import may_read
from forum.intake import reading as intake
from forum.needs import reading as needs
from forum.posting import announcing, owning
from forum.proposals.cited import cited
from forum.text.html_mail import masked, sanitise
from forum.text.masking import mask
from forum.text.plain import localise
from forum.web.access import drafts, missing, moderates, require_reader, standing
from forum.web.errors import Tombstone
from forum.web.extensions import db
from forum.web.insides import Inside, told_cards
from forum.web.links import full_link, this_site

bp = Blueprint("posts", __name__)


class AnyText(BaseConverter):
    """All of the rest of an address: a Message-ID may begin with a slash, or hold two."""

    regex = ".*?"
    part_isolating = False


@bp.record_once
def know_any_text(state: BlueprintSetupState) -> None:
    state.app.url_map.converters["any_text"] = AnyText


_posts, _attachments, _messages = table_of(Post), table_of(Attachment), table_of(Message)

# What an HTML mail may do on its own page: nothing but look like itself.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ATTACHMENT_POLICY = "sandbox; default-src 'none'"
_HARMLESS = re.compile(r"(?:image|audio|video|application)/[a-z0-9][a-z0-9.+-]{0,100}")


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
    return render_template(
        "posts/show.html",
        post=shown,
        files=files,
        moderates=moderates(post.visibility, post.board_id),
        drafts=drafts(post.visibility, post.board_id),
        may_post=bool(current_user.is_authenticated and not current_user.banned),
        address=this_site().address(post.slug),
        needs=needs.of_post(db.session(), post.id),
    )


@bp.get("/posts/<post_id>/raw")
def raw(post_id: str) -> ResponseReturnValue:
    """The source of a post: as received for its moderators, without addresses for others."""
    post = readable_post(post_id)
    if moderates(post.visibility, post.board_id):
        return _plain(_kept(post))
    require_words(post)
    return _plain(_masked_source(post).encode())


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


def fold_words() -> dict[str, str]:
    """The words on folded parts, in the reader's language."""
    return {
        "quote": gettext("引用を表示"),
        "signature": gettext("署名を表示"),
        "footer": gettext("メールの末尾を表示"),
    }


def as_shown(post: Row[Any], words: dict[str, str]) -> dict[str, Any]:
    """A post for a page: `shown` are its words as HTML, and no subject names a mailbox."""
    viewer = current_user.person_id if current_user.is_authenticated else None
    told: dict[str, Any] = {
        **post._mapping,
        "shown": article(post, words),
        "insides": _insides(post, words),
        "mine": owning.is_by(post, viewer),
        "unsent_until": None,
        "cited": (),
        "behalf": None,
    }
    for name in ("subject", "thread_subject"):
        if told.get(name):
            told[name] = mask(told[name])
    return told


def _insides(post: Row[Any], words: dict[str, str]) -> list[Inside]:
    return told_cards(post.cards, words) if post.state is PostState.PUBLISHED else []


def tell_until(posts: Sequence[dict[str, Any]]) -> None:
    """Say of the visitor's own posts (as `as_shown` tells them) until when nobody is mailed them."""
    mine = {post["id"]: post for post in posts if post["mine"]}
    for post_id, until in announcing.unsent_until(db.session(), list(mine)).items():
        mine[post_id]["unsent_until"] = until


def tell_behalf(posts: Sequence[dict[str, Any]]) -> None:
    """Say of posts that a clerk entered (as `as_shown` tells them) how they came."""
    entered = {post["id"]: post for post in posts if post["identity"] is Identity.ON_BEHALF}
    for post_id, beside in intake.beside(db.session(), list(entered)).items():
        entered[post_id]["behalf"] = beside


def tell_cited(posts: Sequence[dict[str, Any]]) -> None:
    """Say of posts (as `as_shown` tells them) which proposals cite them and what became of it."""
    shown = {post["id"]: post for post in posts if post["state"] is PostState.PUBLISHED}
    for post_id, found in cited(db.session(), list(shown), standing()).items():
        shown[post_id]["cited"] = found


def article(post: Row[Any], words: dict[str, str]) -> str:
    """A post's words as they stand on a page; nothing for a tombstone."""
    if post.state is not PostState.PUBLISHED:
        return ""
    return localise(listing.shown_html(post), words)


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


def _plain(octets: bytes) -> Response:
    """Source as text; a browser must not take it for a page."""
    response = Response(octets, mimetype="text/plain")
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


def download(file: Any) -> Response:
    """A kept file (name, content_type, sha256) as a download, harmless whatever it is."""
    response = Response(this_site().attachments.read(file.sha256), mimetype=_type(file))
    response.headers["Content-Disposition"] = _disposition(file.name or "file")
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


def _disposition(name: str) -> str:
    """The file's own name for every browser, and one in plain letters for the oldest (RFC 6266)."""
    name = "".join(letter for letter in name if letter.isprintable()) or "file"
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _type(file: Any) -> str:
    """The type as sent, where it is one and no browser would run it."""
    kind = file.content_type.lower()
    acts = "html" in kind or "xml" in kind or "script" in kind
    return kind if _HARMLESS.fullmatch(kind) and not acts else "application/octet-stream"
