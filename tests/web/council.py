"""A small council whose people write in Cyrillic, so that their words are known from ours.

`seed` makes it through the rooms that make the real one: posting.receive and the models.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import Author, BoardFacts, Contribution, KeptAttachment
from forum.acceptance.verdict import Reason
from forum.addresses import EmailAddress
from forum.archive.attachments import Attachment
from forum.archive.message import Arrival, Door, Message, Refusal, TraceLink
from forum.archive.thread import Identity, Origin, Post, PostState, TextFormat, Thread
from forum.base import today, utcnow
from forum.boards import Board, Mode, Names, Posting, Subscription, Visibility
from forum.bouncing import Cause, Fault, Source
from forum.bouncing.records import Bounce
from forum.distribution import DeliveryFailure, FailureState, Mailing
from forum.moderation.decision import Act, Decision
from forum.moderation.held import HeldPost
from forum.moderation.report import Door as ReportDoor
from forum.moderation.report import Report
from forum.needs import gathering
from forum.needs.need import Clip, Need
from forum.people.person import Account, Address, Appointment, Person, Role, Sector
from forum.people.single_use import Purpose, issue
from forum.people.standing import Standing, standing_of
from forum.plan import keeping
from forum.plan.checking import Consequence, Evaluation, Mark
from forum.plan.keeping import Plan, Sheet
from forum.plan.measure import State as MeasureState
from forum.proposals import citing, drafting, phrasing, polling
from forum.proposals.content import Citation, Target, Version
from forum.proposals.phrasing import ItemText, Text
from forum.proposals.poll import Ballot, Channel, Choice, Poll
from forum.proposals.polling import Said as SaidInPoll
from forum.proposals.proposal import Kind, Proposal, State
from forum.site import Site
from forum.subscribing import UNSUBSCRIBE
from tests.forum.proposals.stage import Said, Stage
from tests.web.chambers import furnish
from tests.web.city_hall import deal

BEGAN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)

QUOTING = """Согласен с вами.

> Зал закрыт по вечерам.
> Прошу открыть его.

Можно начать с пятницы.

