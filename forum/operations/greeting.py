"""How a mail server answers when somebody says hello (RFC 5321 4.1.1.1, RFC 2033)."""

import socket
import time
from io import BufferedReader

from forum.endpoints import Endpoint, Tcp

_LONGEST_LINE = 2048
_MOST_LINES = 100


def ask(endpoint: Endpoint, verb: str, hostname: str, patience_s: float) -> frozenset[str]:
    """The extensions that a server offers to `verb` (EHLO or LHLO), in capitals.

    Raises OSError when nobody answers in time, ValueError with the server's own words when it
    turns us away.
    """
    until = time.monotonic() + patience_s
    with _connected(endpoint, patience_s) as line, line.makefile("rb") as answers:
        _answer(line, answers, until)
        line.sendall(f"{verb} {hostname}\r\n".encode("ascii"))
        offers = _answer(line, answers, until)[1:]
        line.sendall(b"QUIT\r\n")
    return frozenset(offer.partition(" ")[0].upper() for offer in offers)


def _connected(endpoint: Endpoint, patience_s: float) -> socket.socket:
    if isinstance(endpoint, Tcp):
        return socket.create_connection((endpoint.host, endpoint.port), timeout=patience_s)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(patience_s)
        line.connect(str(endpoint.path))
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket, answers: BufferedReader, until: float) -> list[str]:
    """The texts of a reply's lines; a reply that isn't 2xx is a ValueError."""
    texts = []
    for _ in range(_MOST_LINES):
        line.settimeout(max(until - time.monotonic(), 0.01))
        told = answers.readline(_LONGEST_LINE).decode("utf-8", "replace").rstrip("\r\n")
        if not told:
            raise ConnectionError("it hangs up")
        if not told.startswith("2"):
            raise ValueError(f"it answers “{told}”")
        texts.append(told[4:])
        if told[3:4] != "-":
            return texts
    raise ValueError("its answer has no end")
