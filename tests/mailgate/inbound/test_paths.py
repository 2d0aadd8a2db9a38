import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.paths import parse


@pytest.mark.parametrize(
    ("argument", "written"),
    [
        ("FROM:<a@b.example>", "a@b.example"),
        ("from: <a@b.example>", "a@b.example"),
        ("FROM:a@b.example", "a@b.example"),
        ("FROM:<>", ""),
        ("FROM:<foo..bar.@docomo.ne.jp>", "foo..bar.@docomo.ne.jp"),
        ('FROM:<"foo..bar."@docomo.ne.jp>', "foo..bar.@docomo.ne.jp"),
        ('FROM:<"a b"@b.example>', '"a b"@b.example'),
        ('FROM:<"a>b"@b.example>', '"a>b"@b.example'),
        ("FROM:<@x.example,@y.example:a@b.example>", "a@b.example"),
        ("FROM:<a@[192.0.2.1]>", "a@[192.0.2.1]"),
        ("FROM:<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]"),
        ("FROM:<あ@例え.jp>", "あ@例え.jp"),
        ("FROM:<SRS0=" + "x" * 80 + "@b.example>", "SRS0=" + "x" * 80 + "@b.example"),
    ],
)
def test_a_path_is_read_as_its_owner_writes_it(argument: str, written: str):
    path = parse(argument, "FROM:")
    assert path is not None
    assert path.written == written


@pytest.mark.parametrize(
    "argument",
    [
        None, "", "FROM", "FROM:", "TO:<a@b.example>", "FROM:<a@b.example", "FROM:<a@b>x", "FROM:<a b@c>",
        "FROM:<a\0@b.example>", "FROM:<a@b.example\r>", "FROM:<\udc82@b.example>", "FROM:<<a@b.example>>",
        "FROM:<" + "a" * 330 + "@b.example>", "FROM:<a@b.example> SIZE=", "FROM:<a@b.example> =1",
    ],
)  # fmt: skip
def test_what_is_no_path_is_none(argument: str | None):
    assert parse(argument, "FROM:") is None


def test_parameters_come_by_name():
    path = parse("FROM:<a@b.example> size=12 SMTPUTF8 BODY=8BITMIME", "FROM:")
    assert path is not None
    assert path.parameters == {"SIZE": "12", "SMTPUTF8": None, "BODY": "8BITMIME"}


@given(st.text(max_size=60))
def test_whatever_stands_there_is_a_path_or_none(text: str):
    path = parse("FROM:" + text, "FROM:")
    assert path is None or len(path.written.encode()) <= 330
    if path is not None:
        assert not any(ord(letter) < 32 for letter in path.written)
