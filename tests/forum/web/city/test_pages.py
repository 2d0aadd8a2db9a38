"""The city and the office act on a proposal; moderators never as the city, and no words are lost."""

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.announcements.record import Listener
from forum.archive.thread import Post
from forum.base import today, utcnow
from forum.boards import Board
from forum.documents import asking
from forum.documents.document import Kind, State
from forum.people.person import Person
from forum.personal.erasing import erase
from forum.proposals import city, drafting, reading
from forum.proposals.city import Answer
from forum.proposals.proposal import Kind as Relay
from forum.proposals.proposal import Proposal
from forum.public_words import as_written
from tests.factories import a_site
from tests.forum.proposals.stage import Stage
from tests.forum.web.writing import hidden_fields, send
from tests.web.city_hall import SCAN
from tests.web.council import Council
from tests.web.door import signed_in

PRINTED = {"on": today().isoformat(), "addressee": "Мэру", "document_number": "Номер 1"}
ANSWERED = {
    "on": today().isoformat(),
    "judgement_1": "partly",
    "response_1": "planned",
    "fiscal_year_1": str(today().year + 1),
    "reason_1": "Готовим.",
    "department_1": "Отдел",
    "judgement_2": "reflected",
    "response_2": "done",
}


def page(council: Council, state: str, act: str) -> str:
    return f"/proposals/{council.proposals[state]}/{act}"


def found(engine: Engine, council: Council, state: str) -> Proposal:
    with Session(engine) as session:
        proposal = reading.proposal(session, council.proposals[state])
        assert proposal is not None
        return proposal


def print_it(engine: Engine, council: Council, **details: str) -> None:
    """The 提案書 as the press would have made it."""
    with Session(engine) as session, session.begin():
        document = asking.ask(session, Kind.PROPOSAL, council.proposals["adopted"], details)
        document.state, document.made_at = State.DONE, utcnow()
        document.sha256, document.octets = "a" * 64, b"%PDF-1"


@pytest.fixture
def liaison(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "liaison")


@pytest.fixture
def office(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "secretariat")


def test_without_its_document_nothing_is_submitted(office, council, sqlite_engine):
    answer = send(office, page(council, "adopted", "submit"), **PRINTED)
    assert answer.status_code == 422
    assert "提案書がまだできていません" in answer.text
    assert "Номер 1" in answer.text
    assert found(sqlite_engine, council, "adopted").state == "adopted"


def test_the_office_has_the_document_made_and_then_submits_it(office, council, sqlite_engine):
    asked = send(office, page(council, "adopted", "submit"), **PRINTED, make="1")
    assert asked.status_code == 303
    with Session(sqlite_engine) as session:
        newest = asking.newest(session, Kind.PROPOSAL, council.proposals["adopted"])
        assert newest is not None
        assert newest.details == PRINTED

    print_it(sqlite_engine, council, **PRINTED)
    assert send(office, page(council, "adopted", "submit"), **PRINTED).status_code == 303
    shown = office.get(page(council, "adopted", "city")).text
    for words in ("Мэру", "Номер 1", "a" * 64, "提出済"):
        assert words in shown


def test_a_document_on_which_something_else_stands_is_not_submitted(office, council, sqlite_engine):
    print_it(sqlite_engine, council, **(PRINTED | {"addressee": "Губернатору"}))
    assert send(office, page(council, "adopted", "submit"), **PRINTED).status_code == 422


def test_the_city_receives_asks_and_is_answered(liaison, council, sqlite_engine):
    told = {"on": today().isoformat(), "receipt_number": "Вх. 5", "lead_department": "Отдел",
            "due_on": "2099-01-31"}  # fmt: skip
    assert send(liaison, page(council, "submitted", "receive"), **told).status_code == 303
    asked = send(liaison, page(council, "submitted", "clarify"), question="Когда?\n\nГде?")
    assert asked.status_code == 303
    chair = signed_in(liaison, council, "chair")
    assert "Когда?" in chair.get(page(council, "submitted", "explain")).text
    assert "いまは止まっています" in chair.get(page(council, "submitted", "city")).text
    assert send(chair, page(council, "submitted", "explain"), words="Вечером.").status_code == 303
    shown = chair.get(page(council, "submitted", "city")).text
    assert "Вечером." in shown
    assert "Вх. 5" in shown


