"""Pages that everybody sees alike, given again as they were answered until they change.

Whoever comes without a cookie to a page that says what it shows (`keep`) is answered before Flask
is asked: one question to the database tells whether the page still shows the same.
"""

import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from flask import Flask, request

from forum.web.language import wished

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]
Shows = Callable[[str], tuple[Any, ...] | None]
"""What the page at a path would show now; None for a path whose pages are not kept."""

MOST_OCTETS = 24 << 20
_LARGEST_PAGE = 1 << 20
_SHOWN = "kakehashi.shown"
_GZIP = 16 + zlib.MAX_WBITS


class Page(NamedTuple):
    """A page as it was answered; packed, it takes a sixth of the room."""

    shown: tuple[Any, ...]
    etag: str
    headers: Headers
    packed: bytes


class PageCache:
    """The least recently seen page goes first."""

    def __init__(self, most_octets: int = MOST_OCTETS) -> None:
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._left = most_octets

    def get(self, key: tuple[str, ...]) -> Page | None:
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: tuple[str, ...], page: Page) -> None:
        self.drop(key)
        self._pages[key] = page
        self._left -= _room(page)
        while self._left < 0 and self._pages:
            self.drop(next(iter(self._pages)))

    def drop(self, key: tuple[str, ...]) -> None:
        if page := self._pages.pop(key, None):
            self._left += _room(page)


def stand_before(app: Flask, shows: Shows) -> None:
    """Put the kept pages before the application; a page being designed is always made anew."""
    if not app.debug:
        app.wsgi_app = KeptPages(app.wsgi_app, shows)  # type: ignore[method-assign]


def keep(*shown: Any) -> None:
    """Say that the page being made is the same for all strangers while it shows this."""
    request.environ[_SHOWN] = shown


class KeptPages:
    """Stands before the application; `shows` is asked for each page that is given again."""

    def __init__(self, app: WsgiApp, shows: Shows, cache: PageCache | None = None) -> None:
        self._app, self._shows = app, shows
        self._cache = cache or PageCache()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or _may_be_personal(environ):
            return self._app(environ, start_response)
        key = _key(environ)
        page = self._cache.get(key)
        if page is None:
            return self._fetched(key, environ, start_response)
        if self._shows(environ["PATH_INFO"]) != page.shown:
            self._cache.drop(key)
            return self._fetched(key, environ, start_response)
        return _given(page, environ, start_response)

    def _fetched(
        self, key: tuple[str, ...], environ: Environ, start_response: Any
    ) -> Iterable[bytes]:
        """The application's own answer, kept on its way if it may be."""
        answers: list[tuple[str, Headers]] = []

        def hear(status: str, headers: Headers, exc_info: Any = None) -> Any:
            answers.append((status, headers))
            return start_response(status, headers, exc_info)

        body = self._app(environ, hear)
        shown = environ.get(_SHOWN)
        if shown is None or not answers or not answers[-1][0].startswith("200"):
            return body
        try:
            octets = b"".join(body)
        finally:
            if hasattr(body, "close"):
                body.close()
        told = {name.lower(): value for name, value in answers[-1][1]}
        if "set-cookie" not in told and len(octets) <= _LARGEST_PAGE:
            headers = [(n, v) for n, v in answers[-1][1] if n.lower() != "content-length"]
            self._cache.put(key, Page(shown, told.get("etag", ""), headers, _packed(octets)))
        return [octets]


def _may_be_personal(environ: Environ) -> bool:
    return "HTTP_COOKIE" in environ or bool(environ.get("QUERY_STRING"))


def _key(environ: Environ) -> tuple[str, ...]:
    accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    host, scheme = environ.get("HTTP_HOST", ""), environ["wsgi.url_scheme"]
    return environ["PATH_INFO"], wished(accepted[:200]), host, scheme


def _given(page: Page, environ: Environ, start_response: Any) -> Iterable[bytes]:
    held = environ.get("HTTP_IF_NONE_MATCH")
    if held and page.etag and page.etag in [tag.strip() for tag in held.split(",")]:
        headers = [(n, v) for n, v in page.headers if n.lower() != "content-type"]
        start_response("304 NOT MODIFIED", headers)
        return []
    if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        octets, coding = page.packed, [("Content-Encoding", "gzip")]
    else:
        octets, coding = zlib.decompress(page.packed, _GZIP), []
    length = ("Content-Length", str(len(octets)))
    start_response("200 OK", [*page.headers, *coding, length, ("Vary", "Accept-Encoding")])
    return [octets]


def _packed(octets: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, _GZIP)
    return packer.compress(octets) + packer.flush()


def _room(page: Page) -> int:
    """Octets in memory: the page, and about what its headers and its place in the cache take."""
    return len(page.packed) + 2500
