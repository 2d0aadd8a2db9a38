"""Printed documents of proposals: 提案書 as it went to the city, slips for the poll, press text."""

from typing import Any
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_required

from forum.documents import asking, press_text
from forum.documents.document import Document, Kind, Reason, State
from forum.language import N_
from forum.people.person import Role
from forum.proposals import city, deciding, drafting, reading
from forum.proposals.proposal import Proposal
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import done
from forum.web.links import this_site

bp = Blueprint("documents", __name__)

OFFICE = (Role.SECRETARIAT, Role.ADMIN, Role.MODERATOR)
RETRY_AFTER_S = 4
REASONS = {
    Reason.NO_PANGO: N_(
        "このサーバーに、文字を組むための部品（Pango）が入っていません。管理者に知らせてください。"
    ),
    Reason.NO_FONT: N_("このサーバーに、日本語の書体が入っていません。管理者に知らせてください。"),
    Reason.TOO_SLOW: N_("時間がかかりすぎたため、途中でやめました。"),
    Reason.TOO_LARGE: N_("長すぎて、作れませんでした。"),
    Reason.GONE: N_("もとになるものが、なくなっています。"),
    Reason.BROKEN: N_("思いがけない誤りがありました。管理者に知らせてください。"),
}


@bp.get("/proposals/<proposal_id>/document.pdf")
def show(proposal_id: str) -> ResponseReturnValue:
    """The 提案書 that went to the city; before that, the newest one."""
    proposal = decided_or_404(proposal_id)
    document = counting(proposal)
    newest = document or asking.newest(db.session(), Kind.PROPOSAL, proposal.public_id)
    return given(newest, f"{proposal.label}.pdf", url_for(".about", proposal_id=proposal_id))


@bp.get("/proposals/<proposal_id>/document")
def about(proposal_id: str) -> ResponseReturnValue:
    """Every edition with its SHA-256, so that anybody can check a file that they were given."""
    proposal = decided_or_404(proposal_id)
    return render_template(
        "printed/proposal.html",
        proposal=proposal,
        title=drafting.frozen(db.session(), proposal).title,
        counting=counting(proposal),
        editions=asking.editions(db.session(), Kind.PROPOSAL, proposal.public_id),
        reasons=REASONS,
        may_retry=standing().holds(*OFFICE),
    )


@bp.post("/proposals/<proposal_id>/document")
@login_required
def again(proposal_id: str) -> ResponseReturnValue:
    """Try once more what failed."""
    proposal = decided_or_404(proposal_id)
    newest = asking.newest(db.session(), Kind.PROPOSAL, proposal.public_id)
    if not standing().holds(*OFFICE) or newest is None:
        missing()
    asking.again(newest)
    return done(gettext("もう一度作っています。"), url_for(".about", proposal_id=proposal_id))


def decided_or_404(proposal_id: str) -> Proposal:
    """A proposal with its number, which everybody may read."""
    proposal = reading.proposal(db.session(), proposal_id)
    if proposal is None or proposal.number is None or not reading.may_see(proposal, standing()):
        missing()
    return proposal


def counting(proposal: Proposal) -> Document | None:
    """The edition whose SHA-256 stands in the submission, else the newest that is done."""
    session, subject = db.session(), proposal.public_id
    made = city.submission(session, proposal)
    if made is not None and made.document_sha256:
        found = asking.of_hash(session, Kind.PROPOSAL, subject, made.document_sha256)
        if found is not None:
            return found
    return asking.newest_done(session, Kind.PROPOSAL, subject)


def given(document: Document | None, name: str, back: str) -> Response:
    """The PDF, or a page that says how far it is and looks again by itself."""
    if document is None or document.state is not State.DONE or document.octets is None:
        return _not_yet(document, back)
    response = Response(document.octets, mimetype="application/pdf")
    response.headers["Content-Disposition"] = (
        f"inline; filename=\"document.pdf\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    # Its own names for what it shows; nothing of ours is loaded by a PDF.
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    response.set_etag(document.sha256 or "")
    response.make_conditional(request)
    return response


def _not_yet(document: Document | None, back: str) -> Response:
    failed = document is not None and document.state is State.FAILED
    page: dict[str, Any] = {"document": document, "failed": failed, "back": back}
    response = make_response(render_template("printed/waiting.html", reasons=REASONS, **page), 503)
    if not failed:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


@bp.get("/proposals/<proposal_id>/slip.pdf")
def slip(proposal_id: str) -> ResponseReturnValue:
    """The slip on which somebody answers the poll with a pen."""
    proposal = _seen_or_404(proposal_id)
    poll = deciding.current_poll(db.session(), proposal)
    if poll is None or poll.ended_at is not None:
        missing()
    newest = asking.newest(db.session(), Kind.SLIP, poll.public_id)
    return given(newest, "slip.pdf", _page_of(proposal))


@bp.get("/proposals/<proposal_id>/press.txt")
def press(proposal_id: str) -> ResponseReturnValue:
    """記者発表資料 of a proposal."""
    proposal = _seen_or_404(proposal_id)
    return plain_text(press_text.of_proposal(db.session(), this_site(), proposal))


def plain_text(words: str) -> Response:
    return Response(words, content_type="text/plain; charset=utf-8")


def _seen_or_404(proposal_id: str) -> Proposal:
    proposal = reading.proposal(db.session(), proposal_id)
    if proposal is None or not reading.may_see(proposal, standing()):
        missing()
    return proposal


def _page_of(proposal: Proposal) -> str:
    return url_for("proposals.show", proposal_id=proposal.public_id)