--
Анна
"""


MAIL = """\
Return-Path: <general-bounces@lists.example.jp>
Delivered-To: anna@example.jp
From: =?utf-8?b?0JHQvtGA0LjRgQ==?= <general@lists.example.jp>
To: general@lists.example.jp
Subject: =?utf-8?b?0JfQsNC7?=
Date: Mon, 02 Nov 2026 10:00:00 +0900
Message-ID: <1@lists.example.jp>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Зал открыт.
"""


PROPOSED = Text(
    title="Запись в зал по телефону",
    problem="За записью нужно идти.\n\nЭто далеко.",
    purpose="Записаться из дома.",
    effect="Меньше дорог.",
    items=(
        ItemText("Принимать звонки", "По будням.", Target.WORK, "запись", "Город", "Удобно."),
        ItemText("Показать свободное время", doer="Город"),
    ),
)
SAID_ON_THE_WAY = Said("Запись", "Мэру", "Номер", "Принято", "Отдел", "Готовим.")


@dataclass
class Council:
    """What the tests of pages need to name; ids are public ids."""

    boards: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, tuple[int, int]] = field(default_factory=dict)
    thread: str = ""
    post: str = ""
    reply: str = ""
    hidden_post: str = ""
    staff_thread: str = ""
    held_post: str = ""
    message_id: str = ""
    attachment: str = ""
    attachment_name: str = "Чертёж.txt"
    # Addresses that somebody was mailed; a GET uses none of them up.
    sign_in: str = ""
    sign_up: str = ""
    join: str = ""
    confirm_post: str = ""
    amend: str = ""
    unsubscribe: str = ""
    resume: str = ""
    wishes: str = ""
    share: str = ""
    take_data: str = ""
    mail: str = "1.mail"
    trace: str = ""
    # What only some may know of: members (hall), staff.
    public_ids: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)
    threads: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    message_ids: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    arrival: int = 0
    evaluation: str = ""
    need: str = ""
    closed_need: str = ""
    clip: str = ""
    # What stands in tests/web/city_hall.py: an item that was answered, an answer with a scan.
    city_item: str = ""
    paper_answer: str = ""
    tidings: str = ""  # the way out of letters about a proposal
    tiding: str = ""  # the resident's, unread
    letter: str = ""  # the code of one on paper
    letter_reader: str = ""  # the person to whom it goes
    # What stands in tests/web/chambers.py.
    coming_meeting: str = ""
    asked_meeting: str = ""
    final_meeting: str = ""
    staff_meeting: str = ""
    asked_advice: str = ""
    given_advice: str = ""
    entry: str = ""
    noted_entry: str = ""
    staff_entry: str = ""
    scan: str = ""
    # Proposals by the state that they are in; "hall" is a draft on the members' board.
    proposals: dict[str, str] = field(default_factory=dict)
    citation: str = ""
    # A slip that was entered for the poll (Proposal "poll").
    slip: str = ""


def seed(session: Session, site: Site) -> Council:
    """The council, uncommitted."""
    council = Council()
    _people(session, council)
    _boards(session, council)
    _discussion(session, council, site)
    _moderation(session, council, site)
    _letters(session, council, site)
    _plan(session, council)
    _needs(session, council)
    _proposals(session, council, site)
    furnish(session, council, site)
    return council


def _proposals(session: Session, council: Council, site: Site) -> None:
    stage = Stage(session, session.get_one(Board, council.boards["general"]))
    stage.people = {name: session.get_one(Person, id_) for name, id_ in council.people.items()}
    stage.text, stage.said = PROPOSED, SAID_ON_THE_WAY
    for state in (State.DRAFT, State.COMMENT, State.POLL, State.ADOPTED, State.FOLLOWING):
        council.proposals[state] = stage.in_state(state).public_id
    _answer(session, council, stage)
    council.proposals["relay"] = stage.in_state(State.ANSWERED, Kind.RELAY).public_id
    deal(stage, council, site)
    stage.board = session.get_one(Board, council.boards["hall"])
    council.proposals["hall"] = stage.draft(text=replace(PROPOSED, title="Тайный зал")).public_id
    draft = session.scalars(
        select(Proposal).where(Proposal.public_id == council.proposals[State.DRAFT])
    ).one()
    _lay_voices(session, council, draft, stage.standing("member"))


def _answer(session: Session, council: Council, stage: Stage) -> None:
    """Answers to the open poll and to the one that was decided on."""
    for state in (State.POLL, State.ADOPTED):
        public_id = council.proposals[state]
        found = select(Poll).join(Proposal).where(Proposal.public_id == public_id)
        poll = session.scalars(found).one()
        ended, poll.ended_at, closes = poll.ended_at, None, poll.closes_on
        poll.closes_on = max(closes, today())
        session.flush()
        for name, choice in (("member", Choice.CONDITIONAL), ("chair", Choice.FOR)):
            said = SaidInPoll(choice, "Дорого.")
            polling.cast(session, poll, stage.people[name], said, Channel.WEB)
        for number in range(7):
            person = Person(name="Имя", sector=list(Sector)[number // 4])
            session.add(person)
            session.flush()
            said = SaidInPoll(list(Choice)[number // 2], "Рано.")
            slip = polling.enter_slip(
                session, poll, person, said, today(), stage.standing("secretariat")
            )
            assert isinstance(slip, Ballot), slip
            council.slip = council.slip or slip.public_id
        if ended is not None:
            poll.result = polling.tally(session, poll).to_json()
        poll.ended_at, poll.closes_on = ended, closes
        session.flush()


def _lay_voices(session: Session, council: Council, draft: Proposal, by: Standing) -> None:
    """A post of everybody's, one of the members', a thread; and a second version."""
    item = drafting.newest(session, draft).items[0].item
    for slug, passage in (("general", "Зал закрыт."), ("hall", "")):
        post = session.scalars(select(Post).where(Post.public_id == council.posts[slug])).one()
        made = citing.cite(session, draft, post, by, item, passage)
        assert isinstance(made, Citation), made
        council.citation = council.citation or made.public_id
    thread = session.scalars(select(Thread).where(Thread.public_id == council.thread)).one()
    assert isinstance(citing.cite(session, draft, thread, by), Citation)
    text = replace(phrasing.said(drafting.newest(session, draft)), plain="Звонок вместо дороги.")
    assert isinstance(drafting.revise(session, draft, text, "Проще.", 1, by), Version)
    session.flush()


def _needs(session: Session, council: Council) -> None:
    by = standing_of(session, council.people["moderator"])
    post = session.scalars(select(Post).where(Post.public_id == council.post)).one()
    titles = ("Зал вечером", "Зал ночью", "Старое")
    evening, night, old = (gathering.open_need(session, title, "Пора.", by) for title in titles)
    assert isinstance(evening, Need)
    assert isinstance(night, Need)
    assert isinstance(old, Need)
    kept = gathering.clip(session, evening, post, "Зал закрыт.", by)
    assert isinstance(kept, Clip)
    gathering.reword(evening, "Зал по вечерам", "Пора открыть.", by)
    gathering.merge(night, evening, by)
    gathering.close(old, "Открыли.", by)
    session.flush()
    council.need, council.closed_need = evening.public_id, old.public_id
    council.clip = kept.public_id


def _plan(session: Session, council: Council) -> None:
    by = standing_of(session, council.people["secretariat"])
    (half,) = keeping.open_periods(session, ("Начало", 2025, 2028))
    plan = Plan(half.id, "Город", "Запись в зал", 2025, 2027, MeasureState.TRIAL)
    measure = keeping.enter(session, "Ш1", plan)
    keeping.enter(session, "Ш2", Plan(half.id, "Люди", "Уроки", 2026, 2028))
    session.flush()
    keeping.report(session, measure, today(), "Открыли запись.", by, Decimal("12.50"), "раз")
    for summary in ("Польза есть.", "Ждём ответа."):
        findings = [("Удобно ли", Mark.GOOD, "Да."), ("Дорого ли", Mark.UNKNOWN, "")]
        sheet = Sheet(today(), "Совет", summary, findings)
        before = keeping.evaluate_before(session, measure, sheet, by)
        assert isinstance(before, Evaluation)
        session.flush()
        if not council.evaluation:
            after = replace(sheet, consequence=Consequence.NONE, consequence_words="Рано.")
            assert isinstance(keeping.evaluate_after(session, before, after, by), Evaluation)
        council.evaluation = before.public_id
    session.flush()


def _people(session: Session, council: Council) -> None:
    for name, shown, sector, roles in (
        ("resident", "Анна Белова", Sector.CITIZEN, ()),
        ("member", "Борис Чернов", Sector.COMPANY, (Role.MEMBER,)),
        ("moderator", "Вера Седова", Sector.GROUP, (Role.MODERATOR,)),
        ("secretariat", "Глеб Орлов", Sector.GOVERNMENT, (Role.SECRETARIAT,)),
        ("admin", "Дина Ким", Sector.GOVERNMENT, (Role.ADMIN,)),
        ("chair", "Илья Фомин", Sector.UNIVERSITY, (Role.MEMBER, Role.CHAIR)),
        ("adviser", "Кира Вольф", Sector.UNIVERSITY, (Role.ADVISER,)),
        ("liaison", "Лев Зайцев", Sector.GOVERNMENT, (Role.LIAISON,)),
        ("hq", "Мария Гусева", Sector.GOVERNMENT, (Role.HQ,)),
    ):
        person = Person(name=shown, nickname=shown.split()[0], sector=sector, vouched_at=utcnow())
        session.add(person)
        session.flush()
        address = Address.of(EmailAddress.parse(f"{name}@example.jp"), person)
        address.verified_at = utcnow()
        account = Account(person=person)
        session.add_all([address, account])
        for role in roles:
            session.add(Appointment(person=person, role=role, since=today() - timedelta(days=30)))
        session.flush()
        council.people[name] = person.id
        council.public_ids[name] = person.public_id
        council.accounts[name] = (account.id, account.epoch)


def _boards(session: Session, council: Council) -> None:
    for slug, name, visibility, names in (
        ("general", "Общее", Visibility.PUBLIC, Names.REAL),
        ("hall", "Зал", Visibility.MEMBERS, Names.REAL),
        ("street", "Улица", Visibility.PUBLIC, Names.NICKNAME),
        ("staff", "Служба", Visibility.STAFF, Names.REAL),
    ):
        board = Board(
            slug=slug,
            name=name,
            description="Говорим о городе.",
            visibility=visibility,
            names=names,
            posting=Posting.ANYONE,
        )
        session.add(board)
        session.flush()
        council.boards[slug] = board.id
    resident = session.scalar(
        select(Address).where(Address.person_id == council.people["resident"])
    )
    assert resident is not None
    board = session.get_one(Board, council.boards["general"])
    board.subscriptions.append(Subscription(address=resident, mode=Mode.EACH))
    session.flush()


def _discussion(session: Session, council: Council, site: Site) -> None:
    first = _say(session, council, site, "general", "resident", "Вечерний зал", "Зал закрыт.")
    reply = _say(
        session,
        council,
        site,
        "general",
        "member",
        "Re: Вечерний зал",
        QUOTING,
        answers=first,
        origin=Origin.MAIL,
        identity=Identity.ALIGNED,
    )
    lines = "\n\n".join(f"Строка {number}." for number in range(30))
    _say(session, council, site, "general", "moderator", "Re: Вечерний зал", lines, answers=reply)
    hidden = _say(
        session, council, site, "general", "resident", "Re: Вечерний зал", "Нет.", answers=first
    )
    for number in range(45):
        _say(session, council, site, "general", "member", f"Вопрос {number}", "Почему?")
    _say(session, council, site, "street", "resident", "Фонарь", "Не горит.")
    hall = _say(session, council, site, "hall", "member", "Бюджет", "Черновик.")
    staff = _say(session, council, site, "staff", "secretariat", "Служебное", "Тихо.")
    _hide(session, council, hidden)
    council.thread = session.get_one(Thread, first.thread_id).public_id
    council.post, council.reply, council.hidden_post = (
        first.public_id,
        reply.public_id,
        hidden.public_id,
    )
    council.message_id = first.message_id
    council.staff_thread = session.get_one(Thread, staff.thread_id).public_id
    for name, post in (("general", first), ("hall", hall), ("staff", staff)):
        council.posts[name], council.message_ids[name] = post.public_id, post.message_id
        council.threads[name] = session.get_one(Thread, post.thread_id).public_id
        council.files[name] = session.scalars(
            select(Attachment.public_id).where(Attachment.post_id == post.id)
        ).one()
    council.attachment = session.scalars(
        select(Attachment.public_id).where(Attachment.post_id == first.id)
    ).one()


def _say(
    session: Session,
    council: Council,
    site: Site,
    slug: str,
    who: str,
    subject: str,
    words: str,
    *,
    answers: Post | None = None,
    origin: Origin = Origin.WEB,
    identity: Identity = Identity.SESSION,
) -> Post:
    facts = BoardFacts.of(session.get_one(Board, council.boards[slug]))
    has_file = subject in ("Вечерний зал", "Бюджет", "Служебное")
    outcome = posting.receive(
        session,
        Contribution(
            board=facts,
            author=author_signed_in(session, facts, session.get_one(Person, council.people[who])),
            origin=origin,
            identity=identity,
            subject=subject,
            text=words,
            format=TextFormat.MARKDOWN if origin is Origin.WEB else TextFormat.PLAIN,
            received_at=BEGAN + timedelta(minutes=session.query(Post).count()),
            attachments=_a_file(site) if has_file else (),
            message_id=f"letter-{subject.encode().hex()[:20]}@example.jp"
            if origin is Origin.MAIL
            else None,
            in_reply_to=answers.message_id if answers else None,
            references=(answers.message_id,) if answers else (),
        ),
        site,
    )
    assert isinstance(outcome, posting.Published), outcome
    return session.get_one(Post, outcome.post_id)


def _a_file(site: Site) -> tuple[KeptAttachment, ...]:
    content = b"1:100\n"
    (sha256,) = site.attachments.keep([content])
    return (KeptAttachment("Чертёж.txt", "text/plain", len(content), sha256),)


def _hide(session: Session, council: Council, post: Post) -> None:
    post.state = PostState.HIDDEN
    post.state_reason = "personal_information"
    post.state_changed_at = utcnow()
    session.add(
        Decision(
            act=Act.HIDE,
            board_id=post.board_id,
            moderator_id=council.people["moderator"],
            post_id=post.id,
            thread_id=post.thread_id,
            reason="personal_information",
        )
    )
    session.flush()


def _moderation(session: Session, council: Council, site: Site) -> None:
    facts = BoardFacts.of(session.get_one(Board, council.boards["general"]))
    outcome = posting.receive(
        session,
        Contribution(
            board=facts,
            author=Author(name="Егор", address="egor@example.jp"),
            origin=Origin.MAIL,
            identity=Identity.UNPROVEN,
            subject="Первое письмо",
            text="Здравствуйте.",
            received_at=BEGAN,
            message_id="first@example.jp",
        ),
        site,
    )
    assert isinstance(outcome, posting.Held), outcome
    council.held_post = session.get_one(HeldPost, outcome.held_post_id).public_id
    for slug, who in (("hall", "member"), ("staff", "secretariat")):
        facts = BoardFacts.of(session.get_one(Board, council.boards[slug]))
        author = author_signed_in(session, facts, session.get_one(Person, council.people[who]))
        waiting = Contribution(
            board=facts,
            author=author,
            origin=Origin.WEB,
            identity=Identity.SESSION,
            subject="Ждёт",
            text=f"Ждёт {facts.name}.",
            received_at=BEGAN,
            attachments=_a_file(site),
        )
        held = posting.hold(session, waiting, (Reason("on_moderation", {}),))
        council.held[slug] = held.public_id
    council.held["general"] = council.held_post


def _unreachable(session: Session, council: Council) -> int:
    """Somebody whose mail came back: the address' id."""
    address = Address.of(EmailAddress.parse("tikhon@example.jp"))
    address.stopped_at = utcnow()
    session.add(address)
    session.flush()
    session.add(Subscription(board_id=council.boards["street"], address_id=address.id))
    told = {"fault": Fault.HARD, "cause": Cause.UNKNOWN_USER, "source": Source.MAIL}
    session.add(
        Bounce(address_id=address.id, provider="example.jp", diagnostic="550 5.1.1 Нет", **told)
    )
    return address.id


