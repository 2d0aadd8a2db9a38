"""Tokens that survive a trip through anybody's mail: lower-case letters and digits only.

A *sealed* token carries a row's id and a MAC; it does one harmless thing and needs no row.
A *veiled* number is a place in a list that tells nobody how far the list has been counted.
A *single-use* token is random; only its hash is kept (forum/people/single_use.py).
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable

from forum.base import PUBLIC_ID_LETTERS

# 40 bits: guessing one costs about 10^12 mails, and it can only do one small thing.
_MAC_LETTERS = 8
_LONG_MAC_LETTERS = 24
_MAX_NUMBER = 12  # letters of an id below 2^60
_PAIRS = [a + b for a in PUBLIC_ID_LETTERS for b in PUBLIC_ID_LETTERS]  # by ten bits
VEILED_LETTERS = 16  # 80 bits: 64 of the number, 16 zeros by which one of ours is known
_HALF = 40
_ROUNDS = 4
SINGLE_USE_LETTERS = 15  # fits "-confirm+" behind a 40-letter slug in 64 octets: 75 bits


class Sealer:
    """Makes and opens sealed tokens under the site's secret key."""

    def __init__(self, secret_key: str) -> None:
        self._key = hashlib.sha256(b"kakehashi tokens\0" + secret_key.encode()).digest()

    def seal(self, purpose: str, row_id: int, *, long: bool = True) -> str:
        """The token for `row_id`; short ones (15 letters up to id 2^35) are for bounce addresses."""
        return self.sealing(purpose, long=long)(row_id)

    def sealing(self, purpose: str, *, long: bool = True) -> Callable[[int], str]:
        """What seals one id after another for the same purpose."""
        begun = hashlib.blake2b(f"{purpose}\0".encode(), key=self._key, digest_size=12)

        def sealed(row_id: int) -> str:
            number = _letters(row_id)
            mac = begun.copy()
            mac.update(number.encode())
            if long:
                return number + mac.hexdigest()  # its digits are letters of ours
            bits = int.from_bytes(mac.digest()[:5], "big")
            return (
                f"{number}{_PAIRS[bits >> 30]}{_PAIRS[bits >> 20 & 1023]}"
                f"{_PAIRS[bits >> 10 & 1023]}{_PAIRS[bits & 1023]}"
            )

        return sealed

    def open(self, purpose: str, token: str, *, long: bool = True) -> int | None:
        """The id sealed in `token`, or None where it was not made by us for this purpose."""
        token = token.lower()
        size = _LONG_MAC_LETTERS if long else _MAC_LETTERS
        number = token[:-size]
        if not number or not all(letter in PUBLIC_ID_LETTERS for letter in token):
            return None
        row_id = _number(number[:_MAX_NUMBER])
        sealed = self.seal(purpose, row_id, long=long)
        return row_id if hmac.compare_digest(token.encode(), sealed.encode()) else None

    def veil(self, purpose: str, number: int) -> str:
        """A word of 16 letters for a number below 2^64, always the same one for the same purpose.

        Ids are counted through the whole house, so a bare one would tell how much is hidden.
        """
        if not 0 <= number < 1 << 64:
            raise ValueError(f"{number} can't be veiled")
        left, right = number >> 24, (number & 0xFFFFFF) << 16
        for turn in range(_ROUNDS):
            left, right = right, left ^ self._round(purpose, turn, right)
        return _letters(left << _HALF | right).rjust(VEILED_LETTERS, PUBLIC_ID_LETTERS[0])

    def unveil(self, purpose: str, word: str) -> int | None:
        """The number behind a word; None for one that we did not veil for this purpose."""
        word = word.lower()
        if len(word) != VEILED_LETTERS or not all(letter in PUBLIC_ID_LETTERS for letter in word):
            return None
        left, right = divmod(_number(word), 1 << _HALF)
        for turn in reversed(range(_ROUNDS)):
            left, right = right ^ self._round(purpose, turn, left), left
        return None if right & 0xFFFF else left << 24 | right >> 16

    def _round(self, purpose: str, turn: int, half: int) -> int:
        told = f"{purpose}\0{turn}\0{half}".encode()
        return int.from_bytes(hashlib.blake2b(told, key=self._key, digest_size=5).digest(), "big")


def new_single_use() -> str:
    """A random token of 75 bits for a link or an address."""
    return "".join(secrets.choice(PUBLIC_ID_LETTERS) for _ in range(SINGLE_USE_LETTERS))


def digest(token: str) -> str:
    """What the database keeps of a single-use token."""
    return hashlib.sha256(token.lower().encode("utf-8", "replace")).hexdigest()


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
