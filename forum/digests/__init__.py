"""What was written on a board in a day or a week, told in one mail to those who chose that.

A digest is decided on once and written down (`issue`) with the mailing that brings it, so what it
tells is settled before the first copy leaves. `due` makes those of a day, `switching` sees to it
that nobody gets a post twice or not at all who changes the way in which posts come.
"""

from forum.digests.due import make_due
from forum.digests.switching import change_mode, rest, welcome_all_back, welcome_back
from forum.digests.windows import newest_post

__all__ = [
    "change_mode",
    "make_due",
    "newest_post",
    "rest",
    "welcome_all_back",
    "welcome_back",
]
