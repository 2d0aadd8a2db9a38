"""A Postfix of its own: in front of us as MX, and behind us as smarthost."""

import contextlib
import os
import pwd
import signal
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers.base import answers, folder, free_port, must_be_root, program, wait_until

MAIN = """
compatibility_level = 3.6
myhostname = mx.test
mydomain = test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
queue_directory = {home}/queue
data_directory = {home}/data
maillog_file = {home}/log
maillog_file_prefixes = {home}
alias_maps =
alias_database =
local_recipient_maps =
relay_domains = {domains}
transport_maps = inline:{{ {transports} }}
default_transport = error:no such domain in this test
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
smtp_host_lookup = native
disable_dns_lookups = yes
smtputf8_enable = yes
recipient_delimiter = +
mlmmj_destination_recipient_limit = 1
message_size_limit = 52428800
mailbox_size_limit = 0
minimal_backoff_time = 5s
maximal_backoff_time = 10s
queue_run_delay = 5s
biff = no
"""

# Nothing is chrooted, and only the listener has a port.
MASTER = """
{port}     inet  n - n - -  smtpd
pickup     unix  n - n 60 1 pickup
cleanup    unix  n - n - 0  cleanup
qmgr       unix  n - n 300 1 qmgr
tlsmgr     unix  - - n 1000? 1 tlsmgr
rewrite    unix  - - n - -  trivial-rewrite
bounce     unix  - - n - 0  bounce
defer      unix  - - n - 0  bounce
trace      unix  - - n - 0  bounce
verify     unix  - - n - 1  verify
flush      unix  n - n 1000? 0 flush
proxymap   unix  - - n - -  proxymap
smtp       unix  - - n - -  smtp
relay      unix  - - n - -  smtp
showq      unix  n - n - -  showq
error      unix  - - n - -  error
retry      unix  - - n - -  error
discard    unix  - - n - -  discard
local      unix  - n n - -  local
virtual    unix  - n n - -  virtual
lmtp       unix  - - n - -  lmtp
anvil      unix  - - n - 1  anvil
scache     unix  - - n - 1  scache
mlmmj      unix  - n n - 1  pipe flags=ORhu user=nobody:nogroup argv=/usr/bin/mlmmj-receive -F -L $nexthop
postlog    unix-dgram n - n - 1 postlogd
"""


@dataclass
class Postfix:
    """A running mail server."""

    home: Path
    smtp: int

    @property
    def log(self) -> str:
        """What it has written down so far, for the message of a failing test."""
        path = self.home / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def flush(self) -> None:
        """Try again at once what could not be delivered yet."""
        subprocess.run([program("postqueue"), "-c", self.home / "etc", "-f"], check=True)

    def queue(self) -> str:
        """What waits to be delivered, as postqueue lists it."""
        command = [program("postqueue"), "-c", self.home / "etc", "-p"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextlib.contextmanager
def running(transports: Mapping[str, str], **main: str) -> Iterator[Postfix]:
    """A mail server that brings the mail of each domain where its transport says.

    `{"lists.test": "lmtp:inet:127.0.0.1:8024", "people.test": "lmtp:inet:127.0.0.1:24"}` makes it
    the MX before our LMTP door and the smarthost before Dovecot's. `main` adds to main.cf.
    """
    postfix = program("postfix")
    must_be_root("Postfix")
    with folder("postfix") as home:
        server = Postfix(home, free_port())
        _configure(server, transports, main)
        command = [postfix, "-c", str(home / "etc")]
        environment = {**os.environ, "MAIL_CONFIG": str(home / "etc")}
        done = subprocess.run([*command, "start"], capture_output=True, text=True, env=environment)
        if done.returncode != 0:
            raise RuntimeError(f"Postfix: {done.stdout}{done.stderr}{server.log}")
        try:
            wait_until(lambda: answers(server.smtp), "Postfix")
            yield server
        finally:
            _stop(server, command, environment)


def _configure(server: Postfix, transports: Mapping[str, str], main: Mapping[str, str]) -> None:
    home = server.home
    user = pwd.getpwnam("postfix")
    for name, owner in (("etc", 0), ("queue", 0), ("data", user.pw_uid)):
        (home / name).mkdir()
        os.chown(home / name, owner, user.pw_gid if owner else 0)
    text = MAIN.format(
        home=home,
        domains=" ".join(transports),
        transports=", ".join(f"{{ {domain} = {way} }}" for domain, way in transports.items()),
    )
    (home / "etc" / "main.cf").write_text(_with(text, main))
    (home / "etc" / "master.cf").write_text(MASTER.format(port=server.smtp))


def _with(text: str, main: Mapping[str, str]) -> str:
    """Settings with others in the place of theirs, each named once.

    Of one that stands twice every daemon warns as it starts, postlogd too; over the socket that
    postlogd itself shall empty, which holds ten lines. Where it is full by then, all of them wait
    for ever.
    """
    lines = (line.partition("=") for line in text.splitlines() if line)
    settings = {name.strip(): value.strip() for name, _, value in lines} | dict(main)
    return "".join(f"{name} = {value}\n" for name, value in settings.items())


def _stop(server: Postfix, command: list[str], environment: Mapping[str, str]) -> None:
    master = int((server.home / "queue/pid/master.pid").read_text())
    with contextlib.suppress(ProcessLookupError, TimeoutError, subprocess.TimeoutExpired):
        subprocess.run([*command, "stop"], capture_output=True, env=dict(environment), timeout=30)
        wait_until(lambda: not _lives(master), "Postfix to stop")
    with contextlib.suppress(ProcessLookupError):
        os.killpg(master, signal.SIGKILL)  # with the daemons that it has started


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
