"""Advice: who advises and what they have declared, what was asked, and what they answered."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import Length, Optional

from forum.advice import asking, reading
from forum.advice.advice import Advice, Door, Stage
from forum.advice.asking import Refusal
from forum.base import today
from forum.matters import Matter, find
from forum.plan import reading as plan
from forum.web.access import missing, standing
from forum.web.advice import words as advice_words
from forum.web.extensions import db
from forum.web.forms import NEEDED, done, plain_text, refuse, shown
from forum.web.links import this_site

bp = Blueprint("advice", __name__, url_prefix="/advice")

SOME_TEXT = Length(max=20_000, message=lazy_gettext("20,000文字までにしてください。"))


class AskForm(FlaskForm):
    adviser = SelectField(lazy_gettext("だれに尋ねるか"))
    stage = SelectField(lazy_gettext("どの段階か"))
    question = TextAreaField(lazy_gettext("尋ねたいこと"), [NEEDED, SOME_TEXT])
    due_on = DateField(lazy_gettext("いつまでに"), [Optional()])


class WordsForm(FlaskForm):
    words = TextAreaField(lazy_gettext("助言"), [NEEDED, SOME_TEXT])


class ReasonForm(FlaskForm):
    reason = TextAreaField(lazy_gettext("辞退の理由"), [NEEDED, SOME_TEXT])


class InterestForm(FlaskForm):
    words = TextAreaField(lazy_gettext("申告する利害関係"), [NEEDED, SOME_TEXT])


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {"advice_words": advice_words, "may_ask_advice": _may_ask}


@bp.get("/")
def index() -> ResponseReturnValue:
    """The advisers with what they have declared; below them what was asked, the newest first."""
    session, by = db.session(), standing()
    advisers = [(one, reading.declarations(session, one.id)) for one in asking.advisers(session)]
    return render_template(
        "advice/index.html",
        advisers=advisers,
        requests=reading.newest(session, by),
        is_adviser=asking.is_adviser(by),
        day=today(),
    )


@bp.get("/<advice_id>")
def show(advice_id: str) -> ResponseReturnValue:
    """One request with every answer to it."""
    return _page(_advice(advice_id))


@bp.route("/ask", methods=["GET", "POST"])
@login_required
def ask() -> ResponseReturnValue:
    """Ask an adviser about the thing that the address names."""
    if not asking.may_ask(standing()):
        abort(403)
    matter = _asked_about()
    form = AskForm()
    advisers = {one.public_id: one for one in asking.advisers(db.session())}
    form.adviser.choices = [(public_id, one.name) for public_id, one in advisers.items()]
    form.stage.choices = [(s.value, gettext(word)) for s, word in advice_words.STAGES.items()]
    if form.validate_on_submit():
        made = asking.ask(
            db.session(),
            this_site(),
            advisers[form.adviser.data],
            matter,
            Stage(form.stage.data),
            plain_text(form.question.data),
            standing(),
            form.due_on.data,
        )
        if not isinstance(made, Refusal):
            return _done(gettext("アドバイザーにお願いしました。回答はメールでも届きます。"), made)
        refuse(form, advice_words.refusal(made))
    return shown(form, render_template("advice/ask.html", form=form, matter=matter))


@bp.post("/<advice_id>/reply")
@login_required
def reply(advice_id: str) -> ResponseReturnValue:
    """The adviser answers, or adds to an answer."""
    advice, form = _mine(advice_id), WordsForm()
    if not form.validate():
        return _page(advice, reply_form=form), 422
    told, by = plain_text(form.words.data), standing().person_id
    made = asking.reply(db.session(), this_site(), advice, told, by, Door.WEB)
    if isinstance(made, Refusal):
        refuse(form, advice_words.refusal(made))
        return _page(_mine(advice_id), reply_form=form), 422
    return _done(gettext("助言を載せました。"), advice)


@bp.post("/<advice_id>/decline")
@login_required
def decline(advice_id: str) -> ResponseReturnValue:
    """The adviser says no, and why."""
    advice, form = _mine(advice_id), ReasonForm()
    if not form.validate():
        return _page(advice, decline_form=form), 422
    told, by = plain_text(form.reason.data), standing().person_id
    made = asking.decline(db.session(), this_site(), advice, told, by, Door.WEB)
    if isinstance(made, Refusal):
        refuse(form, advice_words.refusal(made))
        return _page(_mine(advice_id), decline_form=form), 422
    return _done(gettext("辞退を知らせました。"), advice)


@bp.route("/interests", methods=["GET", "POST"])
@login_required
def interests() -> ResponseReturnValue:
    """What an adviser declares; the new one holds, the earlier ones stay."""
    by = standing()
    if not asking.is_adviser(by) or by.person_id is None:
        abort(403)
    now = asking.interest_of(db.session(), by.person_id)
    form = InterestForm(words=now.words if now is not None else "")
    if form.validate_on_submit():
        made = asking.declare(db.session(), plain_text(form.words.data), by)
        if not isinstance(made, Refusal):
            words = gettext("申告を載せました。前の申告も残っています。")
            return done(words, url_for("advice.index"))
        refuse(form, advice_words.refusal(made))
    earlier = reading.declarations(db.session(), by.person_id)
    page = render_template("advice/interests.html", form=form, earlier=earlier)
    return shown(form, page)


def _may_ask() -> bool:
    return asking.may_ask(standing())


def _advice(advice_id: str) -> Advice:
    advice = reading.one(db.session(), advice_id, standing())
    if advice is None:
        missing()
    return advice


def _mine(advice_id: str) -> Advice:
    advice = _advice(advice_id)
    if advice.adviser_id != standing().person_id:
        abort(403)
    return advice


def _asked_about() -> Matter:
    """What the address names, as far as the visitor may know of it."""
    session, told = db.session(), request.args
    matter = Matter()
    if told.get("evaluation"):
        matter = Matter(evaluation=plan.evaluation(session, told["evaluation"]))
    for kind, path in (("thread", "threads"), ("proposal", "proposals"), ("measure", "plan")):
        if told.get(kind):
            matter = find(session, f"/{path}/{told[kind]}")
    if not matter or not matter.may_be_seen(standing()):
        missing()
    return matter


def _page(advice: Advice, **forms: FlaskForm) -> str:
    by = standing()
    return render_template(
        "advice/show.html",
        advice=advice,
        matter=asking.matter_of(advice),
        is_mine=by.person_id is not None and by.person_id == advice.adviser_id,
        interest=asking.interest_of(db.session(), advice.adviser_id),
        reply_form=forms.get("reply_form") or WordsForm(formdata=None),
        decline_form=forms.get("decline_form") or ReasonForm(formdata=None),
        day=today(),
    )


def _done(sentence: str, advice: Advice) -> ResponseReturnValue:
    return done(sentence, url_for("advice.show", advice_id=advice.public_id))
