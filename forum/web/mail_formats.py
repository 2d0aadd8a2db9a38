"""In which format a mailbox is sent mail: its owner says, or an operator does for them.

And whether it is told each time that a mail of its own stands on a board.
"""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required

from forum.operations import registry
from forum.people import formats
from forum.people.person import Address, MailFormat, Person, Role
from forum.people.standing import standing_of
from forum.web.access import missing, standing
from forum.web.admin.pages import operators_only
from forum.web.extensions import db

bp = Blueprint("mail_formats", __name__)


@bp.post("/account/addresses/<int:address_id>/format")
@login_required
def choose(address_id: int) -> ResponseReturnValue:
    """Choose for a mailbox of one's own."""
    _choose(db.session.get_one(Person, current_user.person_id), address_id)
    return redirect(url_for("account.addresses"), 303)


@bp.post("/admin/people/<person_id>/addresses/<int:address_id>/format")
def choose_for(person_id: str, address_id: int) -> ResponseReturnValue:
    """Choose for somebody who asked for it, on the telephone or at the counter."""
    operators_only()
    person = registry.person(db.session(), person_id)
    if person is None:
        missing()
    if standing_of(db.session(), person.id).holds(Role.ADMIN) and not standing().holds(Role.ADMIN):
        abort(403)
    _choose(person, address_id)
    return redirect(url_for("admin_people.show", person_id=person_id), 303)


@bp.post("/account/addresses/<int:address_id>/receipts")
@login_required
def choose_receipts(address_id: int) -> ResponseReturnValue:
    """Have one's mails acknowledged each time, or never; until then the first one is."""
    wanted = request.form.get("receipts")
    if wanted not in ("yes", "no"):
        abort(400)
    person = db.session.get_one(Person, current_user.person_id)
    _address(person, address_id).wants_receipts = wanted == "yes"
    db.session.commit()
    if wanted == "yes":
        flash(gettext("投稿が載るたびに、掲載通知をお送りします。"), "success")
    else:
        flash(gettext("掲載通知をお送りしません。"), "success")
    return redirect(url_for("account.addresses"), 303)


def _choose(person: Person, address_id: int) -> None:
    try:
        wanted = MailFormat(request.form.get("format", ""))
    except ValueError:
        abort(400)
    formats.choose(_address(person, address_id), wanted)
    db.session.commit()
    if wanted is MailFormat.PHONE:
        flash(gettext("これからは、携帯電話むけのメールを送ります。"), "success")
    else:
        flash(gettext("これからは、ふつうの形のメールを送ります。"), "success")


def _address(person: Person, address_id: int) -> Address:
    found = next((one for one in person.addresses if one.id == address_id), None)
    return found or missing()
