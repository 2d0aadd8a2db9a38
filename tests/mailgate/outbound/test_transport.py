import asyncio
import ssl
from collections.abc import Callable, Iterable
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from aiosmtpd.lmtp import LMTP
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.endpoints import LmtpRelay, SmtpRelay, Tcp
from mailgate.outbound.content import with_crlf
from mailgate.outbound.envelope import NOT_TRIED, UNKNOWN, Envelope, Outcome
from mailgate.outbound.transport import Connection, Unreachable
from tests.mailgate.outbound.relays import MAIL, Relay, a_certificate, an_envelope, scripted
from tests.servers.base import free_port


async def deliver(relay: SmtpRelay | LmtpRelay, envelopes: Iterable[Envelope]) -> list[Outcome]:
    async with Connection(relay, "lists.example") as connection:
        return await connection.send(envelopes)


def sent_to(relay: Relay, *envelopes: Envelope, **options: object) -> list[Outcome]:
    async def go() -> list[Outcome]:
        async with relay.running(**options) as address:  # type: ignore[arg-type]
            return await deliver(address, envelopes)

    return asyncio.run(go())


def codes(outcomes: list[Outcome]) -> list[int]:
    return [outcome.code for outcome in outcomes]


both_ways = pytest.mark.parametrize("pipelining", [True, False], ids=["pipelined", "by steps"])


@both_ways
def test_every_copy_arrives_with_its_own_header_and_the_shared_rest(pipelining: bool):
    relay = Relay(pipelining=pipelining)
    envelopes = [
        an_envelope(
            f"p{n}@example.jp", sender=b"b+%d@lists.example" % n, head=b"X-Copy: %d\r\n" % n
        )
        for n in range(5)
    ]

    outcomes = sent_to(relay, *envelopes)

    assert all(outcome.delivered for outcome in outcomes)
    assert relay.recipients == [f"p{n}@example.jp" for n in range(5)]
    assert [mail.mail_from for mail in relay.received] == [f"b+{n}@lists.example" for n in range(5)]
    assert [mail.content for mail in relay.received] == [
        b"X-Copy: %d\r\n" % n + MAIL for n in range(5)
    ]
    assert relay.sessions == 1


@both_ways
def test_the_null_sender_is_said_as_such(pipelining: bool):
    relay = Relay(pipelining=pipelining)

    sent_to(relay, an_envelope(sender=b""))

    assert relay.received[0].mail_from in ("", "<>")  # aiosmtpd's version decides


@both_ways
@pytest.mark.parametrize("code", [450, 550])
def test_a_refusal_at_any_stage_is_that_recipients_alone(pipelining: bool, code: int):
    refused = f"{code} {code // 100}.1.1 not here"
    relay = Relay(
        pipelining=pipelining,
        refuse_mail={"bad@lists.example": refused},
        refuse_rcpt={"gone@example.jp": refused},
        answer_data={"full@example.jp": refused},
    )

    outcomes = sent_to(
        relay,
        an_envelope("first@example.jp"),
        an_envelope("second@example.jp", sender=b"bad@lists.example"),
        an_envelope("third@example.jp"),
        an_envelope("gone@example.jp"),
        an_envelope("full@example.jp"),
        an_envelope("gone@example.jp"),
        an_envelope("last@example.jp"),
    )

    assert codes(outcomes) == [250, code, 250, code, code, code, 250]
    assert relay.sessions == 1
    assert outcomes[1][1:3] == (f"{code // 100}.1.1", f"{code // 100}.1.1 not here")
    assert relay.recipients == ["first@example.jp", "third@example.jp", "last@example.jp"]


@both_ways
def test_after_many_refusals_in_a_row_the_rest_is_for_a_new_connection(pipelining: bool):
    relay = Relay(
        pipelining=pipelining, refuse_rcpt={f"p{n}@example.jp": "550 5.1.1 no" for n in range(6)}
    )

    outcomes = sent_to(relay, *(an_envelope(f"p{n}@example.jp") for n in range(8)))

    assert codes(outcomes[:4]) == [550] * 4
    assert outcomes[4:] == [NOT_TRIED] * 4


