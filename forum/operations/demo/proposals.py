"""Leading the demo's proposals to where they are, each act on its own day by whoever may do it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.announcements import opening
from forum.archive.thread import Post
from forum.base import today, writing
from forum.boards import Board
from forum.dates import fiscal_year_number
from forum.documents import asking, making
from forum.documents.document import Document
from forum.documents.document import Kind as DocumentKind
from forum.needs.need import Need
from forum.operations.demo.needs import FOUND
from forum.operations.demo.tales import PAPER, TALES, Comment, Replied, Source, Tale, Vote
from forum.people.person import Person
from forum.people.standing import Standing, standing_of
from forum.plan.measure import Measure
from forum.proposals import (
    answering,
    citing,
    commenting,
    deciding,
    drafting,
    following_up,
    polling,
    submitting,
)
from forum.proposals.answering import Reply
from forum.proposals.content import Item
from forum.proposals.deciding import Decision
from forum.proposals.life import Refusal
from forum.proposals.poll import Poll
from forum.proposals.proposal import Kind, Proposal
from forum.site import Site

ADDRESSEE = "みなと市長 様"
CHAIR, OFFICE, LIAISON = "nakamura", "yamaguchi", "watanabe"
Act = Callable[[], object]


@dataclass
class Council:
    """Whoever acts in the tales, and the proposals that they have made so far."""

    engine: Engine
    site: Site
    people: dict[str, int]
    boards: dict[str, int]
    message_id: Callable[[str], str]
    comment: Callable[[int, str, str], object]
    made: dict[str, int] = field(default_factory=dict)
    session: Session = field(init=False)

    def acts(self) -> Iterator[tuple[float, Act]]:
        """(days ago, act) for all that happens to the proposals, in no order."""
        for tale in TALES:
            for days_ago, act in self._acts(tale):
                yield days_ago, partial(self._alone, act)

    def _alone(self, act: Act) -> None:
        """One act, one transaction."""
        with Session(writing(self.engine)) as self.session:
            act()
            self.session.commit()

    def _acts(self, tale: Tale) -> Iterator[tuple[float, Act]]:
        yield tale.begun, partial(self._begin, tale)
        if tale.opened is not None:
            yield tale.opened + 0.6, partial(self._ask_comment, tale)
            yield tale.opened, partial(self._open_comment, tale)
        for one in tale.comments:
            yield one.days_ago, partial(self._comment, tale, one)
        if tale.polled is not None:
            yield tale.polled, partial(self._open_poll, tale)
        for vote in tale.votes:
            yield vote.days_ago, partial(self._vote, tale, vote)
        steps: tuple[tuple[float | None, Callable[[Tale], object]], ...] = (
            (tale.adopted, self._adopt),
            (tale.submitted, self._submit),
            (tale.received, self._receive),
            (tale.answered, self._answer),
            (tale.approved, self._approve),
            (tale.linked and tale.linked[0], self._link),
            (tale.closed and tale.closed[0], self._close),
        )
        for days_ago, act in steps:
            if days_ago is not None:
                yield days_ago, partial(act, tale)

    # --- The council's side ---

    def _begin(self, tale: Tale) -> None:
        board = self.session.get_one(Board, self.boards[tale.board])
        by = self._by(tale.drafter)
        proposal = _done(drafting.begin(self.session, board, tale.text, by, tale.kind))
        self.made[tale.text.title] = proposal.id
        for source in tale.sources:
            self._cite(proposal, source, by)
        for number, position in tale.needs:
            title = FOUND[number][0]
            need = self.session.scalars(select(Need).where(Need.title == title)).one()
            item = self._item(proposal, position)
            _done(citing.cite(self.session, proposal, need, by, item))

    def _cite(self, proposal: Proposal, source: Source, by: Standing) -> None:
        wanted = select(Post).where(Post.message_id == self.message_id(source.said))
        post = self.session.scalars(wanted).one()
        item = self._item(proposal, source.item)
        _done(citing.cite(self.session, proposal, post, by, item, source.passage))

    def _ask_comment(self, tale: Tale) -> None:
        _done(commenting.ask_comment(self.session, self._of(tale), self._by(tale.drafter)))

    def _open_comment(self, tale: Tale) -> None:
        until = today() + timedelta(days=tale.comment_days)
        by = self._by(tale.moderator)
        proposal = self._of(tale)
        _done(commenting.open_comment(self.session, proposal, until, by))
        opening.ask_for_comments(self.session, proposal, by, self.site)

    def _comment(self, tale: Tale, one: Comment) -> None:
        thread_id = self._of(tale).thread_id
        assert thread_id is not None
        self.session.commit()  # the words come by the door that they would really use
        self.comment(thread_id, one.who, one.text)

    def _open_poll(self, tale: Tale) -> None:
        closes = today() + timedelta(days=tale.poll_days)
        _done(deciding.open_poll(self.session, self._of(tale), closes, self._by(CHAIR)))

    def _vote(self, tale: Tale, vote: Vote) -> None:
        poll = self._poll(tale)
        person = self.session.get_one(Person, self.people[vote.who])
        said = polling.Said(vote.choice, vote.reason)
        if vote.channel is PAPER:
            clerk = self._by(OFFICE)
            outcome: object = polling.enter_slip(self.session, poll, person, said, today(), clerk)
        else:
            outcome = polling.cast(self.session, poll, person, said, vote.channel)
        if isinstance(outcome, polling.NotCounted):
            raise AssertionError(f"{vote.who}: {outcome}")

    def _adopt(self, tale: Tale) -> None:
        decision = Decision(tale.method, today(), tale.decision)
        by = self._by(CHAIR)
        _done(deciding.adopt(self.session, self._of(tale), decision, by))

    def _submit(self, tale: Tale) -> None:
        proposal, by = self._of(tale), self._by(OFFICE)
        if tale.kind is Kind.RELAY:
            _done(deciding.send(self.session, proposal, by))
            return
        _done(
            submitting.submit(
                self.session,
                proposal,
                today(),
                ADDRESSEE,
                tale.document_number,
                self._document(proposal, tale),
                by,
            )
        )

    def _document(self, proposal: Proposal, tale: Tale) -> str | None:
        """SHA-256 of the PDF; where nothing can set one, of the words that it would hold."""
        name, otherwise = proposal.public_id, proposal.frozen_hash
        written = {
            "on": today().isoformat(),
            "addressee": ADDRESSEE,
            "document_number": tale.document_number,
        }
        document_id = asking.ask(self.session, DocumentKind.PROPOSAL, name, written).id
        self.session.commit()  # its turn to write has to end before another's begins
        making.make_this(self.engine, self.site, document_id)
        return self.session.get_one(Document, document_id).sha256 or otherwise

    def _close(self, tale: Tale) -> None:
        assert tale.closed is not None
        _done(following_up.close(self.session, self._of(tale), tale.closed[1], self._by(CHAIR)))

    # --- The city's side ---

    def _receive(self, tale: Tale) -> None:
        due = today() + timedelta(days=tale.answer_days)
        _done(
            submitting.receive(
                self.session,
                self._of(tale),
                today(),
                tale.receipt_number,
                tale.department,
                due,
                self._by(LIAISON),
            )
        )

    def _answer(self, tale: Tale) -> None:
        proposal = self._of(tale)
        items = drafting.frozen_items(self.session, proposal)
        replies = [_reply(item, told) for item, told in zip(items, tale.replies, strict=True)]
        _done(answering.answer(self.session, proposal, replies, self._by(LIAISON)))

    def _approve(self, tale: Tale) -> None:
        _done(following_up.approve(self.session, self._of(tale), today(), self._by(LIAISON)))

    def _link(self, tale: Tale) -> None:
        assert tale.linked is not None
        _, code, who = tale.linked
        measure = self.session.scalars(select(Measure).where(Measure.code == code)).one()
        proposal = self._of(tale)
        for item in drafting.frozen_items(self.session, proposal):
            _done(following_up.link_measure(self.session, proposal, item, measure, self._by(who)))

    # --- Who and what ---

    def _by(self, who: str) -> Standing:
        return standing_of(self.session, self.people[who])

    def _of(self, tale: Tale) -> Proposal:
        return self.session.get_one(Proposal, self.made[tale.text.title])

    def _poll(self, tale: Tale) -> Poll:
        poll = deciding.current_poll(self.session, self._of(tale))
        assert poll is not None
        return poll

    def _item(self, proposal: Proposal, position: int | None) -> Item | None:
        if position is None:
            return None
        return drafting.newest(self.session, proposal).items[position - 1].item


def _reply(item: Item, told: Replied) -> Reply:
    year = None if told.years_on is None else fiscal_year_number(today()) + told.years_on
    return Reply(
        item,
        told.judgement,
        told.response,
        year,
        reason=told.reason,
        plain=told.plain,
        department=told.department,
    )


def _done(outcome: Any) -> Any:
    if isinstance(outcome, Refusal):
        raise AssertionError(f"the demo was refused: {outcome}")
    return outcome
