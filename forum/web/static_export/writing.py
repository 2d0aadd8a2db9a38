"""Make the record: ask for every public page, and write it with what it needs into a folder."""

from collections.abc import Callable
from mimetypes import guess_extension
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import Engine
from werkzeug.test import Client, TestResponse

from forum.base import utcnow
from forum.web.static_export import standing_in
from forum.web.static_export.folder import Folder
from forum.web.static_export.journal import NAME as JOURNAL
from forum.web.static_export.journal import Journal
from forum.web.static_export.names import Names, Target, has_twin, language_of, twin
from forum.web.static_export.rendering import Rendering
from forum.web.static_export.rereading import Rereading
from forum.web.static_export.rewriting import rewritten
from forum.web.static_export.shelves import Shelves

Told = Callable[[int, int], None]
_BEGIN = ("/", "/boards/", "/needs/", "/plan/", "/proposals/", "/meetings/", "/council", "/participation/",
          "/open-data", "/moderation/log")  # fmt: skip
_CSS = "assets/site.css"
_MOST_ROUNDS = 100


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
        count = _Record(app, engine, folder, journal).write(told)
    finally:
        journal.close()
    for left in folder.glob(f"{JOURNAL}*"):
        left.unlink()
    return count


class _Record:
    def __init__(self, app: Flask, engine: Engine, path: Path, journal: Journal) -> None:
        self._folder, self._journal = Folder(path), journal
        self._site_url: str = app.extensions["kakehashi-site"].url
        self._names = Names(app, engine, self._site_url)
        self._client: Client = app.test_client(use_cookies=False)
        self._rendering = Rendering(app, self._site_url, journal.begun)
        self._shelves = Shelves(engine, self._folder, self._rendering, self._listed)
        self._rereading = Rereading(engine, self._folder, journal)
        self._missing: set[str] = set()
        self._unseen: set[str] = set()  # addresses of posts that stand on no page

    def write(self, told: Told) -> int:
        for address in _BEGIN:
            self._seed(address)
        self._fetch_all(told)
        self._reread(told)
        self._shelves.write()
        # Posts that no page leads to any more have their addresses all the same.
        for address in sorted(self._unseen):
            self._seed(address)
        self._fetch_all(told)
        self._reread(told)
        return self._folder.count

    def _reread(self, told: Told) -> None:
        """People write on meanwhile; each round is shorter than the one before."""
        for _ in range(_MOST_ROUNDS):
            if not self._rereading.begin():
                return
            self._fetch_all(told)

    def _seed(self, address: str) -> None:
        if target := self._names.target(address):
            self._journal.add(target)

    def _fetch_all(self, told: Told) -> None:
        for number, target in enumerate(self._journal.waiting(), 1):
            self._names.look_again()
            self._rereading.note(target)
            self._keep(target, self._get(target))
            if target.address and has_twin(target.file):
                self._journal.add(Target(target.address, twin(target.file)))
            self._journal.done(target)
            if number % 50 == 0:
                told(*self._journal.counts())
        told(*self._journal.counts())

    def _get(self, target: Target) -> TestResponse:
        headers = {"Accept-Language": target.language}
        return self._client.get(target.address, base_url=self._site_url, headers=headers)

    def _keep(self, target: Target, answer: TestResponse) -> None:
        file, language = target.file, target.language
        if answer.status_code in (301, 302, 303, 307, 308):
            self._lead_on(file, _address(answer.headers["Location"]))
        elif answer.status_code == 410 or (answer.status_code == 200 and _is_page(answer)):
            self._put_page(file, answer.get_data(as_text=True))
        elif answer.status_code == 200 and file.endswith(".html"):
            self._put_beside(file, answer)
        elif answer.status_code == 200:
            self._folder.put(file, answer.iter_encoded())
        else:
            self._put_page(file, self._rendering.page(language, "record/missing.html"))
        answer.close()

    def _put_page(self, file: str, html: str) -> None:
        """A page, and where it is one of a topic, what leads there from the addresses of its posts."""
        here = set(standing_in.posts_on(html)) if file.startswith("threads/") else set()

        def found(target: Target) -> bool:
            own = target.file.removeprefix("posts/").removesuffix(".html")
            return own in here or self._is_there(target)

        self._folder.put(file, self._linked(html, file, found))
        if here:
            for _, own, page in standing_in.leading_to(html, file, _CSS):
                if not self._journal.knows(own):
                    self._folder.put(own, page)

    def _linked(self, html: str, file: str, found: Callable[[Target], bool]) -> bytes:
        return rewritten(html, file, self._names, self._rendering.note(file), found).encode()

    def _listed(self, html: str, file: str) -> bytes:
        """A list of posts: what it leads to and has no file yet is fetched after it."""

        def found(target: Target) -> bool:
            if not target.file.startswith("posts/"):
                return self._is_there(target)
            if not self._folder.has(target.file):
                self._unseen.add(target.address)
            return True

        return self._linked(html, file, found)

    def _is_there(self, target: Target) -> bool:
        """Pages are there, if only to say why not; of a file one must know before one links to it."""
        if target.file in self._missing:
            return False
        if not self._journal.add(target) or target.file.endswith(".html"):
            return True
        answer = self._get(target)
        if answer.status_code != 200 or _is_page(answer):
            self._missing.add(target.file)
            self._journal.forget(target)
            return False
        self._folder.put(target.file, answer.iter_encoded())
        answer.close()
        self._journal.done(target)
        return True

    def _put_beside(self, file: str, answer: TestResponse) -> None:
        """What is no page and whose address doesn't say so: a page leads to it."""
        suffix = guess_extension(answer.mimetype or "") or ".bin"
        own = f"files/{file.removesuffix('.html').replace('/', '-')}{suffix}"
        self._folder.put(own, answer.iter_encoded())
        self._lead_on(file, f"/{own}")

    def _lead_on(self, file: str, address: str) -> None:
        """A page that leads on, since a folder can't redirect."""
        html = self._rendering.page(language_of(file), "record/moved.html", address=address)
        self._folder.put(file, self._linked(html, file, self._is_there))


def _is_page(answer: TestResponse) -> bool:
    return answer.mimetype == "text/html" and "attachment" not in answer.headers.get(
        "Content-Disposition", ""
    )


def _address(location: str) -> str:
    parts = urlsplit(location)
    return parts.path + (f"?{parts.query}" if parts.query else "")
