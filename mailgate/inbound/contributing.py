"""From a decoded mail to a contribution: who wrote, in answer to what, with which files."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from forum.acceptance.authors import Authors
from forum.acceptance.contribution import BoardFacts, Contribution, KeptAttachment
from forum.acceptance.files import is_refused
from forum.addresses import EmailAddress
from forum.archive.thread import Origin
from forum.letters import Correspondent
from forum.site import Site
from mailgate.inbound.automatic import is_from_list, sign_of_machine, spam_sign
from mailgate.inbound.decoding import Attachment, DecodedMessage, decode
from mailgate.inbound.loops import trace_of_ours
from mailgate.inbound.proof import Proof, told_by_ours

MOST_ATTACHMENTS = 200
_MOST_DEFECTS = 5


class Kept(NamedTuple):
    """A message as the door has kept it."""

    message_id: int  # messages.id
    mail_from: str
    received_at: datetime
    size: int
    raw: bytes
    peer: str | None = None
    helo: str | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A kept message, read; nothing in it has needed the database."""

    kept: Kept
    view: DecodedMessage
    message_id: str
    author_address: EmailAddress | None
    author_name: str
    proof: Proof
    machine: str | None
    trace: str | None
    through_list: bool
    spam: str | None

    @classmethod
    def read(cls, kept: Kept, site: Site, proof: Proof | None = None) -> "Mail":
        """`proof` is what was found out beforehand; without it our mail server's word is all."""
        view = decode(kept.raw)
        writer = view.author or (view.from_[0] if view.from_ else None)
        message_id = clean(view.message_id) if view.message_id else ""
        return cls(
            kept=kept,
            view=view,
            message_id=message_id or _made_up_id(kept.raw, site),
            author_address=EmailAddress.parse(clean(writer.address)) if writer else None,
            author_name=clean(writer.name) if writer else "",
            proof=proof or told_by_ours(kept.peer, view.headers, view.from_, site),
            machine=sign_of_machine(view, kept.mail_from),
            trace=trace_of_ours(view.headers, message_id, site.mail_domain),
            through_list=is_from_list(view.headers),
            spam=spam_sign(view.headers),
        )

    @property
    def canonical(self) -> str | None:
        return self.author_address.canonical if self.author_address else None

    def correspondent(self) -> Correspondent | None:
        """Whom an answer would go to; None where nobody can be answered."""
        address = self.author_address or EmailAddress.parse(self.kept.mail_from)
        if address is None:
            return None
        return Correspondent(
            address=address,
            envelope_sender=self.kept.mail_from,
            name=self.author_name,
            message_id=self.view.message_id and self.message_id,
            subject=clean(self.view.subject),
            is_automatic=bool(self.machine or self.trace),
            is_proven=self.proof.identity == "aligned",
            kept_message_id=self.kept.message_id,
        )


def contribute(
    mail: Mail,
    arrival_id: int,
    board: BoardFacts,
    authors: Authors,
    files: Sequence[KeptAttachment],
    refused: Sequence[Attachment],
) -> Contribution:
    """The mail as a contribution to one board."""
    view = mail.view
    return Contribution(
        board=board,
        author=authors.writing_to(board, mail.canonical, mail.author_name),
        origin=Origin.MAIL,
        identity=mail.proof.identity,
        subject=clean(view.subject),
        text=clean(view.text),
        received_at=mail.kept.received_at,
        original_html=clean(view.html) if view.html else None,
        sent_at=view.date,
        attachments=tuple(files),
        message_id=mail.message_id,
        references=tuple(clean(reference) for reference in view.references),
        in_reply_to=_answered(view),
        kept_message_id=mail.kept.message_id,
        arrival_id=arrival_id,
        size=mail.kept.size,
        automatic=mail.machine,
        looping=mail.trace,
        through_list=mail.through_list,
        spam=mail.spam,
        proof=mail.proof.details,
        remarks=_remarks(view, refused),
        cards=tuple(map(clean_card, view.cards)),
    )


def sorted_by_policy(
    attachments: Sequence[Attachment], board: BoardFacts
) -> tuple[list[Attachment], list[Attachment]]:
    """What a board takes of the files in a mail, and what it refuses, by type or by number."""
    taken: list[Attachment] = []
    refused: list[Attachment] = []
    for file in attachments:
        fits = len(taken) < MOST_ATTACHMENTS and not is_refused(
            file.name, file.content_type, board.refused_types
        )
        (taken if fits else refused).append(file)
    return taken, refused


def clean(text: str) -> str:
    """Text that either engine can keep: no NUL, nothing that is no character."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def clean_card(card: dict[str, Any]) -> dict[str, Any]:
    """A card whose texts either engine can keep."""
    return {
        key: clean(told)
        if isinstance(told, str)
        else [clean(one) for one in told]
        if isinstance(told, list)
        else told
        for key, told in card.items()
    }


def _answered(view: DecodedMessage) -> str | None:
    """The one mail that this answers: where In-Reply-To names several, the one References ends in."""
    if not view.in_reply_to:
        return None
    nearest = view.references[-1] if view.references else None
    return clean(nearest if nearest in view.in_reply_to else view.in_reply_to[0])


def _made_up_id(raw: bytes, site: Site) -> str:
    """The id of a mail without one: the same for the same bytes, so that a retry is known again."""
    return f"{hashlib.sha256(raw).hexdigest()[:32]}.without-id@{site.mail_domain}"


def _remarks(view: DecodedMessage, refused: Sequence[Attachment]) -> tuple[dict[str, Any], ...]:
    odd = [{"code": "defect", "defect": defect} for defect in view.defects[:_MOST_DEFECTS]]
    left_out = [
        {
            "code": "attachment_refused",
            "name": clean(file.name),
            "type": file.content_type,
            "size": len(file.data),
        }
        for file in refused[:MOST_ATTACHMENTS]
    ]
    return (*odd, *left_out)
