"""One thread: its posts in order of arrival, and the form that answers them."""

from collections.abc import Callable
from contextlib import closing
from typing import Any
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_required
from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.exc import SQLAlchemyError

from forum import following
from forum.advice import reading as advice
from forum.archive import listing
from forum.archive.reading import remember_reading
from forum.archive.thread import Attention, PostState, Reading
from forum.boards import Posting, Visibility
from forum.digests.answering import answer_address
from forum.following import Reader
from forum.proposals.cited import of_threads, proposed_in
from forum.text.masking import mask
from forum.web import page_cache, paging
from forum.web.access import drafts, missing, moderates, require_reader, standing
from forum.web.cards import card, outlined
from forum.web.extensions import db
from forum.web.links import this_site
from forum.web.login import viewer_key
from forum.web.revision import etag, tagged, unchanged
from forum.web.showing import (
    as_shown,
    fold_words,
    tell_behalf,
    tell_by_mail,
    tell_cited,
    tell_until,
)
from forum.web.writing import answer_form, takes_answers

bp = Blueprint("threads", __name__, url_prefix="/threads")

PER_PAGE = 50
SHORT = 8  # as many posts need no outline
_BEFORE_THE_WANTED = 3


@bp.get("/<thread_id>")
def show(thread_id: str) -> ResponseReturnValue:
    """A page of a thread; `from` names a cursor, `at` a post that should stand on it.

    `unread` asks for the page on which the visitor left off.
    """
    with db.engine.connect() as connection:
        thread = listing.thread(connection, thread_id)
        if thread is None:
            missing()
        require_reader(thread.visibility, thread.board_id)
        if thread.merged_into_id is not None:
            return redirect(_address(connection, thread.merged_into_id), 301)
        if viewer_key():
            return _page(connection, thread)
        return _strangers_page(connection, thread)


@bp.post("/<thread_id>/read")
@login_required
def read(thread_id: str) -> ResponseReturnValue:
    """Remember how far the visitor has read."""
    thread = listing.thread(db.session.connection(), thread_id)
    if thread is None:
        missing()
    require_reader(thread.visibility, thread.board_id)
    until = paging.place(request.form.get("until"))
    if until is None:
        abort(400)
    remember_reading(db.session(), current_user.person_id, thread.id, until)
    db.session.commit()
    if request.headers.get("Prefer") == "return=minimal":  # the script at the page's end (RFC 7240)
        return "", 204
    return redirect(url_for("boards.show", slug=thread.slug), 303)


def shows(engine: Engine) -> Callable[[str], tuple[Any, ...] | None]:
    """Asks what a thread's page would show a stranger now, as `page_cache.keep` was told."""
    question = listing.SHOWN_OF_THREAD.compile(dialect=engine.dialect)
    words = str(question)

    def ask(path: str) -> tuple[Any, ...] | None:
        thread_id = path.removeprefix(f"{bp.url_prefix}/")
        wanted = (thread_id,) if question.positional else {"public_id": thread_id}
        # As near to the driver as one comes: this is most of what such an answer costs.
        try:
            with closing(engine.raw_connection()) as connection:
                with closing(connection.cursor()) as cursor:
                    cursor.execute(words, wanted)
                    return cursor.fetchone()
        except (engine.dialect.loaded_dbapi.Error, SQLAlchemyError):
            return None  # the page itself will say what is wrong

    return ask


def _strangers_page(connection: Connection, thread: Row[Any]) -> Response:
    """Everybody who is not signed in sees the same page until the thread changes."""
    wanted = tuple(request.args.get(name, "")[:40] for name in ("at", "from"))
    if thread.post_count <= PER_PAGE:
        wanted = ()  # everything stands on one page
    shown = (thread.public_id, thread.revision, thread.board_name, thread.visibility, *wanted)
    tag = etag(*shown)
    if (answer := unchanged(tag)) is not None:
        return answer
    page_cache.keep(thread.revision, thread.board_name, thread.visibility, thread.merged_into_id)
    return tagged(make_response(_page(connection, thread)), tag)


