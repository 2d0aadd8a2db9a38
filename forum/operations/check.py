"""Whether everything around the program is in order: `kakehashi check`.

Every question has one answer of one line, with the mend where there is something to mend. Nothing
here sends a mail or leaves a trace, and no question waits longer than some seconds.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from forum.archive.attachments import Store
from forum.archive.buckets import S3
from forum.base import utcnow
from forum.documents import tools
from forum.endpoints import LmtpRelay, MaildirRelay, Relay, SmtpRelay, Tcp, is_loopback
from forum.operations import greeting, migrate
from forum.operations.refused import Refused

if TYPE_CHECKING:
    from dns.resolver import Resolver

_PATIENCE_S = 2.0
_BACKUP_GETS_OLD = timedelta(days=2)
_LAST_BACKUP = "last-backup"


class Grade(StrEnum):
    """How an answer is meant; only `FAILS` makes the command end with 1."""

    OK = "ok"
    WARNING = "warning"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what mends it."""

    about: str
    grade: Grade
    found: str
    mend: str = ""

    def __str__(self) -> str:
        mend = f" → {self.mend}" if self.mend else ""
        return f"{self.grade:8} {self.about:9} {self.found}{mend}"


def _ok(about: str, found: str) -> Finding:
    return Finding(about, Grade.OK, found)


def _warning(about: str, found: str, mend: str) -> Finding:
    return Finding(about, Grade.WARNING, found, mend)


def _fails(about: str, found: str, mend: str) -> Finding:
    return Finding(about, Grade.FAILS, found, mend)


# --- What is ours ---


def schema(engine: Engine) -> Finding:
    """Whether the database answers and its schema is this program's."""
    try:
        migrate.require_current(engine)
    except Refused as refusal:
        return _fails("schema", "not this program's", str(refusal))
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        return _fails("schema", f"no database: {reason}", "start it, or set KAKEHASHI_DATABASE_URL")
    return _ok("schema", f"{migrate.newest()}, the newest")


def disk(folder: Path, least_free: int) -> Finding:
    """Whether a folder can be written, and has room above the mark below which mail is put off."""
    if not _can_be_written(folder):
        return _fails("disk", f"{folder} can't be written", "let it belong to the program's user")
    free = shutil.disk_usage(folder).free
    told = f"{_size(free)} free in {folder}"
    mark = f"below {_size(least_free)} mail is put off with 452"
    if free < least_free:
        return _fails("disk", f"{told}, {mark}", "make room")
    if free < 4 * least_free:
        return _warning("disk", f"{told}, {mark}", "make room soon")
    return _ok("disk", told)


def _can_be_written(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder) as file:
            return file.write(b"x") == 1
    except OSError:
        return False


def backup(data_dir: Path, folder: Path | None) -> Finding:
    """How old the newest backup is: of files in `folder`, else of the last `kakehashi backup`."""
    mend = "run `kakehashi backup FILE` every night"
    last = _newest_in(folder) if folder else _noted(data_dir)
    if last is None:
        return _warning("backup", f"none in {folder}" if folder else "none was made yet", mend)
    told = f"the newest is of {last:%Y-%m-%d %H:%M} UTC"
    if utcnow() - last > _BACKUP_GETS_OLD:
        return _warning("backup", told, mend)
    return _ok("backup", told)


def bucket(store: Store) -> Iterator[Finding]:
    """Whether the bucket of attachments can be reached; nothing where they lie on this disk."""
    if not isinstance(store, S3):
        return
    try:
        store.answers()
    except OSError as error:
        mend = (
            "see KAKEHASHI_ATTACHMENTS and the S3 settings; mail with files waits until it answers"
        )
        yield _fails("bucket", str(error), mend)
    else:
        yield _ok("bucket", f"{store.bucket} answers")


def note_backup(data_dir: Path) -> None:
    """Note that a backup was made now."""
    (data_dir / _LAST_BACKUP).write_text(f"{utcnow():%Y-%m-%dT%H:%M:%S+00:00}\n", "ascii")


def _noted(data_dir: Path) -> datetime | None:
    try:
        return datetime.fromisoformat((data_dir / _LAST_BACKUP).read_text("ascii").strip())
    except (OSError, ValueError):
        return None


def _newest_in(folder: Path) -> datetime | None:
    """When the youngest file was written; a folder that can't be read holds none for us."""
    try:
        times = [file.stat().st_mtime for file in folder.iterdir() if file.is_file()]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _size(octets: int) -> str:
    gib = octets / (1 << 30)
    return f"{gib:.1f} GiB" if gib >= 1 else f"{octets >> 20} MiB"


# --- Mail ---


