"""Addresses and telephone numbers of people, hidden in everything that is public."""

import re
import unicodedata

ADDRESS_HIDDEN = ("（メールアドレス非表示）", "(e-mail address hidden)")
NUMBER_HIDDEN = ("（電話番号非表示）", "(phone number hidden)")

_DIGIT = "0-9０-９"
_JOINT = r"\-‐‑‒–—―−－ー.．()（） 　\u00a0"
_MAYBE = re.compile(rf"[@＠]|[{_DIGIT}][{_DIGIT}{_JOINT}]{{8}}")
_JAPANESE = re.compile(r"[ぁ-ヿ一-龥]")

# A link is passed over whole (an archive's links carry Message-IDs). Domain and local part are
# bounded, so that a long run of letters is looked at a fixed number of times at most.
_PRIVATE = re.compile(
    r"(?P<link>https?://[!-~]{1,2000})"
    r"|(?P<address>(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~-])"
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}\s?[@＠]\s?[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}"
    r"[A-Za-z]{2,24})"
    rf"|(?P<number>(?:(?<![{_DIGIT}A-Za-z_./=#%&+\-])|(?<=tel)|(?<=fax))"
    rf"(?:[+＋]|[(（](?=[0０]))?[{_DIGIT}](?:[{_JOINT}]{{0,2}}[{_DIGIT}]){{8,14}}"
    rf"(?![{_DIGIT}A-Za-z_@＠]))",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """The text with e-mail addresses and telephone numbers hidden; links and dates stay."""
    if not _MAYBE.search(text):
        return text
    english = not _JAPANESE.search(text)
    return _PRIVATE.sub(lambda found: _shown(found, english), text)


def _shown(found: re.Match[str], english: bool) -> str:
    if found["address"]:
        return ADDRESS_HIDDEN[english]
    if found["number"] and _is_telephone(found["number"]):
        return NUMBER_HIDDEN[english]
    return found[0]


def _is_telephone(written: str) -> bool:
    plain = unicodedata.normalize("NFKC", written)
    groups = re.findall(r"\d+", plain)
    digits = "".join(groups)
    if plain.startswith("+"):
        return 9 <= len(digits) <= 15
    return digits[0] == "0" and digits[1] != "0" and _is_domestic(digits, groups)


def _is_domestic(digits: str, groups: list[str]) -> bool:
    if len(groups) == 1:
        return len(digits) == 10 or (len(digits) == 11 and digits[2] == "0")
    if len(groups) == 2:
        return len(digits) in (10, 11) and len(groups[0]) >= 2 and len(groups[1]) >= 6
    return len(groups) == 3 and len(digits) in (10, 11) and len(groups[2]) in (3, 4)
