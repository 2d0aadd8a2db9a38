import io
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from forum.archive import mbox

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
LINES = st.sampled_from(
    [b"Subject: x", b"", b"From here", b">From here", b">>From a@b Sun Nov 22 03:00:00 2026"]
    + [b"From a@b.example Sun Nov 22 03:00:00 2026", b"\xe4\xbc\x9a", b"line\r"]
)
RAWS = st.lists(LINES, min_size=1).map(lambda lines: b"\n".join(lines) + b"\n")


def read(octets: bytes) -> list[mbox.Entry]:
    return list(mbox.read(io.BytesIO(octets)))


@given(st.lists(RAWS, max_size=5))
def test_what_is_written_is_read_back_byte_for_byte(raws: list[bytes]) -> None:
    octets = b"".join(mbox.written("a@b.example", NOON, raw) for raw in raws)
    assert [entry.raw for entry in read(octets)] == raws


@given(st.lists(RAWS, max_size=5), st.integers(1, 7))
def test_the_size_of_the_window_changes_nothing(raws: list[bytes], chunk: int) -> None:
    octets = b"".join(mbox.written("a@b.example", NOON, raw) for raw in raws)

    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(chunk)

    assert list(mbox.read(Dripping(octets))) == read(octets)


@given(st.binary())
def test_any_octets_are_read_without_an_error(octets: bytes) -> None:
    read(b"From a@b Sun Nov 22 03:00:00 2026\n" + octets)


def test_a_sentence_that_begins_with_from_cuts_nothing() -> None:
    raw = b"Subject: x\n\nFrom now on we meet in May, as in 2004.\n"
    octets = mbox.separator("a@b", NOON) + raw + b"\n"
    assert [entry.raw for entry in read(octets)] == [raw]


def test_the_separator_tells_sender_and_time() -> None:
    (entry,) = read(mbox.written("hanako@example.jp", NOON, b"Subject: x\n\ny\n"))
    assert (entry.sender, entry.at) == ("hanako@example.jp", NOON)


def test_a_bounce_has_an_empty_sender() -> None:
    (entry,) = read(mbox.written("", NOON, b"Subject: x\n\ny\n"))
    assert entry.sender == ""


def test_content_length_carries_a_separator_inside_the_body() -> None:
    body = b"a\n\nFrom x@y Sun Nov 22 03:00:00 2026\nb\n"
    head = b"Subject: x\nContent-Length: %d\n\n" % len(body)
    octets = (
        mbox.separator("a@b", NOON) + head + body + b"\n" + mbox.written("c@d", NOON, b"S: 2\n")
    )
    assert [entry.raw for entry in read(octets)] == [head + body, b"S: 2\n"]


def test_a_false_content_length_is_not_believed() -> None:
    first = b"Subject: x\nContent-Length: 5000\n\nshort\n"
    octets = mbox.separator("a@b", NOON) + first + b"\n" + mbox.written("c@d", NOON, b"S: 2\n")
    assert [entry.raw for entry in read(octets)] == [first, b"S: 2\n"]


def test_an_offset_leads_to_the_separator_line() -> None:
    octets = b"".join(mbox.written("a@b", NOON, raw) for raw in (b"S: 1\n", b"S: 2\n"))
    for entry in read(octets):
        assert octets[entry.offset :].startswith(b"From a@b ")


def test_separators_with_a_zone_are_understood() -> None:
    (entry,) = read(b"From a@b Sun Nov 22 12:00:00 +0900 2026\nS: 1\n\n")
    assert entry.at == NOON
