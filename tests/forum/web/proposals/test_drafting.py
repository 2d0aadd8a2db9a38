"""Writing a proposal on the web: it begins with somebody's words, and nothing written is lost."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

FIELD = re.compile(
    r'<(?:input|textarea|select)[^>]*name="([^"]+)"[^>]*?(?:value="([^"]*)")?[^>]*>', re.DOTALL
)


@pytest.fixture
def member(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "member")


def written(page: str) -> dict[str, str]:
    """Every field of the page's form as a browser would send it."""
    form = page.partition('<form class="form"')[2].partition("</form>")[0]
    told = {}
    for tag in re.findall(r"<input[^>]*>", form):
        named = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if named and ('type="radio"' not in tag or "checked" in tag):
            told[named[1]] = unescape(value[1]) if value else ""
    for name, words in re.findall(
        r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        told[name] = unescape(words).lstrip("\r\n")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option selected[^>]*value="([^"]*)"', options)
        told[name] = chosen[1] if chosen else ""
    return told


def press(client: FlaskClient, url: str, page: str, button: str, **words: Any) -> TestResponse:
    """Change some fields of the page's form and press a button of it."""
    return client.post(url, data={**written(page), **words, "do": button})


def test_a_draft_begins_from_a_post_with_a_passage(member: FlaskClient, council: Council) -> None:
    answer = send(
        member,
        f"/proposals/use?post={council.post}",
        passage="Зал закрыт.",
        proposal="",
        kind="proposal",
        board=str(council.boards["general"]),
        title="Открыть зал",
    )
    assert answer.status_code == 303
    draft = answer.location.removesuffix("/edit")
    page = member.get(draft).text
    assert "Открыть зал" in page
    assert f'href="/posts/{council.post}"' in page


@pytest.mark.parametrize("kind", ["proposal", "relay"])
def test_a_draft_begins_from_a_thread_or_a_need(
    member: FlaskClient, council: Council, kind: str
) -> None:
    for source in (f"thread={council.thread}", f"need={council.need}"):
        answer = send(
            member,
            f"/proposals/use?{source}",
            proposal="",
            kind=kind,
            board=str(council.boards["hall"]),
            title="Новое",
        )
        assert answer.status_code == 303
        assert "起草中" in member.get(answer.location.removesuffix("/edit")).text


def test_words_that_are_not_in_the_post_are_refused_and_nothing_begins(
    member: FlaskClient, council: Council
) -> None:
    answer = send(
        member,
        f"/proposals/use?post={council.post}",
        passage="Зал открыт.",
        proposal="",
        kind="proposal",
        board=str(council.boards["general"]),
        title="Ничего",
    )
    assert answer.status_code == 422
    assert "Зал открыт." in answer.text
    assert "Ничего" not in member.get("/proposals/?state=draft").text


def test_a_post_is_laid_to_an_item_that_is_there(member: FlaskClient, council: Council) -> None:
    draft = council.proposals["draft"]
    page = member.get(f"/proposals/use?post={council.reply}").text
    second = re.search(rf'value="({draft}\.[0-9a-z]+)"[^>]*>[^<]*項目2', page)
    assert second
    answer = send(
        member, f"/proposals/use?post={council.reply}", passage="Согласен", proposal=second[1]
    )
    assert answer.location == f"/proposals/{draft}"
    item = member.get(answer.location).text.partition('id="item-2"')[2]
    assert "Согласен" in item.partition("</article>")[0]


def test_a_voice_goes_with_a_reason(member: FlaskClient, council: Council) -> None:
    draft = council.proposals["draft"]
    page = f"/proposals/{draft}/voices/{council.citation}/remove"
    assert send(member, page, reason="").status_code == 422
    assert send(member, page, reason="Не о том.").status_code == 303
    assert "Не о том." in member.get(f"/proposals/{draft}").text


def test_items_come_go_and_move_without_script(member: FlaskClient, council: Council) -> None:
    url = f"/proposals/{council.proposals['draft']}/edit"
    page = member.get(url).text
    assert written(page)["asks-0-title"] == "Принимать звонки"

    page = press(member, url, page, "add", problem="Дописано.").text
    assert written(page)["problem"] == "Дописано."
    page = press(member, url, page, "up-2", **{"asks-2-title": "Третье"}).text
    told = written(page)
    titles = [told[f"asks-{n}-title"] for n in range(3)]
    assert titles == ["Показать свободное время", "Принимать звонки", "Третье"]
    page = press(member, url, page, "remove-2").text

    answer = press(member, url, page, "save", note="Короче.")
    assert answer.status_code == 303
    page = member.get(answer.location).text
    assert page.index("Показать свободное время") < page.index("Третье")
    assert "Принимать звонки" not in page
    assert "Короче." in page


