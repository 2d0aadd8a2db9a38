"""What came inside a mail and is shown beside its words: an invitation, a mail sent on, a signature.

A card is plain JSON types, so that it can be kept, held and read again; the words on it are made in
the reader's language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from forum.dates import TOKYO, in_tokyo, long_date, long_day
from forum.language import N_, Words

Card = dict[str, Any]
"""`card` names its kind: event, forwarded, encrypted, signed."""

_EVENTS = {
    "": N_("予定"),
    "PUBLISH": N_("予定"),
    "REQUEST": N_("予定の案内"),
    "ADD": N_("予定の案内"),
    "COUNTER": N_("予定の変更の相談"),
    "REPLY": N_("予定への返事"),
    "REFRESH": N_("予定の問い合わせ"),
    "DECLINECOUNTER": N_("予定の変更の相談への返事"),
    "CANCEL": N_("予定の取りやめ"),
}
_ENCRYPTED = N_("暗号化されたメールです")
_ENCRYPTED_MEANS = N_(
    "このメールは、送った人が選んだ相手だけが読めるように、暗号化されています。ここでは本文を読めません。"
    "鍵をお持ちの方は、添付ファイルを保存して開いてください。"
)
_SIGNED = N_("電子署名つきのメールです")
_SIGNED_MEANS = N_(
    "送った人のメールソフトが、電子署名をつけています。署名が正しいかどうかは、ここでは確かめていません。"
)
_SIGNED_WHOLE_MEANS = N_(
    "本文が電子署名のファイルの中にあるため、ここでは読めません。"
    "対応したメールソフトで、添付ファイルを開いてください。署名が正しいかどうかは、確かめていません。"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A card in somebody's language: a title, facts with their labels, words, names of files."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    files: tuple[str, ...] = field(default=())


def told(card: Card, said: Words) -> Told | None:
    """What stands on a card; None for a kind that is not known (any more)."""
    match card.get("card"):
        case "event":
            return _event(card, said)
        case "forwarded":
            return _forwarded(card, said)
        case "encrypted":
            return Told(said.gettext(_ENCRYPTED), text=said.gettext(_ENCRYPTED_MEANS))
        case "signed":
            means = _SIGNED_WHOLE_MEANS if card.get("whole") else _SIGNED_MEANS
            return Told(said.gettext(_SIGNED), text=said.gettext(means))
    return None


def told_in_words(cards: Sequence[Card], said: Words) -> str:
    """The cards as plain text, for a mail or a search; empty where there are none."""
    return "\n\n".join("\n".join(_lines(one)) for card in cards if (one := told(card, said)))


def _lines(card: Told) -> Iterator[str]:
    yield f"【{card.title}】"
    for label, value in card.facts:
        yield f"{label}：{value}"
    if card.text:
        yield card.text if not card.facts else f"\n{card.text}"
    yield from (f"・{name}" for name in card.files)


def _event(card: Card, said: Words) -> Told:
    cancelled = card.get("cancelled")
    method = "CANCEL" if cancelled else card.get("method", "")
    facts = [
        (said.gettext(N_("予定の名前")), card.get("title", "")),
        (said.gettext(N_("日時")), _when(card, said)),
        (said.gettext(N_("場所")), card.get("place", "")),
        (said.gettext(N_("主催")), card.get("by", "")),
    ]
    return Told(
        said.gettext(_EVENTS.get(method, _EVENTS[""])), tuple((n, v) for n, v in facts if v)
    )


def _when(card: Card, said: Words) -> str:
    starts, ends = _moment(card.get("starts")), _moment(card.get("ends"))
    if starts is None:
        return ""
    when = _at(starts, said)
    if ends is not None:
        until = _clock(ends) if _same_day(starts, ends) else _at(ends, said)
        when = said.gettext(N_("%(starts)s から %(ends)s まで"), starts=when, ends=until)
    if card.get("zone"):
        when = said.gettext(N_("%(when)s（%(zone)s の時刻）"), when=when, zone=card["zone"])
    if card.get("repeats"):
        when = said.gettext(N_("%(when)s（くり返しあり）"), when=when)
    return when


def _moment(written: Any) -> date | datetime | None:
    if not isinstance(written, str):
        return None
    try:
        return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
    except ValueError:
        return None


def _at(moment: date | datetime, said: Words) -> str:
    if not isinstance(moment, datetime):
        return long_day(moment, said.locale)
    return long_date(_on_the_wall(moment), said.locale)


def _on_the_wall(moment: datetime) -> datetime:
    """What the clock on the wall here shows; of a time without a zone nothing else is known."""
    return in_tokyo(moment) if moment.tzinfo else moment.replace(tzinfo=TOKYO)


def _same_day(one: date | datetime, other: date | datetime) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return _on_the_wall(one).date() == _on_the_wall(other).date()
    return False


def _clock(moment: date | datetime) -> str:
    return f"{_on_the_wall(moment):%H:%M}" if isinstance(moment, datetime) else ""


def _forwarded(card: Card, said: Words) -> Told:
    sent = _moment(card.get("sent"))
    facts = [
        (said.gettext(N_("差出人")), card.get("from", "")),
        (said.gettext(N_("送った日時")), _at(sent, said) if sent else ""),
        (said.gettext(N_("件名")), card.get("subject", "")),
    ]
    return Told(
        said.gettext(N_("添えられたメール")),
        tuple((name, value) for name, value in facts if value),
        card.get("text", ""),
        tuple(card.get("files", ())),
    )
