"""The wire of an SMTP or LMTP client: bytes out, replies in, each wait with its limit."""

import asyncio
import re
from collections.abc import Generator
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, cast

T = TypeVar("T")

# Seconds, RFC 5321 4.5.3.2.
GREETING_LIMIT = 300.0
COMMAND_LIMIT = 300.0
DATA_LIMIT = 120.0
CONTENT_LIMIT = 600.0

_MAX_REPLY = 64 * 1024
_MAX_LINES = 500
_SHORT = 1024
_REPLY_LINE = re.compile(rb"([2-5]\d\d)(?:[ -]([^\n]*))?")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?= |$)")


class Reply(NamedTuple):
    """A server's answer: its code and its lines of text."""

    code: int
    text: str

    @property
    def status(self) -> str:
        """The enhanced status at its beginning (RFC 2034), else what the code alone says."""
        found = _STATUS.match(self.text)
        return found[0] if found else f"{self.code // 100}.0.0"


@lru_cache(512)  # servers say the same few sentences, and this is the hot path
def _part(line: bytes) -> Reply | None:
    found = _REPLY_LINE.fullmatch(line.rstrip(b"\r"))
    return Reply(int(found[1]), (found[2] or b"").decode("utf-8", "replace")) if found else None


@lru_cache(64)
def _parts(lines: bytes) -> tuple[Reply, ...] | None:
    """Whole replies of one line each; None where there is anything else."""
    parts = [None if line[3:4] == b"-" else _part(line) for line in lines.split(b"\n")[:-1]]
    replies = tuple(part for part in parts if part is not None)
    return replies if len(replies) == len(parts) else None


class ConnectionLost(Exception):
    """The connection is gone; `replies` came before that, of those waited for."""

    def __init__(self, reason: str, replies: list[Reply]) -> None:
        super().__init__(reason)
        self.replies = replies


class Turn(NamedTuple):
    """What we say, how many replies we wait for, and after how many seconds of silence no more."""

    words: bytes
    replies: int
    limit: float


# Yields its turns and is sent the replies to each; ConnectionLost is raised where it yielded.
Conversation = Generator[Turn, list[Reply], T]


def asking(words: bytes, limit: float = COMMAND_LIMIT) -> Conversation[Reply]:
    """One command and its reply."""
    (reply,) = yield Turn(words, 1, limit)
    return reply