def _page(connection: Connection, thread: Row[Any]) -> str:
    read_until = _read_until(thread.id)
    first = _first_key(connection, thread, read_until)
    rows = listing.posts_of(connection, thread.id, first=first, limit=PER_PAGE + 1)
    posts, more = rows[:PER_PAGE], rows[PER_PAGE:]
    earlier = listing.keys_before(connection, thread.id, first, PER_PAGE) if first else ()
    files = listing.attachments_of(connection, [post.id for post in posts if post.attachment_count])
    words = fold_words()
    around: dict[str, Any] = {
        "thread_id": thread.public_id,
        "thread_subject": mask(thread.subject),
        "may_post": _may_post(thread),
        "moderates": moderates(thread.visibility, thread.board_id),
        "drafts": drafts(thread.visibility, thread.board_id),
    }
    shown = [as_shown(post, words) for post in posts]
    tell_until(shown)
    tell_cited(shown)
    tell_behalf(shown)
    by_mail = _answered_by_mail(thread)
    if by_mail:
        tell_by_mail(shown, around["thread_subject"])
    people, outline = _overview(connection, thread, None if earlier or more else posts)
    return render_template(
        "threads/show.html",
        thread={**thread._mapping, "subject": mask(thread.subject)},
        posts=[{"order_key": p["order_key"], "card": card(p, files, **around)} for p in shown],
        people=people,
        outline=outlined(outline, thread.public_id),
        earlier=_link(thread, earlier[-1]) if earlier else None,
        later=_link(thread, more[0].order_key) if more else None,
        address=answer_address(this_site(), posts[-1].id) if by_mail and posts else None,
        may_post=around["may_post"],
        drafts=around["drafts"],
        answer_form=answer_form(thread) if around["may_post"] else None,
        open_to_all=thread.visibility is Visibility.PUBLIC,
        read_until=read_until,
        proposed=proposed_in(db.session(), thread.id, standing()),
        sourced=of_threads(db.session(), [thread.id], standing()),
        attention=_attention(thread.id),
        read_to=paging.cursor(posts[-1].order_key) if posts else None,
        published=PostState.PUBLISHED,
        policies=Posting,
        advices=advice.on_thread(db.session(), thread.id),
        ask_url=url_for("advice.ask", thread=thread.public_id),
    )


def _attention(thread_pk: int) -> Attention | None:
    if not current_user.is_authenticated:
        return None
    return following.attention_of(db.session(), thread_pk, Reader(current_user.person_id))


def _overview(
    connection: Connection, thread: Row[Any], everything: listing.Rows | None
) -> tuple[int, listing.Rows]:
    """How many people speak in a thread, and its outline if it is long."""
    if everything is not None:
        people = len({post.author_name for post in everything})
        return people, everything if len(everything) > SHORT else ()
    return listing.people_in(connection, thread.id), listing.outline(connection, thread.id)


def _address(connection: Connection, thread_pk: int) -> str:
    address = url_for("threads.show", thread_id=listing.thread_address(connection, thread_pk))
    at = request.args.get("at", "")
    return f"{address}?at={quote(at)}" if at else address


def _first_key(connection: Connection, thread: Row[Any], read_until: int | None) -> int:
    """The order key at which the page begins; 0 for the beginning of the thread."""
    if thread.post_count <= PER_PAGE:
        return 0
    wanted = None
    if at := request.args.get("at"):
        post = listing.post(connection, at)
        wanted = post.order_key if post is not None and post.thread_id == thread.id else None
    elif "unread" in request.args and read_until is not None:
        wanted = read_until + 1
    if wanted is None:
        return paging.place(request.args.get("from")) or 0
    before = listing.keys_before(connection, thread.id, wanted, PER_PAGE)
    return before[_BEFORE_THE_WANTED - 1] if len(before) == PER_PAGE else 0


def _link(thread: Row[Any], key: int) -> str:
    place: dict[str, Any] = {"from": paging.cursor(key)}
    return url_for("threads.show", thread_id=thread.public_id, **place)


def _may_post(thread: Row[Any]) -> bool:
    return bool(current_user.is_authenticated and takes_answers(thread) and not current_user.banned)


def _answered_by_mail(thread: Row[Any]) -> bool:
    """Whether the page offers its visitor, who is nobody we know, to answer its posts by mail."""
    is_public = thread.visibility is Visibility.PUBLIC
    return is_public and thread.locked_at is None and not current_user.is_authenticated


def _read_until(thread_pk: int) -> int | None:
    if not current_user.is_authenticated:
        return None
    wanted = select(Reading.order_key).where(
        Reading.person_id == current_user.person_id, Reading.thread_id == thread_pk
    )
    return db.session.scalar(wanted)
