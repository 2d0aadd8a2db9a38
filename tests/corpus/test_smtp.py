"""The wire cases of the corpus, said to both doors; and its hostile mails, byte for byte."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from forum.archive.message import Door
from mailgate.inbound.listening import tls_context
from tests.conftest import CORPUS
from tests.mailgate.inbound import wire as mailgate_wire
from tests.mailgate.inbound.wire import House, open_house

pytestmark = pytest.mark.corpus

SET = CORPUS / "09-smtp"
CASES: list[Path] = [*SET.glob("own/wire*.json"), *SET.glob("suite/wire*.json")]
TOLD: dict[str, Any] = {}
for path in CASES:
    for key, value in json.loads(path.read_text()).items():
        if isinstance(value, list):
            TOLD.setdefault(key, []).extend(value)
        else:
            TOLD[key] = value
FALSE_ENDS = {
    *TOLD.get("end_of_data_sequences_that_must_not_end_data", []),
    # Further ones, so that none of one kind is missing.
    *("\n.\n", "\r.\r", "\n.\r", "\r.\n", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r"),
    *("\r\n.\0\r\n", "\r\n\0.\r\n", "\r\n. \r\n", "\r\n.\t\r\n", "\r\n .\r\n", "\r\n\x0b.\r\n"),
    *("\n\n.\r\n", "\r\r.\r\r", "\r\n.\r\r\n", "\r\r\n.\r\r\n", "\n\r.\n\r", "\r\n\uff0e\r\n"),
}  # fmt: skip
BOTH = pytest.mark.parametrize("door", [Door.SMTP, Door.LMTP])
COUNT = {Door.SMTP: 1, Door.LMTP: 2}
LIST = b"RCPT TO:<list@forum.example.jp>"
SENDER = b"MAIL FROM:<a@x.example>"


def octets(told: str) -> bytes:
    return b"".join(
        bytes([ord(letter)]) if ord(letter) < 256 else letter.encode() for letter in told
    )


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path) as house:
        yield house


@BOTH
def test_no_false_end_smuggles_a_second_mail(house: House, door: Door):
    body = TOLD["smuggle_body"]
    for number, end in enumerate(sorted(FALSE_ENDS), 1):
        wire = house.ready_for_data(door, "list", "kouen")
        said = octets(body.replace("{EOD}", end))
        wire.send(said)
        wire.socket.shutdown(socket.SHUT_WR)
        assert [line[:3] for line in wire.everything()] == ["250"] * COUNT[door], end
        assert len(house.spool.kept) == number, end
        assert house.spool.kept[-1].raw == said.removesuffix(b".\r\n").replace(b"\r\n.", b"\r\n")
        assert {kept.sender for kept in house.spool.kept} == {"a@x.example"}


@BOTH
def test_every_hostile_mail_is_kept_as_it_was_sent(house: House, door: Door):
    mails = sorted(SET.glob("raw/**/*.eml"))
    assert mails
    for path in mails:
        mail = path.read_bytes()
        mail += b"" if mail.endswith(b"\r\n") else b"\r\n"
        wire = house.ready_for_data(door)
        stuffed = re.sub(rb"(\A|\r\n)\.", rb"\1..", mail)
        wire.send(stuffed + b".\r\n")
        assert wire.reply()[0].startswith("250")
        assert house.spool.kept[-1].raw == mail, path.name


# The dialogues, by the name that the corpus gives them


def pipelining_ok(house: House, door: Door) -> None:
    wire = house.call(door)
    hello = mailgate_wire.HELLO[door]
    wire.send(hello + b" c\r\n" + SENDER + b"\r\n" + LIST + b"\r\nDATA\r\n")
    replies = [wire.reply() for _ in range(5)]
    assert "250-PIPELINING" in replies[1]
    assert [reply[-1][:3] for reply in replies] == ["220", "250", "250", "250", "354"]


def early_talker(house: House, door: Door) -> None:
    wire = house.call(door)
    wire.send(mailgate_wire.HELLO[door] + b" c\r\nQUIT\r\n")
    assert [line[:3] for line in wire.everything()][-1] == "221"


def data_all_rcpt_refused(house: House, door: Door) -> None:
    wire = house.greeted(door)
    body = SENDER + b"\r\n" + LIST + b"\r\nDATA\r\nx\r\n.\r\n"
    wire.send(SENDER + b"\r\nRCPT TO:<no@forum.example.jp>\r\nDATA\r\n" + body)
    wire.socket.shutdown(socket.SHUT_WR)
    code = {Door.SMTP: "554", Door.LMTP: "503"}[door]
    assert [line[:3] for line in wire.everything()] == ["250", "550", code]
    assert house.spool.kept == []


def starttls_state_reset(house: House, door: Door) -> None:
    wire = house.greeted(door)
    wire.ask(SENDER)
    assert wire.ask(b"STARTTLS").startswith("220")
    wire.start_tls()
    assert wire.ask(LIST).startswith("503")
    wire.close()


def auth_before_tls(house: House, door: Door) -> None:
    wire = house.greeted(door)
    for command in (b"AUTH PLAIN", b"AUTH LOGIN", b"AUTH PLAIN AGEAYg=="):
        assert wire.ask(command)[:3] in ("502", "530", "538")


def endless_line_no_crlf(house: House, door: Door) -> None:
    before = _memory()
    for wire in (house.greeted(door), house.ready_for_data(door)):
        try:
            for _ in range(50):
                wire.send(b"a" * 1_000_000)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert all(line[:3] in ("500", "552") for line in wire.everything())
    assert _memory() - before < 20_000
    assert house.spool.kept == []


def _memory() -> int:
    """Kibibytes at most held by this process so far."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])  # type: ignore[index]


