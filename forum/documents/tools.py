"""What a machine needs for PDFs: a Japanese font, and Pango that sets it."""

import os
import subprocess
from collections.abc import Iterator
from ctypes import CDLL
from pathlib import Path

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_JAPANESE_FONTS = ("cjk", "ipag", "ipam", "ipaex", "takao", "vl-", "sourcehan", "bizud", "notosansjp",
                   "notoserifjp")  # fmt: skip
_PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")
_SUBSETTER = "libharfbuzz-subset.so.0"


def japanese_font() -> str | None:
    """The name of one font that has Japanese letters, by fontconfig or by its file's name."""
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=ja", "family"],
            capture_output=True, text=True, timeout=10, check=True,
        ).stdout  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return next(_font_files(), None)
    return min(filter(None, listed.splitlines()), default=None)


def has_pango() -> bool:
    """Whether text can be set here at all."""
    return all(map(_loads, _PANGO))


def has_subsetter() -> bool:
    """Whether fonts are cut to what a document uses in a tenth of the time."""
    return _loads(_SUBSETTER)


def missing() -> list[str]:
    """What has to be installed before any PDF can be made, as Debian names it."""
    wanted = [] if has_pango() else ["libpango-1.0-0", "libpangoft2-1.0-0"]
    return wanted if japanese_font() else [*wanted, "fonts-noto-cjk"]


def _loads(library: str) -> bool:
    try:
        CDLL(library)
    except OSError:
        return False
    return True


def _font_files() -> Iterator[str]:
    for folder in map(Path, map(os.path.expanduser, _FONT_FOLDERS)):
        for file in sorted(folder.rglob("*.[ot]t[fc]")):
            if any(word in file.name.lower().replace("_", "") for word in _JAPANESE_FONTS):
                yield file.name
