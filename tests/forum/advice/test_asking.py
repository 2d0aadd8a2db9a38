"""Asking an adviser, the answer with what was declared on its day, and who may see it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.acceptance.contribution import BoardFacts
from forum.advice import asking, letters, reading
from forum.advice.advice import Advice, AdviceReply, Door, Interest, Stage, State
from forum.advice.asking import Refusal
from forum.archive.thread import Post, Thread
from forum.base import today
from forum.boards import Board, Visibility
from forum.matters import Matter
from forum.people.person import Person, Role
from forum.people.standing import NOBODY, Standing, standing_of
from forum.posting import publish
from tests import factories as make
from tests.letters import newest, owed, text_of


@pytest.fixture
def people(session) -> dict[str, Person]:
    roles = {"Onishi": Role.ADVISER, "Aoi": Role.MEMBER, "Ren": Role.SECRETARIAT, "Haru": None}
    return {
        name: make.enter_person(session, name, "", *([role] if role else []))
        for name, role in roles.items()
    }


def a_thread(session, site, board: Board) -> Thread:
    told = make.a_contribution(board=BoardFacts.of(board))
    return session.get_one(Thread, publish(session, told, site).thread_id)


@pytest.fixture
def thread(session, site) -> Thread:
    return a_thread(session, site, make.open_board(session))


@pytest.fixture
def member(session, people) -> Standing:
    return standing_of(session, people["Aoi"].id)


def ask(session, site, people, thread, by, **facts) -> Advice | Refusal:
    told = {"stage": Stage.PLANNING, "question": "和室から始めてよいですか。"} | facts
    adviser = people["Onishi"]
    return asking.ask(
        session, site, adviser, Matter(thread=thread), told["stage"], told["question"], by,
        told.get("due_on"),
    )  # fmt: skip


def test_the_adviser_gets_the_question_and_an_address_to_answer_at(
    session, site, people, thread, member
):
    revision = thread.revision
    advice = ask(session, site, people, thread, member)

    assert isinstance(advice, Advice)
    letter = newest(session, "onishi@example.jp")
    assert "和室から始めてよいですか。" in text_of(letter)
    assert letters.answer_address(site, advice) in letter["From"]
    session.refresh(thread)
    assert thread.revision == revision + 1


def test_residents_ask_no_adviser(session, site, people, thread):
    by = standing_of(session, people["Haru"].id)
    assert ask(session, site, people, thread, by) is Refusal.NOT_YOURS


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"question": "  "}, Refusal.NO_QUESTION),
        ({"due_on": today() - timedelta(days=1)}, Refusal.PAST),
    ],
)
def test_a_question_that_lacks_something_is_not_asked(
    session, site, people, thread, member, facts, refusal
):
    assert ask(session, site, people, thread, member, **facts) is refusal
    assert owed(session, "onishi@example.jp") == []


def test_nobody_is_asked_about_what_they_may_not_read(session, site, people):
    staff = a_thread(session, site, make.open_board(session, "staff", visibility=Visibility.STAFF))
    office = standing_of(session, people["Ren"].id)

    assert ask(session, site, people, staff, office) is Refusal.NOT_FOR_ADVISERS


def test_who_may_not_read_it_asks_nothing_about_it(session, site, people, member):
    staff = a_thread(session, site, make.open_board(session, "staff", visibility=Visibility.STAFF))

    assert ask(session, site, people, staff, member) is Refusal.NOTHING_ASKED_ABOUT


def test_advice_keeps_what_was_declared_on_its_day(session, site, people, thread, member):
    adviser = people["Onishi"]
    himself = standing_of(session, adviser.id)
    asking.declare(session, "会社の研究に関わりました。", himself)
    advice = ask(session, site, people, thread, member)
    made = asking.reply(session, site, advice, "よいと思います。", adviser.id, Door.WEB)
    asking.declare(session, "もう関わっていません。", himself)

    assert isinstance(made, AdviceReply)
    assert made.interest.words == "会社の研究に関わりました。"
    assert asking.interest_of(session, adviser.id).words == "もう関わっていません。"
    assert len(reading.declarations(session, adviser.id)) == 2
    told = text_of(newest(session, "aoi@example.jp"))
    assert "よいと思います。" in told
    assert "会社の研究に関わりました。" in told


def test_the_same_declaration_is_none(session, people):
    himself = standing_of(session, people["Onishi"].id)

    assert isinstance(asking.declare(session, "ありません", himself), Interest)
    assert asking.declare(session, " ありません ", himself) is Refusal.NOTHING_NEW
    other = standing_of(session, people["Aoi"].id)
    assert asking.declare(session, "ありません", other) is Refusal.NOT_YOURS


def test_only_the_one_who_was_asked_answers(session, site, people, thread, member):
    advice = ask(session, site, people, thread, member)

    made = asking.reply(session, site, advice, "はい", people["Aoi"].id, Door.WEB)

    assert made is Refusal.NOT_YOURS


def test_declining_needs_a_reason_and_comes_first(session, site, people, thread, member):
    advice, adviser_id = ask(session, site, people, thread, member), people["Onishi"].id

    assert asking.decline(session, site, advice, " ", adviser_id, Door.WEB) is Refusal.NO_REASON
    asking.decline(session, site, advice, "専門ではありません。", adviser_id, Door.WEB)
    assert advice.state is State.DECLINED
    again = asking.decline(session, site, advice, "専門外", adviser_id, Door.WEB)
    assert again is Refusal.ANSWERED_ALREADY


def test_an_answer_is_added_to_and_never_replaced(session, site, people, thread, member):
    advice, adviser_id = ask(session, site, people, thread, member), people["Onishi"].id
    for told in ("よいです。", "件数も数えてください。"):
        asking.reply(session, site, advice, told, adviser_id, Door.MAIL)

    assert [one.words for one in advice.replies] == ["よいです。", "件数も数えてください。"]
    assert advice.state is State.ANSWERED


def test_advice_is_seen_by_whoever_sees_what_it_is_about(session, site, people):
    hall = a_thread(session, site, make.open_board(session, "hall", visibility=Visibility.MEMBERS))
    member = standing_of(session, people["Aoi"].id)
    advice = ask(session, site, people, hall, member)

    assert reading.one(session, advice.public_id, member) is advice
    assert reading.one(session, advice.public_id, NOBODY) is None
    assert reading.newest(session, standing_of(session, people["Haru"].id)) == []


def test_late_is_what_is_unanswered_past_its_day(session, site, people, thread, member):
    advice = ask(session, site, people, thread, member, due_on=today())

    assert not advice.is_late(today())
    assert advice.is_late(today() + timedelta(days=1))
    asking.reply(session, site, advice, "はい", people["Onishi"].id, Door.WEB)
    assert not advice.is_late(today() + timedelta(days=1))
    assert session.scalars(select(Post)).first() is not None
