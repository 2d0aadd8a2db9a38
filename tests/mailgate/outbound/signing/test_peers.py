"""What we sign, brought over the real transport, and verified by opendkim and dkimpy."""

import asyncio
from pathlib import Path

import pytest
from aiosmtpd.lmtp import LMTP

from forum.endpoints import SmtpRelay, Tcp
from mailgate.authentication.canonical import take_apart
from mailgate.outbound.content import Content
from mailgate.outbound.copies import Copies
from mailgate.outbound.phone import for_phone
from mailgate.outbound.pool import Pool
from mailgate.outbound.signing.ahead import Signer
from tests.conftest import available
from tests.mailgate.outbound.council import a_site
from tests.mailgate.outbound.relays import Relay
from tests.mailgate.outbound.signing.keys import DOMAIN, a_keyring
from tests.servers import dkim, postfix
from tests.servers.base import free_port

HEAD = (
    "From: =?utf-8?b?6Z2S5LqV?= via General <general@lists.example>\r\n"
    "To: <general@lists.example>\r\n"
    "Subject: =?utf-8?b?5YWs5rCR6aSo44Gu5LqI57SE44Gr44Gk44GE44Gm44CB44GK?=\r\n"
    " =?utf-8?b?44Gt44GM44GE?=\r\n"
    "Date: Sun, 22 Nov 2026 10:00:00 +0900\r\n"
    "Message-ID: <1@lists.example>\r\n"
    "List-Id: General <general.lists.example>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    "Archived-At: <https://forum.example/posts/1>\r\n"
    "MIME-Version: 1.0\r\n"
)
PLAIN = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
JIS = "Content-Type: text/plain; charset=iso-2022-jp\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
ASCII = "Content-Type: text/plain; charset=us-ascii\r\n\r\n"
SIGNED = "DKIM-Signature: v=1; a=rsa-sha256; d=people.example; s=x; h=from; bh=eA==; b=eA==\r\n"

MAILS = {
    "ascii": (HEAD + ASCII + "Hello\r\n").encode(),
    "eight bits": (HEAD + PLAIN + "公民館の予約について\r\n\r\n　お願いします。\r\n").encode(),
    "seven bits": (HEAD + JIS).encode() + "公民館の予約\r\n".encode("iso-2022-jp"),
    "dots": (HEAD + ASCII + ".\r\n..\r\n.hidden\r\n\r\n.\r\n").encode(),
    "blanks": (HEAD + ASCII + "a \t b  \r\n \r\n\t\r\n\r\n\r\n").encode(),
    "no body": (HEAD + ASCII).encode(),
    "long lines": (HEAD + ASCII + "x" * 998 + "\r\n" + "y " * 499 + "\r\n").encode(),
    "no end": (HEAD + ASCII + "the last line").encode(),
}
MAILS["telephone"] = for_phone(MAILS["eight bits"])


def sent(mails: list[bytes], folder: Path, relay: Relay) -> list[bytes]:
    """The mails as copies of a list, signed and sent over SMTP: what came."""
    site = a_site(folder)
    signer = Signer(a_keyring(folder), DOMAIN)
    envelopes = [
        Copies(site, "general", Content(mail)).copy_for(n, f"p{n}@people.example")
        for n, mail in enumerate(mails, 1)
    ]

    async def go() -> None:
        async with relay.running(decode_data=False) as address:
            pool = Pool(address, DOMAIN, 1, asyncio.Event(), signer)
            await pool.send(envelopes)
            await pool.close_idle(0)

    asyncio.run(go())
    return [mail.content for mail in relay.received]  # type: ignore[misc]


@pytest.mark.parametrize("eight_bit", [True, False], ids=["8BITMIME", "seven bits"])
@pytest.mark.parametrize("pipelining", [True, False], ids=["pipelined", "by steps"])
def test_opendkim_verifies_every_kind_of_copy(
    tmp_path: Path, others: dkim.Verifiers, eight_bit: bool, pipelining: bool
):
    came = sent(list(MAILS.values()), tmp_path, Relay(eight_bit=eight_bit, pipelining=pipelining))

    said = {name: others.opendkim(mail) for name, mail in zip(MAILS, came, strict=True)}
    assert said == {name: ["pass", "pass"] for name in MAILS}


def test_dkimpy_verifies_every_kind_of_copy(tmp_path: Path, others: dkim.Verifiers):
    came = sent(list(MAILS.values()), tmp_path, Relay())

    said = {name: others.dkimpy(mail) for name, mail in zip(MAILS, came, strict=True)}
    assert said == dict.fromkeys(MAILS, ([True, True], "none"))


def test_a_changed_mail_is_refused_by_both(tmp_path: Path, others: dkim.Verifiers):
    (came,) = sent([MAILS["ascii"]], tmp_path, Relay())
    changed = came.replace(b"/unsubscribe/", b"/elsewhere/")

    assert "pass" not in others.opendkim(changed)
    assert others.dkimpy(changed)[0] == [False, False]


def test_where_somebody_else_has_signed_eight_bits_they_stay(
    tmp_path: Path, others: dkim.Verifiers
):
    mail = (SIGNED + HEAD + PLAIN + "公民館\r\n").encode()

    (came,) = sent([mail], tmp_path, Relay())

    assert came.endswith("公民館\r\n".encode())
    assert others.opendkim(came)[:2] == ["pass", "pass"]


def test_what_has_to_be_converted_after_all_goes_without_a_signature_that_would_not_hold(
    tmp_path: Path,
):
    mail = (SIGNED + HEAD + PLAIN + "公民館\r\n").encode()

    (came,) = sent([mail], tmp_path, Relay(eight_bit=False))

    assert came.isascii()
    assert [field.name for field in take_apart(came)[0]].count(b"dkim-signature") == 1


def test_what_can_not_be_signed_goes_out_unsigned(tmp_path: Path):
    (came,) = sent([(HEAD + ASCII + "x" * 999 + "\r\n").encode()], tmp_path, Relay())

    assert b"DKIM-Signature" not in came


@pytest.mark.postfix
def test_a_signature_survives_postfix(tmp_path: Path, others: dkim.Verifiers):
    site, mails, end = a_site(tmp_path), list(MAILS.values()), Relay()
    signer, port = Signer(a_keyring(tmp_path), DOMAIN), free_port()
    envelopes = [
        Copies(site, "general", Content(mail)).copy_for(n, f"p{n}@people.test")
        for n, mail in enumerate(mails)
    ]

    async def go(relay: SmtpRelay) -> None:
        async with end.running(LMTP, port=port, decode_data=False):
            pool = Pool(relay, DOMAIN, 2, asyncio.Event(), signer)
            await pool.send(envelopes)
            await pool.close_idle(0)
            while len(end.received) < len(mails):
                await asyncio.sleep(0.01)

    with available(postfix.running({"people.test": f"lmtp:inet:127.0.0.1:{port}"})) as mta:
        asyncio.run(go(SmtpRelay(Tcp("127.0.0.1", mta.smtp))))

    said = [others.opendkim(mail.content) for mail in end.received]  # type: ignore[arg-type]
    assert said == [["pass", "pass"]] * len(mails)
