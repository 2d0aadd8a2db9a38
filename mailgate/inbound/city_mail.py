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
from forum.proposals import answering, clarifying, life, submitting
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State
from forum.proposals.wording import REFUSALS
from forum.site import Site
from mailgate.inbound import city_form, city_words
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
        lacking = city_words.lacking(
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
        lacking = city_words.lacking(self.session, self.proposal, kind, told, self.language)
        whole = city_words.shown(self.session, self.proposal, kind, told, self.language)
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
        replies = city_words.replies(session, proposal, told)
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


def _json(told: Told) -> dict[str, Any]:
    items = {str(position): fields for position, fields in told.items.items()}
    return {"about": told.about, "items": items, "interim": told.is_interim}


def _of_json(told: dict[str, Any]) -> Told:
    items = {int(position): dict(fields) for position, fields in told["items"].items()}
    return Told(dict(told["about"]), items, told["interim"])
