"""Needs: what many posts ask for, with the passages that say so and how many people they are."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forum.archive.thread import PostState
from forum.base import TOKYO
from forum.language import N_
from forum.needs import gathering, reading
from forum.needs.gathering import Refusal
from forum.needs.need import Act, Need, Step
from forum.proposals.cited import of_needs
from forum.proposals.life import may_draft
from forum.web import paging
from forum.web.access import missing, readable_boards, standing
from forum.web.extensions import db

bp = Blueprint("needs", __name__, url_prefix="/needs")

PER_PAGE = 30
ACTS = {
    Act.OPENED: N_("ニーズを立てました"),
    Act.REWORDED: N_("書き直しました"),
    Act.CLIPPED: N_("投稿の言葉を加えました"),
    Act.REMOVED: N_("投稿の言葉を外しました"),
    Act.MERGED: N_("ほかのニーズとまとめました"),
    Act.PARTED: N_("二つに分けました"),
    Act.MOVED: N_("投稿の言葉を移しました"),
    Act.CLOSED: N_("終わりにしました"),
    Act.REOPENED: N_("もう一度開きました"),
}
# The same done several times on a day is told once.
MANY = {
    Act.CLIPPED: N_("投稿の言葉を%(times)s件加えました"),
    Act.REMOVED: N_("投稿の言葉を%(times)s件外しました"),
    Act.MOVED: N_("投稿の言葉を%(times)s件移しました"),
}
REFUSALS = {
    Refusal.NOT_YOURS: N_("この操作をできるのは、進行役と事務局だけです。"),
    Refusal.NOT_PUBLISHED: N_("いま載っていない投稿からは、取り出せません。"),
    Refusal.NOT_FOR_ALL: N_("庁内の掲示板の投稿は、だれでも読めるニーズには使えません。"),
    Refusal.NOT_ITS_WORDS: N_("投稿にある言葉を、そのまま使ってください。引用や署名は使えません。"),
    Refusal.THERE_ALREADY: N_("この言葉は、もうこのニーズに入っています。"),
    Refusal.NOT_OPEN: N_("このニーズは、もう終わったか、ほかのニーズとまとめられています。"),
    Refusal.ITSELF: N_("同じニーズどうしは、まとめられません。"),
    Refusal.NO_CLIPS: N_("分けたい言葉を、一つ以上選んでください。"),
    Refusal.NO_TITLE: N_("ニーズの名前を書いてください。"),
    Refusal.NO_REASON: N_("理由を書いてください。"),
}


@bp.get("/")
def index() -> ResponseReturnValue:
    """Open needs, newest first, and how many people speak of each; `closed` asks for the others."""
    closed = "closed" in request.args
    before = paging.place(request.args.get("before"))
    rows = reading.page(db.session(), is_open=not closed, before=before, limit=PER_PAGE + 1)
    needs, more = rows[:PER_PAGE], rows[PER_PAGE:]
    clips = reading.clips_of(db.session(), [need.id for need in needs], _boards())
    return render_template(
        "needs/index.html",
        needs=[(need, reading.Voices.of(clips[need.id])) for need in needs],
        closed=closed,
        older=_link(needs[-1].id, closed) if more else None,
        newer=url_for("needs.index", **_asked(closed)) if before is not None else None,
        may_gather=gathering.may_gather(standing()),
    )


@bp.get("/<need_id>")
def show(need_id: str) -> ResponseReturnValue:
    """One need: every passage with its post, the people by sector and by way, its history."""
    need = need_or_404(need_id)
    if need.merged_into_id is not None:
        return redirect(url_for("needs.show", need_id=_end(need).public_id), 301)
    clips = reading.clips_of(db.session(), [need.id], _boards())[need.id]
    return render_template(
        "needs/show.html",
        need=need,
        steps=_told(reading.with_steps(db.session(), need.id).steps),
        many=MANY,
        clips=clips,
        voices=reading.Voices.of(clips),
        acts=ACTS,
        published=PostState.PUBLISHED,
        proposed=of_needs(db.session(), [need.id], standing()),
        may_draft=may_draft(standing()),
        may_gather=gathering.may_gather(standing()),
    )


def need_or_404(need_id: str) -> Need:
    need = reading.need(db.session(), need_id)
    if need is None:
        missing()
    return need


def refusal_words(refusal: Refusal) -> str:
    return gettext(REFUSALS[refusal])


def _told(steps: Sequence[Step]) -> list[tuple[Step, int]]:
    """Steps with how often each was done in a row on that day; only what says no more than that."""
    told: list[tuple[Step, int]] = []
    for step in steps:
        if told and step.act in MANY and _says(step) == _says(told[-1][0]):
            told[-1] = (told[-1][0], told[-1][1] + 1)
        else:
            told.append((step, 1))
    return told


def _says(step: Step) -> tuple[Any, ...]:
    return step.act, step.at.astimezone(TOKYO).date(), step.other_id, step.words


def _end(need: Need) -> Need:
    """The need that this one's passages stand under now."""
    while need.merged_into is not None:
        need = need.merged_into
    return need


def _boards() -> list[int]:
    return [board.id for board in readable_boards()]


def _asked(closed: bool) -> dict[str, Any]:
    return {"closed": 1} if closed else {}


def _link(need_pk: int, closed: bool) -> str:
    return url_for("needs.index", before=paging.cursor(need_pk), **_asked(closed))
