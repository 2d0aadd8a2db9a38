"""ETag and 304: a page that has not changed since is answered by one cheap question."""

import hashlib

from flask import Response, request, session

from forum.web.assets import asset
from forum.web.language import locale
from forum.web.login import viewer_key


def etag(*parts: object) -> str:
    """A tag for this page as this visitor sees it: what it shows, who looks, language, style."""
    shown = (*parts, viewer_key(), locale(), asset("site.css"), asset("site.js"))
    return hashlib.sha256("\0".join(map(str, shown)).encode()).hexdigest()[:24]


def unchanged(tag: str) -> Response | None:
    """An empty 304 when the browser already holds the page with this tag, else None.

    Ask before the page is built; hand the page to `tagged` afterwards. A page with a
    form must not be tagged: its token belongs to one session.
    """
    if session.get("_flashes") or not request.if_none_match.contains_weak(tag):
        return None
    return tagged(Response(status=304), tag)


def tagged(response: Response, tag: str) -> Response:
    """The page with its tag; the browser asks again every time, and mostly gets a 304."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Cookie", "Accept-Language"))
    return response
