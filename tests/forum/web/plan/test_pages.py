"""The plan on one page and in tables, measure by measure, and as programs read it."""

import csv
import io

from flask.testing import FlaskClient

from tests.web.council import Council


def test_every_measure_stands_in_the_picture_and_in_the_table(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/plan/").text
    assert page.count("Запись в зал") == 3  # the picture is drawn for a phone too
    assert page.count("Уроки") == 3
    assert 'class="timeline__bar timeline__bar--trial"' in page


def test_the_form_narrows_the_plan(client: FlaskClient, council: Council) -> None:
    page = client.get("/plan/?state=trial").text
    assert "Запись в зал" in page
    assert "Уроки" not in page
    assert "Уроки" in client.get("/plan/?area=Люди").text
    assert "あてはまる施策はありません" in client.get("/plan/?state=done").text


def test_a_state_that_is_none_asks_for_nothing(client: FlaskClient, council: Council) -> None:
    assert "Уроки" in client.get("/plan/?state=<b>").text


def test_a_house_without_a_plan_says_so(client: FlaskClient) -> None:
    assert "まだ計画が入っていません" in client.get("/plan/").text


def test_a_measure_shows_what_was_expected_beside_what_was_found(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/plan/Ш1").text
    for words in ("Открыли запись.", "12.5", "Польза есть.", "Рано.", "Удобно ли"):
        assert words in page
    assert "施策を変える" not in page


def test_a_measure_that_is_none_is_not_found(client: FlaskClient, council: Council) -> None:
    assert client.get("/plan/Ш9").status_code == 404


def test_the_table_for_spreadsheets_has_every_measure(
    client: FlaskClient, council: Council
) -> None:
    answer = client.get("/plan/measures.csv")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(row["code"], row["state"]) for row in rows] == [("Ш1", "trial"), ("Ш2", "untouched")]
    assert rows[0]["url"].endswith("/plan/%D0%A81")


def test_programs_read_the_plan_a_page_at_a_time(client: FlaskClient, council: Council) -> None:
    first = client.get("/api/v1/measures?limit=1").json
    assert first is not None
    assert [item["code"] for item in first["items"]] == ["Ш1"]
    rest = client.get("/api/v1/measures", query_string={"after": first["next"]}).json
    assert rest is not None
    assert [item["code"] for item in rest["items"]] == ["Ш2"]
    assert rest["next"] is None
    again = client.get("/api/v1/measures", query_string={"after": rest["cursor"]}).json
    assert again is not None
    assert again["items"] == []
