"""What every command begins with: the settings, the database, one transaction of the operator's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from config import Settings
    from forum.site import Site
    from mailgate.authentication.resolver import Resolver


def settings() -> "Settings":
    """The checked settings, with the data directory in place."""
    from config import Settings, Unusable

    found = Settings.from_environment(os.environ)
    try:
        found.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(
            f"The data directory {found.data_dir} can't be made: {error.strerror}."
        ) from error
    return found


def current_database(settings: "Settings") -> "Engine":
    """A connection to the database, whose schema must be the newest."""
    from forum.base import connect
    from forum.operations.migrate import require_current

    engine = connect(settings.database_url)
    require_current(engine)
    return engine


def site(settings: "Settings") -> "Site":
    """What rooms below the doors know of this installation."""
    from forum.site import Site
    from forum.text.masking import leave_open

    leave_open(settings.public_contacts)
    return Site.of(settings)


def resolver(settings: "Settings") -> "Resolver":
    from mailgate.authentication.resolver import Resolver

    at = settings.resolver
    return Resolver.at(at.host if at else None, at.port if at else 53)


@contextmanager
def entering(settings: "Settings") -> "Iterator[Session]":
    """One transaction of the operator's."""
    from sqlalchemy.orm import Session

    import forum.schema  # noqa: F401  a row may name one of a room that this command does not use
    from forum.base import writing

    with Session(writing(current_database(settings))) as session, session.begin():
        yield session
