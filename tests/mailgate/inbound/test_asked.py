"""Answers by mail to what the house asked: minutes, advice, one's own words; through the reader."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.advice import asking
from forum.advice.advice import Advice, Stage
from forum.advice.advice import State as AdviceState
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Origin, Post, Thread
from forum.base import today, utcnow, writing
from forum.boards import Board
from forum.intake import entering
from forum.intake.entering import Voice
from forum.intake.entry import Intake, State
from forum.matters import Matter
from forum.meetings import holding, minuting
from forum.meetings.holding import Call, Point
from forum.meetings.meeting import Door, Meeting, MinutesAnswer, Presence, Said
from forum.meetings.minuting import Record
from forum.people.person import Person, Role
from forum.people.standing import Standing, standing_of
from mailgate.inbound.reading import read_batch
from tests import factories as make
from tests.letters import newest, owed, text_of


class House:
    """A member, an adviser, a resident and the office, and what each of them was asked."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.site = make.a_site(folder)
        with Session(writing(engine)) as session, session.begin():
            make.open_board(session, name="総合")
            make.enter_person(session, "Aoi", "", Role.MEMBER)
            make.enter_person(session, "Onishi", "", Role.ADVISER)
            make.enter_person(session, "Ren", "", Role.SECRETARIAT)
            make.enter_person(session, "Haru")

    def ask_for_words(self) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            haru = session.scalars(select(Person).where(Person.name == "Haru")).one()
            voice = Voice(haru, Origin.PHONE, today(), "会館", "電話でも頼みたい。\n")
            board = session.scalars(select(Board)).one()
            assert isinstance(
                entering.enter(session, self.site, board, voice, self._office(session)), Intake
            )

    def ask_for_advice(self) -> None:
        self.ask_for_words()
        with Session(writing(self.engine)) as session, session.begin():
            adviser = session.scalars(select(Person).where(Person.name == "Onishi")).one()
            matter = Matter(thread=session.scalars(select(Thread)).one())
            by = self._office(session)
            made = asking.ask(
                session, self.site, adviser, matter, Stage.PLANNING, "どう試しますか。", by
            )
            assert isinstance(made, Advice)

    def ask_for_minutes(self) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            office, board = self._office(session), session.scalars(select(Board)).one()
            told = Call("第2回", utcnow() - timedelta(seconds=1), "市役所", [Point("予約")])
            meeting = holding.call(session, board, told, office)
            aoi = session.scalars(select(Person).where(Person.name == "Aoi")).one()
            record = Record("会長が説明した。", {aoi.id: Presence.PRESENT})
            minuting.write(session, meeting, record, 0, office)
            assert minuting.ask_present(session, self.site, meeting, today(), office) == 1

    def answer(self, who: str, text: str, sender: str = "", **facts) -> Arrival:
        """Reply to the newest letter to `who`, from their mailbox unless `sender` names another."""
        with Session(self.engine) as session:
            local = re.search(r"reply\+\w+", newest(session, f"{who}@example.jp")["From"])[0]
        raw = make.a_mail(
            text, subject="Re: letter", sender=f"<{sender or who}@example.jp>", **facts
        )
        with Session(writing(self.engine)) as session, session.begin():
            mail_from = f"{sender or who}@example.jp"
            message_id = make.keep_mail(session, raw, local, mail_from=mail_from).id
        while read_batch(self.engine, self.site):
            pass
        with Session(self.engine, expire_on_commit=False) as session:
            return session.scalars(select(Arrival).where(Arrival.message_id == message_id)).one()

    def told(self, who: str) -> str:
        with Session(self.engine) as session:
            return text_of(newest(session, f"{who}@example.jp"))

    def _office(self, session: Session) -> Standing:
        person = session.scalars(select(Person).where(Person.name == "Ren")).one()
        return standing_of(session, person.id)


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return House(engine, tmp_path)


def test_yes_confirms_ones_own_words(house: House):
    house.ask_for_words()

    arrival = house.answer("haru", "はい\n\n> 電話でも頼みたい。\n")

    assert (arrival.fate, arrival.reason) == (Fate.COMMAND, "answer_taken")
    with Session(house.engine) as session:
        assert session.scalars(select(Intake)).one().state is State.CONFIRMED
    assert "「はい」として記録しました" in house.told("haru")


