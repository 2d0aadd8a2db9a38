"""Joining and leaving a board: the one place that both doors use.

Every self-join and every leaving by address is asked for first and confirmed by whoever reads the
mailbox. The answers are the same whether or not somebody is a member; only the letter tells.
Nothing here commits.
"""

from forum.subscribing.asking import (
    MOST_A_DAY,
    MOST_A_DAY_FOR_ONE_BOARD,
    Asked,
    ask_to_join,
    ask_to_leave,
)
from forum.subscribing.choosing import (
    choose_digest_format,
    choose_mode,
    choose_own_posts,
    come_back,
    rest,
)
from forum.subscribing.finding import subscription_of
from forum.subscribing.joining import (
    Joined,
    approve,
    decline,
    join,
    join_proven,
    join_signed_in,
    subscribe,
)
from forum.subscribing.leaving import (
    UNSUBSCRIBE,
    Left,
    end,
    end_with_letter,
    leave,
    leave_by_token,
    subscription_by_token,
)

__all__ = [
    "MOST_A_DAY",
    "MOST_A_DAY_FOR_ONE_BOARD",
    "UNSUBSCRIBE",
    "Asked",
    "Joined",
    "Left",
    "approve",
    "ask_to_join",
    "ask_to_leave",
    "choose_digest_format",
    "choose_mode",
    "choose_own_posts",
    "come_back",
    "decline",
    "end",
    "end_with_letter",
    "join",
    "join_proven",
    "join_signed_in",
    "leave",
    "leave_by_token",
    "rest",
    "subscribe",
    "subscription_by_token",
    "subscription_of",
]
