"""意向確認 on the web: answer, change, see how many answered, and read what came of it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import today
from forum.people.person import Sector
from forum.proposals import deciding, polling
from forum.proposals.poll import Ballot, Channel, Choice, Poll
from forum.proposals.proposal import Proposal
from forum.web.polls.picture import WIDTH, draw
from tests.forum.proposals.test_cells import table_of
from tests.forum.web.writing import send
from tests.web.door import signed_in


@pytest.fixture
def session(sqlite_engine):
    with Session(sqlite_engine) as session:
        yield session


@pytest.fixture
def poll(session, council):
    """The open poll, in the session of the test."""
    return _poll(session, council, "poll")


@pytest.fixture
def sign_in(client, council):
    return lambda who: signed_in(client, council, who)


def _poll(session, council, state) -> Poll:
    wanted = select(Poll).join(Proposal).where(Proposal.public_id == council.proposals[state])
    return session.scalars(wanted).one()


def page(council, state="poll") -> str:
    return f"/proposals/{council.proposals[state]}/poll"


def test_the_page_shows_the_frozen_words_their_hash_and_the_last_day(client, council, poll):
    told = client.get(page(council)).get_data(as_text=True)
    assert poll.proposal.frozen_hash in told
    assert "Записаться из дома." in told
    assert poll.closes_on.isoformat() in told


def test_while_it_is_open_how_many_answered_is_told_and_not_what(client, council, sign_in):
    for who in (None, "member", "chair", "secretariat"):
        if who:
            sign_in(who)
        for address in (page(council), f"/proposals/{council.proposals['poll']}"):
            told = client.get(address).get_data(as_text=True)
            assert "2人が答えました" in told
            assert "7人のお答え" in told
            assert "Рано." not in told
            assert '<svg class="ballots"' not in told


def test_an_answer_is_given_and_changed(client, council, sign_in, session, poll):
    sign_in("resident")
    before = session.query(Ballot).count()
    answered = send(client, page(council), choice="against", reason="Рано.")
    assert answered.status_code == 303
    told = client.get(page(council)).get_data(as_text=True)
    assert re.search(r'checked[^>]*value="against"', told)
    send(client, page(council), choice="for", declines_annex="y")
    session.rollback()
    assert session.query(Ballot).count() == before + 2
    mine = polling.answer_of(session, poll, council.people["resident"])
    assert (mine.choice, mine.declines_annex) == (Choice.FOR, True)


def test_no_answer_at_all_is_asked_for(client, council, sign_in):
    sign_in("resident")
    refused = send(client, page(council), reason="Рано.")
    assert refused.status_code == 422
    assert "Рано." in refused.get_data(as_text=True)


def test_who_is_not_signed_in_is_told_how_to_answer(client, council):
    told = client.get(page(council)).get_data(as_text=True)
    assert "mailto:reply%2B" in told
    assert client.post(page(council), data={"choice": "for"}).status_code in (400, 403)


def test_a_poll_that_has_ended_tells_what_came_of_it(client, council):
    told = client.get(page(council, "adopted")).get_data(as_text=True)
    assert '<svg class="ballots"' in told
    assert 'role="img"' in told
    assert "Дорого." in told  # the member's reason, in full
    assert "Имя" not in told  # and no resident's name


def test_until_the_outcome_is_recorded_the_council_alone_reads_the_tally(
    client, council, sign_in, session, poll
):
    poll.opened_at -= timedelta(days=9)
    poll.closes_on = today() - timedelta(days=1)
    session.commit()
    assert '<svg class="ballots"' not in client.get(page(council)).get_data(as_text=True)
    sign_in("resident")
    assert '<svg class="ballots"' not in client.get(page(council)).get_data(as_text=True)
    sign_in("chair")
    assert '<svg class="ballots"' in client.get(page(council)).get_data(as_text=True)


def test_a_clerk_enters_a_slip_and_takes_it_back(client, council, sign_in, session, poll):
    sign_in("secretariat")
    slips = f"{page(council)}/slips"
    given = {"name": "Новый Житель", "sector": "group", "choice": "against", "reason": "Шум.",
             "received_on": today().isoformat()}  # fmt: skip
    assert send(client, slips, **given).status_code == 303
    session.rollback()
    made = session.scalars(select(Ballot).order_by(Ballot.id.desc()).limit(1)).one()
    assert (made.name, made.sector, made.channel) == ("Новый Житель", "group", "paper")
    assert made.entered_by_id == council.people["secretariat"]
    assert "Новый Житель" in client.get(slips).get_data(as_text=True)

    again = send(client, slips, **given)  # the same name: which of them?
    assert again.status_code == 422
    person = made.person.public_id
    assert send(client, slips, **{**given, "person": person, "choice": "for"}).status_code == 303

    correct = f"{slips}/{made.public_id}/correct"
    assert send(client, correct, reason="Ошибка").status_code == 303
    session.rollback()
    assert polling.answer_of(session, poll, made.person_id).choice is Choice.FOR


@pytest.mark.parametrize("who", ["member", "chair", "liaison", "resident"])
def test_nobody_else_enters_slips_or_reads_their_register(client, council, sign_in, who):
    sign_in(who)
    assert client.get(f"{page(council)}/slips").status_code == 403
    assert client.get(f"{page(council)}/slips/{council.slip}/scan").status_code == 403


def test_the_code_on_a_slip_leads_to_the_form(client, council, sign_in, session, poll):
    from forum.documents import numbering

    code = numbering.slip_of(session, poll).code
    session.commit()
    sign_in("secretariat")
    assert client.get(f"/slips/{code}").location.endswith(f"{page(council)}/slips")


def test_the_chairs_record_freezes_the_published_tally(session, council):
    decided = _poll(session, council, "adopted")
    assert deciding.current_poll(session, decided.proposal) is decided
    assert polling.Tally.from_json(decided.result).council.total == 2


def test_bars_are_as_long_as_they_count():
    answers = [(Sector.CITIZEN, Choice.FOR, Channel.WEB)] * 6
    answers += [(Sector.GROUP, Choice.AGAINST, Channel.WEB)] * 3
    picture = draw(table_of(answers))
    widths = [sum(part.width for part in bar.parts) for bar in picture.bars]
    assert widths == [WIDTH - 2, (WIDTH - 2) / 2]
    assert all(part.x + part.width <= WIDTH for bar in picture.bars for part in bar.parts)


def test_nothing_is_drawn_of_nothing():
    assert draw(table_of([])) is None
