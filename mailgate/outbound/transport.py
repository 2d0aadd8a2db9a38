"""The SMTP and LMTP client: one transaction a recipient, over a connection that stays."""

from collections.abc import Iterable

from mailgate.outbound.envelope import NOT_TRIED, Envelope, Outcome
from mailgate.outbound.pipelining import pipelined
from mailgate.outbound.session import Session, Unreachable
from mailgate.outbound.stepping import by_steps

__all__ = ["Connection", "Unreachable"]


class Connection(Session):
    """A session that takes batch after batch, from one sender at a time."""

    async def send(self, envelopes: Iterable[Envelope]) -> list[Outcome]:
        """Send every envelope and say of each what became of it, in their order.

        Never raises for the server's sake: once the connection is lost, the mail that was on its
        way is UNKNOWN and the rest NOT_TRIED.
        """
        if self._line is None:
            return [NOT_TRIED for _ in envelopes]
        if self._line.spoke_out_of_turn:
            self._line.abort("the server spoke out of turn")
        outcomes: list[Outcome] = []
        speak = pipelined if self.offered.pipelining else by_steps
        await self._line.hold(speak(self, envelopes, outcomes))
        return outcomes
