"""Style and script: one file a component in static/, one request a page, cached for a year."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
TOKENS = STATIC / "vendor" / "digital-go-jp-design-tokens" / "tokens-simple.css"
FOREVER = "public, max-age=31536000, immutable"
TYPES = {"site.css": "text/css; charset=utf-8", "site.js": "text/javascript; charset=utf-8"}

bp = Blueprint("assets", __name__)


@bp.get("/assets/<fingerprint>/<name>")
def show(fingerprint: str, name: str) -> ResponseReturnValue:
    """The style or the script; an old page's fingerprint gets the newest."""
    if name not in TYPES:
        raise NotFound()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(_packed(name) if packed else _joined(name), content_type=TYPES[name])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    current = fingerprint == _fingerprint(name)
    response.headers["Cache-Control"] = FOREVER if current else "no-cache"
    return response


def serve(app: Flask) -> None:
    """Give templates `asset('site.css')` and `static_file('img/…')`, addresses that name content."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(asset=asset, static_file=static_file)

    @app.after_request
    def keep_fingerprinted(response: Response) -> Response:
        if request.endpoint == "static" and "v" in request.args and response.status_code == 200:
            response.headers["Cache-Control"] = FOREVER
        return response

    if app.debug:
        app.before_request(_forget)


def asset(name: str) -> str:
    """The address of the joined style or script."""
    return f"/assets/{_fingerprint(name)}/{name}"


def static_file(path: str) -> str:
    """The address of one file in static/."""
    return f"/static/{path}?v={_file_fingerprint(path)}"


@cache
def _joined(name: str) -> bytes:
    """Every component's file, one behind the other, in the order of their names."""
    suffix = name.rpartition(".")[2]
    files = sorted((STATIC / suffix).glob(f"*.{suffix}"))
    if suffix == "css":
        files.insert(0, TOKENS)
    return b"\n".join(file.read_bytes() for file in files)


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_joined(name), mtime=0)


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256(_joined(name)).hexdigest()[:12]


@cache
def _file_fingerprint(path: str) -> str:
    return hashlib.sha256((STATIC / path).read_bytes()).hexdigest()[:12]


def _forget() -> None:
    for kept in (_joined, _packed, _fingerprint, _file_fingerprint):
        kept.cache_clear()
