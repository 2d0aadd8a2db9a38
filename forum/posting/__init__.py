"""The one way in: whatever comes through a door is received here, kept, and sent on.

Each function works inside the caller's transaction and commits nothing.
"""

from forum.archive.rendering import HTML_VERSION, render
from forum.posting.afterwards import render_some
from forum.posting.outcome import Duplicate, Held, Published, Received
from forum.posting.preparing import Prepared, prepare
from forum.posting.receiving import hold, publish, receive, receive_all, release

__all__ = [
    "HTML_VERSION",
    "Duplicate",
    "Held",
    "Prepared",
    "Published",
    "Received",
    "hold",
    "prepare",
    "publish",
    "receive",
    "receive_all",
    "release",
    "render",
    "render_some",
]
