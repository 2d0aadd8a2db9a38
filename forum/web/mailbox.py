"""The development mailbox: what subscribers would receive, read from the Maildir outbox.

It exists only under KAKEHASHI_DEV_MAILBOX, which starts on loopback addresses alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesHeaderParser, BytesParser
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from forum.endpoints import MaildirRelay
from forum.text.html_mail import sanitise
from forum.text.plain import paragraphs
from forum.web.access import missing
from forum.web.downloads import SANDBOX
from forum.web.settings import WebSettings

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox")

PER_PAGE = 30
_NAME = re.compile(r"[\w.,:=+-]{1,200}", re.ASCII)


def is_wanted(settings: WebSettings) -> bool:
    """Whether the room is opened at all."""
    return settings.dev_mailbox and isinstance(settings.relay, MaildirRelay)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in the outbox, as a list shows it."""

    name: str
    recipient: str
    sender: str
    subject: str
    at: datetime


@bp.get("/")
def index() -> ResponseReturnValue:
    """Everybody who has received something, with the newest mail first."""
    letters = list(_letters())
    counts: dict[str, int] = {}
    for letter in letters:
        counts[letter.recipient] = counts.get(letter.recipient, 0) + 1
    wanted = request.args.get("to", "")
    shown = [letter for letter in letters if wanted in ("", letter.recipient)]
    page = max(request.args.get("page", 1, int), 1)
    start = (page - 1) * PER_PAGE
    return render_template(
        "mailbox/index.html",
        letters=shown[start : start + PER_PAGE],
        counts=sorted(counts.items()),
        wanted=wanted,
        newer=page - 1 if page > 1 else None,
        older=page + 1 if len(shown) > start + PER_PAGE else None,
    )


@bp.get("/mail/<name>")
def show(name: str) -> ResponseReturnValue:
    """One mail as a mail program shows it."""
    mail = BytesParser(policy=policy.default).parsebytes(_file(name).read_bytes())
    if not isinstance(mail, EmailMessage):
        missing()
    plain = mail.get_body(("plain",))
    html = mail.get_body(("html",))
    files = [
        (
            part.get_filename() or "",
            part.get_content_type(),
            len(part.get_payload(decode=True) or b""),
        )
        for part in mail.iter_attachments()
    ]
    return render_template(
        "mailbox/show.html",
        name=name,
        letter=_letter(_file(name)),
        headers=[(key, str(value)) for key, value in mail.items()],
        words=paragraphs(_content(plain)) if plain else "",
        has_html=html is not None,
        files=files,
    )


@bp.get("/mail/<name>/html")
def html(name: str) -> ResponseReturnValue:
    """The HTML of a mail, in a sandbox that loads nothing."""
    mail = BytesParser(policy=policy.default).parsebytes(_file(name).read_bytes())
    body = mail.get_body(("html",)) if isinstance(mail, EmailMessage) else None
    if body is None:
        missing()
    response = Response(sanitise(_content(body)), mimetype="text/html")
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


@bp.get("/mail/<name>/raw")
def raw(name: str) -> ResponseReturnValue:
    """The mail as it is."""
    return Response(_file(name).read_bytes(), mimetype="text/plain")


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, KeyError):
        octets = part.get_payload(decode=True)
        return octets.decode("utf-8", "replace") if isinstance(octets, bytes) else ""


def _folder() -> Path:
    settings: WebSettings = current_app.extensions["kakehashi"]
    assert isinstance(settings.relay, MaildirRelay)
    return settings.relay.folder / "new"


def _file(name: str) -> Path:
    path = _folder() / name
    if not _NAME.fullmatch(name) or not path.is_file():
        missing()
    return path


def _letters() -> Iterator[Letter]:
    """Every mail, newest first."""
    folder = _folder()
    files = [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
    for path in sorted(files, key=lambda path: path.stat().st_mtime_ns, reverse=True):
        yield _letter(path)


@lru_cache(maxsize=5000)
def _letter(path: Path) -> Letter:
    with path.open("rb") as file:
        head = BytesHeaderParser(policy=policy.default).parse(file)
    return Letter(
        name=path.name,
        recipient=str(head.get("Delivered-To", "")),
        sender=str(head.get("From", "")),
        subject=str(head.get("Subject", "")),
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
    )
