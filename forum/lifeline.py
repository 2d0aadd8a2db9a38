"""A child process that ends with its parent, even when the parent is killed without warning."""

import contextlib
import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
# Loaded before any fork: a child of ours calls it first of all.
_libc = ctypes.CDLL(None, use_errno=True)


def tie_to(parent: int) -> None:
    """From now on the kernel kills this process when `parent`, which forked it, is gone.

    What the parent's end would leave behind is a second reader or a port that nobody serves.
    """
    with contextlib.suppress(AttributeError):  # other systems than Linux have no prctl
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)


def name_process(name: str) -> None:
    """The name that `ps` and `top` show, at most 15 bytes of it."""
    with contextlib.suppress(AttributeError):
        _libc.prctl(_PR_SET_NAME, name.encode()[:15])
