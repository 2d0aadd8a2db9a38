"""Our board and a list of another server (mlmmj), each subscribed to the other.

What is said on either reaches everybody of both once, and ends there: no loop, nothing twice.
"""

import contextlib
import email
import email.policy
import smtplib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import pytest

from tests.conftest import available
from tests.flows import house
from tests.servers import dovecot, mlmmj, postfix
from tests.servers.base import free_port, wait_until

pytestmark = [pytest.mark.postfix, pytest.mark.slow]

# Hanako reads our board, Taro the other list; Jiro reads both.
HANAKO, TARO, JIRO = "hanako@mail.test", "taro@mail.test", "jiro@mail.test"
OURS, OTHER = "sogo@lists.test", "walk@far.test"


@dataclass
class Street:
    """Both lists, a Postfix between them, and the mailboxes of those who read."""

    ours: house.House
    other: mlmmj.List
    mta: postfix.Postfix
    mailboxes: dovecot.Dovecot
    database: Path

    def send(self, sender: str, to: str, mail: EmailMessage, envelope: str | None = None) -> None:
        with smtplib.SMTP("127.0.0.1", self.mta.smtp, timeout=20) as client:
            client.sendmail(
                sender if envelope is None else envelope,
                to,
                mail.as_bytes(policy=email.policy.SMTP),
            )

    def post(self, sender: str, to: str, subject: str, words: str = "こんにちは。\n") -> str:
        """A mail of somebody to a list; its Message-ID."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"<{sender}>", to, subject
        mail["Message-ID"] = make_msgid(domain="client.test")
        mail.set_content(words)
        self.send(sender, to, mail)
        return str(mail["Message-ID"])

    def come_to_rest(self) -> None:
        """Returns when nothing is under way any more, at either list or between them."""
        for _ in range(5):  # a mail may be between two that have nothing to do
            wait_until(self._is_calm, "everything to come to rest", 90)

    def _is_calm(self) -> bool:
        return not self._owed() and self.other.is_idle() and "is empty" in self.mta.queue()

    def _owed(self) -> int:
        """Mails that we have not read, and copies that we have not sent."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            unread = connection.execute("select count(*) from arrivals where fate is null")
            unsent = connection.execute(
                "select count(*) from mailings where state = 'waiting' and not_before <= ?",
                (datetime.now(UTC).isoformat(" "),),
            )
            return int(unread.fetchone()[0]) + int(unsent.fetchone()[0])

    def discarded(self) -> int:
        """Mails that we took for a machine's."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            found = connection.execute("select count(*) from arrivals where reason = 'automatic'")
            return int(found.fetchone()[0])

    def received(self, address: str) -> Counter[tuple[str, str]]:
        """What stands in a mailbox: how often each Message-ID came from each list."""
        mails = map(email.message_from_bytes, self.mailboxes.mails(address))
        return Counter((str(mail["Message-ID"]), _through(mail)) for mail in mails)


def _through(mail: "email.message.Message[str, str]") -> str:
    return OURS if "sogo" in str(mail["Return-Path"]) else OTHER


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    data_dir: Path = tmp_path_factory.mktemp("house")
    lmtp = free_port()
    with (
        available(dovecot.running([HANAKO, TARO, JIRO])) as mailboxes,
        available(mlmmj.running(OTHER, owner=TARO)) as other,
    ):
        transports = {
            "lists.test": f"lmtp:inet:127.0.0.1:{lmtp}",
            "far.test": other.transport,
            "mail.test": f"lmtp:inet:127.0.0.1:{mailboxes.lmtp}",
        }
        with available(postfix.running(transports)) as mta:
            settings = {
                "LMTP_LISTEN": f"127.0.0.1:{lmtp}",
                "RELAY": f"smtp://127.0.0.1:{mta.smtp}",
            }
            other.sends_by(mta.smtp)
            other.set("tocc")
            other.set("prefix", "[walk]")
            other.set("footer", "-- \nThe walk list, walk+unsubscribe@far.test")
            other.set("customheaders", f"List-Id: <walk.far.test>\nReply-To: {OTHER}")
            other.subscribe(TARO, JIRO, OURS)
            with house.running(data_dir, **settings) as ours:
                ours.run("board", "add", "sogo", "--name", "総合")
                for address, name in ((HANAKO, "花子"), (TARO, "太郎"), (JIRO, "次郎")):
                    ours.run("person", "add", address, "--name", name)
                ours.run("person", "add", OTHER, "--name", "散歩の会")
                ours.run("subscribe", "sogo", HANAKO, JIRO, OTHER)
                yield Street(ours, other, mta, mailboxes, data_dir / "kakehashi.sqlite3")


def test_a_post_to_us_reaches_both_lists_once(street: Street):
    posts, walks = len(street.ours.posts("sogo")), len(street.other.posts())
    identifier = street.post(HANAKO, OURS, "こちらから")
    street.ours.wait_for_posts("sogo", posts + 1)
    street.other.wait_for_posts(walks + 1)
    street.mailboxes.wait_for_mails(TARO, 1)
    street.come_to_rest()
    assert len(street.ours.posts("sogo")) == posts + 1
    assert len(street.other.posts()) == walks + 1
    assert street.received(TARO)[identifier, OTHER] == 1
    assert street.received(JIRO)[identifier, OURS] == 1
    assert street.received(JIRO)[identifier, OTHER] == 1


def test_a_post_to_the_other_list_comes_to_us_and_does_not_go_back(street: Street):
    posts, walks = len(street.ours.posts("sogo")), len(street.other.posts())
    identifier = street.post(TARO, OTHER, "あちらから")
    street.other.wait_for_posts(walks + 1)
    (post,) = street.ours.wait_for_posts("sogo", posts + 1)[posts:]
    street.come_to_rest()
    assert f"<{post['message_id']}>" == identifier
    assert len(street.ours.posts("sogo")) == posts + 1
    assert len(street.other.posts()) == walks + 1
    assert street.received(HANAKO)[identifier, OURS] == 1
    assert street.received(TARO)[identifier, OTHER] == 1
    assert street.received(JIRO)[identifier, OTHER] == 1
    assert street.received(JIRO)[identifier, OURS] == 1


def test_an_answer_from_the_other_list_threads_with_us(street: Street):
    first = street.post(HANAKO, OURS, "ベンチ")
    count = len(street.ours.wait_for_posts("sogo", 1))
    wait_until(
        lambda: any(f"<{p['message_id']}>" == first for p in street.ours.posts("sogo")), "the post"
    )
    parent = next(p for p in street.ours.posts("sogo") if f"<{p['message_id']}>" == first)
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = f"<{TARO}>", OTHER, "Re: [walk] ベンチ"
    answer["Message-ID"] = make_msgid(domain="client.test")
    answer["In-Reply-To"] = answer["References"] = first
    answer.set_content("賛成です。\n")
    street.send(TARO, OTHER, answer)
    wait_until(
        lambda: any(p["parent"] == parent["id"] for p in street.ours.posts("sogo")), "the answer"
    )
    street.come_to_rest()
    answers = [p for p in street.ours.posts("sogo") if p["parent"] == parent["id"]]
    assert [f"<{p['message_id']}>" for p in answers] == [answer["Message-ID"]]
    assert len(street.ours.posts("sogo")) in (count + 1, count + 2)


def test_letters_of_the_other_server_become_no_posts(street: Street):
    street.come_to_rest()
    posts = [p["id"] for p in street.ours.posts("sogo")]
    # a digest, the answer to a command in our name, and a moderator's letter
    street.other.subscribe(OURS, digest=True)
    street.other.set("digestinterval", "0")
    street.other.set("digestmaxmails", "1")
    street.other.tend()
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = OURS, "walk+help@far.test", "help"
    mail.set_content("help\n")
    street.send(OURS, "walk+help@far.test", mail)
    street.come_to_rest()
    new = [p for p in street.ours.posts("sogo") if p["id"] not in posts]
    assert new == [], [(p["subject"], p["author"]) for p in new]


def test_a_notice_that_a_post_waits_there_becomes_no_post_here(street: Street):
    street.come_to_rest()
    posts, walks = len(street.ours.posts("sogo")), len(street.other.posts())
    discarded = street.discarded()
    for name, value in (("moderated", ""), ("moderators", TARO), ("notifymod", "")):
        street.other.set(name, value)
    street.post(HANAKO, OURS, "あちらで待つもの")
    street.ours.wait_for_posts("sogo", posts + 1)
    # One in the board's name, as where a person has sent the board's mail on.
    street.post(OURS, OTHER, "名前をかりたもの")
    street.come_to_rest()
    for name in ("moderated", "moderators", "notifymod"):
        street.other.unset(name)
    asked = [mail for mail in street.mailboxes.mails(TARO) if b"<walk+release-" in mail]
    assert len(asked) == 2
    assert street.discarded() == discarded + 1
    assert len(street.ours.posts("sogo")) == posts + 1
    assert len(street.other.posts()) == walks


def test_a_vacation_notice_and_a_bounce_go_round_no_circle(street: Street):
    street.come_to_rest()
    before = len(street.ours.posts("sogo")), len(street.other.posts())
    away = EmailMessage()
    away["From"], away["To"], away["Subject"] = f"<{JIRO}>", OURS, "不在のお知らせ"
    away["Message-ID"], away["Auto-Submitted"] = make_msgid(domain="client.test"), "auto-replied"
    away.set_content("休んでいます。\n")
    street.send(JIRO, OURS, away, envelope="")
    bounce = EmailMessage()
    bounce["From"], bounce["To"] = "MAILER-DAEMON@far.test", OURS
    bounce["Subject"] = "Undelivered Mail Returned to Sender"
    bounce["Message-ID"] = make_msgid(domain="far.test")
    bounce.set_content("<nobody@mail.test>: 550 5.1.1 user unknown\n")
    street.send("", OURS, bounce, envelope="")
    street.send("", "sogo-bounces@lists.test", bounce, envelope="")
    street.come_to_rest()
    assert (len(street.ours.posts("sogo")), len(street.other.posts())) == before


def test_a_mail_that_the_other_list_has_changed_is_still_the_same(street: Street):
    street.come_to_rest()
    identifier = street.post(HANAKO, OURS, "変えられる")
    wait_until(
        lambda: any(f"<{p['message_id']}>" == identifier for p in street.ours.posts("sogo")), "it"
    )
    street.come_to_rest()
    count = len(street.ours.posts("sogo"))
    changed = EmailMessage()
    changed["From"], changed["To"] = f"花子 via walk <{OTHER}>", OTHER
    changed["Subject"], changed["Message-ID"] = "[walk] 変えられる", identifier
    changed["Reply-To"], changed["List-Id"] = f"<{HANAKO}>", "<walk.far.test>"
    changed.set_content("こんにちは。\n\n-- \nThe walk list, walk+unsubscribe@far.test\n")
    street.send(HANAKO, OURS, changed, envelope="walk+bounces-9-sogo=lists.test@far.test")
    street.come_to_rest()
    assert len(street.ours.posts("sogo")) == count
