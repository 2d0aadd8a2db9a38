"""Letters on paper: who waits for one, what stands in it, that it went out.

Whoever waits for a submission or an answer gets a letter with the next post. Other steps go with it;
alone they wait for the beginning of a month, when the printed digest goes out. Nothing here commits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from forum.announcements import ways
from forum.announcements.telling import AT_ONCE
from forum.announcements.tiding import ChosenWay, Matter, PaperLetter, Tiding, Way
from forum.announcements.wording import paper_lines
from forum.base import TOKYO, table_of, today, utcnow
from forum.documents import asking, codes
from forum.documents.document import Document, Kind, Reason, State
from forum.documents.printed import Slip
from forum.people.person import Address, Person
from forum.site import Site

_tidings = table_of(Tiding)


@dataclass(slots=True)
class Waiting:
    """Somebody who waits for a letter, what it would tell, and why it has to be one."""

    person: Person
    has_mail: bool  # has a mailbox, from which everything comes back
    tidings: list[Tiding] = field(default_factory=list)

    @property
    def since(self) -> datetime:
        return self.tidings[0].at

    @property
    def is_due(self) -> bool:
        """Whether it goes with the next post, and not only with the digest of the next month."""
        if any(one.step is not None and one.step.act in AT_ONCE for one in self.tidings):
            return True
        return self.since.astimezone(TOKYO).date() < today().replace(day=1)


def waiting(session: Session) -> list[Waiting]:
    """Everybody for whom something is to be printed, whoever waits longest first."""
    rows = session.scalars(
        select(Tiding)
        .join(Person, Person.id == Tiding.person_id)
        .where(
            Tiding.way == Way.LETTER,
            Tiding.letter_id.is_(None),
            Person.merged_into_id.is_(None),
            Person.erased_at.is_(None),
            Person.banned_at.is_(None),
        )
        .order_by(Tiding.id)
    )
    found: dict[int, Waiting] = {}
    for one in rows:
        assert one.person is not None
        if one.person.id not in found:
            reach = ways.reach_of(session, one.person.id)
            found[one.person.id] = Waiting(one.person, reach.has_stopped_mailbox)
        found[one.person.id].tidings.append(one)
    return list(found.values())


def unreachable(session: Session) -> list[tuple[Person, Way]]:
    """People who were told by mail and can't be any more, and how they are told instead."""
    lost = select(Address.person_id).where(Address.stopped_at.is_not(None))
    told = select(Tiding.person_id)
    people = session.scalars(
        select(Person)
        .where(Person.id.in_(lost), Person.id.in_(told), Person.merged_into_id.is_(None))
        .order_by(Person.id)
    )
    found = ((one, ways.reach_of(session, one.id)) for one in people)
    return [
        (one, ways.way_to(session, one.id, Matter.FULL).way)
        for one, reach in found
        if reach.mailbox is None
    ]


def due_count(session: Session) -> int:
    """How many people wait for a letter that should go out now."""
    return sum(one.is_due for one in waiting(session))


def make_letters(
    session: Session, site: Site, by_id: int | None, *, everybody: bool = False
) -> Document | None:
    """Ask for the letters of all who are due (`everybody`: of all who wait); None where nobody is."""
    # Whoever asks for the same letters at the same moment finds nobody left.
    held = select(Tiding.id).where(Tiding.way == Way.LETTER, Tiding.letter_id.is_(None))
    session.execute(held.with_for_update())
    people = [one for one in waiting(session) if everybody or one.is_due]
    if not people:
        return None
    made = asking.ask(session, Kind.LETTERS, str(_last_run(session) + 1), by_id=by_id)
    letters = [_letter(session, site, made, one) for one in people]
    made.details = {"on": today().isoformat(), "letters": letters}
    session.flush()
    return made


def runs(session: Session) -> Sequence[Document]:
    """Every run of letters, newest first."""
    wanted = select(Document).where(Document.kind == Kind.LETTERS)
    return session.scalars(wanted.order_by(Document.id.desc())).all()


def run(session: Session, number: str) -> Document | None:
    """The run of that number."""
    return asking.newest(session, Kind.LETTERS, number)


