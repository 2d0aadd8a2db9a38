"""What moderators do: each act asks for the right, decides once, is written down and told.

An act is bound to a row and to the words that the moderator saw. Two who act at once do no harm:
the second learns who was first. Nothing here commits.
"""

from forum.moderation.deciding import AlreadyDecided, Answer, Changed, Done, NotAllowed
from forum.moderation.on_held import Confirmed, approve, confirm_post, discard, reject
from forum.moderation.on_posts import content_hash_of, hide, show
from forum.moderation.on_threads import lock, pin, unlock, unpin
from forum.moderation.reporting import keep

__all__ = [
    "AlreadyDecided", "Answer", "Changed", "Confirmed", "Done", "NotAllowed", "approve",
    "confirm_post", "content_hash_of", "discard", "hide", "keep", "lock", "pin", "reject", "show", "unlock",
    "unpin",
]  # fmt: skip
