"""Addresses that only tests have: one that fails in each way a page can fail."""

from datetime import UTC, datetime

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from forum.web.errors import Tombstone, too_many

bp = Blueprint("trials", __name__)
CODES = (400, 403, 404, 405, 410, 413, 422, 429, 500, 503)


@bp.get("/trials/<int:code>")
@bp.get("/api/trials/<int:code>", endpoint="fail_api")
def fail(code: int) -> ResponseReturnValue:
    if code == 410:
        raise Tombstone("personal_information", datetime(2026, 11, 2, tzinfo=UTC))
    if code == 429:
        raise too_many(90)
    if code == 500:
        raise RuntimeError("nobody foresaw this")
    abort(code)
