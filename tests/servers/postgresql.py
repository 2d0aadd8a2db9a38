"""A PostgreSQL of its own, with a database for each test copied from a template."""

import contextlib
import functools
import itertools
import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers.base import Missing, folder, in_memory, program, stop, wait_until

TEMPLATE = "kakehashi_template"


@dataclass
class PostgreSQL:
    """A running server, reached through a unix socket in its folder."""

    home: Path
    programs: Path
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def url(self, database: str) -> str:
        """The address of a database as settings have it."""
        return f"postgresql+psycopg://kakehashi@/{database}?host={self.home}"

    def new_database(self, template: str = "template0", name: str = "") -> str:
        """The URL of a fresh database, empty or a copy of `template`."""
        name = name or f"t{next(self.numbers)}"
        # Copied as files: through the log (the default since 15) it takes half as long again.
        as_files = " STRATEGY FILE_COPY" if self._admin.info.server_version >= 150000 else ""
        self._run("CREATE DATABASE {} TEMPLATE {}" + as_files, name, template)
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        name = url.rpartition("?")[0].rpartition("/")[2]
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def template(self, fill: Callable[[str], None]) -> str:
        """The name of the template, filled on first use by a function of its URL."""
        if not self._has(TEMPLATE):
            self._run("CREATE DATABASE {} TEMPLATE template0", TEMPLATE)
            fill(self.url(TEMPLATE))
        return TEMPLATE

    def dump(self, url: str) -> str:
        """The whole database as SQL that any driver can run."""
        command = [self.programs / "pg_dump", "--no-owner", "--inserts", "--no-comments"]
        out = subprocess.run(
            [*command, url.replace("+psycopg", "")], check=True, capture_output=True, text=True
        )
        return out.stdout

    def _run(self, statement: str, *names: str) -> None:
        self._admin.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _has(self, database: str) -> bool:
        found = self._admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return found.fetchone() is not None

    @functools.cached_property
    def _admin(self) -> "psycopg.Connection[tuple[object, ...]]":
        """One connection for all: to open one takes longer than most of what is asked of it."""
        return psycopg.connect(
            host=str(self.home), user="kakehashi", dbname="postgres", autocommit=True
        )


@contextlib.contextmanager
def running(*, fsync: bool = False) -> Iterator[PostgreSQL]:
    """A server in the C.UTF-8 locale; without `fsync` it is quick and forgets at a power cut."""
    programs = Path(program("initdb", "/usr/lib/postgresql/*/bin")).parent
    owner = _owner()
    identity = {} if owner is None else _identity(owner)
    place = "/tmp" if fsync else in_memory()  # each test has a database, each of 700 files
    with folder("pg", owner, place) as home:
        subprocess.run(
            [programs / "initdb", "-D", home / "data", "-U", "kakehashi", "-A", "trust"]
            + ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=home,
            **identity,
        )
        with open(home / "log", "wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", home / "data", "-k", home, "-h", ""]
                + ["-c", f"fsync={'on' if fsync else 'off'}", "-c", "max_connections=100"]
                + ["-c", "shared_buffers=64MB", "-c", "jit=off", "-c", "timezone=UTC"],
                stdout=log,
                stderr=log,
                cwd=home,
                start_new_session=True,
                **identity,
            )
        try:
            server = PostgreSQL(home, programs)
            wait_until(lambda: _is_up(server), "PostgreSQL")
            with contextlib.closing(server._admin):
                yield server
        finally:
            stop(process, signal.SIGINT)  # "fast shutdown": open connections are cut


def _owner() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Missing("there is no user postgres or nobody to run PostgreSQL")


def _identity(owner: str) -> dict[str, object]:
    user = pwd.getpwnam(owner)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _is_up(server: PostgreSQL) -> bool:
    with contextlib.suppress(psycopg.OperationalError):
        return not server._admin.closed
    return False
