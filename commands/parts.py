"""The parts of the running program, each a process under `serve` or a command of its own."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from commands.installation import current_database, resolver, site

if TYPE_CHECKING:
    from config import Settings
    from forum.operations.doors import Door

CLI = Path(__file__).parent.parent / "cli.py"


def run_web(settings: "Settings") -> None:
    current_database(settings).dispose()
    _ = settings.secret_key  # made by now, or refused by now
    from forum.web import serving

    def load() -> object:
        import wsgi

        return wsgi.app

    serving.serve(load, settings.http_listen, settings.web_workers)


def run_receive(settings: "Settings") -> None:
    from mailgate.inbound.limits import Allowance
    from mailgate.inbound.listening import tls_context
    from mailgate.inbound.receiving import receive

    receive(
        current_database(settings),
        data_dir=settings.data_dir,
        mail_domain=settings.mail_domain,
        sealer=site(settings).sealer,
        smtp=settings.smtp_listen,
        lmtp=settings.lmtp_listen,
        max_bytes=settings.max_message_bytes,
        allowance=Allowance(
            connections=settings.max_connections,
            connections_per_address=settings.max_connections_per_address,
            messages_per_minute=settings.max_messages_per_minute_per_address,
            least_free_bytes=settings.disk_low_bytes,
        ),
        trusted=settings.trusted_networks,
        tls=tls_context(settings.tls_cert, settings.tls_key) if settings.tls_cert else None,
    )


def run_read(settings: "Settings") -> None:
    from mailgate.inbound.verifying import Verifier
    from mailgate.inbound.working import run

    ours = site(settings)
    run(current_database(settings), ours, verifier=Verifier(resolver(settings), ours))


def run_deliver(settings: "Settings") -> None:
    from threading import Timer

    from forum.announcements import hour as announcements
    from forum.digests import hour
    from forum.documents import watching
    from forum.open_data import nightly
    from forum.polls import hours
    from mailgate.outbound.delivering import run

    engine, ours = current_database(settings), site(settings)
    # Jobs of their own begin a little later: the first pages need both cores.
    for name, after_s, work, told in (
        ("digests", 0, hour.keep, (engine, settings.digest_hour)),
        ("news of proposals", 0, announcements.keep, (engine, ours, settings.digest_hour)),
        ("documents", 15, watching.keep, (engine, _job("print-documents"))),
        ("polls", 0, hours.keep, (engine, ours)),
        ("open data", 15, nightly.keep, (engine, _job("make-night"))),
    ):
        beginning = Timer(after_s, work, told)
        beginning.name, beginning.daemon = name, True
        beginning.start()
    run(engine, ours, settings.relay)


def _job(command: str) -> list[str]:
    """A command of ours as a process that ends with this one."""
    return [sys.executable, str(CLI), command, "--tied-to", str(os.getpid())]


PARTS: "dict[str, Callable[[Settings], None]]" = {
    "web": run_web,  # first, since it takes longest and somebody is waiting for a page
    "receive": run_receive,
    "read": run_read,
    "deliver": run_deliver,
}


def doors(settings: "Settings") -> "list[Door]":
    from forum.operations.doors import web_door

    return [*mail_doors(settings), web_door(settings.http_listen)]


def mail_doors(settings: "Settings") -> "list[Door]":
    from forum.operations.doors import mail_door

    return [
        mail_door("The mail door (SMTP)", settings.smtp_listen),
        mail_door("The mail door (LMTP)", settings.lmtp_listen),
    ]
