"""Writers of one SQLite database, one after the other."""

import fcntl
import os
import sqlite3
import threading
from typing import ClassVar


class TurnTaking(sqlite3.Connection):
    """A SQLite connection whose writers wait in the kernel for their turn.

    SQLite's own busy handler sleeps and tries again, so that one busy writer starves the others;
    a lock file beside the database hands the turn on the moment a commit is through.
    """

    turn: int | None = None
    path: str | None = None  # of the database, while this connection has the turn
    # Which thread has the turn: it would wait for itself, and for ever, on a second connection.
    holders: ClassVar[dict[str, tuple[int, int]]] = {}

    def begin_writing(self, path: str) -> None:
        me = os.getpid(), threading.get_ident()
        if self.holders.get(path) == me:
            raise RuntimeError("this thread is writing on another connection already")
        if self.turn is None:
            self.turn = os.open(f"{path}-turn", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self.turn, fcntl.LOCK_EX)
        self.path, self.holders[path] = path, me
        try:
            self.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._pass_on()
            raise

    def commit(self) -> None:
        super().commit()
        # A commit that failed keeps the transaction, so the turn goes on only behind a success.
        self._pass_on()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._pass_on()

    def close(self) -> None:
        if self.turn is not None:
            self._pass_on()
            os.close(self.turn)
            self.turn = None
        super().close()

    def _pass_on(self) -> None:
        if self.turn is None:
            return
        if self.path is not None:
            self.holders.pop(self.path, None)
            self.path = None
        fcntl.flock(self.turn, fcntl.LOCK_UN)
