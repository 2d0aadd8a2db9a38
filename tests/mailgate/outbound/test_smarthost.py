"""Real Postfix as the relay: what it offers, how it refuses, and when it hangs up."""

import asyncio
from email import message_from_bytes, policy

import pytest

from forum.endpoints import LmtpRelay, SmtpRelay, Tcp
from mailgate.outbound.envelope import Envelope, Outcome
from mailgate.outbound.pool import Pool
from mailgate.outbound.transport import Connection
from tests.conftest import available
from tests.mailgate.outbound.relays import a_certificate, an_envelope
from tests.servers import postfix, sink


def send(relay: SmtpRelay | LmtpRelay, envelopes: list[Envelope]) -> list[Outcome]:
    async def go() -> list[Outcome]:
        pool = Pool(relay, "lists.example", 1, asyncio.Event())
        try:
            return await pool.send(envelopes)
        finally:
            await pool.close_idle(0)

    return asyncio.run(go())


@pytest.mark.postfix
def test_postfix_takes_pipelined_mail_and_brings_it_to_its_end():
    with available(sink.running("-L", keep=True)) as hole:
        transports = {"people.test": f"lmtp:inet:127.0.0.1:{hole.smtp}"}
        with available(postfix.running(transports)) as mta:
            relay = SmtpRelay(Tcp("127.0.0.1", mta.smtp))
            outcomes = send(relay, [an_envelope(f"p{n}@people.test") for n in range(40)])
            hole.wait_for(40)

        assert [outcome.code for outcome in outcomes] == [250] * 40, mta.log
        assert sorted(hole.recipients()) == sorted(f"p{n}@people.test" for n in range(40))


@pytest.mark.postfix
def test_postfix_is_not_kept_waiting_by_many_refusals_and_everybody_else_gets_their_mail():
    with available(sink.running("-L", keep=True)) as hole:
        transports = {"people.test": f"lmtp:inet:127.0.0.1:{hole.smtp}"}
        ours_only = {
            "mynetworks": "192.0.2.0/24",
            "smtpd_relay_restrictions": "reject_unauth_destination",
            "smtpd_recipient_restrictions": "reject_unauth_destination, permit",
        }
        with available(postfix.running(transports, **ours_only)) as mta:
            gone = [f"p{n}@elsewhere.test" for n in range(30)]
            mixed = [f"p{n}@{'elsewhere' if n % 2 else 'people'}.test" for n in range(40)]
            relay = SmtpRelay(Tcp("127.0.0.1", mta.smtp))
            outcomes = send(relay, [an_envelope(address) for address in gone + mixed])
            hole.wait_for(20)

        assert [outcome.code // 100 for outcome in outcomes] == [5] * 30 + [2, 5] * 20, mta.log
        assert sorted(hole.recipients()) == sorted(mixed[::2])


@pytest.mark.postfix
def test_postfix_gets_its_mail_under_starttls_and_in_seven_bits_where_it_wants(tmp_path):
    certificate, key = a_certificate(tmp_path)
    for path in (tmp_path, certificate, key):
        path.chmod(0o755)
    content = "Content-Type: text/plain; charset=utf-8\r\n\r\n公園の件です。\r\n".encode()
    with available(sink.running("-L", keep=True)) as hole:
        with available(
            postfix.running(
                {"people.test": f"lmtp:inet:127.0.0.1:{hole.smtp}"},
                smtpd_tls_cert_file=str(certificate),
                smtpd_tls_key_file=str(key),
                smtpd_tls_security_level="encrypt",
                smtpd_discard_ehlo_keywords="8bitmime",
            )
        ) as mta:
            relay = SmtpRelay(Tcp("127.0.0.1", mta.smtp), True, certificate)

            async def go() -> list[Outcome]:
                async with Connection(relay, "lists.example") as connection:
                    assert connection.encrypted
                    assert connection.offered.pipelining
                    assert not connection.offered.eight_bit
                    envelopes = [an_envelope(f"p{n}@people.test", content=content) for n in (1, 2)]
                    return await connection.send(envelopes)

            outcomes = asyncio.run(go())
            hole.wait_for(2)

        assert [outcome.code for outcome in outcomes] == [250, 250], mta.log
        mail = hole.dump().partition(b"X-Copy: 1\n")[2].split(b"\nX-Client-Addr")[0]
        assert mail.isascii()
        told = message_from_bytes(mail, policy=policy.default)
        assert "公園の件です。" in told.get_content()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("protocol", "options"),
    [("smtp", o) for o in [(), ("-p",), ("-8",), ("-e",)]]
    + [("lmtp", o) for o in [(), ("-p",), ("-8",)]],  # LMTP is always extended
)
def test_the_sink_takes_everything_with_and_without_each_extension(protocol, options):
    flags = ("-L", *options) if protocol == "lmtp" else options
    with available(sink.running(*flags, keep=True)) as hole:
        kind = LmtpRelay if protocol == "lmtp" else SmtpRelay
        relay = kind(Tcp("127.0.0.1", hole.smtp))

        outcomes = send(relay, [an_envelope(f"p{n}@people.test") for n in range(10)])

        assert [outcome.code for outcome in outcomes] == [250] * 10
        assert hole.recipients() == [f"p{n}@people.test" for n in range(10)]
