"""The operators' pages about people: who they are, where mail reaches them, what they hold."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import DateField, EmailField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from forum import accounts
from forum.addresses import EmailAddress
from forum.base import today
from forum.boards import Board
from forum.language import LANGUAGES
from forum.operations import registry
from forum.operations.registry import Restraint
from forum.people.joining import enter_person, person_of
from forum.people.person import Appointment, Person, Role, Sector
from forum.people.standing import standing_of
from forum.people.wording import ROLES, SECTORS
from forum.web.access import missing, standing
from forum.web.admin.pages import a_page, asked, operators_only
from forum.web.extensions import db
from forum.web.forms import a_line, done, mailbox_field, no_mailbox, shown

bp = Blueprint("admin_people", __name__, url_prefix="/admin/people")
bp.before_request(operators_only)

PER_PAGE = 30
_NAME = [
    InputRequired(lazy_gettext("お名前を入力してください。")),
    Length(max=100, message=lazy_gettext("100文字までにしてください。")),
    no_mailbox,
]
_SHORT = [Optional(), Length(max=100, message=lazy_gettext("100文字までにしてください。"))]


class PersonForm(FlaskForm):
    name = StringField(lazy_gettext("お名前"), _NAME)
    nickname = StringField(lazy_gettext("呼び名"), [*_SHORT, no_mailbox])
    sector = SelectField(lazy_gettext("区分"))
    district = StringField(lazy_gettext("お住まいの地区"), _SHORT)
    language = SelectField(
        lazy_gettext("ことば"), choices=[SelectChoice(*pair) for pair in LANGUAGES.items()]
    )


class NewPersonForm(PersonForm):
    email = EmailField(lazy_gettext("メールアドレス"), [Optional(), mailbox_field])

    def validate_email(self, field: EmailField) -> None:
        mailbox = EmailAddress.parse(field.data or "")
        if mailbox is not None and (owner := person_of(db.session(), mailbox)):
            raise ValidationError(
                gettext("このアドレスは、%(name)sさんのものです。", name=owner.name)
            )


class AddressForm(FlaskForm):
    email = EmailField(
        lazy_gettext("メールアドレス"),
        [InputRequired(lazy_gettext("メールアドレスを入力してください。")), mailbox_field],
    )


class AppointmentForm(FlaskForm):
    role = SelectField(lazy_gettext("役割"))
    board = SelectField(lazy_gettext("範囲"), [Optional()], coerce=int)
    since = DateField(
        lazy_gettext("この日から"), [InputRequired(lazy_gettext("日付を入力してください。"))]
    )
    until = DateField(lazy_gettext("この日まで"), [Optional()])

    def validate_until(self, field: DateField) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(gettext("始まる日よりあとの日付にしてください。"))


@bp.get("")
def index() -> ResponseReturnValue:
    """Everybody, the newest first; a box to look for somebody."""
    wanted = asked(PER_PAGE)
    rows = registry.people(
        db.session(), wanted.text, before=wanted.before, after=wanted.after, limit=wanted.limit
    )
    page, ways = a_page(rows, wanted, ".index")
    return render_template("admin/people.html", people=page, day=today(), wanted=wanted, **ways)


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter somebody whom the council knows; with or without a mailbox."""
    form = _filled(NewPersonForm())
    if not form.validate_on_submit():
        return shown(form, render_template("admin/person_new.html", form=form))
    mailbox = EmailAddress.parse(form.email.data or "")
    person = enter_person(db.session(), form.name.data, [mailbox] if mailbox else [])
    _write_down(form, person)
    return done(
        gettext("%(name)sさんを登録しました。", name=person.name),
        url_for(".show", person_id=person.public_id),
    )


@bp.route("/<person_id>", methods=["GET", "POST"])
def show(person_id: str) -> ResponseReturnValue:
    """One person: who they are, their mailboxes and roles, and what they may do."""
    person = _person(person_id)
    form = _filled(PersonForm(obj=person))
    if not form.validate_on_submit():
        return shown(form, _page(person, form=form))
    _write_down(form, person)
    return done(
        gettext("変えました。これまでの投稿の名前は、そのまま残ります。"),
        url_for(".show", person_id=person_id),
    )


@bp.post("/<person_id>/addresses")
def give_address(person_id: str) -> ResponseReturnValue:
    """Add a mailbox at the operator's word."""
    person, form = _person(person_id), AddressForm()
    if not form.validate():
        return _page(person, address_form=form), 422
    mailbox = EmailAddress.parse(form.email.data)
    if mailbox is None or not registry.give_address(db.session(), person, mailbox):
        db.session.rollback()
        form.email.errors = [gettext("このアドレスは、ほかの方のものです。")]
        return _page(_person(person_id), address_form=form), 422
    return done(gettext("アドレスを加えました。"), url_for(".show", person_id=person_id))


