"""Who wrote is found out on arrival, and a forged mail waits until its owner confirms it."""

import re
import smtplib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from tests.conftest import available
from tests.flows import house
from tests.mailgate.authentication.signing import Signer
from tests.servers import nameserver
from tests.servers.base import program, wait_until

pytestmark = pytest.mark.slow

SIGNER = Signer()
CITY = f"""
_dmarc TXT "v=DMARC1; p=reject"
s1._domainkey TXT {nameserver.text(SIGNER.record())}
@ TXT "v=spf1 -all"
"""
CHAIR = "mori@city.test"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[house.House]:
    with available(nameserver.running({"city.test": CITY})) as names:
        with house.running(tmp_path_factory.mktemp("house"), RESOLVER=names.address) as ours:
            ours.run("board", "add", "sogo", "--name", "総合")
            ours.run("person", "add", CHAIR, "--name", "森 会長", "--role", "chair")
            yield ours


def a_mail(subject: str, to: str = "sogo@lists.test") -> bytes:
    return (
        f"From: <{CHAIR}>\r\nTo: {to}\r\nSubject: {subject}\r\n"
        f"Date: Sun, 22 Nov 2026 10:00:00 +0900\r\nMessage-ID: <{subject}@city.test>\r\n\r\n"
        "The hall is open on Sunday.\r\n"
    ).encode()


def signed(raw: bytes, folder: Path) -> bytes:
    """The mail as its author's provider sends it, by Debian's dkimsign (dkimpy)."""
    key = folder / "key.pem"
    key.write_bytes(
        SIGNER.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    command = [program("dkimsign"), "s1", "city.test", key]
    return subprocess.run(command, input=raw, capture_output=True, check=True).stdout


def send(ours: house.House, raw: bytes, recipient: str = "sogo@lists.test") -> None:
    port = int(ours.environment["KAKEHASHI_SMTP_LISTEN"].rpartition(":")[2])
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
        client.sendmail(CHAIR, [recipient], raw)


def letters(ours: house.House) -> list[str]:
    """What has been sent to the chair."""
    folder = Path(ours.environment["KAKEHASHI_DATA_DIR"]) / "outbox" / "new"
    found = [file.read_text() for file in folder.iterdir()] if folder.is_dir() else []
    return [mail for mail in found if f"Delivered-To: {CHAIR}" in mail]


def test_a_signed_mail_of_the_chair_is_proven_at_once(ours: house.House, tmp_path: Path) -> None:
    send(ours, signed(a_mail("proven"), tmp_path))
    (post,) = ours.wait_for_posts("sogo", 1)
    assert (post["subject"], post["identity"]) == ("proven", "aligned")


def test_a_forged_one_waits_and_is_published_when_its_owner_replies(ours: house.House) -> None:
    before = len(ours.posts("sogo"))
    send(ours, a_mail("forged"))
    wait_until(lambda: len(letters(ours)) == 1, "a letter to the chair")
    assert len(ours.posts("sogo")) == before
    (letter,) = letters(ours)
    assert "Auto-Submitted: auto-" in letter
    answer_to = re.search(r"sogo-confirm\+[a-z0-9]+@lists\.test", letter)
    assert answer_to

    send(ours, a_mail("Re: forged", answer_to[0]), answer_to[0])
    post = ours.wait_for_posts("sogo", before + 1)[-1]
    assert (post["subject"], post["identity"]) == ("forged", "confirmed")
