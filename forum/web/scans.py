"""The scan of a paper (an answer of the city, a slip): kept once, and carried through a form's errors."""

from typing import Any

from flask import Response, current_app
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage

from forum.web.downloads import ATTACHMENT_POLICY
from forum.web.links import this_site

# What a scanner makes, known by its first octets: nothing else is handed out under that name.
_KINDS = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"II*\0", "image/tiff", "tif"),
    (b"MM\0*", "image/tiff", "tif"),
)


def keep_scan(form: Any) -> str | None:
    """SHA-256 of the scan that came with a form (fields `scan`, `kept_scan`), now or earlier."""
    coming = form.scan.data
    if isinstance(coming, FileStorage) and coming.filename:
        octets = coming.read()
        coming.seek(0)
        if scan_type(octets)[1] == "bin":
            form.scan.errors = [gettext("PDFか画像（PNG・JPEG・TIFF）の写しを付けてください。")]
        else:
            (sha256,) = this_site().attachments.keep([octets])
            form.kept_scan.data = _signer().dumps(sha256)
            return sha256
    return kept_scan(form.kept_scan.data)


def kept_scan(signed: str | None) -> str | None:
    """The scan that a form carries."""
    try:
        return str(_signer().loads(signed)) if signed else None
    except BadSignature:
        return None


def scan_download(sha256: str, name: str) -> Response:
    """A kept scan as a download; its ending is that of what it really is."""
    octets = this_site().attachments.read(sha256)
    kind, ending = scan_type(octets)
    response = Response(octets, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


def scan_type(octets: bytes) -> tuple[str, str]:
    """The type of a scan and the ending of its name."""
    found = ((kind, ending) for begins, kind, ending in _KINDS if octets.startswith(begins))
    return next(found, ("application/octet-stream", "bin"))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-scan")
