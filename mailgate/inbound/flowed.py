"""Paragraphs of format=flowed, joined again (RFC 3676)."""

import re

_QUOTES = re.compile(r"(>*)( ?)(.*)", re.DOTALL)


def unflowed(text: str, delsp: bool) -> str:
    """`text` with its soft line ends undone; `delsp` drops the space that marked each of them."""
    lines: list[str] = []
    open_depth: int | None = None  # the quote depth of a line that goes on
    for line in text.split("\n"):
        marks, _, content = _QUOTES.fullmatch(line).groups()  # type: ignore[union-attr]
        depth = len(marks)
        flows = content.endswith(" ") and content != "-- "
        kept = content[:-1] if flows and delsp else content
        if open_depth == depth and content != "-- ":
            lines[-1] += kept
        else:
            lines.append((("> " if marks else "") * bool(depth) and ">" * depth + " " + kept) or kept)
        open_depth = depth if flows else None
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in lines)
