"""Answers to a digest: each becomes an answer to the post that it means, in the writer's own words.

Who answers a digest without saying which post is asked, and answers with its number; until then
the words wait as the mail that they came in. Nobody gets rights by these addresses: what comes is
judged like a mail to the board.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import limits
from forum.acceptance.contribution import BoardFacts
from forum.addresses import OurAddress, Part
from forum.archive.message import Arrival, Fate, Message
from forum.archive.thread import Identity, Post
from forum.base import table_of
from forum.boards import Board
from forum.digests import answering, reading
from forum.digests.issue import Digest
from forum.letters.correspondent import is_known_or_proven, language_of, may_be_answered
from forum.letters.digests import ask_which
from forum.site import Site
from forum.text.folding import fold
from mailgate.inbound.contributing import Kept, Mail
from mailgate.inbound.proof import Proof
from mailgate.outbound.digests.plain import POST_ENDS, PREAMBLE_ENDS

MOST_QUESTIONS_A_DAY = 10
REMARK = {"code": "answers_digest"}  # of a post: its words are those above the digest alone
ASKED = "digest_asked"
_NUMBER = re.compile(r"\A\s*[\[［]\s*\d+\s*[\]］][ \t\u3000]*\n")
_posts, _digests = table_of(Post), table_of(Digest)
_arrivals, _messages = table_of(Arrival), table_of(Message)


@dataclass(frozen=True, slots=True)
class Meant:
    """The post that a mail answers, and the arrival whose words these are if it is an older one."""

    board: BoardFacts
    message_id: str
    references: tuple[str, ...]
    subject: str
    asked_about: int | None = None


class Unclear(NamedTuple):
    """A digest that was answered as a whole, and the arrival whose words these are."""

    digest_id: int
    arrival_id: int


def meant(
    session: Session, site: Site, ours: OurAddress | None, mail: Mail, arrival_id: int
) -> tuple[Mail, Meant | Unclear] | None:
    """What a mail to us answers where that is a digest or a post in one, with its own words.

    None where it has nothing to do with a digest, or with none that we made.
    """
    if ours is None or mail.machine or mail.trace:
        return None
    if ours.part is Part.POST:
        digest_ids = (answering.digest_of(site, named) for named in mail.view.in_reply_to)
        digest_id = next(filter(None, digest_ids), None)
        return _to_digest(session, digest_id, mail, arrival_id) if digest_id else None
    if ours.part is not Part.REPLY:
        return None
    if post_id := answering.opened(site, answering.ANSWER, ours.token):
        found = _post(session, post_id)
        return None if found is None else (in_own_words(mail), found)
    if digest_id := answering.opened(site, answering.ANSWER_DIGEST, ours.token):
        return _to_digest(session, digest_id, mail, arrival_id)
    if asked_id := answering.opened(site, answering.ANSWER_WHICH, ours.token):
        return _to_question(session, site, asked_id, mail)
    return None


def in_own_words(mail: Mail) -> Mail:
    """The mail without the digest below the writer's words."""
    own = "".join(part.text for part in fold(mail.view.text) if part.kind == "own")
    kept: list[str] = []
    for line in own.splitlines():
        if line.strip() in (PREAMBLE_ENDS, POST_ENDS):
            break
        kept.append(line)
    words = _NUMBER.sub("", "\n".join(kept)).strip("\n")
    return replace(mail, view=replace(mail.view, text=words, html=None))


def as_taken(mail: Mail, remarks: Sequence[Any] | None, subject: str) -> Mail:
    """The mail as it was taken when its post was published, for whoever reads it again."""
    if REMARK not in (remarks or ()):
        return mail
    own = in_own_words(mail)
    return replace(own, view=replace(own.view, subject=subject))


