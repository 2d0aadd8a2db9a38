"""All tables in one file: CSV and JSON, dictionary, licence, and a list of SHA-256."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from forum.dates import in_tokyo
from forum.open_data import datapackage, dictionary, licence, tables
from forum.open_data.catalogue import DATASETS
from forum.open_data.dataset import Dataset
from forum.site import Site


def packed(session: Session, site: Site, at: datetime) -> bytes:
    """The ZIP; the same rows at the same moment give the same octets."""
    octets = io.BytesIO()
    sums = []
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(session, site, at):
            archive.writestr(_entry(name, at), content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        archive.writestr(_entry("SHA256SUMS", at), "".join(sums))
    return octets.getvalue()


def csv_file(dataset: Dataset, session: Session, site: Site) -> bytes:
    """One table as CSV."""
    return tables.as_csv(dataset, (row for _, row in dataset.rows(session, site)))


def json_file(dataset: Dataset, session: Session, site: Site, at: datetime) -> bytes:
    """One table as JSON, with its licence and the moment at which it was made."""
    return tables.as_json(
        dataset,
        (row for _, row in dataset.rows(session, site)),
        licence=licence.URL,
        attribution=licence.attribution(site),
        made_at=moment(at),
    )


def moment(at: datetime) -> str:
    """When a file was made, as it says itself (ISO 8601, UTC)."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _files(session: Session, site: Site, at: datetime) -> Iterator[tuple[str, bytes]]:
    tables_made: dict[str, bytes] = {}
    for dataset in DATASETS.values():
        name = f"{dataset.name}.csv"
        tables_made[name] = csv_file(dataset, session, site)
        yield name, tables_made[name]
        yield f"{dataset.name}.json", json_file(dataset, session, site, at)
    yield datapackage.NAME, datapackage.as_json(DATASETS.values(), site, at, tables_made)
    yield "dictionary.csv", dictionary.as_csv(DATASETS.values())
    yield "dictionary.json", dictionary.as_json(DATASETS.values())
    yield "LICENCE.txt", licence.text(site).encode()


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, in_tokyo(at).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
