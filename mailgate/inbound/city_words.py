"""What was read from the city's mail, said back: as it would be recorded, and what it still lacks."""

from typing import Any

from sqlalchemy.orm import Session

from forum.announcements.record import WordKind
from forum.base import today
from forum.language import N_, Words
from forum.proposals import answering, drafting
from forum.proposals.answering import Reply
from forum.proposals.city import Response
from forum.proposals.life import Refusal
from forum.proposals.proposal import Proposal
from forum.proposals.wording import JUDGEMENTS, REFUSALS, RESPONSES, fiscal_year
from mailgate.inbound import city_form
from mailgate.inbound.city_form import Told

LABELS = {
    "receipt_number": N_("受理番号"),
    "department": N_("担当課"),
    "due_on": N_("回答期限"),
    "question": N_("照会"),
    "judgement": N_("判断"),
    "response": N_("対応"),
    "reason": N_("理由"),
    "plain": N_("やさしい要約"),
    "passed_to": N_("送付先"),
}


def replies(session: Session, proposal: Proposal, told: Told) -> list[Reply]:
    """What is answered to each item that there is, in the order of the items."""
    by_position = {one.position: one.item for one in drafting.frozen(session, proposal).items}
    return [
        _reply(by_position[position], fields)
        for position, fields in sorted(told.items.items())
        if position in by_position
    ]


def _reply(item: Any, fields: dict[str, str]) -> Reply:
    everything = fields.get("all", "")
    response_words = fields.get("response", "") or everything
    year_words = fields.get("year", "") or response_words
    return Reply(
        item,
        city_form.judgement_in(fields.get("judgement", "") or everything),
        city_form.response_in(response_words),
        city_form.year_in(year_words),
        fields.get("passed_to", "") or city_form.place_in(response_words),
        fields.get("reason", ""),
        fields.get("plain", ""),
        fields.get("department", ""),
    )


def lacking(
    session: Session, proposal: Proposal, kind: WordKind, told: Told, language: Words
) -> list[str]:
    """Exactly what is still missing, a line each."""
    said = language.gettext
    if kind is WordKind.RECEIPT:
        needed = ("receipt_number", "department", "due_on")
        lines = [said(LABELS[name]) for name in needed if not told.about.get(name)]
        due = told.about.get("due_on")
        if due and city_form.day_of(due, today()) is None:
            lines.append(said(N_("回答期限：「%(words)s」を日付として読めません。"), words=due))
        return lines
    if kind is WordKind.QUESTION:
        return [] if told.about.get("question") else [said(LABELS["question"])]
    return _items_lacking(session, proposal, kind is WordKind.INTERIM, told, language)


def _items_lacking(
    session: Session, proposal: Proposal, interim: bool, told: Told, language: Words
) -> list[str]:
    lines: list[str] = []
    for one in drafting.frozen(session, proposal).items:
        fields = told.items.get(one.position)
        if fields is None and interim:
            continue
        refusals = answering.lacking(_reply(one.item, fields or {}), interim)
        label = language.gettext(N_("項目%(number)s"), number=one.position)
        lines += [f"{label}：{language.gettext(REFUSALS[refusal])}" for refusal in refusals]
    known = {one.position for one in drafting.frozen(session, proposal).items}
    for position in sorted(set(told.items) - known):
        label = language.gettext(N_("項目%(number)s"), number=position)
        lines.append(f"{label}：{language.gettext(REFUSALS[Refusal.NO_ITEMS])}")
    return lines


def shown(
    session: Session, proposal: Proposal, kind: WordKind, told: Told, language: Words
) -> list[str]:
    """What was read, as it would be recorded."""
    said = language.gettext
    if kind in (WordKind.RECEIPT, WordKind.QUESTION):
        return _about(told, language)
    lines = [said(N_("中間回答") if kind is WordKind.INTERIM else N_("回答"))]
    titles = {one.item_id: one for one in drafting.frozen(session, proposal).items}
    for reply in replies(session, proposal, told):
        one = titles[reply.item.id]
        lines += ["", f"{said(N_('項目%(number)s'), number=one.position)} {one.title}"]
        lines += _fields(reply, language)
    return lines


def _about(told: Told, language: Words) -> list[str]:
    lines: list[str] = []
    for name in ("receipt_number", "department", "due_on", "question"):
        value = told.about.get(name, "")
        if name == "due_on" and value:
            day = city_form.day_of(value, today())
            value = day.isoformat() if day else value
        if value:
            lines += f"{language.gettext(LABELS[name])}：{value}".splitlines()
    return lines


def _fields(reply: Reply, language: Words) -> list[str]:
    said = language.gettext
    pairs = [
        ("judgement", said(JUDGEMENTS[reply.judgement]) if reply.judgement else ""),
        ("response", _response(reply, language)),
        ("passed_to", reply.passed_to if reply.response is Response.ELSEWHERE else ""),
        ("reason", reply.reason),
        ("plain", reply.plain),
        ("department", reply.department),
    ]
    lines: list[str] = []
    for name, value in pairs:
        if value:
            lines += f"{said(LABELS[name])}：{value}".splitlines()
    return lines


def _response(reply: Reply, language: Words) -> str:
    if reply.response is None:
        return ""
    word = language.gettext(RESPONSES[reply.response])
    if reply.response is Response.PLANNED and reply.fiscal_year:
        return f"{word}（{fiscal_year(reply.fiscal_year, language)}）"
    return word
