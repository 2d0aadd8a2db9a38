"""Tokens that survive a trip through anybody's mail: lower-case letters and digits only.

A *sealed* token carries a row's id and a MAC; it does one harmless thing and needs no row.
A *single-use* token is random; only its hash is kept (forum/people/single_use.py).
"""

import hashlib
import hmac
import secrets

from forum.base import PUBLIC_ID_LETTERS

# 40 bits: guessing one costs about 10^12 mails, and it can only do one small thing.
_MAC_LETTERS = 8
_LONG_MAC_LETTERS = 24
_PAIRS = [a + b for a in PUBLIC_ID_LETTERS for b in PUBLIC_ID_LETTERS]  # by ten bits
SINGLE_USE_LETTERS = 15  # fits "-confirm+" behind a 40-letter slug in 64 octets: 75 bits


class Sealer:
    """Makes and opens sealed tokens under the site's secret key."""

    def __init__(self, secret_key: str) -> None:
        self._key = hashlib.sha256(b"kakehashi tokens\0" + secret_key.encode()).digest()

    def seal(self, purpose: str, row_id: int, *, long: bool = True) -> str:
        """The token for `row_id`; short ones (15 letters up to id 2^35) are for bounce addresses."""
        number = _letters(row_id)
        return number + self._mac(purpose, number, long)

    def open(self, purpose: str, token: str, *, long: bool = True) -> int | None:
        """The id sealed in `token`, or None where it was not made by us for this purpose."""
        token = token.lower()
        size = _LONG_MAC_LETTERS if long else _MAC_LETTERS
        number, mac = token[:-size], token[-size:]
        if not number or not all(letter in PUBLIC_ID_LETTERS for letter in number):
            return None
        if not hmac.compare_digest(mac.encode(), self._mac(purpose, number, long).encode()):
            return None
        row_id = _number(number)
        return row_id if _letters(row_id) == number and row_id < 1 << 63 else None

    def _mac(self, purpose: str, number: str, long: bool) -> str:
        told = f"{purpose}\0{number}".encode()
        mac = hashlib.blake2b(told, key=self._key, digest_size=12).digest()
        if long:
            return mac.hex()  # every hexadecimal digit is a letter of ours
        bits = int.from_bytes(mac[:5], "big")
        return "".join(_PAIRS[bits >> shift & 1023] for shift in (30, 20, 10, 0))


def new_single_use() -> str:
    """A random token of 75 bits for a link or an address."""
    return "".join(secrets.choice(PUBLIC_ID_LETTERS) for _ in range(SINGLE_USE_LETTERS))


def digest(token: str) -> str:
    """What the database keeps of a single-use token."""
    return hashlib.sha256(token.lower().encode()).hexdigest()


def _letters(number: int) -> str:
    letters = ""
    while number or not letters:
        letters = PUBLIC_ID_LETTERS[number & 31] + letters
        number >>= 5
    return letters


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number << 5 | PUBLIC_ID_LETTERS.index(letter)
    return number
