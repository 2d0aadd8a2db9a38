"""Codes that a clerk types in from paper: a wrong or swapped digit is always noticed.

The last digit is Damm's check digit (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004).
"""

import re
import secrets
import unicodedata

DIGITS = 8
_TABLE = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip
# Whatever somebody writes or types between two groups of digits.
_JOINTS = re.compile(r"[\s\-‐‑‒–—―−ー]+")
_ENTRY = re.compile(r"([1-9][0-9]{0,3})-([1-9][0-9]{0,2})")  # never eight digits in all


def new_code() -> str:
    """Eight digits, the last of which checks the others; never with a zero in front."""
    return checked(str(10 ** (DIGITS - 2) + secrets.randbelow(9 * 10 ** (DIGITS - 2))))


def checked(digits: str) -> str:
    """The digits with their check digit behind them."""
    return f"{digits}{_interim(digits)}"


def shown(code: str) -> str:
    """A code as it is printed, 4829-1365."""
    return f"{code[:4]}-{code[4:]}"


def code_in(typed: str) -> str | None:
    """The code that somebody typed, however they grouped it; None where it can't be one."""
    digits = _JOINTS.sub("", _plain(typed))
    if len(digits) != DIGITS or not digits.isdecimal() or _interim(digits) != 0:
        return None
    return digits


def number_in(typed: str) -> tuple[int, int] | None:
    """Issue and entry of a number like 4-12 out of the printed digest."""
    found = _ENTRY.fullmatch(_JOINTS.sub("-", _plain(typed)))
    return (int(found[1]), int(found[2])) if found else None


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip().removeprefix("番号").strip()


def _interim(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_TABLE[interim][int(digit)])
    return interim
