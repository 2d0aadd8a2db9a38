"""The `kakehashi` command. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 usage.

Every command loads what it needs when it runs, so `--help` and the small ones are quick.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from config import Settings
    from forum.operations.check import Finding
    from forum.operations.doors import Door
    from forum.people.person import Role
    from forum.site import Site
    from mailgate.authentication.resolver import Resolver


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.4.0", prog_name="kakehashi")
def kakehashi() -> None:
    """One archive, two doors: discussion by mail and on the web.

    Settings are environment variables KAKEHASHI_…, each described in config.py.
    """


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(guarded(lambda: kakehashi.main(prog_name="kakehashi", standalone_mode=True)))


def guarded(run: Callable[[], object]) -> int:
    """The exit code of what `run` does: an expected refusal is a sentence, not a traceback."""
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        print(f"kakehashi: {sentence}", file=sys.stderr)
        return 1
    return 0


def _sentence(error: Exception) -> str | None:
    """The operator's sentence for an error that is no bug of ours, else None."""
    from sqlalchemy.exc import OperationalError

    from config import Unusable
    from forum.operations.refused import Refused

    if isinstance(error, Unusable | Refused):
        return str(error)
    if isinstance(error, OperationalError):
        reason = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
        return f"The database can't be used: {reason}"
    return None


def settings() -> "Settings":
    """The checked settings, with the data directory in place."""
    from config import Settings, Unusable

    found = Settings.from_environment(os.environ)
    try:
        found.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(
            f"The data directory {found.data_dir} can't be made: {error.strerror}."
        ) from error
    return found


def current_database(settings: "Settings") -> "Engine":
    """A connection to the database, whose schema must be the newest."""
    from forum.base import connect
    from forum.operations.migrate import require_current

    engine = connect(settings.database_url)
    require_current(engine)
    return engine


def site(settings: "Settings") -> "Site":
    """What rooms below the doors know of this installation."""
    from forum.site import Site

    return Site.of(settings)


# --- The program itself ---


@kakehashi.command()
def serve() -> None:
    """Everything in one: both doors, reading and sending. One per data directory."""
    found = settings()
    from forum.operations.supervise import Child, Supervisor, only_one

    with only_one(found.data_dir):
        doors = _doors(found)
        for door in doors:
            door.require_free()
        current_database(found).dispose()
        children = [
            Child(name, lambda run=run: guarded(lambda: run(found)))  # type: ignore[misc]
            for name, run in _PARTS.items()
        ]
        _load_what_is_shared()
        sys.exit(Supervisor(children, doors, lambda: _announce(found)).run())


@kakehashi.command()
def web() -> None:
    """The web door alone."""
    _run_web(settings())


def _run_web(settings: "Settings") -> None:
    current_database(settings).dispose()
    _ = settings.secret_key  # made by now, or refused by now
    from forum.web import serving

    def load() -> object:
        import wsgi

        return wsgi.app

    serving.serve(load, settings.http_listen, settings.web_workers)


@kakehashi.command()
def receive() -> None:
    """The mail door alone (SMTP and LMTP)."""
    found = settings()
    for door in _mail_doors(found):
        door.require_free()
    _run_receive(found)


def _run_receive(settings: "Settings") -> None:
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


@kakehashi.command()
def read() -> None:
    """One worker that reads kept mails into posts."""
    _run_read(settings())


def _run_read(settings: "Settings") -> None:
    from mailgate.inbound.verifying import Verifier
    from mailgate.inbound.working import run

    ours = site(settings)
    run(current_database(settings), ours, verifier=Verifier(_resolver(settings), ours))


def _resolver(settings: "Settings") -> "Resolver":
    from mailgate.authentication.resolver import Resolver

    at = settings.resolver
    return Resolver.at(at.host if at else None, at.port if at else 53)


@kakehashi.command()
@click.option("--failed", "which", flag_value="failed", help="Only what could not be read.")
@click.option("--all", "which", flag_value="all", help="Everything: also what is published.")
def reread(which: str | None) -> None:
    """Read kept messages again, after an update."""
    from mailgate.inbound.rereading import reread_all, reread_failed

    found = settings()
    again = reread_all if which == "all" else reread_failed
    print(f"{again(current_database(found), site(found))} changed")


@kakehashi.command()
def deliver() -> None:
    """One worker that sends what is owed, and has documents set."""
    _run_deliver(settings())


