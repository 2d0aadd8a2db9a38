"""`kakehashi plan`: the city's measures from a table."""

from typing import TextIO

import click

from commands.installation import entering, settings


@click.group()
def plan() -> None:
    """The city's plan, whose measures proposals lead to."""


@plan.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
def plan_import(file: TextIO) -> None:
    """Enter measures from a CSV FILE: code, period, area, title, first_year, last_year, …

    All of them or none; every line that can't be used is named. Docs: docs/operating.md.
    """
    from forum.operations import plans

    with entering(settings()) as session:
        count = plans.take_in(session, plans.read(file.read()))
    click.echo(f"{count} measures are in the plan.")
