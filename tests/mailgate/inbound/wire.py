"""A client that says exactly the bytes that it is told to, and a mail door to say them to."""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvloop

from forum.addresses import EmailAddress, OurAddress, Part, parse_local_part
from forum.archive.message import Door
from forum.endpoints import Tcp, Unix
from mailgate.inbound.envelope import Accept, Envelope, Refuse, Refused
from mailgate.inbound.limits import Allowance, Disk, Limits
from mailgate.inbound.listening import open_doors
from mailgate.inbound.reception import Reception

DOMAIN = "forum.example.jp"
HELLO = {Door.SMTP: b"EHLO", Door.LMTP: b"LHLO"}


class Wire:
    """One connection; replies come as lists of whole lines without their line ends."""

    def __init__(self, address: Any, source: str | None = None) -> None:
        family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
        self.socket = socket.socket(family)
        if source:
            self.socket.bind((source, 0))
        self.socket.settimeout(20)
        self.socket.connect(address)
        self.unread = b""

    def send(self, octets: bytes) -> None:
        self.socket.sendall(octets)

    def reply(self) -> list[str]:
        """The next reply; [] where the other side hung up."""
        lines: list[str] = []
        while not lines or lines[-1][3:4] == "-":
            line = self._line()
            if not line:
                return lines
            lines.append(line.rstrip(b"\r\n").decode())
        return lines

    def ask(self, octets: bytes) -> str:
        """The last line of the reply to one command."""
        self.send(octets + b"\r\n")
        return (self.reply() or [""])[-1]

    def everything(self) -> list[str]:
        """All further lines until the other side hangs up."""
        lines = []
        while line := self._line():
            lines.append(line.rstrip(b"\r\n").decode())
        return lines

    def hello(self, door: Door = Door.SMTP) -> list[str]:
        self.reply()
        self.send(HELLO[door] + b" client.example\r\n")
        return self.reply()

    def start_tls(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        self.socket = context.wrap_socket(self.socket)

    def close(self) -> None:
        self.socket.close()

    def _line(self) -> bytes:
        while b"\n" not in self.unread:
            try:
                more = self.socket.recv(1 << 16)
            except ConnectionResetError:
                more = b""
            if not more:
                line, self.unread = self.unread, b""
                return line
            self.unread += more
        line, _, self.unread = self.unread.partition(b"\n")
        return line + b"\n"


@dataclass
class Basket:
    """A spool in memory; `trouble` is raised instead of keeping."""

    kept: list[Envelope] = field(default_factory=list)
    noted: list[Refused] = field(default_factory=list)
    trouble: Exception | None = None
    hold: asyncio.Event | None = None

    async def keep(self, envelope: Envelope) -> None:
        if self.hold is not None:
            await self.hold.wait()
        if self.trouble is not None:
            raise self.trouble
        self.kept.append(envelope)

    def note(self, refused: Refused) -> None:
        self.noted.append(refused)


@dataclass
class OpenGate:
    """Takes mail for the boards `list` and `kouen` and whatever belongs to them."""

    boards: tuple[str, ...] = ("list", "kouen")
    on_recipient: Callable[[EmailAddress], None] = lambda address: None
    on_message: Callable[[Accept], Refuse | None] = lambda recipient: None

    async def recipient(self, address: EmailAddress, sender: str) -> Accept | Refuse:
        self.on_recipient(address)
        if address.domain not in (DOMAIN, ""):
            return Refuse(550, "5.7.1 We do not relay")
        ours = parse_local_part(address.local) or OurAddress(Part.POST, "")
        if ours.slug is not None and ours.slug not in self.boards:
            return Refuse(550, "5.1.1 No such list")
        return Accept(str(address), ours, 1 if ours.slug else None)

    async def message(self, envelope: Envelope) -> list[Refuse | None]:
        return [self.on_message(recipient) for recipient in envelope.recipients]


@dataclass
class House:
    """A mail door that is open, its parts and its addresses."""

    reception: Reception
    spool: Basket
    gate: OpenGate
    addresses: dict[Door, Any]
    loop: asyncio.AbstractEventLoop
    stop: Callable[[], None]

    def call(self, door: Door = Door.SMTP, source: str | None = None) -> Wire:
        return Wire(self.addresses[door], source)

    def greeted(self, door: Door = Door.SMTP) -> Wire:
        wire = self.call(door)
        wire.hello(door)
        return wire

    def ready_for_data(self, door: Door = Door.SMTP, *lists: str) -> Wire:
        wire = self.greeted(door)
        wire.ask(b"MAIL FROM:<a@x.example>")
        for name in lists or ("list",):
            wire.ask(f"RCPT TO:<{name}@{DOMAIN}>".encode())
        assert wire.ask(b"DATA").startswith("354")
        return wire


@contextlib.contextmanager
def open_house(
    folder: Path,
    *,
    gate: Any = None,
    spool: Any = None,
    max_bytes: int = 1 << 20,
    trusted: tuple[str, ...] = ("127.0.0.0/8",),
    tls: ssl.SSLContext | None = None,
    least_free_bytes: int = 0,
    lmtp_socket: bool = False,
    **allowance: Any,
) -> Iterator[House]:
    """Both doors on loopback, in a loop of their own; a spool that needs one is made there by `spool`."""
    allowed = Allowance(least_free_bytes=least_free_bytes, **allowance)
    gate, spool = gate or OpenGate(), spool or Basket()
    opened: dict[str, Any] = {}
    ready, loop = threading.Event(), uvloop.new_event_loop()

    async def serve() -> None:
        leaving = opened["leaving"] = asyncio.Event()
        reception = opened["reception"] = Reception(
            gate=gate,
            spool=opened.setdefault("spool", spool() if callable(spool) else spool),
            limits=Limits(allowed, trusted),
            disk=Disk(folder, allowed.least_free_bytes),
            hostname="mail.example.jp",
            max_bytes=max_bytes,
            allowance=allowed,
            tls=tls,
        )
        lmtp = Unix(folder / "lmtp") if lmtp_socket else Tcp("127.0.0.1", 0)
        async with open_doors(reception, Tcp("127.0.0.1", 0), lmtp) as servers:
            opened["addresses"] = [server.sockets[0].getsockname() for server in servers]
            ready.set()
            await leaving.wait()
        if callable(spool):
            await opened["spool"].close()

    def stop() -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(opened["leaving"].set)

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert ready.wait(20)
    addresses = dict(zip((Door.SMTP, Door.LMTP), opened["addresses"], strict=True))
    try:
        yield House(opened["reception"], opened["spool"], gate, addresses, loop, stop)
    finally:
        stop()
        thread.join(30)
        assert not thread.is_alive()
