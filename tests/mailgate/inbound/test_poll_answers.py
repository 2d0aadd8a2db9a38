"""Answers to a poll by mail, through the real reader: counted, asked back, never guessed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post
from forum.base import today, utcnow, writing
from forum.boards import Mode
from forum.distribution import Mailing, MailingState
from forum.people.person import Address, Person, Role
from forum.polls import asking, hours
from forum.proposals import deciding, polling
from forum.proposals.poll import Ballot, Channel, Choice, Invitation, Poll
from forum.proposals.proposal import State
from mailgate.inbound.reading import read_batch
from tests import factories as make
from tests.forum.proposals.stage import set_up
from tests.letters import newest, owed, text_of

PROOF = "Authentication-Results: mx.example; dmarc=pass header.from=example.jp"
DISOWNED = "Authentication-Results: mx.example; dmarc=fail (p=reject) header.from=example.jp"
AOI = "aoi@example.jp"


class Council:
    """A poll whose letters are out: members, Aoi who subscribes, Ren who was not asked."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.site = make.a_site(folder, authserv_ids=frozenset({"mx.example"}))
        with Session(writing(engine)) as session, session.begin():
            stage = set_up(session)
            aoi = make.enter_person(session, "Aoi")
            make.subscribe(session, stage.board, aoi)
            make.enter_person(session, "Ren")
            proposal = stage.in_state(State.POLL)
            poll = deciding.current_poll(session, proposal)
            self.poll_id, self.aoi_id = poll.id, aoi.id
            self.member_id = stage.people["member"].id
            self.clerk = stage.standing("secretariat")
            self.open_address = asking.open_address(self.site, poll).partition("@")[0]
        self.post()

    def post(self) -> None:
        """Owe all letters that are due."""
        while hours.do_some(self.engine, self.site):
            pass

    def write(
        self, local: str, text: str, *, sender: str = "Aoi <aoi@example.jp>",
        headers: tuple[str, ...] = (PROOF,), subject: str = "Re: letter", **facts,
    ) -> Arrival:  # fmt: skip
        raw = make.a_mail(text, subject=subject, sender=sender, headers=headers)
        return self.arrive(raw, local, **facts)

    def arrive(self, raw: bytes, local: str, **facts) -> Arrival:
        with Session(writing(self.engine)) as session, session.begin():
            message_id = make.keep_mail(session, raw, local, **facts).id
        while read_batch(self.engine, self.site):
            pass
        with Session(self.engine, expire_on_commit=False) as session:
            return session.scalars(select(Arrival).where(Arrival.message_id == message_id)).one()

    def answer(self, text: str, to: str = AOI, **facts) -> Arrival:
        """Reply to the newest letter of a mailbox."""
        return self.write(self.reply_to(to), text, **facts)

    def reply_to(self, to: str = AOI) -> str:
        return re.search(r"reply\+\w+", self.letter(to)["From"])[0]

    def letter(self, to: str = AOI):
        with Session(self.engine) as session:
            return newest(session, to)

    def letters(self, to: str | None = None) -> int:
        with Session(self.engine) as session:
            return len(owed(session, to))

    def counted(self, person_id: int | None = None) -> Choice | None:
        with Session(self.engine) as session:
            poll = session.get_one(Poll, self.poll_id)
            found = polling.answer_of(session, poll, person_id or self.aoi_id)
            return found and found.choice

    def ballots(self) -> list[Ballot]:
        with Session(self.engine, expire_on_commit=False) as session:
            return list(session.scalars(select(Ballot).order_by(Ballot.id)))

    def change_poll(self, **facts) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            poll = session.get_one(Poll, self.poll_id)
            for name, value in facts.items():
                setattr(poll, name, value)


@pytest.fixture
def council(engine: Engine, tmp_path: Path) -> Council:
    return Council(engine, tmp_path)


def test_members_and_subscribers_are_asked_once_with_the_words(council: Council):
    with Session(council.engine) as session:
        letters = owed(session)
    assert sorted(letter["To"] for letter in letters) == [
        AOI, "chair@example.jp", "member@example.jp",
    ]  # fmt: skip
    said = text_of(council.letter())
    assert "空き時間を載せる" in said
    assert "1（○） 賛成" in said
    assert len(council.reply_to()) <= 64
    council.post()
    assert council.letters() == 3


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("賛成です。\n", Choice.FOR),
        ("２\n", Choice.CONDITIONAL),
        ("ほりゅう", Choice.UNDECIDED),
        ("反対します。費用がわからないからです。\n> 賛成\n", Choice.AGAINST),
    ],
)
def test_an_answer_in_ones_own_words_is_counted_and_acknowledged(council, text, choice):
    arrival = council.answer(text)

    assert (arrival.fate, arrival.reason) == (Fate.COMMAND, "poll_counted")
    assert council.counted() is choice
    assert "お答えを数えました" in council.letter()["Subject"]
    with Session(council.engine) as session:
        assert session.scalar(select(func.count(Post.id))) == 0


