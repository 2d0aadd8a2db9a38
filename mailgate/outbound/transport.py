"""The SMTP and LMTP client: one transaction a recipient, pipelined over a connection that stays.

Where the server offers PIPELINING (RFC 2920) the end of one mail and the commands of the next go
out in one write, so that a copy costs one round trip; elsewhere it is one command at a time.
"""

import asyncio
import ssl
from collections.abc import Iterable
from functools import lru_cache
from types import TracebackType
from typing import NamedTuple, Self

from forum.endpoints import LmtpRelay, SmtpRelay, Tcp, Unix
from mailgate.outbound.dialogue import (
    COMMAND_LIMIT,
    CONTENT_LIMIT,
    DATA_LIMIT,
    GREETING_LIMIT,
    ConnectionLost,
    Dialogue,
    Reply,
)
from mailgate.outbound.encryption import encryption
from mailgate.outbound.envelope import (
    NEEDS_SMTPUTF8,
    NOT_TRIED,
    TOO_BIG,
    UNKNOWN,
    Envelope,
    Outcome,
    address_fault,
    with_ascii_domain,
)

_CLOSING = 421
# Postfix answers ever more slowly after ten errors without a mail between them, and a refused
# recipient is two (RCPT and the DATA behind it): a new connection costs less.
_MOST_REFUSALS = 4
_QUIT_LIMIT = 5.0
_RSET = b"RSET\r\n"
_NO_CONTENT = b".\r\n"


class Unreachable(ConnectionError):
    """The relay takes no mail now: nobody answers, it refuses us, or TLS is not to be had."""


class Offered(NamedTuple):
    """What the server said it can do."""

    pipelining: bool = False
    eight_bit: bool = False
    smtputf8: bool = False
    starttls: bool = False
    size: int | None = None  # None where it names no limit
    says_size: bool = False

    @classmethod
    def read(cls, reply: Reply) -> "Offered":
        words = {}
        for line in reply.text.upper().split("\n")[1:]:
            word, _, argument = line.partition(" ")
            words[word] = argument.strip()
        limit = words.get("SIZE", "")
        return cls(
            "PIPELINING" in words,
            "8BITMIME" in words,
            "SMTPUTF8" in words,
            "STARTTLS" in words,
            int(limit) if limit.isascii() and limit.isdigit() and int(limit) > 0 else None,
            "SIZE" in words,
        )


class _Ahead(NamedTuple):
    """What goes out before the next commands: a mail whose DATA was accepted, or a tidying up."""

    data: bytes = b""
    whose: int | None = None  # the place of its envelope


