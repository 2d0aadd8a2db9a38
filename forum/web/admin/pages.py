"""The operators' pages: how things stand, the mail log, what did not arrive and why."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from forum import bouncing
from forum.acceptance.reasons import fate_sentence
from forum.archive.authentication import results_of
from forum.archive.message import Fate, Message
from forum.base import table_of, utcnow
from forum.language import N_
from forum.operations import mail_log
from forum.operations.mail_log import Rows, Wanted
from forum.operations.status import status
from forum.people.person import Role
from forum.web import paging
from forum.web.access import missing, standing
from forum.web.downloads import ATTACHMENT_POLICY
from forum.web.extensions import db
from forum.web.language import reader
from forum.web.links import this_site

bp = Blueprint("admin", __name__, url_prefix="/admin")

PER_PAGE = 50
LATE_S = 600  # what has waited longer than this is worth a look
# The lists of the log by their name in the address: what they are called, and which fates they show.
LISTS = {
    "received": N_("届いたメール"),
    "held": N_("確認を待っているメール"),
    "declined": N_("載せなかったメール"),
    "failed": N_("読めなかったメール"),
    "refused": N_("入口で断ったメール"),
    "sent": N_("送ったメール"),
    "bounced": N_("届かなかったメール"),
}
FATES = {
    "held": (Fate.HELD,),
    "declined": (Fate.REJECTED, Fate.DISCARDED),
    "failed": (Fate.FAILED,),
}
_messages = table_of(Message)


def is_operator() -> bool:
    """Whether the visitor looks after the house."""
    return standing().holds(Role.SECRETARIAT, Role.ADMIN)


@bp.before_request
def operators_only() -> None:
    """For anybody else these pages aren't there."""
    if not is_operator():
        missing()


@bp.get("/")
def show() -> ResponseReturnValue:
    """How things stand: queues, and how long the oldest of what waits has waited."""
    with db.engine.connect() as connection:
        now = status(connection)
        held = mail_log.held_count(connection)
        providers = mail_log.troubled_providers(connection)[:5]
    waits = now.oldest_waiting_s
    return render_template(
        "admin/show.html",
        status=now,
        held=held,
        providers=providers,
        oldest=utcnow() - timedelta(seconds=waits) if waits else None,
        is_late=waits > LATE_S,
        bounces=bouncing.overview(db.session()),
        cause_words=lambda cause: bouncing.cause_words(cause, reader()),
    )


@bp.get("/mail")
def mail() -> ResponseReturnValue:
    """The mail log: what came, what was refused, what was sent, what bounced."""
    kind = request.args.get("kind", "received")
    if kind not in LISTS:
        missing()
    wanted = asked()
    with db.engine.connect() as connection:
        match kind:
            case "refused":
                rows = mail_log.refusals(connection, wanted)
            case "sent":
                rows = mail_log.mailings(connection, wanted)
            case "bounced":
                rows = mail_log.failures(connection, wanted)
            case _:
                rows = mail_log.arrivals(connection, wanted, FATES.get(kind, mail_log.EVERY_FATE))
    page, ways = a_page(rows, wanted, ".mail", kind=kind)
    return render_template(
        "admin/mail.html", kind=kind, lists=LISTS, rows=_told(kind, page), wanted=wanted, **ways
    )


@bp.get("/mail/<int:arrival_id>")
def arrival(arrival_id: int) -> ResponseReturnValue:
    """One mail at one of our addresses: its envelope and what became of it."""
    with db.engine.connect() as connection:
        row = mail_log.arrival(connection, arrival_id)
    if row is None:
        missing()
    return render_template(
        "admin/arrival.html",
        row=row,
        fate=_fate(row),
        details=row.details or {},
        results=results_of(db.session(), row.message_id, this_site().mail_domain),
    )


@bp.get("/mail/<int:arrival_id>/raw")
def raw(arrival_id: int) -> ResponseReturnValue:
    """The mail as it came, byte for byte."""
    with db.engine.connect() as connection:
        row = mail_log.arrival(connection, arrival_id)
    if row is None:
        missing()
    octets = db.session.scalar(select(_messages.c.raw).where(_messages.c.id == row.message_id))
    response = Response(octets or b"", mimetype="text/plain")
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


@bp.get("/failures")
def failures() -> ResponseReturnValue:
    """What did not arrive, by provider, with the relay's answer."""
    provider = request.args.get("provider", "")[:255]
    wanted = asked()
    with db.engine.connect() as connection:
        providers = mail_log.troubled_providers(connection)
        rows = mail_log.failures(connection, wanted, provider)
    page, ways = a_page(rows, wanted, ".failures", provider=provider)
    return render_template(
        "admin/failures.html",
        providers=providers,
        provider=provider,
        rows=page,
        wanted=wanted,
        **ways,
    )


def asked(per_page: int = PER_PAGE) -> Wanted:
    """What the visitor looks for, and on which page."""
    return Wanted(
        text=request.args.get("q", "")[:200].replace("\0", "").strip(),
        before=paging.place(request.args.get("before")),
        after=paging.place(request.args.get("after")),
        limit=per_page + 1,
    )


def a_page(rows: Any, wanted: Wanted, endpoint: str, **more: str) -> tuple[Any, dict[str, Any]]:
    """The rows to show, and the addresses of the newer and the older ones."""
    newer, older = wanted.before is not None, wanted.after is not None
    page = paging.newest_first(rows, wanted.limit - 1, before=newer, after=older)
    about: dict[str, Any] = {
        name: value for name, value in {**more, "q": wanted.text}.items() if value
    }
    ways: dict[str, Any] = {"newer": None, "older": None}
    if page.rows and page.has_newer:
        ways["newer"] = url_for(endpoint, **about, after=paging.cursor(page.rows[0].id))
    if page.rows and page.has_older:
        ways["older"] = url_for(endpoint, **about, before=paging.cursor(page.rows[-1].id))
    return page.rows, ways


def _told(kind: str, rows: Rows) -> list[dict[str, Any]]:
    """Rows for the page; a mail's fate as the sentence that its sender would read."""
    if kind in ("refused", "sent", "bounced"):
        return [{**row._mapping} for row in rows]
    return [{**row._mapping, "told": _fate(row)} for row in rows]


def _fate(row: Any) -> str:
    return fate_sentence(row.fate, row.reason, row.details, reader())
