"""Backup and restore: one file with every row and every attachment, the same for both engines.

The file is a tar: `kakehashi.json` (what it is), `tables/NAME-NNNN.jsonl` (rows as JSON lines),
`attachments/SHA256` and `secret-key`. A backup is one snapshot of a running installation.
"""

import base64
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select, text, update

from forum.archive import search
from forum.archive.attachments import Attachment, Store
from forum.base import table_of, utcnow, writing
from forum.intake.entry import EntryScan
from forum.operations import migrate
from forum.operations.refused import Refused
from forum.public_words import as_written
from forum.schema import metadata

_FORMAT = 1
_ROWS_PER_FILE = 2_000
_OCTETS_PER_FILE = 32 << 20


class Unusable(Refused):
    """The backup can't be made or restored; the text is the operator's sentence."""


Progress = Callable[[str, int], None]


def back_up(
    engine: Engine, attachments: Store, secret_key: str, target: Path, progress: Progress
) -> None:
    """Write everything to `target`, which appears only when it is whole and synced."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        with open(partial, "xb", opener=_private) as file:
            with tarfile.open(fileobj=file, mode="w") as archive, _snapshot(engine) as connection:
                _write(archive, connection, attachments, secret_key, progress)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, target)
    except FileExistsError as error:
        raise Unusable(f"Another backup is being written to {partial}.") from error
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def restore(engine: Engine, attachments: Store, source: Path, progress: Progress) -> str:
    """Fill an empty database and store from a backup; the secret key that was in it."""
    if migrate.current(engine) is not None:
        raise Unusable("The database is not empty: a backup is restored into an empty one.")
    try:
        with tarfile.open(source, "r:") as archive:
            return _read(archive, engine, attachments, progress)
    except (tarfile.TarError, KeyError, json.JSONDecodeError) as error:
        raise Unusable(f"{source} is not a backup, or it is damaged.") from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)  # it holds the secret key and everybody's addresses


def _snapshot(engine: Engine) -> Any:
    """A connection whose transaction sees one moment, however long it reads."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ").begin()
    return engine.begin()


def _write(
    archive: tarfile.TarFile,
    connection: Connection,
    attachments: Store,
    secret_key: str,
    progress: Progress,
) -> None:
    about = {
        "format": _FORMAT,
        "made_at": utcnow().isoformat(),
        "revision": connection.scalar(text("SELECT version_num FROM alembic_version")),
        "tables": [one.name for one in metadata.sorted_tables],
    }
    _add(archive, "kakehashi.json", json.dumps(about, indent=1).encode())
    _add(archive, "secret-key", secret_key.encode())
    for one in metadata.sorted_tables:
        for number, octets in enumerate(_pages(connection, one)):
            _add(archive, f"tables/{one.name}-{number:06}.jsonl", octets)
        progress(one.name, 1)
    for sha256 in _kept_files(connection):
        _add(archive, f"attachments/{sha256}", attachments.read(sha256))
        progress("attachments", 1)


def _kept_files(connection: Connection) -> list[str]:
    """What any table names of the store: files of posts, scans of letters, answers and slips."""
    own = (table_of(Attachment).c.sha256, table_of(EntryScan).c.sha256)
    scans = [one.c.scan_sha256 for one in metadata.sorted_tables if "scan_sha256" in one.c]
    named = {
        kept for column in (*own, *scans) for kept in connection.execute(select(column)).scalars()
    }
    return sorted(named - {None})


