"""What a server's answer comes to."""

from functools import lru_cache

from mailgate.outbound.dialogue import Dialogue, Reply
from mailgate.outbound.envelope import UNKNOWN, Outcome

CLOSING = 421


@lru_cache(512)
def outcome(reply: Reply) -> Outcome:
    """The answer to a mail."""
    if reply.code // 100 in (2, 4, 5):
        return Outcome(reply.code, reply.status, reply.text.replace("\n", " ")[:500])
    return UNKNOWN


def refused(reply: Reply) -> Outcome:
    """The refusal in `reply`; a code out of place refuses too, for a while."""
    if reply.code // 100 in (4, 5):
        return outcome(reply)
    return Outcome(451, "4.5.0", f"unexpected {reply.code} {reply.text}"[:500])


def hang_up_if_closing(line: Dialogue, replies: list[Reply]) -> bool:
    """Whether the server is closing the session, which is then over for us too."""
    for reply in replies:
        if reply.code == CLOSING:
            line.abort("the server is closing")
            return True
    return False