def letters_of(session: Session, document_id: int) -> Sequence[PaperLetter]:
    """The letters of a run, in the order in which they are printed."""
    wanted = select(PaperLetter).where(PaperLetter.document_id == document_id)
    return session.scalars(wanted.order_by(PaperLetter.id)).all()


def letter_with(session: Session, code: str) -> PaperLetter | None:
    """The letter on which that code stands."""
    return session.scalar(select(PaperLetter).where(PaperLetter.code == code))


def told_by(session: Session, letter: PaperLetter) -> Sequence[Tiding]:
    """What a letter tells."""
    wanted = select(Tiding).where(Tiding.letter_id == letter.id)
    return session.scalars(wanted.order_by(Tiding.id)).all()


def mark_sent(session: Session, document: Document, codes_: Iterable[str], on: date) -> int:
    """These letters of a run went out on that day; the others wait for the next post. How many went."""
    gone, count = set(codes_), 0
    for letter in letters_of(session, document.id):
        if letter.sent_on is not None or letter.void_at is not None:
            continue
        if letter.code in gone:
            letter.sent_on, count = on, count + 1
        else:
            void(session, letter)
    session.flush()
    return count


def void(session: Session, letter: PaperLetter) -> None:
    """It did not go out, or came back (then the day on which it went out stays).

    What it told waits again, by whatever way is theirs now.
    """
    if letter.void_at is None:
        letter.void_at = utcnow()
        mine = update(_tidings).where(_tidings.c.letter_id == letter.id)
        session.execute(mine.values(letter_id=None))
        session.flush()
        session.expire_all()
        reroute(session, letter.person_id)


def take_back(session: Session, document: Document) -> None:
    """Nothing of a run goes out."""
    for letter in letters_of(session, document.id):
        if letter.sent_on is None:
            void(session, letter)


def forget(session: Session, person_id: int) -> None:
    """Take a person out of the record of who is told what, and off the pages printed for them.

    Whoever shared such pages and whose letter did not go out yet waits for the next post.
    """
    mine = select(PaperLetter.document_id).where(PaperLetter.person_id == person_id)
    for document in session.scalars(select(Document).where(Document.id.in_(mine))).all():
        take_back(session, document)
        document.details, document.octets, document.size = {}, None, None
        if document.state is not State.DONE:
            document.state, document.reason = State.FAILED, Reason.GONE
    session.flush()
    for kind in (Tiding, PaperLetter, ChosenWay):
        session.execute(delete(kind).where(kind.person_id == person_id))


def reroute(session: Session, person_id: int) -> None:
    """Let what has not been read or printed yet follow the way that is somebody's now.

    What waits for a letter is printed all the same where the new way is mail: it was never mailed.
    """
    untold = select(Tiding).where(
        Tiding.person_id == person_id, Tiding.letter_id.is_(None), Tiding.read_at.is_(None)
    )
    for one in session.scalars(untold.where(Tiding.way.in_((Way.LETTER, Way.WEB)))):
        matter = Matter.FULL if one.step and one.step.act in AT_ONCE else Matter.STEPS
        way = ways.way_to(session, person_id, matter, one.proposal_id).way
        if way is not Way.MAIL and not (way is Way.LETTER and one.mailbox):
            one.way = way
    session.flush()


def _letter(session: Session, site: Site, run_: Document, one: Waiting) -> dict[str, Any]:
    letter = PaperLetter(code=_new_code(session), person_id=one.person.id, document_id=run_.id)
    session.add(letter)
    session.flush()
    for tiding in one.tidings:
        tiding.letter_id = letter.id
    return {
        "code": codes.shown(letter.code),
        "name": one.person.name,
        "language": one.person.language,
        "parts": paper_lines(session, site, one.person, one.tidings),
    }


def _new_code(session: Session) -> str:
    """A code that stands on no other paper of ours."""
    taken = set(session.scalars(select(PaperLetter.code))) | set(session.scalars(select(Slip.code)))
    return next(code for code in iter(codes.new_code, "") if code not in taken)


def _last_run(session: Session) -> int:
    return (
        session.scalar(
            select(func.count()).select_from(Document).where(Document.kind == Kind.LETTERS)
        )
        or 0
    )