def _run_deliver(settings: "Settings") -> None:
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
    return [sys.executable, os.path.abspath(__file__), command, "--tied-to", str(os.getpid())]


@kakehashi.command("print-documents")
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


@kakehashi.command("make-night", hidden=True)
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


@kakehashi.command()
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


_PARTS: "dict[str, Callable[[Settings], None]]" = {
    "web": _run_web,  # first, since it takes longest and somebody is waiting for a page
    "receive": _run_receive,
    "read": _run_read,
    "deliver": _run_deliver,
}


def _doors(settings: "Settings") -> "list[Door]":
    from forum.operations.doors import web_door

    return [*_mail_doors(settings), web_door(settings.http_listen)]


def _mail_doors(settings: "Settings") -> "list[Door]":
    from forum.operations.doors import mail_door

    return [
        mail_door("The mail door (SMTP)", settings.smtp_listen),
        mail_door("The mail door (LMTP)", settings.lmtp_listen),
    ]


_SHARED_ROOMS = (
    "forum.web",
    "forum.web.serving",
    "mailgate.inbound.receiving",
    "mailgate.inbound.working",
    "mailgate.outbound.delivering",
)


def _load_what_is_shared() -> None:
    """Load before forking what several children use: once in time, once in memory."""
    import gc
    from importlib import import_module

    from sqlalchemy.orm import configure_mappers

    from forum.language import words
    from forum.web.routes import ROOMS

    for room in (*_SHARED_ROOMS, *ROOMS):
        import_module(room)
    configure_mappers()
    for language in ("ja", "en"):
        words(language)
    gc.collect()
    gc.freeze()


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


@kakehashi.command()
def migrate() -> None:
    """Bring the schema of the database to the newest."""
    from forum.base import connect
    from forum.operations.migrate import upgrade

    upgrade(connect(settings().database_url))


# --- Boards and people ---


@contextmanager
def entering(settings: "Settings") -> "Iterator[Session]":
    """One transaction of the operator's."""
    from sqlalchemy.orm import Session

    from forum.base import writing

    with Session(writing(current_database(settings))) as session, session.begin():
        yield session


@kakehashi.command()
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


@kakehashi.group()
def board() -> None:
    """Boards: each is a forum and a mailing list."""


@board.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="What people call it.")
@click.option("--visibility", type=click.Choice(["public", "members", "staff"]), default="public")
@click.option(
    "--posting",
    type=click.Choice(["anyone", "subscribers", "members", "moderators"]),
    default="anyone",
)
@click.option("--join", type=click.Choice(["open", "approve", "closed"]), default="open")
def board_add(slug: str, name: str, visibility: str, posting: str, join: str) -> None:
    """Open a board under the address SLUG@ of the mail domain."""
    found = settings()
    from forum.boards import Join, Posting, Visibility
    from forum.operations.entering import add_board

    with entering(found) as session:
        add_board(session, slug, name, Visibility(visibility), Posting(posting), Join(join))
    click.echo(f"{slug}@{found.mail_domain}")


@board.command("set")
@click.argument("slug")
@click.option("--visibility", type=click.Choice(["public", "members", "staff"]))
@click.option("--posting", type=click.Choice(["anyone", "subscribers", "members", "moderators"]))
@click.option("--join", type=click.Choice(["open", "approve", "closed"]))
@click.option(
    "--holds-unproven/--takes-unproven",
    default=None,
    help="Whether mail whose sender is not proven waits until its writer confirms it.",
)
def board_set(
    slug: str,
    visibility: str | None,
    posting: str | None,
    join: str | None,
    holds_unproven: bool | None,
) -> None:
    """Change what is named of a board; the page of its settings has more."""
    from forum.boards import Join, Posting, Visibility
    from forum.operations.entering import change_board

    with entering(settings()) as session:
        change_board(
            session,
            slug,
            visibility=visibility and Visibility(visibility),
            posting=posting and Posting(posting),
            join=join and Join(join),
            holds_unproven=holds_unproven,
        )


@board.command("list")
def board_list() -> None:
    """One line a board: slug, visibility, posting, join, subscribers, posts, name."""
    from forum.operations.entering import boards

    with entering(settings()) as session:
        for board, subscribers in boards(session):
            facts = (board.slug, board.visibility, board.posting, board.join)
            click.echo("\t".join(map(str, (*facts, subscribers, board.post_count, board.name))))