def size_param_lie(house: House, door: Door) -> None:
    wire = house.greeted(door)
    assert wire.ask(SENDER + b" SIZE=10").startswith("250")
    wire.ask(LIST)
    wire.ask(b"DATA")
    wire.send((b"x" * 998 + b"\r\n") * 4000 + b".\r\n")
    assert wire.reply()[0].startswith("552")
    assert wire.ask(b"NOOP").startswith("250")


def smtputf8(house: House, door: Door) -> None:
    wire = house.greeted(door)
    assert wire.ask("MAIL FROM:<あ@例え.jp> SMTPUTF8".encode()).startswith("250")
    wire.ask(LIST)
    wire.ask(b"DATA")
    wire.ask(b"x\r\n.")
    assert house.spool.kept[0].sender == "あ@例え.jp"


def null_sender_to_list(house: House, door: Door) -> None:
    wire = house.greeted(door)
    assert wire.ask(b"MAIL FROM:<>").startswith("250")
    assert wire.ask(LIST).startswith("250")
    wire.ask(b"DATA")
    assert wire.ask(b"x\r\n.").startswith("250")
    assert house.spool.kept[0].sender == ""


def rcpt_relay(house: House, door: Door) -> None:
    wire = house.greeted(door)
    wire.ask(SENDER)
    for path in (
        "victim@elsewhere.example",
        '"victim@elsewhere.example"@x',
        "a%b@elsewhere.example",
    ):
        assert wire.ask(f"RCPT TO:<{path}>".encode()).startswith("550 5.7.1")


def rcpt_old_docomo(house: House, door: Door) -> None:
    for path in (b'"abc..def."@docomo.ne.jp', b"abc..def.@docomo.ne.jp"):
        wire = house.greeted(door)
        assert wire.ask(b"MAIL FROM:<" + path + b">").startswith("250")
        assert wire.ask(b"RCPT TO:<" + path + b">").startswith("550 5.7.1")
        assert wire.ask(LIST).startswith("250")


def bdat_chunks(house: House, door: Door) -> None:
    wire = house.greeted(door)
    wire.ask(SENDER)
    wire.ask(LIST)
    assert wire.ask(b"BDAT 10 LAST").startswith("502")
    wire.send(b"Subject: x\r\nQUIT\r\n")
    wire.socket.shutdown(socket.SHUT_WR)
    wire.everything()
    assert house.spool.kept == []


def slowloris(house: House, door: Door) -> None:
    slow = [house.call(source="127.0.0.2") for _ in range(100)]
    for wire in slow:
        try:
            wire.send(b"E")
        except (BrokenPipeError, ConnectionResetError):
            continue
    assert house.greeted(door).ask(b"NOOP").startswith("250")
    served = [
        wire for wire in slow if wire.everything()[:1] == ["220 mail.example.jp ESMTP Kakehashi"]
    ]
    assert len(served) == 20


def no_final_dot(house: House, door: Door) -> None:
    wire = house.ready_for_data(door)
    wire.send(b"Subject: x\r\n\r\nx\r\n")
    wire.close()
    assert house.greeted(door).ask(b"NOOP").startswith("250")
    assert house.spool.kept == []


def dot_stuffing(house: House, door: Door) -> None:
    wire = house.ready_for_data(door)
    wire.send(b"..\r\n...\r\n..a\r\nb.\r\n.\r\n")
    assert wire.reply()[0].startswith("250")
    assert house.spool.kept[0].raw == b".\r\n..\r\n.a\r\nb.\r\n"


def helo_literal(house: House, door: Door) -> None:
    wire = house.call(door)
    wire.reply()
    hello = mailgate_wire.HELLO[door]
    for name in (b" [IPv6:::1]", b" ''", b" x\0y", b"", b" " + b"x" * 1000, b" \xff\xfe"):
        wire.send(hello + name + b"\r\n")
        assert wire.reply()[-1][:3] in ("250", "501")
    if door is Door.SMTP:
        assert wire.ask(b"HELO x\0y").startswith("250")
    assert wire.ask(b"NOOP").startswith("250")


def said_and_nothing_breaks(house: House, door: Door, case: dict[str, Any]) -> None:
    """A dialogue that has no function here: whatever it sends, the door goes on."""
    wire = house.call(door)
    wire.send(octets(str(case.get("send", ""))))
    wire.socket.shutdown(socket.SHUT_WR)
    assert not any(line.startswith("451") for line in wire.everything())
    assert house.greeted(door).ask(b"NOOP").startswith("250")
    assert len(house.spool.kept) <= 1


@BOTH
@pytest.mark.parametrize("case", TOLD.get("cases", []), ids=lambda case: case["id"])
def test_a_dialogue_of_the_corpus(tmp_path: Path, door: Door, case: dict[str, Any]):
    certificate = Path(mailgate_wire.__file__).with_name("for-tests-only.pem")
    dialogue: Callable[[House, Door], None] | None
    dialogue = globals().get(case["id"].replace("-", "_"))
    with open_house(
        tmp_path, tls=tls_context(certificate, None), trusted=("127.0.0.1/32",), timeout_s=3
    ) as house:
        if dialogue is None:
            said_and_nothing_breaks(house, door, case)
        else:
            dialogue(house, door)
