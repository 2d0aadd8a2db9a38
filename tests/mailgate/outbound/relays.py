"""Relays for tests: aiosmtpd with answers of our choice, and one that follows a script."""

import asyncio
import ssl
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
from aiosmtpd.smtp import Envelope as Received

from forum.endpoints import LmtpRelay, SmtpRelay, Tcp
from mailgate.outbound.content import Content
from mailgate.outbound.envelope import Envelope

MAIL = b"Subject: hello\r\nFrom: a@example.jp\r\n\r\nfirst line\r\n.\r\n..two\r\nlast line\r\n"


def an_envelope(recipient: str = "aoi@example.jp", content: bytes = MAIL, **other: Any) -> Envelope:
    told: dict[str, Any] = {"sender": b"board-bounces+1@lists.example", "head": b"X-Copy: 1\r\n"}
    return Envelope(recipient=recipient.encode(), content=Content(content), **{**told, **other})


@dataclass
class Relay:
    """What a relay answers to whom, and what came in."""

    pipelining: bool = True
    eight_bit: bool = True
    refuse_mail: dict[str, str] = field(default_factory=dict)  # by sender
    refuse_rcpt: dict[str, str] = field(default_factory=dict)
    answer_data: dict[str, str] = field(default_factory=dict)
    drop_after: dict[str, bool] = field(default_factory=dict)  # True: the mail is taken before
    received: list[Received] = field(default_factory=list)
    sessions: int = 0
    encrypted: list[bool] = field(default_factory=list)
    shares: Counter[Any] = field(default_factory=Counter)  # mails by session

    @property
    def recipients(self) -> list[str]:
        return [recipient for mail in self.received for recipient in mail.rcpt_tos]

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.sessions += 1
        if not self.eight_bit:
            responses.remove("250-8BITMIME")
        return [*responses[:-1], *["250-PIPELINING"] * self.pipelining, responses[-1]]

    async def handle_LHLO(self, *told: Any) -> list[str]:
        return await self.handle_EHLO(*told)

    async def handle_MAIL(
        self, server: SMTP, session: Any, envelope: Received, address: str, options: list[str]
    ) -> str:
        if address in self.refuse_mail:
            return self.refuse_mail[address]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Received, address: str, options: list[str]
    ) -> str:
        if address in self.refuse_rcpt:
            return self.refuse_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Received) -> str:
        (recipient,) = envelope.rcpt_tos
        if recipient in self.drop_after:
            if self.drop_after[recipient]:
                self.received.append(envelope)
            server.transport.abort()
            return "250 nobody hears this"
        answer = self.answer_data.get(recipient, "250 2.0.0 queued")
        if answer.startswith("2"):
            self.received.append(envelope)
            self.encrypted.append(session.ssl is not None)
            self.shares[session.peer] += 1
        return answer

    @asynccontextmanager
    async def running(
        self,
        kind: type[SMTP] = SMTP,
        tls: ssl.SSLContext | None = None,
        port: int = 0,
        **options: Any,
    ) -> AsyncIterator[SmtpRelay | LmtpRelay]:
        def door() -> SMTP:
            return kind(self, hostname="relay.example", tls_context=tls, **options)

        loop = asyncio.get_running_loop()
        server = await loop.create_server(door, "127.0.0.1", port)
        endpoint = Tcp("127.0.0.1", server.sockets[0].getsockname()[1])
        try:
            yield LmtpRelay(endpoint) if kind is LMTP else SmtpRelay(endpoint)
        finally:
            server.close()


Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]


@asynccontextmanager
async def scripted(script: Script) -> AsyncIterator[SmtpRelay]:
    """A server that does what `script` says with each connection."""

    async def follow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await script(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(follow, "127.0.0.1", 0)
    try:
        yield SmtpRelay(Tcp("127.0.0.1", server.sockets[0].getsockname()[1]))
    finally:
        server.close()


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that only those who are shown it trust, and its key."""
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        + ["-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    return certificate, key
