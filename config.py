"""Settings, read from the environment by entry points only and handed inward.

Every setting is a variable KAKEHASHI_NAME; an empty value counts as absent. A value that can't be
used stops the start with one sentence (`Unusable`).
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from forum import endpoints
from forum.endpoints import Bucket, Endpoint, MaildirRelay, Relay, Tcp
from forum.text.contacts import Contacts

D = TypeVar("D")
T = TypeVar("T")
Network = IPv4Network | IPv6Network

PREFIX = "KAKEHASHI_"
FOLDER = Path(__file__).resolve().parent
MIB = 1024 * 1024
_HOST_NAME = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
)


class Unusable(Exception):
    """A setting can't be used; the text is one sentence for whoever runs the program."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that can be set, with its default; `Settings.from_environment` reads it."""

    # --- Where things are kept ---

    data_dir: Path
    """DATA_DIR: the folder of everything that is kept. Default: `var` beside this file."""

    database_url: str = field(repr=False)
    """DATABASE_URL: `sqlite:////path` or `postgresql+psycopg://…`.
    Default: kakehashi.sqlite3 in the data directory."""

    attachments: Path | Bucket
    """ATTACHMENTS: the folder of attachments, or `s3://BUCKET/PREFIX` in an S3-compatible store,
    which S3_ENDPOINT (default: https://s3.amazonaws.com), S3_REGION, S3_ACCESS_KEY and
    S3_SECRET_KEY tell more about. Default: `attachments` in the data directory."""

    backups: Path | None
    """BACKUPS: the folder whose newest file `kakehashi check` takes for the last backup.
    Default: none, so it looks at when `kakehashi backup` was run last."""

    given_secret_key: str | None = field(repr=False)
    """SECRET_KEY: seals sessions, links and reply addresses, at least 32 characters. Whoever has
    it can sign in as anybody. Default: made once and kept in the data directory."""

    # --- How the world reaches us ---

    site_url: str
    """SITE_URL: the only source of links, without a final slash. Default: http://127.0.0.1:8000"""

    site_name: str
    """SITE_NAME: the council's name, at the head of every page. Default: まちづくり協議会"""

    contact: str
    """CONTACT: the mail address for questions, shown in the footer's pages.
    Default: postmaster at the mail domain."""

    public_contacts: Contacts
    """PUBLIC_CONTACTS: offices' addresses and numbers that are not hidden in what people write, as
    `desk@city.example`, `city.example` (all in it), `0466-25-1111`, `0466-50-*` (all beginning so),
    parted by blanks or commas. Default: CONTACT alone, which always belongs to them."""

    mail_domain: str
    """MAIL_DOMAIN: what stands behind the @ of every board. Default: lists.localhost"""

    http_listen: Tcp
    """HTTP_LISTEN: HOST:PORT of the pages. Default: 127.0.0.1:8000"""

    smtp_listen: Endpoint
    """SMTP_LISTEN: HOST:PORT or unix:PATH of the mail door. Default: 127.0.0.1:8025"""

    lmtp_listen: Endpoint
    """LMTP_LISTEN: HOST:PORT or unix:PATH for a mail server in front. Default: 127.0.0.1:8024"""

    tls_cert: Path | None
    """TLS_CERT: the certificate chain (PEM) with which the mail door offers STARTTLS.
    Default: none, so STARTTLS is not offered."""

    tls_key: Path | None
    """TLS_KEY: the private key to TLS_CERT. Default: none."""

    # --- How we reach the world ---

    relay: Relay
    """RELAY: who takes the mail that we send: `maildir:FOLDER`, where each file is headed by
    Return-Path and Delivered-To, `smtp://HOST:PORT` or `lmtp://HOST:PORT` (both also `unix:PATH`
    behind the slashes). Default: a Maildir `outbox` in the data directory."""

    resolver: Tcp | None
    """RESOLVER: HOST:PORT of a name server. Default: none, so the system's is asked."""

    # --- Whom we believe ---

    trusted_networks: tuple[Network, ...]
    """TRUSTED_NETWORKS: networks exempt from connection and rate limits; nobody is proven by
    standing in one. Default: 127.0.0.0/8, ::1/128"""

    trusted_proxies: tuple[Network, ...]
    """TRUSTED_PROXIES: whose X-Forwarded-For and X-Forwarded-Proto count. Default: nobody's."""

    authserv_ids: frozenset[str]
    """AUTHSERV_IDS: our mail servers in front: whose Authentication-Results (RFC 8601) and newest
    Received headers count, where they hand a mail over from a trusted network. Default: nobody's."""

    trusted_sealers: frozenset[str]
    """TRUSTED_SEALERS: domains of forwarders (d= of their ARC-Seal, RFC 8617) whose word counts that
    a mail was proven when it came to them. Default: nobody's."""

    # --- How much we take ---

    max_message_bytes: int
    """MAX_MESSAGE_BYTES: the largest mail that is taken. Default: 26214400 (25 MiB)."""

    max_connections: int
    """MAX_CONNECTIONS: open connections to the mail door in total. Default: 256"""

    max_connections_per_address: int
    """MAX_CONNECTIONS_PER_ADDRESS: of them from one address. Default: 16"""

    max_messages_per_minute_per_address: int
    """MAX_MESSAGES_PER_MINUTE_PER_ADDRESS: mails in a minute from one address. Default: 120"""

    disk_low_bytes: int
    """DISK_LOW_BYTES: with less free room than this in the data directory the mail door answers
    452, and the sender keeps the mail. Default: 268435456 (256 MiB)."""

    # --- The rest ---

    web_workers: int
    """WEB_WORKERS: processes that answer page requests. Default: 2"""

    edit_window_s: int
    """EDIT_WINDOW_S: how long a web post waits for corrections before it is mailed, in seconds.
    Default: 0"""

    digest_hour: int
    """DIGEST_HOUR: the hour in Japan (0 to 23) from which digests go out, daily ones each day,
    weekly ones on Monday. Default: 7"""

    metrics: bool
    """METRICS: whether /metrics exists (1 or 0). Default: 0"""

    dev_mailbox: bool
    """DEV_MAILBOX: a page that shows every mail we sent. For `make run` alone: it refuses to start
    unless HTTP_LISTEN and SITE_URL are loopback. Default: 0"""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """Read and check every setting.

        Raises Unusable with one sentence about the first that can't be used.
        """
        read = _Reader(environ)
        data_dir: Path = read("DATA_DIR", FOLDER / "var", _folder)
        mail_domain = read("MAIL_DOMAIN", "lists.localhost", _mail_domain)
        contact: str = read("CONTACT", f"postmaster@{mail_domain}", _address)
        settings = cls(
            data_dir=data_dir,
            database_url=read(
                "DATABASE_URL", f"sqlite:///{data_dir / 'kakehashi.sqlite3'}", _database_url
            ),
            attachments=_attachments(read, data_dir / "attachments"),
            backups=read("BACKUPS", None, _folder),
            given_secret_key=read("SECRET_KEY", None, _secret),
            site_url=read("SITE_URL", "http://127.0.0.1:8000", _site_url),
            site_name=read("SITE_NAME", "まちづくり協議会", _one_line),
            contact=contact,
            public_contacts=_with_contact(
                read("PUBLIC_CONTACTS", Contacts(), Contacts.parse), contact
            ),
            mail_domain=mail_domain,
            http_listen=read("HTTP_LISTEN", Tcp("127.0.0.1", 8000), endpoints.tcp),
            smtp_listen=read("SMTP_LISTEN", Tcp("127.0.0.1", 8025), endpoints.endpoint),
            lmtp_listen=read("LMTP_LISTEN", Tcp("127.0.0.1", 8024), endpoints.endpoint),
            tls_cert=read("TLS_CERT", None, _readable_file),
            tls_key=read("TLS_KEY", None, _readable_file),
            relay=read("RELAY", MaildirRelay(data_dir / "outbox"), endpoints.relay),
            resolver=read("RESOLVER", None, lambda text: endpoints.tcp(text, 53)),
            trusted_networks=read("TRUSTED_NETWORKS", _LOOPBACK, _networks),
            trusted_proxies=read("TRUSTED_PROXIES", (), _networks),
            authserv_ids=read("AUTHSERV_IDS", frozenset(), _words),
            trusted_sealers=read("TRUSTED_SEALERS", frozenset(), _domains),
            max_message_bytes=read("MAX_MESSAGE_BYTES", 25 * MIB, _at_least(64 * 1024)),
            max_connections=read("MAX_CONNECTIONS", 256, _at_least(1)),
            max_connections_per_address=read("MAX_CONNECTIONS_PER_ADDRESS", 16, _at_least(1)),
            max_messages_per_minute_per_address=read(
                "MAX_MESSAGES_PER_MINUTE_PER_ADDRESS", 120, _at_least(1)
            ),
            disk_low_bytes=read("DISK_LOW_BYTES", 256 * MIB, _at_least(0)),
            web_workers=read("WEB_WORKERS", 2, _at_least(1)),
            edit_window_s=read("EDIT_WINDOW_S", 0, _at_least(0)),
            digest_hour=read("DIGEST_HOUR", 7, _hour),
            metrics=read("METRICS", False, _yes_or_no),
            dev_mailbox=read("DEV_MAILBOX", False, _yes_or_no),
        )
        _check_together(settings)
        return settings

    @cached_property
    def secret_key(self) -> str:
        """The given key, or the one kept in the data directory, made on first use."""
        return self.given_secret_key or _kept_secret(self.data_dir / "secret-key")

    def keep_secret_key(self, secret: str) -> None:
        """Keep the key that came with a backup, so that its links and sessions stay good."""
        if self.given_secret_key is None:
            _make_secret(self.data_dir / "secret-key", secret)


