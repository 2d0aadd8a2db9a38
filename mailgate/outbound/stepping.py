"""Mail after mail where the server knows no PIPELINING: one command, one reply."""

from collections.abc import Iterable

from mailgate.outbound.answers import CLOSING, hang_up_if_closing, outcome, refused
from mailgate.outbound.dialogue import (
    CONTENT_LIMIT,
    DATA_LIMIT,
    ConnectionLost,
    Conversation,
    Reply,
    asking,
)
from mailgate.outbound.envelope import NOT_TRIED, UNKNOWN, Envelope, Outcome
from mailgate.outbound.saying import commands, content, refusal
from mailgate.outbound.session import Session


def by_steps(
    session: Session, envelopes: Iterable[Envelope], outcomes: list[Outcome]
) -> Conversation[None]:
    """Sends every envelope; its outcome stands in `outcomes` as soon as it is known."""
    for envelope in envelopes:
        fault = refusal(envelope, session.offered)
        if fault or not session.is_open:
            outcomes.append(fault or NOT_TRIED)
        else:
            outcomes.append((yield from _transaction(session, envelope)))


def _transaction(session: Session, envelope: Envelope) -> Conversation[Outcome]:
    sent = False
    try:
        if refusing := (yield from _refused_at(session, envelope)):
            return (yield from _given_up(session, refusing))
        sent = True
        session.was_taken()
        reply = yield from asking(content(envelope, session.offered), CONTENT_LIMIT)
    except ConnectionLost:
        return UNKNOWN if sent else NOT_TRIED
    hang_up_if_closing(session.line, [reply])
    return outcome(reply)


def _refused_at(session: Session, envelope: Envelope) -> Conversation[Reply | None]:
    """Says MAIL, RCPT and DATA one after another; the reply that refuses, or None at 354."""
    for command in commands(envelope, session.offered).splitlines(keepends=True):
        reply = yield from asking(command)
        if not 200 <= reply.code < 300:
            return reply
    reply = yield from asking(b"DATA\r\n", DATA_LIMIT)
    return None if reply.code == 354 else reply


def _given_up(session: Session, reply: Reply) -> Conversation[Outcome]:
    """What a refusal comes to; the session is made ready for the next mail, or left."""
    if reply.code == CLOSING:
        session.line.abort("the server is closing")
        return NOT_TRIED
    if session.was_refused():
        yield from session.leave()
    else:
        yield from asking(b"RSET\r\n")
    return refused(reply)
