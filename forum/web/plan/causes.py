"""What a change of a measure can be caused by, as the form that changes it offers it."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from forum.plan import keeping, reading
from forum.plan.checking import Evaluation
from forum.plan.keeping import Why
from forum.plan.measure import Cause, Measure
from forum.proposals import outlook
from forum.proposals import reading as proposals
from forum.proposals.proposal import Proposal, State
from forum.web.access import readable_boards, standing
from forum.web.extensions import db
from forum.web.forms import plain_text
from forum.web.plan import words as plan_words
from forum.web.proposals import words as proposal_words

ANSWERED = frozenset({State.ANSWERED, State.FOLLOWING, State.EVALUATED, State.CLOSED})
_MOST = 1000  # choices; a council decides some ten a year


def as_it_stands(measure: Measure) -> dict[str, Any]:
    """What the form is filled with; a change has its own cause, and a trial its own lessons."""
    said = vars(keeping.said(measure.current))
    carried = proposals.carried_by(db.session(), measure.id)
    return said | {
        "period": measure.current.period_id,
        "flags": list(measure.current.chosen_for),
        "lessons": "" if keeping.taught_before(measure) else measure.current.lessons,
        "proposal": carried[0].public_id if len(carried) == 1 else "",
        "seen": measure.current.number,
    }


def offer_causes(form: Any, measure: Measure) -> None:
    """Fill in what may have caused the change: kinds, decided proposals, the measure's sheets."""
    kinds = {code: word for code, word in plan_words.CAUSES.items() if code is not Cause.ENTERED}
    form.cause.choices = plan_words.options(kinds)
    nothing = ("", gettext("（選んでください）"))
    decided = _decided()
    titles = outlook.titles_of(db.session(), decided)
    form.proposal.choices = [
        nothing,
        *((one.public_id, f"{proposal_words.name(one)} {titles[one.id]}") for one in decided),
    ]
    sheets = ((one.public_id, plan_words.sheet_name(one)) for one in _sheets(measure))
    form.evaluation.choices = [nothing, *sheets]


def why_in(form: Any) -> Why:
    """The cause that was chosen, with the one thing that it names."""
    cause = Cause(form.cause.data)
    proposal = proposals.proposal(db.session(), form.proposal.data or "")
    return Why(
        cause,
        plain_text(form.reason.data),
        proposal.id if proposal is not None else None,
        reading.evaluation(db.session(), form.evaluation.data or ""),
    )


def _decided() -> list[Proposal]:
    """The proposals that have been decided, the answered ones first, the newest first in each."""
    boards = [board.id for board in readable_boards()]
    found = proposals.page(db.session(), standing(), boards, states=proposals.DECIDED, limit=_MOST)
    return sorted(found, key=lambda one: one.state not in ANSWERED)


def _sheets(measure: Measure) -> Sequence[Evaluation]:
    pairs = reading.evaluations_of(db.session(), measure.id)
    return [one for pair in pairs for one in (pair.after, pair.before) if one is not None]
