"""The roster of a list that moves in or out: read, with what would become of each line, and written.

Read are Mailman's own lists (`Name <address>`, one a line) and CSV with a head line, as Mailman 3
and Kakehashi write it. Whoever was held or banned there stays so here, and the other way round.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import Board, DigestFormat, Mode, Subscription
from forum.operations.entering import subscribe_all
from forum.people.joining import address_row, enter_person
from forum.people.person import Address
from forum.subscribing import subscription_of

COLUMNS = ("address", "name", "delivery_mode", "delivery_status", "moderation_action", "since")
_SAME = {
    "email": "address",
    "mail": "address",
    "e-mail": "address",
    "display_name": "name",
    "real_name": "name",
    "fullname": "name",
    "mode": "delivery_mode",
    "digest": "delivery_mode",
    "delivery": "delivery_mode",
    "status": "delivery_status",
    "nomail": "delivery_status",
    "moderation": "moderation_action",
    "mod": "moderation_action",
    "member_role": "role",
}
_MODES = {
    "": Mode.EACH,
    "regular": Mode.EACH,
    "each": Mode.EACH,
    "no": Mode.EACH,
    "off": Mode.EACH,
    "0": Mode.EACH,
    "false": Mode.EACH,
    "weekly": Mode.WEEKLY,
    "follow": Mode.FOLLOW,
    "none": Mode.NONE,
    "nomail": Mode.NONE,
    "disabled": Mode.NONE,
}
_DIGESTS = re.compile(r"daily|digest|mime|plain|summary|on|yes|true|1")
_BOUNCED = re.compile(r"bounce|\[b\]|^b$")
_PAUSED = re.compile(
    r"user|moderator|admin|unknown|disabled|none|nomail|\[[aun?]\]|^[aun?]$|^(?:yes|true|1|on)$"
)
_HELD = re.compile(r"hold|held|moderat|reject|discard|^(?:yes|true|1|on)$")
_BANNED = re.compile(r"^ban")


class Fate(StrEnum):
    """What becomes of a line."""

    SUBSCRIBED = "subscribed"
    THERE = "subscribed before, left as chosen"
    HELD = "subscribed, each post is held"
    UNREACHABLE = "subscribed, no mail: it came back"
    BANNED = "banned, not subscribed"
    PASSED_OVER = "passed over"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a roster, in Mailman's words."""

    number: int
    address: str
    name: str = ""
    delivery_mode: str = ""
    delivery_status: str = ""
    moderation_action: str = ""
    role: str = "member"


_COLUMNS = Entry.__dataclass_fields__.keys() - {"number"}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one line, and why."""

    entry: Entry
    fate: Fate
    why: str = ""


def read(text: str) -> list[Entry]:
    """The lines of a roster; what says nothing is left out."""
    text = text.lstrip("\ufeff")
    head = text.partition("\n")[0].lower()
    if "@" in head or not re.search(r"address|e-?mail", head):
        return list(_lines(text))
    return list(_table(text))


def take_in(
    session: Session, board: Board, entries: Iterable[Entry], mode: Mode = Mode.EACH
) -> Iterator[Told]:
    """Subscribe those who are to be subscribed; `mode` is that of lines that name none."""
    for entry in entries:
        mailbox = EmailAddress.parse(entry.address)
        if mailbox is None:
            yield Told(entry, Fate.REFUSED, "not a mail address")
        elif entry.role not in ("", "member", "subscriber"):
            yield Told(entry, Fate.PASSED_OVER, f"{entry.role}: appoint with `person add`")
        else:
            yield _take_in(session, board, entry, mailbox, mode)


def written(session: Session, board: Board) -> Iterator[str]:
    """The roster of a board as CSV, in Mailman 3's words."""
    yield _row(COLUMNS)
    for subscription in _subscriptions(session, board):
        yield _row(_told(subscription))


def lines(session: Session, board: Board, mode: Mode | None = None) -> Iterator[str]:
    """`Name <address>` of those who get mail in that mode, as `mailman addmembers` reads it."""
    for subscription in _subscriptions(session, board):
        if mode in (None, subscription.mode):
            address, name = subscription.address, _name(subscription.address)
            plain = re.sub(r'["\\<>\r\n]', " ", name).strip()
            yield f'"{plain}" <{address.written}>\n' if plain else f"{address.written}\n"


# --- Reading ---


