"""The roster."""

from datetime import timedelta

from flask.testing import FlaskClient
from sqlalchemy import Engine, update

from forum.base import today, writing
from forum.people.person import Appointment, Person, Role
from tests.web.council import Council


def test_whoever_sits_today_stands_on_the_roster(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    page = client.get("/council").text
    assert "Борис Чернов" in page
    assert "Илья Фомин" in page
    assert "Кира Вольф" in page
    assert "Анна Белова" not in page  # a resident without an appointment
    assert "Дина Ким" not in page  # whoever only runs the machine
    with writing(sqlite_engine).begin() as connection:
        gone = today() - timedelta(days=1)
        connection.execute(
            update(Appointment).where(Appointment.role == Role.MEMBER).values(until=gone)
        )
    page = client.get("/council").text
    assert "Борис Чернов" not in page


def test_somebody_merged_into_another_stands_there_once(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(
            update(Person)
            .where(Person.id == council.people["member"])
            .values(merged_into_id=council.people["chair"])
        )
    assert "Борис Чернов" not in client.get("/council").text
