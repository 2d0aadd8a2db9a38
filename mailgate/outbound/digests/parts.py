"""The posts of a digest as mails in a mail (multipart/digest, RFC 2046 5.1.5).

Each keeps its own Message-ID, so that a mail program which answers one of them answers that post.
"""

from collections.abc import Sequence
from email.utils import format_datetime

from forum.archive.canonical import ancestors, folded, mailbox, multipart, nameable, text_part
from forum.digests.reading import Item
from forum.language import Words
from forum.site import Site
from mailgate.outbound.digests.plain import subject_of, text_of
from mailgate.outbound.list_headers import ListNames

_MOST = 20_000  # characters of one post


def digest(
    board: ListNames,
    seed: str,
    shown: Sequence[Item],
    before: str,
    after: str,
    said: Words,
    site: Site,
) -> tuple[str, bytes]:
    """Header lines and body: the table of contents, then the posts, then how to change or stop."""
    posts = [("", post(board, item, said, site)) for item in shown]
    inner = multipart("digest", seed, [(_MAIL, mail) for _, mail in posts])
    ends = [text_part("plain", before), inner, text_part("plain", after)]
    return multipart("mixed", seed, ends)


_MAIL = "Content-Type: message/rfc822"


def post(board: ListNames, item: Item, said: Words, site: Site) -> bytes:
    """One post as a mail of its own; answers to it go to the board, and nobody's mailbox is told."""
    address = site.address(board.slug)
    head, body = text_part("plain", text_of(board, item, _MOST, said, site))
    # Without one it stays without: whoever answers would call theirs “untitled”.
    subject = subject_of(item, said) if item.subject else ""
    lines = [
        f"From: {mailbox(f'{item.author_name} via {board.name}', address)}",
        f"To: <{address}>",
        f"Reply-To: <{address}>",
        folded("Subject", subject),
        f"Date: {format_datetime(item.at)}",
        *([f"Message-ID: <{item.message_id}>"] if nameable(item.message_id) else []),
        *ancestors(item.references),
        f"Archived-At: <{site.link(f'/posts/{item.public_id}')}>",
        "MIME-Version: 1.0",
        head,
    ]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body
