"""What a server says it can do, in its answer to EHLO or LHLO (RFC 5321 4.1.1.1)."""

from typing import NamedTuple

from mailgate.outbound.dialogue import Reply


class Offered(NamedTuple):
    """The extensions that change how we speak."""

    pipelining: bool = False
    eight_bit: bool = False
    smtputf8: bool = False
    starttls: bool = False
    size: int | None = None  # None where it names no limit
    says_size: bool = False

    @classmethod
    def read(cls, reply: Reply) -> "Offered":
        words = {}
        for line in reply.text.upper().split("\n")[1:]:
            word, _, argument = line.partition(" ")
            words[word] = argument.strip()
        limit = words.get("SIZE", "")
        return cls(
            "PIPELINING" in words,
            "8BITMIME" in words,
            "SMTPUTF8" in words,
            "STARTTLS" in words,
            int(limit) if limit.isascii() and limit.isdigit() and int(limit) > 0 else None,
            "SIZE" in words,
        )
