"""Which file an address of ours becomes in the record; addresses that stay outside become none."""

import hashlib
import posixpath
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from flask import Flask
from sqlalchemy import Engine, select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from forum.archive.thread import Post, Thread
from forum.base import table_of
from forum.web import paging
from forum.web.threads import PER_PAGE

_posts, _threads = table_of(Post), table_of(Thread)

# Rooms of which a stranger reads every page, and single pages of the others.
ROOMS = frozenset(
    {
        "home", "boards", "threads", "needs", "plan", "proposals", "meetings", "advice",
        "council", "participation", "open_data", "information", "assets", "documents", "printed",
    }
)  # fmt: skip
PAGES = frozenset(
    {"posts.show", "posts.attachment", "posts.by_message_id", "rewriting.versions",
     "moderation.log", "polls.show", "proposals_city.scan", "static"}
)  # fmt: skip
# Questions that lead to another page of the same; forms that narrow a list are left out.
QUESTIONS = frozenset({"before", "after", "from", "closed", "at", "state", "version"})
DOCUMENTS = frozenset({"pdf", "csv", "json", "zip", "mbox", "txt", "svg", "css", "png", "ics"})
# A browser would run these when they are opened from a folder.
_ACTIVE = re.compile(r"\.(?:x?html?|mht(?:ml)?|svgz?|xml|xslt?|js|mjs|wasm|swf|hta|shtml)$", re.I)
SEARCH = "search.html"
OWN = ("/contents/", "/files/", "/en/")  # written here, asked of nobody
ENGLISH = "en/"  # the folder of the English pages
# People's words, which have one language: their pages stand once, the others in both.
ONCE = ("threads/", "posts/", "m/", "contents/", "files/")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: the address to ask for, and the file that the answer becomes."""

    address: str
    file: str
    anchor: str = ""

    @property
    def language(self) -> str:
        return language_of(self.file)


def language_of(file: str) -> str:
    """In which language a file of the record is asked for."""
    return "en" if file.startswith(ENGLISH) else "ja"


def has_twin(file: str) -> bool:
    """Whether a file stands in the record a second time, in the other language."""
    return file.endswith(".html") and not file.removeprefix(ENGLISH).startswith(ONCE)


def twin(file: str) -> str:
    """The file of the same page in the other language."""
    return file.removeprefix(ENGLISH) if file.startswith(ENGLISH) else ENGLISH + file


class Names:
    """Knows the files of one record; it keeps the pages of the thread that was asked for last."""

    def __init__(self, app: Flask, engine: Engine, site_url: str) -> None:
        self._rules = app.url_map.bind("record.invalid", url_scheme="http")
        self._app, self._engine, self._site_url = app, engine, site_url
        self._thread: tuple[str, Sequence[str], Sequence[int]] = ("", (), ())

    def target(self, link: str, language: str = "ja") -> Target | None:
        """What a link of our own (a path, or whole) leads to, from a page in that language."""
        told = self._target(link)
        if told is not None and language == "en" and has_twin(told.file):
            return told if told.language == "en" else replace(told, file=twin(told.file))
        return told

    def _target(self, link: str) -> Target | None:
        parts = urlsplit(link.removeprefix(self._site_url) or "/")
        if parts.path == "/search":
            return Target("", SEARCH)
        if parts.path.startswith(OWN):
            return Target("", parts.path[1:], parts.fragment)
        endpoint, values = self._match(parts.path)
        room = endpoint.partition(".")[0]
        if room not in ROOMS and endpoint not in PAGES:
            return None
        asked = [(name, value) for name, value in parse_qsl(parts.query) if name in QUESTIONS]
        if endpoint == "threads.show":
            # Cursors are sealed by the site; nothing of this context outlives the question.
            with self._app.app_context():
                return self._thread_page(values["thread_id"], dict(asked), parts.fragment)
        path = quote(unquote(parts.path))
        file = _file(endpoint, path) if not asked else _file(endpoint, path, asked)
        return Target(f"{path}?{urlencode(asked)}" if asked else path, file, parts.fragment)

    def look_again(self) -> None:
        """Posts may have come since: the pages of a thread are counted anew."""
        self._thread = ("", (), ())

    def is_ours(self, link: str) -> bool:
        """Whether a link stays on this site."""
        if link.startswith(f"{self._site_url}/") or link == self._site_url:
            return True
        return link.startswith("/") and not link.startswith("//")

    def _match(self, path: str) -> tuple[str, dict[str, str]]:
        try:
            endpoint, values = self._rules.match(unquote(path), method="GET")
        except (HTTPException, RequestRedirect):
            return "", {}
        return endpoint, dict(values)

    def _thread_page(self, thread_id: str, asked: dict[str, str], anchor: str) -> Target:
        """Pages of a thread are counted, since a cursor or a post names the page it stands on."""
        number = self._page_number(thread_id, asked) if asked else 0
        path, keys = f"/threads/{thread_id}", self._thread[2]
        if number == 0:
            return Target(path, f"threads/{thread_id}.html", anchor)
        cursor = paging.cursor(keys[number * PER_PAGE])
        return Target(f"{path}?from={cursor}", f"threads/{thread_id}~{number + 1}.html", anchor)

    def _page_number(self, thread_id: str, asked: dict[str, str]) -> int:
        if self._thread[0] != thread_id:
            self._thread = (thread_id, *self._posts_of(thread_id))
        _, ids, keys = self._thread
        if len(ids) <= PER_PAGE:
            return 0
        if "at" in asked:
            return ids.index(asked["at"]) // PER_PAGE if asked["at"] in ids else 0
        key = paging.place(asked.get("from")) or 0
        return min(max(0, bisect_right(keys, key) - 1), len(keys) - 1) // PER_PAGE

    def _posts_of(self, thread_id: str) -> tuple[Sequence[str], Sequence[int]]:
        wanted = (
            select(_posts.c.public_id, _posts.c.order_key)
            .join(_threads, _posts.c.thread_id == _threads.c.id)
            .where(_threads.c.public_id == thread_id)
            .order_by(_posts.c.order_key)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [row.public_id for row in rows], [row.order_key for row in rows]


def relative(file: str, page: str) -> str:
    """How `page` names `file`; both from the record's root."""
    return posixpath.relpath(file, posixpath.dirname(page) or ".")