@both_ways
def test_the_last_of_a_batch_may_be_refused(pipelining: bool):
    relay = Relay(pipelining=pipelining, refuse_rcpt={"gone@example.jp": "550 5.1.1 no"})

    async def go() -> list[Outcome]:
        async with relay.running() as address, Connection(address, "lists.example") as connection:
            first = await connection.send([an_envelope(), an_envelope("gone@example.jp")])
            return first + await connection.send([an_envelope("next@example.jp")])

    assert codes(asyncio.run(go())) == [250, 550, 250]
    assert relay.sessions == 1


@both_ways
@pytest.mark.parametrize("taken", [True, False], ids=["mail taken", "mail not taken"])
def test_a_connection_lost_on_the_way_leaves_one_unknown_and_the_rest_untried(
    pipelining: bool, taken: bool
):
    relay = Relay(pipelining=pipelining, drop_after={"p2@example.jp": taken})

    outcomes = sent_to(relay, *(an_envelope(f"p{n}@example.jp") for n in range(5)))

    assert codes(outcomes[:2]) == [250, 250]
    assert outcomes[2:] == [UNKNOWN, NOT_TRIED, NOT_TRIED]
    assert all(outcome.temporary for outcome in outcomes[2:])
    assert relay.recipients == [f"p{n}@example.jp" for n in range(3 if taken else 2)]


@both_ways
def test_a_server_that_closes_with_421_leaves_the_rest_untried(pipelining: bool):
    relay = Relay(pipelining=pipelining, refuse_rcpt={"p2@example.jp": "421 4.3.2 going down"})

    outcomes = sent_to(relay, *(an_envelope(f"p{n}@example.jp") for n in range(4)))

    assert codes(outcomes[:2]) == [250, 250]
    assert outcomes[2:] == [NOT_TRIED, NOT_TRIED]


def test_a_server_that_spoke_while_nobody_asked_is_not_misunderstood():
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        await reader.readline()
        writer.write(b"250-relay\r\n250 PIPELINING\r\n250 not asked for\r\n")
        await reader.read()

    async def go() -> list[Outcome]:
        async with scripted(script) as address, Connection(address, "lists.example") as connection:
            return await connection.send([an_envelope()])

    assert asyncio.run(go()) == [NOT_TRIED]


def test_data_accepted_for_nobody_is_ended_with_a_single_dot():
    said: list[bytes] = []

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        await reader.readline()
        writer.write(b"250-relay\r\n250 PIPELINING\r\n")
        for answers in (b"250 ok\r\n550 5.1.1 no\r\n354 go on\r\n", b"554 5.5.1 nobody\r\n"):
            for _ in range(answers.count(b"\n")):
                said.append(await reader.readline())
            writer.write(answers)
        await reader.readline()
        writer.write(b"221 bye\r\n")

    async def go() -> list[Outcome]:
        async with scripted(script) as address:
            return await deliver(address, [an_envelope()])

    assert codes(asyncio.run(go())) == [550]
    assert said[-1] == b".\r\n"


def test_lmtp_answers_each_recipient_after_the_content():
    relay = Relay(
        refuse_rcpt={"nobody@example.jp": "550 5.1.1 unknown"},
        answer_data={"full@example.jp": "452 4.2.2 mailbox full"},
    )

    outcomes = sent_to(
        relay,
        an_envelope("aoi@example.jp"),
        an_envelope("nobody@example.jp"),
        an_envelope("full@example.jp"),
        an_envelope("ren@example.jp"),
        kind=LMTP,
    )

    assert codes(outcomes) == [250, 550, 452, 250]
    assert outcomes[2].status == "4.2.2"
    assert relay.recipients == ["aoi@example.jp", "ren@example.jp"]


UTF8 = "Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n公園の件です。\r\n".encode()


def test_eight_bits_go_out_as_they_are_where_the_relay_takes_them():
    relay = Relay()

    sent_to(relay, an_envelope(content=UTF8))

    assert relay.received[0].content == b"X-Copy: 1\r\n" + UTF8
    assert "BODY=8BITMIME" in relay.received[0].mail_options


