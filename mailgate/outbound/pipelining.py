"""Mail after mail where the server offers PIPELINING (RFC 2920): a copy costs one round trip.

The end of one mail and the commands of the next go out in one write.
"""

from collections.abc import Iterable
from typing import NamedTuple

from mailgate.outbound.answers import hang_up_if_closing, outcome, refused
from mailgate.outbound.dialogue import (
    COMMAND_LIMIT,
    CONTENT_LIMIT,
    ConnectionLost,
    Conversation,
    Reply,
    Turn,
)
from mailgate.outbound.envelope import NOT_TRIED, UNKNOWN, Envelope, Outcome
from mailgate.outbound.saying import commands, content, refusal
from mailgate.outbound.session import Session

_DATA = b"DATA\r\n"
_RSET = b"RSET\r\n"
_NO_CONTENT = b".\r\n"


class _Ahead(NamedTuple):
    """What goes out before the next commands: a mail whose DATA was accepted, or a tidying up."""

    data: bytes = b""
    whose: int | None = None  # the place of its envelope


_NOTHING = _Ahead()


def pipelined(
    session: Session, envelopes: Iterable[Envelope], outcomes: list[Outcome]
) -> Conversation[None]:
    """Sends every envelope; its outcome stands in `outcomes` as soon as it is known."""
    ahead, offered = _NOTHING, session.offered
    for envelope in envelopes:
        fault = refusal(envelope, offered)
        outcomes.append(fault or NOT_TRIED)
        if fault is not None or not session.is_open:
            continue
        group = b"".join((ahead.data, commands(envelope, offered), _DATA))
        replies = yield from _exchange(session, ahead, group, 3, outcomes)
        if replies is None:
            ahead = _NOTHING
            continue
        mail, rcpt, data = replies
        if data.code == 354 and mail.code // 100 == rcpt.code // 100 == 2:
            ahead = _Ahead(content(envelope, offered), len(outcomes) - 1)
            continue
        outcomes[-1], ahead = _judge(session, mail, rcpt, data)
        if session.was_refused():
            ahead = _NOTHING
            yield from session.leave()
    if ahead.data and session.is_open:
        yield from _exchange(session, ahead, ahead.data, 0, outcomes)


def _exchange(
    session: Session, ahead: _Ahead, group: bytes, count: int, outcomes: list[Outcome]
) -> Conversation[list[Reply] | None]:
    """Write a group; the replies to its `count` commands, or None where the connection is lost."""
    first = None
    try:
        if ahead.data:
            first, *replies = yield Turn(group, count + 1, CONTENT_LIMIT)
        else:
            replies = yield Turn(group, count, COMMAND_LIMIT)
    except ConnectionLost as lost:
        if ahead.whose is not None:
            outcomes[ahead.whose] = outcome(lost.replies[0]) if lost.replies else UNKNOWN
        return None
    if first is not None and ahead.whose is not None:
        outcomes[ahead.whose] = outcome(first)
        session.was_taken()
    return None if hang_up_if_closing(session.line, replies) else replies


def _judge(session: Session, mail: Reply, rcpt: Reply, data: Reply) -> tuple[Outcome, _Ahead]:
    """What a refusal comes to, and what has to be written next because of it."""
    refusing = next((reply for reply in (mail, rcpt) if reply.code // 100 != 2), data)
    if data.code == 354 and session.speaks_lmtp:
        # RFC 2033 4.2 gives no reply to content for nobody, so nothing could be told apart.
        session.line.abort("DATA accepted for nobody")
        return refused(refusing), _NOTHING
    # RFC 2920 3.1: content that is awaited for nobody is ended at once.
    return refused(refusing), _Ahead(_NO_CONTENT if data.code == 354 else _RSET)
