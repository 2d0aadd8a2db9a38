"""The words for ways of being told, and the form in which one is chosen."""

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField

from forum.announcements import ways
from forum.announcements.tiding import Matter, Way
from forum.language import N_
from forum.web.extensions import db

FULL = {
    Way.MAIL: N_("メールで、全文をすぐに"),
    Way.WEB: N_("「わたしのページ」だけで、全文をすぐに"),
    Way.LETTER: N_("手紙で（事務局が印刷して送ります）"),
    Way.NONE: N_("受け取らない"),
}
STEPS = {
    Way.MAIL: N_("メールで、一日分をまとめて"),
    Way.WEB: N_("「わたしのページ」だけで"),
    Way.LETTER: N_("手紙で（ほかの知らせと一緒に、または月のはじめに）"),
    Way.NONE: N_("受け取らない"),
}
SHORT = {
    Way.MAIL: N_("メール"),
    Way.WEB: N_("わたしのページ"),
    Way.LETTER: N_("手紙"),
    Way.NONE: N_("受け取らない"),
}


class WaysForm(FlaskForm):
    """By which way somebody is told."""

    full = RadioField(lazy_gettext("市への提出と、市からの回答"))
    steps = RadioField(lazy_gettext("ほかの動き（意見募集・決定・施策の進みなど）"))


def ways_form(person_id: int, *, fresh: bool = False) -> WaysForm:
    """The form for somebody, with the ways that lead to them; `fresh`: as it stands now."""
    session = db.session()
    now, reach = ways.chosen_ways(session, person_id), ways.reach_of(session, person_id)
    open_ways = [
        way
        for way in Way
        if not (way is Way.MAIL and reach.mailbox is None)
        and not (way is Way.WEB and not reach.signs_in)
    ]
    data = {"full": now[Matter.FULL].value, "steps": now[Matter.STEPS].value}
    form = WaysForm(formdata=None, data=data) if fresh else WaysForm(data=data)
    form.full.choices = [(way.value, gettext(FULL[way])) for way in open_ways]
    form.steps.choices = [(way.value, gettext(STEPS[way])) for way in open_ways]
    return form
