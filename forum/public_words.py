"""Words that are written to be public: no address or telephone number of a person is kept in them.

Mails keep their writers' words; what the council, its clerks and the city write about them goes
into pages, letters, documents and files, and none of these needs to think of hiding anything.
"""

from typing import Any

from sqlalchemy import Dialect, String, Text, TypeDecorator, event
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.types import TypeEngine

from forum.base import Base
from forum.text.masking import mask


class PublicWords(TypeDecorator[str]):
    """Text in which addresses and telephone numbers are hidden, from the moment it is written."""

    impl: TypeEngine[str] | type[TypeEngine[str]] = Text
    cache_ok = True

    def __init__(self, length: int | None = None) -> None:
        super().__init__()
        self.length = length
        self.impl = Text() if length is None else String(length)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.shown(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        # What was kept by a release that hid less is hidden as well.
        return None if value is None else mask(value)

    def shown(self, value: str) -> str:
        """The words as everybody reads them; what stands for an address may not fit its column."""
        told = mask(value)
        return told if told == value else told[: self.length]


@event.listens_for(Base, "attribute_instrument")
def _hide_at_once(_: type[Base], name: str, attribute: QueryableAttribute[Any]) -> None:
    """A letter that is written before anything is stored has the same words."""
    columns = getattr(attribute.property, "columns", ())
    kind = columns[0].type if columns else None
    if isinstance(kind, PublicWords):
        event.listen(attribute, "set", lambda _, value, *__: _told(kind, value), retval=True)


def _told(kind: PublicWords, value: Any) -> Any:
    return kind.shown(value) if isinstance(value, str) else value