class Connection:
    """One connection to `relay`, to be used by one sender at a time and for batch after batch.

    `async with Connection(relay, hostname) as connection` raises Unreachable where no session
    comes about.
    """

    def __init__(self, relay: SmtpRelay | LmtpRelay, hostname: str) -> None:
        self.relay = relay
        self._lmtp = isinstance(relay, LmtpRelay)
        self._hostname = hostname
        self._line: Dialogue | None = None
        self.offered = Offered()
        self.encrypted = False
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

    async def close(self) -> None:
        """Say goodbye and hang up; a goodbye that nobody answers is no failure."""
        if self._line is not None and not self._line.is_lost:
            try:
                self._line.write(b"QUIT\r\n")
                await self._line.replies(1, _QUIT_LIMIT)
            except ConnectionLost:
                pass
        self._drop()

    async def send(self, envelopes: Iterable[Envelope]) -> list[Outcome]:
        """Send every envelope and say of each what became of it, in their order.

        Never raises for the server's sake: once the connection is lost, the mail that was on its
        way is UNKNOWN and the rest NOT_TRIED.
        """
        outcomes: list[Outcome] = []
        if self._line is not None and self._line.spoke_out_of_turn:
            self._line.abort("the server spoke out of turn")
        if self.offered.pipelining:
            await self._send_pipelined(envelopes, outcomes)
        else:
            await self._send_by_steps(envelopes, outcomes)
        return outcomes

    # Opening

    async def _greet(self) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(GREETING_LIMIT):
            match self.relay.endpoint:
                case Tcp(host, port):
                    _, self._line = await loop.create_connection(Dialogue, host, port)
                case Unix(path):
                    _, self._line = await loop.create_unix_connection(Dialogue, str(path))
        (greeting,) = await self._line.replies(1, GREETING_LIMIT)
        if greeting.code != 220:
            raise Unreachable(f"{self.relay} greets with {greeting.code} {greeting.text}")
        self.offered = await self._introduce()

    async def _introduce(self) -> Offered:
        reply = await self._ask(b"LHLO" if self._lmtp else b"EHLO", self._hostname.encode())
        if reply.code == 250:
            return Offered.read(reply)
        if not self._lmtp and 500 <= reply.code < 600:
            reply = await self._ask(b"HELO", self._hostname.encode())
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
            reply = await self._ask(b"STARTTLS")
            if reply.code != 220:
                if required:
                    raise Unreachable(f"{self.relay} answers STARTTLS with {reply.code}")
                return
            host = endpoint.host if isinstance(endpoint, Tcp) else "localhost"
            await self._open_line.encrypt(encryption(self.relay), host)
            self.encrypted = True
        except (ssl.SSLError, ConnectionError, ConnectionLost) as error:
            if required:
                raise Unreachable(f"{self.relay}: TLS failed: {error}") from error
            # Encryption was a bonus here (RFC 7435), and a failed handshake leaves no usable line.
            self._drop()
            await self._greet()
            return
        self.offered = await self._introduce()

    async def _ask(self, *words: bytes) -> Reply:
        self._open_line.write(b" ".join(words) + b"\r\n")
        (reply,) = await self._open_line.replies(1, COMMAND_LIMIT)
        return reply

    @property
    def _open_line(self) -> Dialogue:
        if self._line is None:
            raise ConnectionLost("not connected", [])
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.abort("closed by us")
        self._line = None

    # Sending

    async def _send_pipelined(self, envelopes: Iterable[Envelope], outcomes: list[Outcome]) -> None:
        ahead = _Ahead()
        for envelope in envelopes:
            refusal = self._refusal(envelope)
            outcomes.append(refusal or NOT_TRIED)
            if refusal is not None or not self.is_open:
                continue
            group = ahead.data + self._commands(envelope) + b"DATA\r\n"
            replies = await self._exchange(ahead, group, 3, outcomes)
            if replies is None:
                ahead = _Ahead()
                continue
            mail, rcpt, data = replies
            if data.code == 354 and mail.code // 100 == rcpt.code // 100 == 2:
                ahead = _Ahead(self._content(envelope), len(outcomes) - 1)
                continue
            outcomes[-1], ahead = self._judge(mail, rcpt, data)
            if self._refusals >= _MOST_REFUSALS:
                ahead = _Ahead()
                await self.close()
        if ahead.data and self.is_open:
            await self._exchange(ahead, ahead.data, 0, outcomes)

    async def _exchange(
        self, ahead: _Ahead, group: bytes, commands: int, outcomes: list[Outcome]
    ) -> list[Reply] | None:
        """Write a group; the replies to its commands, or None where the connection is lost."""
        line = self._open_line
        line.write(group)
        try:
            if not ahead.data:
                return _unless_closing(line, await line.replies(commands, COMMAND_LIMIT))
            first, *replies = await line.replies(commands + 1, CONTENT_LIMIT)
        except ConnectionLost as lost:
            if ahead.whose is not None:
                outcomes[ahead.whose] = _outcome(lost.replies[0]) if lost.replies else UNKNOWN
            return None
        if ahead.whose is not None:
            outcomes[ahead.whose] = _outcome(first)
            self._refusals = 0
        return _unless_closing(line, replies)

    def _judge(self, mail: Reply, rcpt: Reply, data: Reply) -> tuple[Outcome, _Ahead]:
        """What a refusal comes to, and what has to be written next because of it."""
        self._refusals += 1
        refusal = data
        if mail.code // 100 != 2:
            refusal = mail
        elif rcpt.code // 100 != 2:
            refusal = rcpt
        if data.code == 354 and self._lmtp:
            # RFC 2033 4.2 gives no reply to content for nobody, so nothing could be told apart.
            self._open_line.abort("DATA accepted for nobody")
            return _refused(refusal), _Ahead()
        # RFC 2920 3.1: content that is awaited for nobody is ended at once.
        return _refused(refusal), _Ahead(_NO_CONTENT if data.code == 354 else _RSET)

    async def _send_by_steps(self, envelopes: Iterable[Envelope], outcomes: list[Outcome]) -> None:
        for envelope in envelopes:
            refusal = self._refusal(envelope)
            if refusal or not self.is_open:
                outcomes.append(refusal or NOT_TRIED)
                continue
            outcomes.append(await self._transaction(envelope))

    async def _transaction(self, envelope: Envelope) -> Outcome:
        line = self._open_line
        sent = False
        try:
            if reply := await self._refused_at(envelope):
                if reply.code == _CLOSING:
                    line.abort("the server is closing")
                    return NOT_TRIED
                self._refusals += 1
                if self._refusals >= _MOST_REFUSALS:
                    await self.close()
                else:
                    await self._ask(b"RSET")
                return _refused(reply)
            sent = True
            self._refusals = 0
            line.write(self._content(envelope))
            (reply,) = await line.replies(1, CONTENT_LIMIT)
        except ConnectionLost:
            return UNKNOWN if sent else NOT_TRIED
        if reply.code == _CLOSING:
            line.abort("the server is closing")
        return _outcome(reply)

    async def _refused_at(self, envelope: Envelope) -> Reply | None:
        """Say MAIL, RCPT and DATA one after another; the reply that refuses, or None at 354."""
        for command in self._commands(envelope).splitlines(keepends=True):
            self._open_line.write(command)
            (reply,) = await self._open_line.replies(1, COMMAND_LIMIT)
            if not 200 <= reply.code < 300:
                return reply
        self._open_line.write(b"DATA\r\n")
        (reply,) = await self._open_line.replies(1, DATA_LIMIT)
        return None if reply.code == 354 else reply

    def _refusal(self, envelope: Envelope) -> Outcome | None:
        """What we know the relay can't take, without asking it."""
        if fault := address_fault(envelope):
            return fault
        size = self.offered.size
        if size is not None and len(envelope.head) + len(envelope.content.data) > size:
            return TOO_BIG
        if self.offered.smtputf8 or all(map(bytes.isascii, envelope[:3])):
            return None
        said = (with_ascii_domain(envelope.sender), with_ascii_domain(envelope.recipient))
        return None if all(map(bytes.isascii, (*said, envelope.head))) else NEEDS_SMTPUTF8

    def _commands(self, envelope: Envelope) -> bytes:
        """MAIL and RCPT, with the parameters that the server knows and this mail needs."""
        offered, content = self.offered, envelope.content
        sender, recipient = envelope.sender, envelope.recipient
        parameters = b""
        if offered.says_size:
            parameters = b" SIZE=%d" % (len(envelope.head) + len(content.data))
        if offered.eight_bit and not content.is_seven_bit:
            parameters += b" BODY=8BITMIME"
        if not all(map(bytes.isascii, envelope[:3])):
            if offered.smtputf8:
                parameters += b" SMTPUTF8"
            else:
                sender, recipient = with_ascii_domain(sender), with_ascii_domain(recipient)
        return b"MAIL FROM:<%b>%b\r\nRCPT TO:<%b>\r\n" % (sender, parameters, recipient)

    def _content(self, envelope: Envelope) -> bytes:
        content, head = envelope.content, envelope.head
        wire = content.wire if self.offered.eight_bit else content.seven_bit_wire
        if head.startswith(b".") or b"\r\n." in head:
            head = head.replace(b"\r\n.", b"\r\n..")
            head = b"." + head if head.startswith(b".") else head
        return head + wire


@lru_cache(512)
def _outcome(reply: Reply) -> Outcome:
    if reply.code // 100 in (2, 4, 5):
        return Outcome(reply.code, reply.status, reply.text.replace("\n", " ")[:500])
    return UNKNOWN


def _unless_closing(line: Dialogue, replies: list[Reply]) -> list[Reply] | None:
    if _CLOSING not in [reply.code for reply in replies]:
        return replies
    line.abort("the server is closing")
    return None


def _refused(reply: Reply) -> Outcome:
    """The refusal in `reply`; a code out of place refuses too, for a while."""
    if reply.code // 100 in (4, 5):
        return _outcome(reply)
    return Outcome(451, "4.5.0", f"unexpected {reply.code} {reply.text}"[:500])
