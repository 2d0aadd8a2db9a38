"""What visitors have begun to write and not sent yet."""

from flask_login import current_user
from sqlalchemy import ColumnElement, and_, delete, select

from forum.archive.thread import Draft
from forum.base import utcnow
from forum.web.extensions import db
from forum.web.post_form import MAX_SUBJECT, PostForm


def save(form: PostForm, board_id: int, thread_id: int | None) -> None:
    """Keep the words of the form, in place of what was kept here before."""
    drop(board_id, thread_id)
    db.session.add(
        Draft(
            person_id=current_user.person_id,
            board_id=board_id,
            thread_id=thread_id,
            subject=(form.subject.data or "")[:MAX_SUBJECT],
            text=form.text.data or "",
            saved_at=utcnow(),
        )
    )


def drop(board_id: int, thread_id: int | None) -> None:
    """What was begun here is done."""
    db.session.execute(delete(Draft).where(_here(board_id, thread_id)))


def take_up(form: PostForm, board_id: int, thread_id: int | None) -> None:
    """Put what the visitor has begun here into an empty form."""
    wanted = select(Draft.subject, Draft.text).where(_here(board_id, thread_id))
    for subject, text in db.session.execute(wanted.limit(1)):
        form.subject.data, form.text.data = subject, text


def _here(board_id: int, thread_id: int | None) -> ColumnElement[bool]:
    return and_(
        Draft.person_id == current_user.person_id,
        Draft.board_id == board_id,
        Draft.thread_id.is_(None) if thread_id is None else Draft.thread_id == thread_id,
    )
