"""The arguments of MAIL and RCPT: a path and its parameters (RFC 5321 4.1.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from forum.addresses import EmailAddress

MAX_PATH = 330

_ANGLE = re.compile(r"\s*<(?P<path>(?:\"(?:[^\"\\]|\\.)*\"|[^<>\"])*)>(?P<rest>(?:\s.*)?)", re.S)
_BARE = re.compile(r"\s*(?P<path>[^\s<>\"]+)(?P<rest>(?:\s.*)?)", re.S)
_ROUTE = re.compile(r"\A@[^:\s]*:")  # a source route, to be ignored: RFC 5321 appendix C
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PARAMETER = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9-]*)(?:=(?P<value>[^=\s\x00-\x1f\x7f]+))?")


@dataclass(frozen=True, slots=True)
class Path:
    """A path as sent ("" for the null path), its mailbox where it is one, and the parameters.

    Nobody changes one: whoever names the same gets the same.
    """

    written: str
    mailbox: EmailAddress | None
    parameters: Mapping[str, str | None]

    @property
    def needs_smtputf8(self) -> bool:
        return not self.written.isascii()


@lru_cache(maxsize=1024)  # one list is written to again and again, and by the same people
def parse(argument: str | None, keyword: str) -> Path | None:
    """The path behind `keyword` ("FROM:", "TO:") in the argument; None where the syntax is wrong.

    Addresses of Japanese carriers (`foo..bar@docomo.ne.jp`) are mailboxes like any other, quoted or not.
    """
    if argument is None or argument[: len(keyword)].upper() != keyword:
        return None
    rest = argument[len(keyword) :]
    found = _ANGLE.fullmatch(rest) or _BARE.fullmatch(rest)
    if found is None:
        return None
    written = _ROUTE.sub("", found["path"].strip(" "), count=1)
    parameters = _parameters(found["rest"])
    if parameters is None or _UNFIT.search(written) or len(written.encode()) > MAX_PATH:
        return None
    mailbox = EmailAddress.parse(written)
    if mailbox is None and " " in written:
        return None
    return Path(str(mailbox or written), mailbox, parameters)


def _parameters(rest: str) -> dict[str, str | None] | None:
    parameters: dict[str, str | None] = {}
    for word in rest.split():
        found = _PARAMETER.fullmatch(word)
        if found is None:
            return None
        parameters[found["name"].upper()] = found["value"]
    return parameters
