"""What `serve` does by itself at its hour, and once more when an operator says so."""

import sys

import click

from commands.installation import current_database, settings, site


@click.command("print-documents")
@click.option("--tied-to", type=int, hidden=True)
def print_documents(tied_to: int | None) -> None:
    """Make the PDFs that are wanted now; `serve` and `deliver` do the same by themselves."""
    from forum import lifeline
    from forum.documents.making import make_all

    if tied_to is not None:
        lifeline.tie_to(tied_to)
        lifeline.name_process("kk-print")
    found = settings()
    count = make_all(current_database(found), site(found))
    if tied_to is None:
        print(f"{count} documents")


@click.command("make-night", hidden=True)
@click.option("--tied-to", type=int, hidden=True)
def make_night(tied_to: int | None) -> None:
    """Make the figures and tables of the newest night; `serve` and `deliver` start it."""
    from forum import lifeline
    from forum.base import utcnow
    from forum.open_data import nightly

    if tied_to is not None:
        lifeline.tie_to(tied_to)
        lifeline.name_process("kk-night")
    found = settings()
    nightly.run_once(current_database(found), site(found), nightly.due_day(utcnow()))


@click.command()
@click.argument("mode", type=click.Choice(["daily", "weekly"]))
def digest(mode: str) -> None:
    """Send the digests that are due: each once a day, or once a week, whoever asks for them.

    `serve` and `deliver` do the same by themselves at KAKEHASHI_DIGEST_HOUR.
    """
    from forum.boards import Mode
    from mailgate.outbound.digests.sending import send_due

    found = settings()
    sent = send_due(current_database(found), site(found), found.relay, Mode(mode))
    print(f"{sent.made} digests, {sent.copies} copies sent")
    if sent.waiting:
        print(f"{sent.waiting} digests still wait for the relay", file=sys.stderr)


@click.command()
@click.option("--failed", "which", flag_value="failed", help="Only what could not be read.")
@click.option("--all", "which", flag_value="all", help="Everything: also what is published.")
def reread(which: str | None) -> None:
    """Read kept messages again, after an update."""
    from mailgate.inbound.rereading import reread_all, reread_failed

    found = settings()
    again = reread_all if which == "all" else reread_failed
    print(f"{again(current_database(found), site(found))} changed")
