"""The `kakehashi` command. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 usage."""

import sys
from importlib import import_module

import click

from commands.guarding import guarded

COMMANDS = {
    # the program itself
    "serve": "serving.serve",
    "web": "serving.web",
    "receive": "serving.receive",
    "read": "serving.read",
    "deliver": "serving.deliver",
    # what it does at its hour, done now
    "digest": "jobs.digest",
    "print-documents": "jobs.print_documents",
    "make-night": "jobs.make_night",
    "reread": "jobs.reread",
    # boards and people
    "board": "boards.board",
    "person": "people.person",
    "login-link": "people.login_link",
    "subscribe": "subscriptions.subscribe",
    "unsubscribe": "subscriptions.unsubscribe",
    "roster": "subscriptions.roster",
    "plan": "plan.plan",
    # looking after the house
    "status": "looking.show_status",
    "check": "looking.check",
    "dkim": "keys.dkim",
    "migrate": "data.migrate",
    "demo": "data.demo",
    "backup": "data.backup",
    "restore": "data.restore",
    # whole archives, in and out
    "import": "archives.import_",
    "permalinks": "archives.permalinks",
    "export": "archives.export",
    "open-data": "archives.open_data",
    "static-export": "archives.static_export",
}


class Table(click.Group):
    """A group that loads the room of a command when it is called, so that small ones are quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        room, _, command = COMMANDS[name].partition(".")
        found: click.Command = getattr(import_module(f"commands.{room}"), command)
        return found


@click.group(cls=Table, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.5.0", prog_name="kakehashi")
def kakehashi() -> None:
    """One archive, two doors: discussion by mail and on the web.

    Settings are environment variables KAKEHASHI_…, each described in config.py.
    """


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(guarded(lambda: kakehashi.main(prog_name="kakehashi", standalone_mode=True)))


if __name__ == "__main__":
    main()
