"""Whether everything around the program is in order."""

import contextlib
import os
import socket
import threading
from datetime import timedelta
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from forum.base import connect, utcnow
from forum.documents import tools
from forum.endpoints import LmtpRelay, MaildirRelay, SmtpRelay, Tcp, Unix
from forum.operations import check
from forum.operations.check import Grade


def test_a_finding_is_one_line_with_its_mend():
    line = str(check.links("http://127.0.0.1:8000"))
    assert line.startswith("warning  links     http://127.0.0.1:8000 leads to this machine only → ")
    assert "\n" not in line
    assert str(check.links("https://forum.example.jp")) == (
        "ok       links     https://forum.example.jp"
    )


def test_a_site_without_encryption_is_a_warning():
    assert check.links("http://forum.example.jp").grade is Grade.WARNING


# --- The schema ---


def test_the_newest_schema_is_in_order(engine):
    assert check.schema(engine).grade is Grade.OK


def test_an_empty_database_wants_migrate(empty_database_url):
    engine = connect(empty_database_url)
    found = check.schema(engine)
    engine.dispose()
    assert found.grade is Grade.FAILS
    assert "kakehashi migrate" in found.mend


def test_a_database_that_is_away_fails_in_one_line(tmp_path):
    found = check.schema(connect(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}"))
    assert found.grade is Grade.FAILS
    assert "\n" not in str(found)


# --- The disk ---


def test_room_is_judged_by_the_mark_below_which_mail_is_put_off(tmp_path):
    free = os.statvfs(tmp_path).f_bavail * os.statvfs(tmp_path).f_frsize
    assert check.disk(tmp_path, free // 100).grade is Grade.OK
    assert check.disk(tmp_path, free // 2).grade is Grade.WARNING
    assert check.disk(tmp_path, free * 2).grade is Grade.FAILS


def test_a_folder_that_cant_be_written_fails():
    assert check.disk(Path("/proc"), 0).grade is Grade.FAILS


# --- Backups ---


def test_a_backup_that_was_never_made_is_a_warning(tmp_path):
    assert check.backup(tmp_path, None).grade is Grade.WARNING
    assert check.backup(tmp_path, tmp_path / "nowhere").grade is Grade.WARNING


def test_the_last_backup_is_remembered(tmp_path):
    check.note_backup(tmp_path)
    found = check.backup(tmp_path, None)
    assert found.grade is Grade.OK
    assert f"{utcnow():%Y-%m-}" in found.found


def test_the_newest_file_among_backups_counts(tmp_path):
    for name, days in [("old", 9), ("newer", 3)]:
        (tmp_path / name).touch()
        then = (utcnow() - timedelta(days=days)).timestamp()
        os.utime(tmp_path / name, (then, then))
    found = check.backup(tmp_path, tmp_path)
    assert found.grade is Grade.WARNING
    assert f"{utcnow() - timedelta(days=3):%Y-%m-%d}" in found.found
    (tmp_path / "newest").touch()
    assert check.backup(tmp_path, tmp_path).grade is Grade.OK


# --- The relay ---


@contextlib.contextmanager
def a_server(talk, family=socket.AF_INET, at=("127.0.0.1", 0)):
    """A mail server that talks with one client; what it heard stands in the list."""
    heard = []
    with socket.socket(family) as door:
        door.bind(at)
        door.listen()
        door.settimeout(60)

        def answer() -> None:
            with contextlib.suppress(OSError):
                line, _ = door.accept()
                line.settimeout(60)
                with line:
                    talk(line, heard)

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield door.getsockname(), heard
        finally:
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            thread.join(60)


def polite(line, heard):
    line.sendall(b"220-mx.example.jp\r\n220 at your service\r\n")
    with line.makefile("rb") as said:
        heard.append(said.readline())
        line.sendall(b"250-mx.example.jp\r\n250-starttls\r\n250 SIZE 1000\r\n")
        heard.append(said.readline())


def test_a_relay_that_answers_is_in_order():
    with a_server(polite) as ((host, port), heard):
        found = check.relay(SmtpRelay(Tcp(host, port)), "lists.example.jp")
    assert found.grade is Grade.OK
    assert heard == [b"EHLO lists.example.jp\r\n", b"QUIT\r\n"]


def test_a_mail_store_is_greeted_in_its_own_way(tmp_path):
    path = tmp_path / "lmtp"
    with a_server(polite, socket.AF_UNIX, str(path)) as (_, heard):
        found = check.relay(LmtpRelay(Unix(path), verified=True), "lists.example.jp")
    assert found.grade is Grade.OK
    assert heard[0] == b"LHLO lists.example.jp\r\n"


def test_a_relay_that_must_encrypt_and_cannot_fails():
    def plain(line, heard):
        line.sendall(b"220 mx\r\n")
        line.recv(100)
        line.sendall(b"250 mx\r\n")
        line.recv(100)

    with a_server(plain) as ((host, port), _):
        found = check.relay(SmtpRelay(Tcp(host, port), verified=True), "lists.example.jp")
    assert found.grade is Grade.FAILS
    assert "STARTTLS" in found.found


@pytest.mark.parametrize("greeting", [b"554 go away\r\n", b"", b"220 mx\r\n220-"])
def test_a_relay_that_turns_us_away_fails(greeting):
    def rude(line, heard):
        line.sendall(greeting)

    with a_server(rude) as ((host, port), _):
        found = check.relay(SmtpRelay(Tcp(host, port)), "lists.example.jp")
    assert found.grade is Grade.FAILS
    assert "554 go away" in found.found or not greeting.startswith(b"5")


def test_a_relay_that_says_nothing_is_not_waited_for():
    with a_server(lambda line, heard: line.recv(100)) as ((host, port), _):
        found = check.relay(SmtpRelay(Tcp(host, port)), "lists.example.jp", patience_s=0.2)
    assert found.grade is Grade.FAILS


def test_a_relay_that_is_away_fails(tmp_path):
    found = check.relay(SmtpRelay(Unix(tmp_path / "nobody")), "lists.example.jp")
    assert found.grade is Grade.FAILS
    assert "KAKEHASHI_RELAY" in found.mend


def test_mail_that_stays_here_is_said_to_reach_nobody(tmp_path):
    assert check.relay(MaildirRelay(tmp_path / "outbox"), "x").grade is Grade.WARNING
    assert check.relay(MaildirRelay(Path("/proc/outbox")), "x").grade is Grade.FAILS
    assert not (tmp_path / "outbox").exists()


# --- Names ---


@contextlib.contextmanager
def a_name_server(*records, rcode=dns.rcode.NOERROR):
    """A name server that gives one answer to every question until its socket is closed."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(60)

        def serve() -> None:
            while True:
                asked, who = line.recvfrom(4096)
                if not asked:
                    return
                answer = dns.message.make_response(dns.message.from_wire(asked))
                answer.flags |= dns.flags.RA
                answer.set_rcode(rcode)
                answer.answer.extend(records)
                line.sendto(answer.to_wire(), who)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield Tcp(*line.getsockname())
        finally:
            line.sendto(b"", line.getsockname())
            thread.join(60)


def mx(*hosts):
    return dns.rrset.from_text("lists.example.jp.", 60, "IN", "MX", *(f"10 {h}" for h in hosts))


def test_the_world_finds_us_by_mx():
    with a_name_server(mx("b.example.jp.", "a.example.jp.")) as server:
        found = check.mail_exchange("lists.example.jp", server)
    assert found.grade is Grade.OK
    assert "a.example.jp, b.example.jp" in found.found


def test_a_domain_that_takes_no_mail_fails():
    with a_name_server(mx(".")) as server:
        assert check.mail_exchange("lists.example.jp", server).grade is Grade.FAILS


def test_a_domain_that_does_not_exist_fails():
    with a_name_server(rcode=dns.rcode.NXDOMAIN) as server:
        assert check.mail_exchange("lists.example.jp", server).grade is Grade.FAILS


def test_a_domain_without_mx_is_a_warning():
    with a_name_server() as server:
        found = check.mail_exchange("lists.example.jp", server)
    assert found.grade is Grade.WARNING
    assert "no MX record" in found.found


def test_a_name_server_that_says_nothing_is_not_waited_for():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        silent_server = Tcp(*silent.getsockname())
        found = check.mail_exchange("lists.example.jp", silent_server, patience_s=0.2)
    assert found.grade is Grade.WARNING
    assert found.found == "no answer"


def test_a_name_server_that_is_none_gives_no_answer():
    assert check.mail_exchange("lists.example.jp", Tcp("no-address", 53)).found == "no answer"


@pytest.mark.parametrize("domain", ["lists.localhost", "lists.test"])
def test_a_domain_of_this_machine_is_asked_of_nobody(domain):
    assert check.mail_exchange(domain, Tcp("127.0.0.1", 9)).grade is Grade.WARNING


# --- The rest ---


def test_whose_word_counts_is_told():
    assert "no mail server in front" in check.proof(frozenset()).found
    assert "mx.example.jp" in check.proof(frozenset({"mx.example.jp"})).found


def test_without_fontconfig_fonts_are_looked_for_in_their_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "_FONT_FOLDERS", (str(tmp_path),))
    assert next(check.papers()).grade is Grade.WARNING
    (tmp_path / "NotoSansCJK-Regular.ttc").touch()
    font = next(check.papers())
    assert (font.grade, font.found) == (Grade.OK, "NotoSansCJK-Regular.ttc")


def test_fontconfig_is_believed(tmp_path, monkeypatch):
    (tmp_path / "fc-list").write_text("#!/bin/sh\necho 'IPAGothic,IPAゴシック'\n")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert next(check.papers()).found == "IPAGothic,IPAゴシック"


def test_pango_is_spoken_of_either_way():
    _, pango = check.papers()
    assert pango.grade in (Grade.OK, Grade.WARNING)


def test_a_misspelt_setting_is_told():
    (found,) = check.settings(["KAKEHASHI_RELAYS"])
    assert found.grade is Grade.WARNING
    assert "KAKEHASHI_RELAYS" in found.found
