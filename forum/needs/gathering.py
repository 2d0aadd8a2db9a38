"""What moderators do with needs; each act answers what it made, or a Refusal.

Nothing is lost on the way: a merged need keeps its passages, a passage that moves or goes leaves
its step behind.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session, object_session

from forum.archive.thread import Post, PostState, Thread
from forum.base import utcnow
from forum.boards import Visibility, may_read
from forum.needs.need import Act, Clip, Need, Step
from forum.people.person import Role
from forum.people.standing import Standing
from forum.refusals import first_refusal
from forum.text.folding import own_text
from forum.text.masking import mask

_MOVES_WORDS = (Act.CLIPPED, Act.REMOVED, Act.MERGED, Act.MOVED)
GATHERERS = (Role.MODERATOR, Role.SECRETARIAT, Role.ADMIN)


class Refusal(StrEnum):
    """Why an act on a need was not done."""

    NOT_YOURS = "not_yours"
    NOT_PUBLISHED = "not_published"
    NOT_FOR_ALL = "not_for_all"
    NOT_ITS_WORDS = "not_its_words"
    THERE_ALREADY = "there_already"
    NOT_OPEN = "not_open"
    ITSELF = "itself"
    NO_CLIPS = "no_clips"
    NO_TITLE = "no_title"
    NO_REASON = "no_reason"


def may_gather(standing: Standing) -> bool:
    """Whether this person gathers needs: any moderator, the secretariat."""
    return any(role in GATHERERS for role, _ in standing.roles)


def words_of(post: Post) -> str:
    """The words of a post from which a passage may be clipped: its writer's own, as all see them."""
    return mask(own_text(post.text))


def open_need(session: Session, title: str, words: str, by: Standing) -> Need | Refusal:
    """A need that nobody has named yet."""
    if not may_gather(by):
        return Refusal.NOT_YOURS
    if not title.strip():
        return Refusal.NO_TITLE
    need = Need(title=title.strip(), words=words.strip())
    session.add(need)
    _note(need, Act.OPENED, by, words=need.title)
    session.flush()
    return need


def clip(session: Session, need: Need, post: Post, passage: str, by: Standing) -> Clip | Refusal:
    """Lay a passage of a post to a need; it must stand in the post as it is."""
    passage = passage.strip()
    checks: tuple[tuple[Callable[[], bool], Refusal], ...] = (
        (lambda: not _may_clip(post, by), Refusal.NOT_YOURS),
        (lambda: not need.is_open, Refusal.NOT_OPEN),
        (lambda: post.state is not PostState.PUBLISHED, Refusal.NOT_PUBLISHED),
        # Needs are read by everyone, and 庁内 boards are shown to nobody else in any way.
        (lambda: post.board.visibility is Visibility.STAFF, Refusal.NOT_FOR_ALL),
        (lambda: not _says(words_of(post), passage), Refusal.NOT_ITS_WORDS),
        (lambda: _has(session, need, post, passage), Refusal.THERE_ALREADY),
    )
    if refusal := next((refusal for wrong, refusal in checks if wrong()), None):
        return refusal
    made = Clip(need=need, post=post, passage=passage)
    session.add(made)
    session.flush()
    _note(need, Act.CLIPPED, by, clip_id=made.id)
    return made


def reword(need: Need, title: str, words: str, by: Standing) -> Need | Refusal:
    """Give a need another title or description; what it was stays in its steps."""
    if not may_gather(by):
        return Refusal.NOT_YOURS
    if not title.strip():
        return Refusal.NO_TITLE
    if (title.strip(), words.strip()) != (need.title, need.words):
        _note(need, Act.REWORDED, by, words=need.title)
        need.title, need.words = title.strip(), words.strip()
    return need


