import pytest

from mailgate.inbound.bodies import LONGEST
from mailgate.inbound.decoding import decode


def mail(kind: str, *parts: str) -> bytes:
    lines = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary=b\r\n\r\n{lines}--b--\r\n".encode()


PLAIN = "Content-Type: text/plain; charset=utf-8\r\n\r\n本文"
HTML = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>HTMLの本文</p>"
BLANK = "Content-Type: text/plain\r\n\r\n \r\n"
IMAGE = "Content-Type: image/png\r\nContent-ID: <i@x>\r\n\r\npng"


def test_plain_text_is_preferred_and_the_html_kept() -> None:
    found = decode(mail("alternative", PLAIN, HTML))
    assert (found.text, found.text_from_html, found.html) == ("本文", False, "<p>HTMLの本文</p>")
    assert found.attachments == ()


def test_html_speaks_where_the_plain_text_is_blank() -> None:
    found = decode(mail("alternative", BLANK, HTML))
    assert (found.text.strip(), found.text_from_html) == ("HTMLの本文", True)


def test_texts_in_a_row_are_one_text() -> None:
    assert decode(mail("mixed", PLAIN, PLAIN.replace("本文", "続き"))).text == "本文\n\n続き"


def test_what_belongs_to_a_page_is_inline() -> None:
    found = decode(mail("related", HTML, IMAGE))
    assert [(a.name, a.content_id, a.inline) for a in found.attachments] == [
        ("attachment-1.png", "i@x", True)
    ]


def test_the_root_of_a_related_mail_may_come_last() -> None:
    raw = mail("related", IMAGE, HTML.replace("text/html;", "text/html;", 1)).replace(
        b"related;", b'related; start="<r@x>";'
    )
    raw = raw.replace(b"Content-Type: text/html", b"Content-ID: <r@x>\r\nContent-Type: text/html")
    assert decode(raw).html == "<p>HTMLの本文</p>"


def test_a_named_or_attached_text_is_a_file() -> None:
    attached = "Content-Disposition: attachment\r\n" + PLAIN
    named = PLAIN.replace("utf-8", "utf-8; name=notes.txt")
    found = decode(mail("mixed", PLAIN, attached, named))
    assert found.text == "本文"
    assert [a.name for a in found.attachments] == ["attachment-1.txt", "notes.txt"]


def test_a_named_text_that_is_shown_can_be_fetched_too() -> None:
    named = "Content-Disposition: inline; filename=minutes.txt\r\n" + PLAIN
    found = decode(mail("mixed", named))
    assert found.text == "本文"
    assert [a.name for a in found.attachments] == ["minutes.txt"]


def test_a_signature_stays_beside_the_text_that_it_signs() -> None:
    signature = 'Content-Type: application/pgp-signature; name="signature.asc"\r\n\r\nsig'
    found = decode(mail("signed; protocol=x", PLAIN, signature))
    assert found.text == "本文"
    assert [a.name for a in found.attachments] == ["signature.asc"]


def test_a_report_is_its_text_and_its_parts() -> None:
    status = "Content-Type: message/delivery-status\r\n\r\nStatus: 5.1.1"
    found = decode(mail("report; report-type=delivery-status", PLAIN, status))
    assert found.text == "本文"
    assert [a.content_type for a in found.attachments] == ["message/delivery-status"]


def test_a_charset_inside_the_html_counts_where_the_header_names_none() -> None:
    raw = b"Content-Type: text/html\r\n\r\n<meta charset=x-sjis><p>" + "予算".encode("cp932")
    assert decode(raw).html.endswith("予算")


def test_line_ends_and_nul_are_levelled_in_the_view() -> None:
    assert decode(b"A: b\r\n\r\na\r\r\nb\x00c\rd\r\n").text == "a\nbcd\n"


def test_a_uuencoded_file_in_the_text_becomes_an_attachment() -> None:
    found = decode(b"A: b\n\nhello\nbegin 644 cat.txt\n#0V%T\n`\nend\n")
    assert found.text == "hello\n"
    assert [(a.name, a.data) for a in found.attachments] == [("cat.txt", b"Cat")]


def test_a_very_long_text_is_cut_in_the_view_and_attached_whole() -> None:
    body = b"x" * 1_000_100
    found = decode(b"A: b\n\n" + body)
    assert len(found.text) == 1_000_000
    assert found.attachments[0].data == body


@pytest.mark.parametrize(("charset", "line_end"), [("utf-8", "\n"), ("utf-8", ""), ("cp932", "\n")])
def test_a_very_long_text_is_cut_behind_a_whole_character(charset, line_end):
    for shift in range(3):
        words = "a" * shift + f"公園の予算{line_end}" * (2 * LONGEST // 15)
        told = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
        shown = decode(told + words.encode(charset)).text
        assert words.startswith(shown)
        assert len(shown.encode(charset)) > LONGEST - 20


def test_the_fork_of_an_old_mac_is_no_file():
    view = decode(
        b"Content-Type: multipart/appledouble; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: application/applefile; name=x.pdf\r\n\r\nfork\r\n--b\r\n"
        b"Content-Type: application/pdf; name=x.pdf\r\n\r\n%PDF\r\n--b--\r\n"
    )
    assert [(file.name, file.data) for file in view.attachments] == [("x.pdf", b"%PDF")]


def test_enriched_text_is_read_without_its_commands():
    view = decode(
        b"Content-Type: text/enriched\r\n\r\n<bold>Hello</bold> <<you,\r\nhere\r\n\r\n"
        b"<color><param>red</param>and</color> there\r\n"
    )
    assert view.text.split("\n") == ["Hello <you, here", "and there "]
