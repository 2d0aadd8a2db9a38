"""When Python looks for garbage: between batches, not in the midst of one."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def collecting_afterwards(work: Callable[P, R]) -> Callable[P, R]:
    """`work` on a batch, which lives and goes as a whole: to search it for cycles again and again
    while it grows takes a tenth of the time and finds nothing.
    """

    @wraps(work)
    def resting(*args: P.args, **kwargs: P.kwargs) -> R:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return resting
