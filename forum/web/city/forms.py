"""The forms of the city and the office: nothing that was written into one is lost on an error."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import Optional

from forum.base import today
from forum.proposals import answering, wording
from forum.proposals.answering import Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.content import Item
from forum.proposals.dealings import Asked
from forum.proposals.life import Refusal
from forum.web.city import words as city_words
from forum.web.forms import A_DAY, A_LINE, A_NAME, NEEDED, SOME_TEXT, plain_text

T = TypeVar("T")
_A_YEAR = re.compile(r"(?:19|20|21)\d\d")


class CityForm(FlaskForm):
    """`seen` is the number of the last step that whoever writes has seen."""

    seen = IntegerField(validators=[NEEDED])


class SubmissionForm(CityForm):
    on = DateField(lazy_gettext("提出する日"), [A_DAY])
    addressee = StringField(lazy_gettext("あて先"), [NEEDED, A_LINE])
    document_number = StringField(lazy_gettext("文書番号"), [NEEDED, A_NAME])
    make = SubmitField()


class ReceiptForm(CityForm):
    on = DateField(lazy_gettext("受理した日"), [A_DAY])
    receipt_number = StringField(lazy_gettext("受理番号"), [NEEDED, A_NAME])
    lead_department = StringField(lazy_gettext("中心になる課"), [NEEDED, A_LINE])
    due_on = DateField(lazy_gettext("回答の期限"), [A_DAY])


class QuestionForm(CityForm):
    question = TextAreaField(lazy_gettext("協議会にたずねること"), [NEEDED, SOME_TEXT])


class ExplainForm(CityForm):
    words = TextAreaField(lazy_gettext("照会への答え"), [NEEDED, SOME_TEXT])


class ReferralForm(CityForm):
    item = SelectField(lazy_gettext("項目"))
    to = StringField(lazy_gettext("回す先（課・調査機関）"), [NEEDED, A_LINE])
    due_on = DateField(lazy_gettext("いつまでに"), [Optional()])


class ApprovalForm(CityForm):
    on = DateField(lazy_gettext("承認した日"), [A_DAY])


class LinkForm(CityForm):
    item = SelectField(lazy_gettext("項目"))
    measure = SelectField(lazy_gettext("施策"))


class PaperForm(CityForm):
    """What may have come on paper; `kept_scan` carries a scan through an error, signed."""

    scan = FileField(lazy_gettext("書面の写し（スキャン）"))
    kept_scan = HiddenField()


class CorrectionForm(PaperForm):
    judgement = SelectField(lazy_gettext("判断"), default="")
    response = SelectField(lazy_gettext("対応"), default="")
    fiscal_year = SelectField(lazy_gettext("実施予定の年度"), default="")
    passed_to = StringField(lazy_gettext("送付先（市の所管外のとき）"), [A_LINE])
    reason = TextAreaField(lazy_gettext("理由"), [SOME_TEXT])
    plain = TextAreaField(lazy_gettext("やさしい要約"), [SOME_TEXT])
    department = StringField(lazy_gettext("担当の課"), [A_LINE])
    correction = TextAreaField(lazy_gettext("訂正する理由"), [NEEDED, SOME_TEXT])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        _offer(self, "")

    def reply(self, item: Item) -> Reply:
        return _reply(self, "", item)


class AnswerForm(PaperForm):
    """The answer to every item; `answer_form` adds the fields of each."""

    on = DateField(lazy_gettext("回答の日"), [A_DAY])

    def replies(self, asked: Sequence[Asked], *, is_interim: bool) -> list[Reply]:
        """What was filled in; of an interim answer, the items on which something was said."""
        made = [_reply(self, f"_{one.words.position}", one.words.item) for one in asked]
        return [one for one in made if not is_interim or _says(one)]

    def point_at(self, asked: Sequence[Asked], *, is_interim: bool) -> None:
        """Put what an item lacks beside its own field."""
        for one in asked:
            row = f"_{one.words.position}"
            reply = _reply(self, row, one.words.item)
            if is_interim and not _says(reply):
                continue
            for refusal in answering.lacking(reply, is_interim):
                name = f"{FIELDS[refusal]}{row}"
                self[name].errors = [*self[name].errors, gettext(wording.REFUSALS[refusal])]


# Beside which field stands what an answer lacks.
FIELDS = {
    Refusal.NO_JUDGEMENT: "judgement",
    Refusal.NO_RESPONSE: "response",
    Refusal.NO_YEAR: "fiscal_year",
    Refusal.NO_PASSED_TO: "passed_to",
    Refusal.NO_REASON: "reason",
}


def answer_form(asked: Sequence[Asked], *, is_interim: bool) -> AnswerForm:
    """The form with the fields of every item, begun with the interim answers that are there."""
    fields: dict[str, Any] = {}
    begun: dict[str, Any] = {"on": today()}
    for one in asked:
        row = f"_{one.words.position}"
        fields |= {
            f"judgement{row}": SelectField(lazy_gettext("判断"), default=""),
            f"response{row}": SelectField(lazy_gettext("対応"), default=""),
            f"fiscal_year{row}": SelectField(lazy_gettext("実施予定の年度"), default=""),
            f"passed_to{row}": StringField(lazy_gettext("送付先（市の所管外のとき）"), [A_LINE]),
            f"reason{row}": TextAreaField(lazy_gettext("理由"), [SOME_TEXT]),
            f"plain{row}": TextAreaField(lazy_gettext("やさしい要約"), [SOME_TEXT]),
            f"department{row}": StringField(lazy_gettext("担当の課"), [A_LINE]),
        }
        if one.newest is not None and not is_interim:
            begun |= {f"{k}{row}": v for k, v in city_words.as_form(one.newest).items()}
    form = type("AnswerForm", (AnswerForm,), fields)(**begun)
    for one in asked:
        _offer(form, f"_{one.words.position}")
    return form


def told(field: Any, otherwise: T) -> T:
    """What a field was given, tidied; whether it had to be is its validators' matter."""
    data: Any = plain_text(field.data) if isinstance(field.data, str) else field.data
    return otherwise if data is None else data


def _offer(form: Any, row: str) -> None:
    form[f"judgement{row}"].choices = city_words.options(wording.JUDGEMENTS)
    form[f"response{row}"].choices = city_words.options(wording.RESPONSES)
    years = city_words.years()
    chosen = form[f"fiscal_year{row}"].data
    # A correction may keep a year that has passed meanwhile.
    if chosen and _A_YEAR.fullmatch(chosen) and chosen not in dict(years):
        years.append((chosen, chosen))
    form[f"fiscal_year{row}"].choices = years


def _reply(form: Any, row: str, item: Item) -> Reply:
    judgement, response = form[f"judgement{row}"].data, form[f"response{row}"].data
    year = form[f"fiscal_year{row}"].data
    return Reply(
        item,
        Judgement(judgement) if judgement else None,
        Response(response) if response else None,
        int(year) if year else None,
        told(form[f"passed_to{row}"], ""),
        told(form[f"reason{row}"], ""),
        told(form[f"plain{row}"], ""),
        told(form[f"department{row}"], ""),
    )


def _says(reply: Reply) -> bool:
    return bool(reply.judgement or reply.response or reply.reason or reply.plain)
