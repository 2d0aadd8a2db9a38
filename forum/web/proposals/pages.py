"""Proposals and relays: the list, and each with its words, its voices and where it stands."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from forum.advice import reading as advice
from forum.archive.thread import Post
from forum.boards import Names
from forum.dates import in_tokyo
from forum.digests.answering import answer_address
from forum.meetings import reading as meetings
from forum.meetings.meeting import Resolution
from forum.people.standing import Standing
from forum.proposals import commenting, comparing, drafting, life, outlook, phrasing, reading
from forum.proposals.comparing import Change
from forum.proposals.content import Version
from forum.proposals.deadlines import late_ones
from forum.proposals.dealings import dealings
from forum.proposals.proposal import AT_THE_CITY, Act, Proposal, State
from forum.proposals.provenance import Sources, sources
from forum.text.masking import mask
from forum.web import paging
from forum.web.access import missing, readable_boards, standing
from forum.web.city import words as city_words
from forum.web.extensions import db
from forum.web.links import this_site
from forum.web.proposals import words as proposals_words

bp = Blueprint("proposals", __name__, url_prefix="/proposals")

PER_PAGE = 30
# What one can ask the list for: a few states together, in words (templates/proposals/index.html).
LATE = "late"  # of these only those whose answer is overdue
MOST_LATE = 1000
GROUPS = {
    "open": (State.COMMENT, State.POLL),
    "draft": (State.DRAFT,),
    "city": (State.ADOPTED, State.SUBMITTED, State.SENT, *AT_THE_CITY),
    LATE: tuple(AT_THE_CITY),
    "answered": (State.ANSWERED, State.FOLLOWING, State.EVALUATED),
    "ended": proposals_words.ENDED,
}
# Where an act is done: on a page of its own, or on one of proposals_deciding.
PAGES = {
    Act.REVISE: "proposals_editing.edit",
    Act.INVITE: "proposals_drafting.drafters",
    Act.LEAVE: "proposals_drafting.leave",
    **city_words.PAGES,
}
DECIDED_HERE = frozenset(
    {
        Act.ASK_COMMENT,
        Act.OPEN_COMMENT,
        Act.BACK_TO_DRAFT,
        Act.OPEN_POLL,
        Act.ADOPT,
        Act.SHELVE,
        Act.AGREE_MERGE,
        Act.WITHDRAW,
        Act.TAKE_UP,
        Act.SEND,
        Act.EVALUATE,
        Act.CLOSE,
        Act.REPROPOSE,
    }
)


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {"proposals_words": proposals_words}


@bp.get("/")
def index() -> ResponseReturnValue:
    """Proposals that the visitor may see, newest first; `state` asks for some of them."""
    group = request.args.get("state", "")
    before = paging.place(request.args.get("before"))
    rows = reading.page(
        db.session(),
        standing(),
        [board.id for board in readable_boards()],
        states=GROUPS.get(group),
        before=before,
        limit=MOST_LATE if group == LATE else PER_PAGE + 1,
    )
    if group == LATE:
        late = late_ones(db.session(), rows)
        rows = [one for one in rows if one.id in late]
    shown, more = rows[:PER_PAGE], rows[PER_PAGE:]
    asked: dict[str, Any] = {"state": group} if group in GROUPS else {}
    older: dict[str, Any] = {"before": paging.cursor(shown[-1].id)} if more else {}
    return render_template(
        "proposals/index.html",
        proposals=outlook.outlooks(db.session(), shown),
        group=asked.get("state", ""),
        older=url_for("proposals.index", **asked, **older) if more else None,
        newer=url_for("proposals.index", **asked) if before is not None else None,
        may_draft=life.may_draft(standing()),
    )


@bp.get("/<proposal_id>")
def show(proposal_id: str) -> ResponseReturnValue:
    """One proposal: where it stands, how to take part, its words with their voices, its history."""
    proposal = proposal_or_404(proposal_id)
    version = drafting.frozen(db.session(), proposal)
    onward, aside = proposals_words.nexts(proposal)
    dealt = dealings(db.session(), proposal)
    (line,) = outlook.outlooks(db.session(), [proposal])
    return render_template(
        "proposals/show.html",
        proposal=proposal,
        version=version,
        outlook=line,
        onward=onward,
        aside=aside,
        is_asked=commenting.asked_by(proposal) is not None,
        heard=_heard(proposal, version),
        dealings=dealt,
        asked={one.words.item_id: one for one in dealt.items},
        drafters=_drafters(proposal),
        history=_history(proposal),
        versions=reading.versions_for(db.session(), proposal, standing()),
        reads_along=reading.reads_along(proposal, standing()),
        came_of_it=_came_of_it(proposal),
        thread=_thread(proposal),
        address=_address(proposal),
        acts=life.open_acts(proposal, standing()),
        doable=_doable(proposal),
        advices=advice.on_proposal(db.session(), proposal.id),
        ask_url=url_for("advice.ask", proposal=proposal.public_id),
        sittings=_sittings(proposal),
    )


def _sittings(proposal: Proposal) -> list[Resolution]:
    """What meetings that the visitor may know of decided about it."""
    decided = meetings.decisions_on(db.session(), proposal.id)
    return [one for one in decided if one.minutes.meeting.board.may_read(standing())]


@bp.get("/<proposal_id>/text.txt")
def text(proposal_id: str) -> Response:
    """The words that count, exactly as they are hashed."""
    proposal = proposal_or_404(proposal_id)
    words = phrasing.canonical_text(drafting.frozen(db.session(), proposal))
    return Response(words.encode(), content_type="text/plain; charset=utf-8")


@bp.get("/<proposal_id>/versions/<int:number>")
def version(proposal_id: str, number: int) -> ResponseReturnValue:
    """One version in full, and what is different from the one before."""
    proposal = proposal_or_404(proposal_id)
    shown = {one.number: one for one in reading.versions_for(db.session(), proposal, standing())}
    if number not in shown:
        missing()
    before = shown.get(number - 1)
    return render_template(
        "proposals/version.html",
        proposal=proposal,
        version=shown[number],
        reads_along=reading.reads_along(proposal, standing()),
        before=before,
        changes=[] if before is None else _changes(before, shown[number]),
        numbers=sorted(shown),
    )


def proposal_or_404(proposal_id: str) -> Proposal:
    """The proposal of that name, as far as the visitor may know of it."""
    proposal = reading.proposal(db.session(), proposal_id)
    if proposal is None or not reading.may_see(proposal, standing()):
        missing()
    return proposal


def _doable(proposal: Proposal) -> list[tuple[str, str]]:
    """What the visitor may do with it now: (words, address of the page on which it is done)."""
    where: dict[str, Any] = {"proposal_id": proposal.public_id}
    told = []
    for act in life.open_acts(proposal, standing()):
        page = PAGES.get(act) or city_words.PAGES.get(act)
        if page is not None:
            words = city_words.ACTS.get(act) or proposals_words.DO[act]
            told.append((gettext(words), url_for(page, **where)))
        elif act in DECIDED_HERE:
            address = url_for("proposals_deciding.act", act=act.value, **where)
            told.append((gettext(proposals_words.DO[act]), address))
    return told


def _changes(before: Version, after: Version) -> list[Change]:
    return comparing.changes(phrasing.said(before), phrasing.said(after))


def _heard(proposal: Proposal, version: Version) -> dict[int | None, Sources]:
    """The voices of each item; those of an item that was dropped stand with the whole."""
    board_ids = {board.id for board in readable_boards()}
    items = {one.item_id for one in version.items}
    heard: dict[int | None, Sources] = {}
    for item_id, found in sources(db.session(), proposal, board_ids).items():
        under = heard.setdefault(item_id if item_id in items else None, Sources())
        under.told += found.told
        under.unread += found.unread
    return heard


def _drafters(proposal: Proposal) -> list[str]:
    """Who writes it, by the names that its board shows."""
    nicknames = proposal.board.names is Names.NICKNAME
    writing = [one for one in proposal.drafters if one.writes]
    return [mask(one.person.shown_name(nicknames)) for one in writing]


def _history(proposal: Proposal) -> list[Any]:
    """Its steps, the newest first; many voices laid to it in a row are one line."""
    told: list[Any] = []
    for step in reading.steps_for(proposal, standing()):
        quiet = step.act is Act.CITE and bool(told) and told[-1].act is Act.CITE
        if not quiet or in_tokyo(told[-1].at).date() != in_tokyo(step.at).date():
            told.append(step)
    return told[::-1]


def _came_of_it(proposal: Proposal) -> list[tuple[str, Proposal]]:
    """The proposals beside this one that the visitor may see: (merged | anew, which)."""
    beside = (("merged", proposal.merged_into), ("anew", proposal.superseded_by))
    by: Standing = standing()
    return [(how, one) for how, one in beside if one is not None and reading.may_see(one, by)]


def _address(proposal: Proposal) -> str:
    """Where a mail goes that shall stand in its topic: a mail to the list would begin another."""
    opening = select(Post.id).where(Post.thread_id == proposal.thread_id)
    post_id = db.session.scalar(opening.order_by(Post.order_key).limit(1))
    if post_id is None:
        return this_site().address(proposal.board.slug)
    return answer_address(this_site(), post_id)


def _thread(proposal: Proposal) -> Any:
    """Where it is talked about, for those who read that board."""
    thread = proposal.thread
    return thread if thread is not None and proposal.board.may_read(standing()) else None
