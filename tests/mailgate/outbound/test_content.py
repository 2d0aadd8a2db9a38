from hypothesis import given
from hypothesis import strategies as st

from mailgate.outbound.content import Content, stuffed, with_crlf


def test_bare_line_ends_become_whole_ones():
    assert with_crlf(b"a\nb\rc\r\r\nd\r\n\ne") == b"a\r\nb\r\nc\r\nd\r\n\r\ne\r\n"


def test_lines_that_are_whole_stay_as_they_were():
    signed = b"Subject: x\r\n\r\n  two spaces  \r\n\r\n"

    assert with_crlf(signed) == signed


def test_no_bare_line_end_can_carry_a_second_mail():
    for smuggled in (b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\r", b"\r\n.\n", b"\r.\r\n"):
        wire = Content(b"Subject: x\r\n\r\nfirst" + smuggled + b"MAIL FROM:<x@y.z>\r\n").wire
        assert wire.find(b"\r\n.\r\n") == len(wire) - 5
        assert wire.count(b"\r") == wire.count(b"\n") == wire.count(b"\r\n")


def test_a_body_of_nothing_still_ends():
    assert Content(b"").wire == b".\r\n"


@given(st.lists(st.binary(max_size=9) | st.sampled_from([b".", b"..", b"", b".x"]), max_size=9))
def test_taking_the_dots_off_again_gives_the_content(lines: list[bytes]):
    content = with_crlf(b"\r\n".join(lines))

    said = stuffed(content)

    unstuffed = b"\r\n".join(
        line.removeprefix(b".") if line.startswith(b".") else line for line in said.split(b"\r\n")
    )
    assert unstuffed == content
    assert b"\r\n.\r\n" not in b"\r\n" + said


def test_the_lines_of_a_file_end_as_a_files_do():
    assert Content(b"a: b\r\n\r\ntext").lines == b"a: b\n\ntext\n"
