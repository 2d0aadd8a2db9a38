"""A name server of its own (Unbound): zones that the test writes, and names that bring trouble.

Below SILENT nothing is ever answered, below FAILING everything is SERVFAIL.
"""

import contextlib
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers.base import folder, free_port, program, stop, wait_until

SILENT, FAILING = "silent.test", "failing.test"

CONFIGURATION = """
server:
  directory: "{home}"
  pidfile: ""
  use-syslog: no
  logfile: "{home}/log"
  username: ""
  chroot: ""
  do-daemonize: no
  num-threads: 1
  interface: 127.0.0.1@{port}
  access-control: 127.0.0.0/8 allow
  do-ip6: no
  do-not-query-localhost: no
  module-config: "iterator"
  root-hints: ""
  unblock-lan-zones: yes
  insecure-lan-zones: yes
  minimal-responses: no
  local-zone: "{silent}." deny
  local-zone: "test." nodefault
{zones}
auth-zone:
  name: "{failing}."
  primary: 127.0.0.1@1
  fallback-enabled: no
  for-upstream: no
remote-control:
  control-enable: no
"""
ZONE = """
auth-zone:
  name: "{name}."
  zonefile: "{home}/{name}.zone"
  for-upstream: no
  for-downstream: yes
"""


@dataclass
class NameServer:
    """A running name server."""

    home: Path
    port: int

    @property
    def address(self) -> str:
        """What KAKEHASHI_RESOLVER takes."""
        return f"127.0.0.1:{self.port}"


@contextlib.contextmanager
def running(zones: Mapping[str, str]) -> Iterator[NameServer]:
    """A name server for these zones: name to records in a zone file's form, SOA and NS added.

    `{"city.test": '_dmarc TXT "v=DMARC1; p=reject"'}`; text() writes a long TXT record.
    """
    unbound = program("unbound")
    with folder("dns") as home:
        server = NameServer(home, free_port())
        for name, records in zones.items():
            (home / f"{name}.zone").write_text(
                f"$ORIGIN {name}.\n$TTL 60\n@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\n"
                f"ns A 127.0.0.1\n{records}\n"
            )
        told = "".join(ZONE.format(name=name, home=home) for name in zones)
        (home / "unbound.conf").write_text(
            CONFIGURATION.format(
                home=home, port=server.port, zones=told, silent=SILENT, failing=FAILING
            )
        )
        process = subprocess.Popen([unbound, "-d", "-c", home / "unbound.conf"])
        try:
            wait_until(lambda: _answers(server.port) or process.poll() is not None, "Unbound")
            if process.poll() is not None:
                raise RuntimeError((home / "log").read_text())
            yield server
        finally:
            stop(process)


def text(words: str) -> str:
    """The data of a TXT record of ASCII, in strings of at most 255 octets."""
    pieces = [words[at : at + 250] for at in range(0, len(words), 250)] or [""]
    return " ".join('"' + piece.replace("\\", "\\\\").replace('"', '\\"') + '"' for piece in pieces)


@contextlib.contextmanager
def slow(server: NameServer, seconds: float) -> Iterator[NameServer]:
    """The same server behind a line on which every answer takes so long; UDP only."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        door.bind(("127.0.0.1", 0))
        door.settimeout(0.1)
        ended = threading.Event()

        def bring(query: bytes, asker: tuple[str, int]) -> None:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
                asking.settimeout(5)
                asking.sendto(query, ("127.0.0.1", server.port))
                answer = asking.recv(65_535)
            if not ended.wait(seconds):
                with contextlib.suppress(OSError):
                    door.sendto(answer, asker)

        def serve() -> None:
            while not ended.is_set():
                with contextlib.suppress(TimeoutError):
                    threading.Thread(target=bring, args=door.recvfrom(65_535), daemon=True).start()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield NameServer(server.home, door.getsockname()[1])
        finally:
            ended.set()
            thread.join()


def _answers(port: int) -> bool:
    query = bytes.fromhex("1234010000010000000000000773657276696365047465737400000600 01")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(0.2)
        try:
            asking.connect(("127.0.0.1", port))
            asking.send(query)
            return bool(asking.recv(512))
        except OSError:
            return False