def test_a_correction_goes_to_the_clerk_and_confirms_nothing(house: House):
    house.ask_for_words()

    house.answer("haru", "「電話でも」ではなく「電話で」です。")

    with Session(house.engine) as session:
        entry = session.scalars(select(Intake)).one()
        assert entry.state is State.WAITING
        assert [note.words for note in entry.notes] == ["「電話でも」ではなく「電話で」です。"]
        assert session.scalars(select(Post)).one().text == "電話でも頼みたい。\n"
    assert "ではなく" in house.told("ren")


def test_nobody_confirms_for_somebody_else(house: House):
    house.ask_for_words()

    arrival = house.answer("haru", "はい", sender="aoi")

    assert arrival.reason == "answer_from_another"
    with Session(house.engine) as session:
        assert session.scalars(select(Intake)).one().state is State.WAITING
    assert "別のアドレス" in house.told("aoi")


def test_a_mail_that_its_domain_disowns_confirms_nothing(house: House):
    house.ask_for_words()
    house.site = replace(house.site, authserv_ids=frozenset({"mx.example"}))
    failed = "Authentication-Results: mx.example; dmarc=fail header.from=example.jp"

    arrival = house.answer("haru", "はい", headers=(failed,))

    assert arrival.reason == "answer_from_another"
    with Session(house.engine) as session:
        assert session.scalars(select(Intake)).one().state is State.WAITING


def test_a_machines_answer_is_none(house: House):
    house.ask_for_words()

    arrival = house.answer("haru", "はい", headers=("Auto-Submitted: auto-replied",))

    assert arrival.reason == "command_unanswered"
    with Session(house.engine) as session:
        assert session.scalars(select(Intake)).one().state is State.WAITING
        assert len(owed(session, "haru@example.jp")) == 1


def test_advice_is_given_by_answering_the_letter(house: House):
    house.ask_for_advice()

    house.answer("onishi", "和室だけで三か月試してください。\n\n> どう試しますか。\n\n-- \n大西\n")

    with Session(house.engine) as session:
        advice = session.scalars(select(Advice)).one()
        assert advice.state is AdviceState.ANSWERED
        assert [one.words for one in advice.replies] == ["和室だけで三か月試してください。"]
    assert "和室だけで三か月試してください。" in house.told("ren")


def test_an_adviser_declines_in_the_first_line(house: House):
    house.ask_for_advice()

    house.answer("onishi", "辞退します。\n専門ではないためです。")

    with Session(house.engine) as session:
        assert session.scalars(select(Advice)).one().state is AdviceState.DECLINED
    assert "専門ではないためです。" in house.told("ren")


def test_minutes_are_confirmed_by_mail(house: House):
    house.ask_for_minutes()

    house.answer("aoi", "確認しました。異議ありません。")

    with Session(house.engine) as session:
        made = session.scalars(select(MinutesAnswer)).one()
        assert (made.said, made.door) == (Said.CONFIRMED, Door.MAIL)


def test_what_is_wrong_with_minutes_is_a_comment(house: House):
    house.ask_for_minutes()

    house.answer("aoi", "私は反対と言いました。")

    with Session(house.engine) as session:
        made = session.scalars(select(MinutesAnswer)).one()
        assert (made.said, made.words) == (Said.COMMENT, "私は反対と言いました。")


def test_an_answer_to_minutes_no_longer_asked_about_is_sent_back_with_the_reason(house: House):
    house.ask_for_minutes()
    with Session(writing(house.engine)) as session, session.begin():
        session.scalars(select(Meeting)).one().asked_at = None

    arrival = house.answer("aoi", "はい")

    assert arrival.reason == "answer_not_taken"
    assert "いまは確認を受け付けていません" in house.told("aoi").replace("\n", "")


def test_a_broken_token_is_nobodys(house: House):
    house.ask_for_words()
    raw = make.a_mail("はい", sender="<haru@example.jp>")
    with Session(writing(house.engine)) as session, session.begin():
        make.keep_mail(session, raw, "reply+" + "0" * 30, mail_from="haru@example.jp")
    while read_batch(house.engine, house.site):
        pass
    with Session(house.engine) as session:
        assert session.scalars(select(Arrival)).one().reason == "unknown_token"
