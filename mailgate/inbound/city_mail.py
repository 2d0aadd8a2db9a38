"""Mails of the city to reply+TOKEN@: receipt, question, interim and final answer.

Because it is the city's formal word, nothing counts before it has been read back and confirmed. A
proof of where the mail came from (SPF, DKIM) is no substitute: it says who wrote, not that we have
read the form as it was meant.
"""

import re
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import limits
from forum.announcements import desk as desks
from forum.announcements.record import CityDesk, CityWord, WordKind
from forum.announcements.telling import tell_at_once
from forum.archive.message import Fate
from forum.base import today, utcnow
from forum.language import N_, Words
from forum.letters.correspondent import (
    Correspondent,
    is_known_or_proven,
    language_of,
    may_be_answered,
)
from forum.people.joining import address_of
from forum.people.standing import standing_of
from forum.proposals import answering, clarifying, drafting, life, submitting
from forum.proposals.answering import Reply
from forum.proposals.city import Response
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State
from forum.proposals.wording import JUDGEMENTS, REFUSALS, RESPONSES, fiscal_year
from forum.site import Site
from mailgate.inbound import city_form
from mailgate.inbound.agreeing import own_words, says_yes
from mailgate.inbound.amendments import says_no
from mailgate.inbound.asked import is_disowned
from mailgate.inbound.city_form import Told
from mailgate.inbound.contributing import Mail, clean

MOST_A_DAY = 40
_SHORT = 40
_YES = re.compile(r"(?:はい|ハイ|yes\b|ok\b|承認|承知|了解)", re.IGNORECASE)
_BUT = re.compile(
    r"が[、。]|けれど|けど|ただ|でも|しかし|ない|ません|違|直し|訂正|修正|[:：?？]|\b(?:but|not)\b",
    re.I,
)
Ending = tuple[Fate, str | None, dict[str, Any] | None]
ACTS = {
    WordKind.RECEIPT: Act.RECEIVE,
    WordKind.QUESTION: Act.CLARIFY,
    WordKind.INTERIM: Act.ANSWER_INTERIM,
    WordKind.ANSWER: Act.ANSWER,
}
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
_FROM_ANOTHER = N_(
    "提案をお送りしたアドレスとは、別のアドレスから届きました。同じアドレスから、もう一度返信してください。"
)


def deal_with(session: Session, site: Site, token: str, mail: Mail) -> Ending | None:
    """What became of a mail to that token; None where the token is none of the city's."""
    word = desks.word_of(session, site, token)
    desk = word.desk if word is not None else desks.desk_of(session, site, token)
    if desk is None:
        return None
    writer = mail.correspondent()
    if writer is None or mail.machine or mail.trace or not may_be_answered(site, writer):
        return Fate.COMMAND, "command_unanswered", None
    if limits.count(session, "city", writer.address.canonical) > MOST_A_DAY:
        return Fate.COMMAND, "command_too_many", None
    address = address_of(session, writer.address)
    city = _City(session, site, desk, mail, writer)
    is_theirs = (
        address is not None and not address.banned_at and address.person_id == desk.person_id
    )
    if not is_theirs or is_disowned(mail):
        if is_known_or_proven(session, writer):
            city.refuse(_FROM_ANOTHER)
        return Fate.COMMAND, "answer_from_another", None
    about = {"proposal": desk.proposal.public_id}
    return Fate.COMMAND, city.take(word), about