def test_an_item_keeps_its_voices_when_it_moves(member: FlaskClient, council: Council) -> None:
    url = f"/proposals/{council.proposals['draft']}/edit"
    page = press(member, url, member.get(url).text, "down-1").text
    press(member, url, page, "save")
    page = member.get(url.removesuffix("/edit")).text
    assert "Зал закрыт." in page.partition('id="item-2"')[2].partition("</article>")[0]


def test_whoever_saved_meanwhile_loses_nothing_and_nor_do_i(
    client: FlaskClient, council: Council
) -> None:
    draft = f"/proposals/{council.proposals['draft']}"
    mine = signed_in(client.application.test_client(), council, "member")
    page = mine.get(f"{draft}/edit").text
    press(mine, f"{draft}/edit", page, "save", purpose="Их слова.")

    answer = press(mine, f"{draft}/edit", page, "save", purpose="Мои слова.", problem="Моё.")

    assert answer.status_code == 409
    between = answer.text.partition('id="between"')[2].partition("<form")[0]
    assert "Их слова." in re.sub(r"<[^>]+>|［..］", "", between).replace("Мои", "Их")
    told = written(answer.text)
    assert (told["purpose"], told["problem"], told["seen"]) == ("Мои слова.", "Моё.", "3")
    answer = press(mine, f"{draft}/edit", answer.text, "save")
    assert answer.status_code == 303
    assert "Мои слова." in mine.get(draft).text
    assert "Их слова." in mine.get(f"{draft}/versions/3").text


def test_an_item_without_a_title_is_asked_for_one(member: FlaskClient, council: Council) -> None:
    url = f"/proposals/{council.proposals['draft']}/edit"
    answer = press(member, url, member.get(url).text, "save", **{"asks-1-title": ""})
    assert answer.status_code == 422
    assert 'href="#asks-1-title"' in answer.text
    assert "項目2" in answer.text.partition("error-summary")[2].partition("</ul>")[0]


def test_drafters_come_and_go(client: FlaskClient, council: Council) -> None:
    draft = f"/proposals/{council.proposals['draft']}"
    member = signed_in(client.application.test_client(), council, "member")
    chair = signed_in(client.application.test_client(), council, "chair")
    assert chair.get(f"{draft}/edit").status_code == 403
    answer = send(member, f"{draft}/drafters", person=council.public_ids["chair"])
    assert answer.status_code == 303
    assert chair.get(f"{draft}/edit").status_code == 200
    assert send(member, f"{draft}/leave").status_code == 303
    assert member.get(f"{draft}/edit").status_code == 403
    assert "起草者がほかにいません" in send(chair, f"{draft}/leave").text


def test_a_resident_is_not_invited(member: FlaskClient, council: Council) -> None:
    draft = f"/proposals/{council.proposals['draft']}"
    assert council.public_ids["resident"] not in member.get(f"{draft}/drafters").text


@pytest.mark.parametrize("who", ["resident", "adviser", "liaison", "hq"])
def test_others_begin_no_draft(client: FlaskClient, council: Council, who: str) -> None:
    visitor = signed_in(client, council, who)
    assert visitor.get(f"/proposals/use?post={council.post}").status_code == 403
    assert "proposals/use" not in visitor.get(f"/threads/{council.thread}").text
    assert "proposals/use" not in visitor.get(f"/needs/{council.need}").text


def test_members_find_the_door_on_posts_threads_and_needs(
    member: FlaskClient, council: Council
) -> None:
    assert f"/proposals/use?post={council.post}" in member.get(f"/threads/{council.thread}").text
    assert (
        f"/proposals/use?thread={council.thread}" in member.get(f"/threads/{council.thread}").text
    )
    assert f"/proposals/use?post={council.post}" in member.get(f"/posts/{council.post}").text
    assert f"/proposals/use?need={council.need}" in member.get(f"/needs/{council.need}").text


@pytest.mark.parametrize("who", ["secretariat", "member", "resident"])
def test_words_of_the_staff_board_are_for_no_proposal(
    client: FlaskClient, council: Council, who: str
) -> None:
    visitor = signed_in(client, council, who)
    url = f"/proposals/use?post={council.posts['staff']}"
    if who != "secretariat":
        assert visitor.get(url).status_code == 404
        return
    assert "proposals/use" not in visitor.get(f"/threads/{council.staff_thread}").text
    fields = hidden_fields(visitor.get(url).text)
    board = str(council.boards["general"])
    answer = visitor.post(
        url, data={**fields, "proposal": "", "kind": "proposal", "board": board, "title": "Тихо"}
    )
    assert answer.status_code == 422
    assert "庁内の掲示板のことは、提案に使えません" in answer.text


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient, council: Council) -> None:
    assert client.get(f"/proposals/{council.proposals['draft']}/edit").status_code == 302
    assert client.get(f"/proposals/use?post={council.post}").status_code == 302
