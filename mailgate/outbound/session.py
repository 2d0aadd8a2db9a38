"""A session with a relay: connected, greeted, encrypted where the relay's address asks for it."""

import asyncio
import contextlib
import ssl
from types import TracebackType
from typing import Self

from forum.endpoints import LmtpRelay, SmtpRelay, Tcp, Unix
from mailgate.outbound.dialogue import (
    GREETING_LIMIT,
    ConnectionLost,
    Conversation,
    Dialogue,
    Reply,
    asking,
)
from mailgate.outbound.encryption import encryption
from mailgate.outbound.offers import Offered

_QUIT_LIMIT = 5.0
# Postfix answers ever more slowly after ten errors without a mail between them, and a refused
# recipient is two (RCPT and the DATA behind it): a new connection costs less.
_MOST_REFUSALS = 4


class Unreachable(ConnectionError):
    """The relay takes no mail now: nobody answers, it refuses us, or TLS is not to be had."""


class Session:
    """One session at a time with `relay`; `hostname` is how we introduce ourselves.

    `async with` raises Unreachable where no session comes about.
    """

    def __init__(self, relay: SmtpRelay | LmtpRelay, hostname: str) -> None:
        self.relay = relay
        self.speaks_lmtp = isinstance(relay, LmtpRelay)
        self.offered = Offered()
        self.encrypted = False
        self._hostname = hostname
        self._line: Dialogue | None = None
        self._refusals = 0  # in a row

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    @property
    def is_open(self) -> bool:
        return self._line is not None and not self._line.is_lost

    @property
    def line(self) -> Dialogue:
        """The wire; ConnectionLost where there is none."""
        if self._line is None:
            raise ConnectionLost("not connected", [])
        return self._line

    async def open(self) -> None:
        """Connect, greet, and encrypt as the relay's address asks."""
        try:
            await self._greet()
            await self._encrypt()
        except Unreachable:
            self._drop()
            raise
        except (OSError, ConnectionLost) as error:
            self._drop()
            raise Unreachable(f"{self.relay}: {error or type(error).__name__}") from error

    async def ask(self, *words: bytes) -> Reply:
        """Say one command and wait for its reply."""
        return await self.line.hold(asking(b" ".join(words) + b"\r\n"))

    def was_taken(self) -> None:
        """A mail was taken, so the refusals before it count no more."""
        self._refusals = 0

    def was_refused(self) -> bool:
        """Count a refusal; whether these are so many that a new session is better."""
        self._refusals += 1
        return self._refusals >= _MOST_REFUSALS

    async def close(self) -> None:
        """Say goodbye and hang up; a goodbye that nobody answers is no failure."""
        if self._line is not None:
            await self._line.hold(self.leave())

    def leave(self) -> Conversation[None]:
        """The same within a conversation, of which it is the end."""
        with contextlib.suppress(ConnectionLost):
            yield from asking(b"QUIT\r\n", _QUIT_LIMIT)
        self._drop()

    def _drop(self) -> None:
        if self._line is not None:
            self._line.abort("closed by us")
        self._line = None

    # Opening

    async def _greet(self) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(GREETING_LIMIT):
            match self.relay.endpoint:
                case Tcp(host, port):
                    _, self._line = await loop.create_connection(Dialogue, host, port)
                case Unix(path):
                    _, self._line = await loop.create_unix_connection(Dialogue, str(path))
        greeting = await self._line.hold(asking(b"", GREETING_LIMIT))
        if greeting.code != 220:
            raise Unreachable(f"{self.relay} greets with {greeting.code} {greeting.text}")
        self.offered = await self._introduce()

    async def _introduce(self) -> Offered:
        reply = await self.ask(b"LHLO" if self.speaks_lmtp else b"EHLO", self._hostname.encode())
        if reply.code == 250:
            return Offered.read(reply)
        if not self.speaks_lmtp and 500 <= reply.code < 600:
            reply = await self.ask(b"HELO", self._hostname.encode())
            if reply.code == 250:
                return Offered()
        raise Unreachable(f"{self.relay} refuses us with {reply.code} {reply.text}")

    async def _encrypt(self) -> None:
        required, endpoint = self.relay.verified, self.relay.endpoint
        if not self.offered.starttls:
            if required:
                raise Unreachable(f"{self.relay} offers no STARTTLS, which its address asks for")
            return
        try:
            reply = await self.ask(b"STARTTLS")
            if reply.code != 220:
                if required:
                    raise Unreachable(f"{self.relay} answers STARTTLS with {reply.code}")
                return
            host = endpoint.host if isinstance(endpoint, Tcp) else "localhost"
            await self.line.encrypt(encryption(self.relay), host)
            self.encrypted = True
        except (ssl.SSLError, ConnectionError, ConnectionLost) as error:
            if required:
                raise Unreachable(f"{self.relay}: TLS failed: {error}") from error
            # Encryption was a bonus here (RFC 7435), and a failed handshake leaves no usable line.
            self._drop()
            await self._greet()
            return
        self.offered = await self._introduce()
