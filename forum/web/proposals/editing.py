"""The form in which a proposal is written: its parts, its items, and what somebody saved meanwhile.

Items are added, moved and taken out by buttons that send the form: nothing written is lost, and no
script is needed.
"""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)

from forum.proposals import comparing, drafting, phrasing
from forum.proposals.comparing import Change
from forum.proposals.content import Target, Version
from forum.proposals.life import Refusal
from forum.proposals.phrasing import ItemText, Text
from forum.proposals.proposal import Act, Proposal
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.forms import A_LINE, NEEDED, SOME_TEXT, done, plain_text, refuse
from forum.web.proposals import words as proposals_words
from forum.web.proposals.drafting import may

bp = Blueprint("proposals_editing", __name__, url_prefix="/proposals")

MOST_ITEMS = 30
PARTS = ("title", "problem", "purpose", "effect", "plain")


class ItemForm(Form):
    """One item; `item` names the one that it was before."""

    item = HiddenField()
    title = StringField(lazy_gettext("項目の題名"), [NEEDED, A_LINE])
    words = TextAreaField(lazy_gettext("内容"), [SOME_TEXT])
    target = SelectField(lazy_gettext("対象"))
    target_words = StringField(lazy_gettext("対象の名前"), [A_LINE])
    doer = StringField(lazy_gettext("担い手"), [A_LINE])
    effect = TextAreaField(lazy_gettext("この項目の効果"), [SOME_TEXT])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target.choices = proposals_words.options(proposals_words.TARGETS)

    def text(self) -> ItemText:
        return ItemText(
            title=plain_text(self.title.data),
            words=plain_text(self.words.data),
            target=Target(self.target.data),
            target_words=plain_text(self.target_words.data),
            doer=plain_text(self.doer.data),
            effect=plain_text(self.effect.data),
            item=self.item.data or None,
        )


class TextForm(FlaskForm):
    """A whole proposal; `seen` is the version that it was written against."""

    title = StringField(lazy_gettext("題名"), [NEEDED, A_LINE])
    plain = TextAreaField(lazy_gettext("やさしい要約"), [SOME_TEXT])
    problem = TextAreaField(lazy_gettext("現状と課題"), [SOME_TEXT])
    purpose = TextAreaField(lazy_gettext("目的"), [SOME_TEXT])
    effect = TextAreaField(lazy_gettext("期待される効果"), [SOME_TEXT])
    asks = FieldList(FormField(ItemForm), max_entries=MOST_ITEMS)
    note = StringField(lazy_gettext("何を変えたか"), [A_LINE])
    seen = IntegerField(validators=[NEEDED])

    def text(self) -> Text:
        parts = {name: plain_text(self[name].data) for name in PARTS}
        return Text(**parts, items=tuple(entry.form.text() for entry in self.asks))


@bp.route("/<proposal_id>/edit", methods=["GET", "POST"])
@login_required
def edit(proposal_id: str) -> ResponseReturnValue:
    """Write a proposal; the earlier versions stay."""
    proposal = may(proposal_id, Act.REVISE)
    newest = drafting.newest(db.session(), proposal)
    if not _is_sent():
        return _page(proposal, TextForm(formdata=None, data=_data(newest)), newest)
    form = TextForm()
    if rearranged := _rearranged(form):
        return _page(proposal, rearranged, newest)
    if not form.validate():
        return _page(proposal, form, newest), 422
    made = drafting.revise(
        db.session(), proposal, form.text(), form.note.data or "", form.seen.data or 0, standing()
    )
    if isinstance(made, Version):
        return done(
            gettext("保存しました。前の版も残っています。"),
            url_for("proposals.show", proposal_id=proposal.public_id),
        )
    if made is Refusal.CHANGED_MEANWHILE:
        return _conflict(proposal, form)
    refuse(form, proposals_words.refusal_words(made))
    return _page(proposal, form, newest), 422


def _is_sent() -> bool:
    return request.method == "POST"


def _data(version: Version) -> dict[str, Any]:
    """A version as the form holds it; one empty item where there is none yet."""
    said = phrasing.said(version)
    asks = [_item_data(one) for one in said.items] or [_item_data(ItemText(""))]
    return {name: getattr(said, name) for name in PARTS} | {"asks": asks, "seen": version.number}


def _item_data(one: ItemText) -> dict[str, Any]:
    names = ("title", "words", "target_words", "doer", "effect")
    told = {name: getattr(one, name) for name in names}
    return told | {"item": one.item or "", "target": str(one.target)}


def _rearranged(form: TextForm) -> TextForm | None:
    """The same form with an item more, fewer or moved, if a button asks for that."""
    act, _, place = request.form.get("do", "save").partition("-")
    asks = [entry.form.data for entry in form.asks]
    at = int(place) - 1 if place.isascii() and place.isdigit() else -1
    if act == "add" and len(asks) < MOST_ITEMS:
        asks.append(_item_data(ItemText("")))
    elif act == "remove" and 0 <= at < len(asks):
        del asks[at]
    elif act == "up" and 0 < at < len(asks):
        asks[at - 1], asks[at] = asks[at], asks[at - 1]
    elif act == "down" and 0 <= at < len(asks) - 1:
        asks[at + 1], asks[at] = asks[at], asks[at + 1]
    elif act == "save":
        return None
    kept = {name: form[name].data for name in (*PARTS, "note", "seen")}
    return TextForm(formdata=None, data=kept | {"asks": asks})


def _conflict(proposal: Proposal, form: TextForm) -> ResponseReturnValue:
    """Both texts: what somebody saved meanwhile, and mine, still in the form."""
    db.session.rollback()
    newest = drafting.newest(db.session(), proposal)
    theirs = phrasing.said(newest)
    refuse(form, proposals_words.refusal_words(Refusal.CHANGED_MEANWHILE))
    between = comparing.changes(theirs, form.text())
    form.seen.data = newest.number
    return _page(proposal, form, newest, between), 409


def _page(
    proposal: Proposal, form: TextForm, newest: Version, between: list[Change] | None = None
) -> str:
    return render_template(
        "proposals/edit.html",
        proposal=proposal,
        form=form,
        newest=newest,
        between=between,
        can_add=len(form.asks) < MOST_ITEMS,
    )
