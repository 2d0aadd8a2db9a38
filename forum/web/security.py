"""What protects the visitor: the host we answer to, whom we believe, what a page may load."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.middleware.proxy_fix import ProxyFix

from forum.web.settings import WebSettings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # An address of ours tells nothing to another site; our own forms still know where they stood.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TWO_YEARS = "max-age=63072000"
# Asked by the machine that watches us, under whatever name it knows.
ANY_HOST = frozenset({"/healthz", "/metrics"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Networks = Sequence[IPv4Network | IPv6Network]
WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


def guard(app: Flask, settings: WebSettings) -> None:
    """Check the host of each request, believe trusted proxies only, and head every answer."""
    hosts = known_hosts(settings.site_url)
    headers = dict(HEADERS)
    if settings.site_url.startswith("https://"):
        headers["Strict-Transport-Security"] = TWO_YEARS

    @app.before_request
    def check_host() -> None:
        if host_name(request.host) not in hosts and request.path not in ANY_HOST:
            raise BadRequest()

    @app.after_request
    def head(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)  # some pages have a policy of their own
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    if settings.trusted_proxies:
        app.wsgi_app = TrustedProxies(app.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]


def known_hosts(site_url: str) -> frozenset[str]:
    """The names under which we answer: the site's; on a loopback site every loopback name."""
    host = urlsplit(site_url).hostname or ""
    return LOOPBACK | {host} if host in LOOPBACK else frozenset({host})


@lru_cache(maxsize=64)
def host_name(host: str) -> str | None:
    """The name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


class TrustedProxies:
    """Reads X-Forwarded-For, -Proto and -Host when, and only when, a trusted proxy sent them."""

    def __init__(self, app: WsgiApp, networks: Networks) -> None:
        self.app = app
        self.networks = networks
        self.behind_proxy = ProxyFix(app, x_for=1, x_proto=1, x_host=1)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self.trusts(environ.get("REMOTE_ADDR", "")):
            return self.behind_proxy(environ, start_response)
        return self.app(environ, start_response)

    def trusts(self, remote: str) -> bool:
        try:
            address = ip_address(remote)
        except ValueError:
            return False
        return any(address in network for network in self.networks)


def private(page: str) -> Response:
    """A page whose address is a secret: it goes into no Referer, no index and no cache."""
    response = Response(page)
    # The bare origin: a form sent without any would come with "Origin: null", as from a stranger.
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response