def test_a_relay_without_8bitmime_gets_seven_bits_that_say_the_same():
    relay = Relay(eight_bit=False)

    sent_to(relay, an_envelope(content=UTF8))

    content = relay.received[0].content
    assert isinstance(content, bytes)
    assert content.isascii()
    assert "BODY=8BITMIME" not in relay.received[0].mail_options
    message = message_from_bytes(content, policy=policy.default)
    assert message.get_content() == "公園の件です。\r\n"


def test_a_message_over_the_announced_size_stays_here():
    relay = Relay()

    outcomes = sent_to(
        relay,
        an_envelope("p0@example.jp", content=MAIL + b"x" * 2000),
        an_envelope("p1@example.jp"),
        data_size_limit=1000,
    )

    assert outcomes[0][:2] == (552, "5.3.4")
    assert outcomes[0].local
    assert relay.recipients == ["p1@example.jp"]
    assert f"SIZE={len(MAIL) + 11}" in relay.received[0].mail_options


@pytest.mark.parametrize(
    "address",
    [
        "a\r\nRCPT TO:<x@y.z>@b.c",
        "a@b\r\nDATA",
        "a@b\n",
        "a@b.c>",
        "<a@b.c",
        "a b@c.d",
        "a@b\0",
        "a",
    ]
    + ["@b.c", "a@", "a" * 65 + "@b.c", "a\tb@c.d", "a\x7f@b.c", "", "a@" + "b" * 300],
)
def test_an_address_that_could_say_more_than_itself_is_refused_here(address: str):
    relay = Relay()

    outcomes = sent_to(
        relay,
        an_envelope(address),
        an_envelope(sender=address.encode() or b"\n"),
        an_envelope("good@example.jp"),
    )

    assert codes(outcomes) == [553, 553, 250]
    assert relay.recipients == ["good@example.jp"]


@pytest.mark.parametrize(
    "address", ["foo..bar@docomo.ne.jp", "foo.@ezweb.ne.jp", ".a_-@docomo.ne.jp"]
)
def test_carrier_addresses_are_sent_to(address: str):
    relay = Relay()

    assert codes(sent_to(relay, an_envelope(address))) == [250]
    assert relay.recipients == [address]


def test_an_address_beyond_ascii_needs_smtputf8():
    relay = Relay()

    outcomes = sent_to(relay, an_envelope("太郎@example.jp"), an_envelope("aoi@example.jp"))

    assert outcomes[0][:2] == (553, "5.6.7")
    assert codes(outcomes) == [553, 250]


def test_an_address_beyond_ascii_goes_to_a_relay_with_smtputf8():
    relay = Relay()

    outcomes = sent_to(relay, an_envelope("太郎@example.jp"), enable_SMTPUTF8=True)

    assert codes(outcomes) == [250]
    assert relay.recipients == ["太郎@example.jp"]
    assert "SMTPUTF8" in relay.received[0].mail_options


def test_a_domain_beyond_ascii_is_written_in_letters_that_every_relay_knows():
    relay = Relay()

    assert codes(sent_to(relay, an_envelope("aoi@日本語.jp"))) == [250]
    assert relay.recipients == ["aoi@xn--wgv71a119e.jp"]


def test_a_server_that_knows_only_helo_gets_its_mail():
    said: list[bytes] = []

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def hear() -> None:
            said.append(await reader.readline())

        writer.write(b"220 old\r\n")
        for answer in (b"502 what?", b"250 old", b"250", b"250", b"354"):
            await hear()
            writer.write(answer + b"\r\n")
        await reader.readuntil(b"\r\n.\r\n")
        writer.write(b"250 taken\r\n")
        await hear()
        writer.write(b"221\r\n")

    async def go() -> list[Outcome]:
        async with scripted(script) as address:
            return await deliver(address, [an_envelope()])

    assert codes(asyncio.run(go())) == [250]
    assert said[1:3] == [
        b"HELO lists.example\r\n",
        b"MAIL FROM:<board-bounces+1@lists.example>\r\n",
    ]


@pytest.mark.parametrize("greeting", [b"554 go away\r\n", b"HTTP/1.1 400\r\n", b"", b"2" * 70000])
def test_a_server_that_does_not_want_us_is_unreachable(greeting: bytes):
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)

    async def go() -> None:
        async with scripted(script) as address:
            await deliver(address, [])

    with pytest.raises(Unreachable):
        asyncio.run(go())


