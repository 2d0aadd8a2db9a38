"""What comes back: which addresses can't be reached, fairly counted, and who refuses us.

Each function works inside the caller's transaction and commits nothing.
"""

from forum.bouncing.failures import Cause, Failure, Fault
from forum.bouncing.overview import Overview, overview
from forum.bouncing.probing import (
    PROBES,
    clear_answered,
    look_at_link,
    restore_by_moderator,
    restore_by_token,
    use_link,
)
from forum.bouncing.records import Source
from forum.bouncing.scoring import forget_before, note, something_is_due
from forum.bouncing.telling import tell_again
from forum.bouncing.unreachable import for_moderator
from forum.bouncing.wording import cause_words

__all__ = [
    "PROBES", "Cause", "Failure", "Fault", "Overview", "Source", "cause_words", "clear_answered",
    "for_moderator", "forget_before", "look_at_link", "note", "overview", "restore_by_moderator",
    "restore_by_token", "something_is_due", "tell_again", "use_link",
]  # fmt: skip
