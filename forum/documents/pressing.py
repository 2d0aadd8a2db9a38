"""Having a document set: a process that is started for it, and ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from forum.documents import press
from forum.documents.document import Reason

PATIENCE_S = 120.0
_ROOT = Path(__file__).resolve().parents[2]
_MOST_TOLD = 2000
_REASONS = {
    press.NO_PANGO: Reason.NO_PANGO,
    press.NO_FONT: Reason.NO_FONT,
    press.NO_ROOM: Reason.TOO_LARGE,
    -signal.SIGXCPU: Reason.TOO_SLOW,
}


class NotMade(Exception):
    """There is no PDF; the reason is told to whoever asked, the words to the log."""

    def __init__(self, reason: Reason, words: str = "") -> None:
        super().__init__(f"{reason}: {words}" if words else str(reason))
        self.reason = reason


def pressed(html: str, patience_s: float = PATIENCE_S) -> bytes:
    """The PDF of a whole HTML page, or NotMade; nothing of the process outlives the call."""
    command = [sys.executable, "-m", "forum.documents.press", str(os.getpid())]
    try:
        done = subprocess.run(
            command,
            input=html.encode(),
            capture_output=True,
            timeout=patience_s,
            cwd=_ROOT,
            env=_surroundings(),
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotMade(Reason.TOO_SLOW, f"after {patience_s:.0f} s") from late
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise NotMade(_reason(done.returncode), _last_words(done.stderr))
    return done.stdout


def _surroundings() -> dict[str, str]:
    """All that the press knows of ours: where programs and fonts are, and neither keys nor settings."""
    return {"PATH": os.defpath, "HOME": str(Path.home()), "LANG": "C.UTF-8"}


def _reason(code: int) -> Reason:
    return _REASONS.get(code, Reason.BROKEN)


def _last_words(stderr: bytes) -> str:
    return stderr.decode(errors="replace").strip()[-_MOST_TOLD:]
