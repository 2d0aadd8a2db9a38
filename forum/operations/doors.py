"""Whether the doors can be opened, and whether they answer."""

import contextlib
import errno
import os
import socket
import time
from dataclasses import dataclass, field

from forum.endpoints import Endpoint, Tcp, Unix
from forum.operations.refused import Refused


@dataclass
class Door:
    """A place where the program answers, and how one can tell that it does."""

    name: str
    endpoint: Endpoint
    greeting: bytes
    ask: bytes = b""
    _answered: bool = field(default=False, init=False)

    def answers(self) -> bool:
        """Whether it has ever answered; a door that did is not asked again."""
        if not self._answered:
            with contextlib.suppress(OSError), _connected(self.endpoint) as line:
                line.sendall(self.ask)
                self._answered = line.recv(64).startswith(self.greeting)
        return self._answered

    def require_free(self, patience_s: float = 3.0) -> None:
        """Raise Refused with a sentence if another program stands in this door."""
        until = time.monotonic() + patience_s
        while reason := self._obstacle():
            if reason != errno.EADDRINUSE or time.monotonic() > until:
                raise Refused(
                    f"{self.name} can't listen on {self.endpoint}: {os.strerror(reason)}."
                )
            time.sleep(0.05)

    def _obstacle(self) -> int | None:
        try:
            if isinstance(self.endpoint, Unix):
                return self._unix_obstacle(self.endpoint)
            with _bound(self.endpoint):
                return None
        except socket.gaierror:
            return errno.EADDRNOTAVAIL
        except OSError as error:
            return error.errno or errno.EIO

    def _unix_obstacle(self, endpoint: Unix) -> int | None:
        if not os.access(endpoint.path.parent, os.W_OK):
            return errno.EACCES if endpoint.path.parent.exists() else errno.ENOENT
        with contextlib.suppress(OSError), _connected(endpoint):
            return errno.EADDRINUSE
        return None  # nobody, or a socket that somebody's end left behind


def web_door(endpoint: Tcp) -> Door:
    return Door("The web door", endpoint, b"HTTP/1.", b"GET /healthz HTTP/1.0\r\n\r\n")


def mail_door(name: str, endpoint: Endpoint) -> Door:
    return Door(name, endpoint, b"220")


def _connected(endpoint: Endpoint) -> socket.socket:
    if isinstance(endpoint, Tcp):
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(endpoint.host, endpoint.host)
        return socket.create_connection((host, endpoint.port), timeout=2)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(2)
        line.connect(str(endpoint.path))
    except OSError:
        line.close()
        raise
    return line


def _bound(endpoint: Tcp) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        endpoint.host, endpoint.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    probe = socket.socket(family, kind, protocol)
    try:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
    except OSError:
        probe.close()
        raise
    return probe
