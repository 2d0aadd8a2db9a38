"""Files and sources as downloads: nothing that somebody sent runs on our pages."""

import re
from typing import Any
from urllib.parse import quote

from flask import Response

from forum.web.links import this_site

# What an HTML mail may do on its own page: nothing but look like itself.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ATTACHMENT_POLICY = "sandbox; default-src 'none'"
_HARMLESS = re.compile(r"(?:image|audio|video|application)/[a-z0-9][a-z0-9.+-]{0,100}")


def as_text(octets: bytes) -> Response:
    """Source as text; a browser must not take it for a page."""
    response = Response(octets, mimetype="text/plain")
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


def download(file: Any) -> Response:
    """A kept file (name, content_type, sha256) as a download, harmless whatever it is."""
    response = Response(this_site().attachments.read(file.sha256), mimetype=_type(file))
    response.headers["Content-Disposition"] = _disposition(file.name or "file")
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


def _disposition(name: str) -> str:
    """The file's own name for every browser, and one in plain letters for the oldest (RFC 6266)."""
    name = "".join(letter for letter in name if letter.isprintable()) or "file"
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _type(file: Any) -> str:
    """The type as sent, where it is one and no browser would run it."""
    kind = file.content_type.lower()
    acts = "html" in kind or "xml" in kind or "script" in kind
    return kind if _HARMLESS.fullmatch(kind) and not acts else "application/octet-stream"
