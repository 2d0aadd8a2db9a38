"""The posts of a digest as one text: RFC 1153, or short for an old telephone."""

from collections.abc import Sequence
from email.utils import format_datetime

from forum.addresses import Part
from forum.archive.wording import ORIGINS
from forum.dates import TOKYO, in_tokyo
from forum.digests import answering
from forum.digests.reading import Item
from forum.language import N_, Words
from forum.letters.filling import fill, width
from forum.site import Site
from mailgate.outbound.list_headers import ListNames

PREAMBLE_ENDS = "-" * 70
POST_ENDS = "-" * 30
# How much of a post stands in a digest, in characters: less of each where there are many.
_MOST, _LEAST, _ALTOGETHER = 4000, 300, 80_000
# Old telephones showed about 4,500 full-width characters of a mail.
_SHORT_MOST, _SHORT_LEAST, _SHORT_ALTOGETHER = 1200, 40, 3600
_STOPS = "。！？\n"

_WHO = N_("%(name)s（%(way)sから）")
_REST = N_(
    "（あと%(num)s文字あります。下のページで読めます。下の行を %(address)s へ送ると、全文がメールで届きます。）"
)
_WHOLE = N_("全文 %(link)s")  # a command: mailgate/inbound/commands knows it in both languages
_FILE = N_("添付：%(name)s（%(size)s）")
_REPLY = N_("返信：%(address)s")
_PAGE = N_("ページ：%(link)s")
_CORRECTED = N_("訂正：%(subject)s")
_CHANGED = N_("■ 変わったところ（−は前、＋は今）")
_UNTITLED = N_("（件名なし）")
_NOT_HERE = N_(
    "ほかの投稿%(num)s件は、長くなるのでここに入れませんでした。下のページで読めます。「話題一覧」と %(address)s へ送ると、話題の番号と、メールでの読み方が届きます。"
)
_END = N_("「%(board)s」のまとめ おわり")


def rfc_1153(
    shown: Sequence[Item], before: str, after: str, board: ListNames, said: Words, site: Site
) -> str:
    """Preamble, posts with their header lines and the trailer, parted as RFC 1153 section 3 says."""
    share = max(_LEAST, min(_MOST, _ALTOGETHER // max(1, len(shown))))
    posts = [f"{_head(item, said)}\n\n{_post(board, item, share, said, site)}\n" for item in shown]
    between = f"\n{POST_ENDS}\n\n"
    end = said.gettext(_END, board=board.name)
    return (
        f"{before}\n{PREAMBLE_ENDS}\n\n{between.join(posts)}{between}"
        f"{end}\n{'*' * width(end)}\n\n{after}"
    )


def short(
    shown: Sequence[Item], before: str, after: str, board: ListNames, said: Words, site: Site
) -> str:
    """As much as a telephone shows: each post under its number, the rest by its page."""
    room = _SHORT_ALTOGETHER - len(before)
    share = max(_SHORT_LEAST, min(_SHORT_MOST, room // max(1, len(shown))))
    told: list[str] = []
    for item in shown:
        post = f"{_short_head(item, said)}\n{_post(board, item, share, said, site)}\n"
        if told and len(post) > room:
            break
        told.append(post)
        room -= len(post)
    if left := len(shown) - len(told):
        where = said.gettext(_NOT_HERE, num=left, address=_requests(board, site))
        told.append(f"{fill(where)}{_page_of(shown[-left], site)}\n")
    return "\n".join([before, *told, after])


def text_of(board: ListNames, item: Item, most: int, said: Words, site: Site) -> str:
    """What is new in a post, whole or to the end of a sentence, its files and where the rest is."""
    words = item.own_text
    kept = _begun(words, most)
    lines = [said.gettext(_CHANGED), kept] if item.changed else [kept]
    if len(kept) < len(words):
        left = len(words) - len(kept)
        where = said.gettext(_REST, num=left, address=_requests(board, site))
        lines += [fill(where).rstrip("\n"), said.gettext(_WHOLE, link=_page_of(item, site))]
    lines += ["", *_files(item, said, site)] if item.files else []
    return "\n".join(lines)


def _post(board: ListNames, item: Item, most: int, said: Words, site: Site) -> str:
    reply = answering.answer_address(site, item.post_id)
    lines = [text_of(board, item, most, said, site), "", said.gettext(_REPLY, address=reply)]
    is_whole = len(item.own_text) <= most
    return "\n".join(
        [*lines, said.gettext(_PAGE, link=_page_of(item, site))] if is_whole else lines
    )


def _head(item: Item, said: Words) -> str:
    lines = [
        f"Message: {item.number}",
        f"From: {who(item, said)}",
        f"Subject: {subject_of(item, said)}",
        f"Date: {format_datetime(item.at.astimezone(TOKYO))}",
    ]
    return "\n".join([*lines, f"Message-ID: <{item.message_id}>"] if item.message_id else lines)


def _short_head(item: Item, said: Words) -> str:
    here = in_tokyo(item.at)
    subject = item.subject or said.gettext(_UNTITLED)
    if item.changed:
        subject = subject_of(item, said)
    return f"■[{item.number}] {subject}\n{who(item, said)} {here.month}/{here.day} {here:%H:%M}"


def subject_of(item: Item, said: Words) -> str:
    """The subject under which a post stands in a digest."""
    subject = item.subject or said.gettext(_UNTITLED)
    if item.changed:
        return said.gettext(_CORRECTED, subject=subject)
    return f"Re: {subject}" if item.references else subject


def who(item: Item, said: Words) -> str:
    """Who wrote, and by which way."""
    way = said.gettext(ORIGINS[item.origin])
    return said.gettext(_WHO, name=" ".join(item.author_name.split()), way=way)


def _files(item: Item, said: Words, site: Site) -> list[str]:
    named = [
        (
            said.gettext(_FILE, name=" ".join(file.name.split()), size=_octets(file.size)),
            site.link(file.path),
        )
        for file in item.files
    ]
    return [line for pair in named for line in pair]


def _octets(size: int) -> str:
    return f"{size / 1e6:.1f}MB" if size >= 1e6 else f"{max(1, round(size / 1000))}KB"


def _page_of(item: Item, site: Site) -> str:
    return site.link(f"/posts/{item.public_id}")


def _requests(board: ListNames, site: Site) -> str:
    return site.address(board.slug, Part.REQUEST)


def _begun(words: str, most: int) -> str:
    """The beginning of a text, to the end of a sentence where there is one in its last quarter."""
    if len(words) <= most:
        return words
    cut = words[:most]
    stop = max(cut.rfind(stop) for stop in _STOPS) + 1
    return (cut[:stop] if stop > 3 * most // 4 else cut).rstrip()
