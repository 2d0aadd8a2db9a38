"""`python -m tests.migrations.dump 0.1.0`: keep the schema and the demo of a release, once.

It writes releases/<version>.sqlite.sql and releases/<version>.postgresql.sql from databases that
`kakehashi migrate` and `kakehashi demo` have made.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.processes import environment, kakehashi
from tests.servers import postgresql

RELEASES = Path(__file__).with_name("releases")


def sqlite_dump(path: Path) -> Iterator[str]:
    """Every statement that makes this SQLite file again, FTS5 tables included."""
    source = sqlite3.connect(path)
    objects = source.execute("SELECT type, name, sql FROM sqlite_master ORDER BY rowid").fetchall()
    virtual = [name for _, name, sql in objects if sql and sql.startswith("CREATE VIRTUAL")]
    # SQLite keeps tables of its own, which nobody else may make.
    objects = [one for one in objects if not one[1].startswith("sqlite_") or one[0] != "table"]
    tables = [name for kind, name, _ in objects if kind == "table" and name not in virtual]
    shadows = [table for table in tables if any(table.startswith(f"{v}_") for v in virtual)]
    yield "PRAGMA foreign_keys=OFF"
    yield from (sql for kind, n, sql in objects if kind == "table" and sql and n not in shadows)
    yield from (f"DELETE FROM {shadow}" for shadow in shadows)  # what CREATE VIRTUAL put there
    for table in tables:
        yield from _rows(source, table)
    yield from (sql for kind, _, sql in objects if kind != "table" and sql)


def _rows(source: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in source.execute(f'PRAGMA table_info("{table}")')]
    values = " || ',' || ".join(f'quote("{column}")' for column in columns)
    for (row,) in source.execute(f'SELECT {values} FROM "{table}"'):
        yield f'INSERT INTO "{table}" VALUES ({row})'


def filled(url: str, folder: Path) -> None:
    """The newest schema and the demo in this database."""
    env = environment(folder, DATABASE_URL=url)
    for command in ("migrate", "demo"):
        done = kakehashi(command, env=env)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)


def keep(version: str) -> None:
    RELEASES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kakehashi.sqlite3"
        filled(f"sqlite:///{path}", Path(name))
        text = "".join(f"{statement};\n" for statement in sqlite_dump(path))
        (RELEASES / f"{version}.sqlite.sql").write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as name, postgresql.running() as server:
        url = server.new_database()
        filled(url, Path(name))
        kept = [line for line in server.dump(url).splitlines() if _is_sql(line)]
        (RELEASES / f"{version}.postgresql.sql").write_text("\n".join(kept) + "\n", "utf-8")


def _is_sql(line: str) -> bool:
    """psql's own commands and pg_dump's remarks name a server version and change every time."""
    return bool(line) and not line.startswith(("\\", "--"))


if __name__ == "__main__":
    keep(sys.argv[1])