def misspelt(environ: Mapping[str, str]) -> list[str]:
    """Names in the environment that look like settings and are none."""
    names = {"SECRET_KEY" if f == "given_secret_key" else f.upper() for f in _FIELDS} | _OF_BUCKETS
    return sorted(
        n for n in environ if n.startswith(PREFIX) and n.removeprefix(PREFIX) not in names
    )


_FIELDS = frozenset(Settings.__dataclass_fields__)
_OF_BUCKETS = {"S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY", "S3_SECRET_KEY"}
_LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


class _Reader:
    """Reads one variable after the other; a parser's ValueError becomes the operator's sentence."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def __call__(self, name: str, default: D, parse: Callable[[str], T]) -> D | T:
        text = self.environ.get(PREFIX + name, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            raise Unusable(f"{PREFIX}{name} can't be used: {error}.") from error


def _check_together(settings: Settings) -> None:
    if settings.dev_mailbox and not _is_local(settings):
        raise Unusable(
            "KAKEHASHI_DEV_MAILBOX shows everybody's mail, so it needs KAKEHASHI_HTTP_LISTEN and "
            "KAKEHASHI_SITE_URL on this machine's own address (127.0.0.1)."
        )
    if (settings.tls_cert is None) != (settings.tls_key is None):
        raise Unusable("KAKEHASHI_TLS_CERT and KAKEHASHI_TLS_KEY are needed together.")
    if settings.tls_cert and settings.tls_key:
        _check_certificate(settings.tls_cert, settings.tls_key)


def _is_local(settings: Settings) -> bool:
    site = urlsplit(settings.site_url).hostname or ""
    return settings.http_listen.is_loopback and endpoints.is_loopback(site)


def _check_certificate(cert: Path, key: Path) -> None:
    import ssl  # a megabyte that only the mail door with a certificate needs

    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except (ssl.SSLError, OSError) as error:
        raise Unusable(
            f"KAKEHASHI_TLS_CERT and KAKEHASHI_TLS_KEY are no certificate with its key: {error}."
        ) from error


def _with_contact(offices: Contacts, contact: str) -> Contacts:
    return offices._replace(addresses=offices.addresses | {contact.lower()})


def _folder(text: str) -> Path:
    path = Path(text).absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is not a folder")
    return path


def _attachments(read: "_Reader", default: Path) -> Path | Bucket:
    """A folder, or a bucket with what its own settings tell of it."""
    place: Path | tuple[str, str] = read("ATTACHMENTS", default, _folder_or_bucket)
    if isinstance(place, Path):
        return place
    keys = [read(name, "", _word) for name in ("S3_ACCESS_KEY", "S3_SECRET_KEY")]
    if not all(keys):
        needs = "a bucket needs KAKEHASHI_S3_ACCESS_KEY and KAKEHASHI_S3_SECRET_KEY"
        raise Unusable(f"{PREFIX}ATTACHMENTS can't be used: {needs}.")
    endpoint = read("S3_ENDPOINT", "https://s3.amazonaws.com", _site_url)
    return Bucket(*place, endpoint, read("S3_REGION", "", _word), *keys)


def _folder_or_bucket(text: str) -> Path | tuple[str, str]:
    if text.startswith("s3://"):
        return endpoints.bucket(text)
    if "://" in text:
        raise ValueError("attachments are kept in a folder or in s3://BUCKET/PREFIX")
    return _folder(text)


def _word(text: str) -> str:
    if any(character.isspace() for character in text):
        raise ValueError("it holds a space")
    return text


def _readable_file(text: str) -> Path:
    path = Path(text).absolute()
    if not path.is_file() or not os.access(path, os.R_OK):
        raise ValueError(f"{path} is not a file that can be read")
    return path


def _database_url(text: str) -> str:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise ValueError("it is not a database URL") from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ValueError("only sqlite:///PATH and postgresql+psycopg://… are possible")
    if url.drivername == "sqlite":
        if url.database in (None, "", ":memory:"):
            raise ValueError("several processes share the database, so it needs a file")
        url = url.set(database=str(Path(url.database or "").absolute()))
    return url.render_as_string(hide_password=False)


def _secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("it is shorter than 32 characters")
    return text


def _site_url(text: str) -> str:
    url = urlsplit(text)
    port = url.port  # a bad one raises ValueError here
    if url.scheme not in ("http", "https") or not url.hostname or port == 0:
        raise ValueError(f"“{text}” is not of the form https://HOST")
    if url.path.strip("/") or url.query or url.fragment or "@" in url.netloc:
        raise ValueError("it is scheme, host and port, with nothing behind")
    return f"{url.scheme}://{url.netloc.lower()}"


def _one_line(text: str) -> str:
    if len(text) > 60 or not text.isprintable():
        raise ValueError("it is longer than 60 characters, or more than one line")
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+", text):
        raise ValueError(f"“{text}” is not a mail address")
    return text


def _mail_domain(text: str) -> str:
    domain = text.lower().rstrip(".")
    if not _HOST_NAME.fullmatch(domain):
        raise ValueError(f"“{text}” is not a domain name (write an international one as xn--…)")
    return domain


def _domains(text: str) -> frozenset[str]:
    return frozenset(_mail_domain(word) for word in _split(text))


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(word) for word in _split(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _split(text))


def _split(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _at_least(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not re.fullmatch(r"\d{1,15}", text, re.ASCII) or int(text) < least:
            raise ValueError(f"“{text}” is not a whole number of at least {least}")
        return int(text)

    return parse


def _hour(text: str) -> int:
    if not re.fullmatch(r"[01]?\d|2[0-3]", text, re.ASCII):
        raise ValueError(f"“{text}” is not an hour from 0 to 23")
    return int(text)


def _yes_or_no(text: str) -> bool:
    words = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
    if text.lower() not in words:
        raise ValueError(f"“{text}” is neither 1 nor 0")
    return words[text.lower()]


def _kept_secret(path: Path) -> str:
    """The secret in a file, made when it isn't there; of several makers the first one wins."""
    try:
        if not path.exists():
            _make_secret(path, secrets.token_hex(32))
        secret = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"The secret key in {path} can't be read or made: {error}.") from error
    if len(secret) < 32:
        raise Unusable(f"The secret key in {path} is damaged: it is shorter than 32 characters.")
    return secret


def _make_secret(path: Path, secret: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(f"{secret}\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # unlike a rename, never replaces another maker's secret
        except FileExistsError:
            return
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
