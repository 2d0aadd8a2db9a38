"""The city's PDF is one click away once it is made, says how far it is before, and never changes."""

import hashlib

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import utcnow, writing
from forum.documents import asking, codes, numbering
from forum.documents.document import Document, Kind, Reason, State
from forum.proposals.city import Submission
from forum.proposals.poll import Poll
from forum.proposals.proposal import Proposal
from tests.web.door import signed_in

PDF = b"%PDF-1.7 as it went to the city"


@pytest.fixture
def session(sqlite_engine, council):
    with Session(writing(sqlite_engine), expire_on_commit=False) as session:
        yield session


def kept(session: Session, kind: Kind, subject: str, octets: bytes = PDF) -> Document:
    document = asking.ask(session, kind, subject)
    document.state, document.made_at, document.title = State.DONE, utcnow(), "提案書"
    document.octets, document.size = octets, len(octets)
    document.sha256 = hashlib.sha256(octets).hexdigest()
    session.commit()
    return document


def test_a_document_that_is_not_there_yet_says_so_and_looks_again(client, council):
    answer = client.get(f"/proposals/{council.proposals['adopted']}/document.pdf")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "4"
    assert "作成中です" in answer.text
    assert 'http-equiv="refresh"' in answer.text


def test_a_document_that_failed_says_why_in_a_sentence(client, council, session):
    document = asking.ask(session, Kind.PROPOSAL, council.proposals["adopted"])
    document.state, document.reason = State.FAILED, Reason.NO_FONT
    session.commit()
    answer = client.get(f"/proposals/{council.proposals['adopted']}/document.pdf")
    assert answer.status_code == 503
    assert "日本語の書体が入っていません" in answer.text
    assert "refresh" not in answer.text


def test_a_document_is_given_as_it_was_made(client, council, session):
    document = kept(session, Kind.PROPOSAL, council.proposals["adopted"])
    answer = client.get(f"/proposals/{council.proposals['adopted']}/document.pdf")
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["ETag"] == f'"{document.sha256}"'
    held = {"If-None-Match": answer.headers["ETag"]}
    again = client.get(f"/proposals/{council.proposals['adopted']}/document.pdf", headers=held)
    assert again.status_code == 304
    about = client.get(f"/proposals/{council.proposals['adopted']}/document")
    assert document.sha256 in about.text


def test_the_submitted_edition_stays_whatever_is_made_later(client, council, session):
    public_id = council.proposals["following"]
    first = kept(session, Kind.PROPOSAL, public_id)
    proposal = session.scalars(select(Proposal).where(Proposal.public_id == public_id)).one()
    made = session.scalars(select(Submission).where(Submission.proposal_id == proposal.id)).one()
    made.document_sha256 = first.sha256
    kept(session, Kind.PROPOSAL, public_id, PDF + b" later")
    assert client.get(f"/proposals/{public_id}/document.pdf").data == PDF


@pytest.mark.parametrize("state", ["draft", "comment", "poll", "hall"])
def test_what_is_not_decided_has_no_document(client, council, state):
    assert client.get(f"/proposals/{council.proposals[state]}/document.pdf").status_code == 404
    assert client.get(f"/proposals/{council.proposals[state]}/document").status_code == 404


def test_drafts_have_neither_slip_nor_press_text_for_strangers(client, council):
    for state in ("draft", "hall"):
        for page in ("slip.pdf", "press.txt"):
            assert client.get(f"/proposals/{council.proposals[state]}/{page}").status_code == 404


def test_the_office_has_a_failed_document_made_again_and_nobody_else(client, council, session):
    public_id = council.proposals["adopted"]
    document = asking.ask(session, Kind.PROPOSAL, public_id)
    document.state, document.reason = State.FAILED, Reason.BROKEN
    session.commit()
    client.application.config["WTF_CSRF_ENABLED"] = False
    assert signed_in(client, council, "resident").post(
        f"/proposals/{public_id}/document"
    ).status_code == 404  # fmt: skip
    answer = signed_in(client, council, "secretariat").post(f"/proposals/{public_id}/document")
    assert answer.status_code == 303
    session.expire_all()
    assert session.get_one(Document, document.id).state is State.WAITING


def test_press_text_tells_a_proposal_in_plain_words(client, council):
    answer = client.get(f"/proposals/{council.proposals['following']}/press.txt")
    assert answer.mimetype == "text/plain"
    for words in ("記者発表資料", "Запись в зал по телефону", "■数字", "■問い合わせ", "市の回答："):
        assert words in answer.text
    assert "\n\n\n" not in answer.text


def test_a_month_is_told_to_the_press_and_the_future_is_not(client, council):
    answer = client.get("/printed/2026-11.txt")
    assert answer.status_code == 200
    assert "■おもな話題" in answer.text
    for month in ("2199-01", "2026-13", "x", "1999-12"):
        assert client.get(f"/printed/{month}.txt").status_code == 404


def test_the_office_asks_for_an_issue_and_finds_it_by_its_numbers(client, council, session):
    client.application.config["WTF_CSRF_ENABLED"] = False
    assert signed_in(client, council, "resident").post(
        "/printed/", data={"month": "2026-11"}
    ).status_code == 404  # fmt: skip
    signed_in(client, council, "secretariat")
    assert client.post("/printed/", data={"month": "2026-13"}).status_code == 422
    assert client.post("/printed/", data={"month": "2026-11"}).status_code == 303
    assert asking.newest(session, Kind.DIGEST, "2026-11").state is State.WAITING
    assert "作成中です" in client.get("/printed/").text


def test_a_code_leads_the_clerk_to_its_form_and_a_wrong_digit_nowhere(client, council, session):
    poll = session.scalars(select(Poll).where(Poll.ended_at.is_(None))).first()
    slip = numbering.slip_of(session, poll)
    session.commit()
    signed_in(client, council, "secretariat")
    answer = client.get("/slips/", query_string={"code": codes.shown(slip.code)})
    assert answer.status_code == 302
    answer = client.get(answer.headers["Location"])
    assert poll.proposal.public_id in answer.headers["Location"]
    wrong = slip.code[:-1] + str((int(slip.code[-1]) + 1) % 10)
    answer = client.get(f"/slips/{wrong}")
    assert answer.status_code == 404
    assert "この番号は見つかりません" in answer.text


def test_a_number_of_the_digest_leads_to_the_form_for_its_topic(client, council, session):
    from datetime import date

    from forum.archive.thread import Thread

    document = kept(session, Kind.DIGEST, "2026-11")
    numbers = numbering.begin_issue(session, document, date(2026, 11, 1))
    thread = session.scalars(select(Thread).where(Thread.public_id == council.thread)).one()
    number = numbers.give(thread)
    slip = numbering.slip_of(session, numbers.issue)
    session.commit()
    signed_in(client, council, "secretariat")
    answer = client.get(f"/slips/{number}")
    assert answer.status_code == 302
    assert council.thread in answer.headers["Location"]
    listed = client.get(f"/slips/{slip.code}").text
    assert f">{number}</a>" in listed
    assert client.get("/printed/1.pdf").data == PDF


def test_slips_are_for_clerks(client, council):
    assert signed_in(client, council, "resident").get("/slips/").status_code == 403
    assert signed_in(client, council, "resident").get("/slips/1-1").status_code == 403
