"""The relay of a house without a mail server: every copy is a file in a Maildir."""

import asyncio
import itertools
import os
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from mailgate.outbound.envelope import Envelope, Outcome, address_fault

_STALE_S = 36 * 3600  # what the Maildir convention gives an unfinished file in tmp/
_WRITTEN = Outcome(250, "2.0.0", "written")
_numbers = itertools.count()


class Maildir:
    """A Maildir that takes mail as a connection does.

    Each file begins with Return-Path and Delivered-To, and its lines end as a file's do. A batch is
    in `new/` for good once `send` returns: every file is synced before it gets its name, and both
    directories once behind the batch.
    """

    is_open = True

    def __init__(self, path: Path) -> None:
        self.path = path

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    async def open(self) -> None:
        """Make the folders where they are missing, and clear what a crash left unfinished."""
        await asyncio.to_thread(self._set_up)

    async def send(self, envelopes: Iterable[Envelope]) -> list[Outcome]:
        """Write every envelope; of each what became of it, in their order."""
        return await asyncio.to_thread(self._write_all, list(envelopes))

    async def close(self) -> None:
        pass

    def _set_up(self) -> None:
        for name in ("tmp", "new", "cur"):
            (self.path / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        for unfinished in (self.path / "tmp").iterdir():
            # Another connection may finish its file between our looking and our asking.
            with suppress(FileNotFoundError):
                if unfinished.stat().st_mtime < time.time() - _STALE_S:
                    unfinished.unlink()
        _sync(self.path)

    def _write_all(self, envelopes: list[Envelope]) -> list[Outcome]:
        outcomes = []
        for envelope in envelopes:
            outcomes.append(address_fault(envelope) or self._write(envelope))
        _sync(self.path / "new")
        _sync(self.path / "tmp")
        return outcomes

    def _write(self, envelope: Envelope) -> Outcome:
        name = _unique_name()
        unfinished = self.path / "tmp" / name
        try:
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:
                file.write(b"Return-Path: <%b>\n" % envelope.sender)
                file.write(b"Delivered-To: %b\n" % envelope.recipient)
                file.write((envelope.signature + envelope.head).replace(b"\r\n", b"\n"))
                file.write(envelope.content.lines)
                file.flush()
                os.fsync(descriptor)
            unfinished.rename(self.path / "new" / name)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            return Outcome(452, "4.3.1", f"cannot write: {error.strerror}", True)
        return _WRITTEN


def _unique_name() -> str:
    """A name that nobody else gives: https://cr.yp.to/proto/maildir.html."""
    seconds, rest = divmod(time.time_ns(), 1_000_000_000)
    host = socket.gethostname().replace("/", r"\057").replace(":", r"\072")
    return f"{seconds}.M{rest // 1000:06}P{os.getpid()}Q{next(_numbers)}.{host}"


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
