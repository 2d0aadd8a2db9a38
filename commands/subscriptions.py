"""Who gets a board's mail: single people, and the roster of a list that moves in or out."""

import sys
from collections.abc import Callable
from typing import TextIO

import click

from commands.installation import current_database, entering, settings

MODES = click.Choice(["each", "daily", "weekly", "follow", "none"])


@click.command()
@click.argument("slug")
@click.argument("emails", nargs=-1, metavar="EMAIL...")
@click.option("--file", type=click.File("r", encoding="utf-8"), help="One address a line.")
@click.option("--mode", type=MODES, default="each")
def subscribe(slug: str, emails: tuple[str, ...], file: TextIO | None, mode: str) -> None:
    """Subscribe people to a board at your word: nobody is asked, and no letter goes out."""
    from forum.boards import Mode
    from forum.operations.entering import board_named, mailbox, subscribe_all

    lines = [line.strip() for line in file] if file else []
    wanted = [mailbox(email) for email in (*emails, *filter(None, lines))]
    if not wanted:
        raise click.UsageError("Name an EMAIL or a --file.")
    with entering(settings()) as session:
        progress = _progress(len(wanted))
        count = subscribe_all(session, board_named(session, slug), wanted, Mode(mode), progress)
    click.echo(f"{count} subscribed to {slug}")


def _progress(total: int) -> Callable[[int], None]:
    """Tell on stderr how far it is, where somebody is watching."""

    def tell(count: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{count:,} of {total:,}", err=True, nl=count >= total)

    return tell


@click.command()
@click.argument("slug")
@click.argument("email")
def unsubscribe(slug: str, email: str) -> None:
    """End a subscription at your word; no letter tells of it."""
    from forum.operations.entering import board_named
    from forum.operations.entering import unsubscribe as end

    with entering(settings()) as session:
        end(session, board_named(session, slug), email)


@click.group()
def roster() -> None:
    """The subscribers of a list that moves in or out."""


@roster.command("import")
@click.argument("slug")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option(
    "--mode",
    type=MODES,
    default="each",
    help="For lines that name none.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would become of each line.")
def roster_import(slug: str, file: TextIO, mode: str, dry_run: bool) -> None:
    """Subscribe a Mailman list's members: its CSV, or `Name <address>` lines.

    Nobody is written to. Who was held or banned stays so, and who subscribes here already keeps
    what they chose.
    """
    from collections import Counter

    from forum.boards import Mode
    from forum.operations import rosters
    from forum.operations.entering import board_named

    counts: Counter[str] = Counter()
    with entering(settings()) as session:
        entries = rosters.read(file.read())
        for told in rosters.take_in(session, board_named(session, slug), entries, Mode(mode)):
            counts[told.fate] += 1
            why = f" ({told.why})" if told.why else ""
            click.echo(f"{told.entry.number}\t{told.entry.address}\t{told.fate}{why}")
        if dry_run:
            session.rollback()
    summary = ", ".join(f"{count} {fate}" for fate, count in sorted(counts.items()))
    click.echo(f"{counts.total()} lines: {summary or 'none'}", err=True)
    if dry_run:
        click.echo("Nothing was changed (--dry-run).", err=True)


@roster.command("export")
@click.argument("slug")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True, atomic=True), default="-")
@click.option("--lines", is_flag=True, help="`Name <address>`, as `mailman addmembers` reads it.")
@click.option(
    "--mode",
    type=MODES,
    help="With --lines: only those.",
)
def roster_export(slug: str, file: TextIO, lines: bool, mode: str | None) -> None:
    """Write a board's subscribers as CSV to FILE, or to standard output."""
    from sqlalchemy.orm import Session

    from forum.boards import Mode
    from forum.operations import rosters
    from forum.operations.entering import board_named

    with Session(current_database(settings())) as session:
        board = board_named(session, slug)
        chosen = rosters.lines(session, board, Mode(mode) if mode else None)
        for line in chosen if lines else rosters.written(session, board):
            file.write(line)
