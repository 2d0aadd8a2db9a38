"""What the council does with a proposal: each act of its life on a page with its reasons and dates."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from forum.announcements import opening
from forum.announcements.telling import tell_at_once
from forum.base import today
from forum.language import N_
from forum.plan import reading as plan
from forum.proposals import (
    city,
    commenting,
    deciding,
    drafting,
    following_up,
    life,
    outlook,
    polling,
    reading,
    uniting,
)
from forum.proposals.deciding import Decision
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Method, Proposal, State
from forum.web.access import missing, readable_boards, standing
from forum.web.extensions import db
from forum.web.forms import NEEDED, SOME_TEXT, done, plain_text, refuse, shown
from forum.web.links import this_site
from forum.web.proposals import words as proposals_words
from forum.web.proposals.drafting import is_allowed
from forum.web.proposals.pages import proposal_or_404

bp = Blueprint("proposals_deciding", __name__, url_prefix="/proposals")


class ActForm(FlaskForm):
    """Every act says which step it was decided on: nobody decides about what has moved on."""

    seen = IntegerField(validators=[InputRequired()])


class ReasonForm(ActForm):
    reason = TextAreaField(lazy_gettext("理由"), [NEEDED, SOME_TEXT])


class CommentForm(ActForm):
    until = DateField(lazy_gettext("意見をもらう最後の日"), [NEEDED])


class PollForm(ActForm):
    closes_on = DateField(lazy_gettext("意向確認の最後の日"), [NEEDED])
    is_secret = BooleanField(lazy_gettext("無記名にする"))


class DecisionForm(ActForm):
    counted = HiddenField()
    method = RadioField(lazy_gettext("決め方"), [NEEDED])
    decided_on = DateField(lazy_gettext("決定した日"), [NEEDED])
    words = TextAreaField(lazy_gettext("決定の言葉"), [SOME_TEXT])


class OtherForm(ReasonForm):
    other = SelectField(lazy_gettext("どの提案か"), [NEEDED])


class EvaluationForm(ActForm):
    evaluation = SelectField(lazy_gettext("事後評価"), [NEEDED])
    words = TextAreaField(lazy_gettext("評価を受けて"), [SOME_TEXT])


@dataclass(frozen=True)
class Doing:
    """How an act is done on the web: its form, what it does, what is said before and after."""

    do: Callable[[Proposal, Any], Any]
    done: str
    form: type[ActForm] = ReasonForm
    lead: str = ""
    begin: Callable[[], dict[str, Any]] = field(default=dict)
    offer: Callable[[Proposal, Any], None] = field(default=lambda proposal, form: None)


@bp.route("/<proposal_id>/do/<act>", methods=["GET", "POST"])
@login_required
def act(proposal_id: str, act: str) -> ResponseReturnValue:
    """Do something with a proposal; whoever may not is told so before any form."""
    proposal = proposal_or_404(proposal_id)
    doing = DOINGS.get(Act(act)) if act in set(Act) else None
    if doing is None:
        missing()
    if not is_allowed(proposal, Act(act)):
        abort(403)
    form = doing.form(seen=life.last_number(proposal), **doing.begin())
    doing.offer(proposal, form)
    if form.validate_on_submit():
        made = doing.do(proposal, form)
        if not isinstance(made, Refusal):
            tell_at_once(db.session(), this_site(), proposal)
            return done(gettext(doing.done), url_for("proposals.show", proposal_id=proposal_id))
        refuse(form, proposals_words.refusal_words(made))
        form.seen.data = life.last_number(proposal)
        doing.offer(proposal, form)
    page = render_template(
        "proposals/act.html",
        form=form,
        act=Act(act),
        doing=doing,
        proposal=proposal,
        title=drafting.frozen(db.session(), proposal).title,
    )
    return shown(form, page)


def _ask(proposal: Proposal, form: ActForm) -> Any:
    return commenting.ask_comment(db.session(), proposal, standing(), form.seen.data)


def _open_comment(proposal: Proposal, form: Any) -> Any:
    session = db.session()
    made = commenting.open_comment(session, proposal, form.until.data, standing(), form.seen.data)
    if not isinstance(made, Refusal):
        opening.ask_for_comments(session, proposal, standing(), this_site())
    return made


def _open_poll(proposal: Proposal, form: Any) -> Any:
    return deciding.open_poll(
        db.session(),
        proposal,
        form.closes_on.data,
        standing(),
        is_secret=form.is_secret.data,
        seen=form.seen.data,
    )


def _adopt(proposal: Proposal, form: Any) -> Any:
    words = plain_text(form.words.data)
    decision = Decision(Method(form.method.data), form.decided_on.data, words)
    return deciding.adopt(
        db.session(),
        proposal,
        decision,
        standing(),
        seen=form.seen.data,
        counted=form.counted.data or "",
    )


def _send(proposal: Proposal, form: ActForm) -> Any:
    return deciding.send(db.session(), proposal, standing(), form.seen.data)


def _with_reason(do: Callable[..., Any]) -> Callable[[Proposal, Any], Any]:
    def doing(proposal: Proposal, form: Any) -> Any:
        reason = plain_text(form.reason.data)
        return do(db.session(), proposal, reason, standing(), form.seen.data)

    return doing


def _agree(proposal: Proposal, form: Any) -> Any:
    into = proposal_or_404(form.other.data)
    reason = plain_text(form.reason.data)
    return uniting.agree_to_merge(db.session(), proposal, into, reason, standing())


def _repropose(proposal: Proposal, form: Any) -> Any:
    anew = proposal_or_404(form.other.data)
    reason = plain_text(form.reason.data)
    return following_up.repropose(db.session(), proposal, anew, reason, standing(), form.seen.data)


def _evaluate(proposal: Proposal, form: Any) -> Any:
    found = plan.evaluation(db.session(), form.evaluation.data)
    if found is None:
        return Refusal.NO_EVALUATION
    words = plain_text(form.words.data)
    return following_up.evaluate(db.session(), proposal, found, words, standing(), form.seen.data)


def _others(*states: State) -> Callable[[Proposal, Any], None]:
    """Offer the proposals of the same kind that stand so."""

    def offer(proposal: Proposal, form: Any) -> None:
        boards = [board.id for board in readable_boards()]
        found = reading.page(db.session(), standing(), boards, states=states, limit=100)
        those = [one for one in found if one.id != proposal.id and one.kind is proposal.kind]
        titles = outlook.titles_of(db.session(), those)
        form.other.choices = [(one.public_id, titles[one.id]) for one in those]

    return offer


def _decision(proposal: Proposal, form: Any) -> None:
    """How it may be decided, and the tally that is decided on; what was seen stays on a POST."""
    form.method.choices = proposals_words.options(proposals_words.METHODS)
    poll = deciding.current_poll(db.session(), proposal)
    if poll is not None and (not form.is_submitted() or form.form_errors):
        form.counted.data = polling.tally(db.session(), poll).fingerprint


def _evaluations(proposal: Proposal, form: Any) -> None:
    """The ex-post sheets of the measures that carry it out."""
    form.evaluation.choices = [
        (
            pair.after.public_id,
            gettext(
                "%(measure)sの評価（%(day)s）",
                measure=link.measure.code,
                day=proposals_words.day_words(pair.after.on),
            ),
        )
        for link in city.measures(db.session(), proposal)
        for pair in plan.evaluations_of(db.session(), link.measure_id)
        if pair.after is not None
    ]


DOINGS = {
    Act.ASK_COMMENT: Doing(
        _ask,
        N_("意見募集を求めました。進行役が確かめて始めます。"),
        ActForm,
        N_("文章がそろい、みなの意見を聞きたくなったら、進行役に意見募集を求めます。始めるのは、求めた人とは別の進行役です。"),
    ),
    Act.OPEN_COMMENT: Doing(
        _open_comment,
        N_("意見募集を始めました。提案の本文を、掲示板とメールで送りました。"),
        CommentForm,
        N_("提案の本文が、あなたの名前で掲示板の新しい話題になり、購読している人にメールで届きます。返信が意見になります。"),
        lambda: {"until": today() + timedelta(days=commenting.COMMENT_DAYS)},
    ),
    Act.BACK_TO_DRAFT: Doing(
        _with_reason(deciding.back_to_draft),
        N_("起草に戻しました。"),
        lead=N_("文章をもう一度書き直します。集まった意見と答えは、そのまま残ります。"),
    ),
    Act.OPEN_POLL: Doing(
        _open_poll,
        N_("文章を確定し、意向確認を始めました。"),
        PollForm,
        N_("いまの版の文章を確定して、賛成・条件付き賛成・保留・反対をたずねます。始めると、文章は変えられません。"),
        lambda: {"closes_on": today() + timedelta(days=deciding.POLL_DAYS)},
    ),
    Act.ADOPT: Doing(
        _adopt,
        N_("協議会の決定を記録しました。提案に番号が付きました。"),
        DecisionForm,
        N_("意向確認の結果を踏まえて、協議会がどう決めたかを記録します。多数だけで決まることはありません。いまの集計が、決定とともに残ります。"),
        lambda: {"decided_on": today()},
        _decision,
    ),
    Act.SHELVE: Doing(
        _with_reason(deciding.shelve),
        N_("見送りました。"),
        lead=N_("いまは進めないことにします。あとで、もう一度取り上げられます。"),
    ),
    Act.AGREE_MERGE: Doing(
        _agree,
        N_("統合への同意を記録しました。起草者がみな同意すると、一つになります。"),
        OtherForm,
        N_("起草者がみな同意すると、この提案のもとの声は、残らず統合する先に並びます。"),
        offer=_others(State.DRAFT, State.COMMENT),
    ),
    Act.WITHDRAW: Doing(
        _with_reason(deciding.withdraw),
        N_("取り下げました。"),
        lead=N_("取り下げた提案は、理由とともに記録に残り、もとには戻せません。"),
    ),
    Act.TAKE_UP: Doing(
        _with_reason(deciding.take_up),
        N_("もう一度取り上げました。"),
        lead=N_("起草の段階から、もう一度進めます。"),
    ),
    Act.SEND: Doing(
        _send,
        N_("市に伝えました。番号が付きました。"),
        ActForm,
        N_("集まった声を、協議会の決定をせずに市へ伝えます。伝えた文章は変えられません。"),
    ),
    Act.EVALUATE: Doing(
        _evaluate,
        N_("評価を記録しました。"),
        EvaluationForm,
        N_("項目を実施する施策の事後評価を選び、協議会として受け止めたことを書きます。"),
        offer=_evaluations,
    ),
    Act.CLOSE: Doing(
        _with_reason(following_up.close),
        N_("完了しました。"),
        lead=N_("これ以上待つことがないとき、完了にします。記録はそのまま残ります。"),
    ),
    Act.REPROPOSE: Doing(
        _repropose,
        N_("新しい提案に引き継ぎました。"),
        OtherForm,
        N_("この提案を完了にして、もう一度求める新しい起草を示します。"),
        offer=_others(State.DRAFT),
    ),
}  # fmt: skip
