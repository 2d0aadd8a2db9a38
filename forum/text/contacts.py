"""Addresses and telephone numbers that everybody shall see: an office's own."""

import re
import unicodedata
from typing import NamedTuple, Self

_ADDRESS = re.compile(r"[^\s@]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_NUMBER = re.compile(r"[+0][-0-9()]{3,20}\*?")
_JAPAN = re.compile(r"^\+810?")
_FEWEST_DIGITS = 4  # of a beginning: an area code alone is everybody's


class Contacts(NamedTuple):
    """What is never hidden; addresses in lower case, numbers as their digits from the first 0 on."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Words parted by blanks or commas: desk@city.example, city.example, 0466-25-1111, 0466-50-*.

        Raises ValueError with what is wrong.
        """
        words = [word for word in re.split(r"[\s,、，]+", _plain(text)) if word]
        numbers = [word for word in words if _NUMBER.fullmatch(word)]
        for word in words:
            if not (_ADDRESS.fullmatch(word) or _DOMAIN.fullmatch(word) or word in numbers):
                raise ValueError(f"{word!r} is no address, domain or telephone number")
        if short := [n for n in numbers if len(digits(n)) <= _FEWEST_DIGITS]:
            raise ValueError(f"{short[0]!r} would show half a town's numbers")
        return cls(
            frozenset(word for word in words if "@" in word),
            frozenset(word for word in words if "@" not in word and word not in numbers),
            frozenset(digits(n) for n in numbers if not n.endswith("*")),
            tuple(digits(n) for n in numbers if n.endswith("*")),
        )

    def has_address(self, written: str) -> bool:
        """Whether an address is an office's; one with a + may carry a secret behind it."""
        address = _plain(re.sub(r"\s", "", written))
        local, _, domain = address.partition("@")
        if "+" in local:
            return False
        return address in self.addresses or any(
            domain == one or domain.endswith(f".{one}") for one in self.domains
        )

    def has_number(self, written: str) -> bool:
        number = digits(written)
        return number in self.numbers or number.startswith(self.beginnings)


def digits(number: str) -> str:
    """A telephone number's digits as one dials them in Japan."""
    plain = "".join(sign for sign in _plain(number) if sign.isdigit() or sign == "+")
    return _JAPAN.sub("0", plain).lstrip("+")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
