"""A published CSV read again, as its dictionary says it is written."""

import csv
import io
from typing import Any

from forum.open_data.dataset import Dataset, Field, Row, Type


def from_csv(dataset: Dataset, octets: bytes) -> list[Row]:
    """The rows of such a file; an empty cell is an empty text, an empty list, or none."""
    lines = csv.DictReader(io.StringIO(octets.decode("utf-8-sig"), newline=""))
    return [
        {field.name: _read(line[field.name], field) for field in dataset.fields} for line in lines
    ]


def _read(text: str, field: Field) -> Any:
    text = text.removeprefix("'") if field.type not in (Type.INTEGER, Type.DECIMAL) else text
    match field.type:
        case Type.TEXT:
            return text
        case Type.LIST:
            return text.split()
        case _ if not text:
            return None
        case Type.BOOLEAN:
            return text == "true"
        case Type.INTEGER:
            return int(text)
        case Type.DECIMAL:
            return float(text) if "." in text or "e" in text else int(text)
    return text