@kakehashi.group()
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


@kakehashi.command()
@click.argument("slug")
@click.argument("emails", nargs=-1, metavar="EMAIL...")
@click.option("--file", type=click.File("r", encoding="utf-8"), help="One address a line.")
@click.option(
    "--mode",
    type=click.Choice(["each", "daily", "weekly", "follow", "none"]),
    default="each",
)
def subscribe(slug: str, emails: tuple[str, ...], file: "TextIO | None", mode: str) -> None:
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


@kakehashi.command()
@click.argument("slug")
@click.argument("email")
def unsubscribe(slug: str, email: str) -> None:
    """End a subscription at your word; no letter tells of it."""
    from forum.operations.entering import board_named
    from forum.operations.entering import unsubscribe as end

    with entering(settings()) as session:
        end(session, board_named(session, slug), email)


@kakehashi.group()
def roster() -> None:
    """The subscribers of a list that moves in or out."""


@roster.command("import")
@click.argument("slug")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option(
    "--mode",
    type=click.Choice(["each", "daily", "weekly", "follow", "none"]),
    default="each",
    help="For lines that name none.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would become of each line.")
def roster_import(slug: str, file: "TextIO", mode: str, dry_run: bool) -> None:
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
    type=click.Choice(["each", "daily", "weekly", "follow", "none"]),
    help="With --lines: only those.",
)
def roster_export(slug: str, file: "TextIO", lines: bool, mode: str | None) -> None:
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


@kakehashi.group()
def plan() -> None:
    """The city's plan, whose measures proposals lead to."""


@plan.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
def plan_import(file: "TextIO") -> None:
    """Enter measures from a CSV FILE: code, period, area, title, first_year, last_year, …

    All of them or none; every line that can't be used is named. Docs: docs/operating.md.
    """
    from forum.operations import plans

    with entering(settings()) as session:
        count = plans.take_in(session, plans.read(file.read()))
    click.echo(f"{count} measures are in the plan.")


@kakehashi.command("login-link")
@click.argument("email")
def login_link(email: str) -> None:
    """Print a link that signs the owner of EMAIL in, once."""
    found = settings()
    from forum.operations.entering import sign_in_link

    with entering(found) as session:
        link = sign_in_link(session, site(found), email)
    click.echo(link)


