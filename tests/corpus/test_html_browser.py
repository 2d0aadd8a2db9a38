"""HTML of strangers in a real browser: nothing runs, nothing is asked for, nothing is sent.

Twice: as our pages show it (cleaned, in its sandbox), and uncleaned under the same policy, so that
neither wall leans on the other.
"""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from playwright.sync_api import Browser

from forum.text.html_mail import masked, sanitise
from forum.web.downloads import SANDBOX
from tests.conftest import available
from tests.corpus.facts import CORPUS
from tests.corpus.test_html import ATTACKS
from tests.servers import chromium

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here"),
]

AT_ONCE = 60
HEAD = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>HTML</title>'


class Mails(BaseHTTPRequestHandler):
    """Serves mails as `posts.original` does, and a page with many of them in frames."""

    shown: ClassVar[list[str]] = []
    policy: ClassVar[str] = SANDBOX

    def do_GET(self) -> None:
        number = self.path.removeprefix("/mail/")
        is_mail = number.isdecimal()
        self.send_response(200 if is_mail or self.path == "/" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if is_mail:
            self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        frames = "".join(f"<iframe src=/mail/{n}></iframe>" for n in range(len(self.shown)))
        page = HEAD + self.shown[int(number)] if is_mail else frames
        self.wfile.write(page.encode("utf-8", "replace"))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with available(chromium.running()) as browser:
        yield browser


@pytest.fixture(scope="module")
def door() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Mails) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def harms(browser: Browser, door: str, mails: dict[str, str]) -> set[str]:
    """What the mails asked for, said or moved to when they were looked at, many on one page."""
    context = browser.new_context()
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    blocked: set[str] = set()
    page.on("requestfailed", lambda r: blocked.add(r.url) if "csp" in (r.failure or "") else None)
    page.on("dialog", lambda dialog: (asked.add(f"dialog {dialog.message}"), dialog.dismiss()))
    context.on("page", lambda other: asked.add(f"window {other.url}"))
    expected = {f"{door}/"}
    everything = list(mails.values())
    for at in range(0, len(everything), AT_ONCE):
        Mails.shown = everything[at : at + AT_ONCE]
        expected |= {f"{door}/mail/{n}" for n in range(len(Mails.shown))}
        page.goto(f"{door}/", wait_until="load")
    context.close()
    return {one for one in asked - expected - blocked if not one.startswith("data:")}


def test_the_check_itself_sees_what_runs_and_loads(
    browser: Browser, door: str, monkeypatch
) -> None:
    mails = {
        "script": "<script>alert(1)</script>",
        "handler": "<img src=/x.png onerror=alert(2)>",
    }
    monkeypatch.setattr(Mails, "policy", "default-src * 'unsafe-inline'")
    assert {"dialog 1", "dialog 2", f"{door}/x.png"} <= harms(browser, door, mails)


def test_nothing_runs_or_loads_as_our_pages_show_it(browser: Browser, door: str) -> None:
    assert len(ATTACKS) > 200
    shown = {name: masked(sanitise(attack)) for name, attack in ATTACKS.items()}
    assert not harms(browser, door, shown)


def test_nothing_runs_or_loads_even_where_cleaning_would_fail(browser: Browser, door: str) -> None:
    assert not harms(browser, door, ATTACKS)