class _City:
    """One mail of a liaison."""

    def __init__(
        self, session: Session, site: Site, desk: CityDesk, mail: Mail, writer: Correspondent
    ) -> None:
        self.session, self.site, self.desk, self.writer = session, site, desk, writer
        self.proposal = life.locked(session, desk.proposal)
        self.language: Words = language_of(session, writer.address)
        self.subject, self.text = clean(mail.view.subject), clean(mail.view.text)
        self.by = standing_of(session, desk.person_id)

    def take(self, word: CityWord | None) -> str:
        """Confirm what was read back, or read what is said now."""
        if word is not None:
            own = own_words(self.text)
            if says_no(self.text):
                return self._decline(word)
            if own and (says_yes(own) or _is_short_yes(own)):
                return self._confirm(word)
        told = city_form.read(self.subject, self.text)
        return self._read_back(self._with_what_was_there(told))

    def refuse(self, why: str) -> None:
        """Say why nothing was recorded."""
        self._letter("city_done", declined=False, obstacle=self.language.gettext(why))

    def _decline(self, word: CityWord) -> str:
        word.settled_at = word.settled_at or utcnow()
        self._letter("city_done", declined=True, obstacle="")
        return "answer_taken"

    def _confirm(self, word: CityWord) -> str:
        if word.settled_at is not None:
            return "command_expired"
        lacking = _lacking(
            self.session, self.proposal, word.kind, _of_json(word.told), self.language
        )
        made: Any = Refusal.NO_WORDS
        if not lacking:
            made = self._act(word.kind, _of_json(word.told), word.seen)
        if isinstance(made, Refusal):
            self.refuse(REFUSALS[made])
            return "answer_not_taken"
        word.settled_at = utcnow()
        tell_at_once(self.session, self.site, self.proposal)
        self._letter("city_done", declined=False, obstacle="")
        return "answer_taken"

    def _with_what_was_there(self, told: Told) -> Told:
        """What an earlier mail said, where this one only adds to it."""
        before = self._pending()
        if before is None:
            return told
        earlier = _of_json(before.told)
        kind = _kind(self.proposal, told) if told else before.kind
        if kind is not before.kind:
            return told
        for position, fields in told.items.items():
            earlier.items[position] = {**earlier.items.get(position, {}), **fields}
        earlier.about |= told.about
        earlier.is_interim = earlier.is_interim or told.is_interim
        return earlier

    def _pending(self) -> CityWord | None:
        wanted = select(CityWord).where(
            CityWord.desk_id == self.desk.id, CityWord.settled_at.is_(None)
        )
        return self.session.scalars(wanted.order_by(CityWord.id.desc()).limit(1)).one_or_none()

    def _read_back(self, told: Told) -> str:
        kind = _kind(self.proposal, told)
        refusal = life.why_not(self.proposal, ACTS[kind], self.by) if told else None
        if refusal is not None:
            self.refuse(REFUSALS[refusal])
            return "answer_not_taken"
        lacking = _lacking(self.session, self.proposal, kind, told, self.language)
        whole = _shown(self.session, self.proposal, kind, told, self.language)
        word = self._keep(kind, told) if told else None
        if word is None or lacking:
            nothing = self.language.gettext(N_("受理番号・判断などの言葉が見つかりませんでした。"))
            self._letter("city_lacks", lacking=lacking or [nothing], whole=whole)
            return "answer_not_taken"
        sender = desks.word_address(self.site, word)
        self._letter("city_read_back", sender=sender, whole=whole)
        return "answer_asked_back"

    def _keep(self, kind: WordKind, told: Told) -> CityWord:
        """The newest reading alone can be confirmed."""
        before = self._pending()
        while before is not None:
            before.settled_at = utcnow()
            self.session.flush()
            before = self._pending()
        word = CityWord(
            desk=self.desk, kind=kind, told=_json(told), seen=life.last_number(self.proposal)
        )
        self.session.add(word)
        self.session.flush()
        return word

    def _act(self, kind: WordKind, told: Told, seen: int) -> Any:
        session, proposal, by = self.session, self.proposal, self.by
        about = told.about
        if kind is WordKind.RECEIPT:
            due = city_form.day_of(about["due_on"], today()) or date.min
            number, place = about["receipt_number"], about["department"]
            return submitting.receive(session, proposal, today(), number, place, due, by, seen)
        if kind is WordKind.QUESTION:
            return clarifying.clarify(session, proposal, about["question"], by, seen=seen)
        interim = kind is WordKind.INTERIM
        replies = _replies(session, proposal, told)
        return answering.answer(session, proposal, replies, by, is_interim=interim, seen=seen)

    def _letter(self, name: str, *, sender: str | None = None, **values: Any) -> None:
        desks.letter_to(
            self.session, self.site, self.desk, self.writer.address, name, self.language,
            sender=sender, answers=self.writer.message_id, **values,
        )  # fmt: skip


def _is_short_yes(own: str) -> bool:
    """はい、そのとおりです: a yes, and nothing else that could be meant."""
    return len(own) <= _SHORT and bool(_YES.match(own.strip())) and not _BUT.search(own)


def _kind(proposal: Proposal, told: Told) -> WordKind:
    """What the city means to say, by what it has filled in and where the proposal stands."""
    receipt = {"receipt_number", "due_on"} & set(told.about)
    if receipt and (proposal.state in (State.SUBMITTED, State.SENT) or not told.items):
        return WordKind.RECEIPT
    if told.items:
        return WordKind.INTERIM if told.is_interim else WordKind.ANSWER
    return WordKind.QUESTION if "question" in told.about else WordKind.RECEIPT


def _replies(session: Session, proposal: Proposal, told: Told) -> list[Reply]:
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


def _lacking(
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


def _shown(
    session: Session, proposal: Proposal, kind: WordKind, told: Told, language: Words
) -> list[str]:
    """What was read, as it would be recorded."""
    said = language.gettext
    if kind in (WordKind.RECEIPT, WordKind.QUESTION):
        return _about(told, language)
    lines = [said(N_("中間回答") if kind is WordKind.INTERIM else N_("回答"))]
    titles = {one.item_id: one for one in drafting.frozen(session, proposal).items}
    for reply in _replies(session, proposal, told):
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


def _json(told: Told) -> dict[str, Any]:
    items = {str(position): fields for position, fields in told.items.items()}
    return {"about": told.about, "items": items, "interim": told.is_interim}


def _of_json(told: dict[str, Any]) -> Told:
    items = {int(position): dict(fields) for position, fields in told["items"].items()}
    return Told(dict(told["about"]), items, told["interim"])
