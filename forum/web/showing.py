"""How posts stand on any page: their words as HTML, and what the reader is told beside them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Row

from forum.archive import listing
from forum.archive.thread import Identity, PostState
from forum.digests.answering import answer_address
from forum.intake import reading as intake
from forum.posting import announcing, owning
from forum.proposals.cited import cited
from forum.text.masking import mask
from forum.text.plain import localise
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.insides import Inside, told_cards
from forum.web.links import this_site


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
        "by_mail": None,
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


def tell_by_mail(posts: Sequence[dict[str, Any]], subject: str) -> None:
    """Say of posts where a mail from a visitor without an account goes to answer that very post."""
    site, named = this_site(), quote(f"Re: {subject}")
    for post in posts:
        address = quote(answer_address(site, post["id"]), safe="@")
        post["by_mail"] = f"mailto:{address}?subject={named}"


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
