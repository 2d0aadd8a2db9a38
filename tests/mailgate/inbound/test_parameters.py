import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.parameters import Parameters


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b'attachment; filename="plain.txt"', "plain.txt"),
        (b"attachment; filename=bare name.txt", "bare name.txt"),
        (b"attachment; filename*=UTF-8''%E8%B3%87%E6%96%99.txt", "資料.txt"),
        (b"attachment; filename*=utf-8'ja'%E8%B3%87%E6%96%99.txt; filename=x", "資料.txt"),
        (
            b"attachment; filename*0*=UTF-8''%E8%B3; filename*1*=%87%E6%96%99;\r\n filename*2=.txt",
            "資料.txt",
        ),
        (b'attachment; filename*1="b.txt"; filename*0="a"', "ab.txt"),
        (b"attachment; filename*=iso-2022-jp''%1B%24B%3BqNA%1B%28B.txt", "資料.txt"),
        (b'attachment; filename="=?UTF-8?B?6LOH5paZ?=.txt"', "資料.txt"),
        (b"attachment; filename==?UTF-8?B?6LOH5paZLnR4dA==?=", "資料.txt"),
        (b'attachment; filename="=?utf-8?B?6LOH?=\r\n =?utf-8?B?5paZ?="', "資料"),
        (b'attachment; filename="' + "資料.txt".encode() + b'"', "資料.txt"),
        (b'attachment; filename="' + "表資料ソ.txt".encode("cp932") + b'"', "表資料ソ.txt"),
        (b'attachment; filename="' + "資料.txt".encode("iso2022_jp") + b'"', "資料.txt"),
        (b'attachment; filename="a\\"b;c.txt"; size=1', 'a"b;c.txt'),
        (b'attachment; filename="open', "open"),
        (b";; filename = spaced.txt ;", "spaced.txt"),
        (b"attachment; filename*=nonsense''%41.txt", "A.txt"),
        (b'attachment; filename="%E8%B3%87%E6%96%99.txt"', "資料.txt"),
        (b'attachment; filename="100%20%30.txt"', "100%20%30.txt"),
        (b'attachment; filename="&#36039;&#26009;.txt"', "資料.txt"),
        (b"attachment; filename (a comment) = a.txt", "a.txt"),
    ],
)
def test_file_names_are_read_in_every_way_of_writing_them(raw: bytes, name: str) -> None:
    assert Parameters(raw).text("filename") == name


def test_the_value_comes_without_comments_and_in_lower_case() -> None:
    parameters = Parameters(b'Text/Plain (a comment); Charset="UTF-8" (another)')
    assert parameters.value == "text/plain"
    assert parameters.token("charset") == "UTF-8"
    assert parameters.token("format") is None


def test_the_first_of_two_equal_names_counts() -> None:
    assert Parameters(b"a/b; boundary=one; BOUNDARY=two").octets("boundary") == b"one"


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(raw: bytes) -> None:
    for written in (raw, b"a/b; filename=" + raw, b"a/b; filename*0*=utf-8''" + raw):
        parameters = Parameters(written)
        parameters.text("filename"), parameters.token("filename"), parameters.octets("filename")
