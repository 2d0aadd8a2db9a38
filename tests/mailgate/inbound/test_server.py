import asyncio
import contextlib
import re
import select
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.archive.message import Door
from mailgate.inbound.envelope import NoRoom, Refuse
from mailgate.inbound.listening import tls_context
from tests.mailgate.inbound.wire import Basket, House, OpenGate, Wire, open_house

BOTH = pytest.mark.parametrize("door", [Door.SMTP, Door.LMTP])
SLOPPY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ENHANCED = r"^[245]\d\d[ -][245]\.\d{1,3}\.\d{1,3} "


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as house:
        yield house


@BOTH
def test_what_is_announced_is_what_we_can(house: House, door: Door):
    features = {line[4:].split()[0] for line in house.call(door).hello(door)[1:]}
    assert features == {
        "PIPELINING",
        "SIZE",
        "8BITMIME",
        "SMTPUTF8",
        "ENHANCEDSTATUSCODES",
        "HELP",
    }


@BOTH
def test_a_mail_is_kept_with_its_envelope_byte_for_byte(house: House, door: Door):
    wire = house.ready_for_data(door, "list", "kouen")
    mail = b"Subject: x\r\n\r\n.\xe3\x81\x82\x00\r\nbare\rcr\nand lf\r\n"
    wire.send(mail.replace(b"\r\n.", b"\r\n..") + b".\r\nQUIT\r\n")
    replies = wire.everything()
    count = 1 if door is Door.SMTP else 2
    assert replies == ["250 2.0.0 Kept"] * count + ["221 2.0.0 Bye"]
    (kept,) = house.spool.kept
    assert (kept.raw, kept.sender, kept.door) == (mail, "a@x.example", door)
    assert [r.recipient for r in kept.recipients] == [
        f"{n}@forum.example.jp" for n in ("list", "kouen")
    ]
    assert (kept.peer, kept.helo) == ("127.0.0.1", "client.example")
    assert kept.received_at is not None


@BOTH
def test_a_whole_pipelined_session_is_answered_in_order(house: House, door: Door):
    wire = house.greeted(door)
    one = (
        b"MAIL FROM:<a@x.example>\r\nRCPT TO:<list@forum.example.jp>\r\n"
        b"RCPT TO:<nobody@forum.example.jp>\r\nDATA\r\n"
    )
    wire.send(one)
    assert [wire.reply()[-1][:9] for _ in range(4)] == [
        "250 2.1.0",
        "250 2.1.5",
        "550 5.1.1",
        "354 End d",
    ]
    wire.send(b"1\r\n.\r\n" + one)
    assert [wire.reply()[-1][:3] for _ in range(5)] == ["250", "250", "250", "550", "354"]
    wire.send(b"2\r\n.\r\nRSET\r\nNOOP\r\nQUIT\r\n")
    assert [line[:3] for line in wire.everything()] == ["250", "250", "250", "221"]
    assert [kept.raw for kept in house.spool.kept] == [b"1\r\n", b"2\r\n"]


def test_every_reply_carries_an_enhanced_code(house: House):
    wire = house.greeted()
    commands = (
        "DATA", "RCPT TO:<a@b>", "MAIL FROM:<", "MAIL", "MAIL FROM:<a@b> X=1", "MAIL FROM:<a@b> SIZE=x",
        "MAIL FROM:<a@b> BODY=9", "MAIL FROM:<a@b>", "MAIL FROM:<a@b>", "RCPT TO:<>", "RCPT TO:<a@b>",
        "RCPT TO:<list@forum.example.jp> NOTIFY=NEVER", "RCPT TO:<list@forum.example.jp>", "DATA x",
        "VRFY list", "EXPN list", "HELP", "HELP MAIL", "HELP XX", "NOOP", "RSET x", "RSET", "AUTH PLAIN",
        "BDAT 3 LAST", "RSET", "STARTTLS", "ETRN x", "", "x" * 3000, "EHLO", "HELO", "QUIT x", "QUIT",
    )  # fmt: skip
    for command in commands:
        wire.send(command.encode() + b"\r\n")
        for line in wire.reply():
            assert re.match(ENHANCED, line), (command, line)


