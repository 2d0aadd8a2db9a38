"""A place and a database session for the rooms below the doors."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import writing
from forum.site import Site
from tests.factories import a_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A writing transaction on either engine; nothing of it is committed."""
    with Session(writing(engine)) as session:
        yield session


@pytest.fixture
def sqlite_session(sqlite_engine: Engine) -> Iterator[Session]:
    """The same on SQLite alone, where the engine makes no difference."""
    with Session(writing(sqlite_engine)) as session:
        yield session