def relay(relay: Relay, hostname: str, patience_s: float = _PATIENCE_S) -> Finding:
    """Whether somebody takes the mail that we send."""
    if isinstance(relay, MaildirRelay):
        return _maildir(relay.folder)
    try:
        _ask(relay, hostname, patience_s)
    except (OSError, ValueError) as error:
        return _fails("relay", f"{relay}: {error}", "start it, or set KAKEHASHI_RELAY")
    return _ok("relay", f"{relay} answers")


def _ask(relay: SmtpRelay | LmtpRelay, hostname: str, patience_s: float) -> None:
    verb = "LHLO" if isinstance(relay, LmtpRelay) else "EHLO"
    offers = greeting.ask(relay.endpoint, verb, hostname, patience_s)
    if relay.verified and "STARTTLS" not in offers:
        raise ValueError("it offers no STARTTLS, and nothing may be sent in clear")


def _maildir(folder: Path) -> Finding:
    """A Maildir is made when the first mail is sent, so its parent must be writable till then."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not _can_be_written(there):
        return _fails("relay", f"{there} can't be written", "let it belong to the program's user")
    return _warning(
        "relay",
        f"mail stays in {folder} and reaches nobody",
        "set KAKEHASHI_RELAY=smtp://HOST:PORT when people are to get it",
    )


def mail_exchange(
    domain: str, resolver: Tcp | None = None, patience_s: float = _PATIENCE_S
) -> Finding:
    """Whether the world finds the way to our mail domain (MX, else an address, RFC 5321 5.1)."""
    if is_loopback(domain) or domain.endswith((".localhost", ".test", ".invalid")):
        return _warning("MX", f"{domain} exists on this machine alone", "set KAKEHASHI_MAIL_DOMAIN")
    from dns.exception import DNSException
    from dns.resolver import NXDOMAIN, NoAnswer, Resolver

    mend = f"let the zone of {domain} have an MX record that leads here"
    try:
        asked = _resolver(Resolver(configure=resolver is None), resolver, patience_s)
        found = sorted(str(mx.exchange) for mx in asked.resolve(domain, "MX"))
    except NXDOMAIN:
        return _fails("MX", f"there is no domain {domain}", mend)
    except NoAnswer:
        return _warning("MX", f"{domain} has no MX record", mend)
    except (DNSException, OSError, ValueError):
        return _warning("MX", "no answer", "see whether a name server answers on this machine")
    if found == ["."]:
        return _fails("MX", f"{domain} declares that it takes no mail (RFC 7505)", mend)
    return _ok("MX", f"{domain} is reached by {', '.join(host.rstrip('.') for host in found)}")


def _resolver(asked: "Resolver", at: Tcp | None, patience_s: float) -> "Resolver":
    asked.lifetime = patience_s
    if at is not None:
        asked.nameservers, asked.port = [at.host], at.port
    return asked


def proof(authserv_ids: frozenset[str]) -> Finding:
    """Whether the word of a mail server in front of us counts for who wrote a mail."""
    if not authserv_ids:
        return _ok("proof", "mail is verified here, and no mail server in front is believed")
    return _ok("proof", f"the word of {', '.join(sorted(authserv_ids))} counts beside our own")


# --- The web and its papers ---


def links(site_url: str) -> Finding:
    """Whether the links in our mails lead anybody here, and safely."""
    site = urlsplit(site_url)
    if is_loopback(site.hostname or ""):
        return _warning("links", f"{site_url} leads to this machine only", _SITE_MEND)
    if site.scheme != "https":
        return _warning("links", f"{site_url} is not encrypted", _SITE_MEND)
    return _ok("links", site_url)


_SITE_MEND = "set KAKEHASHI_SITE_URL=https://HOST for the public"


def papers() -> Iterator[Finding]:
    """Whether PDFs could be made here: a Japanese font, Pango to set it, and how quickly."""
    if font := tools.japanese_font():
        yield _ok("font", font)
    else:
        yield _warning("font", "no Japanese one, which PDFs need", "install fonts-noto-cjk")
    if not tools.has_pango():
        mend = "install libpango-1.0-0 and libpangoft2-1.0-0"
        yield _warning("Pango", "not there, and PDFs need it", mend)
    elif not tools.has_subsetter():
        mend = "install libharfbuzz-subset0"
        yield _warning("Pango", "there; without HarfBuzz's subsetter each PDF takes long", mend)
    else:
        yield _ok("Pango", "there")


def settings(misspelt: list[str]) -> Iterator[Finding]:
    """Names in the environment that look like our settings and are none."""
    for name in misspelt:
        yield _warning("settings", f"there is no {name}", "see config.py for the names")
