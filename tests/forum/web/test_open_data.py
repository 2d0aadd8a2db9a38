"""Tables by the API and as files say the same, and nothing of what only some may read."""

import csv
import io
import json
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from forum.base import utcnow
from forum.open_data import nightly
from forum.open_data.catalogue import DATASETS
from forum.web.links import this_site
from tests.forum.open_data.csv_again import from_csv
from tests.forum.web.test_api import walk
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.mark.parametrize("name", DATASETS)
def test_the_api_the_csv_and_the_json_say_the_same(
    seeded_app: tuple[Flask, Council], name: str
) -> None:
    client = seeded_app[0].test_client()
    items, _ = walk(client, f"/api/v1/{name}?limit=2")
    told = client.get(f"/open-data/{name}.json").json
    assert told is not None
    assert items == told["items"]
    assert from_csv(DATASETS[name], client.get(f"/open-data/{name}.csv").data) == items
    description = client.get("/api/openapi.json").json
    assert description is not None
    schema = description["components"]["schemas"][name]
    for item in items:
        assert set(item) == set(schema["required"])
    for field in DATASETS[name].fields:
        if field.codes:
            told_codes = {code for item in items for code in _codes(item[field.name])}
            assert field.name == "group" or told_codes <= set(field.codes), field.name


def _codes(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def test_the_council_has_something_to_tell_in_each_table_of_its_work(
    seeded_app: tuple[Flask, Council],
) -> None:
    client = seeded_app[0].test_client()
    for name in ("needs", "measures", "progress", "evaluations", "findings", "proposals", "items"):
        assert client.get(f"/open-data/{name}.json").json["items"], name  # type: ignore[index]


@pytest.mark.parametrize("who", [None, "resident", "member", "secretariat", "admin"])
def test_everybody_gets_the_same_tables(
    client: FlaskClient, council: Council, who: str | None
) -> None:
    """Even to staff nothing is told that a stranger would not be told: files are passed on."""
    strangers = {name: client.get(f"/open-data/{name}.csv").data for name in DATASETS}
    if who:
        signed_in(client, council, who)
    assert {name: client.get(f"/open-data/{name}.csv").data for name in DATASETS} == strangers
    whole = b"".join(strangers.values()).decode()
    for secret in ("Служебное", "Бюджет", "Тихо.", "Черновик.", council.posts["staff"],
                   council.posts["hall"], "@example.jp"):  # fmt: skip
        assert secret not in whole, secret


def test_the_dictionary_tells_each_field_in_two_languages(client: FlaskClient) -> None:
    told = json.loads(client.get("/open-data/dictionary.json").data)
    assert [one["name"] for one in told["datasets"]] == list(DATASETS)
    for dataset in told["datasets"]:
        for field in dataset["fields"]:
            assert field["meaning"]["ja"]
            assert field["meaning"]["en"]
    assert client.get("/open-data/dictionary.csv").data.startswith(b"\xef\xbb\xbfdataset,field,")


def test_a_nights_archive_is_offered_with_its_size_and_checksum(
    app: Flask, client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with app.app_context():
        day = nightly.due_day(nightly.utcnow())
        assert nightly.run_once(sqlite_engine, this_site(), day)
    page = client.get("/open-data", headers={"Accept-Language": "ja"}).text
    assert f"/open-data/archives/{day}.zip" in page
    answer = client.get(f"/open-data/archives/{day}.zip")
    assert answer.data.startswith(b"PK")
    for path in ("2020-01-01.zip", "x.zip", "2026-13-01.zip"):
        assert client.get(f"/open-data/archives/{path}").status_code == 404
    assert client.get("/open-data/none.csv").status_code == 404
    assert client.get("/api/v1/none").status_code == 404


def test_who_takes_part_is_shown_in_pictures_with_tables_behind_them(
    seeded_app: tuple[Flask, Council],
) -> None:
    client = seeded_app[0].test_client()
    page = client.get("/participation/", headers={"Accept-Language": "ja"})
    assert page.status_code == 200
    assert page.text.count('role="img"') == 3
    assert page.text.count("<table") >= 3
    assert client.get("/participation/1999").status_code == 404


def test_the_data_package_names_every_table_with_its_fields(client: FlaskClient) -> None:
    package = client.get("/open-data/datapackage.json").json
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        octets = client.get(f"/open-data/{resource['path']}").data
        assert octets.startswith(b"\xef\xbb\xbf")
        header, *lines = csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""))
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        for line in lines:
            for field, told in zip(fields, line, strict=True):
                allowed = field.get("constraints", {}).get("enum")
                assert not told or allowed is None or told in allowed


@pytest.mark.parametrize("file", ["proposals.csv", "proposals.json", "datapackage.json"])
def test_a_file_that_has_not_changed_is_not_sent_again(
    seeded_app: tuple[Flask, Council], file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = seeded_app[0].test_client()
    first = client.get(f"/open-data/{file}")
    later = utcnow() + timedelta(days=1)
    monkeypatch.setattr("forum.web.open_data.utcnow", lambda: later)
    again = client.get(f"/open-data/{file}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"/open-data/{file}", headers={"If-None-Match": '"x"'}).status_code == 200


def test_another_site_may_take_the_files(seeded_app: tuple[Flask, Council]) -> None:
    headers = seeded_app[0].test_client().get("/open-data/needs.json").headers
    assert headers.getlist("Cross-Origin-Resource-Policy") == ["cross-origin"]
    assert headers.getlist("Access-Control-Allow-Origin") == ["*"]
