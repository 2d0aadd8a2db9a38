"""Draft the next migration from what the declared tables have and the newest schema has not."""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command

from forum.base import connect, writing
from forum.operations.migrate import configuration, newest, upgrade


def draft(message: str) -> None:
    """Write versions/NNNN_message.py; read it before you commit it."""
    first = not any(Path(__file__).with_name("versions").glob("[0-9]*_*.py"))
    number = "0001" if first else f"{int(newest()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/empty.sqlite3")
        if not first:
            upgrade(engine)
        with writing(engine).connect() as connection:
            command.revision(
                configuration(connection), message=message, autogenerate=True, rev_id=number
            )


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.search(r"\w", sys.argv[1]):
        sys.exit('usage: python -m migrations "What changes"')
    draft(sys.argv[1])