def _lines(text: str) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            name, address = parseaddr(line)
            # parseaddr knows no addresses of old telephones (foo..bar@docomo.ne.jp).
            bracketed = re.search(r"<([^<>]+)>", line)
            found = bracketed[1] if bracketed else (line.split() or [""])[0]
            yield Entry(number, found if "@" in found else address, name)


def _table(text: str) -> Iterator[Entry]:
    dialect = "excel-tab" if "\t" in text.partition("\n")[0] else "excel"
    rows = csv.reader(io.StringIO(text), dialect)
    head = [_column(word) for word in next(rows)]
    for row in rows:
        told = {name: word.strip() for name, word in zip(head, row, strict=False)}
        if any(told.values()):
            known = {k: v for k, v in told.items() if k in _COLUMNS and v}
            yield Entry(rows.line_num, known.pop("address", ""), **known)


def _column(word: str) -> str:
    plain = re.sub(r"[\s-]+", "_", word.strip().lower())
    return _SAME.get(plain, _SAME.get(plain.replace("_", "-"), plain))


# --- Taking in ---


def _take_in(
    session: Session, board: Board, entry: Entry, mailbox: EmailAddress, otherwise: Mode
) -> Told:
    address = address_row(session, mailbox)
    if _BANNED.match(entry.moderation_action.lower()):
        address.banned_at = address.banned_at or utcnow()
        return Told(entry, Fate.BANNED)
    if address.banned_at or (address.person and address.person.banned_at):
        return Told(entry, Fate.BANNED, "banned here")
    wanted, fate = _mode(entry, otherwise), Fate.THERE
    if subscription_of(session, board.id, mailbox) is None:
        subscribe_all(session, board, [mailbox], wanted)
        _choose_digest(session, board, entry, mailbox, wanted)
        fate = Fate.SUBSCRIBED
    if _HELD.search(entry.moderation_action.lower()):
        _hold(session, entry, mailbox)
        fate = Fate.HELD
    if _BOUNCED.search(entry.delivery_status.lower()):
        address_row(session, mailbox).stopped_at = utcnow()
        fate = Fate.UNREACHABLE
    session.flush()
    return Told(entry, fate, "" if fate is Fate.THERE else wanted.value)


def _mode(entry: Entry, otherwise: Mode) -> Mode:
    status, said = entry.delivery_status.lower(), entry.delivery_mode.lower()
    if status and not _BOUNCED.search(status) and _PAUSED.search(status):
        return Mode.NONE
    if not said:
        return otherwise
    return _MODES.get(said) or (Mode.DAILY if _DIGESTS.search(said) else Mode.EACH)


def _choose_digest(
    session: Session, board: Board, entry: Entry, mailbox: EmailAddress, mode: Mode
) -> None:
    subscription = subscription_of(session, board.id, mailbox)
    if subscription is not None and mode is Mode.DAILY and "plain" in entry.delivery_mode.lower():
        subscription.digest_format = DigestFormat.PLAIN


def _hold(session: Session, entry: Entry, mailbox: EmailAddress) -> None:
    """Only a person can be held, so whoever is gets a name here."""
    person = enter_person(session, entry.name or mailbox.local, [mailbox])
    person.moderated_at = person.moderated_at or utcnow()


# --- Writing ---


def _subscriptions(session: Session, board: Board) -> Iterable[Subscription]:
    wanted = (
        select(Subscription)
        .where(Subscription.board_id == board.id, Subscription.awaits_approval.is_(False))
        .options(selectinload(Subscription.address).selectinload(Address.person))
        .order_by(Subscription.id)
    )
    return session.scalars(wanted)


_IN_MAILMAN = {
    Mode.EACH: "regular",
    Mode.DAILY: "mime_digests",
    Mode.WEEKLY: "weekly",
    Mode.FOLLOW: "follow",
    Mode.NONE: "regular",
}


def _told(subscription: Subscription) -> tuple[str, ...]:
    address, person = subscription.address, subscription.address.person
    mode = _IN_MAILMAN[subscription.mode]
    if mode == "mime_digests" and subscription.digest_format is DigestFormat.PLAIN:
        mode = "plaintext_digests"
    status = "by_user" if subscription.mode is Mode.NONE else "enabled"
    status = "by_bounces" if address.stopped_at else status
    moderation = "hold" if person and person.moderated_at else "defer"
    if address.banned_at or (person and person.banned_at):
        moderation = "ban"
    since = subscription.since.date().isoformat()
    return address.written, _name(address), mode, status, moderation, since


def _name(address: Address) -> str:
    return address.person.name if address.person else ""


def _row(words: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(words)
    return line.getvalue()
