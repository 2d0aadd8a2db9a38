"""`kakehashi serve`, and each of its parts alone."""

import gc
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import click

from commands import parts
from commands.guarding import guarded
from commands.installation import current_database, settings

if TYPE_CHECKING:
    from config import Settings


@click.command()
def serve() -> None:
    """Everything in one: both doors, reading and sending. One per data directory."""
    gc.disable()  # what is loaded stays: to look through it for garbage again and again takes long
    found = settings()
    from forum.operations.supervise import Child, Supervisor, only_one

    with only_one(found.data_dir):
        doors = parts.doors(found)
        for door in doors:
            door.require_free()
        current_database(found).dispose()
        children = [
            Child(name, partial(guarded, partial(run, found))) for name, run in parts.PARTS.items()
        ]
        _load_what_is_shared()
        sys.exit(Supervisor(children, doors, lambda: _announce(found)).run())


@click.command()
def web() -> None:
    """The web door alone."""
    parts.run_web(settings())


@click.command()
def receive() -> None:
    """The mail door alone (SMTP and LMTP)."""
    found = settings()
    for door in parts.mail_doors(found):
        door.require_free()
    parts.run_receive(found)


@click.command()
def read() -> None:
    """One worker that reads kept mails into posts."""
    parts.run_read(settings())


@click.command()
def deliver() -> None:
    """One worker that sends what is owed, and has documents set."""
    parts.run_deliver(settings())


_SHARED_ROOMS = (
    "forum.web",
    "forum.web.serving",
    "mailgate.inbound.receiving",
    "mailgate.inbound.working",
    "mailgate.outbound.delivering",
)


def _load_what_is_shared() -> None:
    """Load before forking what several children use: once in time, once in memory.

    Nothing of it is ever looked through for garbage, which would copy it for each child.
    """
    from sqlalchemy.orm import configure_mappers

    from forum.language import words
    from forum.web.routes import ROOMS

    for room in (*_SHARED_ROOMS, *ROOMS):
        import_module(room)
    configure_mappers()
    for language in ("ja", "en"):
        words(language)
    gc.freeze()
    gc.enable()


def _announce(settings: "Settings") -> None:
    from forum.documents import tools
    from forum.endpoints import Tcp

    lines = [
        "Kakehashi is ready.",
        f"  Pages     {settings.site_url}",
        f"  Mail in   {settings.smtp_listen} (SMTP), {settings.lmtp_listen} (LMTP)",
        f"  Mail out  {settings.relay}",
    ]
    if missing := tools.missing():
        lines.append(f"  PDFs      can't be made here until you install {', '.join(missing)}")
    if settings.dev_mailbox and isinstance(settings.smtp_listen, Tcp):
        from forum.operations.demo.hint import first_mail

        lines += [
            f"  Mailbox   {settings.site_url}/mailbox/ (what subscribers receive)",
            "Send a first mail as a resident of the demo, in another terminal:",
            f"  {first_mail(settings.smtp_listen, settings.mail_domain)}",
        ]
    print("\n".join(lines), flush=True)