def _file(endpoint: str, path: str, asked: Sequence[tuple[str, str]] = ()) -> str:
    """A name that every file system can keep, the same for the same address."""
    *folders, last = path.strip("/").split("/")
    if endpoint == "assets.show":
        return f"assets/{last}"
    if endpoint == "posts.attachment":
        return f"attachments/{folders[1]}/{_attachment_name(path.split('/', 3)[3])}"
    if endpoint == "posts.by_message_id":
        folders, last = ["m"], quote(path.removeprefix("/m/"), safe="")
    names = [_safe(folder) for folder in folders]
    if path == "/":
        return "index.html"
    tail = "".join(f"~{name}-{value}" for name, value in asked)
    if path.endswith("/"):
        return "/".join([*names, _safe(last), f"index{_safe(tail)}.html"])
    if last.rpartition(".")[2].lower() in DOCUMENTS and "." in last and not tail:
        return "/".join([*names, _safe(last)])
    return "/".join([*names, f"{_safe(last)}{_safe(tail)}.html"])


def _safe(name: str) -> str:
    """Plain letters: what else there is stands as =E3, so that a server need not decode it."""
    plain = re.sub(r"[^A-Za-z0-9._~-]", lambda odd: quote(odd[0], safe=""), unquote(name))
    plain = plain.replace("%", "=")
    return (
        plain
        if len(plain) <= 180
        else f"{plain[:150]}={hashlib.sha256(plain.encode()).hexdigest()[:16]}"
    )


def _attachment_name(path: str) -> str:
    name = unquote(path)
    stem, dot, suffix = name.rpartition(".")
    plain = _safe(stem[:40]) + dot + _safe(suffix[:10]) if dot else _safe(name[:40])
    return f"{plain}.txt" if _ACTIVE.search(plain) else plain
