"""How every act between council and city goes: who may, the form once more, the record."""

from typing import Any

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forum.announcements.telling import tell_at_once
from forum.proposals import drafting, life
from forum.proposals.content import Item
from forum.proposals.dealings import dealings
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal
from forum.proposals.wording import REFUSALS
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.forms import done, refuse, shown
from forum.web.links import this_site
from forum.web.plan import words as plan_words
from forum.web.proposals.pages import proposal_or_404


def may(proposal_id: str, act: Act) -> Proposal:
    """The proposal, for those who do this act at some time; others are told so before any form."""
    proposal = proposal_or_404(proposal_id)
    if not life.RULES[act].by & life.capacities(proposal, standing()):
        abort(403)
    return proposal


def item_choices(proposal: Proposal) -> list[tuple[str, str]]:
    return [
        (one.words.item.public_id, f"{one.words.position} {one.words.title}")
        for one in dealings(db.session(), proposal).items
    ]


def item_named(proposal: Proposal, public_id: str) -> Item:
    return next(
        i for i in drafting.frozen_items(db.session(), proposal) if i.public_id == public_id
    )


def title_of(proposal: Proposal) -> str:
    return drafting.frozen(db.session(), proposal).title


def after(
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
        title=title_of(proposal),
        dealings=dealings(db.session(), proposal),
        plan_words=plan_words,
        **more,
    )
    return shown(form, page)


def _done(proposal: Proposal, words: str) -> ResponseReturnValue:
    tell_at_once(db.session(), this_site(), proposal)
    return done(words, url_for("proposals_city.show", proposal_id=proposal.public_id))
