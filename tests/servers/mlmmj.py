"""A mailing list of another server: mlmmj in a folder of its own, behind a Postfix of the tests."""

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.base import folder, must_be_root, program, wait_until

# Postfix runs the list as this account; pipe(8) refuses root and the account of Postfix itself.
OWNER = "nobody"
TEXTS = Path("/usr/share/mlmmj/text.skel/en")
FOLDERS = (
    "incoming queue queue/discarded archive text subconf unsubconf bounce control moderation"
    " subscribers.d digesters.d requeue nomailsubs.d"
)


@dataclass
class List:
    """One list of that server, and what an operator does with it."""

    home: Path
    address: str

    @property
    def transport(self) -> str:
        """How a Postfix brings the mail of the list's domain to it."""
        return f"mlmmj:{self.home}"

    def sends_by(self, port: int) -> None:
        """The SMTP server of 127.0.0.1 to which it gives its mail."""
        self.set("relayhost", "127.0.0.1")
        self.set("smtpport", str(port))

    def subscribe(self, *addresses: str, digest: bool = False) -> None:
        for address in addresses:
            self._run("mlmmj-sub", "-f", "-s", *(["-d"] if digest else []), "-a", address)

    def tend(self) -> None:
        """What cron does: digests, bounces, retries."""
        self._run("mlmmj-maintd", "-F")

    def set(self, name: str, value: str = "") -> None:
        """A tunable of the list (control/NAME)."""
        path = self.home / "control" / name
        path.write_text(f"{value}\n" if value else "")
        _give_away(path)

    def unset(self, name: str) -> None:
        """The list without that tunable."""
        (self.home / "control" / name).unlink()

    def posts(self) -> list[bytes]:
        """Every mail that the list has sent on, in order."""
        kept = [path for path in (self.home / "archive").iterdir() if path.name.isdigit()]
        return [path.read_bytes() for path in sorted(kept, key=lambda path: int(path.name))]

    def wait_for_posts(self, count: int) -> list[bytes]:
        wait_until(lambda: len(self.posts()) >= count, f"{count} posts of {self.address}")
        return self.posts()

    def is_idle(self) -> bool:
        """Whether nothing is being worked on: no mail has come in, none waits to go out."""
        waiting = [*(self.home / "incoming").iterdir(), *(self.home / "requeue").iterdir()]
        queued = [path for path in (self.home / "queue").iterdir() if path.is_file()]
        at_work = subprocess.run(["pgrep", "-u", OWNER, "-f", str(self.home)], capture_output=True)
        return not waiting and not queued and at_work.returncode != 0

    def _run(self, name: str, *options: str) -> None:
        command = [program(name), "-L", str(self.home), *options]
        done = subprocess.run(command, capture_output=True, text=True, user=OWNER, group="nogroup")
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")


@contextlib.contextmanager
def running(address: str, *, owner: str = "") -> Iterator[List]:
    """A list at `address`, the only one of its domain; anybody may post to it."""
    program("mlmmj-receive")
    must_be_root("mlmmj behind Postfix")
    with folder("mlmmj", OWNER) as home:
        listed = List(home / address.partition("@")[0], address)
        for name in FOLDERS.split():
            (listed.home / name).mkdir(parents=True)
        (listed.home / "index").touch()
        for text in TEXTS.iterdir():
            shutil.copy(text, listed.home / "text")
        listed.set("listaddress", address)
        listed.set("owner", owner or f"owner@{address.partition('@')[2]}")
        _give_away(listed.home)
        yield listed


def _give_away(path: Path) -> None:
    user = pwd.getpwnam(OWNER)
    for one in (path, *path.rglob("*")):
        os.chown(one, user.pw_uid, user.pw_gid)
