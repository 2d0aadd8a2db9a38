"""Deciding on the web: every act by whom it belongs to, with its reasons, and by nobody else."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.base import today
from forum.people.person import Role
from forum.people.standing import standing_of
from forum.proposals import life, polling
from forum.proposals.poll import Ballot, Choice, Poll
from forum.proposals.proposal import Act, Proposal
from forum.web.proposals.deciding import DOINGS
from forum.web.proposals.pages import DECIDED_HERE
from tests.factories import enter_person
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

WHO = (
    "resident", "member", "chair", "moderator", "secretariat", "adviser", "liaison", "hq", "admin",
)  # fmt: skip


def as_(client: FlaskClient, council: Council, who: str) -> FlaskClient:
    return signed_in(client.application.test_client(), council, who)


def do(visitor: FlaskClient, council: Council, which: str, act: str, **words: str) -> int:
    return send(visitor, f"/proposals/{council.proposals[which]}/do/{act}", **words).status_code


def proposal(engine: Engine, council: Council, which: str) -> Proposal:
    with Session(engine) as session:
        wanted = select(Proposal).where(Proposal.public_id == council.proposals[which])
        return session.scalars(wanted).one()


def later(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def move(engine: Engine, council: Council, which: str, days: int) -> None:
    """Let the last days of comments and poll be so many days ago."""
    with Session(engine) as session:
        wanted = select(Proposal).where(Proposal.public_id == council.proposals[which])
        one = session.scalars(wanted).one()
        one.comment_until = today() - timedelta(days=days)
        for poll in session.scalars(select(Poll).where(Poll.proposal_id == one.id)):
            poll.closes_on = today() - timedelta(days=days)
        session.commit()


def test_every_act_that_is_offered_has_its_page() -> None:
    assert set(DOINGS) == DECIDED_HERE


@pytest.mark.parametrize("who", WHO)
def test_nobody_does_what_the_one_table_does_not_let_them(
    client: FlaskClient, sqlite_engine: Engine, council: Council, who: str
) -> None:
    visitor = signed_in(client, council, who)
    with Session(sqlite_engine) as session:
        by = standing_of(session, council.people[who])
        mine = {
            which: set(life.open_acts(one, by)) & DECIDED_HERE
            for which, public_id in council.proposals.items()
            for one in session.scalars(select(Proposal).where(Proposal.public_id == public_id))
        }
    for which, public_id in council.proposals.items():
        seen = visitor.get(f"/proposals/{public_id}").status_code == 200
        for act in DECIDED_HERE:
            status = visitor.get(f"/proposals/{public_id}/do/{act}").status_code
            assert status == (404 if not seen else 200 if act in mine[which] else 403), (which, act)
            offered = (
                f"/proposals/{public_id}/do/{act}" in visitor.get(f"/proposals/{public_id}").text
            )
            assert offered == (seen and act in mine[which]), (which, act)


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient, council: Council) -> None:
    page = f"/proposals/{council.proposals['comment']}/do/shelve"
    assert client.get(page).status_code == 302


@pytest.mark.parametrize("act", ["revise", "submit", "answer", "follow", "nothing"])
def test_acts_of_other_rooms_are_not_done_here(
    client: FlaskClient, council: Council, act: str
) -> None:
    visitor = signed_in(client, council, "chair")
    assert visitor.get(f"/proposals/{council.proposals['poll']}/do/{act}").status_code == 404


def test_comments_open_by_two_people_and_go_to_the_board(
    client: FlaskClient, sqlite_engine: Engine, council: Council
) -> None:
    member, moderator = as_(client, council, "member"), as_(client, council, "moderator")
    early = send(
        moderator, f"/proposals/{council.proposals['draft']}/do/open_comment", until=later(20)
    )
    assert early.status_code == 422
    assert "起草者が、まだ意見募集を求めていません" in early.text
    assert do(member, council, "draft", "ask_comment") == 303
    assert do(moderator, council, "draft", "open_comment", until=later(3)) == 422
    assert do(moderator, council, "draft", "open_comment", until=later(20)) == 303

    with Session(sqlite_engine) as session:
        wanted = select(Proposal).where(Proposal.public_id == council.proposals["draft"])
        thread = session.scalars(wanted).one().thread
        assert thread is not None
        (post,) = session.scalars(select(Post).where(Post.thread_id == thread.id))
        address, words = thread.public_id, post.text
    assert post.subject == "意見募集：Запись в зал по телефону"
    assert post.author_name == "Вера Седова"
    assert "За записью нужно идти." in words
    page = client.get(f"/proposals/{council.proposals['draft']}").text
    assert f'href="/threads/{address}#answer"' in page


def test_the_council_decides_and_the_proposal_has_its_number(
    client: FlaskClient, sqlite_engine: Engine, council: Council
) -> None:
    chair = as_(client, council, "chair")
    assert do(chair, council, "comment", "open_poll", closes_on=later(8)) == 422  # too soon
    move(sqlite_engine, council, "comment", 1)
    assert do(chair, council, "comment", "open_poll", closes_on=later(8), is_secret="y") == 303
    decided = {"method": "majority", "decided_on": today().isoformat(), "words": "Решено."}
    assert do(chair, council, "comment", "adopt", **decided) == 422
    move(sqlite_engine, council, "comment", 1)
    with Session(sqlite_engine) as session:  # the poll opened before it closed
        for poll in session.scalars(select(Poll)):
            poll.opened_at -= timedelta(days=9)
        session.commit()
    assert do(chair, council, "comment", "adopt", **decided) == 303
    page = client.get(f"/proposals/{council.proposals['comment']}").text
    assert re.search(r"度提案第[3-9]号", page)
    assert "多数" in page
    assert "Решено." in page
    assert proposal(sqlite_engine, council, "comment").tally


def _ended(engine: Engine, council: Council) -> None:
    """The poll lasted nine days, until yesterday."""
    move(engine, council, "poll", 1)
    with Session(engine) as session:
        for poll in session.scalars(select(Poll)):
            poll.opened_at -= timedelta(days=9)
        session.commit()


def _slip(engine: Engine, council: Council) -> None:
    """A slip that came in time is entered."""
    wanted = select(Poll).join(Proposal).where(Proposal.public_id == council.proposals["poll"])
    with Session(engine) as session, session.begin():
        poll = session.scalars(wanted).one()
        by = standing_of(session, council.people["secretariat"])
        person = enter_person(session, "Роман Лис", "roman@example.jp", Role.MEMBER)
        session.flush()
        said = polling.Said(Choice.AGAINST, "Дорого для зала.")
        made = polling.enter_slip(session, poll, person, said, today() - timedelta(days=2), by)
        assert isinstance(made, Ballot)


def test_a_slip_that_comes_while_the_chair_writes_is_shown_before_anything_is_decided(
    client: FlaskClient, sqlite_engine: Engine, council: Council
) -> None:
    chair, page = as_(client, council, "chair"), f"/proposals/{council.proposals['poll']}/do/adopt"
    _ended(sqlite_engine, council)
    decided = {"method": "majority", "decided_on": today().isoformat(), "words": "Решено так."}
    form = {**hidden_fields(chair.get(page).text), **decided}
    _slip(sqlite_engine, council)

    back = chair.post(page, data=form)

    assert back.status_code == 422
    assert "集計が変わりました" in back.text
    assert "Решено так.</textarea>" in back.text
    assert "Дорого для зала." in back.text  # the new tally, with what the slip says
    assert not proposal(sqlite_engine, council, "poll").label
    again = chair.post(page, data={**hidden_fields(back.text), **decided})
    assert again.status_code == 303
    kept = proposal(sqlite_engine, council, "poll").tally
    assert kept is not None
    assert "Дорого для зала." in [view["reason"] for view in kept["views"]]


def test_what_was_written_on_an_act_that_somebody_else_did_first_comes_back(
    client: FlaskClient, sqlite_engine: Engine, council: Council
) -> None:
    chair, page = as_(client, council, "chair"), f"/proposals/{council.proposals['comment']}/do"
    form = {**hidden_fields(chair.get(f"{page}/shelve").text), "reason": "Мои причины."}
    assert do(chair, council, "comment", "shelve", reason="Другие причины.") == 303
    late = chair.post(f"{page}/shelve", data=form)
    assert late.status_code == 422
    assert "Мои причины.</textarea>" in late.text
    assert "先へ進みました" in late.text
    again = chair.post(f"{page}/shelve", data={**hidden_fields(late.text), "reason": "Мои."})
    assert again.status_code == 422  # it is shelved already
    stranger = as_(client, council, "resident")
    token = hidden_fields(stranger.get("/account/tidings").text)["csrf_token"]
    assert stranger.post(f"{page}/shelve", data={**form, "csrf_token": token}).status_code == 403


@pytest.mark.parametrize(
    ("who", "which", "act", "state"),
    [
        ("chair", "comment", "shelve", "見送り"),
        ("moderator", "comment", "back_to_draft", "起草中"),
        ("chair", "poll", "back_to_draft", "起草中"),
        ("chair", "adopted", "withdraw", "取下げ"),
        ("member", "comment", "withdraw", "取下げ"),
        ("chair", "following", "close", "完了"),
    ],
)
def test_an_end_needs_a_reason_that_everybody_reads(
    client: FlaskClient, council: Council, who: str, which: str, act: str, state: str
) -> None:
    visitor = as_(client, council, who)
    assert do(visitor, council, which, act, reason=" ") == 422
    assert do(visitor, council, which, act, reason="Так решили.") == 303
    page = client.get(f"/proposals/{council.proposals[which]}").text
    assert "Так решили." in page
    assert state in page.partition('aria-current="step"')[2][:40]


def test_what_was_shelved_is_taken_up(client: FlaskClient, council: Council) -> None:
    chair = as_(client, council, "chair")
    assert do(chair, council, "comment", "shelve", reason="Рано.") == 303
    assert do(chair, council, "comment", "take_up", reason="Пора.") == 303
    assert "起草中" in client.get(f"/proposals/{council.proposals['comment']}").text


def test_all_drafters_agree_to_a_merge(client: FlaskClient, council: Council) -> None:
    member = as_(client, council, "member")
    words = {"other": council.proposals["draft"], "reason": "Одно и то же."}
    assert do(member, council, "comment", "agree_merge", **words) == 303
    page = member.get(f"/proposals/{council.proposals['comment']}").text
    assert "統合" in page
    assert f'href="/proposals/{council.proposals["draft"]}"' in page
    # Of a draft that they may not see, strangers are not told.
    page = client.get(f"/proposals/{council.proposals['comment']}").text
    assert council.proposals["draft"] not in page


def test_a_relay_is_sent(client: FlaskClient, council: Council) -> None:
    member, office = as_(client, council, "member"), as_(client, council, "secretariat")
    answer = send(
        member,
        f"/proposals/use?need={council.need}",
        proposal="",
        kind="relay",
        board=str(council.boards["general"]),
        title="Голоса",
    )
    council.proposals["new"] = answer.location.split("/")[2]
    assert do(office, council, "new", "send") == 422  # nothing to send yet
    send(
        member,
        answer.location,
        **{"title": "Голоса", "problem": "Далеко.", "asks-0-title": "Передать", "do": "save",
           "asks-0-target": "other"},
    )  # fmt: skip
    assert do(office, council, "new", "send") == 303
    assert "度伝達第" in client.get(f"/proposals/{council.proposals['new']}").text


def test_what_has_moved_on_is_not_decided_blindly(client: FlaskClient, council: Council) -> None:
    chair = as_(client, council, "chair")
    page = f"/proposals/{council.proposals['comment']}/do/shelve"
    answer = send(chair, page, seen="1", reason="Рано.")
    assert answer.status_code == 422
    assert "この提案が先へ進みました" in answer.text
    assert "Рано." in answer.text


def test_a_decision_leads_to_a_new_draft(client: FlaskClient, council: Council) -> None:
    chair = as_(client, council, "chair")
    assert (
        Act.REPROPOSE.value not in chair.get(f"/proposals/{council.proposals['following']}").text
    )  # not before it is answered or evaluated
