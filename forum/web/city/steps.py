"""What the office and the city do with a proposal before and after the answer, each on its form."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required

from forum.base import today
from forum.documents import asking
from forum.documents.document import Document
from forum.documents.document import Kind as Printed
from forum.plan import reading as plan
from forum.proposals import city, clarifying, following_up, submitting
from forum.proposals.proposal import Act, Proposal
from forum.web.access import missing, standing
from forum.web.city import words as city_words
from forum.web.city.acting import after, item_choices, item_named, may
from forum.web.city.forms import (
    ApprovalForm,
    ExplainForm,
    LinkForm,
    QuestionForm,
    ReceiptForm,
    ReferralForm,
    SubmissionForm,
    told,
)
from forum.web.extensions import db

bp = Blueprint("proposals_city_steps", __name__, url_prefix="/proposals/<proposal_id>")

ANSWER_DAYS = 60


@bp.route("/submit", methods=["GET", "POST"])
@login_required
def submit(proposal_id: str) -> ResponseReturnValue:
    """提出: first the 提案書 is made with what is written here, then it is handed over."""
    proposal = may(proposal_id, Act.SUBMIT)
    newest = asking.newest(db.session(), Printed.PROPOSAL, proposal.public_id)
    form = SubmissionForm(**_as_printed(newest))
    made = None
    if form.validate_on_submit():
        if form.make.data:
            return _ask_for_document(proposal, form)
        document = _document_of(proposal, form)
        made = submitting.submit(
            db.session(),
            proposal,
            told(form.on, today()),
            told(form.addressee, ""),
            told(form.document_number, ""),
            document.sha256 if document else None,
            standing(),
            form.seen.data,
        )
    words = gettext("市に提出しました。引用された人と購読している人に、メールでお知らせします。")
    return after(proposal, form, made, words, "submit", document=newest)


@bp.route("/receive", methods=["GET", "POST"])
@login_required
def receive(proposal_id: str) -> ResponseReturnValue:
    """受理."""
    proposal = may(proposal_id, Act.RECEIVE)
    form = ReceiptForm(on=today(), due_on=today() + timedelta(days=ANSWER_DAYS))
    made = None
    if form.validate_on_submit():
        made = submitting.receive(
            db.session(),
            proposal,
            told(form.on, today()),
            told(form.receipt_number, ""),
            told(form.lead_department, ""),
            told(form.due_on, today()),
            standing(),
            form.seen.data,
        )
    return after(proposal, form, made, gettext("受理を記録しました。"), "receive")


@bp.route("/clarify", methods=["GET", "POST"])
@login_required
def clarify(proposal_id: str) -> ResponseReturnValue:
    """照会."""
    proposal = may(proposal_id, Act.CLARIFY)
    form = QuestionForm()
    made = None
    if form.validate_on_submit():
        question = told(form.question, "")
        made = clarifying.clarify(db.session(), proposal, question, standing(), seen=form.seen.data)
    words = gettext("協議会にたずねました。答えが出るまで、回答の期限は先に延びます。")
    return after(proposal, form, made, words, "clarify")


@bp.route("/explain", methods=["GET", "POST"])
@login_required
def explain(proposal_id: str) -> ResponseReturnValue:
    """The council's answer to a question of the city."""
    proposal = may(proposal_id, Act.EXPLAIN)
    form = ExplainForm()
    made = None
    if form.validate_on_submit():
        words = told(form.words, "")
        made = clarifying.explain(db.session(), proposal, words, standing(), seen=form.seen.data)
    questions = city.clarifications(db.session(), proposal)
    question = questions[-1] if questions else None
    done = gettext("市の照会に答えました。回答の期限が、また数えられます。")
    return after(proposal, form, made, done, "explain", question=question)


@bp.route("/refer", methods=["GET", "POST"])
@login_required
def refer(proposal_id: str) -> ResponseReturnValue:
    """Pass an item on to a department or a research body."""
    proposal = may(proposal_id, Act.REFER)
    form = ReferralForm()
    form.item.choices = item_choices(proposal)
    made = None
    if form.validate_on_submit():
        made = clarifying.refer(
            db.session(),
            proposal,
            item_named(proposal, form.item.data),
            told(form.to, ""),
            form.due_on.data,
            standing(),
        )
    return after(proposal, form, made, gettext("担当に回したことを記録しました。"), "refer")


@bp.route("/approve", methods=["GET", "POST"])
@login_required
def approve(proposal_id: str) -> ResponseReturnValue:
    """推進本部の承認."""
    proposal = may(proposal_id, Act.APPROVE)
    form = ApprovalForm(on=proposal.approved_on or today())
    made: Any = None
    if form.validate_on_submit():
        on = told(form.on, today())
        made = following_up.approve(db.session(), proposal, on, standing(), form.seen.data)
    return after(proposal, form, made, gettext("推進本部の承認を記録しました。"), "approve")


@bp.route("/measures", methods=["GET", "POST"])
@login_required
def link_measure(proposal_id: str) -> ResponseReturnValue:
    """Say which measure of the plan carries an item out."""
    proposal = may(proposal_id, Act.LINK_MEASURE)
    form = LinkForm()
    form.item.choices = item_choices(proposal)
    form.measure.choices = [
        (one.code, f"{one.code} {one.now.title}") for one in plan.entries(db.session())
    ]
    made: Any = None
    if form.validate_on_submit():
        measure = plan.measure(db.session(), form.measure.data)
        if measure is None:
            missing()
        item = item_named(proposal, form.item.data)
        made = following_up.link_measure(
            db.session(), proposal, item, measure, standing(), form.seen.data
        )
    words = gettext("項目を施策と結び付けました。これからの推進状況が、提案のページにも載ります。")
    return after(proposal, form, made, words, "link")


def _as_printed(document: Document | None) -> dict[str, Any]:
    """What stands on the newest 提案書, to begin the form with."""
    details = document.details if document else {}
    return {
        "on": city_words.day_of(details.get("on")) or today(),
        "addressee": details.get("addressee", ""),
        "document_number": details.get("document_number", ""),
    }


def _written(form: SubmissionForm) -> dict[str, str]:
    return {
        "on": told(form.on, today()).isoformat(),
        "addressee": told(form.addressee, ""),
        "document_number": told(form.document_number, ""),
    }


def _document_of(proposal: Proposal, form: SubmissionForm) -> Document | None:
    """The finished 提案書 on which the same stands as in the form."""
    done = asking.newest_done(db.session(), Printed.PROPOSAL, proposal.public_id)
    return done if done is not None and done.details == _written(form) else None


def _ask_for_document(proposal: Proposal, form: SubmissionForm) -> ResponseReturnValue:
    asking.ask(
        db.session(), Printed.PROPOSAL, proposal.public_id, _written(form), current_user.person_id
    )
    db.session.commit()
    flash(
        gettext("提案書を作っています。少し待ってから、このページをもう一度開いてください。"),
        "info",
    )
    return redirect(url_for("proposals_city_steps.submit", proposal_id=proposal.public_id), 303)
