"""Raw first: a mail and its envelope are committed before anybody is told 250.

One thread takes whatever waits and commits it together, so that one fsync serves all who came
while the last one ran; it never lingers for more.
"""

import asyncio
import errno
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from forum.archive.message import Arrival, Fate, Message, Refusal
from forum.base import insert_rows, table_of, writing
from mailgate.inbound.envelope import Envelope, NoRoom, Refused

log = logging.getLogger("kakehashi.receive")

GROUP = 128  # messages in one commit
GROUP_BYTES = 1 << 25
NOTES_PER_SECOND = 50

# Built once: building a statement costs SQLAlchemy as much as running it.
_LAST_ID = select(func.max(Message.id))
_NEXT_IDS = text(
    "SELECT nextval(pg_get_serial_sequence('messages', 'id')) FROM generate_series(1, :count)"
)
_messages, _arrivals, _refusals = table_of(Message), table_of(Arrival), table_of(Refusal)


@dataclass(slots=True)
class _Waiting:
    """A mail whose sender waits for a reply."""

    envelope: Envelope
    reply: asyncio.Future[None]


_STOP = object()


class Spool:
    """Keeps mails in the database; to be made and used inside a running loop.

    `after` is called, in the writer's thread, behind each commit that kept something.
    `death` is done with its error if the writer should ever end by itself.
    """

    def __init__(self, engine: Engine, after: Callable[[], None] = lambda: None) -> None:
        self._engine = writing(engine)
        self._after = after
        self._loop = asyncio.get_running_loop()
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._connection: Connection | None = None
        self._notes_left = NOTES_PER_SECOND
        self._notes_second = 0
        self.death: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._live, name="spool", daemon=True)
        self._thread.start()

    async def keep(self, envelope: Envelope) -> None:
        """Returns when the mail is durable.

        Raises NoRoom when the disk is full, and what the database said when it could not keep it.
        """
        if self.death.done():
            raise RuntimeError("the spool has ended")
        reply = self._loop.create_future()
        self._queue.put(_Waiting(envelope, reply))
        await reply

    def note(self, refused: Refused) -> None:
        """Leaves a line in the mail log; of a flood only so many in a second."""
        second = int(time.monotonic())
        if second != self._notes_second:
            self._notes_second, self._notes_left = second, NOTES_PER_SECOND
        if self._notes_left:
            self._notes_left -= 1
            self._queue.put(refused)

    async def close(self) -> None:
        """Returns when all that waited has been kept and the writer has gone home."""
        self._queue.put(_STOP)
        await asyncio.to_thread(self._thread.join)

    # In the writer's thread

    def _live(self) -> None:
        group: list[_Waiting] = []
        try:
            while self._serve(group):
                group = []
        except BaseException as error:
            log.critical("the spool ends", exc_info=error)
            self._loop.call_soon_threadsafe(self._die, error, self._left_waiting(group))
        finally:
            self._disconnect()

    def _serve(self, group: list[_Waiting]) -> bool:
        """Keeps the next group, and tells whether more may come."""
        notes: list[Refused] = []
        open_ = self._gather(group, notes)
        if group or notes:
            fates = self._keep_together(group, notes)
            self._loop.call_soon_threadsafe(_answer, group, fates)
            if None in fates:
                self._after()
        return open_

    def _gather(self, group: list[_Waiting], notes: list[Refused]) -> bool:
        item, size = self._queue.get(), 0
        while item is not _STOP:
            if isinstance(item, _Waiting):
                group.append(item)
                size += len(item.envelope.raw)
            else:
                notes.append(item)
            if len(group) + len(notes) >= GROUP or size >= GROUP_BYTES:
                return True
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return True
        return False

    def _keep_together(
        self, group: list[_Waiting], notes: list[Refused]
    ) -> Sequence[BaseException | None]:
        trouble = self._commit([waiting.envelope for waiting in group], notes)
        if trouble is None or isinstance(trouble, NoRoom) or not group:
            return [trouble] * len(group)
        # One of them may have spoilt it for all, so each has another chance alone.
        return [self._commit([waiting.envelope], []) for waiting in group]

    def _commit(self, envelopes: list[Envelope], notes: list[Refused]) -> Exception | None:
        try:
            with self._connected().begin() as transaction:
                keep_rows(transaction.connection, envelopes, notes)
        except Exception as error:
            self._disconnect()
            if is_full(error):
                return NoRoom()
            log.error("%d mails could not be kept", len(envelopes), exc_info=error)
            return error
        return None

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.invalidate()
                connection.close()
            except Exception:
                log.info("a broken connection could not be closed", exc_info=True)

    def _left_waiting(self, group: list[_Waiting]) -> list[_Waiting]:
        left = list(group)
        while not self._queue.empty():
            item = self._queue.get_nowait()
            if isinstance(item, _Waiting):
                left.append(item)
        return left

    # In the loop again

    def _die(self, error: BaseException, left: list[_Waiting]) -> None:
        if not self.death.done():
            self.death.set_exception(RuntimeError(f"the spool has ended: {type(error).__name__}"))
        _answer(left, [RuntimeError("the spool has ended")] * len(left))


def _answer(group: list[_Waiting], fates: Sequence[BaseException | None]) -> None:
    for waiting, trouble in zip(group, fates, strict=True):
        if waiting.reply.done():  # the sender hung up meanwhile
            continue
        if trouble is None:
            waiting.reply.set_result(None)
        else:
            waiting.reply.set_exception(trouble)


def keep_rows(connection: Connection, envelopes: list[Envelope], notes: list[Refused]) -> None:
    """The rows of these mails and lines of the mail log, in the transaction of `connection`."""
    if envelopes:
        ids = _new_ids(connection, len(envelopes))
        pairs = list(zip(ids, envelopes, strict=True))
        insert_rows(connection, _messages, [_message(*pair) for pair in pairs])
        insert_rows(connection, _arrivals, [row for pair in pairs for row in _arrivals_of(*pair)])
    if notes:
        insert_rows(connection, _refusals, [_refusal(note) for note in notes])


def _new_ids(connection: Connection, count: int) -> Sequence[int]:
    # Asked for beforehand, so that two statements serve the whole group.
    if connection.dialect.name == "sqlite":
        last = connection.scalar(_LAST_ID) or 0
        return range(last + 1, last + 1 + count)
    return connection.scalars(_NEXT_IDS, {"count": count}).all()


def _message(row_id: int, envelope: Envelope) -> dict[str, Any]:
    return {
        "id": row_id,
        "door": envelope.door,
        "received_at": envelope.received_at,
        "peer": envelope.peer,
        "helo": envelope.helo,
        "mail_from": envelope.sender,
        "size": len(envelope.raw),
        "raw": envelope.raw,
    }


def _arrivals_of(row_id: int, envelope: Envelope) -> list[dict[str, Any]]:
    once = {taker.recipient.lower(): taker for taker in envelope.recipients}
    return [
        {
            "message_id": row_id,
            "recipient": taker.recipient,
            "board_id": taker.board_id,
            "fate": Fate.KEPT,
            "attempts": 0,
        }
        for taker in once.values()
    ]


def _refusal(note: Refused) -> dict[str, Any]:
    return {
        "at": note.at,
        "peer": note.peer,
        "mail_from": note.sender,
        "recipient": note.recipient,
        "code": note.refusal.code,
        "answer": note.refusal.text,
    }


def is_full(error: BaseException) -> bool:
    """Whether an error of either engine says that the disk, or our share of it, is full."""
    cause: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if isinstance(cause, OSError):
        return cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return getattr(cause, "sqlstate", None) == "53100"