def test_an_answer_that_lacks_something_says_where_and_keeps_the_rest(liaison, council):
    wrong = ANSWERED | {"fiscal_year_1": "", "judgement_2": ""}
    answer = send(liaison, page(council, "received", "answer"), **wrong)
    assert answer.status_code == 422
    assert "実施予定の年度を書いてください" in answer.text
    assert "判断を選んでください" in answer.text
    assert "Готовим." in answer.text
    again = liaison.post(
        page(council, "received", "answer"), data=hidden_fields(answer.text) | ANSWERED
    )
    assert again.status_code == 303


def test_every_item_has_its_answer_and_the_older_one_stays(liaison, council, sqlite_engine):
    interim = {"on": today().isoformat(), "reason_1": "Считаем звонки."}
    done = send(liaison, page(council, "received", "answer/interim"), **interim)
    assert done.status_code == 303
    assert send(liaison, page(council, "received", "answer"), **ANSWERED).status_code == 303
    shown = liaison.get(page(council, "received", "city")).text
    for words in ("Считаем звонки.", "一部反映", "実施予定", "Готовим.", "前の回答を読む"):
        assert words in shown


def test_the_second_of_two_answers_is_told_and_may_look_again(liaison, council):
    fields = hidden_fields(liaison.get(page(council, "received", "answer")).text)
    one = page(council, "received", "refer")
    item = hidden_fields(liaison.get(one).text)
    choice = liaison.get(one).text.split('<option value="')[1].split('"')[0]
    assert liaison.post(one, data={**item, "item": choice, "to": "Отдел"}).status_code == 303
    late = liaison.post(page(council, "received", "answer"), data={**fields, **ANSWERED})
    assert late.status_code == 422
    assert "先へ進みました" in late.text
    fields = hidden_fields(late.text)
    assert (
        liaison.post(page(council, "received", "answer"), data={**fields, **ANSWERED}).status_code
        == 303
    )


def test_paper_is_copied_with_its_scan_which_survives_an_error(office, council, sqlite_engine):
    address = page(council, "received", "answer")
    bare = send(office, address, **ANSWERED)
    assert bare.status_code == 422
    assert "書面の写し" in bare.text
    scan = (io.BytesIO(SCAN), "answer.pdf")
    wrong = send(office, address, **(ANSWERED | {"judgement_1": ""}), scan=scan)
    assert wrong.status_code == 422
    assert "写しは受け取ってあります" in wrong.text
    done = office.post(address, data=hidden_fields(wrong.text) | ANSWERED)
    assert done.status_code == 303
    shown = office.get(page(council, "received", "city")).text
    assert "書面回答" in shown
    assert "Глеб Орловさんが書面から書き写しました" in shown
    with Session(sqlite_engine) as session:
        newest = session.scalars(select(Answer).order_by(Answer.id.desc())).first()
        assert newest is not None
        scan_page = f"/proposals/{council.proposals['received']}/answers/{newest.public_id}/scan"
    got = office.get(scan_page)
    assert got.data == SCAN
    assert got.content_type == "application/pdf"


def test_what_no_scanner_makes_is_no_scan(office, council):
    scan = (io.BytesIO(b"<script>"), "answer.pdf")
    answer = send(office, page(council, "received", "answer"), **ANSWERED, scan=scan)
    assert answer.status_code == 422
    assert "PDFか画像" in answer.text


def test_a_correction_leaves_the_old_answer_and_says_why(liaison, council, sqlite_engine):
    address = f"/proposals/{council.proposals['answered']}/items/{council.city_item}/correct"
    told = {"judgement": "continued", "response": "studying", "reason": "Ищем.",
            "correction": "Номер не тот."}  # fmt: skip
    bare = send(liaison, address, **(told | {"correction": ""}))
    assert bare.status_code == 422
    assert "Ищем." in bare.text
    assert send(liaison, address, **told).status_code == 303
    shown = liaison.get(page(council, "answered", "city")).text
    for words in ("Номер не тот.", "Ошибка.", "Готово.", "Ищем.", "継続検討"):
        assert words in shown


def test_headquarters_approve_and_items_are_linked_to_measures(client, council, sqlite_engine):
    hq = signed_in(client, council, "hq")
    day = today().isoformat()
    assert send(hq, page(council, "received", "approve"), on=day).status_code == 303
    again = send(hq, page(council, "received", "approve"), on=day)
    assert again.status_code == 422
    assert send(
        hq, page(council, "answered", "measures"), item=council.city_item, measure="Ш1"
    ).status_code == 303  # fmt: skip
    assert found(sqlite_engine, council, "answered").state == "following"
    assert "Ш1" in hq.get(page(council, "answered", "city")).text


