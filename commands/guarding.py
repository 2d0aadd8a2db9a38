"""Exit codes, and the sentence that stands on stderr where another program would show a traceback."""

import sys
from collections.abc import Callable


def guarded(run: Callable[[], object]) -> int:
    """The exit code of what `run` does: an expected refusal is a sentence, not a traceback."""
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        print(f"kakehashi: {sentence}", file=sys.stderr)
        return 1
    return 0


def _sentence(error: Exception) -> str | None:
    """The operator's sentence for an error that is no bug of ours, else None."""
    from sqlalchemy.exc import OperationalError

    from config import Unusable
    from forum.operations.refused import Refused

    if isinstance(error, Unusable | Refused):
        return str(error)
    if isinstance(error, OperationalError):
        reason = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
        return f"The database can't be used: {reason}"
    return None
