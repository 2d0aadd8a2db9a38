"""Words that are written to be public: everybody reads them without people's addresses.

What the council, its clerks and the city write goes into pages, letters, documents and files, and
none of these needs to think of hiding anything. The database keeps the words as they were written,
as it keeps mails.
"""

from typing import Any

from sqlalchemy import Dialect, String, Text, TypeDecorator, event
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.types import TypeEngine

from forum.base import Base
from forum.text.masking import mask


class Shown(str):
    """Words as everybody reads them; `written` has them as somebody wrote them."""

    written: str


def shown(value: str) -> str:
    """The words without addresses and telephone numbers; themselves, if they have none."""
    told = mask(value)
    if told == value:
        return value
    words = Shown(told)
    words.written = as_written(value)
    return words


def as_written(value: str) -> str:
    """The words for the database, a backup of it, and nobody's eyes."""
    return value.written if isinstance(value, Shown) else value


class PublicWords(TypeDecorator[str]):
    """Text in which addresses and telephone numbers are hidden, from the moment it is written."""

    impl: TypeEngine[str] | type[TypeEngine[str]] = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.length = length
        self.impl = Text() if length is None else String(length)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else as_written(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else shown(value)

    def compare_values(self, x: Any, y: Any) -> bool:
        """Whether nothing has to be stored: what is hidden may have changed."""
        return bool(_of_string(x) == _of_string(y))


def _of_string(value: Any) -> Any:
    return as_written(value) if isinstance(value, str) else value


@event.listens_for(Base, "attribute_instrument")
def _hide_at_once(_: type[Base], name: str, attribute: QueryableAttribute[Any]) -> None:
    """A letter that is written before anything is stored has the same words."""
    columns = getattr(attribute.property, "columns", ())
    if columns and isinstance(columns[0].type, PublicWords):
        event.listen(attribute, "set", lambda _, value, *__: _told(value), retval=True)


def _told(value: Any) -> Any:
    return shown(value) if isinstance(value, str) else value
