"""A table as a file: CSV as spreadsheets in Japan ask for it (UTF-8 with a mark, RFC 4180), or JSON."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from forum.open_data.dataset import Dataset, Row

MARK = "\ufeff"
# What a spreadsheet takes for a formula; the apostrophe itself, so that one can be taken off again.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def as_csv(dataset: Dataset, rows: Iterable[Row]) -> bytes:
    """The header and a line for each row, ended by CRLF; nothing is a formula to a spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([field.name for field in dataset.fields])
    for row in rows:
        writer.writerow([cell(row[field.name]) for field in dataset.fields])
    return (MARK + file.getvalue()).encode()


def as_json(dataset: Dataset, rows: Iterable[Row], **about: Any) -> bytes:
    """An object with `items`, and what `about` says of the file beside it."""
    told = {"dataset": dataset.name, **about, "items": list(rows)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def cell(value: Any) -> str:
    """A value in a cell: empty for none, true or false, words of a list parted by spaces."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            return _safe(" ".join(value))
    return _safe(str(value))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text
