"""A council whose voices are cited, whose liaison reads mail, and a reader for both."""

import re
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.announcements.telling import tell_at_once
from forum.archive.message import Arrival
from forum.archive.thread import Post
from forum.base import writing
from forum.needs import gathering
from forum.needs.need import Clip, Need
from forum.people.person import Person
from forum.proposals import citing, reading
from forum.proposals.proposal import Proposal, State
from mailgate.inbound.reading import read_batch
from tests import factories as make
from tests.forum.proposals.stage import Stage, done, set_up
from tests.letters import newest, owed, text_of

PROOF = "Authentication-Results: mx.example; dmarc=pass header.from=example.jp"


class CityHall:
    """A submitted proposal that cites a subscriber, a mail-only resident and somebody without mail."""

    def __init__(self, engine: Engine, folder: Path, state: State = State.ADOPTED) -> None:
        self.engine = engine
        self.site = make.a_site(folder, authserv_ids=frozenset({"mx.example"}))
        with Session(writing(engine)) as session, session.begin():
            stage = set_up(session)
            make.subscribe(session, stage.board, make.enter_person(session, "Ren"))
            make.enter_person(session, "Aoi")
            paper = Person(name="Kiku")
            session.add(paper)
        for name, words in (("Ren", "夜も開けてほしいです。"), ("Aoi", "電話で予約したいです。")):
            self.write("general", "ホール", words, sender=f"{name} <{name.lower()}@example.jp>")
        with Session(writing(engine)) as session, session.begin():
            stage = self.stage(session)
            posts = session.scalars(select(Post).order_by(Post.id)).all()
            kiku = session.scalars(select(Person).where(Person.name == "Kiku")).one()
            by = stage.standing("moderator")
            proposal = stage.draft()
            done(citing.cite(session, proposal, posts[0], stage.standing("member")))
            need = done(gathering.open_need(session, "電話", "", by))
            assert isinstance(need, Need)
            kept = gathering.clip(session, need, posts[1], "電話で予約したいです。", by)
            assert isinstance(kept, Clip)
            done(citing.cite(session, proposal, need, stage.standing("member")))
            # Somebody who wrote a letter: a person without any mailbox.
            twin = session.get_one(Post, self._paper(session, kiku))
            done(citing.cite(session, proposal, twin, stage.standing("member")))
            for step in ("open_comment", "open_poll", "adopt"):
                getattr(stage, step)(proposal)
            self.public_id = proposal.public_id
        if state is not State.ADOPTED:
            self.submit()

    def _paper(self, session: Session, person: Person) -> int:
        from forum import posting
        from forum.acceptance.contribution import Author, BoardFacts
        from forum.archive.thread import Identity, Origin

        stage = self.stage(session)
        words = make.a_contribution(
            board=BoardFacts.of(stage.board),
            author=Author("Kiku", person_id=person.id),
            origin=Origin.PAPER,
            identity=Identity.ON_BEHALF,
            message_id=None,
            text="手紙で書きます。",
        )
        return posting.publish(session, words, self.site).post_id

    def stage(self, session: Session) -> Stage:
        from forum.boards import Board

        board = session.scalars(select(Board)).one()
        stage = Stage(session, board)
        for person in session.scalars(select(Person)):
            stage.people[person.name.lower()] = person
        return stage

    def proposal(self, session: Session) -> Proposal:
        found = reading.proposal(session, self.public_id)
        assert found is not None
        return found

    def submit(self) -> int:
        with Session(writing(self.engine)) as session, session.begin():
            proposal = self.proposal(session)
            self.stage(session).submit(proposal)
            return tell_at_once(session, self.site, proposal)

    def state(self) -> State:
        with Session(self.engine) as session:
            return self.proposal(session).state

    def letters(self, name: str) -> list[str]:
        with Session(self.engine) as session:
            return [text_of(one) for one in owed(session, f"{name}@example.jp")]

    def letter(self, name: str):
        with Session(self.engine) as session:
            return newest(session, f"{name}@example.jp")

    def answer(self, text: str, name: str = "liaison", sender: str = "") -> Arrival:
        """Reply to the newest letter that somebody got."""
        found = re.search(r"reply\+\w+", self.letter(name)["From"])
        assert found is not None
        return self.write(found[0], "Re: letter", text, sender=sender or f"{name}@example.jp")

    def write(
        self, local: str, subject: str, text: str, *, sender: str, proof: str = PROOF
    ) -> Arrival:
        raw = make.a_mail(text, subject=subject, sender=sender, headers=(proof,))
        with Session(writing(self.engine)) as session, session.begin():
            message_id = make.keep_mail(session, raw, local).id
        while read_batch(self.engine, self.site):
            pass
        with Session(self.engine, expire_on_commit=False) as session:
            return session.scalars(select(Arrival).where(Arrival.message_id == message_id)).one()
