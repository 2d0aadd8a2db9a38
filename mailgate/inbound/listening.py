"""Both doors in one asyncio process: opened on TCP or a unix socket, closed without losing a mail."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

from forum.endpoints import Endpoint, Tcp
from mailgate.inbound.reception import Reception
from mailgate.inbound.server import Dialogue, LmtpDialogue, SmtpDialogue

GRACE_S = 8


def tls_context(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """What STARTTLS speaks with; OSError where the files cannot be used."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


@contextlib.asynccontextmanager
async def open_doors(
    reception: Reception, smtp: Endpoint | None, lmtp: Endpoint | None, grace_s: float = GRACE_S
) -> AsyncIterator[list[asyncio.Server]]:
    """Serves while the block runs; then takes no new guest, and no reply is broken off."""
    doors: tuple[tuple[Endpoint | None, type[Dialogue]], ...]
    doors = ((smtp, SmtpDialogue), (lmtp, LmtpDialogue))
    servers = []
    try:
        for listen, dialogue in doors:
            if listen is not None:
                servers.append(await _open(listen, dialogue, reception))
        yield servers
    finally:
        await _close(servers, reception, grace_s)


async def _open(listen: Endpoint, dialogue: type[Dialogue], reception: Reception) -> asyncio.Server:
    loop = asyncio.get_running_loop()
    if isinstance(listen, Tcp):
        return await loop.create_server(
            lambda: dialogue(reception), listen.host, listen.port, backlog=512
        )
    _remove_stale_socket(listen.path)
    server = await loop.create_unix_server(lambda: dialogue(reception), listen.path, backlog=512)
    # The MTA in front runs as another user; the folder decides who may come near.
    listen.path.chmod(0o666)
    return server


def _remove_stale_socket(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError), socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()


async def _close(servers: list[asyncio.Server], reception: Reception, grace_s: float) -> None:
    reception.closing = True
    for server in servers:
        server.close()
    for guest in list(reception.guests):
        guest.close_soon()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(grace_s):
            await reception.all_gone()
