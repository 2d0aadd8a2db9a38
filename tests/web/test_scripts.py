"""The small scripts: what they add for those who have them; without them everything works too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import House, window

pytestmark = pytest.mark.browser
NEW = "/boards/general/new"


@pytest.fixture
def page(house: House, browser: Browser) -> Iterator[Page]:
    """A member's window; whatever the page complains about fails the test."""
    with window(browser, house, "member") as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        yield page
        assert [said for said in complaints if "status of 422" not in said] == []


@pytest.mark.parametrize(
    ("label", "before", "chosen", "after"),
    [
        ("見出し", "раз\nдва\nтри", (4, 7), "раз\n## два\nтри"),
        ("箇条書き", "раз\nдва\nтри", (1, 5), "- раз\n- два\nтри"),
        ("引用", "раз\nдва", (0, 7), "> раз\n> два"),
        ("強調", "раз два три", (4, 7), "раз **два** три"),
        ("リンク", "раз два три", (4, 7), "раз [два](https://) три"),
        ("強調", "", (0, 0), "****"),
    ],
)
def test_a_button_writes_at_the_cursor_and_can_be_undone(
    house: House, page: Page, label: str, before: str, chosen: tuple[int, int], after: str
) -> None:
    page.goto(house.url + NEW)
    area = page.locator("textarea[name=text]")
    area.fill(before)
    area.evaluate("(e, [a, b]) => e.setSelectionRange(a, b)", list(chosen))
    page.get_by_role("button", name=label, exact=True).click()
    expect(area).to_have_value(after)
    assert page.url.endswith(NEW)
    area.press("Control+z")
    expect(area).to_have_value(before)


def test_words_survive_a_page_that_went_away(house: House, page: Page) -> None:
    page.goto(house.url + NEW)
    page.fill("input[name=subject]", "Начало")
    page.fill("textarea[name=text]", "Долгие слова")
    page.goto(house.url + "/about")
    page.goto(house.url + NEW)
    expect(page.locator("textarea[name=text]")).to_have_value("Долгие слова")
    expect(page.locator("input[name=subject]")).to_have_value("Начало")
    expect(page.locator("[data-draft-found]")).to_be_visible()
    page.get_by_role("button", name="書きかけを消す").click()
    page.goto(house.url + NEW)
    expect(page.locator("textarea[name=text]")).to_have_value("")
    expect(page.locator("[data-draft-found]")).to_be_hidden()


def test_what_has_arrived_is_not_offered_again(house: House, page: Page) -> None:
    thread = f"{house.url}/threads/{house.council.threads['hall']}"
    page.goto(thread)
    page.fill("textarea[name=text]", "Ответ.")
    page.get_by_role("button", name="確認する", exact=True).last.click()
    expect(page.locator("textarea[name=text]")).to_have_value("Ответ.")
    page.get_by_role("button", name="投稿する").click()
    page.goto(thread)
    expect(page.locator("textarea[name=text]")).to_have_value("")


def test_going_out_leaves_nothing_behind(house: House, page: Page) -> None:
    page.goto(house.url + NEW)
    page.fill("textarea[name=text]", "Тайна")
    page.goto(house.url + "/account/")
    assert page.evaluate("localStorage.length") == 1
    page.get_by_role("button", name="ログアウトする", exact=True).click()
    assert page.evaluate("localStorage.length") == 0


def test_enter_in_the_name_of_a_topic_publishes_nothing(house: House, page: Page) -> None:
    page.goto(house.url + NEW)
    page.fill("textarea[name=text]", "Слова.")
    page.fill("input[name=subject]", "Проба пера")
    page.press("input[name=subject]", "Enter")
    expect(page.locator("#preview")).to_be_visible()
    expect(page.locator("textarea[name=text]")).to_have_value("Слова.")


def test_whoever_sees_the_end_has_read_it(house: House, page: Page) -> None:
    thread = house.council.thread
    page.goto(f"{house.url}/threads/{thread}")
    form = page.locator("form[data-mark-read]")
    expect(form).to_be_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/read")) as told:
        page.locator("#answer").scroll_into_view_if_needed()
    assert told.value.status == 204
    expect(form).to_be_hidden()


def test_a_dropped_picture_is_attached(house: House, page: Page) -> None:
    page.goto(house.url + NEW)
    page.locator("textarea[name=text]").evaluate(
        """(area) => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "a.png", { type: "image/png" }));
          area.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }"""
    )
    names = "e => [...e.files].map((file) => file.name)"
    assert page.locator("input[type=file]").evaluate(names) == ["a.png"]


def test_the_queue_is_walked_by_keyboard(house: House, browser: Browser) -> None:
    with window(browser, house, "moderator") as context:
        page = context.new_page()
        page.goto(house.url + "/moderation/")
        focused = "document.activeElement.id"
        page.keyboard.press("j")
        first = page.evaluate(focused)
        page.keyboard.press("j")
        second = page.evaluate(focused)
        page.keyboard.press("k")
        assert page.evaluate(focused) == first != second
        page.keyboard.press("a")
        assert page.evaluate("document.activeElement.value") == "approve"
        page.keyboard.press("r")  # on a button no key does anything
        assert page.evaluate("document.activeElement.value") == "approve"
