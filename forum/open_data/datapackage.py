"""What the tables are, for programs that read many towns' data: a Data Package (Frictionless, v1).

https://specs.frictionlessdata.io/data-package/ and …/table-schema/: beside the CSVs, one file that
names each, its fields with types, the licence. Words stand in Japanese, then in English.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from forum.language import LANGUAGES, N_, words
from forum.open_data import licence
from forum.open_data.dataset import Dataset, Field, Type
from forum.site import Site

NAME = "datapackage.json"
TITLE = N_("%(name)sのオープンデータ")
_TYPES: dict[Type, dict[str, Any]] = {
    Type.INTEGER: {"type": "integer"},
    Type.DECIMAL: {"type": "number"},
    Type.DATE: {"type": "date"},
    Type.MOMENT: {"type": "datetime", "format": "any"},
    Type.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Type.URL: {"type": "string", "format": "uri"},
}


def as_json(
    datasets: Iterable[Dataset], site: Site, at: datetime, files: Mapping[str, bytes] | None = None
) -> bytes:
    """The package; where the files are at hand, with their sizes and checksums."""
    made = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    told: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "open-data",
        "title": _both(TITLE, name=site.name),
        "homepage": site.link("/open-data"),
        "created": made,
        "licenses": [{"name": "CC-BY-4.0", "path": licence.URL, "title": licence.NAME}],
        "sources": [{"title": licence.attribution(site), "path": site.link("/open-data")}],
        "resources": [_resource(dataset, files or {}) for dataset in datasets],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _resource(dataset: Dataset, files: Mapping[str, bytes]) -> dict[str, Any]:
    path = f"{dataset.name}.csv"
    told: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": dataset.name,
        "title": _both(dataset.title),
        "description": _both(dataset.means),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {"fields": [_field(one) for one in dataset.fields], "missingValues": [""]},
    }
    if path in files:
        digest = hashlib.sha256(files[path]).hexdigest()
        told |= {"bytes": len(files[path]), "hash": f"sha256:{digest}"}
    return told


def _field(field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "description": _both(field.means)}
    told |= _TYPES.get(field.type, {"type": "string"})
    if field.codes and field.type is Type.CODE:
        told["constraints"] = {"enum": list(field.codes)}
    return told


def _both(message: str, **values: str) -> str:
    said = (words(locale).gettext(message, **values) for locale in LANGUAGES)
    return " / ".join(dict.fromkeys(said))
