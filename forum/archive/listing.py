"""What pages, feeds and the API read of the archive: rows, never entities, by keys, never offsets."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select

from forum.archive.attachments import Attachment
from forum.archive.rendering import HTML_VERSION, render
from forum.archive.thread import Post, PostState, Thread
from forum.base import table_of
from forum.boards import Board
from forum.people.organisation import Organisation

Rows = Sequence[Any]

_boards = table_of(Board)
_threads = table_of(Thread)
_posts = table_of(Post)
_attachments = table_of(Attachment)
_parents = _posts.alias("parents")
_organisations = table_of(Organisation)

_THREAD = (
    select(
        _threads,
        _boards.c.slug,
        _boards.c.name.label("board_name"),
        _boards.c.visibility,
    )
    .join_from(_threads, _boards)
    .where(_threads.c.public_id == bindparam("public_id"))
)

SHOWN_OF_THREAD = (
    select(_threads.c.revision, _boards.c.name, _boards.c.visibility, _threads.c.merged_into_id)
    .join_from(_threads, _boards)
    .where(_threads.c.public_id == bindparam("public_id"))
)
"""What a stranger's page of a thread depends on: as long as it is the same, so is the page."""

_POST = select(
    _posts.c.id,
    _posts.c.public_id,
    _posts.c.board_id,
    _posts.c.thread_id,
    _posts.c.message_id,
    _posts.c.author_name,
    _posts.c.author_sector,
    _posts.c.author_role,
    _posts.c.origin,
    _posts.c.identity,
    _posts.c.subject,
    _posts.c.format,
    _posts.c.text,
    _posts.c.html,
    _posts.c.html_version,
    _posts.c.sent_at,
    _posts.c.received_at,
    _posts.c.order_key,
    _posts.c.version,
    _posts.c.attachment_count,
    _posts.c.remarks,
    _posts.c.cards,
    _posts.c.same_id_as.is_not(None).label("shares_id"),
    _posts.c.state,
    _posts.c.state_reason,
    _posts.c.state_changed_at,
    _posts.c.person_id,
    _posts.c.original_html.is_not(None).label("has_original_html"),
    _parents.c.public_id.label("parent"),
    _parents.c.author_name.label("parent_author"),
    _organisations.c.name.label("organisation"),
).select_from(
    _posts.outerjoin(_parents, _posts.c.parent_id == _parents.c.id).outerjoin(
        _organisations, _posts.c.organisation_id == _organisations.c.id
    )
)
_POSTS_OF_THREAD = (
    _POST.where(
        _posts.c.thread_id == bindparam("thread_id"), _posts.c.order_key >= bindparam("first")
    )
    .order_by(_posts.c.order_key)
    .limit(bindparam("limit"))
)


def thread(connection: Connection, public_id: str) -> Row[Any] | None:
    """A thread with its board's slug, name and visibility."""
    return connection.execute(_THREAD, {"public_id": public_id}).one_or_none()


def thread_address(connection: Connection, thread_id: int) -> str:
    """The public id of a thread."""
    return connection.execute(
        select(_threads.c.public_id).where(_threads.c.id == thread_id)
    ).scalar_one()


def posts_of(connection: Connection, thread_id: int, *, first: int = 0, limit: int = 51) -> Rows:
    """A thread's posts in order of arrival, from the order key `first` on."""
    values = {"thread_id": thread_id, "first": first, "limit": limit}
    return connection.execute(_POSTS_OF_THREAD, values).all()


def keys_before(connection: Connection, thread_id: int, key: int, limit: int) -> Sequence[int]:
    """The order keys of the posts just before one, nearest first."""
    wanted = (
        select(_posts.c.order_key)
        .where(_posts.c.thread_id == thread_id, _posts.c.order_key < key)
        .order_by(_posts.c.order_key.desc())
        .limit(limit)
    )
    return connection.execute(wanted).scalars().all()


def outline(connection: Connection, thread_id: int, limit: int = 500) -> Rows:
    """Who answers whom in a thread: public id, author and time, public id and author of the parent."""
    columns = (
        _posts.c.public_id,
        _posts.c.author_name,
        _posts.c.received_at,
        _parents.c.public_id.label("parent"),
        _parents.c.author_name.label("parent_author"),
    )
    answered = _posts.outerjoin(_parents, _posts.c.parent_id == _parents.c.id)
    wanted = select(*columns).select_from(answered).where(_posts.c.thread_id == thread_id)
    return connection.execute(wanted.order_by(_posts.c.order_key).limit(limit)).all()


def people_in(connection: Connection, thread_id: int) -> int:
    """How many names stand over a thread's posts."""
    counted = select(func.count(_posts.c.author_name.distinct()))
    return connection.execute(counted.where(_posts.c.thread_id == thread_id)).scalar_one()


