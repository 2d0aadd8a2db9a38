import asyncio

import pytest

from forum.endpoints import Tcp
from mailgate.outbound.dialogue import (
    ConnectionLost,
    Conversation,
    Dialogue,
    Reply,
    Turn,
    asking,
)
from tests.mailgate.outbound.relays import Script, scripted


def held(script: Script, conversation: Conversation[object]) -> object:
    """What a conversation comes to with a server that follows a script."""

    async def go() -> object:
        async with scripted(script) as relay:
            assert isinstance(relay.endpoint, Tcp)
            _, line = await asyncio.get_running_loop().create_connection(
                Dialogue, relay.endpoint.host, relay.endpoint.port
            )
            try:
                return await line.hold(conversation)
            finally:
                line.abort("the test is over")

    return asyncio.run(go())


async def counting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers the first line with one reply, the second with two, and so on."""
    count = 0
    while await reader.readline():
        count += 1
        writer.write(b"".join(b"250 %d.%d\r\n" % (count, n + 1) for n in range(count)))


async def hanging_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b"250 one\r\n25")


def test_a_conversation_is_told_the_replies_to_each_turn_where_it_took_it():
    def talk() -> Conversation[list[Reply]]:
        heard = yield Turn(b"a\r\n", 1, 5)
        heard += yield Turn(b"b\r\n", 2, 5)
        third = yield Turn(b"c\r\n", 1, 5)
        rest = yield Turn(b"", 2, 5)
        return [*heard, *third, *rest]

    heard = held(counting, talk())

    assert [reply.text for reply in heard] == ["1.1", "2.1", "2.2", "3.1", "3.2", "3.3"]  # type: ignore[attr-defined]


def test_a_reply_of_several_lines_is_one():
    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        for piece in (b"250-fir", b"st\r\n250-second\r", b"\n250 third\r\n"):
            writer.write(piece)
            await writer.drain()

    assert held(script, asking(b"EHLO us\r\n")) == Reply(250, "first\nsecond\nthird")


def test_a_conversation_learns_of_a_lost_line_where_it_waits():
    def talk() -> Conversation[object]:
        try:
            yield Turn(b"a\r\n", 2, 5)
        except ConnectionLost as lost:
            return lost.replies
        return None

    assert held(hanging_up, talk()) == [Reply(250, "one")]


def test_who_goes_on_talking_to_a_lost_line_is_told_at_once():
    def talk() -> Conversation[object]:
        for _ in range(2):
            with pytest.raises(ConnectionLost):
                yield Turn(b"a\r\n", 2, 5)
        return "over"

    assert held(hanging_up, talk()) == "over"


def test_a_conversation_may_hang_up_and_say_why():
    async def open_ended(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async def go() -> None:
        async with scripted(open_ended) as relay:
            assert isinstance(relay.endpoint, Tcp)
            _, line = await asyncio.get_running_loop().create_connection(
                Dialogue, relay.endpoint.host, relay.endpoint.port
            )

            def talk() -> Conversation[None]:
                line.abort("enough")
                yield Turn(b"a\r\n", 1, 5)

            await line.hold(talk())

    with pytest.raises(ConnectionLost, match="enough"):
        asyncio.run(go())


def test_an_error_of_ours_is_raised_to_who_holds_the_conversation():
    def talk() -> Conversation[None]:
        yield Turn(b"a\r\n", 1, 5)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        held(counting, talk())
