"""Forms of those who write proposals: begin from a voice, edit, invite, lay voices to it."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField

from forum.archive import listing
from forum.archive.thread import Post, Thread
from forum.boards import Board, Names, Visibility
from forum.needs import gathering
from forum.people import standing as standings
from forum.proposals import citing, drafting, life, reading
from forum.proposals.citing import Source
from forum.proposals.content import Citation, Item
from forum.proposals.life import Refusal
from forum.proposals.phrasing import Text
from forum.proposals.proposal import Act, Kind, Proposal
from forum.text.masking import mask
from forum.web.access import missing, readable_boards, require_reader, standing
from forum.web.extensions import db
from forum.web.forms import A_LINE, NEEDED, SOME_TEXT, done, plain_text, refuse, shown
from forum.web.needs.pages import need_or_404
from forum.web.posts import readable_post, require_words
from forum.web.proposals import words as proposals_words
from forum.web.proposals.pages import proposal_or_404

bp = Blueprint("proposals_drafting", __name__, url_prefix="/proposals")

NEW = ""


class UseForm(FlaskForm):
    """Where some words are to be laid: to a proposal that is there, or a new one."""

    passage = TextAreaField(lazy_gettext("使う言葉"), [SOME_TEXT])
    proposal = SelectField(lazy_gettext("どの提案に使うか"))
    kind = RadioField(lazy_gettext("新しく始めるもの"))
    board = SelectField(lazy_gettext("話し合う掲示板"))
    title = StringField(lazy_gettext("新しい提案の題名"), [A_LINE])


class InviteForm(FlaskForm):
    person = SelectField(lazy_gettext("起草に加わる人"))


class ReasonForm(FlaskForm):
    reason = TextAreaField(lazy_gettext("理由"), [NEEDED, SOME_TEXT])


@bp.route("/use", methods=["GET", "POST"])
@login_required
def use() -> ResponseReturnValue:
    """Use a post, a thread or a need: begin a proposal with it, or lay it to one that is there."""
    source = _source()
    words = gathering.words_of(source) if isinstance(source, Post) else ""
    form = UseForm(kind=Kind.PROPOSAL, title=_title(source), passage=words, **_asked(source))
    _offer(form)
    if not (form.board.choices or len(form.proposal.choices) > 1):
        abort(403)
    if form.validate_on_submit():
        made = _used(form, source, words)
        if isinstance(made, Proposal):
            began = form.proposal.data == NEW
            there = _page(made, "proposals_editing.edit" if began else "proposals.show")
            return done(gettext("提案のもとの声に加えました。"), there)
        refuse(form, proposals_words.refusal_words(made))
    told = {name: request.args.get(name) for name in ("post", "thread", "need")}
    page = render_template("proposals/use.html", form=form, title=_title(source), **told)
    return shown(form, page)


@bp.route("/<proposal_id>/drafters", methods=["GET", "POST"])
@login_required
def drafters(proposal_id: str) -> ResponseReturnValue:
    """Who writes it: let somebody in."""
    proposal = may(proposal_id, Act.INVITE)
    form = InviteForm()
    people = {one.public_id: one for one in drafting.may_join(db.session(), proposal)}
    nicknames = proposal.board.names is Names.NICKNAME
    form.person.choices = [(code, one.shown_name(nicknames)) for code, one in people.items()]
    if form.validate_on_submit():
        person = people[form.person.data]
        theirs = standings.standing_of(db.session(), person.id)
        made = drafting.invite(db.session(), proposal, person, theirs, standing())
        if not isinstance(made, Refusal):
            return done(gettext("起草者を加えました。"), _page(proposal))
        refuse(form, proposals_words.refusal_words(made))
    return _form_page("proposals/drafters.html", form, proposal)


@bp.route("/<proposal_id>/leave", methods=["GET", "POST"])
@login_required
def leave(proposal_id: str) -> ResponseReturnValue:
    """Write no longer with the others."""
    proposal = may(proposal_id, Act.LEAVE)
    form = FlaskForm()
    if form.validate_on_submit():
        made = drafting.leave(db.session(), proposal, standing())
        if not isinstance(made, Refusal):
            return done(gettext("起草から離れました。"), url_for("proposals.index"))
        refuse(form, proposals_words.refusal_words(made))
    return _form_page("proposals/leave.html", form, proposal)


@bp.route("/<proposal_id>/voices/<citation_id>/remove", methods=["GET", "POST"])
@login_required
def uncite(proposal_id: str, citation_id: str) -> ResponseReturnValue:
    """Take a voice away that has nothing to do with it, and say why."""
    proposal = may(proposal_id, Act.UNCITE)
    found = [c for c in citing.citations(db.session(), proposal) if c.public_id == citation_id]
    if not found:
        missing()
    form = ReasonForm()
    if form.validate_on_submit():
        made = citing.uncite(db.session(), found[0], form.reason.data or "", standing())
        if isinstance(made, Citation):
            return done(gettext("もとの声から外しました。理由は記録に残ります。"), _page(proposal))
        refuse(form, proposals_words.refusal_words(made))
    return _form_page("proposals/uncite.html", form, proposal)


def _source() -> Source:
    """The post, thread or need that the address names, as far as the visitor may know of it."""
    asked = request.args
    if "post" in asked:
        post = readable_post(asked["post"])
        require_words(post)
        return db.session.get_one(Post, post.id)
    if "thread" in asked:
        thread = listing.thread(db.session.connection(), asked["thread"])
        if thread is None:
            missing()
        require_reader(thread.visibility, thread.board_id)
        return db.session.get_one(Thread, thread.merged_into_id or thread.id)
    return need_or_404(asked.get("need", ""))


def _title(source: Source) -> str:
    return mask(source.subject) if isinstance(source, Post | Thread) else source.title


def _asked(source: Source) -> dict[str, Any]:
    """What is chosen already: the proposal that one came from, the board of the words."""
    asked: dict[str, Any] = {"proposal": request.args.get("proposal", NEW)}
    if isinstance(source, Post | Thread):
        asked["board"] = str(source.board_id)
    return asked


def _offer(form: UseForm) -> None:
    """The drafts that the visitor may lay words to, item by item, and the boards to begin on."""
    boards = [
        (str(board.id), board.name)
        for board in readable_boards()
        if board.visibility is not Visibility.STAFF and life.may_draft(standing(), board.id)
    ]
    form.board.choices = boards
    there = [(NEW, gettext("新しく始める"))] if boards else []
    for proposal in reading.citing(db.session(), standing(), [b.id for b in readable_boards()]):
        words = drafting.frozen(db.session(), proposal)
        name = words.title if len(words.title) < 40 else f"{words.title[:40]}…"
        there.append((proposal.public_id, name))
        there += [
            (
                f"{proposal.public_id}.{one.item.public_id}",
                gettext("%(title)s：項目%(number)s", title=name, number=one.position),
            )
            for one in words.items
        ]
    form.proposal.choices = there
    form.kind.choices = proposals_words.options(proposals_words.KINDS)


def _used(form: UseForm, source: Source, words: str) -> Proposal | Refusal:
    passage = plain_text(form.passage.data) if isinstance(source, Post) else ""
    if "".join(passage.split()) == "".join(words.split()):
        passage = ""  # the post as a whole
    item: Item | None = None
    if form.proposal.data == NEW:
        board = db.session.get(Board, int(form.board.data or 0))
        if board is None:
            return Refusal.NOT_READABLE
        text = Text(title=plain_text(form.title.data))
        proposal = drafting.begin(db.session(), board, text, standing(), Kind(form.kind.data))
    else:
        public_id, _, item_id = form.proposal.data.partition(".")
        proposal = proposal_or_404(public_id)
        item = reading.item(db.session(), proposal, item_id)
    if isinstance(proposal, Refusal):
        return proposal
    made = citing.cite(db.session(), proposal, source, standing(), item, passage)
    return made if isinstance(made, Refusal) else proposal


def may(proposal_id: str, act: Act) -> Proposal:
    """The proposal, if the visitor may do this with it; told so before any form."""
    proposal = proposal_or_404(proposal_id)
    if not is_allowed(proposal, act):
        abort(403)
    return proposal


def is_allowed(proposal: Proposal, act: Act) -> bool:
    """Whether the visitor gets the form, or gets it back.

    What they typed is not thrown away because the proposal has moved on meanwhile.
    """
    if request.method == "POST":
        return life.is_theirs(proposal, act, standing())
    return act in life.open_acts(proposal, standing())


def _page(proposal: Proposal, endpoint: str = "proposals.show") -> str:
    return url_for(endpoint, proposal_id=proposal.public_id)


def _form_page(template: str, form: Any, proposal: Proposal, **more: Any) -> ResponseReturnValue:
    title = drafting.frozen(db.session(), proposal).title
    page = render_template(template, form=form, proposal=proposal, title=title, **more)
    return shown(form, page)
