"""What moderators do: each act asks for the right, decides once, is written down and told.

An act is bound to a row and to the words that the moderator saw. Two who act at once do no harm:
the second learns who was first. Nothing here commits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import Contribution
from forum.acceptance.verdict import Reason
from forum.addresses import EmailAddress
from forum.archive import search
from forum.archive.message import Arrival, Fate
from forum.archive.search import Indexed
from forum.archive.thread import Identity, Post, PostState, Thread
from forum.base import utcnow
from forum.boards import Board, may_moderate
from forum.distribution import Mailing, MailingState
from forum.letters import bell
from forum.letters.decisions import tell_author, tell_writer
from forum.letters.receipts import UNPROVEN_ROLE
from forum.moderation.decision import Act, Decision
from forum.moderation.held import HeldPost
from forum.moderation.reasons import REASONS_FOR
from forum.people.joining import address_of
from forum.people.person import Address, Person
from forum.people.single_use import SingleUseToken
from forum.people.standing import Standing
from forum.site import Site


@dataclass(frozen=True, slots=True)
class Done:
    """It was done now, and stands in the log."""

    decision_id: int
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    """Somebody was first: who (a name for moderators' eyes; None: the author), and what they did."""

    by: str | None
    act: Act | None


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """That is not this person's right on this board."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The words are not the ones that were shown; look again before deciding."""


Answer = Done | AlreadyDecided | NotAllowed | Changed


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The author has confirmed a held post: published, or waiting for the reasons that remain."""

    board_id: int
    post_id: int | None
    remaining: tuple[Reason, ...]


def approve(
    session: Session,
    site: Site,
    moderator: Standing,
    held_post_id: int,
    content_hash: str,
    *,
    note: str = "",
) -> Answer:
    """Publish what was held, as it came; its author hears of it, with the note."""

    def publish(held: HeldPost) -> int | None:
        held.contribution = _as_known_now(session, held).to_json()
        return posting.release(session, held, site).post_id

    answer = _decide(
        session, site, moderator, held_post_id, content_hash, Act.APPROVE, "approved", note, publish
    )
    if isinstance(answer, Done):
        held = session.get_one(HeldPost, held_post_id)
        link = _post_link(session, site, answer.post_id)
        contribution = Contribution.from_json(held.contribution)
        tell_writer(session, site, held.board, contribution, "approved", link=link, note=note)
    return answer


def reject(
    session: Session,
    site: Site,
    moderator: Standing,
    held_post_id: int,
    content_hash: str,
    *,
    reason: str,
    note: str = "",
) -> Answer:
    """Send it back to its author, with a public reason and a note."""
    answer = _decide(
        session, site, moderator, held_post_id, content_hash, Act.REJECT, reason, note,
        _refusing(session, Fate.REJECTED, "declined"),
    )  # fmt: skip
    if isinstance(answer, Done):
        held = session.get_one(HeldPost, held_post_id)
        contribution = Contribution.from_json(held.contribution)
        tell_writer(session, site, held.board, contribution, "declined", code=reason, note=note)
    return answer


def discard(
    session: Session,
    site: Site,
    moderator: Standing,
    held_post_id: int,
    content_hash: str,
    *,
    reason: str,
) -> Answer:
    """Put it away and tell nobody: an answer to spam goes to somebody who never wrote it."""
    return _decide(
        session, site, moderator, held_post_id, content_hash, Act.DISCARD, reason, "",
        _refusing(session, Fate.DISCARDED, "dropped"),
    )  # fmt: skip


def confirm_post(session: Session, site: Site, token: SingleUseToken) -> Confirmed | AlreadyDecided:
    """Do what a used-up CONFIRM_POST token asks: the author has shown that the words are theirs.

    Only the missing proof is mended; whatever else holds the post still does.
    """
    held = _locked(session, token.about["held_post_id"])
    if held.decided_at is not None or held.content_hash != token.about["content_hash"]:
        return _who_decided(session, HeldPost, held.id)
    contribution = Contribution.from_json(held.contribution).with_identity(Identity.CONFIRMED)
    held.contribution = contribution.to_json()
    held.reasons = [reason for reason in held.reasons if reason[0] != UNPROVEN_ROLE]
    session.flush()
    post_id = None
    if not held.reasons:
        post_id = posting.release(session, held, site).post_id
        _mark_arrival(session, held, Fate.PUBLISHED, "confirmed")
        session.flush()
        bell.quiet(session, site, held.board_id)
    _tell_confirmed(session, site, held, contribution, post_id)
    remaining = tuple(Reason(code, parameters) for code, parameters in held.reasons)
    return Confirmed(held.board_id, post_id, remaining)


def hide(
    session: Session,
    site: Site,
    moderator: Standing,
    post_id: int,
    content_hash: str,
    *,
    reason: str,
    note: str = "",
) -> Answer:
    """Leave a tombstone with the public reason where the post was; copies not sent yet stay here."""
    answer = _turn_post(session, moderator, post_id, content_hash, Act.HIDE, reason, note)
    if isinstance(answer, Done):
        post = session.get_one(Post, post_id)
        search.remove(session, _indexed(post))
        session.execute(
            update(Mailing)
            .where(Mailing.post_id == post_id, Mailing.state == MailingState.WAITING)
            .values(state=MailingState.CANCELLED, finished_at=utcnow())
            .execution_options(synchronize_session=False)
        )
        tell_author(session, site, post.board, post, "hidden", code=reason, note=note)
    return answer


def show(
    session: Session,
    site: Site,
    moderator: Standing,
    post_id: int,
    content_hash: str,
    *,
    note: str = "",
) -> Answer:
    """Show a hidden post again."""
    answer = _turn_post(session, moderator, post_id, content_hash, Act.SHOW, "shown", note)
    if isinstance(answer, Done):
        post = session.get_one(Post, post_id)
        search.add(session, [_indexed(post)])
        tell_author(session, site, post.board, post, "shown_again", note=note)
    return answer


def lock(
    session: Session,
    site: Site,
    moderator: Standing,
    thread_id: int,
    *,
    reason: str = "settled",
    note: str = "",
) -> Answer:
    """Close a thread: it can be read, and nobody answers in it any more."""
    answer = _turn_thread(session, moderator, thread_id, Act.LOCK, reason, note)
    if isinstance(answer, Done):
        _tell_opener(session, site, thread_id, "locked", code=reason, note=note)
    return answer


def unlock(
    session: Session, site: Site, moderator: Standing, thread_id: int, *, note: str = ""
) -> Answer:
    """Open a thread again."""
    answer = _turn_thread(session, moderator, thread_id, Act.UNLOCK, "unlocked", note)
    if isinstance(answer, Done):
        _tell_opener(session, site, thread_id, "unlocked", note=note)
    return answer


def pin(session: Session, moderator: Standing, thread_id: int) -> Answer:
    """Keep a thread at the top of its board."""
    return _turn_thread(session, moderator, thread_id, Act.PIN, "pinned", "")


def unpin(session: Session, moderator: Standing, thread_id: int) -> Answer:
    """Let a thread sink to its place again."""
    return _turn_thread(session, moderator, thread_id, Act.UNPIN, "unpinned", "")


def content_hash_of(post: Post) -> str:
    """What an act on a published post is bound to."""
    return post.fingerprint.hex()


def _decide(
    session: Session,
    site: Site,
    moderator: Standing,
    held_post_id: int,
    content_hash: str,
    act: Act,
    reason: str,
    note: str,
    carry_out: Callable[[HeldPost], int | None],
) -> Answer:
    """Decide on a held post, once: the row itself says who comes first."""
    _must_be_reason(act, reason)
    held = session.get_one(HeldPost, held_post_id)
    if not _may_act(session, held.board_id, moderator):
        return NotAllowed()
    claimed = session.execute(
        update(HeldPost)
        .where(
            HeldPost.id == held_post_id,
            HeldPost.decided_at.is_(None),
            HeldPost.content_hash == content_hash,
        )
        .values(decided_at=utcnow())
        .execution_options(synchronize_session=False)
    )
    session.refresh(held)
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        if held.decided_at is None:
            return Changed()
        return _who_decided(session, HeldPost, held_post_id)
    post_id = carry_out(held)
    decision = _write_down(
        session, moderator, held.board_id, act, reason, note,
        held_post_id=held_post_id, post_id=post_id,
    )  # fmt: skip
    bell.quiet(session, site, held.board_id)
    return Done(decision.id, post_id)


def _turn_post(
    session: Session,
    moderator: Standing,
    post_id: int,
    content_hash: str,
    act: Act,
    reason: str,
    note: str,
) -> Answer:
    """Turn a post from shown to hidden or back, once."""
    _must_be_reason(act, reason)
    post = session.get_one(Post, post_id)
    if not _may_act(session, post.board_id, moderator):
        return NotAllowed()
    before, after = PostState.PUBLISHED, PostState.HIDDEN
    if act is Act.SHOW:
        before, after = after, before
    turned = session.execute(
        update(Post)
        .where(
            Post.id == post_id,
            Post.state == before,
            Post.fingerprint == bytes.fromhex(content_hash),
        )
        .values(
            state=after,
            state_reason=reason if after is PostState.HIDDEN else None,
            state_changed_at=utcnow(),
        )
        .execution_options(synchronize_session=False)
    )
    session.refresh(post)
    if turned.rowcount != 1:  # type: ignore[attr-defined]
        return Changed() if post.state is before else _who_decided(session, Post, post_id)
    _raise_revision(session, post.thread_id)
    decision = _write_down(
        session, moderator, post.board_id, act, reason, note,
        post_id=post_id, thread_id=post.thread_id,
    )  # fmt: skip
    return Done(decision.id, post_id)


_MARKS = {
    Act.LOCK: (Thread.locked_at, True),
    Act.UNLOCK: (Thread.locked_at, False),
    Act.PIN: (Thread.pinned_at, True),
    Act.UNPIN: (Thread.pinned_at, False),
}


def _turn_thread(
    session: Session, moderator: Standing, thread_id: int, act: Act, reason: str, note: str
) -> Answer:
    """Set or take away one of a thread's dates, once."""
    _must_be_reason(act, reason)
    thread = session.get_one(Thread, thread_id)
    if not _may_act(session, thread.board_id, moderator):
        return NotAllowed()
    mark, sets = _MARKS[act]
    turned = session.execute(
        update(Thread)
        .where(Thread.id == thread_id, mark.is_(None) if sets else mark.is_not(None))
        .values({mark.key: utcnow() if sets else None, "revision": Thread.revision + 1})
        .execution_options(synchronize_session=False)
    )
    session.refresh(thread)
    if turned.rowcount != 1:  # type: ignore[attr-defined]
        return _who_decided(session, Thread, thread_id)
    decision = _write_down(
        session, moderator, thread.board_id, act, reason, note, thread_id=thread_id
    )
    return Done(decision.id)


def _may_act(session: Session, board_id: int, moderator: Standing) -> bool:
    """The one place where acts ask for the right to act."""
    board = session.get_one(Board, board_id)
    return may_moderate(board.visibility, board.id, moderator)


def _must_be_reason(act: Act, reason: str) -> None:
    if reason not in REASONS_FOR[act]:
        raise ValueError(f"{reason!r} is no public reason to {act}")


def _write_down(
    session: Session,
    moderator: Standing,
    board_id: int,
    act: Act,
    reason: str,
    note: str,
    **about: int | None,
) -> Decision:
    decision = Decision(
        act=act,
        board_id=board_id,
        moderator_id=moderator.person_id,
        reason=reason,
        note=note.strip(),
        **about,
    )
    session.add(decision)
    session.flush()
    return decision


def _who_decided(
    session: Session, kind: type[HeldPost] | type[Post] | type[Thread], row_id: int
) -> AlreadyDecided:
    about = {
        HeldPost: Decision.held_post_id == row_id,
        Post: (Decision.post_id == row_id) & Decision.held_post_id.is_(None),
        Thread: (Decision.thread_id == row_id) & Decision.post_id.is_(None),
    }
    row = session.execute(
        select(Person.name, Decision.act)
        .join_from(Decision, Person, Decision.moderator_id == Person.id, isouter=True)
        .where(about[kind])
        .order_by(Decision.id.desc())
        .limit(1)
    ).first()
    return AlreadyDecided(row.name, row.act) if row else AlreadyDecided(None, None)


def _refusing(session: Session, fate: Fate, reason: str) -> Callable[[HeldPost], None]:
    return lambda held: _mark_arrival(session, held, fate, reason)


def _mark_arrival(session: Session, held: HeldPost, fate: Fate, reason: str) -> None:
    """What became of the mail, for "where is my mail?"."""
    if held.arrival_id is not None:
        session.execute(
            update(Arrival)
            .where(Arrival.id == held.arrival_id)
            .values(fate=fate, reason=reason, details=None)
            .execution_options(synchronize_session=False)
        )


def _as_known_now(session: Session, held: HeldPost) -> Contribution:
    """The contribution with its author as we know them today.

    Somebody may have joined since; and a stranger whose post is let through gets an address row,
    so that the next post need not wait and can be claimed with the mailbox.
    """
    contribution = Contribution.from_json(held.contribution)
    author = contribution.author
    mailbox = EmailAddress.parse(author.address) if author.address else None
    if mailbox is None:
        return contribution
    address = address_of(session, mailbox)
    if address is None:
        address = Address.of(mailbox)
        session.add(address)
        session.flush()
    person_id = author.person_id or address.person_id
    held.person_id = person_id
    return replace(contribution, author=replace(author, address_id=address.id, person_id=person_id))


def _post_link(session: Session, site: Site, post_id: int | None) -> str:
    post = session.get(Post, post_id) if post_id is not None else None
    return site.link(f"/posts/{post.public_id}") if post else ""


def _tell_confirmed(
    session: Session, site: Site, held: HeldPost, contribution: Contribution, post_id: int | None
) -> None:
    link = _post_link(session, site, post_id)
    tell_writer(
        session, site, held.board, contribution, "confirmed", link=link, reasons=held.reasons
    )


def _locked(session: Session, held_post_id: int) -> HeldPost:
    return session.get_one(HeldPost, held_post_id, with_for_update=True, populate_existing=True)


def _raise_revision(session: Session, thread_id: int) -> None:
    session.execute(
        update(Thread)
        .where(Thread.id == thread_id)
        .values(revision=Thread.revision + 1)
        .execution_options(synchronize_session=False)
    )


def _indexed(post: Post) -> Indexed:
    return Indexed.of(post.order_key, post.board_id, post.subject, post.author_name, post.text)


def _tell_opener(session: Session, site: Site, thread_id: int, name: str, **values: Any) -> None:
    """Whoever began a thread hears what became of it."""
    first = select(func.min(Post.order_key)).where(Post.thread_id == thread_id).scalar_subquery()
    post = session.scalar(select(Post).where(Post.order_key == first))
    if post is not None:
        tell_author(session, site, post.board, post, name, **values)
