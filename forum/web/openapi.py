"""The description of the API for programs, OpenAPI 3.1."""

from typing import Any

from forum.language import words
from forum.open_data.catalogue import DATASETS
from forum.open_data.dataset import Dataset, Type

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_MOMENT = {"type": ["string", "null"], "format": "date-time"}
_CURSOR = {"type": ["string", "null"], "description": "Opaque; hand it back as `after`."}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """New properties may be added at any time, so none is forbidden."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(item: str, **more: Any) -> dict[str, Any]:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}
    return _object({**more, "items": items, "next": _CURSOR, "cursor": _CURSOR})


_POST = _object(
    {
        "id": _TEXT,
        "board": _TEXT,
        "thread": _TEXT,
        "url": _TEXT,
        "message_id": _TEXT,
        "parent": _MAYBE_TEXT,
        "subject": _MAYBE_TEXT,
        "author": _object({"name": _TEXT, "sector": _TEXT, "role": _TEXT}),
        "organisation": _MAYBE_TEXT,
        "origin": {"type": "string", "examples": ["web", "mail", "import", "paper", "phone"]},
        "identity": {"type": "string", "examples": ["session", "aligned", "unproven"]},
        "text": _MAYBE_TEXT,
        "own_text": _MAYBE_TEXT,
        "html": _MAYBE_TEXT,
        "sent_at": _MOMENT,
        "received_at": _MOMENT,
        "published_at": _MOMENT,
        "state": {"type": "string", "examples": ["published", "hidden", "withdrawn"]},
        "reason": _MAYBE_TEXT,
        "version": {"type": "integer"},
        "attachments": {
            "type": "array",
            "items": _object(
                {"name": _TEXT, "type": _TEXT, "size": {"type": "integer"}, "url": _TEXT}
            ),
        },
        "cited_in": {
            "type": "array",
            "items": _object(
                {
                    "proposal": _TEXT,
                    "item": {"type": ["integer", "null"]},
                    "label": _MAYBE_TEXT,
                    "state": _TEXT,
                    "judgement": _MAYBE_TEXT,
                    "response": _MAYBE_TEXT,
                    "url": _TEXT,
                }
            ),
        },
    }
)
_BOARD = _object(
    {
        "slug": _TEXT,
        "name": _TEXT,
        "description": _TEXT,
        "visibility": _TEXT,
        "posting": _TEXT,
        "address": _TEXT,
        "url": _TEXT,
        "post_count": {"type": "integer"},
        "thread_count": {"type": "integer"},
    }
)
_THREAD = _list(
    "Post",
    id=_TEXT,
    board=_TEXT,
    subject=_TEXT,
    url=_TEXT,
    post_count={"type": "integer"},
    started_at=_MOMENT,
    last_post_at=_MOMENT,
    locked={"type": "boolean"},
)
_JSON_TYPES: dict[Type, dict[str, Any]] = {
    Type.TEXT: _TEXT,
    Type.CODE: _MAYBE_TEXT,
    Type.ID: _MAYBE_TEXT,
    Type.URL: {"type": "string", "format": "uri"},
    Type.INTEGER: {"type": ["integer", "null"]},
    Type.DECIMAL: {"type": ["number", "null"]},
    Type.DATE: {"type": ["string", "null"], "format": "date"},
    Type.MOMENT: _MOMENT,
    Type.BOOLEAN: {"type": ["boolean", "null"]},
    Type.LIST: {"type": "array", "items": _TEXT},
}


def _english(message: str) -> str:
    return words("en").gettext(message)


def _row(table: Dataset) -> dict[str, Any]:
    """A row of a table of the open data; its data dictionary says the same in more words."""
    return _object(
        {
            field.name: {
                **_JSON_TYPES[field.type],
                "description": _english(field.means),
                **({"examples": list(field.codes)} if field.codes else {}),
            }
            for field in table.fields
        }
    )


_PROBLEM = _object({"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}})


def _parameter(name: str, where: str, schema: dict[str, Any] = _TEXT) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema}


_LIMIT = _parameter("limit", "query", {"type": "integer", "minimum": 1, "maximum": 200})
_AFTER = _parameter("after", "query")


def _get(summary: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {
                "200": {"description": "OK", "content": {"application/json": {"schema": schema}}},
                "4XX": {"description": "RFC 9457", "content": problem},
            },
        }
    }


DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Kakehashi",
        "version": "1",
        "description": (
            "The discussion archive. Lists are ordered by publication (search: newest first); "
            "nothing published later is ever behind a cursor. Clients accept new values and fields."
        ),
    },
    "paths": {
        "/api/v1/boards": _get("Boards", _list("Board")),
        "/api/v1/boards/{slug}/posts": _get(
            "Posts of a board", _list("Post"), _parameter("slug", "path"), _AFTER, _LIMIT
        ),
        "/api/v1/threads/{id}": _get(
            "A thread",
            {"$ref": "#/components/schemas/Thread"},
            _parameter("id", "path"),
            _AFTER,
            _LIMIT,
        ),
        "/api/v1/posts/{id}": _get(
            "A post", {"$ref": "#/components/schemas/Post"}, _parameter("id", "path")
        ),
        "/api/v1/search": _get(
            "Posts that say the words",
            _list("Post"),
            {**_parameter("q", "query"), "required": True},
            _parameter("board", "query"),
            _AFTER,
            _LIMIT,
        ),
        **{
            f"/api/v1/{name}": _get(_english(table.title), _list(name), _AFTER, _LIMIT)
            for name, table in DATASETS.items()
        },
    },
    "components": {
        "schemas": {
            "Post": _POST,
            "Board": _BOARD,
            "Thread": _THREAD,
            **{name: _row(table) for name, table in DATASETS.items()},
            "Problem": _PROBLEM,
        }
    },
}