def _add(archive: tarfile.TarFile, name: str, octets: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(octets), 0o600
    archive.addfile(entry, io.BytesIO(octets))


def _pages(connection: Connection, one: Table) -> Iterator[bytes]:
    """A table as files of JSON lines, none so large that memory would notice."""
    lines: list[bytes] = []
    size = 0
    rows = connection.execution_options(yield_per=100).execute(
        select(one).order_by(*one.primary_key.columns)
    )
    for row in rows.mappings():
        line = json.dumps({k: _told(v) for k, v in row.items()}, ensure_ascii=False).encode()
        lines.append(line)
        size += len(line)
        if len(lines) >= _ROWS_PER_FILE or size >= _OCTETS_PER_FILE:
            yield b"\n".join(lines) + b"\n"
            lines, size = [], 0
    if lines:
        yield b"\n".join(lines) + b"\n"


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$at": value.astimezone(UTC).isoformat()}
    if isinstance(value, (bytes, memoryview)):
        return {"$octets": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, Decimal):
        return {"$number": str(value)}
    if isinstance(value, (dict, list)):
        return {"$json": value}
    if isinstance(value, str):
        return as_written(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _read(archive: tarfile.TarFile, engine: Engine, attachments: Store, progress: Progress) -> str:
    about = json.loads(_octets(archive, archive.getmember("kakehashi.json")))
    if about["format"] != _FORMAT:
        raise Unusable("The backup was made by a newer version of this program.")
    if about["revision"] != migrate.newest():
        raise Unusable(
            f"The backup has the schema {about['revision']}, this program {migrate.newest()}: "
            "restore it with the version that made it, then migrate."
        )
    migrate.upgrade(engine)
    for entry in archive:
        if entry.name.startswith("attachments/"):
            (sha256,) = attachments.keep([_octets(archive, entry)])
            if sha256 != entry.name.removeprefix("attachments/"):
                raise Unusable(f"{entry.name} in the backup is damaged.")
            progress("attachments", 1)
    _fill(archive, engine, progress)
    return _octets(archive, archive.getmember("secret-key")).decode()


def _octets(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(entry)
    if file is None:
        raise KeyError(entry.name)
    return file.read()


def _fill(archive: tarfile.TarFile, engine: Engine, progress: Progress) -> None:
    """All rows in one transaction: a restore that breaks off leaves nothing half done."""
    entries: dict[str, list[tarfile.TarInfo]] = {}
    for entry in archive.getmembers():
        if entry.name.startswith("tables/"):
            name = entry.name.removeprefix("tables/").rpartition("-")[0]
            entries.setdefault(name, []).append(entry)
    with writing(engine).begin() as connection:
        for one in metadata.sorted_tables:
            for entry in sorted(entries.get(one.name, []), key=lambda entry: entry.name):
                rows = [_meant(json.loads(line)) for line in _octets(archive, entry).splitlines()]
                _insert(connection, one, rows)
            progress(one.name, 1)
        for one in metadata.sorted_tables:
            for entry in entries.get(one.name, []):
                _link(connection, one, archive, entry)
        _set_sequences(connection)
        _index(connection, progress)


def _meant(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, inner),) = value.items()
    if kind == "$at":
        return datetime.fromisoformat(inner)
    if kind == "$number":
        return Decimal(inner)
    return base64.b64decode(inner) if kind == "$octets" else inner


def _inner_links(one: Table) -> list[str]:
    """Columns that point to a row of the same table, which may not be there yet."""
    return [key.parent.name for key in one.foreign_keys if key.column.table is one]


def _insert(connection: Connection, one: Table, rows: list[dict[str, Any]]) -> None:
    links = dict.fromkeys(_inner_links(one))
    for name in (column.name for column in one.columns if str(column.type) == "DATE"):
        for row in rows:
            if row[name] is not None:
                row[name] = datetime.fromisoformat(row[name]).date()
    connection.execute(insert(one), [{**row, **links} for row in rows])


def _link(
    connection: Connection, one: Table, archive: tarfile.TarFile, entry: tarfile.TarInfo
) -> None:
    names = _inner_links(one)
    if not names:
        return
    for line in _octets(archive, entry).splitlines():
        row = json.loads(line)
        links = {name: row[name] for name in names if row[name] is not None}
        if links:
            connection.execute(update(one).where(one.c.id == row["id"]).values(links))


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL hands out ids from sequences, which know nothing of rows put in with their ids."""
    if connection.dialect.name != "postgresql":
        return
    for one in metadata.sorted_tables:
        if "id" in one.columns:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{one.name}', 'id'),"
                    f" greatest((SELECT max(id) FROM {one.name}), 1))"
                )
            )


def _index(connection: Connection, progress: Progress) -> None:
    """The search index is not in the backup: it follows from the posts."""
    search.rebuild(connection, lambda count: progress("search", count))
