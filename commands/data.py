"""The database and all that is in it: made new, filled, kept and brought back."""

import sys
from pathlib import Path

import click

from commands.installation import current_database, entering, settings, site


@click.command()
def migrate() -> None:
    """Bring the schema of the database to the newest."""
    from forum.base import connect
    from forum.operations.migrate import upgrade

    upgrade(connect(settings().database_url))


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there is something already.")
def demo(if_empty: bool) -> None:
    """The demo council, boards, people and discussion, in an empty installation."""
    found = settings()
    from forum.operations.entering import boards

    if if_empty:
        with entering(found) as session:
            if boards(session):
                return
    from forum.operations.demo.telling import tell
    from mailgate.inbound.reading import read_batch

    engine, here = current_database(found), site(found)
    tell(engine, here, lambda: read_batch(engine, here))
    print("The demo council is here.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything to FILE while the program runs: database, attachments, secret key."""
    found = settings()
    from forum.operations.backup import back_up
    from forum.operations.check import note_backup

    engine = current_database(found)
    back_up(engine, site(found).attachments, found.secret_key, file, _step)
    note_backup(found.data_dir)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Fill an empty data directory (and database) from a backup, of either engine."""
    found = settings()
    from forum.archive.buckets import store_in
    from forum.base import connect
    from forum.operations.backup import restore as fill
    from forum.operations.refused import Refused

    if any(found.data_dir.iterdir()):
        raise Refused(f"{found.data_dir} is not empty: a backup is restored into an empty one.")
    engine = connect(found.database_url)
    key = fill(engine, store_in(found.attachments), file, _step)
    found.keep_secret_key(key)


def _step(what: str, count: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"{what}: {count:,}", err=True)
