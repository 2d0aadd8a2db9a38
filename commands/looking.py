"""How the house is doing, for people and for programs that watch."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from commands.installation import current_database, resolver, settings, site

if TYPE_CHECKING:
    from config import Settings
    from forum.operations.check import Finding


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
def show_status(as_json: bool) -> None:
    """How much was done, and what still waits."""
    import json

    from forum.operations.status import status

    with current_database(settings()).connect() as connection:
        found = status(connection)
    if as_json:
        click.echo(json.dumps(found.told()))
        return
    for title, counts in {**found.told(), "bounces": found.bounces}.items():
        facts = counts.items() if isinstance(counts, dict) else [("", counts)]
        click.echo(f"{title:18}" + "  ".join(f"{name} {count}".strip() for name, count in facts))


@click.command()
def check() -> None:
    """Whether everything around the program is in order, one line each with the mend."""
    findings = list(_findings(settings()))
    click.echo("\n".join(map(str, findings)))
    sys.exit(int(any(finding.grade is finding.grade.FAILS for finding in findings)))


def _findings(settings: "Settings") -> "Iterator[Finding]":
    from config import misspelt
    from forum.base import connect
    from forum.operations import check

    yield check.schema(connect(settings.database_url))
    yield check.disk(settings.data_dir, settings.disk_low_bytes)
    yield check.backup(settings.data_dir, settings.backups)
    yield from check.bucket(site(settings).attachments)
    yield check.relay(settings.relay, settings.mail_domain)
    yield check.mail_exchange(settings.mail_domain, settings.resolver)
    yield from _proving(settings)
    yield check.proof(settings.authserv_ids)
    yield check.links(settings.site_url)
    yield from check.papers()
    yield from check.settings(misspelt(os.environ))


def _proving(settings: "Settings") -> "Iterator[Finding]":
    import time

    from mailgate.authentication import checking
    from mailgate.outbound.signing.checking import signing
    from mailgate.outbound.signing.keyring import Keyring

    names = resolver(settings)
    yield checking.name_server(names)
    yield from checking.mail_domain(settings.mail_domain, names.until(time.monotonic() + 3))
    yield from signing(
        Keyring(settings.data_dir).all(), settings.mail_domain, names.until(time.monotonic() + 3)
    )
