"""Passwords: argon2id, and the same time spent on an account that does not exist."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10
LONGEST = 200  # a longer one would only cost us time to hash
# What everybody tries first (NIST SP 800-63B 3.1.1.2 asks to refuse the well-known ones).
_WELL_KNOWN = frozenset(
    [
        "password12",
        "password123",
        "password1234",
        "passw0rd123",
        "1234567890",
        "0123456789",
        "0987654321",
        "12345678910",
        "qwertyuiop",
        "qwerty12345",
        "1q2w3e4r5t",
        "1qaz2wsx3edc",
        "administrator",
        "kakehashi1",
        "kakehashi123",
    ]
)


def password_fault(password: str) -> str | None:
    """Why a password can't be taken, a code; None where it can."""
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    if password.lower() in _WELL_KNOWN or len(set(password)) < 4:
        return "password_well_known"
    return None


def hashed(password: str) -> str:
    """What the database keeps of a password."""
    return _hasher().hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password that was kept; as slow where nothing was kept."""
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        is_right = _hasher().verify(kept or _nobodys(), password[:LONGEST])
    except (Argon2Error, InvalidHashError):
        return False
    return is_right and kept is not None


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with weaker parameters than we use now."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> "PasswordHasher":
    # Loaded at the first sign-in: a process that only reads mail never pays for it. The parameters
    # are those of RFC 9106 4 for little memory.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this one")
