"""Pages that only the record has, made in the language that a folder of it speaks."""

from datetime import datetime
from typing import Any

from flask import Flask, render_template

from forum.language import words
from forum.web.static_export.names import ENGLISH, has_twin, language_of, relative, twin

LANGUAGES = ("ja", "en")
_OTHER, _HOME, _KEY = "/@other", "/@home", "/@key"


class Rendering:
    """Also knows what stands on top of every page: from when it is, and the way to the other language."""

    def __init__(self, app: Flask, site_url: str, at: datetime) -> None:
        self._app, self._site_url = app, site_url
        ways = {"at": at, "other": _OTHER, "home": _HOME, "key": _KEY}
        self._once = self.page("ja", "record/once.html", **ways)
        self._twins = {told: self.page(told, "record/note.html", **ways) for told in LANGUAGES}

    def page(self, language: str, template: str, **told: Any) -> str:
        headers = {"Accept-Language": language}
        with self._app.test_request_context(base_url=self._site_url, headers=headers):
            return render_template(template, english=words("en").gettext, **told)

    def note(self, file: str) -> str:
        """What stands on top of that page, its links ready."""
        if has_twin(file):
            return self._twins[language_of(file)].replace(_OTHER, relative(twin(file), file))
        home, key = (relative(ENGLISH + name, file) for name in ("index.html", "words.html"))
        return self._once.replace(_HOME, home).replace(_KEY, key)
