"""Our own letters: confirmations, receipts, decisions; each is owed through the outbox.

A letter begins with what happened, says the next step and how to stop, and fits a small phone. Each
function works inside the caller's transaction and commits nothing.
"""

from forum.letters.bell import ring_for_moderators as tell_moderators
from forum.letters.correspondent import Correspondent, may_be_answered
from forum.letters.receipts import tell_held, tell_rejected, trace_link

__all__ = [
    "Correspondent",
    "may_be_answered",
    "tell_held",
    "tell_moderators",
    "tell_rejected",
    "trace_link",
]
