"""What stands around every page: the site's name, the ways to go, the footer."""

from dataclasses import dataclass

from flask import Flask, current_app, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from markupsafe import Markup

from forum.announcements.inbox import unread_count
from forum.language import LANGUAGES, N_
from forum.web import moulds
from forum.web.extensions import db
from forum.web.language import locale
from forum.web.links import quick_url_for, this_site
from forum.web.login import viewer_key
from forum.web.settings import WebSettings


@dataclass(frozen=True)
class Way:
    """A word that leads somewhere; `under` are the paths on which it is where one stands."""

    label: str
    endpoint: str
    under: tuple[str, ...] = ()


# A word is shown once the room that it leads to has been opened (routes.py).
HEADER = (
    Way(N_("話題"), "boards.index", ("/boards/", "/threads/", "/posts/", "/m/")),
    Way(N_("ニーズ"), "needs.index", ("/needs/",)),
    Way(N_("提案"), "proposals.index", ("/proposals/",)),
    Way(N_("計画"), "plan.index", ("/plan/",)),
    Way(N_("検索"), "search.show", ("/search",)),
)
FOOTER = (
    Way(N_("この協議会について"), "information.about"),
    Way(N_("名簿"), "council.show"),
    Way(N_("会議"), "meetings.index"),
    Way(N_("参加のしかた"), "information.participate"),
    Way(N_("運営の記録"), "moderation.log"),
    Way(N_("参加の状況"), "participation.index"),
    Way(N_("オープンデータ"), "information.open_data"),
    Way(N_("アクセシビリティ"), "information.accessibility"),
    Way(N_("個人情報"), "information.privacy"),
    Way(N_("問い合わせ"), "information.contact"),
)


MOST_FRAMES = 1000


def dress(app: Flask, settings: WebSettings) -> None:
    """Give every template what the frame needs."""
    app.jinja_env.globals.update(
        site_name=settings.site_name,
        site_url=settings.site_url,
        mail_domain=settings.mail_domain,
        contact_address=settings.contact,
        languages=LANGUAGES,
        locale=locale,
        header=header,
        footer=footer,
        header_ways=lambda: ways(HEADER),
        footer_ways=lambda: ways(FOOTER),
        is_open=is_open,
        url_for=quick_url_for,
        where=where,
    )
    app.extensions["kakehashi-frames"] = {}
    app.extensions["kakehashi-addresses"] = {}
    moulds.prepare(app)


def header() -> Markup:
    """The head of the page, made once for each language, place, name and count of unread tidings."""
    if not viewer_key():
        return _made_once("_header.html", (locale(), _standing_at(), None), unread=0)
    unread = unread_count(db.session(), current_user.person_id)
    key = (locale(), _standing_at(), current_user.name, unread)
    return _made_once("_header.html", key, unread=unread)


def footer() -> Markup:
    """The foot of the page, made once for each language."""
    return _made_once("_footer.html", (locale(),))


def _made_once(template: str, key: tuple[str | int | None, ...], **facts: int) -> Markup:
    made: dict[tuple[str | int | None, ...], Markup] = current_app.extensions["kakehashi-frames"]
    words = made.get((template, *key))
    if words is None:
        if len(made) >= MOST_FRAMES:
            made.clear()
        words = made[(template, *key)] = Markup(render_template(template, **facts))
    return words


def _standing_at() -> str | None:
    return next((way.label for way in HEADER if request.path.startswith(way.under)), None)


def where() -> str:
    """The whole address of this page, for print."""
    return f"{this_site().url}{request.path}"


def ways(listed: tuple[Way, ...]) -> list[dict[str, str | bool]]:
    """The ways that are open, in the reader's words: label, url, whether one stands there."""
    return [
        {
            "label": gettext(way.label),
            "url": url_for(way.endpoint),
            "current": way.label == _standing_at(),
        }
        for way in listed
        if is_open(way.endpoint)
    ]


def is_open(endpoint: str) -> bool:
    """Whether a page of that name exists in this house."""
    return endpoint in current_app.view_functions
