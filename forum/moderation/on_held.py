"""Deciding on what waits: publish it, send it back, put it away; or its author confirms it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import Contribution
from forum.acceptance.verdict import Reason
from forum.addresses import EmailAddress
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Identity, Post
from forum.base import change_rows, utcnow
from forum.letters import bell
from forum.letters.decisions import tell_writer
from forum.letters.receipts import UNPROVEN
from forum.moderation.deciding import (
    AlreadyDecided,
    Answer,
    Changed,
    Done,
    NotAllowed,
    may_act,
    must_be_reason,
    who_decided,
    write_down,
)
from forum.moderation.decision import Act
from forum.moderation.held import HeldPost
from forum.people.joining import address_of, address_row
from forum.people.person import Person
from forum.people.single_use import SingleUseToken
from forum.people.standing import Standing
from forum.posting.amending import amend_address
from forum.site import Site


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
        post_id = posting.release(session, held, site).post_id
        _mark_arrival(session, held, Fate.PUBLISHED, "released", post_id)
        return post_id

    answer = _decide(
        session, site, moderator, held_post_id, content_hash, Act.APPROVE, "approved", note, publish
    )
    if isinstance(answer, Done):
        held = session.get_one(HeldPost, held_post_id)
        link = _post_link(session, site, answer.post_id)
        contribution = Contribution.from_json(held.contribution)
        amend = amend_address(site, answer.post_id) if answer.post_id and _is_mail(held) else ""
        tell_writer(
            session, site, held.board, contribution, "approved", link=link, note=note, amend=amend
        )
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
        return who_decided(session, HeldPost, held.id)
    contribution = Contribution.from_json(held.contribution).with_identity(Identity.CONFIRMED)
    held.contribution = contribution.to_json()
    held.reasons = [reason for reason in held.reasons if reason[0] not in UNPROVEN]
    if _is_banned(session, contribution) and ["banned", {}] not in held.reasons:
        held.reasons = [*held.reasons, ["banned", {}]]  # since it came
    session.flush()
    post_id = None
    if not held.reasons:
        post_id = posting.release(session, held, site).post_id
        _mark_arrival(session, held, Fate.PUBLISHED, "confirmed", post_id)
        session.flush()
        bell.quiet(session, site, held.board_id)
    _tell_confirmed(session, site, held, contribution, post_id)
    remaining = tuple(Reason(code, parameters) for code, parameters in held.reasons)
    return Confirmed(held.board_id, post_id, remaining)


def _is_banned(session: Session, contribution: Contribution) -> bool:
    mailbox = EmailAddress.parse(contribution.author.address or "")
    address = address_of(session, mailbox) if mailbox else None
    person = address.person if address else session.get(Person, contribution.author.person_id or 0)
    return bool((address and address.banned_at) or (person and person.banned_at))


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
    must_be_reason(act, reason)
    held = session.get_one(HeldPost, held_post_id)
    if not may_act(session, held.board_id, moderator):
        return NotAllowed()
    claimed = change_rows(
        session,
        update(HeldPost)
        .where(
            HeldPost.id == held_post_id,
            HeldPost.decided_at.is_(None),
            HeldPost.content_hash == content_hash,
        )
        .values(decided_at=utcnow())
        .execution_options(synchronize_session=False),
    )
    session.refresh(held)
    if claimed != 1:
        if held.decided_at is None:
            return Changed()
        return who_decided(session, HeldPost, held_post_id)
    post_id = carry_out(held)
    decision = write_down(
        session, moderator, held.board_id, act, reason, note,
        held_post_id=held_post_id, post_id=post_id,
    )  # fmt: skip
    bell.quiet(session, site, held.board_id)
    return Done(decision.id, post_id)


def _refusing(session: Session, fate: Fate, reason: str) -> Callable[[HeldPost], None]:
    return lambda held: _mark_arrival(session, held, fate, reason)


def _mark_arrival(
    session: Session, held: HeldPost, fate: Fate, reason: str, post_id: int | None = None
) -> None:
    """What became of the mail, for "where is my mail?"."""
    if held.arrival_id is None:
        return
    values: dict[str, object] = {"fate": fate, "reason": reason}
    if post_id is not None:
        public_id = session.get_one(Post, post_id).public_id
        values["details"] = {"post_id": post_id, "post": public_id}
    session.execute(
        update(Arrival)
        .where(Arrival.id == held.arrival_id)
        .values(values)
        .execution_options(synchronize_session=False)
    )


def _as_known_now(session: Session, held: HeldPost) -> Contribution:
    """The contribution with its author as we know them today.

    Somebody may have joined or been merged since; and a stranger whose post is let through gets an
    address row, so that the next post need not wait and can be claimed with the mailbox.
    """
    contribution = Contribution.from_json(held.contribution)
    author = contribution.author
    mailbox = EmailAddress.parse(author.address) if author.address else None
    if mailbox is not None:
        address = address_row(session, mailbox)
        held.person_id = address.person_id or held.person_id
        author = replace(author, address_id=address.id)
    return replace(contribution, author=replace(author, person_id=held.person_id))


def _post_link(session: Session, site: Site, post_id: int | None) -> str:
    post = session.get(Post, post_id) if post_id is not None else None
    return site.link(f"/posts/{post.public_id}") if post else ""


def _tell_confirmed(
    session: Session, site: Site, held: HeldPost, contribution: Contribution, post_id: int | None
) -> None:
    link = _post_link(session, site, post_id)
    amend = amend_address(site, post_id) if post_id and _is_mail(held) else ""
    tell_writer(
        session, site, held.board, contribution, "confirmed",
        link=link, reasons=held.reasons, amend=amend,
    )  # fmt: skip


def _is_mail(held: HeldPost) -> bool:
    return held.arrival_id is not None


def _locked(session: Session, held_post_id: int) -> HeldPost:
    return session.get_one(HeldPost, held_post_id, with_for_update=True, populate_existing=True)
