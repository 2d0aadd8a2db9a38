"""Whole archives: old ones in, ours out, for other programs and for readers."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from commands.installation import current_database, entering, settings, site

if TYPE_CHECKING:
    from forum.archive.sources import Source

_LEDGER = "A line for every message: what became of it. Of an import that was cut short: go on."


@click.command("import")
@click.argument("slug")
@click.argument("path", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), help=_LEDGER)
def import_(slug: str, path: Path, ledger: Path | None) -> None:
    """Old mail into a board: an mbox (.gz, .zip), a folder of them, or a Maildir.

    Running it again doubles nothing; with the ledger of a run that was cut short it goes on there.
    """
    from forum.operations.entering import board_named
    from forum.operations.progress import Progress
    from mailgate.inbound.importing import bring_in
    from mailgate.inbound.ledger import Counts, Ledger

    found = settings()
    engine = current_database(found)
    with entering(found) as session:
        board_id = board_named(session, slug).id
    source = _source(path)
    with ExitStack() as stack:
        kept = stack.enter_context(Ledger(ledger)) if ledger else None
        entries = kept.rest(source.entries) if kept else source.entries()
        before = kept.counts if kept else Counts()
        if before.total:
            click.echo(f"Going on behind message {before.total}.", err=True)
        progress = stack.enter_context(Progress(source.total, sys.stderr))
        counts = bring_in(
            engine, site(found), board_id, entries,
            first=before.total + 1, ledger=kept, progress=progress.reach,
        )  # fmt: skip
    both = before + counts
    fates = ", ".join(f"{count} {outcome}" for outcome, count in sorted(both.outcomes.items()))
    print(f"{both.total} messages: {fates or 'none'}; {both.repaired} of them repaired")


def _source(path: Path) -> "Source":
    from forum.archive import sources
    from forum.operations.refused import Refused

    try:
        return sources.stream(sys.stdin.buffer) if str(path) == "-" else sources.opened(path)
    except sources.Unusable as error:
        raise Refused(str(error)) from error


@click.command()
@click.argument("ledger", type=click.File("r", encoding="utf-8"))
@click.argument("old_list", metavar="LIST@DOMAIN")
@click.option("--nginx", is_flag=True, help="End each line with ; as nginx's map wants it.")
def permalinks(ledger: TextIO, old_list: str, nginx: bool) -> None:
    """Where HyperKitty's addresses of imported messages lead to now, from the import's LEDGER."""
    from forum.operations.permalinks import redirects

    for line in redirects(ledger, site(settings()), old_list):
        click.echo(f"{line};" if nginx else line)


@click.command("export")
@click.argument("slug")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True), default="-")
def export(slug: str, file: BinaryIO) -> None:
    """Write a board as mboxrd with the original bytes to FILE, or to standard output."""
    from sqlalchemy.orm import Session

    from forum.archive.exporting import originals
    from forum.operations.entering import board_named

    engine = current_database(settings())
    with Session(engine) as session:
        board = board_named(session, slug)
        for chunk in originals(session.connection(), board.id):
            file.write(chunk)


@click.command("open-data")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True))
def open_data(file: BinaryIO) -> None:
    """Write the council's tables to FILE, a ZIP of CSV and JSON with dictionary and licence.

    `serve` and `deliver` make the same each night, for everybody to download.
    """
    from sqlalchemy.orm import Session

    from forum.base import utcnow
    from forum.open_data.archive import packed

    found = settings()
    with Session(current_database(found)) as session:
        file.write(packed(session, site(found), utcnow()))


@click.command("static-export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def static_export(folder: Path) -> None:
    """Write the whole public record into FOLDER, as pages that read without this program.

    Run again on a FOLDER that was not finished, it goes on there.
    """
    from forum.operations.refused import Refused
    from forum.web import create_app
    from forum.web.static_export.writing import NotEmpty, write

    found = settings()
    engine = current_database(found)
    try:
        count = write(create_app(found, engine), engine, folder, _pages)
    except NotEmpty as error:
        raise Refused(str(error)) from error
    click.echo(f"{count:,} files in {folder}")


def _pages(done: int, known: int) -> None:
    """On a terminal one line that changes; in a log a line now and then."""
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {known:,} pages", err=True, nl=done >= known)
    elif done % 1000 < 50:  # told of some fifty at a time
        click.echo(f"{done:,} of {known:,} pages", err=True)
