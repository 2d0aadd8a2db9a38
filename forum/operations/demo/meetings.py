"""Where the demo's council sat together, what its adviser was asked, and a call that a clerk took down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.advice import asking
from forum.advice.advice import Advice, Stage
from forum.advice.advice import Door as AdviceDoor
from forum.archive.thread import Origin, Post
from forum.base import TOKYO, today, writing
from forum.boards import Board
from forum.intake import entering
from forum.intake.entering import Voice
from forum.intake.entry import Intake
from forum.matters import Matter, find
from forum.meetings import holding, minuting
from forum.meetings.holding import Call, Point
from forum.meetings.meeting import Door, Meeting, Minutes, Presence, Said
from forum.meetings.minuting import Decided, Record
from forum.people.person import Person
from forum.people.standing import Standing, standing_of
from forum.proposals.content import Version
from forum.site import Site

OFFICE, ADVISER = "yamaguchi", "onishi"
SEATED = ("nakamura", "aoki", "tanaka", "takahashi", "watanabe")  # 小林 has lessons that day
BESIDE = ("yamaguchi", "suzuki", "onishi")
Act = Callable[[], object]
T = TypeVar("T")


@dataclass(frozen=True)
class Sitting:
    """A meeting that was held, and what its minutes say."""

    days_ago: int
    title: str
    proposal: str  # the title of what was decided
    agenda: tuple[str, ...]
    course: str
    decided: str
    handouts: str
    observers: int


SITTINGS = (
    Sitting(
        157, "第1回協議会", "市民会館を、電話とメールでも予約できるように",
        ("市民会館の予約についての提案", "市民会館の試行の進め方（B7）"),
        "1. 市民会館の予約についての提案\n"
        "高橋委員が、部会でまとめた提案を説明した。意向確認の結果を事務局が報告した。\n"
        "田中委員から、電話の受け付けが混む時間への備えを問う質問があり、渡辺委員が、会館と当番の案を作ると答えた。\n\n"
        "2. 市民会館の試行の進め方\n"
        "大西アドバイザーが、受けた件数だけでなく断った件数も数えるように助言した。中村委員も同じ意見を述べた。",
        "市民会館の予約についての提案を、協議会の提案とすることを決めた。",
        "資料1　提案の案\n資料2　意向確認の結果", 4,
    ),
    Sitting(
        93, "第2回協議会", "防災のお知らせメールの件名に、地区の名前を",
        ("防災のお知らせメールについての提案", "市民会館の空きの公開（報告）"),
        "1. 防災のお知らせメールについての提案\n"
        "青木委員が、夜中に鳴って家族が起きるという声を紹介した。渡辺委員は、件名を変えるにはシステムの手直しが要ると述べた。\n\n"
        "2. 市民会館の空きの公開\n"
        "渡辺委員が、ウェブで空きを見られるようにする準備を報告した。",
        "防災のお知らせメールについての提案を、協議会の提案とすることを、賛成多数で決めた。",
        "資料1　聞き取りのまとめ", 2,
    ),
)  # fmt: skip
PLACE = "市役所 3階 会議室"
NEXT = "第3回協議会"
NOTES = "どなたでも傍聴できます。手話通訳をご希望の方は、事務局へお知らせください。"
FIRST_INTEREST = (
    "施設の予約のしくみを作る会社と、大学で共同研究をしています。報酬は受けていません。"
)
INTEREST = (
    "施設の予約のしくみを作る会社との共同研究は、終わりました。ほかに申し上げることはありません。"
)
ON_THE_HALL = "電話とメールの予約を試し始めました。三か月のあと、ほかの部屋に広げるかどうかを、何を数えて決めるとよいでしょうか。"
ANSWER = (
    "受けた件数より、断った件数と、その理由を先に見てください。断った理由が「部屋がない」なら広げても増えませんが、"
    "「時間外だった」なら受け方を変えれば減ります。あわせて、一件にかかった時間を窓口・電話・メールで比べると、"
    "職員の手間が減ったかどうかも分かります。"
)
ON_BOOKS = "公民館での受け取りを試すとしたら、どのくらいの期間と館数から始めるのがよいでしょうか。"
CALL_OF_SATO = (
    "和室が電話で取れて、ほんとうに助かりました。次は、となりの調理室も電話で取れるようになると、"
    "お友だちの会でも使えます。皆さんにそう伝えてください。\n"
)


@dataclass
class Table:
    """Whoever sits there; each act is one transaction on its own day."""

    engine: Engine
    site: Site
    people: dict[str, int]
    boards: dict[str, int]
    message_id: Callable[[str], str]

    def acts(self) -> Iterator[tuple[float, Act]]:
        """(days ago, act) for all that happens, in no order."""
        for sitting in SITTINGS:
            yield sitting.days_ago + 14.3, partial(self._alone, self._call, sitting)
            yield sitting.days_ago - 2.4, partial(self._alone, self._write, sitting)
            yield sitting.days_ago - 4.1, partial(self._alone, self._confirm, sitting)
            yield sitting.days_ago - 6.2, partial(self._alone, self._finish, sitting)
        yield 9.5, partial(self._alone, self._call_the_next)
        yield 197.0, partial(self._alone, self._declare, FIRST_INTEREST)
        yield 24.3, partial(self._alone, self._ask_about_the_hall)
        yield 21.8, partial(self._alone, self._answer_on_the_hall)
        yield 10.2, partial(self._alone, self._declare, INTEREST)
        yield 3.1, partial(self._alone, self._ask_about_books)
        yield 1.2, partial(self._alone, self._take_a_call)

    def _alone(self, act: Callable[..., object], *told: object) -> None:
        with Session(writing(self.engine)) as session:
            act(session, *told)
            session.commit()

    def _standing(self, session: Session, who: str) -> Standing:
        return standing_of(session, self.people[who])

    def _call(self, session: Session, sitting: Sitting) -> None:
        measure = find(session, "B7")
        told = Call(
            title=sitting.title,
            starts_at=datetime.combine(today() + timedelta(days=14), time(13, 30), TOKYO),
            ends_at=datetime.combine(today() + timedelta(days=14), time(15, 30), TOKYO),
            place=PLACE,
            notes=NOTES,
            agenda=[Point(sitting.agenda[0]), Point(sitting.agenda[1], measure)],
        )
        board = session.get_one(Board, self.boards["sogo"])
        _made(Meeting, holding.call(session, board, told, self._standing(session, OFFICE)))

    def _call_the_next(self, session: Session) -> None:
        board, day = session.get_one(Board, self.boards["sogo"]), today() + timedelta(days=16)
        told = Call(
            title=NEXT,
            starts_at=datetime.combine(day, time(18, 30), TOKYO),
            ends_at=datetime.combine(day, time(20, 30), TOKYO),
            place=PLACE,
            notes=NOTES,
            agenda=[
                Point("市民会館の予約（試行の報告）", find(session, "B7")),
                Point("防災のお知らせ", self._proposal(session, SITTINGS[1].proposal)),
            ],
        )
        _made(Meeting, holding.call(session, board, told, self._standing(session, OFFICE)))

    def _write(self, session: Session, sitting: Sitting) -> None:
        meeting = self._meeting(session, sitting)
        proposal = self._proposal(session, sitting.proposal)
        there = {self.people[who]: Presence.PRESENT for who in (*SEATED, *BESIDE)}
        decided = [Decided(sitting.decided, proposal)]
        record = Record(sitting.course, there, sitting.handouts, sitting.observers, decided)
        office = self._standing(session, OFFICE)
        _made(Minutes, minuting.write(session, meeting, record, 0, office))
        until = today() + timedelta(days=7)
        _made(int, minuting.ask_present(session, self.site, meeting, until, office))

    def _confirm(self, session: Session, sitting: Sitting) -> None:
        minutes = self._meeting(session, sitting).versions[-1]
        for who in (*SEATED, *BESIDE):
            door = Door.MAIL if who in ("tanaka", "onishi") else Door.WEB
            minuting.answer(session, minutes, self.people[who], Said.CONFIRMED, "", door)

    def _finish(self, session: Session, sitting: Sitting) -> None:
        meeting, office = self._meeting(session, sitting), self._standing(session, OFFICE)
        _made(Minutes, minuting.finish(session, self.site, meeting, office))

    def _declare(self, session: Session, words: str) -> None:
        asking.declare(session, words, self._standing(session, ADVISER))

    def _ask_about_the_hall(self, session: Session) -> None:
        due = today() + timedelta(days=7)
        self._ask(session, find(session, "B7"), Stage.DOING, ON_THE_HALL, "takahashi", due)

    def _answer_on_the_hall(self, session: Session) -> None:
        asked = session.scalars(select(Advice).order_by(Advice.id)).first()
        assert asked is not None
        adviser = self.people[ADVISER]
        asking.reply(session, self.site, asked, ANSWER, adviser, AdviceDoor.MAIL)

    def _ask_about_books(self, session: Session) -> None:
        wanted = select(Post).where(Post.message_id == self.message_id("hon"))
        matter = Matter(thread=session.scalars(wanted).one().thread)
        due = today() + timedelta(days=14)
        self._ask(session, matter, Stage.PLANNING, ON_BOOKS, "aoki", due)

    def _ask(
        self,
        session: Session,
        matter: Matter,
        stage: Stage,
        question: str,
        who: str,
        due: date,
    ) -> None:
        adviser, by = session.get_one(Person, self.people[ADVISER]), self._standing(session, who)
        _made(Advice, asking.ask(session, self.site, adviser, matter, stage, question, by, due))

    def _take_a_call(self, session: Session) -> None:
        wanted = select(Post).where(Post.message_id == self.message_id("yoyaku-sato3"))
        answers = session.scalars(wanted).one()
        sato = session.get_one(Person, self.people["sato"])
        voice = Voice(sato, Origin.PHONE, today(), answers.subject, CALL_OF_SATO, answers)
        clerk = self._standing(session, OFFICE)
        board = session.get_one(Board, self.boards["sogo"])
        _made(Intake, entering.enter(session, self.site, board, voice, clerk))

    def _meeting(self, session: Session, sitting: Sitting) -> Meeting:
        return session.scalars(select(Meeting).where(Meeting.title == sitting.title)).one()

    def _proposal(self, session: Session, title: str) -> Matter:
        wanted = select(Version).where(Version.title == title).order_by(Version.id).limit(1)
        version = session.scalars(wanted).one()
        return Matter(proposal=version.proposal)


def _made(kind: type[T], outcome: object) -> T:
    """The story has no refusals: one would be a mistake in it."""
    if not isinstance(outcome, kind):
        raise AssertionError(f"{kind.__name__} was expected, not {outcome}")
    return outcome
