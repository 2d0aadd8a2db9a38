"""Whom we take mail for, by the boards that there are and the cheap rules of acceptance."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from forum.acceptance import rules
from forum.acceptance.authors import authors_by_mail
from forum.acceptance.contribution import BoardFacts, Contribution
from forum.acceptance.verdict import Reject
from forum.addresses import EmailAddress, OurAddress, Part, parse_local_part
from forum.archive.thread import Identity, Origin
from forum.base import utcnow
from forum.boards import Board, Names, Posting, Visibility
from forum.people.person import Address, Person
from forum.tokens import Sealer
from mailgate.inbound.envelope import Accept, Envelope, Refuse

NO_RELAY = Refuse(550, "5.7.1 We do not relay")
NO_SUCH_LIST = Refuse(550, "5.1.1 No such address here")
NOT_FOR_YOU = Refuse(550, "5.7.1 You cannot write to this list")
TOO_MANY_HOPS = Refuse(554, "5.4.6 Too many hops")
MOST_HOPS = 100  # RFC 5321 6.3
_WITHOUT_BOARD = (Part.POSTMASTER, Part.ABUSE, Part.REPLY)


_NOWHERE = BoardFacts(0, "", "", Visibility.STAFF, Posting.ANYONE, Names.REAL)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the gate remembers for a moment."""

    boards: dict[str, BoardFacts]
    banned: frozenset[str]
    since: float


class BoardGate:
    """Knows the boards of one database; a new one is let in at once, a change within `fresh_s`."""

    def __init__(
        self,
        engine: Engine,
        domain: str,
        sealer: Sealer,
        fresh_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._domain = domain.lower()
        self._sealer = sealer
        self._fresh_s = fresh_s
        self._clock = clock
        self._known = _Known({}, frozenset(), float("-inf"))
        self._looking = asyncio.Lock()

    async def recipient(self, address: EmailAddress, sender: str) -> Accept | Refuse:
        """Whether `address` is one of ours that takes mail from `sender` ("" for none)."""
        ours = parse_local_part(address.local)
        if address.domain.lower() != self._domain and not _is_bare_postmaster(address):
            return NO_RELAY
        if ours is None:
            return NO_SUCH_LIST
        if ours.part in _WITHOUT_BOARD:
            return Accept(str(address), ours)
        board = await self._board(ours.slug or "")
        if board is None:
            # It takes as long as at a staff board, or a clock would tell one from the other.
            await self._refusal(_NOWHERE, ours, sender)
            return NO_SUCH_LIST
        refusal = await self._refusal(board, ours, sender)
        return refusal or Accept(str(address), ours, board.id)

    async def message(self, envelope: Envelope) -> list[Refuse | None]:
        """For each recipient a refusal that the head of the mail is enough for, or None."""
        head = envelope.raw.partition(b"\r\n\r\n")[0].lower()
        looping = (b"\r\n" + head).count(b"\r\nreceived:") > MOST_HOPS
        return [TOO_MANY_HOPS if looping else None] * len(envelope.recipients)

    async def _board(self, slug: str) -> BoardFacts | None:
        await self._look(self._fresh_s)
        if slug not in self._known.boards:
            # It may have been made this moment; somebody who tries names asks only so often.
            await self._look(self._fresh_s / 20)
        return self._known.boards.get(slug)

    async def _refusal(self, board: BoardFacts, ours: OurAddress, sender: str) -> Refuse | None:
        address = EmailAddress.parse(sender)
        canonical = address.canonical if address else None
        if ours.part is Part.BOUNCES and self._is_of_ours(ours.token):
            return None  # mail systems everywhere answer there, to a mail of ours
        open_to_all = board.visibility is Visibility.PUBLIC or (
            board.visibility is Visibility.MEMBERS and ours.part is not Part.POST
        )
        if open_to_all and (ours.part is not Part.POST or canonical not in self._known.banned):
            return None
        return await asyncio.to_thread(self._judge, board, canonical)

    def _is_of_ours(self, token: str | None) -> bool:
        """Whether a bounce address is one that we gave; a made-up one tells of no staff board."""
        # As outbound/copies.py seals them; loading that here would cost the door megabytes.
        purpose = str(Part.BOUNCES)
        return bool(token) and self._sealer.open(purpose, token or "", long=False) is not None

    def _judge(self, board: BoardFacts, canonical: str | None) -> Refuse | None:
        with Session(self._engine) as session:
            author = authors_by_mail(session, {canonical} if canonical else set()).writing_to(
                board, canonical, ""
            )
        contribution = Contribution(
            board, author, Origin.MAIL, Identity.UNPROVEN, "", "", received_at=utcnow()
        )
        if isinstance(rules.outsider(contribution), Reject):
            # A staff board is like an unknown one to everybody else.
            return NO_SUCH_LIST if board.visibility is Visibility.STAFF else NOT_FOR_YOU
        return NOT_FOR_YOU if isinstance(rules.banned(contribution), Reject) else None

    async def _look(self, fresh_s: float) -> None:
        if self._clock() - self._known.since < fresh_s:
            return
        async with self._looking:
            if self._clock() - self._known.since >= fresh_s:  # nobody looked while we waited
                self._known = await asyncio.to_thread(self._read)

    def _read(self) -> _Known:
        since = self._clock()
        with Session(self._engine) as session:
            boards = {board.slug: BoardFacts.of(board) for board in session.scalars(select(Board))}
            banned = session.scalars(
                select(Address.canonical)
                .join(Person, isouter=True)
                .where(or_(Address.banned_at.is_not(None), Person.banned_at.is_not(None)))
            )
            return _Known(boards, frozenset(banned), since)


def _is_bare_postmaster(address: EmailAddress) -> bool:
    return address.domain == "" and address.local.lower() == "postmaster"
