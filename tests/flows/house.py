"""A whole running installation: the real program with its own database, doors and workers."""

import contextlib
import json
import re
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

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
            return str(answer.read().decode())

    def submit(self, path: str, fields: Mapping[str, str], to: str | None = None) -> str:
        """Fill the form of the page at `path` and send it (to another path where the form says so)."""
        token = TOKEN.search(self.get(path))
        assert token, f"no form at {path}"
        body = urlencode({"csrf_token": token[1], **fields}).encode()
        with self._opener.open(f"{self.url}{to or path}", body, timeout=20) as answer:
            return str(answer.geturl())


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
