"""One edition of a digest as a mail: everybody who reads it in the same way gets the same bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import format_datetime
from enum import StrEnum
from typing import NamedTuple

from forum.addresses import Part
from forum.archive.canonical import folded, mailbox, text_part
from forum.dates import short_day
from forum.digests import answering
from forum.digests.reading import Item, by_topic
from forum.language import N_, Words, words
from forum.letters.wording import wording
from forum.site import Site
from mailgate.outbound.content import Content
from mailgate.outbound.digests import parts, plain
from mailgate.outbound.list_headers import ListNames, of_list
from mailgate.outbound.phone import for_phone

_POSTS = "§posts§"
_HAD_BEFORE = N_("（全文は、前に別のメールでお送りしました。）")


class Form(StrEnum):
    """How an edition is put together."""

    PLAIN = "plain"  # RFC 1153
    MIME = "mime"  # multipart/digest, RFC 2046 5.1.5
    SHORT = "short"  # plain and short, for an old telephone
    TOPICS = "topics"  # the topics alone


class Kind(StrEnum):
    """Why somebody gets a digest."""

    DAILY = "daily"
    WEEKLY = "weekly"
    LAST = "last"  # another mode was chosen
    BACK = "back"  # after a rest


class Edition(NamedTuple):
    """What makes one reader's copy differ from another's: equal editions are equal bytes."""

    language: str
    form: Form
    shown: tuple[int, ...]  # ids of posts
    muted: int = 0  # how many posts are left out since their topic is muted
    is_phone: bool = False
    told: tuple[int, ...] = ()  # ids of posts that the reader has had in full by a letter


@dataclass(frozen=True, slots=True)
class Issue:
    """What all editions of a digest share."""

    digest_id: int
    board: ListNames
    kind: Kind
    day: date
    made_at: datetime
    items: Mapping[int, Item]  # by post id, in the digest's order


def compose(issue: Issue, edition: Edition, site: Site) -> Content:
    """The mail of an edition; each copy's own header lines go before it."""
    said = words(edition.language)
    shown = [_item(issue, edition, post_id, said) for post_id in edition.shown]
    subject, before, after = _around(issue, edition, shown, said, site)
    if edition.form is Form.MIME:
        seed = f"{answering.message_id(site, issue.digest_id)} {edition}"
        head, body = parts.digest(issue.board, seed, shown, before, after, said, site)
    elif edition.form is Form.TOPICS:
        head, body = text_part("plain", f"{before}\n{after}")
    else:
        told = plain.short if edition.form is Form.SHORT else plain.rfc_1153
        text = told(shown, before, after, issue.board, said, site)
        head, body = text_part("plain", text)
    lines = [*_headers(issue, subject, site), "MIME-Version: 1.0", head]
    mail = "\r\n".join(lines).encode("ascii", "replace") + b"\r\n\r\n" + body
    return Content(for_phone(mail, language=said) if edition.is_phone else mail)


def _item(issue: Issue, edition: Edition, post_id: int, said: Words) -> Item:
    """The post as this reader gets it: in one line where they have had all of it before."""
    item = issue.items[post_id]
    if post_id not in edition.told or item.changed:
        return item
    return replace(item, text=said.gettext(_HAD_BEFORE), files=())


def _headers(issue: Issue, subject: str, site: Site) -> list[str]:
    slug, digest_id = issue.board.slug, issue.digest_id
    answers = answering.digest_address(site, digest_id)
    return [
        *of_list(issue.board, site),
        # A digest stands in no archive; the page that its posts stand on is its board's.
        f"Archived-At: <{site.link(f'/boards/{slug}')}>",
        "Precedence: list",
        "Auto-Submitted: auto-generated",
        f"From: {mailbox(issue.board.name, site.address(slug))}",
        f"To: <{site.address(slug)}>",
        f"Reply-To: {mailbox(issue.board.name, answers)}",
        folded("Subject", subject),
        f"Date: {format_datetime(issue.made_at)}",
        f"Message-ID: <{answering.message_id(site, digest_id)}>",
    ]


def _around(
    issue: Issue, edition: Edition, shown: list[Item], said: Words, site: Site
) -> tuple[str, str, str]:
    """The subject, and what stands before and behind the posts."""
    slug, is_list = issue.board.slug, edition.form is Form.TOPICS
    subject, text = wording(
        "digest",
        said,
        site_name=site.name,
        contact=site.address(slug, Part.OWNER),
        board=issue.board.name,
        kind=str(issue.kind),
        form="" if is_list else "mime" if edition.form is Form.MIME else "plain",
        day=short_day(issue.day, said.locale),
        count=len(shown),
        topics=[_topic(topic, is_list, said, site) for topic in by_topic(shown)],
        muted=edition.muted,
        posts=_POSTS,
        link=site.link(f"/boards/{slug}/subscribe"),
        leave=site.address(slug, Part.LEAVE),
    )
    before, _, after = text.partition(_POSTS)
    return subject, before.rstrip("\n") + "\n", after.lstrip("\n")


def _topic(topic: list[Item], is_list: bool, said: Words, site: Site) -> dict[str, object]:
    """A topic in the table of contents; where nothing else follows, with its link and no names."""
    names = [{"number": one.number, "author": plain.who(one, said)} for one in topic]
    return {
        "title": topic[0].topic,
        "count": len(topic),
        "posts": [] if is_list else names,
        "link": site.link(f"/threads/{topic[0].thread_id}") if is_list else "",
    }
