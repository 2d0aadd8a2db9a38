"""Which header fields our signatures cover, and how a signature field is written."""

from mailgate.authentication.canonical import Field

# Signed once more than they are there, so that nobody can add one (RFC 6376 8.15): what people and
# their programs see, what says how to read the body, and what gets them out of the list (RFC 8058).
OVERSIGNED = (
    b"from", b"sender", b"reply-to", b"to", b"cc", b"subject", b"date", b"message-id",
    b"in-reply-to", b"references", b"mime-version", b"content-type", b"content-transfer-encoding",
    b"list-id", b"list-post", b"list-unsubscribe-post",
)  # fmt: skip
OWN = b"list-unsubscribe"  # differs from copy to copy
_LINE = 72


def covered(fields: list[Field], names: tuple[bytes, ...]) -> tuple[list[bytes], list[bytes]]:
    """The names for h=, and the raw fields in the order in which a verifier takes them."""
    told: list[bytes] = []
    raw: list[bytes] = []
    for name in names:
        there = [field.raw for field in reversed(fields) if field.name == name]
        raw += there
        told += [name] * (len(there) + 1)
    return told, raw


def folded(*tags: str) -> str:
    """Tags on lines of fit length, each ended by a semicolon; h= breaks behind its colons."""
    lines, line = [], ""
    for tag in tags:
        *names, last = tag.split(":") if tag.startswith("h=") else [tag]
        for piece in (*(f"{name}:" for name in names), f"{last};"):
            if line and len(line) + 1 + len(piece) > _LINE:
                lines.append(line)
                line = ""
            line += " " + piece if line and not line.endswith(":") else piece
    return "\r\n\t".join([*lines, line])


def in_lines(base64: bytes) -> bytes:
    """Base64 on lines of fit length."""
    return b"\r\n\t".join([base64[at : at + _LINE] for at in range(0, len(base64), _LINE)])
