"""What has passed between the council and the city about a proposal, on a page and as letters."""

from typing import Any

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from forum.people.person import Role
from forum.proposals import life
from forum.proposals.city import Answer
from forum.proposals.dealings import dealings
from forum.proposals.proposal import Proposal
from forum.text.masking import mask
from forum.text.plain import paragraphs
from forum.web.access import missing, standing
from forum.web.city import words as city_words
from forum.web.city.acting import title_of
from forum.web.extensions import db
from forum.web.proposals.pages import proposal_or_404
from forum.web.scans import scan_download

bp = Blueprint("proposals_city", __name__, url_prefix="/proposals/<proposal_id>")

OFFICE = (Role.SECRETARIAT, Role.ADMIN)


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {"city_words": city_words}


@bp.app_template_filter("paragraphs")
def as_paragraphs(text: str) -> Markup:
    """Somebody's words as paragraphs, without addresses and telephone numbers."""
    return Markup(paragraphs(mask(text)))


def city_acts(proposal: Proposal) -> list[tuple[str, str]]:
    """What the visitor may do of this room now: (words, address)."""
    return [
        (
            gettext(city_words.ACTS[act]),
            url_for(city_words.PAGES[act], proposal_id=proposal.public_id),
        )
        for act in life.open_acts(proposal, standing())
        if act in city_words.PAGES
    ]


@bp.get("/city")
def show(proposal_id: str) -> ResponseReturnValue:
    """Everything between the council and the city, in the order in which it came."""
    proposal = proposal_or_404(proposal_id)
    return render_template(
        "proposals/city.html",
        proposal=proposal,
        title=title_of(proposal),
        dealings=dealings(db.session(), proposal),
        city_acts=city_acts(proposal),
        is_office=standing().holds(*OFFICE),
    )


@bp.get("/answers/<answer_id>/scan")
def scan(proposal_id: str, answer_id: str) -> Response:
    """The paper from which an answer was copied."""
    proposal = proposal_or_404(proposal_id)
    found = db.session.query(Answer).filter_by(public_id=answer_id).one_or_none()
    if found is None or found.item.proposal_id != proposal.id or not found.scan_sha256:
        missing()
    return scan_download(found.scan_sha256, f"answer-{found.public_id}")