@pytest.mark.parametrize(
    "written", ["foo..bar@docomo.ne.jp", ".a.@ezweb.ne.jp", "a-_.@t.vodafone.ne.jp"]
)
def test_carrier_addresses_come_through_unquoted(house: House, written: str):
    local, _, domain = written.partition("@")
    for path in (written, f'"{local}"@{domain}'):
        wire = house.greeted()
        assert wire.ask(f"MAIL FROM:<{path}>".encode()).startswith("250")
        assert wire.ask(b"RCPT TO:<list@forum.example.jp>").startswith("250")
        assert wire.ask(b"DATA").startswith("354")
        assert wire.ask(b".").startswith("250")
    assert {kept.sender for kept in house.spool.kept} == {written}


def test_the_null_sender_is_taken(house: House):
    wire = house.greeted()
    assert wire.ask(b"MAIL FROM:<>").startswith("250")
    assert wire.ask(b"RCPT TO:<list-bounces+x@forum.example.jp>").startswith("250")
    assert wire.ask(b"DATA").startswith("354")
    assert wire.ask(b".").startswith("250")
    assert house.spool.kept[0].sender == ""


def test_postmaster_needs_no_domain(house: House):
    wire = house.greeted()
    wire.ask(b"MAIL FROM:<a@x.example>")
    assert wire.ask(b"RCPT TO:<Postmaster>").startswith("250")


def test_letters_beyond_ascii_need_their_parameter(house: House):
    wire = house.greeted()
    path = "MAIL FROM:<あ@例え.jp>".encode()
    assert wire.ask(path).startswith("553 5.6.7")
    assert wire.ask(b"MAIL FROM:<\x82\xa0@x.example> SMTPUTF8").startswith("501")
    assert wire.ask(path + b" SMTPUTF8").startswith("250")
    assert wire.ask("RCPT TO:<あ@forum.example.jp>".encode()).startswith("550 5.1.1")
    wire.ask(b"RSET")
    wire.ask(b"MAIL FROM:<a@x.example>")
    assert wire.ask("RCPT TO:<あ@forum.example.jp>".encode()).startswith("553 5.6.7")


def test_relaying_and_unknown_lists_are_refused_and_noted(house: House):
    wire = house.greeted()
    wire.ask(b"MAIL FROM:<a@x.example>")
    assert wire.ask(b"RCPT TO:<victim@elsewhere.example>").startswith("550 5.7.1")
    assert wire.ask(b"RCPT TO:<nolist@forum.example.jp>").startswith("550 5.1.1")
    wire.ask(b"QUIT")
    assert [(n.sender, n.recipient, n.refusal.code) for n in house.spool.noted] == [
        ("a@x.example", "victim@elsewhere.example", 550),
        ("a@x.example", "nolist@forum.example.jp", 550),
    ]


@BOTH
def test_an_error_in_a_hook_is_451_and_tells_nothing(tmp_path: Path, door: Door):
    def fail(address: object) -> None:
        raise RuntimeError("the secret is 42")

    with open_house(tmp_path, gate=OpenGate(on_recipient=fail)) as house:
        wire = house.greeted(door)
        wire.ask(b"MAIL FROM:<a@x.example>")
        answer = wire.ask(b"RCPT TO:<list@forum.example.jp>")
        assert answer.startswith("451 4.3.0")
        assert "42" not in answer
        assert wire.ask(b"NOOP").startswith("250")


@pytest.mark.parametrize(
    ("trouble", "code"), [(OSError("x"), "451 4.3.0"), (NoRoom(), "452 4.3.1")]
)
def test_what_cannot_be_kept_is_answered_for_every_lmtp_recipient(
    tmp_path: Path, trouble: Exception, code: str
):
    with open_house(tmp_path, spool=Basket(trouble=trouble)) as house:
        for door, count in ((Door.SMTP, 1), (Door.LMTP, 2)):
            wire = house.ready_for_data(door, "list", "kouen")
            wire.send(b"x\r\n.\r\nQUIT\r\n")
            replies = wire.everything()
            assert [line[:9] for line in replies[:-1]] == [code] * count
            assert replies[-1].startswith("221")


