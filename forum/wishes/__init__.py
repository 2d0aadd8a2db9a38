"""What somebody asks the house to change for them, by mail: asked, confirmed, granted.

A wish is a kind and what it is about. `obstacle` says why it can't be granted, before anything is
asked; `grant` does it once the mailbox has been proven.
"""

from forum.wishes.asking import ask, by_token, pending_wishes
from forum.wishes.granting import Granted, grant, grant_all, obstacle
from forum.wishes.sharing import Shared, share, sharing_of
from forum.wishes.wish import AT_ONCE, Kind, Wish
from forum.wishes.wording import granted_words, obstacle_words, wish_words

__all__ = [
    "AT_ONCE", "Granted", "Kind", "Shared", "Wish", "ask", "by_token", "grant", "grant_all",
    "granted_words",
    "obstacle", "obstacle_words", "pending_wishes", "share", "sharing_of", "wish_words",
]  # fmt: skip
