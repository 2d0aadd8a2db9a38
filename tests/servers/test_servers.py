"""Each server that tests talk to does what tests need of it."""

import os
import smtplib
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import dns.exception
import dns.resolver
import pytest
from sqlalchemy import create_engine, text

from tests.conftest import available
from tests.servers import chromium, dovecot, nameserver, postfix, sink
from tests.servers.base import Missing, folder, program, wait_until

MAIL = "From: Béa <bea@example.test>\r\nSubject: 公園\r\n\r\nこんにちは\r\n".encode()


def send(port: int, recipient: str, mail: bytes = MAIL) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
        client.sendmail("bea@example.test", [recipient], mail)


@pytest.mark.postgres
def test_postgresql_copies_a_database_for_each_test(postgresql_server):
    template = postgresql_server.new_database()
    engine = create_engine(template)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t AS SELECT 'あ' AS a"))
    engine.dispose()
    copy = postgresql_server.new_database(template.rpartition("?")[0].rpartition("/")[2])
    engine = create_engine(copy)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT a FROM t")) == "あ"
    engine.dispose()
    assert "VALUES ('あ')" in postgresql_server.dump(copy)
    postgresql_server.drop(copy)


@pytest.mark.postfix
def test_a_mail_goes_through_postfix_into_a_mailbox_of_dovecot():
    with (
        available(dovecot.running(["anna@people.test"])) as store,
        available(postfix.running({"people.test": f"lmtp:inet:127.0.0.1:{store.lmtp}"})) as mta,
    ):
        send(mta.smtp, "anna@people.test")
        send(mta.smtp, "anna+tag@people.test")
        mails = store.wait_for_mails("anna@people.test", 2)
        arrived = {message_from_bytes(mail)["Delivered-To"] for mail in mails}
        assert arrived == {"anna@people.test", "anna+tag@people.test"}
        assert "こんにちは".encode() in mails[0]
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            with smtplib.SMTP("127.0.0.1", mta.smtp, timeout=30) as client:
                client.sendmail("bea@example.test", ["somebody@elsewhere.test"], MAIL)


@pytest.mark.postfix
def test_postfix_has_nothing_to_warn_of_as_it_starts():
    others = {"mynetworks": "192.0.2.0/24", "smtpd_recipient_restrictions": "permit"}
    with available(postfix.running({}, **others)) as mta:
        wait_until(lambda: "daemon started" in mta.log, "the first lines of its log")
        settings = (mta.home / "etc" / "main.cf").read_text()
        said = mta.log
    assert "warning" not in said
    assert "mynetworks = 192.0.2.0/24\n" in settings
    assert "mydestination = \n" in settings


@pytest.mark.postfix
def test_postfix_leaves_the_hosts_own_mail_alone():
    before = sorted(Path("/etc/postfix").iterdir())
    with available(postfix.running({})) as mta:
        assert mta.queue().startswith("Mail queue is empty")
    assert sorted(Path("/etc/postfix").iterdir()) == before
    assert not mta.home.exists()


@pytest.mark.postfix
def test_the_sink_counts_and_remembers():
    with available(sink.running(keep=True)) as hole:
        for number in range(3):
            send(hole.smtp, f"p{number}@people.test")
        hole.wait_for(3)
        assert sorted(hole.recipients()) == [f"p{n}@people.test" for n in range(3)]
        assert hole.senders() == ["bea@example.test"] * 3
        assert "公園".encode() in hole.dump()


@pytest.mark.browser
def test_chromium_opens_a_page():
    with available(chromium.running()) as browser:
        page = browser.new_page(locale="ja-JP")
        page.set_content("<h1>架け橋</h1>")
        assert page.get_by_role("heading").inner_text() == "架け橋"


def test_a_folder_is_gone_afterwards():
    with folder("gone") as home:
        (home / "file").write_text("x")
    assert not home.exists()


def test_the_name_server_answers_for_its_zones_and_makes_trouble_where_asked():
    with available(
        nameserver.running({"city.test": f"@ TXT {nameserver.text('x' * 300)}"})
    ) as names:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port, resolver.lifetime = ["127.0.0.1"], names.port, 0.5
        (record,) = resolver.resolve("city.test", "TXT")
        assert b"".join(record.strings) == b"x" * 300
        with pytest.raises(dns.resolver.NoNameservers, match="SERVFAIL"):
            resolver.resolve(f"x.{nameserver.FAILING}", "TXT", lifetime=5)
        with pytest.raises(dns.exception.Timeout):
            resolver.resolve(f"x.{nameserver.SILENT}", "TXT")
        with nameserver.slow(names, 0.1) as slow:
            resolver.port = slow.port
            assert resolver.resolve("city.test", "TXT", lifetime=5)


def test_a_missing_program_is_named():
    with pytest.raises(Missing, match="no-such-program"):
        program("no-such-program")


@pytest.mark.parametrize(("ci", "outcome"), [("", "skipped"), ("true", "failed")])
def test_a_missing_server_skips_here_and_fails_in_ci(tmp_path, ci, outcome):
    (tmp_path / "test_it.py").write_text(
        "import contextlib\n"
        "from tests.conftest import available\n"
        "from tests.servers.base import program\n"
        "@contextlib.contextmanager\n"
        "def running():\n"
        "    yield program('no-such-server')\n"
        "def test_it():\n"
        "    with available(running()): pass\n"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rs", tmp_path],
        cwd=tmp_path,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )
    assert f"1 {outcome}" in done.stdout
    assert "no-such-server is not installed" in done.stdout
