"""From a number or a code on paper to the form in which a clerk enters what was written on it."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from forum.announcements import paper
from forum.archive.thread import Thread
from forum.documents import codes, numbering
from forum.documents.printed import Entry, Issue
from forum.people.person import Role
from forum.proposals.poll import Poll
from forum.proposals.proposal import State
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.frame import is_open

bp = Blueprint("slips", __name__, url_prefix="/slips")

CLERKS = (Role.SECRETARIAT, Role.ADMIN, Role.MODERATOR)


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    """One box for whatever number stands on the paper."""
    _for_clerks()
    typed = request.args.get("code", "").strip()[:40]
    return redirect(url_for(".show", typed=typed)) if typed else _page("")


@bp.get("/<typed>")
@login_required
def show(typed: str) -> ResponseReturnValue:
    """To the form of what the number or code stands for; an issue's code asks for its numbers."""
    _for_clerks()
    if number := codes.number_in(typed):
        entry = numbering.entry_at(db.session(), *number)
        return redirect(_form_for(entry)) if entry is not None else (_page(typed, wrong=True), 404)
    code = codes.code_in(typed)
    slip = numbering.slip_with(db.session(), code) if code else None
    if slip is None and code and paper.letter_with(db.session(), code):
        return redirect(url_for("letters.letter", code=codes.shown(code)))
    if slip is None:
        return _page(typed, wrong=True), 404
    if slip.poll is not None:
        return redirect(_poll_form(slip.poll))
    return _page(typed, issue=slip.issue)


def _for_clerks() -> None:
    if not any(role in CLERKS for role, _ in standing().roles):
        abort(403)


def _form_for(entry: Entry) -> str:
    """Where a reply to an entry is entered; a proposal that takes no comments is shown itself."""
    proposal = entry.proposal
    if proposal is not None and (entry.thread is None or proposal.state is not State.COMMENT):
        return url_for("proposals.show", proposal_id=proposal.public_id)
    assert entry.thread is not None
    thread = _standing(entry.thread).public_id
    if not is_open("intake.new"):
        return url_for("threads.show", thread_id=thread)
    if entry.post is not None:
        return url_for("intake.new", post=entry.post.public_id)
    return url_for("intake.new", thread=thread)


def _standing(thread: Thread) -> Thread:
    """The thread that this one was found to be part of, if it was."""
    while thread.merged_into_id is not None:
        thread = db.session().get_one(Thread, thread.merged_into_id)
    return thread


def _poll_form(poll: Poll) -> str:
    """The form for slips of a poll."""
    proposal_id = poll.proposal.public_id
    if is_open("polls_slips.slip"):
        return url_for("polls_slips.slip", proposal_id=proposal_id)
    return url_for("proposals.show", proposal_id=proposal_id)


def _page(typed: str, *, wrong: bool = False, issue: Issue | None = None) -> str:
    told: dict[str, Any] = {"typed": typed, "wrong": wrong, "issue": issue}
    entries = [(entry, _words(entry)) for entry in issue.entries] if issue else []
    return render_template("printed/slips.html", entries=entries, **told)


def _words(entry: Entry) -> str:
    """What a clerk recognises an entry by."""
    if entry.post is not None:
        return f"{entry.post.author_name}　{entry.post.subject}"
    if entry.proposal is not None:
        return entry.proposal.label or (entry.thread.subject if entry.thread else "")
    return entry.thread.subject if entry.thread else ""