def test_the_receipt_is_answered_to_change_and_the_last_one_counts(council: Council):
    council.answer("賛成")
    council.answer("反対に変えます。理由：費用がわかりません。")
    assert council.counted() is Choice.AGAINST
    assert len(council.ballots()) == 2
    assert "費用がわかりません" in text_of(council.letter())


def test_thanks_for_the_receipt_change_nothing(council: Council):
    council.answer("賛成")
    before = council.letters()
    assert council.answer("ご連絡ありがとうございました。").reason == "poll_thanks"
    assert (council.letters(), council.counted()) == (before, Choice.FOR)


def test_a_reason_can_follow(council: Council):
    council.answer("反対")
    assert "理由：" in text_of(council.letter())
    council.answer("理由：予算の見通しがありません。")
    assert [one.reason for one in council.ballots()] == ["", "予算の見通しがありません。"]


def test_who_declines_the_annex_is_heard(council: Council):
    council.answer("反対です。費用が心配です。\n掲載不要\n")
    (ballot,) = council.ballots()
    assert (ballot.reason, ballot.declines_annex) == ("費用が心配です。", True)


@pytest.mark.parametrize(
    "text", ["賛成できません", "反対ではない", "賛成とは言えない", "どうしよう", ""]
)
def test_what_is_not_clear_is_asked_again_and_not_counted(council, text):
    assert council.answer(text).reason == "poll_unclear"
    assert council.counted() is None
    assert "まだ何も数えていません" in text_of(council.letter()).replace("\n", "")
    council.answer("4")
    assert council.counted() is Choice.AGAINST


def test_a_forwarded_letter_is_answered_by_its_reader_alone(council: Council):
    arrival = council.answer("反対", sender="Ren <ren@example.jp>")

    assert arrival.reason == "poll_confirm"
    assert council.counted() is None
    assert council.letters("ren@example.jp") == 0
    assert council.answer("").reason == "poll_counted"
    assert council.counted() is Choice.AGAINST


def test_the_reader_may_say_no_or_something_else(council: Council):
    letter = council.reply_to()
    council.answer("反対", sender="Ren <ren@example.jp>")
    assert council.answer("いいえ").reason == "poll_declined"
    assert council.counted() is None

    council.write(letter, "反対", sender="Ren <ren@example.jp>")
    council.answer("賛成です")
    assert council.counted() is Choice.FOR


def test_a_mail_that_its_domain_disowns_is_asked_back(council: Council):
    assert council.answer("反対", headers=(DISOWNED,)).reason == "poll_confirm"
    assert council.counted() is None


def test_the_letter_itself_is_proof_enough_where_no_domain_objects(council: Council):
    assert council.answer("賛成", headers=()).reason == "poll_counted"


def test_another_mailbox_of_the_same_person_may_answer(council: Council):
    with Session(writing(council.engine)) as session, session.begin():
        session.add(Address(written="a@phone.example", canonical="a@phone.example",
                            person_id=council.aoi_id))  # fmt: skip
    assert council.answer("賛成", sender="a@phone.example").reason == "poll_counted"


@pytest.mark.parametrize(
    "facts",
    [
        {"headers": (PROOF, "Auto-Submitted: auto-replied")},
        {"mail_from": ""},
        {"headers": (PROOF, "Precedence: auto_reply")},
    ],
    ids=["auto", "null", "precedence"],
)
def test_machines_are_never_counted(council, facts):
    assert council.answer("賛成", **facts).fate is Fate.COMMAND
    assert council.counted() is None
    assert council.letters(AOI) == 1


def test_what_comes_too_late_is_told_so_once(council: Council):
    letter = council.reply_to()
    council.change_poll(
        opened_at=utcnow() - timedelta(days=9), closes_on=today() - timedelta(days=1)
    )
    assert council.write(letter, "賛成").reason == "poll_closed"
    assert "もう締め切りました" in text_of(council.letter())
    told = council.letters(AOI)
    council.write(letter, "賛成")
    assert (council.letters(AOI), council.counted()) == (told, None)


