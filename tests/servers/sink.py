"""smtp-sink, Postfix's own black hole: takes mail as fast as it comes and counts it."""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.base import answers, folder, free_port, program, stop, wait_until


@dataclass
class Sink:
    """A running sink."""

    home: Path
    smtp: int

    def count(self) -> int:
        """How many messages it has taken."""
        counters = re.findall(rb"mesg=(\d+)", (self.home / "counters").read_bytes())
        return int(counters[-1]) if counters else 0

    def recipients(self) -> list[str]:
        """The envelope recipient of every message it has taken; needs `keep=True`."""
        found = re.findall(rb"^X-Rcpt-Args: <([^>]*)>", self.dump(), re.MULTILINE)
        return [recipient.decode() for recipient in found]

    def senders(self) -> list[str]:
        """The envelope sender of every message it has taken; needs `keep=True`."""
        found = re.findall(rb"^X-Mail-Args: <([^>]*)>", self.dump(), re.MULTILINE)
        return [sender.decode() for sender in found]

    def dump(self) -> bytes:
        """Every message behind its envelope (X-Mail-Args, X-Rcpt-Args); needs `keep=True`."""
        path = self.home / "mails" / "dump"
        return path.read_bytes() if path.exists() else b""

    def wait_for(self, count: int, seconds: float = 60) -> None:
        wait_until(lambda: self.count() >= count, f"{count} mails at the sink", seconds)


@contextlib.contextmanager
def running(*options: str, keep: bool = False) -> Iterator[Sink]:
    """A sink that counts, and with `keep` remembers; `options` are smtp-sink's own.

    `-L` speaks LMTP, `-N` offers no DSN, `-P` offers no PIPELINING, `-8` no 8BITMIME; for soft and
    hard errors see smtp-sink(1): `-f RCPT` refuses, `-Q RCPT` hangs up.
    """
    command = [program("smtp-sink"), "-c", *options]
    if os.getuid() == 0:
        command += ["-u", "nobody"]  # it insists
    with folder("sink") as home:
        (home / "mails").mkdir()
        (home / "mails").chmod(0o777)
        if keep:
            command += ["-D", str(home / "mails" / "dump")]
        sink = Sink(home, free_port())
        with open(home / "counters", "wb") as counters:
            process = subprocess.Popen(
                [*command, f"127.0.0.1:{sink.smtp}", "1000"],
                stdout=counters,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            wait_until(lambda: answers(sink.smtp), "smtp-sink")
            yield sink
        finally:
            stop(process)
