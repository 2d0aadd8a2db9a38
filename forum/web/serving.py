"""The web door's processes: granian, a few workers with one thread each."""

import gc
import multiprocessing
import os
from collections.abc import Callable
from typing import Any

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from forum import lifeline
from forum.endpoints import Tcp


def serve(load: Callable[[], Any], listen: Tcp, workers: int) -> None:
    """Serve the WSGI application that `load` makes in each worker, until SIGTERM.

    More threads in one process make it slower (they queue for the interpreter), so processes it is.
    Workers are forked and share what is loaded by now.
    """
    multiprocessing.set_start_method("fork", force=True)
    gc.collect()
    gc.freeze()
    server = Server(
        "wsgi:app",
        address=listen.host,
        port=listen.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        http=HTTPModes.http1,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    )
    parent = os.getpid()
    server.serve(target_loader=lambda _target: _load(load, parent))


def _load(load: Callable[[], Any], parent: int) -> Any:
    lifeline.tie_to(parent)
    lifeline.name_process("kk-web-worker")
    return load()
