"""The work on a contribution that needs no database, done before any lock is taken."""

from dataclasses import dataclass, replace

from forum.acceptance.contribution import Contribution
from forum.archive.canonical import Enclosure, WebPost, canonical_bytes
from forum.archive.references import Ancestry
from forum.archive.rendering import render
from forum.archive.search import words_of
from forum.archive.thread import TextFormat
from forum.archive.wire_ids import wire_id
from forum.site import Site
from forum.text.subjects import display_subject
from forum.tokens import new_single_use


@dataclass(frozen=True, slots=True)
class Prepared:
    """A contribution on the doorstep of the archive."""

    contribution: Contribution
    message_id: str
    ancestry: Ancestry
    fingerprint: bytes
    subject: str
    html: str | None  # None: rendered when somebody first looks
    words: str  # for the search
    canonical: bytes | None  # the message that a web-born post is in the mail

    def without_subject(self) -> "Prepared":
        """The same in a topic whose title, which it carries, is not shown (archive/titles.py)."""
        told = self.contribution
        return replace(self, subject="", words=words_of("", told.author.name, told.text))


def prepare(contribution: Contribution, site: Site, *, render_now: bool = True) -> Prepared:
    """Everything about a contribution that can be worked out beforehand."""
    own = contribution.message_id or f"{new_single_use()}.{new_single_use()}@{site.mail_domain}"
    ancestry = Ancestry.of(own, contribution.references, contribution.in_reply_to)
    subject = display_subject(contribution.subject, contribution.board.slug)
    html = render(contribution.text, contribution.format) if render_now else None
    return Prepared(
        contribution=contribution,
        message_id=own,
        ancestry=ancestry,
        fingerprint=contribution.fingerprint,
        subject=subject,
        html=html,
        words=words_of(subject, contribution.author.name, contribution.text),
        canonical=_canonical(contribution, own, ancestry, subject, html, site)
        if contribution.kept_message_id is None
        else None,
    )


def _canonical(
    contribution: Contribution,
    own: str,
    ancestry: Ancestry,
    subject: str,
    html: str | None,
    site: Site,
) -> bytes:
    """The message that a web-born post is in the mail, written down once and for all."""
    files = [
        Enclosure(a.name, a.content_type, site.attachments.read(a.sha256))
        for a in contribution.attachments
    ]
    is_markdown = contribution.format is TextFormat.MARKDOWN
    return canonical_bytes(
        WebPost(
            message_id=own,
            author_name=contribution.author.name,
            address=site.address(contribution.board.slug),
            subject=f"Re: {subject}" if ancestry.message_ids else subject,
            text=contribution.text,
            html=html if is_markdown else None,
            written_at=contribution.sent_at or contribution.received_at,
            references=[wire_id(one, site.mail_domain) for one in ancestry.message_ids],
            enclosures=files,
        )
    )
