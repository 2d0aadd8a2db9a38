"""What the city and the office do with a proposal: submission, receipt, questions, answers, measures."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required
from markupsafe import Markup

from forum.announcements.audience import without_mail
from forum.announcements.telling import AT_ONCE, in_full, tell_at_once
from forum.base import today
from forum.dates import era_day
from forum.documents import asking
from forum.documents.document import Document
from forum.documents.document import Kind as Printed
from forum.language import words
from forum.people.person import Role
from forum.plan import reading as plan
from forum.proposals import answering, drafting, life
from forum.proposals.answering import Paper
from forum.proposals.city import Answer
from forum.proposals.content import Item
from forum.proposals.dealings import dealings
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal
from forum.proposals.wording import REFUSALS
from forum.text.masking import mask
from forum.text.plain import paragraphs
from forum.web.access import missing, standing
from forum.web.city import words as city_words
from forum.web.city.forms import (
    ApprovalForm,
    CorrectionForm,
    ExplainForm,
    LinkForm,
    QuestionForm,
    ReceiptForm,
    ReferralForm,
    SubmissionForm,
    answer_form,
    told,
)
from forum.web.extensions import db
from forum.web.forms import done, refuse, shown
from forum.web.links import this_site
from forum.web.plan import words as plan_words
from forum.web.proposals.pages import proposal_or_404
from forum.web.scans import keep_scan, scan_type

bp = Blueprint("proposals_city", __name__, url_prefix="/proposals/<proposal_id>")

ANSWER_DAYS = 60
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
        title=_title(proposal),
        dealings=dealings(db.session(), proposal),
        city_acts=city_acts(proposal),
        is_office=standing().holds(*OFFICE),
    )


@bp.route("/submit", methods=["GET", "POST"])
@login_required
def submit(proposal_id: str) -> ResponseReturnValue:
    """提出: first the 提案書 is made with what is written here, then it is handed over."""
    proposal = _may(proposal_id, Act.SUBMIT)
    newest = asking.newest(db.session(), Printed.PROPOSAL, proposal.public_id)
    form = SubmissionForm(**_as_printed(newest))
    made = None
    if form.validate_on_submit():
        if form.make.data:
            return _ask_for_document(proposal, form)
        document = _document_of(proposal, form)
        made = answering.submit(
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
    return _after(proposal, form, made, words, "submit", document=newest)


@bp.route("/receive", methods=["GET", "POST"])
@login_required
def receive(proposal_id: str) -> ResponseReturnValue:
    """受理."""
    proposal = _may(proposal_id, Act.RECEIVE)
    form = ReceiptForm(on=today(), due_on=today() + timedelta(days=ANSWER_DAYS))
    made = None
    if form.validate_on_submit():
        made = answering.receive(
            db.session(),
            proposal,
            told(form.on, today()),
            told(form.receipt_number, ""),
            told(form.lead_department, ""),
            told(form.due_on, today()),
            standing(),
            form.seen.data,
        )
    return _after(proposal, form, made, gettext("受理を記録しました。"), "receive")


@bp.route("/clarify", methods=["GET", "POST"])
@login_required
def clarify(proposal_id: str) -> ResponseReturnValue:
    """照会."""
    proposal = _may(proposal_id, Act.CLARIFY)
    form = QuestionForm()
    made = None
    if form.validate_on_submit():
        question = told(form.question, "")
        made = answering.clarify(db.session(), proposal, question, standing(), seen=form.seen.data)
    words = gettext("協議会にたずねました。答えが出るまで、回答の期限は先に延びます。")
    return _after(proposal, form, made, words, "clarify")


@bp.route("/explain", methods=["GET", "POST"])
@login_required
def explain(proposal_id: str) -> ResponseReturnValue:
    """The council's answer to a question of the city."""
    proposal = _may(proposal_id, Act.EXPLAIN)
    form = ExplainForm()
    made = None
    if form.validate_on_submit():
        words = told(form.words, "")
        made = answering.explain(db.session(), proposal, words, standing(), seen=form.seen.data)
    questions = answering.clarifications(db.session(), proposal)
    question = questions[-1] if questions else None
    done = gettext("市の照会に答えました。回答の期限が、また数えられます。")
    return _after(proposal, form, made, done, "explain", question=question)


