"""Telling the story: every contribution comes in by the door that it would really use."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import partial

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution, KeptAttachment
from forum.archive.canonical import encoded_words
from forum.archive.message import Arrival, Door, Message
from forum.archive.thread import Identity, Origin, Post, TextFormat
from forum.base import living_at, table_of, today, utcnow, writing
from forum.boards import Board
from forum.dates import in_tokyo
from forum.distribution import Mailing, MailingState
from forum.intake import entering
from forum.intake.entering import Voice
from forum.intake.entry import Intake
from forum.moderation import acts
from forum.moderation.held import HeldPost
from forum.operations.demo.meetings import Table
from forum.operations.demo.needs import gather
from forum.operations.demo.people import enter_boards, enter_people
from forum.operations.demo.plan import enter_plan
from forum.operations.demo.proposals import Council
from forum.operations.demo.scan import letter_scan
from forum.operations.demo.story import FILES, HIDDEN, PINNED, STORY, Said
from forum.operations.refused import Refused
from forum.people.person import Person
from forum.people.standing import standing_of
from forum.posting import Published, receive
from forum.site import Site

GATHERED = 189.0  # days ago: before the first proposal, which rests on the needs
STRANGERS = {"木村 和也": "kimura@mail.example.jp", "お得情報センター": "info@shop.example.com"}


def tell(engine: Engine, site: Site, read: Callable[[], object]) -> None:
    """Fill an empty installation; `read` reads what has been kept, as the mail door does."""
    with Session(engine) as session:
        if session.scalar(select(Board.id).limit(1)) is not None:
            raise Refused("There is something here already: the demo needs an empty database.")
    told = _Telling(engine, site, read)
    told.enter()
    for days_ago, act in sorted(told.acts(), key=lambda one: -one[0]):
        with living_at(told.moment(days_ago)):
            act()
    told.moderate()
    _owe_from_now_on(engine)


def _owe_from_now_on(engine: Engine) -> None:
    """What the story's mails owe was not owed since spring: nobody is to be warned of a delay."""
    owed = table_of(Mailing)
    waiting = owed.update().where(
        owed.c.state == MailingState.WAITING, owed.c.not_before < utcnow()
    )
    with writing(engine).begin() as connection:
        connection.execute(waiting.values(not_before=utcnow()))