def test_what_came_in_time_and_is_read_late_counts(council: Council):
    letter = council.reply_to()
    yesterday = today() - timedelta(days=1)
    council.change_poll(opened_at=utcnow() - timedelta(days=9), closes_on=yesterday)
    in_time = utcnow() - timedelta(days=2)
    assert council.write(letter, "賛成", received_at=in_time).reason == "poll_counted"


def test_an_upper_cased_token_is_the_same_token(council: Council):
    assert council.write(council.reply_to().upper(), "賛成").reason == "poll_counted"


def test_a_person_who_was_not_asked_may_write_to_the_open_address(council: Council):
    arrival = council.write(council.open_address, "賛成", sender="Ren <ren@example.jp>")
    assert arrival.reason == "poll_confirm"  # no one has confirmed that mailbox yet
    assert (
        council.answer("はい", "ren@example.jp", sender="Ren <ren@example.jp>").reason
        == "poll_counted"
    )
    again = council.write(council.open_address, "反対", sender="Ren <ren@example.jp>")
    assert again.reason == "poll_counted"  # known and proven now
    assert [one.choice for one in council.ballots()] == [Choice.FOR, Choice.AGAINST]


def test_a_stranger_confirms_by_reply_and_is_somebody_then(council: Council):
    stranger = "Yui <yui@else.example>"
    council.write(council.open_address, "条件付き賛成\n来年度から", sender=stranger, headers=())
    assert council.ballots() == []
    council.answer("", "yui@else.example", sender=stranger, headers=())
    (ballot,) = council.ballots()
    assert (ballot.choice, ballot.reason, ballot.name) == (Choice.CONDITIONAL, "来年度から", "Yui")
    assert not ballot.is_member


def test_nobody_is_flooded_with_questions(council: Council):
    for _ in range(8):
        council.write(council.open_address, "賛成", sender="v@victim.example", headers=())
    assert council.letters("v@victim.example") == 5


def test_a_post_that_says_so_is_a_post_and_no_vote(council: Council):
    arrival = council.write("general", "賛成です。", subject="Re: 意見募集")
    assert arrival.fate in (Fate.PUBLISHED, Fate.HELD)
    assert council.counted() is None


def test_a_phone_that_marks_no_quote_is_understood(council: Council):
    letter = council.letter().get_content()
    arrival = council.answer(f"賛成です。\n{letter}")
    assert arrival.reason == "poll_counted"
    assert council.ballots()[0].reason == ""
    council.answer(f"{letter}\n反対です。\n費用が心配です。\n")
    assert [one.choice for one in council.ballots()] == [Choice.FOR, Choice.AGAINST]
    assert council.ballots()[1].reason == "費用が心配です。"


def test_the_letter_sent_back_without_a_word_is_no_answer(council: Council):
    assert council.answer(council.letter().get_content()).reason == "poll_unclear"
    assert council.counted() is None


def test_html_alone_and_old_charsets_are_read(council: Council):
    local = council.reply_to()
    head = (
        f"{PROOF}\r\nFrom: {AOI}\r\nTo: x@{make.DOMAIN}\r\nSubject: Re: x\r\n"
        "Message-ID: <%s@phone.example>\r\nMIME-Version: 1.0\r\n"
    )
    html = (head % "h").encode() + (
        "Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><div>賛成です</div>"
        "<div>便利になる</div><blockquote type=cite>反対です</blockquote></body></html>\r\n"
    ).encode()
    assert council.arrive(html, local).reason == "poll_counted"
    jis = (head % "j").encode() + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
    jis += "反対です。\r\n".encode("iso-2022-jp")
    assert council.arrive(jis, local).reason == "poll_counted"
    assert [one.choice for one in council.ballots()] == [Choice.FOR, Choice.AGAINST]


def test_web_mail_and_paper_are_one_voice(council: Council):
    council.answer("賛成", "member@example.jp", sender="member@example.jp")
    with Session(writing(council.engine)) as session, session.begin():
        poll, member = (
            session.get_one(Poll, council.poll_id),
            session.get_one(Person, council.member_id),
        )
        polling.cast(session, poll, member, polling.Said(Choice.AGAINST), Channel.WEB)
        said = polling.Said(Choice.UNDECIDED)
        polling.enter_slip(session, poll, member, said, today(), council.clerk)
        session.flush()
        tally = polling.tally(session, poll)
    assert tally.turnout.members == 1
    assert tally.votes[0].choice is Choice.UNDECIDED