def attachments_of(connection: Connection, post_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """The attachments of posts, by post id."""
    files: dict[int, list[Row[Any]]] = {}
    if post_ids:
        wanted = select(_attachments).where(_attachments.c.post_id.in_(post_ids))
        for row in connection.execute(
            wanted.order_by(_attachments.c.post_id, _attachments.c.position)
        ):
            files.setdefault(row.post_id, []).append(row)
    return files


_WITH_PLACE = _POST.add_columns(
    _threads.c.public_id.label("thread"),
    _threads.c.subject.label("thread_subject"),
    _boards.c.slug,
    _boards.c.name.label("board_name"),
    _boards.c.visibility,
    _posts.c.published_at,
    _posts.c.references,
    _posts.c.kept_message_id,
).join(_threads, _posts.c.thread_id == _threads.c.id).join(_boards, _posts.c.board_id == _boards.c.id)  # fmt: skip

_POSTS_BY_ID = _WITH_PLACE.where(_posts.c.id.in_(bindparam("ids", expanding=True)))


def post(connection: Connection, public_id: str) -> Row[Any] | None:
    """A post with its thread's and its board's names."""
    return connection.execute(_WITH_PLACE.where(_posts.c.public_id == public_id)).one_or_none()


def posts_by_id(connection: Connection, ids: Sequence[int]) -> Rows:
    """Posts with their places, in the order of `ids`."""
    found = {row.id: row for row in connection.execute(_POSTS_BY_ID, {"ids": ids})}
    return [found[post_id] for post_id in ids if post_id in found]


def posts_by_message_id(connection: Connection, message_id: str) -> Rows:
    """Every post that has this Message-ID: one mail may stand on several boards."""
    wanted = _WITH_PLACE.where(_posts.c.message_id == message_id).order_by(_posts.c.id)
    return connection.execute(wanted.limit(50)).all()


def published_after(
    connection: Connection, condition: ColumnElement[bool], after: int, limit: int
) -> Rows:
    """A board's or a thread's posts in order of publication behind the id `after`, tombstones too."""
    wanted = _WITH_PLACE.where(condition, _posts.c.id > after)
    return connection.execute(wanted.order_by(_posts.c.id).limit(limit)).all()


def newest_posts(
    connection: Connection,
    condition: ColumnElement[bool],
    limit: int,
    *,
    every_state: bool = False,
) -> Rows:
    """The newest posts of a thread, a board or a person; without `every_state` the published."""
    wanted = _WITH_PLACE.where(condition)
    if not every_state:
        wanted = wanted.where(_posts.c.state == PostState.PUBLISHED)
    return connection.execute(wanted.order_by(_posts.c.order_key.desc()).limit(limit)).all()


def on_board(board_id: int) -> ColumnElement[bool]:
    return _posts.c.board_id == board_id


def in_thread(thread_id: int) -> ColumnElement[bool]:
    return _posts.c.thread_id == thread_id


def by_person(person_id: int) -> ColumnElement[bool]:
    return _posts.c.person_id == person_id


def topics(
    connection: Connection,
    board_ids: Sequence[int],
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = 31,
) -> Rows:
    """Threads by activity, newest first (oldest first when `after` is given), with their last words."""
    wanted = _topics().where(_threads.c.board_id.in_(board_ids)).limit(limit)
    key = _threads.c.last_order_key
    if after is not None:
        return connection.execute(wanted.where(key > after).order_by(key)).all()
    if before is not None:
        wanted = wanted.where(key < before)
    return connection.execute(wanted.order_by(key.desc())).all()


def pinned_topics(connection: Connection, board_id: int, limit: int = 20) -> Rows:
    """A board's pinned threads, newest first."""
    wanted = _topics().where(_threads.c.board_id == board_id, _threads.c.pinned_at.is_not(None))
    newest = wanted.order_by(_threads.c.last_order_key.desc())
    return connection.execute(newest.limit(limit)).all()


def _topics() -> Select[Any]:
    last = _posts.alias("last")
    return (
        select(
            _threads.c.id,
            _threads.c.public_id,
            _threads.c.subject,
            _threads.c.post_count,
            _threads.c.last_post_at,
            _threads.c.last_order_key,
            _threads.c.locked_at,
            _threads.c.pinned_at,
            _boards.c.slug,
            _boards.c.name.label("board_name"),
            last.c.author_name.label("last_author"),
            last.c.text.label("last_text"),
            last.c.state.label("last_state"),
        )
        .select_from(_threads)
        .join(_boards, _threads.c.board_id == _boards.c.id)
        .outerjoin(last, last.c.order_key == _threads.c.last_order_key)
        .where(_threads.c.merged_into_id.is_(None))
    )


def shown_html(row: Row[Any]) -> str:
    """A post's HTML: the stored one, or made now where there is none of this renderer's version."""
    if row.html is not None and row.html_version == HTML_VERSION:
        return str(row.html)
    return render(row.text, row.format)