@dataclass
class _Telling:
    engine: Engine
    site: Site
    read: Callable[[], object]
    started_at: datetime = field(default_factory=utcnow)
    people: dict[str, int] = field(default_factory=dict)
    boards: dict[str, int] = field(default_factory=dict)
    message_ids: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def enter(self) -> None:
        with Session(writing(self.engine)) as session:
            boards = enter_boards(session)
            people = enter_people(session, boards)
            self.boards = {slug: board.id for slug, board in boards.items()}
            self.people = {name: person.id for name, person in people.items()}
            enter_plan(session, self.people["yamaguchi"], today())
            session.commit()

    def acts(self) -> Iterator[tuple[float, Callable[[], object]]]:
        """(days ago, act) for everything that was said and done."""
        for said in STORY:
            yield said.days_ago, partial(self.say, said)
        yield GATHERED, self.gather
        yield from self.council().acts()
        yield from Table(self.engine, self.site, self.people, self.boards, self.own).acts()

    def council(self) -> Council:
        """The proposals of these people, who comment on them through this house's own doors."""
        return Council(self.engine, self.site, self.people, self.boards, self.own, self.comment)

    def say(self, said: Said) -> None:
        if said.way == "web":
            self._on_the_web(said)
        elif said.way == "paper":
            self._by_letter(said)
        else:
            self._by_mail(said)

    def moderate(self) -> None:
        """What the moderators did with it."""
        with Session(writing(self.engine)) as session:
            suzuki = standing_of(session, self.people["suzuki"])
            name, reason = HIDDEN
            post = session.scalars(select(Post).where(Post.message_id == self.own(name))).one()
            acts.hide(
                session, self.site, suzuki, post.id, acts.content_hash_of(post), reason=reason
            )
            notice = select(Post).where(Post.message_id == self.own(PINNED))
            acts.pin(session, suzuki, session.scalars(notice).one().thread_id)
            session.commit()

    def comment(self, thread_id: int, who: str, text: str) -> None:
        """What somebody writes on the web under the first post of a thread."""
        with Session(writing(self.engine)) as session:
            wanted = select(Post).where(Post.thread_id == thread_id).order_by(Post.order_key)
            first = session.scalars(wanted.limit(1)).one()
            facts = BoardFacts.of(first.board)
            person = session.get_one(Person, self.people[who])
            receive(
                session,
                Contribution(
                    board=facts,
                    author=author_signed_in(session, facts, person),
                    origin=Origin.WEB,
                    identity=Identity.SESSION,
                    subject=first.subject,
                    text=text,
                    format=TextFormat.MARKDOWN,
                    received_at=utcnow(),
                    references=(first.message_id,),
                    in_reply_to=first.message_id,
                ),
                self.site,
            )
            session.commit()

    def gather(self) -> None:
        """The needs that a moderator found in what was said."""
        with Session(writing(self.engine)) as session:
            gather(session, standing_of(session, self.people["suzuki"]), self.own)
            session.commit()

    def _on_the_web(self, said: Said) -> None:
        at = self._when(said)
        with Session(writing(self.engine)) as session:
            facts = BoardFacts.of(session.get_one(Board, self.boards[said.board]))
            person = session.get_one(Person, self.people[said.who])
            references = self.message_ids[said.answers] if said.answers else ()
            outcome = receive(
                session,
                Contribution(
                    board=facts,
                    author=author_signed_in(session, facts, person),
                    origin=Origin.WEB,
                    identity=Identity.SESSION,
                    subject=said.subject or self._subject(said),
                    text=said.text,
                    format=TextFormat.MARKDOWN,
                    received_at=at,
                    references=references,
                    in_reply_to=references[-1] if references else None,
                    attachments=self._files(said),
                ),
                self.site,
            )
            if not isinstance(outcome, Published):
                raise AssertionError(f"{said.name} was not published: {outcome}")
            post = session.get_one(Post, outcome.post_id)
            self.message_ids[said.name] = (*references, post.message_id)
            session.commit()

    def _by_letter(self, said: Said) -> None:
        """A letter that the secretariat copies out a day after it came; its picture may be shown."""
        at = self._when(said)
        with Session(writing(self.engine)) as session:
            references = self.message_ids[said.answers] if said.answers else ()
            answered = select(Post).where(Post.message_id == references[-1]) if references else None
            voice = Voice(
                person=session.get_one(Person, self.people[said.who]),
                channel=Origin.PAPER,
                received_on=in_tokyo(at).date() - timedelta(days=1),
                subject=said.subject or self._subject(said),
                text=said.text,
                answers=None if answered is None else session.scalars(answered).one(),
                shown=self._files(said),
                at=at,
            )
            board = session.get_one(Board, self.boards[said.board])
            clerk = standing_of(session, self.people["yamaguchi"])
            entry = entering.enter(session, self.site, board, voice, clerk)
            if not isinstance(entry, Intake):
                raise AssertionError(f"{said.name} was not entered: {entry}")
            post = session.get_one(Post, entry.post_id)
            self.message_ids[said.name] = (*references, post.message_id)
            session.commit()

    def _by_mail(self, said: Said) -> None:
        own = f"{said.name}.{self.started_at:%Y%m%d%H%M%S}@{self._domain(said)}"
        references = self.message_ids[said.answers] if said.answers else ()
        self.message_ids[said.name] = (*references, own)
        raw = self._mail(said, own, references)
        with Session(writing(self.engine)) as session:
            message = Message(
                door=Door.LMTP,
                received_at=self._when(said),
                mail_from=self._mailbox(said),
                size=len(raw),
                raw=raw,
            )
            recipient = self.site.address(said.board)
            message.arrivals.append(Arrival(recipient=recipient, board_id=self.boards[said.board]))
            session.add(message)
            session.commit()
        self.read()
        if said.way != "stranger":
            self._let_through(message_subject=said.name)

    def _let_through(self, message_subject: str) -> None:
        """A member's mail without proof waits; the moderator knows them and lets it through."""
        with Session(writing(self.engine)) as session:
            suzuki = standing_of(session, self.people["suzuki"])
            waiting = session.scalars(select(HeldPost).where(HeldPost.decided_at.is_(None)))
            for held in waiting:
                if held.contribution["message_id"] == self.own(message_subject):
                    acts.approve(session, self.site, suzuki, held.id, held.content_hash)
            session.commit()

    def _mail(self, said: Said, own: str, references: tuple[str, ...]) -> bytes:
        """The mail as the writer's device would send it: a feature phone speaks ISO-2022-JP."""
        at = self._when(said)
        phone = said.way == "phone_mail"
        charset = "iso-2022-jp" if phone else "utf-8"
        headers = [
            f"From: {self._from(said, charset)}",
            f"To: {self.site.address(said.board)}",
            f"Subject: {_words(said.subject, charset)}",
            f"Date: {format_datetime(at)}",
            f"Message-ID: <{own}>",
        ]
        if references:
            chain = "\r\n ".join(f"<{reference}>" for reference in references)
            headers += [f"In-Reply-To: <{references[-1]}>", f"References: {chain}"]
        headers += [
            "MIME-Version: 1.0",
            f"Content-Type: text/plain; charset={charset}",
            f"Content-Transfer-Encoding: {'7bit' if phone else '8bit'}",
        ]
        body = said.text.replace("\n", "\r\n").encode(charset)
        return "\r\n".join(headers).encode("ascii") + b"\r\n\r\n" + body

    def _from(self, said: Said, charset: str) -> str:
        # A feature phone sends no name; whoever is known here is shown by theirs all the same.
        if said.way == "phone_mail":
            return self._mailbox(said)
        with Session(self.engine) as session:
            known = self.people.get(said.who)
            name = session.get_one(Person, known).name if known else said.who
        return f"{_words(name, charset)} <{self._mailbox(said)}>"

    def _mailbox(self, said: Said) -> str:
        if said.way == "stranger":
            return STRANGERS[said.who]
        with Session(self.engine) as session:
            return session.get_one(Person, self.people[said.who]).addresses[0].written

    def _domain(self, said: Said) -> str:
        return self._mailbox(said).rpartition("@")[2]

    def _files(self, said: Said) -> tuple[KeptAttachment, ...]:
        kept = []
        for name in said.files:
            kind, content = _file(name)
            (sha256,) = self.site.attachments.keep([content])
            kept.append(KeptAttachment(name, kind, len(content), sha256))
        return tuple(kept)

    def moment(self, days_ago: float) -> datetime:
        return (self.started_at - timedelta(days=days_ago)).replace(microsecond=0)

    def _when(self, said: Said) -> datetime:
        return self.moment(said.days_ago)

    def _subject(self, said: Said) -> str:
        """The subject of the thread that an answer stands in."""
        by_name = {one.name: one for one in STORY}
        while said.answers:
            said = by_name[said.answers]
        return said.subject

    def own(self, name: str) -> str:
        return self.message_ids[name][-1]


def _file(name: str) -> tuple[str, bytes]:
    if name.endswith(".png"):
        return "image/png", letter_scan()
    kind, text = FILES[name]
    return kind, text.encode()


def _words(text: str, charset: str) -> str:
    if charset == "utf-8":
        return encoded_words(text)
    words = (text[at : at + 14] for at in range(0, len(text), 14))
    return "\r\n ".join(
        f"=?ISO-2022-JP?B?{base64.b64encode(word.encode(charset)).decode()}?=" for word in words
    )