@bp.route("/refer", methods=["GET", "POST"])
@login_required
def refer(proposal_id: str) -> ResponseReturnValue:
    """Pass an item on to a department or a research body."""
    proposal = _may(proposal_id, Act.REFER)
    form = ReferralForm()
    form.item.choices = _item_choices(proposal)
    made = None
    if form.validate_on_submit():
        made = answering.refer(
            db.session(),
            proposal,
            _item(proposal, form.item.data),
            told(form.to, ""),
            form.due_on.data,
            standing(),
        )
    return _after(proposal, form, made, gettext("担当に回したことを記録しました。"), "refer")


@bp.route("/answer", methods=["GET", "POST"])
@login_required
def answer(proposal_id: str) -> ResponseReturnValue:
    """回答: every item at once."""
    proposal = _may(proposal_id, Act.ANSWER)
    return _answer(proposal, is_interim=False)


@bp.route("/answer/interim", methods=["GET", "POST"])
@login_required
def answer_interim(proposal_id: str) -> ResponseReturnValue:
    """中間回答: the items on which there is something to say."""
    proposal = _may(proposal_id, Act.ANSWER_INTERIM)
    return _answer(proposal, is_interim=True)


@bp.route("/answer/correct", methods=["GET", "POST"])
@login_required
def correct(proposal_id: str) -> ResponseReturnValue:
    """Which item is to be corrected."""
    proposal = _may(proposal_id, Act.CORRECT)
    items = [one for one in dealings(db.session(), proposal).items if one.answers]
    return render_template(
        "proposals/city/which.html", proposal=proposal, title=_title(proposal), items=items
    )


@bp.route("/items/<item_id>/correct", methods=["GET", "POST"])
@login_required
def correct_item(proposal_id: str, item_id: str) -> ResponseReturnValue:
    """訂正: a corrected answer to one item; the old one stays beside it."""
    proposal = _may(proposal_id, Act.CORRECT)
    asked = next(
        (a for a in dealings(db.session(), proposal).items if a.words.item.public_id == item_id),
        None,
    )
    if asked is None or asked.newest is None:
        missing()
    form = CorrectionForm(**city_words.as_form(asked.newest))
    made = None
    if form.validate_on_submit() and (not _is_office() or _paper_kept(form)):
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
    return _after(proposal, form, made, words, "correct", asked=asked, is_office=_is_office())


@bp.route("/approve", methods=["GET", "POST"])
@login_required
def approve(proposal_id: str) -> ResponseReturnValue:
    """推進本部の承認."""
    proposal = _may(proposal_id, Act.APPROVE)
    form = ApprovalForm(on=proposal.approved_on or today())
    made: Any = None
    if form.validate_on_submit():
        on = told(form.on, today())
        made = answering.approve(db.session(), proposal, on, standing(), form.seen.data)
    return _after(proposal, form, made, gettext("推進本部の承認を記録しました。"), "approve")


@bp.route("/measures", methods=["GET", "POST"])
@login_required
def link_measure(proposal_id: str) -> ResponseReturnValue:
    """Say which measure of the plan carries an item out."""
    proposal = _may(proposal_id, Act.LINK_MEASURE)
    form = LinkForm()
    form.item.choices = _item_choices(proposal)
    form.measure.choices = [
        (one.code, f"{one.code} {one.now.title}") for one in plan.entries(db.session())
    ]
    made: Any = None
    if form.validate_on_submit():
        measure = plan.measure(db.session(), form.measure.data)
        if measure is None:
            missing()
        item = _item(proposal, form.item.data)
        made = answering.link_measure(
            db.session(), proposal, item, measure, standing(), form.seen.data
        )
    words = gettext("項目を施策と結び付けました。これからの推進状況が、提案のページにも載ります。")
    return _after(proposal, form, made, words, "link")


