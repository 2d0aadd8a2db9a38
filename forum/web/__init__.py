"""The web door: `create_app` builds it in named steps."""

from pathlib import Path

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from sqlalchemy import Engine

from forum.site import Site
from forum.text.masking import leave_open
from forum.web import (
    assets,
    errors,
    extensions,
    formatting,
    frame,
    language,
    login,
    page_cache,
    routes,
    rules,
    security,
    stacking,
    templates,
    threads,
)
from forum.web.settings import WebSettings

HOUSE = Path(__file__).resolve().parent.parent.parent


def create_app(settings: WebSettings, engine: Engine, *, debug: bool = False) -> Flask:
    """The web door on this database; `debug` adds /styleguide."""
    app = Flask(
        __name__,
        root_path=str(HOUSE),
        template_folder="templates",
        static_folder="static",
    )
    app.debug = debug
    app.url_rule_class = rules.LateRule
    configure(app, settings)
    extensions.connect(app, engine)
    login.remember(app)
    language.speak(app)
    page_cache.stand_before(app, threads.shows(engine))
    security.guard(app, settings)
    assets.serve(app)
    formatting.teach(app)
    stacking.teach(app)
    frame.dress(app, settings)
    routes.open_rooms(app, settings)
    errors.explain(app)
    return app


def configure(app: Flask, settings: WebSettings) -> None:
    """What Flask and its extensions read from their own configuration."""
    https = settings.site_url.startswith("https://")
    app.extensions["kakehashi"] = settings
    app.extensions["kakehashi-site"] = Site.of(settings)
    leave_open(settings.public_contacts)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME=login.SESSION_COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=https,
        PERMANENT_SESSION_LIFETIME=60 * 60 * 24 * 30,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=https,
        SESSION_REFRESH_EACH_REQUEST=False,
        PREFERRED_URL_SCHEME="https" if https else "http",
        # A token lives as long as its session: a draft may stay open overnight.
        WTF_CSRF_TIME_LIMIT=None,
        # On https Flask-WTF asks for a Referer as well, which private pages and careful browsers
        # don't send; the token, bound to a Lax, Secure and HttpOnly cookie, is what counts.
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=settings.max_message_bytes,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=400,
        BABEL_DEFAULT_LOCALE="ja",
        BABEL_DEFAULT_TIMEZONE="Asia/Tokyo",
    )
    assert isinstance(app.json, DefaultJSONProvider)
    app.json.ensure_ascii = False
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    templates.keep(app, settings.data_dir)
