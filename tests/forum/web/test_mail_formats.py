"""Whoever reads on an old telephone says so, or has it said at the counter."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.people.person import Address, MailFormat, Person
from forum.posting import acknowledging
from tests.forum.web.writing import hidden_fields
from tests.web.council import Council
from tests.web.door import signed_in


def address_of(engine: Engine, person_id: int) -> Address:
    with Session(engine) as session:
        return session.scalars(select(Address).where(Address.person_id == person_id)).first()


def choose(client: FlaskClient, path: str, wanted: str, page: str = "/account/profile"):
    return client.post(path, data={**hidden_fields(client.get(page).text), "format": wanted})


def test_a_resident_chooses_for_a_mailbox_of_their_own(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    resident = signed_in(client, council, "resident")
    mine = address_of(sqlite_engine, council.people["resident"])
    path = f"/account/addresses/{mine.id}/format"
    assert choose(resident, path, "phone").status_code == 303
    assert "携帯電話むけ（文字だけ、短く" in resident.get("/account/addresses").text
    chosen = address_of(sqlite_engine, council.people["resident"])
    assert chosen.format is MailFormat.PHONE
    assert chosen.format_chosen_at
    assert choose(resident, path, "full").status_code == 303
    assert address_of(sqlite_engine, council.people["resident"]).format is MailFormat.FULL


@pytest.mark.parametrize(
    ("who", "wanted", "status"), [("member", "phone", 404), ("resident", "x", 400)]
)
def test_nobody_chooses_for_others_or_what_is_none(
    client: FlaskClient, council: Council, sqlite_engine: Engine, who, wanted, status
) -> None:
    resident = signed_in(client, council, "resident")
    address = address_of(sqlite_engine, council.people[who])
    answer = choose(resident, f"/account/addresses/{address.id}/format", wanted)
    assert answer.status_code == status
    assert address_of(sqlite_engine, council.people[who]).format is MailFormat.FULL


@pytest.mark.parametrize(
    ("word", "wants", "shown"),
    [("yes", True, "投稿が載るたびに届きます"), ("no", False, "）：届きません")],
)
def test_a_resident_chooses_whether_mails_are_acknowledged(
    client: FlaskClient, council: Council, sqlite_engine: Engine, word, wants, shown
) -> None:
    resident = signed_in(client, council, "resident")
    mine = address_of(sqlite_engine, council.people["resident"])
    page = "/account/addresses"
    assert "最初の投稿のときだけ届きます" in resident.get(page).text

    told = {**hidden_fields(resident.get(page).text), "receipts": word}
    answer = resident.post(f"{page}/{mine.id}/receipts", data=told)

    assert answer.status_code == 303
    assert shown in resident.get(page).text
    with Session(sqlite_engine) as session:
        assert acknowledging.wanting(session, [mine.id]) == ({mine.id} if wants else set())
    assert address_of(sqlite_engine, council.people["resident"]).wants_receipts is wants


@pytest.mark.parametrize(
    ("who", "word", "status"), [("member", "yes", 404), ("resident", "maybe", 400)]
)
def test_nobody_has_others_mails_acknowledged(
    client: FlaskClient, council: Council, sqlite_engine: Engine, who, word, status
) -> None:
    resident = signed_in(client, council, "resident")
    address = address_of(sqlite_engine, council.people[who])
    told = {**hidden_fields(resident.get("/account/addresses").text), "receipts": word}
    answer = resident.post(f"/account/addresses/{address.id}/receipts", data=told)
    assert answer.status_code == status
    assert address_of(sqlite_engine, council.people[who]).wants_receipts is None


@pytest.mark.parametrize(("who", "status"), [("admin", 303), ("resident", 404)])
def test_an_operator_chooses_at_somebodys_word(
    client: FlaskClient, council: Council, sqlite_engine: Engine, who, status
) -> None:
    visitor = signed_in(client, council, who)
    address = address_of(sqlite_engine, council.people["member"])
    with Session(sqlite_engine) as session:
        person = session.get_one(Person, council.people["member"]).public_id
    path = f"/admin/people/{person}/addresses/{address.id}/format"
    answer = choose(visitor, path, "phone")
    assert answer.status_code == status
    told = address_of(sqlite_engine, council.people["member"]).format
    assert (told is MailFormat.PHONE) == (status == 303)
