"""The city's answer, interim, final or corrected; the office copies one that came on paper."""

from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_required

from forum.base import today
from forum.people.person import Role
from forum.proposals import answering
from forum.proposals.answering import Paper
from forum.proposals.dealings import dealings
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal
from forum.proposals.wording import REFUSALS
from forum.web.access import missing, standing
from forum.web.city import words as city_words
from forum.web.city.acting import after, may, title_of
from forum.web.city.forms import CorrectionForm, answer_form, told
from forum.web.extensions import db
from forum.web.scans import keep_scan

bp = Blueprint("proposals_city_answers", __name__, url_prefix="/proposals/<proposal_id>")


@bp.route("/answer", methods=["GET", "POST"])
@login_required
def answer(proposal_id: str) -> ResponseReturnValue:
    """回答: every item at once."""
    proposal = may(proposal_id, Act.ANSWER)
    return _answer(proposal, is_interim=False)


@bp.route("/answer/interim", methods=["GET", "POST"])
@login_required
def answer_interim(proposal_id: str) -> ResponseReturnValue:
    """中間回答: the items on which there is something to say."""
    proposal = may(proposal_id, Act.ANSWER_INTERIM)
    return _answer(proposal, is_interim=True)


@bp.route("/answer/correct", methods=["GET", "POST"])
@login_required
def correct(proposal_id: str) -> ResponseReturnValue:
    """Which item is to be corrected."""
    proposal = may(proposal_id, Act.CORRECT)
    items = [one for one in dealings(db.session(), proposal).items if one.answers]
    return render_template(
        "proposals/city/which.html", proposal=proposal, title=title_of(proposal), items=items
    )


@bp.route("/items/<item_id>/correct", methods=["GET", "POST"])
@login_required
def correct_item(proposal_id: str, item_id: str) -> ResponseReturnValue:
    """訂正: a corrected answer to one item; the old one stays beside it."""
    proposal = may(proposal_id, Act.CORRECT)
    asked = next(
        (a for a in dealings(db.session(), proposal).items if a.words.item.public_id == item_id),
        None,
    )
    if asked is None or asked.newest is None:
        missing()
    form = CorrectionForm(**city_words.as_form(asked.newest))
    made = None
    if form.validate_on_submit() and (not _copies_paper() or _paper_kept(form)):
        made = answering.correct(
            db.session(),
            proposal,
            form.reply(asked.words.item),
            told(form.correction, ""),
            standing(),
            paper=_paper(form),
            seen=form.seen.data,
        )
    words = gettext("回答を訂正しました。前の回答も残っています。")
    return after(proposal, form, made, words, "correct", asked=asked, is_office=_copies_paper())


def _answer(proposal: Proposal, *, is_interim: bool) -> ResponseReturnValue:
    asked = dealings(db.session(), proposal).items
    form = answer_form(asked, is_interim=is_interim)
    made: Any = None
    if form.validate_on_submit() and (not _copies_paper() or _paper_kept(form)):
        made = answering.answer(
            db.session(),
            proposal,
            form.replies(asked, is_interim=is_interim),
            standing(),
            is_interim=is_interim,
            paper=_paper(form),
            on=told(form.on, today()),
            seen=form.seen.data,
        )
        if isinstance(made, Refusal):
            form.point_at(asked, is_interim=is_interim)
    words = gettext("回答を載せました。引用された人と購読している人に、メールでお知らせします。")
    return after(
        proposal, form, made, words, "answer",
        asked=asked, is_interim=is_interim, is_office=_copies_paper(),
    )  # fmt: skip


def _copies_paper() -> bool:
    """Whoever is not the city itself copies from paper."""
    return not standing().holds(Role.LIAISON)


def _paper_kept(form: Any) -> bool:
    """The scan that came with the form, or with an earlier try of it."""
    if keep_scan(form):
        return True
    form.scan.errors = [gettext(REFUSALS[Refusal.NO_SCAN])]
    return False


def _paper(form: Any) -> Paper | None:
    sha256 = keep_scan(form)
    return Paper(sha256) if sha256 else None
