"""What forms read; what they answer is met in the tests of every room."""

import pytest

from forum.web.forms import a_line, plain_text


@pytest.mark.parametrize("nothing", [None, "", " \r\n", "\0"])
def test_nothing_is_nothing(nothing):
    assert a_line(nothing) == plain_text(nothing) == ""


def test_a_line_is_one_line():
    assert a_line(" 山田\0 \r\n 花子　") == "山田 花子"


def test_a_text_keeps_its_lines_with_one_kind_of_end():
    assert plain_text("\r\n一行目\r\n\r\n二行目\0\n") == "一行目\n\n二行目"
