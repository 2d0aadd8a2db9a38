from mailgate.inbound.decoding import decode
from mailgate.inbound.remembering import LONGEST, remembered


def test_a_short_text_is_read_once_and_its_hints_count():
    asked = []

    @remembered
    def read(text, hint=None):
        asked.append((text, hint))
        return text.upper()

    assert [read("a"), read("a"), read("a", "b"), read("a" * LONGEST)] == [
        "A",
        "A",
        "A",
        "A" * LONGEST,
    ]
    assert asked == [("a", None), ("a", "b"), ("a" * LONGEST, None)]


def test_a_long_text_is_read_each_time():
    asked = []
    read = remembered(asked.append)
    for _ in range(2):
        read(b"a" * (LONGEST + 1))
    assert len(asked) == 2


def test_mails_with_the_same_headers_share_nothing_that_depends_on_their_bodies():
    head = b"From: a@b.example\r\nSubject: \xb8\xf8\xb1\xe0\r\nX-Note: \xb8\xf8\xb1\xe0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    part = b"--b\r\nContent-Type: text/plain; charset=%b\r\n\r\nhello\r\n--b--\r\n"
    first = decode(head + part % b"koi8-r")
    second = decode(head + part % b"euc-jp")
    assert second.subject == second.headers.get("x-note") == "公園"
    assert first.headers.get("x-note") == first.subject != "公園"
