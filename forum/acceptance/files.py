"""Which files a board takes."""

from collections.abc import Sequence


def is_refused(name: str, content_type: str, refused_types: Sequence[str]) -> bool:
    """Whether a type (video/mp4, video/*) or the end of a name (.exe, exe) is on the board's list."""
    kind, name = content_type.lower(), name.lower()
    for word in refused_types:
        if "/" in word:
            if kind == word or (word.endswith("/*") and kind.startswith(word[:-1])):
                return True
        elif name.endswith(f".{word.lstrip('.*')}"):
            return True
    return False