@bp.post("/<person_id>/addresses/<int:address_id>/remove")
def take_address(person_id: str, address_id: int) -> ResponseReturnValue:
    """Take a mailbox away, with its subscriptions."""
    person = _person(person_id)
    address = next((one for one in person.addresses if one.id == address_id), None)
    if address is None:
        missing()
    accounts.part_with(db.session(), address)
    return done(
        gettext("アドレスを外しました。このアドレスには、もう届きません。"),
        url_for(".show", person_id=person_id),
    )


@bp.post("/<person_id>/appointments")
def appoint(person_id: str) -> ResponseReturnValue:
    """Appoint somebody to a role, on one board or in the whole council."""
    person, form = _person(person_id), _filled(AppointmentForm())
    if not form.validate():
        return _page(person, appointment_form=form), 422
    registry.appoint(
        db.session(),
        person,
        Role(form.role.data),
        form.board.data or None,
        form.since.data,
        form.until.data,
    )
    return done(gettext("役割を加えました。"), url_for(".show", person_id=person_id))


@bp.post("/<person_id>/appointments/<int:appointment_id>/end")
def end_appointment(person_id: str, appointment_id: int) -> ResponseReturnValue:
    """End a role now."""
    person = _person(person_id)
    appointment = next((one for one in person.appointments if one.id == appointment_id), None)
    if appointment is None:
        missing()
    if appointment.role is Role.ADMIN and not registry.admins_beside(db.session(), appointment):
        flash(gettext("管理者がひとりもいなくなるため、終えられません。"), "warning")
        return redirect(url_for(".show", person_id=person_id), 303)
    registry.end_appointment(db.session(), appointment)
    return done(gettext("役割を終えました。"), url_for(".show", person_id=person_id))


@bp.post("/<person_id>/restraint")
def restrain(person_id: str) -> ResponseReturnValue:
    """Whether somebody writes freely, waits each time, or doesn't write."""
    person = _person(person_id)
    try:
        restraint = Restraint(request.form.get("restraint", ""))
    except ValueError:
        abort(400)
    if person.id == current_user.person_id:
        flash(gettext("ご自分の投稿は、止められません。"), "warning")
        return redirect(url_for(".show", person_id=person_id), 303)
    registry.restrain(db.session(), person, restraint)
    return done(gettext("変えました。"), url_for(".show", person_id=person_id))


def _person(person_id: str) -> Person:
    """The person of that name; to change an administrator one must be one."""
    person = registry.person(db.session(), person_id)
    if person is None:
        missing()
    if request.method == "POST" and not _may_change(person):
        abort(403)
    return person


def _may_change(person: Person) -> bool:
    """Whoever could give an administrator another mailbox could sign in as one."""
    is_admin = standing_of(db.session(), person.id).holds(Role.ADMIN)
    return not is_admin or standing().holds(Role.ADMIN)


def _page(person: Person, **forms: FlaskForm) -> str:
    told: dict[str, Any] = {
        "form": forms.get("form") or _filled(PersonForm(formdata=None, obj=person)),
        "address_form": forms.get("address_form") or AddressForm(formdata=None),
        "appointment_form": forms.get("appointment_form")
        or _filled(AppointmentForm(formdata=None, since=today())),
    }
    boards = {board.id: board.name for board in db.session.scalars(select(Board))}
    return render_template(
        "admin/person.html",
        person=person,
        boards=boards,
        day=today(),
        may_change=_may_change(person),
        is_current=_is_current,
        restraint=registry.restraint_of(person),
        **told,
    )


def _is_current(appointment: Appointment, day: date) -> bool:
    return appointment.until is None or appointment.until >= day


def _filled(form: Any) -> Any:
    """The form with its choices in the visitor's language."""
    if "sector" in form:
        form.sector.choices = [(code, gettext(word)) for code, word in SECTORS.items()]
    if "role" in form:
        may_name = set(Role) - {Role.RESIDENT}
        if not standing().holds(Role.ADMIN):
            may_name -= {Role.ADMIN}
        form.role.choices = [(r.value, gettext(ROLES[r])) for r in Role if r in may_name]
        boards = db.session.execute(select(Board.id, Board.name).order_by(Board.id))
        form.board.choices = [
            (0, gettext("協議会の全体")),
            *((board_id, name) for board_id, name in boards),
        ]
    return form


def _write_down(form: PersonForm, person: Person) -> None:
    person.name = " ".join(form.name.data.split())
    person.nickname = a_line(form.nickname.data) or None
    person.district = a_line(form.district.data) or None
    person.sector = Sector(form.sector.data)
    person.language = form.language.data
