"""A whole running installation: the real program with its own database, doors and workers."""

import contextlib
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin

from tests import processes
from tests.servers.base import wait_until

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass
class House:
    """A running program and how to speak with it."""

    environment: Mapping[str, str]

    @property
    def url(self) -> str:
        return self.environment["KAKEHASHI_SITE_URL"]

    @property
    def lmtp(self) -> int:
        return int(self.environment["KAKEHASHI_LMTP_LISTEN"].rpartition(":")[2])

    def run(self, *arguments: str) -> str:
        """A command of the program beside it; its standard output."""
        done = processes.kakehashi(*arguments, env=self.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def api(self, path: str) -> dict[str, object]:
        with urllib.request.urlopen(f"{self.url}/api/v1{path}", timeout=20) as answer:
            told: dict[str, object] = json.load(answer)
            return told

    def posts(self, board: str) -> list[dict[str, object]]:
        posts: list[dict[str, object]] = self.api(f"/boards/{board}/posts?limit=200")["items"]  # type: ignore[assignment]
        return posts

    def wait_for_posts(self, board: str, count: int) -> list[dict[str, object]]:
        wait_until(lambda: len(self.posts(board)) >= count, f"{count} posts on {board}", 60)
        return self.posts(board)

    def visitor(self, email: str) -> "Visitor":
        """Somebody signed in with the operator's link."""
        visitor = Visitor(self.url)
        link = self.run("login-link", email).strip()
        visitor.submit(link.removeprefix(self.url), {})
        return visitor


class Visitor:
    """A browser without a screen: keeps cookies, fills in forms."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        with self._opener.open(f"{self.url}{path}", timeout=20) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def octets(self, path: str) -> bytes:
        """A file."""
        with self._opener.open(f"{self.url}{path}", timeout=20) as answer:
            return bytes(answer.read())

    def submit(self, path: str, fields: Mapping[str, str], to: str | None = None) -> str:
        """Fill the form of the page at `path` and send it (to another path where the form says so)."""
        token = TOKEN.search(self.get(path))
        assert token, f"no form at {path}"
        body = urlencode({"csrf_token": token[1], **fields}).encode()
        with self._opener.open(f"{self.url}{to or path}", body, timeout=20) as answer:
            return str(answer.geturl())

    def fill(
        self,
        path: str,
        fields: Mapping[str, str],
        press: str = "",
        also: Mapping[str, str] | None = None,
    ) -> str:
        """Fill fields of the form that has them, leave its others as they are, and send it.

        `press` is the name of the button, `also` what the form asks for only the second time. What
        comes back is the page that follows; ShownAgain where the form comes back with an error.
        """
        form = form_with(self.get(path), set(fields) | {"csrf_token"})
        told = form.defaults | fields | (also or {}) | ({press: "1"} if press else {})
        to = urljoin(f"{self.url}{path}", form.action)
        try:
            with self._opener.open(to, urlencode(told, doseq=True).encode(), timeout=60) as answer:
                return str(answer.geturl()).removeprefix(self.url)
        except urllib.error.HTTPError as error:
            raise ShownAgain(path, error.read().decode()) from None


class ShownAgain(AssertionError):
    """A form came back with an error; `page` is what it says."""

    def __init__(self, path: str, page: str) -> None:
        super().__init__(f"{path}: " + re.sub(r"<[^>]+>|\s+", " ", page))
        self.page = page


@dataclass
class WebForm:
    """A form as it stands on a page: where it goes, and what it sends if nobody touches it."""

    action: str = ""
    defaults: dict[str, Any] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


def form_with(page: str, names: set[str]) -> WebForm:
    """The form of a page that has all these fields."""
    reader = _Forms()
    reader.feed(page)
    for form in reader.forms:
        if names <= form.names:
            return form
    raise AssertionError(f"no form has {names}: {[form.names for form in reader.forms]}")


class _Forms(HTMLParser):
    """Reads the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms = [WebForm()]
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        name, value, form = told.get("name") or "", told.get("value") or "", self.forms[-1]
        if tag == "form":
            self.forms.append(WebForm(told.get("action") or ""))
        elif tag == "option" and self._select:
            if "selected" in told or self._select not in form.defaults:
                form.defaults[self._select] = value
        elif name and tag in ("input", "select", "textarea"):
            form.names.add(name)
            self._select = name if tag == "select" else ""
            self._area = name if tag == "textarea" else ""
            kind = told.get("type", "text")
            sent = kind not in ("submit", "checkbox", "radio", "file") or "checked" in told
            if tag == "textarea" or (tag == "input" and sent):
                form.defaults[name] = "" if tag == "textarea" else value

    def handle_data(self, words: str) -> None:
        if self._area:
            self.forms[-1].defaults[self._area] += words

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            kept = self.forms[-1].defaults[self._area]
            self.forms[-1].defaults[self._area] = kept.removeprefix("\r").removeprefix("\n")
            self._area = ""
        elif tag == "select":
            self._select = ""


@contextlib.contextmanager
def running(data_dir: Path, **settings: str) -> Iterator[House]:
    """`kakehashi serve` on free ports, migrated and empty; gone with all its children at the end."""
    environment = processes.environment(
        data_dir, **{"MAIL_DOMAIN": "lists.test", "WEB_WORKERS": "1", **settings}
    )
    house = House(environment)
    house.run("migrate")
    with processes.serving(environment, data_dir / "log"):
        yield house
