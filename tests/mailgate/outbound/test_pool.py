import asyncio
import logging

import pytest

from forum.endpoints import SmtpRelay, Tcp
from mailgate.outbound.envelope import NOT_TRIED, Outcome
from mailgate.outbound.pool import Pool
from tests.mailgate.outbound.relays import Relay, an_envelope
from tests.servers.base import free_port


def test_a_connection_is_used_again():
    relay = Relay()

    async def go() -> None:
        async with relay.running() as address:
            pool = Pool(address, "lists.example", 2, asyncio.Event())
            for _ in range(3):
                await pool.send([an_envelope()])
            await pool.close_idle(0)

    asyncio.run(go())
    assert relay.sessions == 1
    assert len(relay.received) == 3


def test_no_more_connections_than_allowed_serve_many_senders():
    relay = Relay()

    async def go() -> None:
        async with relay.running() as address:
            pool = Pool(address, "lists.example", 2, asyncio.Event())
            await asyncio.gather(*(pool.send([an_envelope()] * 5) for _ in range(6)))
            await pool.close_idle(0)

    asyncio.run(go())
    assert relay.sessions == 2
    assert len(relay.received) == 30


def test_what_never_left_goes_over_another_connection():
    relay = Relay(drop_after={"p1@example.jp": False})

    async def go() -> list[Outcome]:
        async with relay.running() as address:
            pool = Pool(address, "lists.example", 1, asyncio.Event())
            outcomes = await pool.send([an_envelope(f"p{n}@example.jp") for n in range(4)])
            await pool.close_idle(0)
            return outcomes

    outcomes = asyncio.run(go())
    assert [outcome.delivered for outcome in outcomes] == [True, False, True, True]
    assert outcomes[1].tried
    assert relay.recipients == ["p0@example.jp", "p2@example.jp", "p3@example.jp"]
    assert relay.sessions == 2


def test_a_relay_that_comes_back_gets_the_mail_it_missed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr("mailgate.outbound.pool._SHORTEST_WAIT_S", 0.01)
    relay, port = Relay(), free_port()

    async def go() -> list[Outcome]:
        pool = Pool(SmtpRelay(Tcp("127.0.0.1", port)), "lists.example", 1, asyncio.Event())
        sending = asyncio.create_task(pool.send([an_envelope()]))
        while not caplog.records:  # it has found nobody there
            await asyncio.sleep(0.005)
        async with relay.running(port=port):
            outcomes = await sending
            await pool.close_idle(0)
            return outcomes

    with caplog.at_level(logging.WARNING):
        assert [outcome.code for outcome in asyncio.run(go())] == [250]
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_who_is_stopping_waits_for_no_relay():
    async def go() -> list[Outcome]:
        stopping = asyncio.Event()
        relay = SmtpRelay(Tcp("127.0.0.1", free_port()))
        pool = Pool(relay, "lists.example", 1, stopping)
        sending = asyncio.create_task(pool.send([an_envelope()]))
        await asyncio.sleep(0)
        stopping.set()
        return await sending

    assert asyncio.run(go()) == [NOT_TRIED]


def test_a_large_batch_goes_over_all_connections_and_keeps_its_order():
    relay = Relay(drop_after={"p30@example.jp": False})

    async def go() -> list[Outcome]:
        async with relay.running() as address:
            pool = Pool(address, "lists.example", 4, asyncio.Event())
            outcomes = await pool.send([an_envelope(f"p{n}@example.jp") for n in range(100)])
            await pool.close_idle(0)
            return outcomes

    outcomes = asyncio.run(go())
    assert [n for n, outcome in enumerate(outcomes) if not outcome.delivered] == [30]
    assert sorted(relay.recipients) == sorted(f"p{n}@example.jp" for n in range(100) if n != 30)
    assert relay.sessions == 4  # one was lost, and the others took what was left of its share
