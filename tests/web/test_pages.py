"""Every page: access by axe (WCAG 2.2 AA), width, focus, and without script."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.web import trials
from tests.web.conftest import House, every_visit, window
from tests.web.visits import VISITS, Visit, pages

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": WCAG}}
PHONE, DESK = 360, 1280

FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return {
    what: e.outerHTML.slice(0, 120),
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inSight: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""


def test_every_page_that_the_url_map_knows_is_visited(house: House) -> None:
    assert pages(house.app) == frozenset(VISITS)


@pytest.fixture(scope="module")
def page(house: House, browser: Browser) -> Iterator[Page]:
    """One page for all visits: a new one begins a process, and compiles axe once more."""
    with window(browser, house, None, PHONE) as context:
        context.add_init_script(Axe().axe_script)  # half a megabyte: handed over once
        yield context.new_page()


@pytest.mark.parametrize(("endpoint", "visit"), every_visit())
def test_a_page_is_open_to_everybody(house: House, page: Page, endpoint: str, visit: Visit) -> None:
    _look_at(house, page, house.address(endpoint, visit), visit.who, visit.status)


@pytest.mark.parametrize("code", trials.CODES)
def test_an_error_page_is_open_to_everybody(house: House, page: Page, code: int) -> None:
    _look_at(house, page, f"{house.url}/trials/{code}", None, code)


def _look_at(house: House, page: Page, url: str, who: str | None, status: int) -> None:
    _come_in(house, page, who)
    with _complaints(page) as complaints:
        answer = page.goto(url)
        assert answer is not None
        assert answer.status == status, url
        _has_no_violation(page, "phone, light")
        _does_not_scroll_sideways(page, PHONE)
        # The other width and the other colours at once: the contrast of colours takes most of axe's
        # time, and does not depend on the width.
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": DESK, "height": 800})
        _has_no_violation(page, "desk, dark")
        page.emulate_media(color_scheme="light")
        _shows_where_the_focus_is(page)
        # Twice as large: half as many CSS pixels; then the text alone.
        page.set_viewport_size({"width": DESK // 2, "height": 400})
        _does_not_scroll_sideways(page, DESK // 2)
        page.set_viewport_size({"width": DESK, "height": 800})
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        _does_not_scroll_sideways(page, DESK)
    ours = [said for said in complaints if "Content Security Policy" in said]
    assert not ours, "a page wants something that its policy forbids"


def _come_in(house: House, page: Page, who: str | None) -> None:
    """With a phone, and nothing left of the visitor before (who wrote nothing)."""
    page.context.clear_cookies()
    if who:
        house.let_in(page.context, who)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": PHONE, "height": 800})


@contextlib.contextmanager
def _complaints(page: Page) -> Iterator[list[str]]:
    """What the browser's console says in the meantime."""
    complaints: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        complaints.append(said.text)

    page.on("console", hear)
    try:
        yield complaints
    finally:
        page.remove_listener("console", hear)


def _has_no_violation(page: Page, where: str) -> None:
    found = page.evaluate("options => axe.run(options).then(told => told.violations)", AXE)
    told = [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not told, f"{page.url} ({where})\n" + "\n".join(told)


def _does_not_scroll_sideways(page: Page, width: int) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{page.url} is {wide} px wide in a window of {width}"


def _shows_where_the_focus_is(page: Page) -> None:
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    seen: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (focused["what"] in seen and len(seen) > 20):
            break
        seen.add(focused["what"])
        assert focused["outline"], f"no focus to be seen on {focused['what']}"
        assert focused["inSight"], f"the focus is out of sight on {focused['what']}"
    assert seen, "nothing on the page can be reached by the keyboard"


@pytest.mark.parametrize(("endpoint", "visit"), every_visit())
def test_a_page_works_without_script(house: House, endpoint: str, visit: Visit) -> None:
    text = house.read(house.address(endpoint, visit).removeprefix(house.url), visit.who).text

    assert text.count("<h1") == 1
    assert re.search(r"<title>\s*[^\s｜]", text)
    assert "<noscript" not in text
    assert not re.search(r"<[^>]+\son\w+=|<[^>]+\sstyle=|javascript:", text)
    for form in re.findall(r"<form.*?</form>", text, re.DOTALL):
        sends = re.search(r"<button(?![^>]*type=.?button)|<input[^>]*type=.?submit", form)
        assert sends, f"a form can't be sent without script: {form[:200]}"


def test_a_discussion_is_read_and_answered_without_script(house: House, browser: Browser) -> None:
    thread = house.address("threads.show", VISITS["threads.show"][0])
    with window(browser, house, "member", DESK, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(thread)
        page.locator("textarea").last.fill("Приду в пятницу.")
        page.get_by_role("button", name="投稿する").click()
        page.goto(thread)
        assert page.get_by_text("Приду в пятницу.").first.is_visible()
