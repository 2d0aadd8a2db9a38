"""What became of a post's words: every proposal that cites it, and what the city said to that."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from forum.base import table_of
from forum.boards import Board, may_read
from forum.needs import reading as needs
from forum.needs.need import Clip
from forum.people.standing import Standing
from forum.proposals.city import Answer
from forum.proposals.content import Citation, Item, ItemVersion, Version
from forum.proposals.proposal import Proposal
from forum.proposals.visibility import may_see, visible

_boards = table_of(Board)


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a post was cited and what became of it: proposal, its item, the newest answer."""

    proposal: Proposal
    title: str
    item: Item | None
    position: int | None  # 項目 number in the words that count
    answer: Answer | None


def cited(session: Session, post_ids: Sequence[int], by: Standing) -> dict[int, list[Cited]]:
    """For each of these posts, every proposal that cites it (itself, or by a need's passage).

    A need that has been merged into another counts as that one. Two queries where nothing is
    cited, a few more where something is, however many posts are asked about.
    """
    found: dict[int, list[Cited]] = {}
    pairs = _citations(session, post_ids, by)
    told = _Told.of(session, [citation for _, citation in pairs]) if pairs else None
    for post_id, citation in pairs:
        one = told.of_citation(citation) if told else None
        already = found.setdefault(post_id, []) if one else []
        if one and (one.proposal.id, one.position) not in [
            (c.proposal.id, c.position) for c in already
        ]:
            already.append(one)
    return found


def of_threads(session: Session, thread_ids: Sequence[int], by: Standing) -> list[Cited]:
    """The proposals that come from these threads as a whole."""
    return _directly(session, Citation.thread_id.in_(thread_ids), by)


def proposed_in(session: Session, thread_id: int, by: Standing) -> Cited | None:
    """The proposal whose comments are written in this thread, for those who may see it."""
    here = Proposal.thread_id == thread_id
    one = session.scalars(select(Proposal).where(here).limit(1)).one_or_none()
    if one is None or not may_see(one, by):
        return None
    (version,) = _versions(session, [one])
    return Cited(one, version.title, None, None, None)


def of_needs(session: Session, need_ids: Sequence[int], by: Standing) -> list[Cited]:
    """The proposals that come from these needs, or from ones that were merged into them."""
    families = needs.relatives_of(session, need_ids).values()
    return _directly(session, Citation.need_id.in_(set().union(*families)), by)


@dataclass(frozen=True, slots=True)
class _Told:
    """What there is to tell of some citations: words, places and answers, each asked for once."""

    titles: dict[int, str]
    positions: dict[tuple[int, int], int]
    answers: dict[int, Answer]

    @classmethod
    def of(cls, session: Session, citations: Sequence[Citation]) -> "_Told":
        proposals = {one.proposal_id: one.proposal for one in citations}
        items = {one.item_id for one in citations if one.item_id is not None}
        versions = _versions(session, proposals.values())
        positions = _positions(session, versions, items)
        return cls(
            {version.proposal_id: version.title for version in versions},
            positions,
            _answers(session, items),
        )

    def of_citation(self, citation: Citation) -> Cited | None:
        """None where the item has been dropped on the way."""
        at = (citation.proposal_id, citation.item_id or 0)
        position = self.positions.get(at)
        if citation.item_id is not None and position is None:
            return None
        title = self.titles.get(citation.proposal_id, "")
        answer = self.answers.get(citation.item_id or 0)
        return Cited(citation.proposal, title, citation.item, position, answer)


def _directly(session: Session, condition: ColumnElement[bool], by: Standing) -> list[Cited]:
    rows = _seen(session, condition, by)
    told = _Told.of(session, rows) if rows else None
    found: dict[tuple[int, int | None], Cited] = {}
    for citation in rows:
        one = told.of_citation(citation) if told else None
        if one is not None:
            found.setdefault((one.proposal.id, one.position), one)
    return list(found.values())


def _citations(
    session: Session, post_ids: Sequence[int], by: Standing
) -> list[tuple[int, Citation]]:
    """(post id, citation) for each of the posts, the oldest first."""
    if not post_ids:
        return []
    clips = session.execute(
        select(Clip.post_id, Clip.need_id).where(
            Clip.post_id.in_(post_ids), Clip.removed_at.is_(None)
        )
    ).all()
    relatives = needs.relatives_of(session, {row.need_id for row in clips}) if clips else {}
    spoken: dict[int, set[int]] = {}
    for post_id, need_id in clips:
        for relative in relatives[need_id]:
            spoken.setdefault(relative, set()).add(post_id)
    named = or_(Citation.post_id.in_(post_ids), Citation.need_id.in_(spoken))
    rows = _seen(session, named, by)
    return [
        (post_id, one)
        for one in rows
        for post_id in ([one.post_id] if one.post_id else sorted(spoken.get(one.need_id or 0, ())))
    ]


def _seen(session: Session, named: ColumnElement[bool], by: Standing) -> Sequence[Citation]:
    """The citations named so that somebody may know of; most posts have none at all."""
    counts = and_(named, Citation.removed_at.is_(None))
    if session.scalar(select(Citation.id).where(counts).limit(1)) is None:
        return ()
    boards = session.execute(select(_boards.c.id, _boards.c.visibility)).all()
    readable = [row.id for row in boards if may_read(row.visibility, row.id, by)]
    wanted = (
        select(Citation)
        .join(Citation.proposal)
        .outerjoin(Citation.item)
        .options(contains_eager(Citation.proposal), contains_eager(Citation.item))
        .where(counts, visible(by, readable))
    )
    return session.scalars(wanted.order_by(Citation.id)).all()


def _versions(session: Session, proposals: Collection[Proposal]) -> Sequence[Version]:
    """The version of each proposal that counts."""
    rows = session.execute(
        select(Version.proposal_id, func.max(Version.number).label("number"))
        .where(Version.proposal_id.in_([one.id for one in proposals]))
        .group_by(Version.proposal_id)
    )
    newest: dict[int, int] = {row.proposal_id: row.number for row in rows}
    newest |= {one.id: one.frozen_version for one in proposals if one.frozen_version is not None}
    those = [
        and_(Version.proposal_id == proposal_id, Version.number == number)
        for proposal_id, number in newest.items()
    ]
    return session.scalars(select(Version).where(or_(*those))).all()


def _positions(
    session: Session, versions: Sequence[Version], item_ids: Collection[int]
) -> dict[tuple[int, int], int]:
    """By (proposal id, item id), the number of an item in the words that count."""
    if not item_ids:
        return {}
    owners = {version.id: version.proposal_id for version in versions}
    rows = session.execute(
        select(ItemVersion.version_id, ItemVersion.item_id, ItemVersion.position).where(
            ItemVersion.version_id.in_(owners), ItemVersion.item_id.in_(item_ids)
        )
    )
    return {(owners[version_id], item_id): position for version_id, item_id, position in rows}


def _answers(session: Session, item_ids: Collection[int]) -> dict[int, Answer]:
    """The newest answer to each of these items."""
    if not item_ids:
        return {}
    wanted = select(Answer).where(Answer.item_id.in_(item_ids)).order_by(Answer.number)
    return {answer.item_id: answer for answer in session.scalars(wanted)}
