"""How tables are compared with their declarations, for drafting and for testing migrations."""

from typing import Any, Literal

from sqlalchemy import Connection

from forum.base import Choice, Instant
from forum.public_words import PublicWords

# Made by forum.archive.search, each in the dialect of its engine, and unknown to the declarations.
_SEARCH_TABLES = "post_search"


def options(connection: Connection) -> dict[str, Any]:
    """The options of an Alembic migration context on this connection."""
    return {
        "compare_type": True,
        "render_as_batch": connection.dialect.name == "sqlite",
        "transactional_ddl": True,
        "include_name": _is_declared,
        "render_item": _plainly,
    }


def _is_declared(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(_SEARCH_TABLES))


def _plainly(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Our types as the columns they are: an old migration must not follow today's vocabulary."""
    if kind == "type" and isinstance(item, Choice):
        return "sa.String(length=20)"
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, PublicWords):
        return "sa.Text()" if item.length is None else f"sa.String(length={item.length})"
    return False
