"""Two other programs that verify DKIM: opendkim, and dkimpy (which knows ARC) of the system's Python."""

import contextlib
import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers.base import Missing, folder, program

_PYTHON = "/usr/bin/python3"  # where the packages put their modules
_DKIMPY = """
import dkim, json, sys
records, path = json.loads(sys.argv[1]), sys.argv[2]
def ask(name, timeout=5):
    name = name.decode() if isinstance(name, bytes) else name
    return records.get(name.rstrip("."), "").encode()
mail = open(path, "rb").read()
count = sum(name.lower() == b"dkim-signature" for name, _ in dkim.rfc822_parse(mail)[0])
signed = [dkim.DKIM(mail).verify(idx=at, dnsfunc=ask) for at in range(count)]
print(json.dumps([signed, dkim.arc_verify(mail, dnsfunc=ask)[0].decode("ascii")]))
"""


@dataclass
class Verifiers:
    """Both programs, with the TXT records that they are to find."""

    home: Path
    records: Mapping[str, str]

    def opendkim(self, mail: bytes) -> list[str]:
        """What opendkim says of each signature: `pass`, `fail`."""
        (self.home / "records").write_text("".join(f"{n} {t}\n" for n, t in self.records.items()))
        (self.home / "conf").write_text(
            f"Mode v\nTestDNSData file:{self.home}/records\nSyslog no\n"
        )
        (self.home / "mail").write_bytes(mail)
        command = [program("opendkim"), "-f", "-x", str(self.home / "conf"), "-vv"]
        said = _said(*command, "-t", str(self.home / "mail"))
        told = [line.strip().partition(" ")[0] for line in said.splitlines()]
        return [result.removeprefix("dkim=") for result in told if result.startswith("dkim=")]

    def dkimpy(self, mail: bytes) -> tuple[list[bool], str]:
        """Whether dkimpy accepts each signature, and what it says of the ARC chain."""
        (self.home / "mail").write_bytes(mail)
        told = json.dumps(dict(self.records))
        signed, chain = json.loads(_said(_PYTHON, "-c", _DKIMPY, told, str(self.home / "mail")))
        return signed, chain


@contextlib.contextmanager
def verifiers(records: Mapping[str, str]) -> Iterator[Verifiers]:
    """The programs of others, by TXT records that they find."""
    program("opendkim")
    if subprocess.run([_PYTHON, "-c", "import dkim, nacl"], capture_output=True).returncode:
        raise Missing("python3-dkim or python3-nacl is not installed")
    with folder("dkim") as home:
        yield Verifiers(home, records)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
