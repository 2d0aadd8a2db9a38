"""My data on the web: taken along, taken away; and the mailed link to it."""

import io
import json
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.announcements.tiding import Tiding, Way
from forum.archive import search
from forum.archive.search import Scope
from forum.archive.thread import Post
from forum.people.person import Address, Person
from forum.personal import collecting, erasing
from forum.text.bigrams import query
from tests.forum.web.writing import hidden_fields, send
from tests.letters import owed
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def resident(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "resident")


def unpacked(octets: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        assert set(archive.namelist()) == {"kakehashi.json", "posts.txt"}
        told: dict[str, Any] = json.loads(archive.read("kakehashi.json"))
        return told


def test_ones_data_come_as_one_file(resident: FlaskClient) -> None:
    told = unpacked(resident.get("/account/data.zip").data)
    assert told["name"] == "Анна Белова"
    assert told["posts"]
    assert set(told["ways_of_tidings"]) == {"full", "steps"}


def test_what_one_was_told_is_counted_and_taken_along(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    # given: somebody who was told of proposals
    with Session(sqlite_engine) as session:
        wanted = select(Tiding.person_id, func.count()).where(Tiding.way != Way.NONE)
        (person_id, times) = session.execute(wanted.group_by(Tiding.person_id)).all()[0]
        person = session.get_one(Person, person_id)

        # when
        told = collecting.everything(
            session, client.application.extensions["kakehashi-site"], person
        )["tidings"]

        # then
        assert len(told) == times == erasing.stock(session, person).tidings
        assert all("/proposals/" in one["proposal"] and one["way"] for one in told)


def test_the_mailed_link_works_once_and_only_by_its_button(
    client: FlaskClient, council: Council
) -> None:
    path = f"/account/data/{council.take_data}"
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200
    assert unpacked(send(client, path).data)["name"] == "Анна Белова"
    assert client.get(path).status_code == 410


def test_somebody_with_a_role_is_sent_to_the_secretariat(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    signed_in(client, council, "member")
    assert "事務局にご相談ください" in client.get("/account/erase").text
    token = hidden_fields(client.get("/account/profile").text)
    assert client.post("/account/erase", data=token).status_code == 200
    with Session(sqlite_engine) as session:
        assert session.get_one(Person, council.people["member"]).erased_at is None


@pytest.mark.parametrize(("names", "shown"), [("kept", "Анна Белова"), ("anonymous", "匿名")])
def test_erasing_leaves_the_public_record(
    resident: FlaskClient, council: Council, sqlite_engine: Engine, names: str, shown: str
) -> None:
    assert "消えるもの" in resident.get("/account/erase").text
    assert send(resident, "/account/erase", names=names).status_code == 303
    assert resident.get("/account/").status_code == 302
    with Session(sqlite_engine) as session:
        me = session.get_one(Person, council.people["resident"])
        assert (me.name, me.nickname, me.addresses) == ("匿名", None, [])
        mine = select(Post.author_name).where(Post.person_id == me.id)
        assert set(session.scalars(mine)) <= {shown, shown.split()[0], "匿名"}
        assert session.scalar(select(func.count()).select_from(Post).where(Post.person_id == me.id))
        left = select(Address.id).where(Address.canonical == "resident@example.jp")
        assert session.scalar(left) is None
        assert any("データを削除しました" in one["Subject"] for one in owed(session))
        found = search.find(session, query("Белова"), Scope((council.boards["general"],)))
        assert bool(found) is (names == "kept")
    page = resident.get(f"/threads/{council.thread}").text
    assert ("Анна Белова" in page) is (names == "kept")


def test_the_main_address_is_chosen(
    resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    from forum.addresses import EmailAddress
    from forum.base import utcnow, writing
    from forum.letters.correspondent import mailbox_of

    with Session(writing(sqlite_engine)) as session, session.begin():
        me = session.get_one(Person, council.people["resident"])
        second = Address.of(EmailAddress.parse("second@example.jp"), me)
        second.verified_at = utcnow()
        session.add(second)
        session.flush()
        second_id = second.id
    assert "おもなアドレス" in resident.get("/account/addresses").text
    send(resident, f"/account/addresses/{second_id}/main", "/account/addresses")
    with Session(sqlite_engine) as session:
        assert str(mailbox_of(session, council.people["resident"])) == "second@example.jp"
