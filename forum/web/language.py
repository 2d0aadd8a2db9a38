"""In which language a page speaks: the account's, else this browser's choice, else its wish."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, g, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Domain
from flask_login import current_user
from markupsafe import Markup, escape
from sqlalchemy import update
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import BadRequest
from werkzeug.http import parse_accept_header

from forum.language import DEFAULT, LANGUAGES, Words, words
from forum.people.person import Person
from forum.web.extensions import babel, csrf, db
from forum.web.links import local_path
from forum.web.login import SESSION_COOKIE

COOKIE = "language"
A_YEAR = 60 * 60 * 24 * 365

bp = Blueprint("language", __name__)


class HouseWords(Domain):
    """Flask-Babel speaking from the same catalogue as the mails."""

    def gettext(self, string: str, **values: Any) -> str:
        return reader().gettext(string, **values)

    def ngettext(self, singular: str, plural: str, num: int, **values: Any) -> str:
        return reader().ngettext(singular, plural, num, **values)


def locale() -> str:
    """ja or en, for the page being made; chosen once a request."""
    try:
        return g.locale
    except (AttributeError, RuntimeError):  # not chosen yet, or nothing is being made
        if not has_request_context():
            return DEFAULT
    g.locale = chosen_language()
    return g.locale


def reader() -> Words:
    """The words of whoever reads this page."""
    return words(locale())


def speak(app: Flask) -> None:
    """Flask-Babel with our catalogue and our choice of language."""
    babel.init_app(app, locale_selector=locale)
    babel.domain_instance = HouseWords()
    # Jinja's own would take as long for the words of a page as everything else on it.
    app.jinja_env.globals.update(_=said, gettext=said, ngettext=said_of_many)
    app.register_blueprint(bp)


def said(message: str, **values: Any) -> Markup:
    """A template's words in the reader's language, what is filled in escaped."""
    return Markup(reader().catalogue.gettext(message) % _escaped(values))


def said_of_many(one: str, many: str, num: int, **values: Any) -> Markup:
    """A template's words for this number, %(num)s filled with it."""
    told = reader().catalogue.ngettext(one, many, num)
    return Markup(told % _escaped({"num": num, **values}))


def _escaped(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, int) else escape(value) for name, value in values.items()
    }


def chosen_language() -> str:
    """ja or en, for this request."""
    if SESSION_COOKIE in request.cookies and current_user.language in LANGUAGES:
        return str(current_user.language)
    cookie = request.cookies.get(COOKIE)
    if cookie in LANGUAGES:
        return str(cookie)
    return wished(request.headers.get("Accept-Language", "")[:200])


@lru_cache(maxsize=256)
def wished(accepted: str) -> str:
    """The language of an Accept-Language header."""
    wishes = parse_accept_header(accepted, LanguageAccept)
    return wishes.best_match(list(LANGUAGES), DEFAULT) or DEFAULT


@bp.post("/language")
@csrf.exempt  # No token, so that no page needs a session for it; the browser's word is enough.
def choose() -> ResponseReturnValue:
    """Speak another language from now on."""
    language = request.form.get("language", "")
    if language not in LANGUAGES or not _from_this_site():
        raise BadRequest()
    if current_user.is_authenticated:
        db.session.execute(
            update(Person).where(Person.id == current_user.person_id).values(language=language)
        )
        db.session.commit()
    response = redirect(_page_before(), 303)
    response.set_cookie(COOKIE, language, A_YEAR, samesite="Lax", httponly=True)
    return response


def _from_this_site() -> bool:
    """Whether the browser says that one of our own pages sent the form."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _page_before() -> str:
    """The page of ours on which the choice was made; home where the browser does not tell."""
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:
        return "/"
    path = came_from.path + (f"?{came_from.query}" if came_from.query else "")
    return local_path(path) or "/" if came_from.netloc == request.host else "/"