class Dialogue(asyncio.Protocol):
    """Holds one conversation at a time: says each turn as soon as the last one is answered.

    A conversation is a generator and runs inside `data_received`, so that a turn costs no task and
    no future; on the way to ten thousand mailboxes that is a tenth of the time.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._unread = b""
        self._text: list[str] = []
        self._replies: list[Reply] = []
        self._wanted = 0
        self._conversation: Conversation[Any] | None = None
        self._end_of_it: asyncio.Future[Any] | None = None
        self._lost: str | None = None
        self._limit = self._armed = 0.0
        self._watch: asyncio.TimerHandle | None = None
        self._progress = self._seen = 0
        self._unsent = 0
        self.transport: asyncio.Transport | None = None

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if self._unread or self._text or not self._read_at_once(data):
            self._read_by_lines(data)
        self._progress += 1
        if len(self._replies) >= self._wanted:
            self._go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(f"connection lost: {exc}" if exc else "connection closed by the server")

    # What the client calls

    @property
    def spoke_out_of_turn(self) -> bool:
        """Whether the server said something that nobody had asked for (a 421 when idle, say)."""
        return bool(self._replies or self._unread)

    async def hold(self, conversation: Conversation[T]) -> T:
        """Lead a conversation to its end; what it returns, or raises."""
        self._conversation, self._wanted = conversation, 0
        self._end_of_it = self._loop.create_future()
        try:
            self._go_on()
            return cast(T, await self._end_of_it)
        finally:
            self._conversation = None
            conversation.close()

    async def encrypt(self, context: object, host: str) -> None:
        """Go on under TLS; what the server said ahead of it in clear is forgotten with the line."""
        if self._unread or self._replies:
            self.abort("the server spoke between STARTTLS and TLS")
            raise ConnectionLost("the server spoke between STARTTLS and TLS", [])
        assert self.transport is not None
        encrypted = await self._loop.start_tls(
            self.transport,
            self,
            context,  # type: ignore[arg-type]
            server_hostname=host,
            ssl_handshake_timeout=COMMAND_LIMIT,
        )
        if encrypted is None:
            raise ConnectionLost("connection lost in the TLS handshake", [])
        self.transport = encrypted

    @property
    def is_lost(self) -> bool:
        return self._lost is not None or self.transport is None or self.transport.is_closing()

    def abort(self, reason: str) -> None:
        """Drop the connection; the conversation learns the reason."""
        if self.transport is not None:
            self.transport.abort()
        self._end(reason)

    # Inside

    def _read_at_once(self, data: bytes) -> bool:
        """Read the answer to a mail and to the commands behind it; whether it was as short as that.

        Each mail is answered in words of its own, the commands always in the same.
        """
        if len(data) > _SHORT or data[-1:] != b"\n":
            return False
        first, _, rest = data.partition(b"\n")
        reply, others = _part(first), _parts(rest)
        if reply is None or others is None or first[3:4] == b"-":
            return False
        self._replies.append(reply)
        self._replies += others
        return True

    def _read_by_lines(self, data: bytes) -> None:
        lines = (self._unread + data).split(b"\n")
        self._unread = lines.pop()
        for line in lines:
            part = _part(line)
            if part is None or self._text or line[3:4] == b"-":
                self._read(line, part)
            else:
                self._replies.append(part)
        if len(self._unread) > _MAX_REPLY:
            self.abort("reply without an end")

    def _read(self, line: bytes, part: Reply | None) -> None:
        """A line of a longer reply, or none of a reply at all."""
        if part is None:
            self.abort(f"no SMTP reply: {line[:80]!r}")
        elif line[3:4] == b"-":
            self._text.append(part.text)
            if len(self._text) > _MAX_LINES:
                self.abort("reply without an end")
        else:
            self._replies.append(Reply(part.code, "\n".join([*self._text, part.text])))
            self._text.clear()

    def _go_on(self) -> None:
        """Lead the conversation on until it has to wait, or is over."""
        conversation, end = self._conversation, self._end_of_it
        if conversation is None or end is None:
            return
        self._conversation = None  # while it speaks, nobody else leads it on
        try:
            while self._say(self._tell(conversation)):
                pass
        except StopIteration as over:
            if not end.done():
                end.set_result(over.value)
        except Exception as error:
            if not end.done():
                end.set_exception(error)
        else:
            self._conversation = conversation

    def _tell(self, conversation: Conversation[Any]) -> Turn:
        """Its next turn, once it knows the replies it waits for, or that no more will come."""
        came = self._replies[: self._wanted]
        del self._replies[: self._wanted]
        if len(came) < self._wanted:
            return conversation.throw(ConnectionLost(self._lost or "connection lost", came))
        return conversation.send(came or None)  # type: ignore[arg-type]  # None begins it

    def _say(self, turn: Turn) -> bool:
        """Say a turn; whether there is nothing to wait for."""
        self._wanted = turn.replies
        if turn.words and self.transport is not None and self._lost is None:
            self.transport.write(turn.words)
        if len(self._replies) >= turn.replies or self._lost is not None:
            return True
        self._limit = turn.limit
        self._progress += 1
        if self._watch is None or turn.limit < self._armed:
            self._arm()
        return False

    def _end(self, reason: str) -> None:
        if self._lost is None:
            self._lost = reason
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        self._go_on()

    def _arm(self) -> None:
        """Look again after the limit: one timer, not one a reply, so a silence lasts up to two."""
        if self._watch is not None:
            self._watch.cancel()
        self._armed = self._limit
        self._watch = self._loop.call_later(self._limit, self._look)

    def _look(self) -> None:
        self._watch = None
        if self._conversation is None:
            return
        before, self._unsent = self._unsent, self._still_unsent()
        # A big mail on a slow line is no silence either.
        if self._progress != self._seen or self._unsent < before:
            self._seen = self._progress
            self._arm()
        else:
            self.abort("the server did not answer in time")

    def _still_unsent(self) -> int:
        return self.transport.get_write_buffer_size() if self.transport else 0
