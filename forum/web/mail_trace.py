"""Where is my mail? What became of one mail at each address that it was sent to, and nothing else."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from forum.acceptance.reasons import fate_sentence
from forum.archive.message import Arrival, Message, TraceLink
from forum.archive.thread import Post
from forum.web.access import missing
from forum.web.extensions import db
from forum.web.language import reader
from forum.web.security import private

bp = Blueprint("mail_trace", __name__)


@bp.get("/mail/<token>")
def show(token: str) -> ResponseReturnValue:
    """One sentence an address; the link to the post once it is published."""
    link = db.session.scalar(select(TraceLink).where(TraceLink.public_id == token))
    if link is None:
        missing()
    message = db.session.get_one(Message, link.message_id)
    arrivals = db.session.scalars(
        select(Arrival).where(Arrival.message_id == message.id).order_by(Arrival.id)
    ).all()
    lines = [
        (one.recipient, fate_sentence(one.fate, one.reason, one.details, reader()))
        for one in arrivals
    ]
    posts = db.session.scalars(
        select(Post).where(Post.id.in_(_post_ids(arrivals))).order_by(Post.id)
    ).all()
    page = render_template(
        "mail_trace/show.html", received_at=message.received_at, lines=lines, posts=posts
    )
    return private(page)


def _post_ids(arrivals: Sequence[Arrival]) -> list[int]:
    """The posts that a mail has become, or had become before."""
    told = (one.details.get("post_id") for one in arrivals if one.details)
    return [post_id for post_id in told if isinstance(post_id, int)]