def test_lmtp_answers_differ_by_recipient(tmp_path: Path):
    def not_kouen(recipient: object) -> Refuse | None:
        return Refuse(554, "5.4.6 Loop") if "kouen" in str(recipient) else None

    with open_house(tmp_path, gate=OpenGate(on_message=not_kouen)) as house:
        wire = house.ready_for_data(Door.LMTP, "kouen", "list", "kouen")
        wire.send(b"x\r\n.\r\nQUIT\r\n")
        assert [line[:3] for line in wire.everything()] == ["554", "250", "554", "221"]
        assert [r.recipient for r in house.spool.kept[0].recipients] == ["list@forum.example.jp"]
        # SMTP has one reply for both, so nothing that one recipient takes is refused.
        wire = house.ready_for_data(Door.SMTP, "kouen", "list")
        assert wire.ask(b"x\r\n.").startswith("250")
        assert len(house.spool.kept[1].recipients) == 2
        wire = house.ready_for_data(Door.SMTP, "kouen")
        assert wire.ask(b"x\r\n.").startswith("554")


@BOTH
def test_a_mail_over_the_limit_is_read_to_its_end_and_refused(tmp_path: Path, door: Door):
    with open_house(tmp_path, max_bytes=100_000) as house:
        wire = house.greeted(door)
        assert wire.ask(b"MAIL FROM:<a@x.example> SIZE=100001").startswith("552 5.3.4")
        wire = house.ready_for_data(door, "list", "kouen")
        wire.send(b"x" * 70 + b"\r\n" + (b"y" * 998 + b"\r\n") * 400 + b".\r\nNOOP\r\n")
        for _ in range(1 if door is Door.SMTP else 2):
            assert wire.reply()[0].startswith("552 5.3.4")
        assert wire.reply()[0].startswith("250")
        wire = house.ready_for_data(door)
        wire.send(b"z" * 99_998 + b"\r\n.\r\n")
        assert wire.reply()[0].startswith("250")
        assert [len(kept.raw) for kept in house.spool.kept] == [100_000]


def test_size_counts_the_mail_without_its_transparency_dots(tmp_path: Path):
    with open_house(tmp_path, max_bytes=300_000) as house:
        wire = house.ready_for_data()
        wire.send(b"..\r\n" * 100_000 + b".\r\n")
        assert wire.reply()[0].startswith("250")
        assert house.spool.kept[0].raw == b".\r\n" * 100_000
        wire = house.ready_for_data()
        wire.send(b"..\r\n" * 100_001 + b".\r\n")
        assert wire.reply()[0].startswith("552")


def test_long_lines_lose_nothing(house: House):
    mail = b"Subject: " + b"a" * 5000 + b"\r\n\r\n" + b"b" * 400_000 + b"\r\n"
    wire = house.ready_for_data()
    wire.send(mail + b".\r\n")
    assert wire.reply()[0].startswith("250")
    assert house.spool.kept[0].raw == mail


def test_an_endless_mail_is_cut_off(tmp_path: Path):
    with open_house(tmp_path, max_bytes=100_000) as house:
        wire = house.ready_for_data()
        assert _is_cut_off(wire, b"a" * 100_000)
        assert house.spool.kept == []
        assert house.greeted().ask(b"NOOP").startswith("250")


def test_large_mails_share_one_memory(tmp_path: Path):
    with open_house(tmp_path, max_bytes=4 << 20, memory_bytes=3 << 20) as house:
        first, second = house.ready_for_data(), house.ready_for_data()
        first.send(b"a" * (2 << 20))
        while house.reception.memory._left > 2 << 20:
            pass
        second.send(b"b" * (2 << 20) + b"\r\n.\r\n")
        assert second.reply()[0].startswith("452 4.3.1")
        first.send(b"\r\n.\r\n")
        assert first.reply()[0].startswith("250")
        assert house.reception.memory._left == 3 << 20


def test_a_low_disk_is_452_at_mail_from(tmp_path: Path):
    with open_house(tmp_path, least_free_bytes=1 << 60) as house:
        assert house.greeted().ask(b"MAIL FROM:<a@x.example>").startswith("452 4.3.1")