def test_members_who_are_late_are_reminded_once(council: Council):
    council.answer("賛成", "member@example.jp", sender="member@example.jp")
    with Session(writing(council.engine)) as session, session.begin():
        make.enter_person(session, "New", "", Role.MEMBER)
    before = council.letters()
    council.change_poll(closes_on=today() + timedelta(days=2))
    council.post()
    council.post()
    assert council.letters() == before + 2  # the chair, and the member who sits since then
    assert "まもなく締め切り" in council.letter("new@example.jp")["Subject"]
    assert (
        council.answer("賛成", "new@example.jp", sender="new@example.jp").reason == "poll_counted"
    )


def test_the_chair_is_told_that_it_has_ended_once(council: Council):
    council.change_poll(
        opened_at=utcnow() - timedelta(days=9), closes_on=today() - timedelta(days=1)
    )
    before = council.letters()
    council.post()
    council.post()
    assert council.letters() == before + 1
    assert "意向確認が終わりました" in council.letter("chair@example.jp")["Subject"]


def test_a_crash_between_two_steps_asks_nobody_twice(council: Council, monkeypatch):
    with Session(writing(council.engine)) as session, session.begin():
        board = session.get_one(Poll, council.poll_id).proposal.board
        for number in range(5):
            person = make.enter_person(session, f"P{number}")
            make.subscribe(session, board, person, Mode.DAILY)
        rest = make.enter_person(session, "Rest")
        make.subscribe(session, board, rest, Mode.NONE)
    council.change_poll(asked_at=None)
    monkeypatch.setattr(asking.invite, "__defaults__", (2,))
    assert hours.do_some(council.engine, council.site)
    with Session(writing(council.engine)) as session:  # this one is lost
        hours.step(session, council.site, session.get_one(Poll, council.poll_id))
    council.post()
    with Session(council.engine) as session:
        asked = session.scalars(
            select(Mailing.recipient).where(Mailing.state == MailingState.WAITING)
        ).all()
        assert session.scalar(select(func.count(Invitation.id))) == 8
    assert len(asked) == len(set(asked)) == 8


def test_two_subscriptions_of_one_person_are_one_letter(council: Council):
    with Session(writing(council.engine)) as session, session.begin():
        board = session.get_one(Poll, council.poll_id).proposal.board
        two = make.enter_person(session, "Two")
        make.subscribe(session, board, two)
        address = Address(written="t@phone.example", canonical="t@phone.example", person=two)
        session.add(address)
        from forum.boards import Subscription

        board.subscriptions.append(Subscription(address=address))
    before = council.letters()
    council.change_poll(asked_at=None)
    council.post()
    assert council.letters() == before + 1


def test_a_question_is_handed_to_the_boards_people_and_its_writer_told(council: Council):
    arrival = council.answer("こんにちは。\n費用は\nいくらになるのでしょうか。\n")
    assert (arrival.reason, council.counted()) == ("poll_unclear", None)
    assert "ご質問は、担当の者に届けました" in text_of(council.letter()).replace("\n", "")
    with Session(council.engine) as session:
        passed = [one for one in owed(session) if "質問が届きました" in one["Subject"]]
    assert passed
    assert all("aoi@example.jp" in one["Reply-To"] for one in passed)
    assert all("いくらになるのでしょうか" in one.get_content() for one in passed)


def test_a_question_beside_an_answer_is_handed_on_without_the_answer(council: Council):
    arrival = council.answer("反対です。\n費用が心配で反対します。\n工事はいつ終わりますか？\n")
    assert (arrival.reason, council.counted()) == ("poll_counted", Choice.AGAINST)
    assert "ご質問は、担当の者に届けました" in text_of(council.letter()).replace("\n", "")
    with Session(council.engine) as session:
        passed = [one for one in owed(session) if "質問が届きました" in one["Subject"]]
    assert passed
    assert all("いつ終わりますか" in one.get_content() for one in passed)
    assert not any("反対" in one.as_string() + one.get_content() for one in passed)


def test_a_question_that_comes_after_the_end_is_handed_on_too(council: Council):
    local = council.reply_to()
    council.change_poll(closes_on=today() - timedelta(days=1))
    assert council.write(local, "結果はいつわかりますか").reason == "poll_closed"
    with Session(council.engine) as session:
        assert any("質問が届きました" in one["Subject"] for one in owed(session))


def test_an_answer_that_asks_nothing_is_shown_to_nobody(council: Council):
    council.answer("賛成できません")
    with Session(council.engine) as session:
        assert not any("質問が届きました" in one["Subject"] for one in owed(session))
