"""The lists of the record (by month, by name) and the search over them."""

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from sqlalchemy import Engine

from forum.web.static_export import by_name, contents, key
from forum.web.static_export.folder import Folder
from forum.web.static_export.names import ENGLISH, SEARCH
from forum.web.static_export.rendering import LANGUAGES, Rendering

_SCRIPT = Path(__file__).resolve().parents[3] / "static" / "record" / "search.js"
NAMES_ON_A_PAGE = 500

Linked = Callable[[str, str], bytes]  # a page's HTML and its file, its links made relative
Shelf = list[tuple[contents.Month, int]]


class Shelves:
    """Writes them all; `linked` makes a page of the record out of a page of ours."""

    def __init__(
        self, engine: Engine, folder: Folder, rendering: Rendering, linked: Linked
    ) -> None:
        self._engine, self._folder = engine, folder
        self._rendering, self._linked = rendering, linked

    def write(self) -> None:
        shelves, scripts = self._months()
        self._names()
        for language in LANGUAGES:
            self._search(language, shelves)
            file = f"{ENGLISH if language == 'en' else ''}words.html"
            self._put(file, "record/words.html", language, groups=key.groups())
        listed = f"const RECORD = {_harmless(scripts)};\n"
        self._folder.put("contents/search.js", listed.encode() + _SCRIPT.read_bytes())

    def _put(self, file: str, template: str, language: str = "ja", **told: object) -> None:
        html = self._rendering.page(language, template, **told)
        self._folder.put(file, self._linked(html, file))

    def _months(self) -> tuple[list[tuple[str, str, Shelf]], list[str]]:
        shelves: list[tuple[str, str, Shelf]] = []
        scripts = []
        months = contents.months(self._engine)
        for (slug, board), own in groupby(months, key=lambda month: (month.slug, month.board)):
            shelf: Shelf = []
            for month in own:
                self._put(month.file, "record/month.html", month=month)
                scripts.append(self._words_of(month))
                month, count = _without_lines(month)
                shelf.append((month, count))
            shelves.append((slug, board, shelf))
        return shelves, scripts

    def _words_of(self, month: contents.Month) -> str:
        file = f"contents/{month.name}.js"
        rows = [[line.post, line.subject, line.message_id] for line in month.lines]
        told = {"board": month.board, "month": month.month, "posts": rows}
        self._folder.put(file, f"recordOf({_harmless(told)});\n".encode())
        return file

    def _names(self) -> None:
        listed: list[tuple[str, str, int, int]] = []
        for sheet in by_name.sheets(self._engine):
            self._put(sheet.file, "record/name.html", sheet=sheet)
            listed.append((sheet.name, sheet.file, sheet.part, len(sheet.lines)))
        starts = range(0, max(len(listed), 1), NAMES_ON_A_PAGE)
        files = [_names_page(number) for number, _ in enumerate(starts, 1)]
        for number, start in enumerate(starts):
            some = listed[start : start + NAMES_ON_A_PAGE]
            self._put(files[number], "record/names.html", names=some, pages=files, at=files[number])

    def _search(self, language: str, shelves: list[tuple[str, str, Shelf]]) -> None:
        file = (ENGLISH if language == "en" else "") + SEARCH
        root = "../" if language == "en" else ""
        html = self._rendering.page(language, "record/contents.html", shelves=shelves, root=root)
        # The list reads without it; where script may run it adds a box (static/record/search.js).
        script = f'<script src="{root}contents/search.js" defer></script>\n</body>'
        page = self._linked(html, file).decode().replace("</body>", script)
        self._folder.put(file, page.encode())


def _without_lines(month: contents.Month) -> tuple[contents.Month, int]:
    count = len(month.lines)
    return contents.Month(month.slug, month.board, month.month, [], month.part), count


def _names_page(number: int) -> str:
    return f"contents/names{f'~{number}' if number > 1 else ''}.html"


def _harmless(value: object) -> str:
    """JSON that ends no script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
