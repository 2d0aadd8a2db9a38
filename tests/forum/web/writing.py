"""What the tests of writing share: a form's hidden fields, filling one in, what came of it."""

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from forum.archive.thread import Post

HIDDEN = re.compile(r"<input[^>]*>")
NAME = re.compile(r'name="([^"]*)"')
VALUE = re.compile(r'value="([^"]*)"')


def hidden_fields(page: str, action: str = "") -> dict[str, str]:
    """The hidden inputs of the form with that action (the first one that has a CSRF token)."""
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        if "csrf_token" in form and (not action or f'action="{action}"' in form):
            inputs = [tag for tag in HIDDEN.findall(form) if 'type="hidden"' in tag]
            return {_told(NAME, tag): _told(VALUE, tag) for tag in inputs}
    raise AssertionError(f"no form for {action or 'anything'} on the page")


def _told(pattern: re.Pattern[str], tag: str) -> str:
    found = pattern.search(tag)
    return unescape(found[1]) if found else ""


def send(client: FlaskClient, url: str, form_page: str | None = None, **words: Any) -> TestResponse:
    """Open the page with the form, fill it in and send it; the form's own fields come along."""
    page = client.get(form_page or url)
    assert page.status_code == 200, page.status
    fields = hidden_fields(page.text, "" if form_page is None else url)
    return client.post(url, data={**fields, **words}, content_type="multipart/form-data")


def posts(engine: Engine, **about: Any) -> list[Post]:
    """Posts in order of publication."""
    with Session(engine) as session:
        wanted = select(Post).filter_by(**about).order_by(Post.id)
        return list(session.scalars(wanted))
