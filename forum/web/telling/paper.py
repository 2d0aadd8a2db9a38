"""The office's post: who waits for a letter, the letters to print, and that they went out."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import DateField

from forum.announcements import paper, ways, wording
from forum.announcements.tiding import PaperLetter, Way
from forum.base import today
from forum.documents import asking, codes
from forum.documents.document import Document, State
from forum.language import words
from forum.people.person import Person, Role
from forum.web.access import missing, standing
from forum.web.documents import REASONS, given
from forum.web.extensions import db
from forum.web.forms import A_DAY, done, shown
from forum.web.language import locale
from forum.web.links import this_site
from forum.web.login import viewer_key
from forum.web.telling import words as way_words

bp = Blueprint("letters", __name__, url_prefix="/letters")

OFFICE = (Role.SECRETARIAT, Role.ADMIN)
RUNS = 24


class SentForm(FlaskForm):
    """On which day letters were posted."""

    on = DateField(lazy_gettext("送った日"), [A_DAY])


@bp.app_context_processor
def _due() -> dict[str, Any]:
    return {"letters_due": letters_due, "sends_letters": sends_letters}


def sends_letters() -> bool:
    """Whether the visitor is of the office."""
    return bool(viewer_key()) and standing().holds(*OFFICE)


def letters_due() -> int:
    """How many people wait for a letter."""
    return paper.due_count(db.session())


@bp.before_request
@login_required
def _office_only() -> None:
    if not standing().holds(*OFFICE):
        abort(403)


@bp.get("/")
def index() -> ResponseReturnValue:
    """Who waits, for what and since when; what has been made and whether it went out."""
    waiting = paper.waiting(db.session())
    return render_template(
        "telling/letters.html",
        due=[(one, _what(one)) for one in waiting if one.is_due],
        later=[(one, _what(one)) for one in waiting if not one.is_due],
        runs=[_run_line(one) for one in paper.runs(db.session())[:RUNS]],
        lost=paper.unreachable(db.session()),
        way_words=way_words.SHORT,
    )


@bp.post("/")
def make() -> ResponseReturnValue:
    """Have the letters made; `everybody` also those that could wait."""
    everybody = request.form.get("everybody") == "1"
    made = paper.make_letters(
        db.session(), this_site(), current_user.person_id, everybody=everybody
    )
    if made is None:
        return done(gettext("手紙を待っている方はいません。"), url_for(".index"))
    words_ = gettext(
        "手紙を作っています。印刷して送ったら、この下で「送ったことにする」を押してください。"
    )
    return done(words_, url_for(".show", number=made.subject))


@bp.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    """One run: its letters, its PDF, and what went out."""
    return _page(_run(number), SentForm(formdata=None, on=today()))


@bp.get("/<number>/letters.pdf")
def pdf(number: str) -> ResponseReturnValue:
    """The letters to print."""
    response = given(_run(number), f"letters-{number}.pdf", url_for(".show", number=number))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/<number>/sent")
def sent(number: str) -> ResponseReturnValue:
    """The letters that are ticked went out; the others wait for the next post."""
    run, form = _run(number), SentForm()
    if not form.validate() or form.on.data > today():
        if not form.errors:
            form.on.errors = [gettext("今日までの日付にしてください。")]
        return _page(run, form), 422
    count = paper.mark_sent(db.session(), run, request.form.getlist("code"), form.on.data)
    told = ngettext(
        "%(num)d通を送ったことにしました。",
        "%(num)d通を送ったことにしました。",
        count,
    )
    return done(told, url_for(".index"))


@bp.post("/<number>/again")
def again(number: str) -> ResponseReturnValue:
    """Try once more to make the PDF."""
    asking.again(_run(number))
    return done(gettext("もう一度作っています。"), url_for(".show", number=number))


@bp.post("/<number>/back")
def back(number: str) -> ResponseReturnValue:
    """Nothing of a run goes out."""
    paper.take_back(db.session(), _run(number))
    return done(gettext("取りやめました。お知らせは、次の手紙まで待ちます。"), url_for(".index"))


@bp.get("/codes/<code>")
def letter(code: str) -> ResponseReturnValue:
    """One letter, by the number that stands on it: to whom, when, what, and what can be done."""
    return _letter_page(_letter(code))


@bp.post("/codes/<code>/back")
def came_back(code: str) -> ResponseReturnValue:
    """A letter could not be delivered, or was not sent: what it told waits again."""
    one = _letter(code)
    paper.void(db.session(), one)
    return done(
        gettext("戻ったことを記録しました。受け取り方を確かめてください。"),
        url_for(".person", person_id=one.person.public_id),
    )


@bp.route("/people/<person_id>", methods=["GET", "POST"])
def person(person_id: str) -> ResponseReturnValue:
    """How somebody wants to be told, as they said it on the telephone or by letter."""
    one = db.session.scalar(select(Person).where(Person.public_id == person_id))
    if one is None or one.erased_at or one.merged_into_id:
        missing()
    form = way_words.ways_form(one.id)
    if form.validate_on_submit():
        ways.choose(db.session(), one.id, full=Way(form.full.data), steps=Way(form.steps.data))
        paper.reroute(db.session(), one.id)
        return done(
            gettext("お知らせの受け取り方を変えました。"), url_for(".person", person_id=person_id)
        )
    reach = ways.reach_of(db.session(), one.id)
    page = render_template("telling/person.html", person=one, form=form, reach=reach)
    return shown(form, page)


def _run(number: str) -> Document:
    run = paper.run(db.session(), number)
    if run is None:
        missing()
    return run


def _letter(code: str) -> PaperLetter:
    digits = codes.code_in(code)
    one = paper.letter_with(db.session(), digits) if digits else None
    if one is None:
        missing()
    return one


def _what(one: paper.Waiting) -> list[tuple[str, list[str]]]:
    """By proposal, what somebody is to be told."""
    said, found = words(locale()), dict[str, list[str]]()
    for tiding in one.tidings:
        name = wording.name_of(db.session(), tiding.proposal)
        found.setdefault(name, []).append(wording.line(tiding, said))
    return [(name, list(dict.fromkeys(lines))) for name, lines in found.items()]


def _run_line(run: Document) -> dict[str, Any]:
    everything = paper.letters_of(db.session(), run.id)
    letters = [one for one in everything if one.void_at is None or one.sent_on is not None]
    gone = [one.sent_on for one in letters if one.sent_on is not None]
    return {
        "number": run.subject,
        "made_at": run.asked_at,
        "letters": len(letters),
        "waiting": len(letters) - len(gone),
        "came_back": sum(one.void_at is not None for one in letters),
        "sent_on": max(gone, default=None),
    }


def _page(run: Document, form: SentForm) -> str:
    letters = paper.letters_of(db.session(), run.id)
    return render_template(
        "telling/run.html",
        run=run,
        form=form,
        letters=letters,
        codes=codes,
        is_there=run.state is State.DONE and run.size is not None,
        has_failed=run.state is State.FAILED,
        reason=REASONS.get(run.reason) if run.reason else None,
        is_open=any(one.sent_on is None and one.void_at is None for one in letters),
    )


def _letter_page(one: PaperLetter) -> str:
    told = [
        (
            wording.name_of(db.session(), tiding.proposal),
            tiding,
            wording.line(tiding, words(locale())),
        )
        for tiding in paper.told_by(db.session(), one)
    ]
    return render_template("telling/letter.html", letter=one, code=codes.shown(one.code), told=told)
