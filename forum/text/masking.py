"""Addresses and telephone numbers of people, hidden in everything that is public."""

import re
import unicodedata

from forum.text.contacts import Contacts

ADDRESS_HIDDEN = ("（メールアドレス非表示）", "(e-mail address hidden)")
NUMBER_HIDDEN = ("（電話番号非表示）", "(phone number hidden)")

_D = "[0-9０-９]"
_JOINT = r"[\-‐‑‒–—―−－ー.．()（） 　\u00a0]{1,2}"
# What a line must hold to be looked at closely, which costs much more.
_MAYBE = re.compile(
    r"[@＠][ \t]?[A-Za-z0-9-]{1,63}[.．]|/unsubscribe/"
    rf"|[0０]{_D}[0-9０-９\-‐‑‒–—―−－ー.．()（） 　\u00a0]{{8}}|[+＋]{_D}(?:(?:{_JOINT})?{_D}){{8}}"
)
_MOST_IN_A_ROW = 8
_SIGNS = ("@", "0", "＠", "０", "+", "＋", "/unsubscribe/")
# Whoever has the link can end somebody's subscription.
_WAY_OUT = re.compile(r"(/unsubscribe/)[0-9A-Za-z]{12,}")
_JAPANESE = re.compile(r"[ぁ-ヿ一-龥]")
_ATOM = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"

# A link is passed over whole: an archive's links carry Message-IDs. Every repetition is
# bounded, so that a long run of letters costs a fixed number of looks a character.
_PRIVATE = re.compile(
    r"(?P<link>https?://[!#-;=?-~]{1,2000})"
    rf"|(?P<address>(?<!{_ATOM}){_ATOM}{{1,64}}[ \t]?[@＠][ \t]?"
    r"(?:[A-Za-z0-9-]{1,63}[.．]){1,8}[A-Za-z]{2,24})"
    r"|(?P<number>(?:(?<![0-9０-９A-Za-z_./=#%&+\-－])|(?<=tel)|(?<=fax))(?:"
    rf"[(（]?[0０]{_D}{{1,4}}{_JOINT}{_D}{{1,4}}{_JOINT}{_D}{{3,4}}"
    rf"|[0０]{_D}{{1,4}}{_JOINT}{_D}{{6,8}}|[0０]{_D}{{9,10}}"
    rf"|[+＋]{_D}(?:(?:{_JOINT})?{_D}){{8,14}}"
    r")(?![0-9０-９A-Za-z_@＠]))",
    re.IGNORECASE,
)


# One program serves one council, and what hides has nobody to ask (forum/public_words.py).
_offices = Contacts()


def leave_open(offices: Contacts) -> None:
    """Let these stand in all that is shown from now on; entry points say which."""
    global _offices
    _offices = offices


def mask(text: str, offices: Contacts | None = None) -> str:
    """The text with e-mail addresses and telephone numbers hidden; links and dates stay.

    Of `offices`, by default those that are left open here, everything stays.
    """
    if not any(sign in text for sign in _SIGNS) or not _MAYBE.search(text):
        return text
    english = not _JAPANESE.search(text)
    open_to_all = _offices if offices is None else offices
    return "\n".join(
        _line(line, open_to_all, english) if _MAYBE.search(line) else line
        for line in text.split("\n")
    )


def _line(line: str, offices: Contacts, english: bool) -> str:
    """A line of it; where two addresses ran into each other, the second is seen after the first."""
    for _ in range(_MOST_IN_A_ROW):
        told = _PRIVATE.sub(lambda found: _shown(found, offices, english), line)
        if told == line:
            break
        line = told
    return line


def _shown(found: re.Match[str], offices: Contacts, english: bool) -> str:
    if found["link"]:
        return _WAY_OUT.sub(r"\1…", found[0])
    if found["address"]:
        return found[0] if offices.has_address(found[0]) else ADDRESS_HIDDEN[english]
    if found["number"] and _is_telephone(found["number"]):
        return found[0] if offices.has_number(found[0]) else NUMBER_HIDDEN[english]
    return found[0]


def _is_telephone(written: str) -> bool:
    plain = unicodedata.normalize("NFKC", written)
    digits = "".join(character for character in plain if character.isdigit())
    if plain.startswith("+"):
        return 9 <= len(digits) <= 15
    # 0466-25-1111 and 03-1234-5678 have ten digits, 090-1234-5678 eleven.
    return digits[1] != "0" and (len(digits) == 10 or (len(digits) == 11 and digits[2] == "0"))