def _progress(total: int) -> "Callable[[int], None]":
    """Tell on stderr how far it is, where somebody is watching."""

    def tell(count: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{count:,} of {total:,}", err=True, nl=count >= total)

    return tell


# --- Looking, keeping and moving ---


@kakehashi.command("status")
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


@kakehashi.group()
def dkim() -> None:
    """The keys that sign our mail, and what others need to know of them."""


@dkim.command("new")
@click.option("--selector", help="Its name in the DNS; by default of its kind and month.")
@click.option("--algorithm", type=click.Choice(["rsa", "ed25519"]), default="rsa")
def dkim_new(selector: str | None, algorithm: str) -> None:
    """Make a key, and print the records to publish; it signs nothing yet."""
    from mailgate.outbound.signing import telling
    from mailgate.outbound.signing.keyring import Algorithm, Keyring

    found = settings()
    key = Keyring(found.data_dir).make(selector, Algorithm(algorithm))
    click.echo("\n".join(telling.after_making(key, found.mail_domain)))


@dkim.command("list")
@click.argument("selector", required=False)
def dkim_list(selector: str | None) -> None:
    """One line a key; with SELECTOR the record to publish of that one."""
    from mailgate.outbound.signing import telling
    from mailgate.outbound.signing.keyring import Keyring

    found = settings()
    ring = Keyring(found.data_dir)
    lines = (
        telling.to_publish(ring.named(selector), found.mail_domain)
        if selector
        else telling.overview(ring.all())
    )
    for line in lines:
        click.echo(line)


@dkim.command("use")
@click.argument("selector")
@click.option("--unseen", is_flag=True, help="Even where its record can't be seen in the DNS.")
def dkim_use(selector: str, unseen: bool) -> None:
    """Sign with this key from now on, instead of the other one of its kind."""
    import time

    from mailgate.outbound.signing.keyring import Keyring
    from mailgate.outbound.signing.records import require_published

    found = settings()
    ring = Keyring(found.data_dir)
    if not unseen:
        names = _resolver(found).until(time.monotonic() + 5)
        require_published(ring.named(selector), found.mail_domain, names)
    ring.use(selector)


@dkim.command("retire")
@click.argument("selector")
def dkim_retire(selector: str) -> None:
    """Destroy a key that signs no more; its record stays until its mails are through."""
    from mailgate.outbound.signing import telling
    from mailgate.outbound.signing.keyring import Keyring

    for line in telling.overview([Keyring(settings().data_dir).retire(selector)]):
        click.echo(line)


@kakehashi.command()
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


_LEDGER = "A line for every message: what became of it. Of an import that was cut short: go on."


def _proving(settings: "Settings") -> "Iterator[Finding]":
    import time

    from mailgate.authentication import checking
    from mailgate.outbound.signing.checking import signing
    from mailgate.outbound.signing.keyring import Keyring

    resolver = _resolver(settings)
    yield checking.name_server(resolver)
    yield from checking.mail_domain(settings.mail_domain, resolver.until(time.monotonic() + 3))
    yield from signing(
        Keyring(settings.data_dir).all(), settings.mail_domain, resolver.until(time.monotonic() + 3)
    )


@kakehashi.command("import")
@click.argument("slug")
@click.argument("path", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), help=_LEDGER)
def import_(slug: str, path: Path, ledger: Path | None) -> None:
    """Old mail into a board: an mbox (.gz, .zip), a folder of them, or a Maildir.

    Running it again doubles nothing; with the ledger of a run that was cut short it goes on there.
    """
    from forum.archive import sources
    from forum.operations.entering import board_named
    from forum.operations.progress import Progress
    from forum.operations.refused import Refused
    from mailgate.inbound.importing import bring_in
    from mailgate.inbound.ledger import Counts, Ledger

    found = settings()
    engine = current_database(found)
    with entering(found) as session:
        board_id = board_named(session, slug).id
    try:
        source = sources.stream(sys.stdin.buffer) if str(path) == "-" else sources.opened(path)
    except sources.Unusable as error:
        raise Refused(str(error)) from error
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
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(both.outcomes.items()))
    print(f"{both.total} messages: {told or 'none'}; {both.repaired} of them repaired")


@kakehashi.command()
@click.argument("ledger", type=click.File("r", encoding="utf-8"))
@click.argument("old_list", metavar="LIST@DOMAIN")
@click.option("--nginx", is_flag=True, help="End each line with ; as nginx's map wants it.")
def permalinks(ledger: "TextIO", old_list: str, nginx: bool) -> None:
    """Where HyperKitty's addresses of imported messages lead to now, from the import's LEDGER."""
    from forum.operations.permalinks import redirects

    for line in redirects(ledger, site(settings()), old_list):
        click.echo(f"{line};" if nginx else line)


@kakehashi.command("export")
@click.argument("slug")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True), default="-")
def export(slug: str, file: "BinaryIO") -> None:
    """Write a board as mboxrd with the original bytes to FILE, or to standard output."""
    from sqlalchemy.orm import Session

    from forum.archive.exporting import originals
    from forum.operations.entering import board_named

    engine = current_database(settings())
    with Session(engine) as session:
        board = board_named(session, slug)
        for chunk in originals(session.connection(), board.id):
            file.write(chunk)


@kakehashi.command("open-data")
@click.argument("file", type=click.File("wb", lazy=True, atomic=True))
def open_data(file: "BinaryIO") -> None:
    """Write the council's tables to FILE, a ZIP of CSV and JSON with dictionary and licence.

    `serve` and `deliver` make the same each night, for everybody to download.
    """
    from sqlalchemy.orm import Session

    from forum.base import utcnow
    from forum.open_data.archive import packed

    found = settings()
    with Session(current_database(found)) as session:
        file.write(packed(session, site(found), utcnow()))


@kakehashi.command("static-export")
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
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {known:,} pages", err=True, nl=done >= known)


@kakehashi.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything to FILE while the program runs: database, attachments, secret key."""
    found = settings()
    from forum.operations.backup import back_up
    from forum.operations.check import note_backup

    engine = current_database(found)
    back_up(engine, site(found).attachments, found.secret_key, file, _step)
    note_backup(found.data_dir)


@kakehashi.command()
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


if __name__ == "__main__":
    main()