@bp.get("/letters")
@login_required
def letters(proposal_id: str) -> ResponseReturnValue:
    """Letters to print, for whoever is cited and reads no mail: the newest of what was told in full."""
    proposal = proposal_or_404(proposal_id)
    if not standing().holds(*OFFICE):
        abort(403)
    told = [step for step in proposal.steps if step.act in AT_ONCE]
    voices = without_mail(db.session(), proposal) if told else []
    facts = in_full(db.session(), this_site(), proposal, told[-1].act, words(None)) if told else {}
    return render_template(
        "proposals/letters.html",
        proposal=proposal,
        voices=voices,
        answered=bool(told) and told[-1].act is Act.ANSWER,
        day=era_day(told[-1].at) if told else "",
        **facts,
    )


@bp.get("/answers/<answer_id>/scan")
def scan(proposal_id: str, answer_id: str) -> Response:
    """The paper from which an answer was copied."""
    proposal = proposal_or_404(proposal_id)
    found = db.session.query(Answer).filter_by(public_id=answer_id).one_or_none()
    if found is None or found.item.proposal_id != proposal.id or not found.scan_sha256:
        missing()
    octets = this_site().attachments.read(found.scan_sha256)
    kind, ending = scan_type(octets)
    response = Response(octets, mimetype=kind)
    name = f"answer-{found.public_id}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _may(proposal_id: str, act: Act) -> Proposal:
    """The proposal, for those who do this act at some time; others are told so before any form."""
    proposal = proposal_or_404(proposal_id)
    if not life.RULES[act].by & life.capacities(proposal, standing()):
        abort(403)
    return proposal


def _answer(proposal: Proposal, *, is_interim: bool) -> ResponseReturnValue:
    asked = dealings(db.session(), proposal).items
    form = answer_form(asked, is_interim=is_interim)
    made: Any = None
    if form.validate_on_submit() and (not _is_office() or _paper_kept(form)):
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
    return _after(
        proposal, form, made, words, "answer",
        asked=asked, is_interim=is_interim, is_office=_is_office(),
    )  # fmt: skip


def _is_office() -> bool:
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
    return redirect(url_for(".submit", proposal_id=proposal.public_id), 303)


def _item_choices(proposal: Proposal) -> list[tuple[str, str]]:
    return [
        (one.words.item.public_id, f"{one.words.position} {one.words.title}")
        for one in dealings(db.session(), proposal).items
    ]


def _item(proposal: Proposal, public_id: str) -> Item:
    return next(i for i in answering.items(db.session(), proposal) if i.public_id == public_id)


def _title(proposal: Proposal) -> str:
    return drafting.frozen(db.session(), proposal).title


def _after(
    proposal: Proposal, form: Any, made: Any, words: str, template: str, **more: Any
) -> ResponseReturnValue:
    """Back to the proposal where something was made; else the form, with everything still in it."""
    if made is not None and not isinstance(made, Refusal):
        return _done(proposal, words)
    if isinstance(made, Refusal):
        refuse(form, gettext(REFUSALS[made]))
    if not form.is_submitted() or made is Refusal.CHANGED_MEANWHILE:
        form.seen.data = life.last_number(proposal)
    page = render_template(
        f"proposals/city/{template}.html",
        form=form,
        proposal=proposal,
        title=_title(proposal),
        dealings=dealings(db.session(), proposal),
        plan_words=plan_words,
        **more,
    )
    return shown(form, page)


def _done(proposal: Proposal, words: str) -> ResponseReturnValue:
    tell_at_once(db.session(), this_site(), proposal)
    return done(words, url_for(".show", proposal_id=proposal.public_id))