def remove(made: Clip, by: Standing, why: str) -> Clip | Refusal:
    """Take a passage out of a need that it does not speak of."""
    if not may_gather(by):
        return Refusal.NOT_YOURS
    if not why.strip():
        return Refusal.NO_REASON
    if made.removed_at is None:
        made.removed_at = utcnow()
        _note(made.need, Act.REMOVED, by, clip_id=made.id, words=why.strip())
    return made


def merge(need: Need, into: Need, by: Standing) -> Need | Refusal:
    """Let two needs be one: this one's passages stand under the other from now on."""
    checks = (
        (not may_gather(by), Refusal.NOT_YOURS),
        (need is into, Refusal.ITSELF),
        (not (need.is_open and into.is_open), Refusal.NOT_OPEN),
    )
    if refusal := first_refusal(checks):
        return refusal
    need.merged_into = into
    _note(need, Act.MERGED, by, other=into)
    _note(into, Act.MERGED, by, other=need)
    return into


def part(
    session: Session, need: Need, clips: Sequence[Clip], title: str, by: Standing
) -> Need | Refusal:
    """Make a need of its own out of some passages of another."""
    if not may_gather(by):
        return Refusal.NOT_YOURS
    if not need.is_open:
        return Refusal.NOT_OPEN
    if not clips:
        return Refusal.NO_CLIPS
    made = open_need(session, title, "", by)
    if isinstance(made, Refusal):
        return made
    _note(need, Act.PARTED, by, other=made)
    _note(made, Act.PARTED, by, other=need)
    for one in clips:
        _note(one.need, Act.MOVED, by, clip_id=one.id, other=made)
        one.need = made
    return made


def close(need: Need, reason: str, by: Standing) -> Need | Refusal:
    """End a need, with the reason that everybody reads."""
    checks = (
        (not may_gather(by), Refusal.NOT_YOURS),
        (not need.is_open, Refusal.NOT_OPEN),
        (not reason.strip(), Refusal.NO_REASON),
    )
    if refusal := first_refusal(checks):
        return refusal
    need.closed_at, need.closed_reason = utcnow(), reason.strip()
    _note(need, Act.CLOSED, by, words=need.closed_reason)
    return need


def reopen(need: Need, by: Standing) -> Need | Refusal:
    """Take a closed need up again."""
    if not may_gather(by):
        return Refusal.NOT_YOURS
    if need.closed_at is not None:
        need.closed_at, need.closed_reason = None, ""
        _note(need, Act.REOPENED, by)
    return need


def _may_clip(post: Post, by: Standing) -> bool:
    return may_gather(by) and may_read(post.board.visibility, post.board_id, by)


def _says(words: str, passage: str) -> bool:
    """Whether a passage stands in the words; mail breaks lines anywhere, so white space is none."""
    return bool(passage) and "".join(passage.split()) in "".join(words.split())


def _has(session: Session, need: Need, post: Post, passage: str) -> bool:
    kept = select(Clip.passage).where(
        Clip.need_id == need.id, Clip.post_id == post.id, Clip.removed_at.is_(None)
    )
    return passage in session.scalars(kept).all()


def _note(
    need: Need,
    act: Act,
    by: Standing,
    *,
    words: str = "",
    clip_id: int | None = None,
    other: Need | None = None,
) -> None:
    need.steps.append(Step(act=act, by_id=by.person_id, words=words, clip_id=clip_id, other=other))
    session = object_session(need)
    if session is not None and act in _MOVES_WORDS:
        _raise_revisions(session, need)


def _raise_revisions(session: Session, need: Need) -> None:
    """Kept pages of threads say what became of a post's words: those are made anew."""
    spoken = select(Post.thread_id).join(Clip, Clip.post_id == Post.id)
    those = Thread.id.in_(spoken.where(Clip.need_id == need.id))
    ids = session.scalars(select(Thread.id).where(those).order_by(Thread.id).with_for_update())
    session.execute(
        update(Thread)
        .where(Thread.id.in_(ids.all()))
        .values(revision=Thread.revision + 1)
        .execution_options(synchronize_session=False)
    )
