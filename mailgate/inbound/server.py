"""The dialogue of the mail door: aiosmtpd's SMTP and LMTP, made fast, truthful and fail-safe."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Session

from forum.archive.message import Door
from mailgate.inbound import replies
from mailgate.inbound.data import Endless, Intake
from mailgate.inbound.envelope import Envelope, Refuse
from mailgate.inbound.reception import Reception
from mailgate.inbound.transaction import Transaction

log = logging.getLogger("kakehashi.receive")

# An HTTP client is talking to the wrong party; so is whoever begins a line with "Subject:".
FOREIGN_COMMANDS = frozenset({"CONNECT", "GET", "HEAD", "OPTIONS", "POST", "PUT"})
UNKNOWN_COMMANDS = 10
LONGEST_COMMAND = 2048
ENDLESS_COMMAND = 1 << 16
PATIENCE_IN_DATA_S = 60.0  # a slow line may take so much longer over a mail than over a command


class _Commands(dict[str, Callable[[str | None], Awaitable[None]]]):
    """aiosmtpd's table of commands, with an answer of ours to what is not in it."""

    unknown: Callable[[str, str | None], Awaitable[None]]

    def get(self, name: str, default: object = None) -> Any:
        return super().get(name) or partial(self.unknown, name)


class _OneSize(dict[str, int]):
    """One size for every command; aiosmtpd's own table is shared by all connections and grows."""

    def __missing__(self, command: str) -> int:
        return LONGEST_COMMAND


