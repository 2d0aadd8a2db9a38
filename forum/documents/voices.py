"""The voices behind a proposal, as everybody may read them: who, when, by which way, which words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState, TextFormat, Thread
from forum.base import table_of
from forum.boards import Board, Visibility
from forum.dates import in_tokyo
from forum.documents import content, words
from forum.needs import gathering, reading
from forum.needs.need import Need
from forum.people.person import Person
from forum.proposals import citing, drafting
from forum.proposals.content import Citation
from forum.proposals.proposal import Proposal
from forum.site import Site
from forum.text.masking import mask

_posts, _threads, _boards = table_of(Post), table_of(Thread), table_of(Board)
_persons = table_of(Person)
NOT_FOR_ALL = "（だれもが読める掲示板の投稿ではないため、言葉は載せていません）"


@dataclass
class _Found:
    """One passage and the items that it stands under."""

    passage: str
    need: str = ""
    items: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Voices:
    """Voices in the order in which they came, and how many people they are."""

    listed: tuple[content.Voice, ...]
    people: int


def of_proposal(session: Session, site: Site, proposal: Proposal) -> Voices:
    """The posts that a proposal comes from, itself or through needs; threads bring their first post."""
    version = drafting.frozen(session, proposal)
    positions = {item.item_id: item.position for item in version.items}
    found: dict[tuple[int, str], _Found] = {}
    for citation in citing.citations(session, proposal):
        if citation.item_id is not None and citation.item_id not in positions:
            continue  # the item has been dropped on the way
        for post_id, passage, need in _passages(session, citation):
            one = found.setdefault((post_id, passage), _Found(passage, need))
            if citation.item_id is not None:
                one.items.add(positions[citation.item_id])
    facts = _facts(session, {post_id for post_id, _ in found})
    shown = [(facts[key[0]], one) for key, one in found.items() if key[0] in facts]
    shown.sort(key=lambda pair: (pair[0].order_key, pair[1].passage))
    return _numbered(session, site, shown)


def of_comments(session: Session, site: Site, proposal: Proposal, first: int) -> Voices:
    """What was said while comments were asked for, numbered from `first`; the call itself is none."""
    if proposal.thread_id is None or _visibility(session, proposal) is not Visibility.PUBLIC:
        return Voices((), 0)
    ids = session.scalars(
        select(_posts.c.id).where(_posts.c.thread_id == proposal.thread_id)
        .order_by(_posts.c.order_key).offset(1)
    )  # fmt: skip
    facts = _facts(session, ids)
    return _numbered(session, site, [(row, _Found("")) for row in facts.values()], first)


def _passages(session: Session, citation: Citation) -> Iterable[tuple[int, str, str]]:
    """(post, passage or "" for the whole of it, need) of what a citation points to."""
    if citation.post_id is not None:
        yield citation.post_id, citation.passage, ""
    elif citation.need_id is not None:
        need = session.get_one(Need, citation.need_id)
        boards = list(
            session.scalars(select(Board.id).where(Board.visibility == Visibility.PUBLIC))
        )
        for clip in reading.clips_of(session, [need.id], boards)[need.id]:
            yield clip.post_id, clip.passage, need.title
    else:
        first = session.scalar(
            select(_posts.c.id).where(_posts.c.thread_id == citation.thread_id)
            .order_by(_posts.c.order_key).limit(1)
        )  # fmt: skip
        if first is not None:
            yield first, "", ""


def _facts(session: Session, post_ids: Iterable[int]) -> dict[int, Any]:
    """What is told of each post that is published, and not on a staff board; oldest first."""
    rows = session.execute(
        select(
            _posts.c.id, _posts.c.public_id, _posts.c.author_name, _posts.c.author_sector,
            _posts.c.origin, _posts.c.received_at, _posts.c.order_key, _posts.c.address_id,
            func.coalesce(_persons.c.merged_into_id, _posts.c.person_id).label("person"),
            _threads.c.subject, _boards.c.name.label("board"), _boards.c.visibility,
        )
        .join_from(_posts, _threads, _posts.c.thread_id == _threads.c.id)
        .join(_boards, _posts.c.board_id == _boards.c.id)
        .outerjoin(_persons, _posts.c.person_id == _persons.c.id)
        .where(
            _posts.c.id.in_(list(post_ids)),
            _posts.c.state == PostState.PUBLISHED,
            _boards.c.visibility != Visibility.STAFF,
        )
        .order_by(_posts.c.order_key)
    )  # fmt: skip
    return {row.id: row for row in rows}


def _numbered(
    session: Session, site: Site, shown: list[tuple[Any, _Found]], first: int = 1
) -> Voices:
    voices = tuple(
        content.Voice(
            number=number,
            on=in_tokyo(row.received_at).date(),
            way=words.ORIGINS[row.origin],
            name=mask(row.author_name),
            sector=words.SECTORS[row.author_sector],
            passage=_words(session, row, one.passage),
            place=f"{row.board}／{mask(row.subject)}",
            url=site.link(f"/posts/{row.public_id}"),
            items=tuple(sorted(one.items)),
            need=one.need,
        )
        for number, (row, one) in enumerate(shown, first)
    )
    return Voices(voices, len({_speaker(row) for row, _ in shown}))


def _words(session: Session, row: Any, passage: str) -> str:
    """The chosen passage, else the post's own words where everybody can read them anyway."""
    if passage:
        return mask(passage)
    if row.visibility is not Visibility.PUBLIC:
        return NOT_FOR_ALL
    return own_words(session.get_one(Post, row.id))


def own_words(post: Post) -> str:
    """A post's own words, masked, and without Markdown's signs."""
    words = gathering.words_of(post)
    if post.format is TextFormat.MARKDOWN:
        from forum.text import html_text, markdown  # heavy, and seldom wanted

        words = html_text.to_text(markdown.render(words))
    return words.strip()


def _speaker(row: Any) -> tuple[str, Any]:
    if row.person is not None:
        return "person", row.person
    return ("address", row.address_id) if row.address_id is not None else ("name", row.author_name)


def _visibility(session: Session, proposal: Proposal) -> Visibility:
    wanted = select(Board.visibility).join(Thread, Thread.board_id == Board.id)
    return session.scalars(wanted.where(Thread.id == proposal.thread_id)).one()
