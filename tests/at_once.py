"""Two transactions at once, as two people or two doors make them: both have looked, then both act.

On PostgreSQL each begins its transaction and reads what it will act on, then they meet, so that
what each has read is old by the time of the other's act. SQLite lets one write at a time: there
they meet before they begin.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import writing

PATIENCE_S = 60
Look = Callable[[Session], Any]
Act = Callable[[Session, Any], Any]


def at_once(engine: Engine, look: Look, *acts: Act) -> list[Any]:
    """What each of the acts answers, called with what `look` found in its own session.

    Each is committed; one that a database refuses answers its exception.
    """
    start = Barrier(len(acts), timeout=PATIENCE_S)
    looks_first = engine.dialect.name == "postgresql"

    def transaction(act: Act) -> Any:
        if not looks_first:
            start.wait()
        with Session(writing(engine), expire_on_commit=False) as session, session.begin():
            seen = look(session)
            if looks_first:
                start.wait()
            return act(session, seen)

    with ThreadPoolExecutor(len(acts)) as pool:
        return [_outcome(one.result) for one in [pool.submit(transaction, act) for act in acts]]


def _outcome(result: Callable[[], Any]) -> Any:
    try:
        return result()
    except Exception as failure:
        return failure
