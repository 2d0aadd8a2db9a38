"""Who is at the door."""

from flask import Flask
from flask.testing import FlaskClient
from flask_login import current_user
from sqlalchemy import Engine, update

from forum.base import writing
from forum.people.person import Account, Role
from tests.databases import statements
from tests.web.council import Council
from tests.web.door import signed_in


def with_a_mirror(app: Flask) -> None:
    @app.get("/mirror")
    def mirror() -> str:
        return str(current_user.name) if current_user.is_authenticated else "nobody"

    @app.get("/roles")
    def roles() -> str:
        return str(current_user.standing.holds(Role.MODERATOR))


def test_a_session_names_its_visitor(app: Flask, client: FlaskClient, council: Council) -> None:
    with_a_mirror(app)
    assert client.get("/mirror").text == "nobody"
    signed_in(client, council, "moderator")
    assert client.get("/mirror").text == "Вера Седова"
    assert client.get("/roles").text == "True"


def test_raising_the_epoch_signs_every_session_out(
    app: Flask, client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with_a_mirror(app)
    signed_in(client, council, "resident")
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Account).values(epoch=Account.epoch + 1))
    assert client.get("/mirror").text == "nobody"


def test_a_visitor_costs_one_row(
    app: Flask, client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with_a_mirror(app)
    signed_in(client, council, "resident")
    with statements(sqlite_engine) as asked:
        client.get("/mirror")
    assert len(asked) == 1


def test_a_broken_session_is_nobody(app: Flask, client: FlaskClient) -> None:
    with_a_mirror(app)
    with client.session_transaction() as session:
        session["_user_id"] = "１.x"
    assert client.get("/mirror").text == "nobody"
