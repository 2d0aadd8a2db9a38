"""The council's tables as files: each as CSV and JSON, their dictionary, the archive of a night."""

import hashlib
from datetime import date, datetime

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from forum.base import utcnow
from forum.open_data import archive, datapackage, dictionary, nightly
from forum.open_data.catalogue import DATASETS
from forum.open_data.dataset import Dataset
from forum.web.access import missing
from forum.web.extensions import db
from forum.web.links import this_site

bp = Blueprint("open_data", __name__, url_prefix="/open-data")

CSV, JSON = "text/csv; charset=utf-8", "application/json"


@bp.get("/<name>.csv")
def table(name: str) -> ResponseReturnValue:
    """A table for spreadsheets."""
    if name == "dictionary":
        return _file("dictionary.csv", dictionary.as_csv(DATASETS.values()), CSV)
    found = dataset_or_404(name)
    return _file(f"{name}.csv", archive.csv_file(found, db.session(), this_site()), CSV)


@bp.get("/<name>.json")
def document(name: str) -> ResponseReturnValue:
    """A table for programs, whole."""
    if name == "dictionary":
        return _file("dictionary.json", dictionary.as_json(DATASETS.values()), JSON)
    now = utcnow()
    if name == "datapackage":
        octets = datapackage.as_json(DATASETS.values(), this_site(), now)
        return _file(datapackage.NAME, octets, JSON, now)
    found = dataset_or_404(name)
    octets = archive.json_file(found, db.session(), this_site(), now)
    return _file(f"{name}.json", octets, JSON, now)


@bp.get("/archives/<day>.zip")
def night(day: str) -> ResponseReturnValue:
    """All tables as they were in one night."""
    try:
        octets = nightly.archive_of(db.session(), date.fromisoformat(day))
    except ValueError:
        octets = None
    if octets is None:
        missing()
    return _file(f"open-data-{day}.zip", octets, "application/zip")


def dataset_or_404(name: str) -> Dataset:
    if name not in DATASETS:
        missing()
    return DATASETS[name]


def _file(name: str, octets: bytes, content_type: str, now: datetime | None = None) -> Response:
    """A download, or 304 for who has it; the moment at which it is made makes no file another."""
    response = Response(octets, content_type=content_type)
    same = octets.replace(archive.moment(now).encode(), b"", 1) if now else octets
    response.set_etag(hashlib.sha256(same).hexdigest()[:24], weak=now is not None)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.make_conditional(request)
    return response
