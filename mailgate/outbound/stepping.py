"""Mail after mail where the server knows no PIPELINING: one command, one reply."""

from collections.abc import Iterable

from mailgate.outbound.answers import CLOSING, hang_up_if_closing, outcome, refused
from mailgate.outbound.dialogue import (
    COMMAND_LIMIT,
    CONTENT_LIMIT,
    DATA_LIMIT,
    ConnectionLost,
    Reply,
)
from mailgate.outbound.envelope import NOT_TRIED, UNKNOWN, Envelope, Outcome
from mailgate.outbound.saying import commands, content, refusal
from mailgate.outbound.session import Session


async def send_by_steps(
    session: Session, envelopes: Iterable[Envelope], outcomes: list[Outcome]
) -> None:
    """Send every envelope; its outcome stands in `outcomes` as soon as it is known."""
    for envelope in envelopes:
        fault = refusal(envelope, session.offered)
        if fault or not session.is_open:
            outcomes.append(fault or NOT_TRIED)
        else:
            outcomes.append(await _transaction(session, envelope))


async def _transaction(session: Session, envelope: Envelope) -> Outcome:
    line, sent = session.line, False
    try:
        if reply := await _refused_at(session, envelope):
            return await _given_up(session, reply)
        sent = True
        session.was_taken()
        line.write(content(envelope, session.offered))
        (reply,) = await line.replies(1, CONTENT_LIMIT)
    except ConnectionLost:
        return UNKNOWN if sent else NOT_TRIED
    hang_up_if_closing(line, [reply])
    return outcome(reply)


async def _refused_at(session: Session, envelope: Envelope) -> Reply | None:
    """Say MAIL, RCPT and DATA one after another; the reply that refuses, or None at 354."""
    line = session.line
    for command in commands(envelope, session.offered).splitlines(keepends=True):
        line.write(command)
        (reply,) = await line.replies(1, COMMAND_LIMIT)
        if not 200 <= reply.code < 300:
            return reply
    line.write(b"DATA\r\n")
    (reply,) = await line.replies(1, DATA_LIMIT)
    return None if reply.code == 354 else reply


async def _given_up(session: Session, reply: Reply) -> Outcome:
    """What a refusal comes to; the session is made ready for the next mail, or left."""
    if reply.code == CLOSING:
        session.line.abort("the server is closing")
        return NOT_TRIED
    if session.was_refused():
        await session.close()
    else:
        await session.ask(b"RSET")
    return refused(reply)
