"""Members whom no mail reaches: moderators see them, and a link or a button starts it again."""

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.people.person import Address
from tests.forum.web.writing import send
from tests.web.council import Council
from tests.web.door import signed_in

LIST = "/moderation/unreachable"


def tikhon(engine: Engine) -> Address:
    with Session(engine, expire_on_commit=False) as session:
        return session.scalars(select(Address).where(Address.written == "tikhon@example.jp")).one()


def test_a_moderator_reads_who_gets_no_mail_and_why(client: FlaskClient, council: Council) -> None:
    page = signed_in(client, council, "moderator").get(LIST).text
    assert "tikhon@example.jp" in page
    assert "宛先のアドレスが見つかりません。" in page
    assert "550 5.1.1" in page


def test_nobody_else_sees_the_list(client: FlaskClient, council: Council) -> None:
    assert client.get(LIST).status_code in (302, 303)
    assert signed_in(client, council, "resident").get(LIST).status_code == 404


def test_a_moderator_starts_the_mail_again(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    moderator = signed_in(client, council, "moderator")
    address = tikhon(sqlite_engine)
    assert moderator.get(f"{LIST}/{address.id}").status_code == 405
    page = moderator.get(LIST).text
    answer = send(moderator, f"{LIST}/{address.id}", LIST)
    assert answer.status_code == 303, page
    assert tikhon(sqlite_engine).stopped_at is None
    assert "tikhon@example.jp" not in moderator.get(LIST).text


def test_the_mailed_link_asks_first_and_works_once(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    link = f"/resume/{council.resume}"
    assert "tikhon@example.jp" in client.get(link).text
    assert tikhon(sqlite_engine).stopped_at is not None
    assert send(client, link).status_code == 200
    assert tikhon(sqlite_engine).stopped_at is None
    assert client.get(link).status_code == 410


def test_operators_read_how_delivery_stands(client: FlaskClient, council: Council) -> None:
    page = signed_in(client, council, "secretariat").get("/admin/").text
    assert "お届けを休んでいるアドレス" in page
