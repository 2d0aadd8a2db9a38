"""What a mail asks to read: a thread, the list of threads, what was found, how one's mail comes.

A proven reader gets what they may read; anybody else what everybody may.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from forum.archive import listing, search
from forum.archive.numbering import number_of, place_of
from forum.archive.search import Scope
from forum.archive.thread import PostState, Thread
from forum.boards import may_read
from forum.dates import in_tokyo
from forum.language import N_
from forum.moderation.log import readable_boards
from forum.text.bigrams import excerpt, query
from forum.text.folding import own_text
from forum.text.masking import mask
from mailgate.inbound.commands.obeyed import Asking
from mailgate.inbound.commands.places import spot_of
from mailgate.inbound.commands.request import Request

MOST_LISTED = 10
MOST_FOUND = 10
MOST_POSTS = 2000
LONGEST_PAGE = 4000  # characters of words; a telephone takes about that much
_POSTS_AT_ONCE = 200


@dataclass(slots=True)
class Block:
    """A part of an answer: what it is, and its lines."""

    title: str
    lines: list[str] = field(default_factory=list)


def thread(asking: Asking, request: Request) -> Block | None:
    """A thread a page at a time, or a post that was named; None where there is none for this reader."""
    spot = spot_of(asking, request.place, asking.reader())
    if spot is None:
        return None
    if spot.post_id is not None and not request.place.is_empty:
        return _post(asking, spot.post_id)
    found = asking.session.get_one(Thread, spot.thread_id)
    number = number_of(asking.session, found.id)
    pages = _pages(_posts(asking, found.id))
    page = min(request.page, len(pages))
    told = {
        "number": number,
        "subject": _line(mask(found.subject)),
        "page": page,
        "pages": len(pages),
    }
    said = asking.language.gettext
    block = Block(said(N_("話題%(number)s「%(subject)s」（%(page)s/%(pages)sページ）"), **told))
    before = sum(len(posts) for posts in pages[: page - 1])
    for position, post in enumerate(pages[page - 1], start=before + 1):
        block.lines += ["", f"□ {number}-{position} {post.author_name} {_when(post)}"]
        block.lines += _words(asking, post)
    block.lines += ["", asking.site.link(f"/threads/{found.public_id}")]
    if page < len(pages):
        on = said(
            N_("つづきは「話題 %(number)s %(page)sページ」と書いて送ってください。"),
            number=number,
            page=page + 1,
        )
        block.lines += ["", on]
    return block


def _post(asking: Asking, post_id: int) -> Block:
    """One post with all its words; a digest shows no more of a long one than its beginning."""
    (post,) = listing.posts_by_id(asking.session.connection(), [post_id])
    number = "{}-{}".format(*place_of(asking.session, post_id))
    told = {"number": number, "subject": _line(mask(post.subject))}
    block = Block(asking.language.gettext(N_("投稿%(number)s「%(subject)s」"), **told))
    block.lines += ["", f"{post.author_name} {_when(post)}", *_words(asking, post)]
    block.lines += ["", asking.site.link(f"/posts/{post.public_id}")]
    return block


def threads(asking: Asking, request: Request) -> Block:
    """The board's threads, the liveliest first, with the numbers by which they are asked for."""
    said = asking.language.gettext
    block = Block(said(N_("話題一覧（新しい順）")))
    board = asking.board
    if not may_read(board.visibility, board.id, asking.reader()):
        block.lines.append(said(_NOT_PROVEN))
        return block
    last = request.page * MOST_LISTED
    rows = listing.topics(asking.session.connection(), [board.id], limit=last + 1)
    for row in rows[last - MOST_LISTED : last]:
        number = number_of(asking.session, row.id)
        posts = asking.language.ngettext("%(num)s件の投稿", "%(num)s件の投稿", row.post_count)
        block.lines.append(said(N_("話題%(number)s %(subject)s（%(posts)s）"), number=number, subject=_line(mask(row.subject)), posts=posts))  # fmt: skip
    if not block.lines:
        block.lines.append(said(N_("まだ話題がありません。")))
    if len(rows) > last:
        on = said(
            N_("つづきは「話題一覧 %(page)sページ」と書いて送ってください。"), page=request.page + 1
        )
        block.lines += ["", on]
    block.lines += [
        "",
        said(N_("「話題 12」のように番号を書いて送ると、その話題の投稿が全部届きます。")),
    ]
    return block


def found(asking: Asking, request: Request) -> Block:
    """What a search finds on every board that this reader may read, newest first."""
    said = asking.language.gettext
    wanted = query(request.words)
    shown = _line(mask(request.words))[:60]
    block = Block(said(N_("「%(words)s」を探した結果"), words=shown))
    boards = tuple(readable_boards(asking.session, asking.reader()))
    hits = search.find(asking.session, wanted, Scope(boards), limit=MOST_FOUND + 1)
    posts = listing.posts_by_id(asking.session.connection(), [hit.id for hit in hits[:MOST_FOUND]])
    for post in posts:
        block.lines += [
            "",
            f"□ {_number(asking, post)}{_line(mask(post.subject))}",
            f"{post.board_name} {post.author_name} {_when(post)}",
            _plain(excerpt(mask(post.text), wanted.terms, 100)),
            asking.site.link(f"/posts/{post.public_id}"),
        ]
    if not posts:
        block.lines.append(said(N_("見つかりませんでした。言葉を短くするか、変えてみてください。")))
    if len(hits) > MOST_FOUND:
        block.lines += ["", said(N_("新しいほうから10件です。言葉を足すと、しぼれます。"))]
    return block


_NOT_PROVEN = N_("この掲示板の投稿は、差出人が確かめられたメールにだけお送りしています。")


def _number(asking: Asking, post: Any) -> str:
    """The number by which a post is asked for; one of another board has none here."""
    if post.board_id != asking.board.id:
        return ""
    return "{}-{} ".format(*place_of(asking.session, post.id))


def _posts(asking: Asking, thread_id: int) -> list[Any]:
    rows: list[Any] = []
    first = 0
    while len(rows) < MOST_POSTS:
        some = listing.posts_of(
            asking.session.connection(), thread_id, first=first, limit=_POSTS_AT_ONCE
        )
        rows += some
        if len(some) < _POSTS_AT_ONCE:
            break
        first = some[-1].order_key + 1
    return rows


def _pages(posts: Sequence[Any]) -> list[list[Any]]:
    """The posts page by page: whole posts, so that no word is cut; what follows changes no page."""
    pages: list[list[Any]] = [[]]
    room = LONGEST_PAGE
    for post in posts:
        size = len(own_text(post.text)) + 40
        if pages[-1] and size > room:
            pages.append([])
            room = LONGEST_PAGE
        pages[-1].append(post)
        room -= size
    return pages


def _words(asking: Asking, post: Any) -> list[str]:
    said = asking.language.gettext
    if post.state is PostState.HIDDEN:
        return [said(N_("（進行役が非公開にしました。）"))]
    if post.state is PostState.WITHDRAWN:
        return [said(N_("（書いた人が取り下げました。）"))]
    lines = mask(own_text(post.text)).splitlines()
    if post.attachment_count:
        lines.append(
            asking.language.ngettext(
                "（添付ファイル%(num)s件）", "（添付ファイル%(num)s件）", post.attachment_count
            )
        )
    return lines


def _when(post: Any) -> str:
    here = in_tokyo(post.received_at)
    return f"{here.year}/{here.month}/{here.day} {here:%H:%M}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(marked: str) -> str:
    return unescape(marked.replace("<mark>", "").replace("</mark>", ""))