@BOTH
def test_a_mail_after_refused_recipients_is_never_taken_for_commands(house: House, door: Door):
    smuggled = b"MAIL FROM:<a@x.example>\r\nRCPT TO:<list@forum.example.jp>\r\nDATA\r\nx\r\n.\r\n"
    code = "554" if door is Door.SMTP else "503"
    for body in (b"Subject: x\r\n\r\n" + smuggled, smuggled):
        wire = house.greeted(door)
        wire.send(b"MAIL FROM:<a@x.example>\r\nRCPT TO:<no@forum.example.jp>\r\nDATA\r\n" + body)
        wire.socket.shutdown(socket.SHUT_WR)
        assert [line[:3] for line in wire.everything()] == ["250", "550", code]
    # ... and not either where it comes a little later.
    wire = house.greeted(door)
    wire.ask(b"MAIL FROM:<a@x.example>")
    wire.ask(b"RCPT TO:<no@forum.example.jp>")
    assert wire.ask(b"DATA").startswith(code)
    wire.send(b"Subject: x\r\n\r\n" + smuggled)
    wire.socket.shutdown(socket.SHUT_WR)
    assert [line[:3] for line in wire.everything()] == ["421"]
    assert house.spool.kept == []


@pytest.mark.parametrize("last", [b"", b".", b".\r"])
def test_a_mail_without_its_end_is_not_kept(house: House, last: bytes):
    wire = house.ready_for_data()
    wire.send(b"Subject: x\r\n\r\nx\r\n" + last)
    wire.socket.shutdown(socket.SHUT_WR)
    assert wire.everything() == []
    assert house.spool.kept == []


def test_a_half_closed_client_gets_what_it_asked_for(house: House):
    wire = house.ready_for_data()
    wire.send(b"Subject: x\r\n\r\nx\r\n.\r\nNOOP\r\n")
    wire.socket.shutdown(socket.SHUT_WR)
    assert [line[:3] for line in wire.everything()] == ["250", "250"]
    assert len(house.spool.kept) == 1


def test_an_endless_command_is_cut_off(house: House):
    wire = house.greeted()
    assert _is_cut_off(wire, b"a" * 10_000)
    assert house.greeted().ask(b"NOOP").startswith("250")


def test_http_is_sent_away(house: House):
    wire = house.call()
    wire.send(b"POST / HTTP/1.1\r\nHost: x\r\n\r\nMAIL FROM:<a@b>\r\n")
    wire.socket.shutdown(socket.SHUT_WR)
    assert [line[:3] for line in wire.everything()] == ["220", "421"]


def test_strangers_are_limited_by_address_and_the_trusted_are_not(tmp_path: Path):
    with open_house(
        tmp_path, trusted=("127.0.0.9/32",), connections_per_address=2, connections=4
    ) as house:
        ours = [house.call(source="127.0.0.1") for _ in range(2)]
        assert [wire.reply()[0][:3] for wire in ours] == ["220", "220"]
        assert house.call(source="127.0.0.1").everything()[0].startswith("421 4.7.0")
        others = [house.call(source="127.0.0.2") for _ in range(2)]
        assert [wire.reply()[0][:3] for wire in others] == ["220", "220"]
        assert house.call(source="127.0.0.3").reply()[0].startswith("421 4.7.0")
        trusted = [house.call(source="127.0.0.9") for _ in range(6)]
        assert {wire.reply()[0][:3] for wire in trusted} == {"220"}
        ours[0].ask(b"QUIT")
        assert ours[0].everything() == []
        assert house.call(source="127.0.0.1").reply()[0].startswith("220")


def test_strangers_send_so_many_mails_a_minute(tmp_path: Path):
    with open_house(tmp_path, trusted=(), messages_per_minute=2) as house:
        wire = house.greeted()
        for _ in range(2):
            assert wire.ask(b"MAIL FROM:<a@x.example>").startswith("250")
            wire.ask(b"RSET")
        assert wire.ask(b"MAIL FROM:<a@x.example>").startswith("450 4.7.1")
        assert house.spool.noted[0].refusal.code == 450


def test_too_many_recipients_wait_for_another_mail(tmp_path: Path):
    with open_house(tmp_path, recipients=2) as house:
        wire = house.greeted()
        wire.ask(b"MAIL FROM:<a@x.example>")
        answers = [wire.ask(b"RCPT TO:<list@forum.example.jp>")[:9] for _ in range(3)]
        assert answers == ["250 2.1.5", "250 2.1.5", "452 4.5.3"]


