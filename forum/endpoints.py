"""Where doors listen and where mail goes on to, as settings name it."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

_HOST_AND_PORT = re.compile(
    r"(?:\[(?P<v6>[0-9a-fA-F:.%]+)\]|(?P<host>[^\s:/@\[\]]+)):(?P<port>\d{1,5})"
)


@dataclass(frozen=True, slots=True)
class Tcp:
    """A host and a port; port 0 lets the system choose one."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True)
class Unix:
    """A unix socket."""

    path: Path

    def __str__(self) -> str:
        return f"unix:{self.path}"


Endpoint = Tcp | Unix


@dataclass(frozen=True, slots=True)
class MaildirRelay:
    """Mail stays on this machine: one Maildir takes every copy."""

    folder: Path

    def __str__(self) -> str:
        return f"maildir:{self.folder}"


@dataclass(frozen=True, slots=True)
class SmtpRelay:
    """A mail server takes what we send and brings it to the world.

    Encrypted where the server offers it; `verified` insists, and on a certificate that we trust.
    """

    endpoint: Endpoint
    verified: bool = False
    authorities: Path | None = None  # whom to trust instead of the system's

    def __str__(self) -> str:
        return f"smtp{'+starttls' * self.verified}://{self.endpoint}"


@dataclass(frozen=True, slots=True)
class LmtpRelay:
    """A mail store takes what we send, with one answer a recipient (RFC 2033)."""

    endpoint: Endpoint
    verified: bool = False
    authorities: Path | None = None

    def __str__(self) -> str:
        return f"lmtp{'+starttls' * self.verified}://{self.endpoint}"


Relay = MaildirRelay | SmtpRelay | LmtpRelay


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def tcp(text: str, default_port: int | None = None) -> Tcp:
    """HOST:PORT or [IPV6]:PORT; a ValueError says what is wrong."""
    if default_port is not None and ":" not in text:
        text = f"{text}:{default_port}"
    match = _HOST_AND_PORT.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not of the form HOST:PORT")
    port = int(match["port"])
    if port > 65535:
        raise ValueError(f"there is no port {port}")
    return Tcp(match["v6"] or match["host"], port)


def endpoint(text: str) -> Endpoint:
    """HOST:PORT or unix:PATH; a ValueError says what is wrong."""
    if text.startswith("unix:"):
        return Unix(_path(text.removeprefix("unix:")))
    return tcp(text)


def relay(text: str) -> Relay:
    """maildir:FOLDER, smtp://HOST:PORT or lmtp://HOST:PORT; a ValueError says what is wrong.

    smtp+starttls://HOST:PORT[?ca=FILE] sends nothing in clear and verifies the certificate.
    """
    if text.startswith("maildir:"):
        return MaildirRelay(_path(text.removeprefix("maildir:")))
    protocol, slashes, rest = text.partition("://")
    if slashes and protocol in ("smtp", "lmtp", "smtp+starttls", "lmtp+starttls"):
        kind: type[SmtpRelay | LmtpRelay] = SmtpRelay if protocol[:4] == "smtp" else LmtpRelay
        verified = protocol.endswith("+starttls")
        authorities = ""
        if verified:
            rest, _, authorities = rest.partition("?ca=")
        destination = _destination(rest, 25 if kind is SmtpRelay else 24)
        return kind(destination, verified, _path(authorities) if authorities else None)
    raise ValueError(f"“{text}” is none of maildir:FOLDER, smtp://HOST:PORT and lmtp://HOST:PORT")


def _destination(text: str, default_port: int) -> Endpoint:
    text = text.rstrip("/") if not text.startswith("unix:") else text
    found = endpoint(text) if text.startswith("unix:") else tcp(text, default_port)
    if isinstance(found, Tcp) and found.port == 0:
        raise ValueError("nobody can be reached at port 0")
    return found


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise ValueError("the path is missing")
    return Path(text).absolute()


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where files are kept in an S3-compatible store, and with which keys."""

    name: str
    prefix: str = ""  # ends in a slash unless it is empty
    endpoint: str = "https://s3.amazonaws.com"
    region: str = ""
    access_key: str = ""
    secret_key: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"s3://{self.name}/{self.prefix}"


_BUCKET = re.compile(r"s3://(?P<name>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(?P<prefix>[^?#\s]*))?")


def bucket(text: str) -> tuple[str, str]:
    """Name and prefix of `s3://NAME/PREFIX`."""
    match = _BUCKET.fullmatch(text)
    if match is None:
        raise ValueError("write s3://BUCKET or s3://BUCKET/PREFIX")
    prefix = (match["prefix"] or "").strip("/")
    return match["name"], f"{prefix}/" if prefix else ""
