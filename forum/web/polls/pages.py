"""意向確認 on the web: the frozen words, an answer that can be changed, and what came of it."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from forum.base import today
from forum.language import N_
from forum.people.person import Person
from forum.people.wording import SECTORS
from forum.polls import asking, letters
from forum.proposals import deciding, phrasing, polling, reading
from forum.proposals.poll import Ballot, Channel, Choice, Poll
from forum.proposals.polling import LONGEST_REASON, NotCounted, Said, Tally, Turnout
from forum.proposals.proposal import Proposal
from forum.proposals.wording import CHOICES
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import done, refuse, shown
from forum.web.links import this_site
from forum.web.polls.picture import draw
from forum.web.proposals.pages import proposal_or_404

bp = Blueprint("polls", __name__, url_prefix="/proposals")

REFUSALS = {
    NotCounted.CLOSED: N_("この意向確認は、もう締め切りました。お答えは数えていません。"),
    NotCounted.NOT_FOR_YOU: N_("この意向確認には、お答えになれません。"),
    NotCounted.NOT_YOURS: N_("用紙を入れられるのは、事務局と進行役だけです。"),
    NotCounted.WRONG_DAY: N_(
        "用紙が届いた日は、意向確認の期間の中の、今日までの日にしてください。"
    ),
    NotCounted.NO_REASON: N_("理由を書いてください。"),
    NotCounted.CORRECTED_ALREADY: N_("この用紙は、もう取り消されています。"),
    NotCounted.NOT_PAPER: N_("取り消せるのは、用紙から入れたものだけです。"),
}


class AnswerForm(FlaskForm):
    choice = RadioField(
        lazy_gettext("お答え"), [InputRequired(lazy_gettext("一つ選んでください。"))]
    )
    reason = TextAreaField(
        lazy_gettext("理由"),
        [Length(max=LONGEST_REASON, message=lazy_gettext("5,000文字までにしてください。"))],
    )
    declines_annex = BooleanField(lazy_gettext("理由を少数意見として載せない"))

    @property
    def said(self) -> Said:
        """What is answered."""
        choice = Choice(self.choice.data)
        return Said(choice, self.reason.data or "", bool(self.declines_annex.data))


@dataclass(frozen=True, slots=True)
class Told:
    """What a visitor reads of a poll: how many answered, and what came of it once that is told."""

    poll: Poll
    is_open: bool
    turnout: Turnout
    tally: Tally | None
    is_recorded: bool
    my_answer: Ballot | None


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {
        "poll_told": poll_told,
        "draw_poll": draw,
        "choice_words": choice_words,
        "sector_words": sector_words,
    }


def poll_told(proposal: Proposal) -> Told | None:
    """The newest poll on a proposal, as far as the visitor may know of it.

    While it is open nobody reads how the answers fall, so that nobody follows the others; until the
    chair has recorded the outcome the council alone does, since slips may still be entered.
    """
    session = db.session()
    poll = deciding.current_poll(session, proposal)
    if poll is None:
        return None
    person_id = standing().person_id
    recorded = poll.ended_at is not None
    tally = None
    if poll.result is not None:
        tally = Tally.from_json(poll.result)
    elif recorded or (today() > poll.closes_on and _is_council()):
        tally = polling.tally(session, poll)
    return Told(
        poll=poll,
        is_open=polling.is_open(poll),
        turnout=tally.turnout if tally else polling.turnout(session, poll),
        tally=tally,
        is_recorded=recorded,
        my_answer=polling.answer_of(session, poll, person_id) if person_id else None,
    )


@bp.route("/<proposal_id>/poll", methods=["GET", "POST"])
def show(proposal_id: str) -> ResponseReturnValue:
    """The words that are asked about, and the form; what came of it once it has ended."""
    proposal = proposal_or_404(proposal_id)
    told = poll_told(proposal)
    if told is None:
        missing()
    form = AnswerForm(obj=told.my_answer)
    form.choice.choices = choices()
    if form.is_submitted():
        if standing().person_id is None:
            abort(403)
        if form.validate():
            made = _cast(told.poll, form.said)
            if isinstance(made, Ballot):
                words = gettext(CHOICES[made.choice])
                sentence = gettext("「%(choice)s」として数えました。", choice=words)
                return done(sentence, url_for("polls.show", proposal_id=proposal_id))
            refuse(form, refusal_words(made))
    version = letters.words_of(db.session(), told.poll)
    page = render_template(
        "polls/show.html",
        proposal=proposal,
        told=told,
        form=form,
        version=version,
        frozen_hash=phrasing.hash_of(version),
        address=asking.open_address(this_site(), told.poll),
        may_enter=polling.may_enter(told.poll, standing()),
    )
    return shown(form, page)


def poll_or_404(proposal_id: str) -> Poll:
    """The newest poll on a proposal that the visitor may see."""
    poll = deciding.current_poll(db.session(), proposal_or_404(proposal_id))
    if poll is None:
        missing()
    return poll


def choices() -> list[tuple[str, str]]:
    """The four answers, for a form."""
    return [(choice.value, gettext(word)) for choice, word in CHOICES.items()]


def choice_words(group: Any) -> str:
    """One answer, or several that are told together: 保留・反対."""
    return gettext("・").join(gettext(CHOICES[choice]) for choice in group)


def sector_words(group: Any) -> str:
    """One sector, or several that are told together."""
    return gettext("・").join(gettext(SECTORS[sector]) for sector in group)


def refusal_words(refusal: NotCounted) -> str:
    return gettext(REFUSALS[refusal])


def _cast(poll: Poll, said: Said) -> Ballot | NotCounted:
    session = db.session()
    person = session.get_one(Person, standing().person_id)
    return polling.cast(session, poll, person, said, Channel.WEB)


def _is_council() -> bool:
    return any(role in reading.COUNCIL for role, _ in standing().roles)
