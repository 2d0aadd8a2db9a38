"""The digest on paper: its issues, a month as text for the press, and new issues at the office's word."""

from datetime import date

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Regexp

from forum.base import today
from forum.documents import asking, due, numbering, press_text
from forum.documents.document import Kind
from forum.web.access import missing, standing
from forum.web.documents import OFFICE, REASONS, given, plain_text
from forum.web.extensions import db
from forum.web.forms import done
from forum.web.language import locale
from forum.web.links import this_site

bp = Blueprint("printed", __name__, url_prefix="/printed")


class MonthForm(FlaskForm):
    """Which month is to be printed, 2026-11."""

    month = StringField(
        lazy_gettext("月"),
        [
            InputRequired(lazy_gettext("入力してください。")),
            Regexp(r"20\d\d-(0[1-9]|1[0-2])\Z", message=lazy_gettext("2026-11 のように入力してください。")),
        ],
    )  # fmt: skip


@bp.get("/")
def index() -> ResponseReturnValue:
    """Every issue, newest first, to be printed at home or fetched by somebody for a neighbour."""
    return _page(MonthForm(formdata=None, month=f"{today():%Y-%m}"))


@bp.post("/")
@login_required
def make() -> ResponseReturnValue:
    """The office asks for an issue of a month, of this one as far as it has come."""
    if not standing().holds(*OFFICE):
        missing()
    form = MonthForm()
    if not form.validate() or _month(form.month.data or "") is None:
        return _page(form), 422
    asking.ask(db.session(), Kind.DIGEST, form.month.data or "", None, current_user.person_id)
    return done(
        gettext("紙のたよりを作っています。しばらくすると、ここに載ります。"), url_for(".index")
    )


@bp.get("/<int:number>.pdf")
def show(number: int) -> ResponseReturnValue:
    """One issue."""
    issue = numbering.issue(db.session(), number)
    if issue is None:
        missing()
    return given(issue.document, f"{number}.pdf", url_for(".index"))


@bp.get("/<month>.txt")
def press(month: str) -> ResponseReturnValue:
    """記者発表資料 of a month, 2026-11."""
    begins = _month(month)
    if begins is None:
        missing()
    return plain_text(press_text.of_month(db.session(), this_site(), begins))


def _month(written: str) -> date | None:
    """The first day of a month that has begun."""
    try:
        begins = date.fromisoformat(f"{written}-01")
    except ValueError:
        return None
    return begins if date(2000, 1, 1) <= begins <= today() else None


def _page(form: MonthForm) -> str:
    issues = numbering.issues(db.session())
    shown = {issue.document_id for issue in issues}
    unmade = [one for one in asking.unmade(db.session(), Kind.DIGEST) if one.id not in shown]
    return render_template(
        "printed/index.html",
        issues=issues,
        unmade=unmade,
        reasons=REASONS,
        form=form,
        may_make=standing().holds(*OFFICE),
        this_month=today(),
        last_month=due.month_before(today()),
        month_words=_month_words,
    )


def _month_words(day: date) -> str:
    """A month as it is read: 2026年10月, October 2026."""
    return f"{day:%B %Y}" if locale() == "en" else f"{day.year}年{day.month}月"
