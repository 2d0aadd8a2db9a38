"""Whom a clerk means by a name: somebody who has it already, or somebody new.

For forms with the fields `name` and `person`; a choice keeps everything else that was entered.
"""

from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from forum.intake import reading
from forum.people.person import Person
from forum.people.wording import SECTORS
from forum.web.extensions import db

NEW = "new"


def offer(form: Any) -> None:
    """Let the clerk choose among those who have the name."""
    found = reading.people_named(db.session(), form.name.data or "")
    form.person.choices = [(one.public_id, _who(one)) for one in found]
    if found:
        form.person.choices.append((NEW, gettext("この中にはいない（新しい人として登録する）")))


def is_settled(form: Any) -> bool:
    """Whether it is clear who is meant; where not, the form asks."""
    choices = [code for code, _ in form.person.choices]
    if choices and form.person.data not in choices:
        form.person.errors = [gettext("同じ名前の方がいます。どなたかを選んでください。")]
        return False
    return True


def chosen(form: Any) -> Person | None:
    """Whoever was chosen; None for somebody new."""
    if not form.person.choices or form.person.data == NEW:
        return None
    return db.session.scalar(select(Person).where(Person.public_id == form.person.data))


def _who(one: Person) -> str:
    places = [gettext(SECTORS[one.sector]), *([one.district] if one.district else [])]
    places.append(gettext("メールあり") if one.addresses else gettext("メールなし"))
    place = gettext("・").join(places)
    return gettext("%(name)s（%(place)s）", name=one.name, place=place)
