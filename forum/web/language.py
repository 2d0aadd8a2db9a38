"""In which language a page speaks: the account's, else this browser's choice, else its wish."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Domain, get_locale
from flask_login import current_user
from sqlalchemy import update
from werkzeug.exceptions import BadRequest

from forum.language import DEFAULT, LANGUAGES, Words, words
from forum.people.person import Person
from forum.web.extensions import babel, csrf, db
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


def reader() -> Words:
    """The words of whoever reads this page."""
    return words(str(get_locale() or DEFAULT))


def speak(app: Flask) -> None:
    """Flask-Babel with our catalogue and our choice of language."""
    babel.init_app(app, locale_selector=chosen_language)
    babel.domain_instance = HouseWords()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda message: reader().catalogue.gettext(message),
        ngettext=lambda one, many, num: reader().catalogue.ngettext(one, many, num),
        newstyle=True,
    )
    app.register_blueprint(bp)


def chosen_language() -> str:
    """ja or en, for this request."""
    if SESSION_COOKIE in request.cookies and current_user.language in LANGUAGES:
        return str(current_user.language)
    cookie = request.cookies.get(COOKIE)
    if cookie in LANGUAGES:
        return str(cookie)
    return request.accept_languages.best_match(list(LANGUAGES), DEFAULT) or DEFAULT


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
    response = redirect(_local_path(request.form.get("next", "/")), 303)
    response.set_cookie(COOKIE, language, A_YEAR, samesite="Lax", httponly=True)
    return response


def _from_this_site() -> bool:
    """Whether the browser says that one of our own pages sent the form."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from:
        return fetched_from == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _local_path(path: str) -> str:
    """A path of this site; the home page for anything else."""
    parts = urlsplit(path)
    is_local = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if is_local and not parts.netloc and not parts.scheme else "/"
