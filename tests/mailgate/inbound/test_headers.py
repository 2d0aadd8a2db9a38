from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.headers import MOST_FIELDS, Headers, split


def test_names_compare_without_case_and_order_is_kept() -> None:
    headers = Headers(b"Received: b\r\nSUBJECT: hello\r\nreceived: a\r\n")
    assert headers.get("Subject") == "hello"
    assert headers.get_all("received") == ["b", "a"]
    assert [name for name, _ in headers] == ["Received", "SUBJECT", "received"]
    assert "SUBJECT" in headers
    assert headers.get("X-None") is None


def test_raw_bytes_stay_as_sent() -> None:
    headers = Headers(b"Subject: =?utf-8?B?44GC?=\r\n folded\r\n")
    assert headers.raw("subject") == b"=?utf-8?B?44GC?=\r\n folded"
    assert headers.get("subject") == "あ folded"


def test_the_body_begins_after_the_first_empty_line() -> None:
    for newline in (b"\r\n", b"\n"):
        raw = newline.join((b"A: b", b" c", b"D: e", b"", b"body", b"", b"more"))
        head, body, odd = split(raw)
        assert [name for name, _ in Headers(head)] == ["A", "D"]
        assert body == newline.join((b"body", b"", b"more"))
        assert not odd


def test_an_mbox_line_before_the_headers_is_passed_over() -> None:
    assert Headers(split(b"From a@b Sun Nov 22\nSubject: x\n\nb")[0]).get("subject") == "x"


def test_text_without_headers_is_all_body() -> None:
    assert split(b"hello\nworld\n\nmore") == (b"", b"hello\nworld\n\nmore", True)
    assert split(b"\nhello") == (b"", b"hello", False)


def test_prose_right_after_the_headers_is_body() -> None:
    head, body, odd = split(b"Subject: x\nHere it begins\nand goes on\n\nend")
    assert (head, body, odd) == (b"Subject: x\n", b"Here it begins\nand goes on\n\nend", True)


def test_an_odd_line_between_headers_ends_nothing() -> None:
    head, body, _ = split(b"A: b\nodd line here\nSubject: x\nTo: y\n\nbody")
    assert Headers(head).get("subject") == "x"
    assert body == b"body"


def test_an_address_broken_over_two_lines_stays_one() -> None:
    head, body, _ = split(b"Cc: C <c@x>, D <d@\nexample.com>\n\nbody")
    assert Headers(head).get("cc") == "C <c@x>, D <d@ example.com>"
    assert body == b"body"


def test_a_bare_cr_makes_no_new_header() -> None:
    headers = Headers(split(b"Subject: a\rBcc: v@x\r\n\r\nb")[0])
    assert "bcc" not in headers
    assert headers.get("subject") == "aBcc: v@x"


def test_no_more_headers_are_read_than_anybody_writes() -> None:
    assert len(Headers(b"X: y\r\n" * (MOST_FIELDS + 5))) == MOST_FIELDS


@given(st.binary(max_size=300))
def test_any_bytes_are_split(raw: bytes) -> None:
    head, _, _ = split(raw)
    list(Headers(head))
