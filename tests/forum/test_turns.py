"""Writers take turns on SQLite."""

import pytest
from sqlalchemy import Engine, text

from forum.base import writing


def test_a_thread_that_would_wait_for_itself_is_told(sqlite_engine: Engine) -> None:
    with (
        writing(sqlite_engine).begin(),
        writing(sqlite_engine).connect() as second,
        pytest.raises(RuntimeError, match="writing on another connection"),
    ):
        second.execute(text("SELECT 1"))


def test_the_turn_goes_on_behind_a_commit_and_behind_a_rollback(sqlite_engine: Engine) -> None:
    for _ in range(2):
        with writing(sqlite_engine).begin() as connection:
            connection.execute(text("UPDATE boards SET name = name"))
        with writing(sqlite_engine).connect() as connection:
            connection.execute(text("UPDATE boards SET name = name"))
            connection.rollback()
