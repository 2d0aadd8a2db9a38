"""`kakehashi person`, and a link that signs somebody in."""

from typing import TYPE_CHECKING

import click

from commands.installation import entering, settings, site

if TYPE_CHECKING:
    from forum.people.person import Role


@click.group()
def person() -> None:
    """People: who they are, and in which role."""


@person.command("add")
@click.argument("emails", nargs=-1, metavar="[EMAIL]...")
@click.option("--name", required=True)
@click.option(
    "--role", "roles", multiple=True, metavar="ROLE[:SLUG]", help="Everywhere, or on one board."
)
@click.option(
    "--sector",
    type=click.Choice(["citizen", "company", "university", "government", "group"]),
    default="citizen",
)
def person_add(emails: tuple[str, ...], name: str, roles: tuple[str, ...], sector: str) -> None:
    """Enter somebody you know; without an EMAIL, somebody who has no mail."""
    from forum.operations.entering import add_person
    from forum.people.person import Sector

    scoped = [_role(role) for role in roles]
    with entering(settings()) as session:
        add_person(session, name, emails, roles=scoped, sector=Sector(sector))


def _role(written: str) -> "tuple[Role, str | None]":
    from forum.people.person import Role

    role, _, slug = written.partition(":")
    if role not in list(Role):
        raise click.BadParameter(f"{role} is none of {', '.join(Role)}.", param_hint="--role")
    return Role(role), slug or None


@person.command("list")
def person_list() -> None:
    """One line a person: name, sector, roles, addresses."""
    from forum.operations.entering import people

    with entering(settings()) as session:
        for one in people(session):
            roles = ",".join(sorted({appointment.role for appointment in one.appointments}))
            addresses = " ".join(address.written for address in one.addresses)
            click.echo(f"{one.name}\t{one.sector}\t{roles or 'resident'}\t{addresses}")


@click.command("login-link")
@click.argument("email")
def login_link(email: str) -> None:
    """Print a link that signs the owner of EMAIL in, once."""
    found = settings()
    from forum.operations.entering import sign_in_link

    with entering(found) as session:
        link = sign_in_link(session, site(found), email)
    click.echo(link)
