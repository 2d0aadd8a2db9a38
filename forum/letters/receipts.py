"""What the writer of a mail is told when it is not published at once: once, with the next step."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum import limits
from forum.acceptance.contribution import BoardFacts
from forum.acceptance.reasons import reason_sentence, reason_sentences
from forum.acceptance.verdict import Reason
from forum.addresses import Part
from forum.archive.message import TraceLink
from forum.base import new_public_id, table_of
from forum.boards import Board, Visibility
from forum.letters.correspondent import (
    Correspondent,
    is_first_today,
    is_known_or_proven,
    language_of,
    may_be_answered,
)
from forum.letters.writing import board_letter
from forum.moderation.held import HeldPost
from forum.people import single_use
from forum.people.single_use import Purpose
from forum.site import Site

# What the writer can mend by showing that the words are theirs.
UNPROVEN = frozenset({"unproven_role", "fails_dmarc", "unproven"})
MOST_CONFIRMATIONS_A_DAY = 5
_LONGEST_SUBJECT = 80


def tell_held(session: Session, site: Site, held_post_id: int, writer: Correspondent) -> bool:
    """Tell the writer of a mail that it waits, and why; whether a letter is owed now.

    Who wrote in the name of somebody with a role, or of a domain that disowns the mail, is asked to
    confirm it by replying.
    """
    held = session.get_one(HeldPost, held_post_id)
    if not may_be_answered(site, writer) or not is_known_or_proven(session, writer):
        return False
    codes = [reason[0] for reason in held.reasons]
    if UNPROVEN.intersection(codes):
        return _ask_to_confirm(session, site, held, writer)
    if not is_first_today(session, writer.address, f"held:{'+'.join(codes)}"):
        return False
    language = language_of(session, writer.address)
    board_letter(
        session,
        site,
        held.board,
        writer.address,
        "held",
        language,
        answers=writer.message_id,
        subject=short(held.subject),
        reasons=reason_sentences(held.reasons, language),
        trace=trace_link(session, site, writer.kept_message_id),
    )
    return True


def tell_rejected(
    session: Session, site: Site, board: Board | BoardFacts, reason: Reason, writer: Correspondent
) -> bool:
    """Tell the writer of a mail that it can't be published, and why; whether a letter is owed now.

    Nobody hears from a staff board that it exists.
    """
    if board.visibility is Visibility.STAFF or not may_be_answered(site, writer):
        return False
    if not is_known_or_proven(session, writer):
        return False
    if not is_first_today(session, writer.address, f"rejected:{reason.code}"):
        return False
    language = language_of(session, writer.address)
    board_letter(
        session,
        site,
        board,
        writer.address,
        "rejected",
        language,
        answers=writer.message_id,
        subject=short(writer.subject),
        reason=reason_sentence(reason, language),
        trace=trace_link(session, site, writer.kept_message_id),
    )
    return True


def trace_link(session: Session, site: Site, kept_message_id: int | None) -> str:
    """The address of "where is my mail?" for a kept message; "" for none."""
    if kept_message_id is None:
        return ""
    links = table_of(TraceLink)
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    session.execute(
        insert(links)
        .values(public_id=new_public_id(), message_id=kept_message_id)
        .on_conflict_do_nothing(index_elements=["message_id"])
    )
    named = select(links.c.public_id).where(links.c.message_id == kept_message_id)
    return site.link(f"/mail/{session.scalar(named)}")


def _ask_to_confirm(session: Session, site: Site, held: HeldPost, writer: Correspondent) -> bool:
    if not is_first_today(session, writer.address, f"confirm:{held.content_hash}"):
        return False
    if limits.count(session, "confirm", writer.address.canonical) > MOST_CONFIRMATIONS_A_DAY:
        return False
    token = single_use.issue(
        session,
        Purpose.CONFIRM_POST,
        held_post_id=held.id,
        content_hash=held.content_hash,
    )
    language = language_of(session, writer.address)
    board_letter(
        session,
        site,
        held.board,
        writer.address,
        "held_confirm",
        language,
        part=Part.CONFIRM,
        token=token,
        answers=writer.message_id,
        subject=short(held.subject),
        link=site.link(f"/confirm/{token}"),
        trace=trace_link(session, site, writer.kept_message_id),
    )
    return True


def short(subject: str) -> str:
    """A subject as a letter quotes it."""
    subject = " ".join(subject.split())
    return subject if len(subject) <= _LONGEST_SUBJECT else subject[: _LONGEST_SUBJECT - 1] + "…"
