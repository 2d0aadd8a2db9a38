"""Make the record: ask for every public page, and write it with what it needs into a folder."""

import json
import os
from collections.abc import Callable, Iterable
from itertools import groupby
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, render_template
from sqlalchemy import Engine
from werkzeug.test import Client, TestResponse

from forum.base import utcnow
from forum.web.links import this_site
from forum.web.static_export import contents
from forum.web.static_export.journal import NAME as JOURNAL
from forum.web.static_export.journal import Journal
from forum.web.static_export.names import SEARCH, Names, Target
from forum.web.static_export.rewriting import rewritten

Told = Callable[[int, int], None]
_BEGIN = ("/", "/boards/", "/needs/", "/plan/", "/proposals/", "/council", "/participation/",
          "/open-data", "/moderation/log")  # fmt: skip
_SCRIPT = Path(__file__).resolve().parents[3] / "static" / "record" / "search.js"


class NotEmpty(Exception):
    """The folder holds something that is no unfinished record."""


def write(app: Flask, engine: Engine, folder: Path, told: Told = lambda done, known: None) -> int:
    """Write the record, or go on with one that was cut short; how many files it has.

    `told` hears how many pages are done and how many are known of.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / JOURNAL).exists():
        raise NotEmpty(f"{folder} is not empty: a record is written into an empty folder.")
    journal = Journal(folder, utcnow())
    try:
        with app.test_request_context(base_url=this_site_url(app)):
            count = _Record(app, engine, folder, journal).write(told)
    finally:
        journal.close()
    for left in folder.glob(f"{JOURNAL}*"):
        left.unlink()
    return count


def this_site_url(app: Flask) -> str:
    return app.extensions["kakehashi-site"].url


class _Record:
    def __init__(self, app: Flask, engine: Engine, folder: Path, journal: Journal) -> None:
        self._folder, self._journal, self._engine = folder, journal, engine
        self._names = Names(app, engine, this_site().url)
        self._client: Client = app.test_client(use_cookies=False)
        self._note = render_template("record/note.html", at=journal.begun)
        self._missing: set[str] = set()
        self._count = 0

    def write(self, told: Told) -> int:
        for address in _BEGIN:
            self._seed(address)
        self._fetch_all(told)
        self._write_contents()
        # Posts that no page leads to any more have their addresses all the same.
        self._fetch_all(told)
        return self._count

    def _seed(self, address: str) -> None:
        if target := self._names.target(address):
            self._journal.add(target)

    def _fetch_all(self, told: Told) -> None:
        for target in self._journal.waiting():
            self._keep(target, self._get(target.address))
            self._journal.done(target)
            if self._count % 50 == 0:
                told(*self._journal.counts())
        told(*self._journal.counts())

    def _get(self, address: str) -> TestResponse:
        headers = {"Accept-Language": "ja"}
        return self._client.get(address, base_url=this_site().url, headers=headers)

    def _keep(self, target: Target, answer: TestResponse) -> None:
        if answer.status_code in (301, 302, 303, 307, 308):
            self._put(target.file, self._page(_elsewhere(answer.headers["Location"]), target.file))
        elif answer.status_code == 410 or (answer.status_code == 200 and _is_page(answer)):
            self._put(target.file, self._page(answer.get_data(as_text=True), target.file))
        elif answer.status_code == 200 and target.file.endswith(".html"):
            self._put_beside(target.file, answer)
        elif answer.status_code == 200:
            self._put(target.file, answer.iter_encoded())
        else:
            self._put(target.file, self._page(render_template("record/missing.html"), target.file))
        answer.close()

    def _page(self, html: str, file: str) -> bytes:
        return rewritten(html, file, self._names, self._note, self._is_there).encode()

    def _is_there(self, target: Target) -> bool:
        """Pages are there, if only to say why not; of a file one must know before one links to it."""
        if target.file in self._missing:
            return False
        if not self._journal.add(target) or target.file.endswith(".html"):
            return True
        answer = self._get(target.address)
        if answer.status_code != 200 or _is_page(answer):
            self._missing.add(target.file)
            self._journal.forget(target)
            return False
        self._put(target.file, answer.iter_encoded())
        answer.close()
        self._journal.done(target)
        return True

    def _put_beside(self, file: str, answer: TestResponse) -> None:
        """What is no page and whose address doesn't say so: a page leads to it."""
        suffix = guess_extension(answer.mimetype or "") or ".bin"
        own = f"files/{file.removesuffix('.html').replace('/', '-')}{suffix}"
        self._put(own, answer.iter_encoded())
        self._put(file, self._page(render_template("record/moved.html", address=f"/{own}"), file))

    def _put(self, file: str, octets: bytes | Iterable[bytes]) -> None:
        path = self._folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name[:100]}.part")
        with draft.open("wb") as out:
            # A board as one mbox is larger than memory should have to hold.
            out.writelines([octets] if isinstance(octets, bytes) else octets)
        os.replace(draft, path)
        self._count += 1

    # --- The lists by board and month, and the search over them ---

    def _write_contents(self) -> None:
        shelves: list[tuple[str, str, list[tuple[str, str, int]]]] = []
        scripts = []
        by_board = groupby(contents.months(self._engine), key=lambda month: month.slug)
        for slug, months in by_board:
            shelf: list[tuple[str, str, int]] = []
            name = slug
            for month in months:
                name = month.board
                self._write_month(month)
                scripts.append(self._write_words(month))
                shelf.append((month.month, month.file, len(month.lines)))
            shelves.append((slug, name, shelf))
        page = render_template("record/contents.html", shelves=shelves)
        html = self._page(page, SEARCH).decode()
        # The list reads without it; where script may run it adds a box (static/record/search.js).
        script = '<script src="contents/search.js" defer></script>\n</body>'
        self._put(SEARCH, html.replace("</body>", script).encode())
        self._put("contents/search.js", self._script(scripts))

    def _write_month(self, month: contents.Month) -> None:
        for line in month.lines:
            self._seed(f"/posts/{line.post}")
        page = render_template("record/month.html", month=month)
        html = self._page(page, month.file)
        self._put(month.file, html)

    def _write_words(self, month: contents.Month) -> str:
        file = f"contents/{month.slug}-{month.month}.js"
        rows = [[line.post, line.subject, line.message_id] for line in month.lines]
        told = {"board": month.board, "month": month.month, "posts": rows}
        self._put(file, f"recordOf({_harmless(told)});\n".encode())
        return file

    def _script(self, files: list[str]) -> bytes:
        listed = f"const RECORD = {_harmless(files)};\n"
        return listed.encode() + _SCRIPT.read_bytes()


def _is_page(answer: TestResponse) -> bool:
    return answer.mimetype == "text/html" and "attachment" not in answer.headers.get(
        "Content-Disposition", ""
    )


def _elsewhere(location: str) -> str:
    """A page that leads on, since a folder can't redirect."""
    parts = urlsplit(location)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    return render_template("record/moved.html", address=address)


def _harmless(value: object) -> str:
    """JSON that ends no script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