def as_answer(mail: Mail, to: Meant) -> Mail:
    """The mail as if it had been written in answer to that post."""
    references = tuple(dict.fromkeys((*to.references, to.message_id)))
    return replace(
        mail,
        view=replace(
            mail.view,
            subject=f"Re: {to.subject}",
            in_reply_to=(to.message_id,),
            references=references,
        ),
    )


# --- Which post ---


def _post(session: Session, post_id: int, asked_about: int | None = None) -> Meant | None:
    columns = (_posts.c.board_id, _posts.c.message_id, _posts.c.references, _posts.c.subject)
    row = session.execute(select(*columns).where(_posts.c.id == post_id)).one_or_none()
    if row is None:
        return None
    board = BoardFacts.of(session.get_one(Board, row.board_id))
    return Meant(board, row.message_id, tuple(row.references), row.subject, asked_about)


def _to_digest(
    session: Session, digest_id: int, mail: Mail, arrival_id: int
) -> tuple[Mail, Meant | Unclear] | None:
    digest = session.get(Digest, digest_id)
    if digest is None:
        return None
    own = in_own_words(mail)
    first = next((line for line in mail.view.text.splitlines() if line.strip()), "")
    number = answering.number_in(mail.view.subject)
    if number is None and _NUMBER.match(f"{first}\n"):
        number = answering.number_in(first)
    found = _numbered(session, digest, 1 if len(digest.post_ids) == 1 else number)
    return own, found or Unclear(digest_id, arrival_id)


def _to_question(
    session: Session, site: Site, asked_id: int, mail: Mail
) -> tuple[Mail, Meant | Unclear] | None:
    row = session.execute(
        select(
            _arrivals.c.details,
            _messages.c.id,
            _messages.c.mail_from,
            _messages.c.received_at,
            _messages.c.size,
            _messages.c.raw,
        )
        .join_from(_arrivals, _messages, _arrivals.c.message_id == _messages.c.id)
        .where(_arrivals.c.id == asked_id, _arrivals.c.reason == ASKED)
    ).one_or_none()
    digest = session.get(Digest, row.details["digest"]) if row is not None else None
    if row is None or digest is None:
        return None
    original = in_own_words(Mail.read(_kept(row), site, _proof(row.details)))
    said = " ".join(in_own_words(mail).view.text.split())[:200]
    found = _numbered(session, digest, answering.number_said(said), asked_id)
    return original, found or Unclear(digest.id, asked_id)


def _kept(row: Any) -> Kept:
    return Kept(row.id, row.mail_from, row.received_at, row.size, bytes(row.raw))


def _proof(details: dict[str, Any]) -> Proof:
    return Proof(Identity(details["identity"]), details["proof"])


def _numbered(
    session: Session, digest: Digest, number: int | None, asked_about: int | None = None
) -> Meant | None:
    if number is None or not 0 < number <= len(digest.post_ids):
        return None
    return _post(session, digest.post_ids[number - 1], asked_about)


# --- Asking ---


def ask(
    session: Session, site: Site, mail: Mail, unclear: Unclear
) -> tuple[Fate, str | None, dict[str, Any] | None]:
    """Ask the writer which post was meant; the fate of the mail until they answer."""
    details = {
        "digest": unclear.digest_id,
        "identity": mail.proof.identity,
        "proof": mail.proof.details,
    }
    ending: tuple[Fate, str | None, dict[str, Any] | None] = (Fate.COMMAND, ASKED, details)
    writer, digest = mail.correspondent(), session.get_one(Digest, unclear.digest_id)
    if writer is None or not may_be_answered(site, writer):
        return ending
    if not is_known_or_proven(session, writer):
        return ending
    if limits.count(session, "digest", writer.address.canonical) <= MOST_QUESTIONS_A_DAY:
        ask_which(
            session,
            site,
            session.get_one(Board, digest.board_id),
            writer.address,
            language_of(session, writer.address),
            unclear.arrival_id,
            list(reading.items(session.connection(), digest.post_ids).values()),
            mail.view.text,
            answers=writer.message_id,
        )
    return ending