class Dialogue(SMTP):
    """What SMTP and LMTP have in common: everything but the greeting."""

    door: Door
    ident: str
    session: Session
    command_size_limit = LONGEST_COMMAND
    command_size_limits = _OneSize()
    line_length_limit = 2 * LONGEST_COMMAND

    def __init__(self, reception: Reception) -> None:
        self.reception = reception
        self.peer: str | None = None
        self.helo: str | None = None
        self.exempt = False
        self._entered = False
        self._in_data = False
        self._data_refused = False
        self._unknown_left = UNKNOWN_COMMANDS
        self._unbroken = 0
        self._patient_until = self._heard_at = 0.0
        self._outgoing = bytearray()
        super().__init__(
            None,
            data_size_limit=reception.max_bytes,
            enable_SMTPUTF8=True,
            hostname=reception.hostname,
            ident=self.ident,
            tls_context=reception.tls,
            timeout=reception.allowance.timeout_s,
            command_call_limit=reception.allowance.commands,
            loop=asyncio.get_running_loop(),
        )
        commands = _Commands(self._smtp_methods)
        commands.unknown = self._unknown
        self._smtp_methods = commands

    # The connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peername = transport.get_extra_info("peername")
        self.peer = peername[0] if isinstance(peername, tuple) else None
        self.exempt = self.reception.limits.trusts(self.peer)
        self._enforce_call_limit = not self.exempt
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.reception.see_off(self)
        if self._entered:
            self._entered = False
            self.reception.limits.leave(self.peer)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if not self._in_data:
            self._cut_off_endless_command(data)

    def eof_received(self) -> bool | None:
        # aiosmtpd would drop a half-closed client here, and with it what it has already sent.
        return super(SMTP, self).eof_received()

    def close_soon(self) -> None:
        """Ends the dialogue now, or behind the reply to the mail that is being taken."""
        if not self._in_data:
            self._say(replies.CLOSING)
            self._hang_up()

    @property
    def idle_s(self) -> float:
        """How long no command, and no good piece of a mail, has been brought to its end."""
        since = self.loop.time() - self._heard_at
        return since - PATIENCE_IN_DATA_S if self._in_data else since

    def give_way(self) -> None:
        """Leaves its place to somebody else, now that there are too few."""
        self.reception.limits.leave(self.peer)
        self._entered = False
        self._say(replies.TIMED_OUT)
        self._hang_up()

    async def _handle_client(self) -> None:
        refusal = self.reception.admit(self.peer)
        if refusal is not None:
            self._say(refusal.reply)
            self._hang_up()
            return
        self._entered = True
        self.reception.welcome(self)
        if self.reception.closing:
            self.close_soon()
        await super()._handle_client()

    def _cut_off_endless_command(self, data: bytes) -> None:
        self._unbroken = 0 if b"\n" in data else self._unbroken + len(data)
        if self._unbroken > ENDLESS_COMMAND:
            self._say("500 5.5.2 Command line too long")
            self._hang_up()

    def _reset_timeout(self, duration: float | None = None) -> None:
        # A new timer for each command costs as much as the command, so one timer looks again.
        self._heard_at = self.loop.time()
        self._patient_until = self._heard_at + (duration or self._timeout_duration)
        if self._timeout_handle is None:
            self._timeout_cb()

    def _timeout_cb(self) -> None:
        if self.loop.time() < self._patient_until:
            self._timeout_handle = self.loop.call_at(self._patient_until, self._timeout_cb)
        else:
            self._say(replies.TIMED_OUT)
            self._hang_up()

    def _hang_up(self) -> None:
        # The task ends where it next waits, so nothing may be left that it need not wait for.
        self._waiting.clear()
        if self._handler_coroutine is not None:
            self._handler_coroutine.cancel()
        if self.transport is not None:
            self.transport.close()

    async def _hang_up_behind_their_input(self) -> None:
        """Closes with nothing unread, for a reset on the way would take our last reply with it."""
        swallowed = 0
        try:
            async with asyncio.timeout(5):
                while swallowed < self.reception.max_bytes:
                    chunk = await self._reader.read(1 << 16)
                    swallowed += len(chunk)
                    if not chunk:
                        break
        except TimeoutError:
            pass
        self._hang_up()

    @property
    def _waiting(self) -> bytearray:
        """What the client has sent and we have not read."""
        return self._reader._buffer  # type: ignore[attr-defined]

    # Replies

    async def push(self, status: str | bytes) -> None:
        if isinstance(status, bytes):
            status = status.decode("utf-8", "replace")
        reply = replies.with_enhanced_code(status)
        self._outgoing += reply.encode() + b"\r\n"
        # A pipelining client gets the replies to one batch in one segment (RFC 2920 3.2).
        if not (reply.startswith("250 2.1.") and b"\n" in self._waiting):
            await self._say_all()

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._outgoing += line.encode() + b"\r\n"
        if self.transport is not None and not self.transport.is_closing():
            self._writer.write(bytes(self._outgoing))
        self._outgoing.clear()

    async def _say_all(self, *lines: str) -> None:
        self._say(*lines)
        await self._writer.drain()

    async def handle_exception(self, error: Exception) -> str:
        """An error of ours is 451 and a line in our log; its words stay there."""
        if isinstance(error, asyncio.IncompleteReadError):
            self._hang_up()
            return replies.CLOSING
        log.error("error in the dialogue with %s", self.peer, exc_info=error)
        return replies.OUR_ERROR

    # Commands

    def _set_post_data_state(self) -> None:
        self.transaction = Transaction(
            self.reception,
            Envelope(self.door, self.peer, self.helo),
            exempt=self.exempt,
            extended=self.session is not None and self.session.extended_smtp,
        )

    async def _greet(self, name: str | None) -> None:
        if not name:
            await self.push("501 A name is missing")
            return
        self._meet(name, extended=True)
        features = ["PIPELINING", f"SIZE {self.reception.max_bytes}", "8BITMIME", "SMTPUTF8"]
        if self.reception.tls and self.session.ssl is None:
            features.append("STARTTLS")
        lines = [self.hostname, *features, "ENHANCEDSTATUSCODES", "HELP"]
        await self._say_all(*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}")

    def _meet(self, name: str, *, extended: bool) -> None:
        name = "".join(c if c.isprintable() else "?" for c in name)[:255]
        self.session.host_name = self.helo = name
        self.session.extended_smtp = extended
        self._set_rset_state()

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not self.session.host_name:
            await self.push("503 5.5.1 Say hello first")
        else:
            await self.push(self.transaction.begin(arg))

    async def smtp_RCPT(self, arg: str | None) -> None:
        await self.push(await self.transaction.add_recipient(arg))
        most = self.reception.allowance.refused_recipients
        if self.transaction.refused > most and not self.exempt:
            self._say("421 4.7.0 Too many refused recipients")
            await self._hang_up_behind_their_input()

    async def smtp_DATA(self, arg: str | None) -> None:
        if trouble := self.transaction.no_data_now(arg):
            await self._refuse_data(trouble)
            return
        self._in_data = True
        try:
            last_replies = await self._take_mail()
        finally:
            self._in_data = False
            self._set_post_data_state()
        await self._say_all(*last_replies)
        if self.reception.closing:
            self.close_soon()

    async def _refuse_data(self, trouble: str) -> None:
        """Says no, and never takes for commands the mail of a client that did not wait for it."""
        self._data_refused = True
        await self.push(trouble)
        if self.transaction.refused and self._waiting:
            await self._hang_up_behind_their_input()

    async def _take_mail(self) -> list[str]:
        await self._say_all("354 End data with <CR><LF>.<CR><LF>")
        intake = Intake(self.reception.max_bytes, self.reception.memory, self._reset_timeout)
        try:
            mail = await intake.read(self._reader)
            self._reset_timeout()
            if not isinstance(mail, Refuse):
                return await self.transaction.keep(mail)
            reply = self.transaction.refuse(mail, self.transaction.envelope.sender)
            return self.transaction.for_all(reply)
        except Endless as endless:
            self._say(*self.transaction.for_all(endless.refusal.reply))
            self._hang_up()
            return []
        finally:
            intake.close()

    async def smtp_STARTTLS(self, arg: str | None) -> None:
        if arg:
            await self.push("501 STARTTLS takes no argument")
        elif self.reception.tls is None:
            await self.push("502 STARTTLS is not offered")
        elif self.session.ssl is not None:
            await self.push("503 TLS is already active")
        else:
            await self._start_tls(self.reception.tls)

    async def _start_tls(self, context: ssl.SSLContext) -> None:
        self._say("220 2.0.0 Ready to start TLS")
        # What came in the clear must not be obeyed inside TLS (CVE-2011-0411, RFC 3207 4.2).
        self._waiting.clear()
        try:
            secure = await self.loop.start_tls(
                self._writer.transport,
                self,
                context,
                server_side=True,
                ssl_handshake_timeout=30,
                ssl_shutdown_timeout=3,
            )
        except OSError as error:
            log.info("no TLS with %s: %s", self.peer, error)
            secure = None
        if secure is None:
            self._hang_up()
        else:
            self._speak_through(secure)

    def _speak_through(self, secure: asyncio.Transport) -> None:
        """Begins anew inside TLS: nothing that was said before counts."""
        self._waiting.clear()
        speakers: tuple[Any, ...] = (self, self._reader, self._writer)
        for speaker in speakers:
            speaker._transport = secure
        self.transport = secure
        self._over_ssl = True
        self.session.ssl = {"sslcontext": self.reception.tls}
        self.session.host_name = self.helo = None
        self._set_rset_state()

    async def smtp_RSET(self, arg: str | None) -> None:
        self._data_refused = False
        await super().smtp_RSET(arg or "")

    async def smtp_VRFY(self, arg: str | None) -> None:
        await self.push("252 2.5.0 Send some mail, and we shall see")

    async def smtp_AUTH(self, arg: str | None) -> None:
        await self.push("502 5.5.1 AUTH is not offered")

    async def smtp_BDAT(self, arg: str | None) -> None:
        self._data_refused = True
        await self.push("502 5.5.1 BDAT is not offered")

    async def _unknown(self, name: str, arg: str | None) -> None:
        self._unknown_left -= 1
        astray = self._data_refused or name.endswith(":") or name in FOREIGN_COMMANDS
        if astray or self._unknown_left <= 0:
            self._say("421 4.7.0 Too many unknown commands")
            await self._hang_up_behind_their_input()
        else:
            await self.push("500 5.5.2 Command not recognized")


class SmtpDialogue(Dialogue):
    """SMTP: one reply behind DATA speaks for all recipients."""

    door = Door.SMTP
    ident = "ESMTP Kakehashi"

    async def smtp_EHLO(self, hostname: str | None) -> None:
        await self._greet(hostname)

    async def smtp_HELO(self, hostname: str | None) -> None:
        if not hostname:
            await self.push("501 A name is missing")
        else:
            self._meet(hostname, extended=False)
            await self._say_all(f"250 {self.hostname}")


class LmtpDialogue(Dialogue, LMTP):
    """LMTP: behind DATA comes a reply for each accepted recipient (RFC 2033 4.2)."""

    door = Door.LMTP
    ident = "LMTP Kakehashi"

    async def smtp_LHLO(self, arg: str | None) -> None:
        await self._greet(arg)