ACTS = (
    ("adopted", "submit", {"secretariat"}),
    ("submitted", "receive", {"liaison"}),
    ("received", "clarify", {"liaison"}),
    ("clarifying", "explain", {"chair", "secretariat", "member"}),  # the member drafted it
    ("received", "refer", {"liaison", "hq"}),
    ("received", "answer", {"liaison", "secretariat"}),
    ("received", "answer/interim", {"liaison", "secretariat"}),
    ("answered", "answer/correct", {"liaison", "secretariat"}),
    ("answered", "approve", {"liaison", "hq"}),
    ("answered", "measures", {"liaison", "hq", "secretariat"}),
)
EVERYBODY = (
    "resident", "member", "moderator", "secretariat", "admin", "chair", "adviser", "liaison", "hq",
)  # fmt: skip


@pytest.mark.parametrize(("state", "act", "may"), ACTS)
def test_each_act_is_for_those_alone_who_answer_for_it(client, council, state, act, may):
    for who in EVERYBODY:
        shown = signed_in(client, council, who).get(page(council, state, act))
        assert shown.status_code == (200 if who in may else 403), who


def test_a_draft_that_somebody_may_not_see_is_not_there(client, council):
    address = f"/proposals/{council.proposals['draft']}/city"
    assert client.get(address).status_code == 404
    scan = f"/proposals/{council.proposals['answered']}/answers/{council.paper_answer}/scan"
    assert client.get(scan).status_code == 200
    assert (
        client.get(scan.replace("answered", "x").replace(council.paper_answer, "0")).status_code
        == 404
    )


def test_what_is_late_is_said_to_everybody(client, council):
    shown = client.get(page(council, "received", "city")).text
    assert "回答期限超過" in shown
    assert "市の回答の期限を過ぎています" in shown
    assert "回答期限超過" in client.get(f"/proposals/{council.proposals['received']}").text


def test_an_address_in_the_city_s_words_is_not_published(liaison, council, sqlite_engine):
    told = ANSWERED | {"reason_1": "Пишите: secret@example.jp, 048-123-4567."}
    assert send(liaison, page(council, "received", "answer"), **told).status_code == 303
    for path in ("city", ""):
        shown = liaison.get(page(council, "received", path).rstrip("/")).text
        assert "secret@example.jp" not in shown
        assert "048-123-4567" not in shown
    with Session(sqlite_engine) as session:
        proposal = reading.proposal(session, council.proposals["received"])
        assert proposal is not None
        items = drafting.frozen_items(session, proposal)
        assert "secret@example.jp" in as_written(city.answers_to(session, items[0])[0].reason)


def test_the_first_page_says_what_was_answered_last(client, council):
    shown = client.get("/").text
    assert "市からの回答" in shown
    assert "一部反映・市の所管外（Край）" in shown


def test_who_has_a_way_out_of_letters_uses_it_without_signing_in(client, council):
    address = f"/tidings/{council.tidings}"
    assert "この提案のお知らせを止める" in client.get(address).text
    done = client.post(address, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert "この提案のお知らせを止めました" in done.text
    assert "すべて止めました" in client.post(address, data={"which": "all"}).text
    assert "止める" in client.post(address, data={"which": "again"}).text
    assert client.post("/tidings/0").status_code == 404


def test_whoever_is_erased_is_in_no_list_of_listeners(client, council, sqlite_engine, tmp_path):
    with Session(sqlite_engine) as session, session.begin():
        person = session.get_one(Person, council.people["resident"])
        assert erase(session, a_site(tmp_path), person, anonymous=True)
        assert session.scalars(select(Listener)).all() == []


def test_a_relay_is_told_when_it_is_sent(client, council, sqlite_engine):
    with Session(sqlite_engine) as session, session.begin():
        stage = Stage(session, session.scalars(select(Board).where(Board.slug == "general")).one())
        stage.people = {name: session.get_one(Person, id_) for name, id_ in council.people.items()}
        relay = stage.draft(Relay.RELAY).public_id
    office = signed_in(client, council, "secretariat")
    assert send(office, f"/proposals/{relay}/do/send").status_code == 303
    with Session(sqlite_engine) as session:
        step = reading.proposal(session, relay).steps[-1]
        assert step.told_at is not None
        newest = session.scalars(select(Post).order_by(Post.id.desc())).first()
        assert "市に伝えました" in newest.subject
