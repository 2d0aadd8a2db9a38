"""A table that is given away: its fields with what they mean, and where its rows come from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from forum.site import Site
from forum.text.masking import mask

Row = dict[str, Any]


class Type(StrEnum):
    """What a field holds; the dictionary says how it is written."""

    TEXT = "text"  # words of people: masked here, whatever room they come from
    CODE = "code"
    ID = "id"
    URL = "url"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    LIST = "list"  # of ids or codes


@dataclass(frozen=True)
class Field:
    """One column; `means` and `unit` are msgids, `codes` the words of its vocabulary."""

    name: str
    type: Type
    means: str
    unit: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


Source = Callable[[Session, Site], Iterable[tuple[int, Row]]]


@dataclass(frozen=True)
class Dataset:
    """One table. Its source gives rows with a key that grows in the order of publication."""

    name: str
    title: str
    means: str
    fields: tuple[Field, ...]
    source: Source

    def rows(self, session: Session, site: Site, after: int = 0) -> Iterator[tuple[int, Row]]:
        """Each row behind the key `after`, in plain JSON types, its fields in their order."""
        for key, row in sorted(self.source(session, site), key=lambda keyed: keyed[0]):
            if key > after:
                yield key, {one.name: _plain(row[one.name], one.type) for one in self.fields}


def _plain(value: Any, kind: Type) -> Any:
    """A value as JSON has it: RFC 3339 in UTC, ISO days, numbers, words without addresses."""
    match value:
        case None | bool() | int():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case str():
            return mask(value) if kind is Type.TEXT else str(value)
    return [str(one) for one in value]