def test_nobody_at_the_port_is_unreachable():
    with pytest.raises(Unreachable, match=r"127\.0\.0\.1"):
        asyncio.run(deliver(SmtpRelay(Tcp("127.0.0.1", free_port())), []))


def test_a_server_that_falls_silent_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mailgate.outbound.pipelining.COMMAND_LIMIT", 0.05)

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        await reader.readline()
        writer.write(b"250-relay\r\n250 PIPELINING\r\n")
        await reader.read()

    async def go() -> list[Outcome]:
        async with scripted(script) as address:
            return await deliver(address, [an_envelope(), an_envelope()])

    assert asyncio.run(go()) == [NOT_TRIED, NOT_TRIED]


# STARTTLS


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory):
    return a_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server_side(certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


Change = Callable[[SmtpRelay | LmtpRelay], SmtpRelay | LmtpRelay]


def encrypted_delivery(server: ssl.SSLContext | None, change: Change) -> Relay:
    relay = Relay()

    async def go() -> None:
        async with relay.running(tls=server) as address:
            outcomes = await deliver(change(address), [an_envelope(), an_envelope("b@example.jp")])
            assert codes(outcomes) == [250, 250]

    asyncio.run(go())
    return relay


def test_starttls_is_used_where_it_is_offered(server_side):
    relay = encrypted_delivery(server_side, lambda address: address)

    assert relay.encrypted == [True, True]
    assert relay.received[0].content == b"X-Copy: 1\r\n" + MAIL


def test_a_verified_relay_is_one_whose_certificate_we_were_shown(server_side, certificate):
    relay = encrypted_delivery(
        server_side, lambda address: replace(address, verified=True, authorities=certificate[0])
    )

    assert relay.encrypted == [True, True]


def test_a_certificate_of_a_stranger_is_no_verified_relay(server_side):
    with pytest.raises(Unreachable, match="certificate"):
        encrypted_delivery(server_side, lambda address: replace(address, verified=True))


def test_a_relay_that_must_encrypt_and_cannot_is_unreachable():
    with pytest.raises(Unreachable, match="STARTTLS"):
        encrypted_delivery(None, lambda address: replace(address, verified=True))


def test_a_failed_handshake_falls_back_where_encryption_was_a_bonus():
    visits: list[bytes] = []

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        await reader.readline()
        writer.write(b"250-relay\r\n250 STARTTLS\r\n")
        visits.append(await reader.readline())
        writer.write(b"220 go\r\n")
        await reader.read(10)
        writer.write(b"this is no handshake\r\n")

    async def go() -> None:
        async with scripted(script) as address, Connection(address, "lists.example") as connection:
            assert connection.is_open
            assert not connection.encrypted

    asyncio.run(go())
    assert visits == [b"STARTTLS\r\n", b"QUIT\r\n"]


def test_words_slipped_in_before_tls_break_the_connection():
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay\r\n")
        await reader.readline()
        writer.write(b"250-relay\r\n250 STARTTLS\r\n")
        await reader.readline()
        writer.write(b"220 go\r\n250 injected\r\n")
        await reader.read()

    async def go() -> None:
        async with scripted(script) as address:
            await deliver(replace(address, verified=True), [])

    with pytest.raises(Unreachable, match="between STARTTLS and TLS"):
        asyncio.run(go())


# Dots and line ends

line = st.binary(max_size=40).map(lambda b: b.replace(b"\0", b""))
bodies = st.lists(
    st.one_of(line, st.sampled_from([b".", b"..", b"...", b".a", b"", b"\r", b"\n.", b"\r.\r"])),
    max_size=12,
).map(b"\r\n".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(bodies, min_size=1, max_size=4), st.booleans())
def test_any_content_arrives_as_it_was_with_its_line_ends_mended(contents, pipelining):
    relay = Relay(pipelining=pipelining)
    envelopes = [an_envelope(content=b"Subject: x\r\n\r\n" + content) for content in contents]

    outcomes = sent_to(relay, *envelopes, decode_data=False)

    assert codes(outcomes) == [250] * len(contents)
    assert [mail.content for mail in relay.received] == [
        with_crlf(b"X-Copy: 1\r\nSubject: x\r\n\r\n" + content) for content in contents
    ]
