"""Reading the mail after DATA: it ends at CRLF.CRLF and nowhere else, so nothing can be smuggled.

Both halves of that sequence are looked for at once, in whole buffers: reading line by line, as
aiosmtpd does, costs three times as much. What follows the end stays for the next command.
"""

from asyncio import LimitOverrunError, StreamReader
from collections.abc import Callable
from typing import Any

from mailgate.inbound.envelope import Refuse
from mailgate.inbound.limits import Memory
from mailgate.inbound.transaction import TOO_BIG

END = b"\r\n.\r\n"
WINDOW = 1 << 18  # what one connection may buffer before its bytes are counted
TOO_BUSY = Refuse(452, "4.3.1 Too many large messages at once, please try again later")


class Endless(Exception):
    """The sender goes on far beyond the limit, and is cut off."""

    def __init__(self, refusal: Refuse) -> None:
        super().__init__(refusal.text)
        self.refusal = refusal


class Intake:
    """One mail being read; `close` gives back the memory that it was granted."""

    def __init__(self, limit: int, memory: Memory, still_here: Callable[[], Any]) -> None:
        self._limit = limit
        self._memory = memory
        self._still_here = still_here
        self._chunks: list[bytes] = []
        self._granted = 0
        self._seen = 0
        self._refusal: Refuse | None = None

    async def read(self, reader: StreamReader) -> bytes | Refuse:
        """The mail, byte for byte without its transparency dots, or why it cannot be taken.

        It is read to its end either way, holding no more than the limit and one window.
        """
        buffer, usual_limit = reader._buffer, reader._limit  # type: ignore[attr-defined]
        # The mail may begin with its end: the line of DATA itself counts as the first CRLF.
        buffer[:0] = b"\r\n"
        reader._limit = WINDOW  # type: ignore[attr-defined]
        try:
            return self._whole(await self._up_to_the_end(reader))
        finally:
            reader._limit = usual_limit  # type: ignore[attr-defined]

    def close(self) -> None:
        self._memory.give_back(self._granted)
        self._granted = 0
        self._chunks.clear()

    async def _up_to_the_end(self, reader: StreamReader) -> bytes:
        while True:
            try:
                return await reader.readuntil(END)
            except LimitOverrunError as overrun:
                self._hold(await reader.read(overrun.consumed))
                self._still_here()

    def _hold(self, chunk: bytes) -> None:
        self._seen += len(chunk)
        if self._seen > 8 * self._limit + WINDOW:
            raise Endless(TOO_BIG)
        # Lines of one dot each are a third longer on the wire, so only this much is surely too big.
        if self._seen > self._limit * 4 // 3 + len(END):
            self._refuse(TOO_BIG)
        elif self._refusal is None and not self._memory.grant(len(chunk)):
            self._refuse(TOO_BUSY)
        if self._refusal is None:
            self._granted += len(chunk)
            self._chunks.append(chunk)

    def _refuse(self, refusal: Refuse) -> None:
        self.close()
        self._refusal = refusal

    def _whole(self, last: bytes) -> bytes | Refuse:
        if self._refusal is not None:
            return self._refusal
        self._chunks.append(last[: -len(b".\r\n")])
        mail = b"".join(self._chunks) if len(self._chunks) > 1 else self._chunks[0]
        self._chunks.clear()
        if b"\r\n." in mail:
            mail = mail.replace(b"\r\n.", b"\r\n")
        return TOO_BIG if len(mail) - len(b"\r\n") > self._limit else mail[2:]