def test_guessing_recipients_and_endless_commands_end_a_strangers_dialogue(tmp_path: Path):
    with open_house(tmp_path, trusted=(), refused_recipients=2, commands=5) as house:
        wire = house.greeted()
        wire.ask(b"MAIL FROM:<a@x.example>")
        wire.send(b"RCPT TO:<no@forum.example.jp>\r\n" * 3)
        wire.socket.shutdown(socket.SHUT_WR)
        assert [line[:3] for line in wire.everything()] == ["550", "550", "550", "421"]
        wire = house.greeted()
        wire.send(b"NOOP\r\n" * 6)
        assert [line[:3] for line in wire.everything()] == ["250"] * 5 + ["421"]


def test_a_silent_client_is_sent_away(tmp_path: Path):
    with open_house(tmp_path, timeout_s=0.2) as house:
        wire = house.greeted()
        wire.send(b"NO")
        assert wire.everything() == ["421 4.4.2 Timed out"]
        wire = house.ready_for_data()
        wire.send(b"Subject: x\r\n")
        assert wire.everything() == ["421 4.4.2 Timed out"]
        assert house.spool.kept == []


def test_lmtp_speaks_on_a_unix_socket(tmp_path: Path):
    with open_house(tmp_path, lmtp_socket=True, trusted=()) as house:
        wire = house.ready_for_data(Door.LMTP)
        assert wire.ask(b"x\r\n.").startswith("250")
        assert house.spool.kept[0].peer is None


def test_closing_lets_the_mail_under_way_be_kept(tmp_path: Path):
    with open_house(tmp_path) as house:
        idle, busy, late = house.greeted(), house.ready_for_data(), house.ready_for_data()
        hold = asyncio.Event()
        house.spool.hold = hold
        busy.send(b"1\r\n.\r\n")
        late.send(b"2\r\n")
        house.stop()
        assert idle.everything() == ["421 4.3.2 Service closing, please try again later"]
        late.send(b".\r\n")
        house.loop.call_soon_threadsafe(hold.set)
        for wire in (busy, late):
            assert [line[:3] for line in wire.everything()] == ["250", "421"]
        assert sorted(kept.raw for kept in house.spool.kept) == [b"1\r\n", b"2\r\n"]
        with pytest.raises(ConnectionRefusedError):
            house.call()


@pytest.fixture(scope="module")
def certificate() -> ssl.SSLContext:
    return tls_context(Path(__file__).with_name("for-tests-only.pem"), None)


@BOTH
def test_mail_comes_over_starttls_and_all_said_before_is_forgotten(
    tmp_path: Path, certificate: ssl.SSLContext, door: Door
):
    with open_house(tmp_path, tls=certificate) as house:
        wire = house.call(door)
        assert "250-STARTTLS" in wire.hello(door)
        wire.ask(b"MAIL FROM:<a@x.example>")
        assert wire.ask(b"STARTTLS").startswith("220 2.0.0")
        wire.start_tls()
        assert wire.ask(b"RCPT TO:<list@forum.example.jp>").startswith("503")
        assert wire.ask(b"MAIL FROM:<a@x.example>").startswith("503")
        wire.send(b"LHLO x\r\n" if door is Door.LMTP else b"EHLO x\r\n")
        assert "250-STARTTLS" not in wire.reply()
        assert wire.ask(b"STARTTLS").startswith("503")
        wire.send(b"MAIL FROM:<b@x.example>\r\nRCPT TO:<list@forum.example.jp>\r\nDATA\r\n")
        assert [wire.reply()[0][:3] for _ in range(3)] == ["250", "250", "354"]
        wire.send(b"x" * 300_000 + b"\r\n.\r\nQUIT\r\n")
        assert [line[:3] for line in wire.everything()] == ["250", "221"]
        wire.close()
        assert [(k.sender, len(k.raw)) for k in house.spool.kept] == [("b@x.example", 300_002)]


def test_what_is_slipped_in_before_tls_is_not_obeyed(tmp_path: Path, certificate: ssl.SSLContext):
    with open_house(tmp_path, tls=certificate) as house:
        wire = house.greeted()
        wire.send(b"STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@x.example>\r\n")
        assert wire.reply()[0].startswith("220")
        assert wire.unread == b""
        wire.start_tls()
        wire.send(b"RCPT TO:<list@forum.example.jp>\r\nQUIT\r\n")
        assert [line[:3] for line in wire.everything()] == ["503", "221"]
        wire.close()


