"""Paragraphs of format=flowed, joined again (RFC 3676)."""


def unflowed(text: str, delsp: bool) -> str:
    """`text` with its soft line ends undone; `delsp` drops the space that marked each of them."""
    paragraphs: list[list[str]] = []
    open_depth: int | None = None  # the quote depth of a line that goes on
    for line in text.split("\n"):
        content = line.lstrip(">")
        marks = line[: len(line) - len(content)]
        content = content.removeprefix(" ")
        is_signature = content == "-- "
        flows = content.endswith(" ") and not is_signature
        kept = content[:-1] if flows and delsp else content
        if open_depth == len(marks) and not is_signature:
            paragraphs[-1].append(kept)
        else:
            paragraphs.append([f"{marks} " if marks else "", kept])
        open_depth = len(marks) if flows else None
    return "\n".join(map(_joined, paragraphs))


def _joined(pieces: list[str]) -> str:
    line = "".join(pieces)
    return line if line == "-- " else line.rstrip(" ")
