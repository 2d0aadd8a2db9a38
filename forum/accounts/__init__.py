"""Signing up, signing in, and proving another address: what the web door needs of people.

A mailed link is asked for with an address alone; what comes of it is told in the letter only, so
that nobody learns here who is a member. Nothing here commits.
"""

from forum.accounts.asking import (
    MOST_LINKS_A_DAY,
    Asked,
    ask_to_sign_in,
    ask_to_sign_up,
    claim_link,
    login_link,
)
from forum.accounts.entering import (
    Entry,
    enter,
    entry,
)
from forum.accounts.mailboxes import (
    add_address,
    ask_to_add_address,
    part_with,
)
from forum.accounts.password import (
    MOST_WRONG_PASSWORDS_A_DAY,
    PasswordAnswer,
    set_password,
    sign_in_with_password,
    sign_out_everywhere,
)

__all__ = [
    "MOST_LINKS_A_DAY",
    "MOST_WRONG_PASSWORDS_A_DAY",
    "Asked",
    "Entry",
    "PasswordAnswer",
    "add_address",
    "ask_to_add_address",
    "ask_to_sign_in",
    "ask_to_sign_up",
    "claim_link",
    "enter",
    "entry",
    "login_link",
    "part_with",
    "set_password",
    "sign_in_with_password",
    "sign_out_everywhere",
]