def _letters(session: Session, council: Council, site: Site) -> None:
    subscription = session.scalars(
        select(Subscription).where(Subscription.board_id == council.boards["general"])
    ).one()
    stranger = Address.of(EmailAddress.parse("zoya@example.jp"))
    session.add(stranger)
    session.flush()
    held = session.scalars(select(HeldPost).where(HeldPost.public_id == council.held_post)).one()
    council.unsubscribe = site.sealer.seal(UNSUBSCRIBE, subscription.id)
    council.sign_in = issue(session, Purpose.SIGN_IN, address_id=subscription.address_id)
    council.sign_up = issue(session, Purpose.SIGN_UP, address="zoya@example.jp", name="Зоя")
    council.join = issue(
        session, Purpose.JOIN, address_id=stranger.id, board_id=council.boards["street"]
    )
    council.resume = issue(session, Purpose.RESTORE, address_id=_unreachable(session, council))
    council.confirm_post = issue(
        session, Purpose.CONFIRM_POST, address_id=stranger.id, held_post_id=held.id
    )
    council.take_data = issue(session, Purpose.TAKE_DATA, person_id=council.people["resident"])
    council.wishes = issue(
        session, Purpose.WISHES, board_id=council.boards["general"], address="anna@example.jp",
        wishes=[["mode", {"mode": "daily"}], ["rest", {"until": "2027-01-31"}], ["erase", {"anonymous": True}]],
    )  # fmt: skip
    council.share = issue(
        session, Purpose.SHARE, board_id=council.boards["general"], old="anna@example.jp",
        person_id=council.people["resident"], address="zoya@example.jp", moves=False,
    )  # fmt: skip
    reply_id = session.scalar(select(Post.id).where(Post.public_id == council.reply))
    session.add(
        Report(
            post_id=reply_id,
            board_id=council.boards["general"],
            person_id=council.people["member"],
            reason="Грубо.",
            door=ReportDoor.WEB,
            identity=Identity.SESSION,
        )
    )
    about = {"subject": None, "text": "Зал открыт.", "tell": False, "version": 1}
    post_id = session.scalar(select(Post.id).where(Post.public_id == council.post))
    council.amend = issue(session, Purpose.CORRECT, post_id=post_id, **about)
    message = Message(
        door=Door.LMTP, received_at=BEGAN, mail_from="egor@example.jp", size=1, raw=b"."
    )
    message.arrivals.append(
        Arrival(recipient=site.address("general"), board_id=council.boards["general"])
    )
    session.add(message)
    session.flush()
    link = TraceLink(message_id=message.id)
    session.add(link)
    session.flush()
    council.trace = link.public_id
    council.arrival = message.arrivals[0].id
    _troubles(session)
    folder = site.data_dir / "outbox" / "new"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / council.mail).write_bytes(MAIL.encode())


def _troubles(session: Session) -> None:
    """Copies that did not arrive, and a mail that was not let in."""
    mailing_id = session.scalars(select(Mailing.id).order_by(Mailing.id)).first()
    for name, state in (("a", FailureState.GIVEN_UP), ("b", FailureState.RETRYING)):
        failure = DeliveryFailure(
            mailing_id=mailing_id,
            recipient=f"{name}@example.net",
            code=550,
            status="5.1.1",
            answer="no such user",
            next_try_at=utcnow() if state is FailureState.RETRYING else None,
            state=state,
        )
        session.add(failure)
    refusal = Refusal(
        peer="192.0.2.1",
        mail_from="spam@example.com",
        recipient="none@lists.example.jp",
        code=550,
        answer="5.1.1 no such list",
    )
    session.add(refusal)
    session.flush()
