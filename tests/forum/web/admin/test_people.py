"""Operators enter and change people."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.base import today
from forum.boards import Subscription
from forum.people.person import Account, Address, Appointment, Person, Role, Sector
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

NEW = "/admin/people/new"
TOLD = {"sector": "company", "language": "ja"}


@pytest.fixture
def operator(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "secretariat")


def test_somebody_is_entered_with_or_without_a_mailbox(
    operator: FlaskClient, sqlite_engine: Engine
) -> None:
    answer = send(operator, NEW, name=" Фёдор  Ильин ", email="fedor@example.jp", **TOLD)
    assert answer.status_code == 303
    assert send(operator, NEW, name="Яков", email="", **TOLD).status_code == 303
    with Session(sqlite_engine) as session:
        fedor = session.scalars(select(Person).where(Person.name == "Фёдор Ильин")).one()
        assert fedor.sector is Sector.COMPANY
        assert fedor.vouched_at is not None
        assert [address.written for address in fedor.addresses] == ["fedor@example.jp"]
        assert session.scalars(select(Person).where(Person.name == "Яков")).one().addresses == []


def test_an_address_of_somebody_else_is_said(operator: FlaskClient, sqlite_engine: Engine) -> None:
    answer = send(operator, NEW, name="Фёдор", email="Member@example.jp", **TOLD)
    assert answer.status_code == 422
    assert "Борис Чернов" in answer.text
    assert 'value="Фёдор"' in answer.text
    with Session(sqlite_engine) as session:
        assert session.scalar(select(Person).where(Person.name == "Фёдор")) is None


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "nobody"}, {"sector": "king"}, {"name": "a@example.jp"}]
)
def test_what_cant_be_comes_back_with_everything_else(
    operator: FlaskClient, wrong: dict[str, str]
) -> None:
    answer = send(operator, NEW, **{"name": "Фёдор", "district": "Север", **TOLD, **wrong})
    assert answer.status_code == 422
    assert 'value="Север"' in answer.text


def test_people_are_found_by_name_or_address(operator: FlaskClient) -> None:
    assert "Борис Чернов" in operator.get("/admin/people?q=Черн").text
    assert "Борис Чернов" in operator.get("/admin/people?q=MEMBER@").text
    assert "Борис Чернов" not in operator.get("/admin/people?q=Орлов").text


def test_facts_addresses_and_roles_are_changed(
    operator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    page = f"/admin/people/{council.public_ids['resident']}"
    assert send(operator, page, name="Анна Б.", nickname="Аня", **TOLD).status_code == 303
    assert send(operator, f"{page}/addresses", page, email="anna2@example.jp").status_code == 303
    board, since = council.boards["hall"], today() - timedelta(days=1)
    answer = send(
        operator, f"{page}/appointments", page, role="moderator", board=board, since=since
    )
    assert answer.status_code == 303
    with Session(sqlite_engine) as session:
        anna = session.get_one(Person, council.people["resident"])
        assert (anna.name, anna.nickname) == ("Анна Б.", "Аня")
        assert len(anna.addresses) == 2
        (role,) = anna.appointments
        assert (role.role, role.board_id, role.since) == (Role.MODERATOR, board, since)
    resident = signed_in(operator.application.test_client(), council, "resident")
    assert resident.get("/boards/hall").status_code == 200
    signed_in(operator, council, "secretariat")
    send(operator, f"{page}/appointments/{role.id}/end", page)
    assert resident.get("/boards/hall").status_code == 404


def test_taking_an_address_away_ends_its_subscriptions(
    operator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    page = f"/admin/people/{council.public_ids['resident']}"
    with Session(sqlite_engine) as session:
        (address,) = session.get_one(Person, council.people["resident"]).addresses
        assert session.query(Subscription).filter_by(address_id=address.id).count() == 1
    assert send(operator, f"{page}/addresses/{address.id}/remove", page).status_code == 303
    with Session(sqlite_engine) as session:
        assert session.get_one(Address, address.id).person_id is None
        assert session.query(Subscription).filter_by(address_id=address.id).count() == 0


def test_a_mailbox_of_somebody_else_is_not_taken_over(
    operator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    page = f"/admin/people/{council.public_ids['resident']}"
    answer = send(operator, f"{page}/addresses", page, email="member@example.jp")
    assert answer.status_code == 422
    with Session(sqlite_engine) as session:
        wanted = select(Address.person_id).where(Address.canonical == "member@example.jp")
        assert session.scalar(wanted) == council.people["member"]


def test_only_an_administrator_changes_or_appoints_one(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    operator = signed_in(app.test_client(), council, "secretariat")
    admins_page = f"/admin/people/{council.public_ids['admin']}"
    own_page = f"/admin/people/{council.public_ids['secretariat']}"
    assert operator.get(admins_page).status_code == 200
    token = hidden_fields(operator.get(own_page).text)["csrf_token"]  # good for every form
    told = {"csrf_token": token, "email": "mine@example.jp", "restraint": "banned"}
    for deed in ("", "/addresses", "/restraint"):
        assert operator.post(f"{admins_page}{deed}", data=told).status_code == 403
    rise = {"role": "admin", "board": 0, "since": today()}
    assert send(operator, f"{own_page}/appointments", own_page, **rise).status_code == 422
    with Session(sqlite_engine) as session:
        assert session.scalar(select(Address).where(Address.written == "mine@example.jp")) is None
        assert session.query(Appointment).filter_by(role=Role.ADMIN).count() == 1


def test_the_last_administrator_stays(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    admin = signed_in(client, council, "admin")
    page = f"/admin/people/{council.public_ids['admin']}"
    with Session(sqlite_engine) as session:
        wanted = select(Appointment.id).where(Appointment.role == Role.ADMIN)
        role_id = session.scalars(wanted).one()
    send(admin, f"{page}/appointments/{role_id}/end", page)
    assert admin.get("/admin/").status_code == 200


def test_somebody_is_stopped_and_signed_out(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    operator = signed_in(app.test_client(), council, "secretariat")
    member = signed_in(app.test_client(), council, "member")
    assert member.get("/account/").status_code == 200
    page = f"/admin/people/{council.public_ids['member']}"
    assert send(operator, f"{page}/restraint", page, restraint="banned").status_code == 303
    assert member.get("/account/").status_code == 302
    with Session(sqlite_engine) as session:
        assert session.get_one(Person, council.people["member"]).banned_at is not None
        account = session.get_one(Account, council.accounts["member"][0])
        assert account.epoch == council.accounts["member"][1] + 1
    send(operator, f"{page}/restraint", page, restraint="free")
    with Session(sqlite_engine) as session:
        assert session.get_one(Person, council.people["member"]).banned_at is None
    own = f"/admin/people/{council.public_ids['secretariat']}"
    send(operator, f"{own}/restraint", own, restraint="banned")
    assert operator.get("/admin/").status_code == 200


def test_an_operator_without_a_token_changes_nothing(
    operator: FlaskClient, council: Council
) -> None:
    page = f"/admin/people/{council.public_ids['member']}"
    assert operator.post(f"{page}/restraint", data={"restraint": "banned"}).status_code == 400
