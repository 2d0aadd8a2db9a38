"""The SMTP and LMTP client: one transaction a recipient, over a connection that stays."""

from collections.abc import Iterable

from mailgate.outbound.envelope import Envelope, Outcome
from mailgate.outbound.pipelining import send_pipelined
from mailgate.outbound.session import Session, Unreachable
from mailgate.outbound.stepping import send_by_steps

__all__ = ["Connection", "Unreachable"]


class Connection(Session):
    """A session that takes batch after batch, from one sender at a time."""

    async def send(self, envelopes: Iterable[Envelope]) -> list[Outcome]:
        """Send every envelope and say of each what became of it, in their order.

        Never raises for the server's sake: once the connection is lost, the mail that was on its
        way is UNKNOWN and the rest NOT_TRIED.
        """
        outcomes: list[Outcome] = []
        if self.is_open and self.line.spoke_out_of_turn:
            self.line.abort("the server spoke out of turn")
        send = send_pipelined if self.offered.pipelining else send_by_steps
        await send(self, envelopes, outcomes)
        return outcomes
