"""The database as an event loop may use it: each transaction in a thread of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from forum.base import writing

P = ParamSpec("P")
T = TypeVar("T")


class Transactions:
    """Runs what is told of a connection, and commits when it returns."""

    def __init__(self, engine: Engine, threads: int = 4) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, "outbox")

    async def read(
        self, work: Callable[Concatenate[Connection, P], T], *told: P.args, **named: P.kwargs
    ) -> T:
        return await self._run(self._engine, work, *told)

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *told: P.args, **named: P.kwargs
    ) -> T:
        return await self._run(writing(self._engine), work, *told)

    async def _run(self, engine: Engine, work: Callable[..., T], *told: Any) -> T:
        def transaction() -> T:
            with engine.begin() as connection:
                return work(connection, *told)

        return await asyncio.get_running_loop().run_in_executor(self._threads, transaction)
