"""What was said and decided in a month, on public boards alone, as the printed digest tells it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState, Thread
from forum.base import order_key, table_of
from forum.boards import Board, Visibility
from forum.dates import era_day, era_year, in_tokyo
from forum.documents import due, words
from forum.documents.voices import own_words
from forum.language import words as language
from forum.people.standing import NOBODY
from forum.proposals import drafting, outlook, reading, wording
from forum.proposals.city import Answer
from forum.proposals.content import Item
from forum.proposals.poll import Poll
from forum.proposals.proposal import AT_THE_CITY, Proposal, Step
from forum.text.masking import mask

MOST_TOPICS = 12
MOST_VOICES = 3
_posts, _threads, _boards = table_of(Post), table_of(Thread), table_of(Board)
_JAPANESE = language("ja")


@dataclass(frozen=True, slots=True)
class Said:
    """A post of the month."""

    post: Post
    name: str
    sector: str
    way: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A thread that was written in this month; of its posts the first and the newest ones."""

    thread: Thread
    board: str
    subject: str
    posts: int
    people: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a proposal stands at the end of the month."""

    proposal: Proposal
    label: str
    title: str
    state: str
    next: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the city said to an item in this month."""

    proposal: Proposal
    label: str
    item: str
    decided: str
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Month:
    """Everything that is told of a month; `more` are the topics that did not fit."""

    begins: date
    name: str  # 令和8年11月
    topics: tuple[Topic, ...]
    more: tuple[Topic, ...]
    proposals: tuple[Standing, ...]
    answers: tuple[Answered, ...]
    polls: tuple[Poll, ...]
    posts: int
    people: int
    by_way: tuple[tuple[str, int], ...]


def told(session: Session, month: date, voices: int = MOST_VOICES) -> Month:
    """The month that begins on `month`, with so many posts of each topic."""
    rows = _rows(session, month)
    by_thread: dict[int, list[Any]] = {}
    for row in rows:
        by_thread.setdefault(row.thread_id, []).append(row)
    busiest = sorted(by_thread.values(), key=lambda found: (-len(found), found[0].order_key))
    ways = Counter(row.origin for row in rows)
    threads = _threads_of(session, list(by_thread))
    return Month(
        begins=month,
        name=f"{era_year(month)}{month.month}月",
        topics=tuple(_topic(session, threads, found, voices) for found in busiest[:MOST_TOPICS]),
        more=tuple(_topic(session, threads, found, 0) for found in busiest[MOST_TOPICS:]),
        proposals=_proposals(session, month),
        answers=_answers(session, month),
        polls=_polls(session),
        posts=len(rows),
        people=_people(rows),
        by_way=tuple((words.ORIGINS[way], count) for way, count in ways.most_common()),
    )


def _rows(session: Session, month: date) -> list[Any]:
    """The published posts of the month on public boards, oldest first."""
    begins, ends = due.month_span(month)
    public = session.scalars(select(_boards.c.id).where(_boards.c.visibility == Visibility.PUBLIC))
    return list(
        session.execute(
            select(
                _posts.c.id, _posts.c.thread_id, _posts.c.order_key, _posts.c.origin,
                _posts.c.person_id, _posts.c.address_id, _posts.c.author_name,
                _boards.c.name.label("board"),
            )
            .join_from(_posts, _boards, _posts.c.board_id == _boards.c.id)
            .where(
                _posts.c.board_id.in_(public.all()),
                _posts.c.state == PostState.PUBLISHED,
                _posts.c.order_key >= order_key(begins, 0),
                _posts.c.order_key < order_key(ends, 0),
            )
            .order_by(_posts.c.order_key)
        )
    )  # fmt: skip


def _threads_of(session: Session, ids: list[int]) -> dict[int, Thread]:
    """The threads of these ids, a few questions however many they are."""
    found: dict[int, Thread] = {}
    for at in range(0, len(ids), 1000):
        some = session.scalars(select(Thread).where(Thread.id.in_(ids[at : at + 1000])))
        found |= {thread.id: thread for thread in some}
    return found


def _topic(session: Session, threads: dict[int, Thread], rows: list[Any], most: int) -> Topic:
    chosen = rows if len(rows) <= most else [rows[0], *rows[len(rows) - most + 1 :]]
    thread = threads[rows[0].thread_id]
    return Topic(
        thread=thread,
        board=rows[0].board,
        subject=mask(thread.subject),
        posts=len(rows),
        people=_people(rows),
        said=tuple(_said(session.get_one(Post, row.id)) for row in chosen[:most]),
    )


def _said(post: Post) -> Said:
    return Said(
        post=post,
        name=mask(post.author_name),
        sector=words.SECTORS[post.author_sector],
        way=words.ORIGINS[post.origin],
        on=in_tokyo(post.received_at).date(),
        words=" ".join(own_words(post).split()),
    )


def _people(rows: list[Any]) -> int:
    return len({row.person_id or -(row.address_id or 0) or row.author_name for row in rows})


def _proposals(session: Session, month: date) -> tuple[Standing, ...]:
    """What everybody may see, and what has moved since the month before or still goes on."""
    begins, _ = due.month_span(month)
    moved = select(Step.proposal_id).where(Step.at >= begins)
    ids = set(session.scalars(moved))
    public = session.scalars(select(Board.id).where(Board.visibility == Visibility.PUBLIC)).all()
    shown = [
        one
        for one in reading.page(session, NOBODY, public, limit=200)
        if one.id in ids or one.state in AT_THE_CITY
    ]
    return tuple(_standing(line) for line in outlook.outlooks(session, shown))


def _standing(line: outlook.Outlook) -> Standing:
    until = f"{era_day(line.next_on)}まで" if line.next_on else ""
    late = words.LATENESS[line.late] if line.late else ""
    return Standing(
        proposal=line.proposal,
        label=line.proposal.label,
        title=line.title,
        state=words.STATES[line.proposal.state],
        next=late or until,
    )


def _answers(session: Session, month: date) -> tuple[Answered, ...]:
    """The city's answers of the month; of a corrected one the newest."""
    _, ends = due.month_span(month)
    rows = session.scalars(
        select(Answer).join(Item, Answer.item_id == Item.id)
        .where(Answer.answered_on >= month, Answer.answered_on < ends.date())
        .order_by(Answer.item_id, Answer.number)
    )  # fmt: skip
    newest = {answer.item_id: answer for answer in rows}
    shown = [one for one in newest.values() if reading.may_see(one.item.proposal, NOBODY)]
    proposals = [one.item.proposal for one in shown]
    titles = outlook.titles_of(session, proposals)
    return tuple(
        Answered(
            proposal=answer.item.proposal,
            label=answer.item.proposal.label or titles[answer.item.proposal_id],
            item=_item_title(session, answer),
            decided=wording.decided(answer, _JAPANESE),
            reason=answer.plain or answer.reason,
            on=answer.answered_on,
        )
        for answer in shown
    )


def _item_title(session: Session, answer: Answer) -> str:
    for item in drafting.frozen(session, answer.item.proposal).items:
        if item.item_id == answer.item_id:
            return f"項目{item.position}　{item.title}"
    return ""


def _polls(session: Session) -> tuple[Poll, ...]:
    """Polls that everybody may answer now."""
    wanted = select(Poll).where(Poll.ended_at.is_(None)).order_by(Poll.id)
    return tuple(one for one in session.scalars(wanted) if reading.may_see(one.proposal, NOBODY))