def test_a_failed_handshake_ends_one_dialogue_only(tmp_path: Path, certificate: ssl.SSLContext):
    with open_house(tmp_path, tls=certificate) as house:
        wire = house.greeted()
        assert wire.ask(b"STARTTLS").startswith("220")
        wire.send(b"this is no handshake\r\n" * 10)
        wire.everything()
        assert house.greeted().ask(b"NOOP").startswith("250")


WORDS = st.sampled_from(
    [
        b"EHLO c\r\n", b"LHLO c\r\n", b"HELO c\r\n", b"MAIL FROM:<a@x.example>\r\n", b"MAIL FROM:<>\r\n",
        b"RCPT TO:<list@forum.example.jp>\r\n", b"RCPT TO:<no@forum.example.jp>\r\n", b"DATA\r\n",
        b".\r\n", b"\r\n.\r\n", b"\n.\n", b"\r.\r", b"RSET\r\n", b"NOOP\r\n", b"x", b"\r\n", b"\n", b"\r",
        b"BDAT 1 LAST\r\n", b"VRFY \xff\r\n", b"\x00\x01\xff\r\n", b"MAIL FROM:<\"a\\\"b\"@x> SIZE=1\r\n",
        b"RCPT TO:<@a,@b:list@forum.example.jp>\r\n", b"MAIL FROM:<a@" + b"b" * 400 + b">\r\n",
        b"\xe3\x81\x82\r\n", b"AUTH PLAIN AAAA\r\n", b"HELP\r\n", b"Subject: x\r\n", b"QUIT x\r\n",
    ]
)  # fmt: skip


@SLOPPY
@given(
    said=st.lists(WORDS | st.binary(max_size=20), max_size=30), door=st.sampled_from(list(Door)[:2])
)
def test_no_dialogue_makes_us_stumble(
    house: House, caplog: pytest.LogCaptureFixture, said: list[bytes], door: Door
):
    wire = house.call(door)
    threading.Thread(target=_say, args=(wire.socket, b"".join(said)), daemon=True).start()
    for line in wire.everything():
        assert line[:3].isdigit()
        assert not line.startswith("451"), said
    assert not [r for r in caplog.records if r.levelname in ("ERROR", "CRITICAL")]


def _is_cut_off(wire: Wire, octets: bytes) -> bool:
    """Whether the other side hangs up on 200 times these octets that lead to no end."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for _ in range(200):
            wire.send(octets)
    return all(line[:3] in ("500", "552") for line in wire.everything())


def _say(socket_: socket.socket, octets: bytes) -> None:
    try:
        socket_.sendall(octets)
        socket_.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def test_a_crowd_that_drips_bytes_shuts_nobody_out(tmp_path: Path):
    with open_house(tmp_path, trusted=(), connections=6, idle_s=0) as house:
        crowd = []
        for number in range(2, 8):
            crowd.append(house.call(source=f"127.0.0.{number}"))
            assert crowd[-1].reply()[0].startswith("220")
            crowd[-1].send(b"E")  # and one more each second, never a whole line
        honest = house.greeted()
        assert honest.ask(b"MAIL FROM:<a@x.example>").startswith("250")
        # All of them came within a moment; one is sent away, whichever was the first.
        told, _, _ = select.select([one.socket for one in crowd], [], [], 20)
        (gone,) = [one for one in crowd if one.socket in told]
        assert gone.everything()[0].startswith("421 4.4.2")
        crowd.remove(gone)
        crowd[0].send(b"H")
        another = house.call(source="127.0.0.9")
        assert another.reply()[0].startswith("220")
        assert honest.ask(b"NOOP").startswith("250")
        assert house.reception.limits.enter("127.0.0.10") is not None


def test_whoever_is_busy_does_not_give_way(tmp_path: Path):
    with open_house(tmp_path, trusted=(), connections=2, idle_s=1000) as house:
        busy = [house.greeted(), house.greeted()]
        assert house.call(source="127.0.0.2").everything()[0].startswith("421 4.7.0")
        for wire in busy:
            assert wire.ask(b"NOOP").startswith("250")
