"""A Dovecot of its own: mailboxes that take mail by LMTP and show it by IMAP."""

import contextlib
import imaplib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers.base import answers, folder, free_port, must_be_root, program, stop, wait_until

PASSWORD = "kakehashi"

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/run
instance_name = {name}
log_path = {home}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
mail_location = maildir:{home}/mail/%Lu
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
default_internal_user = {internal}
default_internal_group = {internal}
default_login_user = {login}
default_process_limit = 20
lmtp_save_to_detail_mailbox = no
recipient_delimiter = +
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu {home}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%Lu {home}/users
  default_fields = uid=nobody gid=nogroup home={home}/mail/%Lu
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Dovecot:
    """A running mail store."""

    home: Path
    lmtp: int
    imap: int

    def mailbox(self, address: str) -> imaplib.IMAP4:
        """A stock client that has opened the inbox of an address."""
        client = imaplib.IMAP4("127.0.0.1", self.imap, timeout=30)
        client.login(address, PASSWORD)
        client.select("INBOX")
        return client

    def mails(self, address: str) -> list[bytes]:
        """Every message in the inbox of an address, oldest first."""
        client = self.mailbox(address)
        try:
            numbers = client.search(None, "ALL")[1][0].split()
            return [client.fetch(number.decode(), "(RFC822)")[1][0][1] for number in numbers]
        finally:
            client.logout()

    def wait_for_mails(self, address: str, count: int, seconds: float = 60) -> list[bytes]:
        """The messages of an inbox as soon as there are `count` of them."""
        wait_until(lambda: len(self.mails(address)) >= count, f"mail for {address}", seconds)
        return self.mails(address)

    def add(self, *addresses: str) -> None:
        """Give these addresses a mailbox."""
        with open(self.home / "users", "a", encoding="ascii") as users:
            users.writelines(f"{address.lower()}:{PASSWORD}::::::\n" for address in addresses)


@contextlib.contextmanager
def running(addresses: list[str]) -> Iterator[Dovecot]:
    """A mail store with these mailboxes; their password is PASSWORD."""
    dovecot = program("dovecot")
    must_be_root("Dovecot")
    with folder("dovecot") as home:
        store = Dovecot(home, free_port(), free_port())
        (home / "mail").mkdir()
        (home / "mail").chmod(0o777)
        store.add(*addresses)
        (home / "dovecot.conf").write_text(
            CONFIGURATION.format(
                home=home,
                name=home.name,
                imap=store.imap,
                lmtp=store.lmtp,
                internal="dovecot",
                login="dovenull",
            )
        )
        process = subprocess.Popen([dovecot, "-F", "-c", home / "dovecot.conf"])
        try:
            wait_until(lambda: answers(store.imap) and answers(store.lmtp), "Dovecot")
            yield store
        finally:
            stop(process)
