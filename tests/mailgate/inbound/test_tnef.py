"""Outlook's wrapping, built here piece by piece as MS-OXTNEF says."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.decoding import decode
from mailgate.inbound.tnef import MOST_FILES, unpack

BODY, MESSAGE, CODEPAGE = 0x2800C, 0x69003, 0x69007
RENDERING, DATA, TITLE, ATTACHMENT = 0x69002, 0x6800F, 0x18010, 0x69005


def attribute(number: int, value: bytes, level: int = 1) -> bytes:
    checksum = sum(value) & 0xFFFF
    return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", checksum)


def winmail(*attributes: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


def padded(value: bytes) -> bytes:
    return value + b"\0" * (-len(value) % 4)


def varying(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(value)) + padded(value)


def properties(*told: bytes) -> bytes:
    return struct.pack("<I", len(told)) + b"".join(told)


def a_file(name: str, data: bytes) -> bytes:
    long_name = varying(0x1F, 0x3707, f"{name}\0".encode("utf-16-le"))
    kind = varying(0x1E, 0x370E, b"application/pdf\0")
    return (
        attribute(RENDERING, b"\0" * 14, 2)
        + attribute(TITLE, b"SHORT~1.PDF\0", 2)
        + attribute(DATA, data, 2)
        + attribute(ATTACHMENT, properties(long_name, kind), 2)
    )


def test_words_and_files_are_found():
    found = unpack(
        winmail(
            attribute(CODEPAGE, struct.pack("<II", 932, 0)),
            attribute(BODY, "公園です。\0".encode("cp932")),
            a_file("図面①.pdf", b"%PDF-1"),
            a_file("写真.pdf", b"%PDF-2"),
        )
    )
    assert found.text == "公園です。"
    assert [(f.name, f.content_type, f.data) for f in found.files] == [
        ("図面①.pdf", "application/pdf", b"%PDF-1"),
        ("写真.pdf", "application/pdf", b"%PDF-2"),
    ]


def test_named_and_many_valued_properties_are_walked_over():
    named = (
        struct.pack("<HH", 3, 0x8001)
        + b"\0" * 16
        + struct.pack("<II", 1, 6)
        + padded(b"a\0b\0\0\0")
    )
    named += struct.pack("<I", 7)
    many = struct.pack("<HHI", 0x101F, 0x6000, 2)
    many += struct.pack("<I", 4) + b"a\0\0\0" + struct.pack("<I", 2) + padded(b"\0\0")
    html = varying(0x102, 0x1013, b"<p>hello</p>")
    found = unpack(winmail(attribute(MESSAGE, properties(named, many, html))))
    assert found.html == "<p>hello</p>"


def test_a_message_within_gives_its_files():
    inner = winmail(attribute(BODY, b"inner words\0"), a_file("in.pdf", b"%PDF"))
    within = struct.pack("<HHII", 0x0D, 0x3701, 1, 16 + len(inner)) + padded(b"\0" * 16 + inner)
    outer = winmail(attribute(RENDERING, b"", 2), attribute(ATTACHMENT, properties(within), 2))
    assert [f.name for f in unpack(outer).files] == ["message.txt", "in.pdf"]


def test_compressed_rtf_is_inflated():
    # The example of MS-OXRTFCP 4.1.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09002062770"
        "5b06c647d0a800fa0"
    )
    found = unpack(winmail(attribute(MESSAGE, properties(varying(0x102, 0x1009, packed)))))
    assert found.files[0].data == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def a_mail(wrapped: bytes, text: str = "") -> bytes:
    from base64 import encodebytes

    return (
        b"From: aoi@example.jp\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
        + text.encode()
        + b"\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + encodebytes(wrapped)
        + b"\r\n--b--\r\n"
    )


def test_a_mail_shows_what_was_wrapped_and_keeps_the_wrapping():
    wrapped = winmail(attribute(BODY, b"from outlook\0"), a_file("../../図.pdf", b"%PDF"))
    view = decode(a_mail(wrapped))
    assert view.text == "from outlook"
    assert [file.name for file in view.attachments] == ["winmail.dat", "図.pdf"]
    assert decode(a_mail(wrapped, "own words")).text.strip() == "own words"


@given(st.binary(max_size=400))
def test_nothing_is_too_odd(octets):
    unpack(winmail(octets))
    unpack(winmail(attribute(MESSAGE, octets), attribute(ATTACHMENT, octets)))
    unpack(winmail(attribute(MESSAGE, properties(varying(0x102, 0x1009, octets)))))


BOMB = struct.pack("<IIII", 2**31, 2**31, 0x75465A4C, 0) + b"\xff" + b"\x00\x1f" * 200_000


@pytest.mark.parametrize(
    "evil",
    [
        winmail(a_file("x", b"y") * 3000),
        winmail(
            attribute(
                MESSAGE, struct.pack("<I", 2**31) + struct.pack("<HHI", 0x1001, 1, 2**31) * 9000
            )
        ),
        winmail(
            attribute(
                MESSAGE, struct.pack("<I", 2**31) + struct.pack("<HHI", 0x101E, 1, 2**31) * 9000
            )
        ),
        winmail(attribute(MESSAGE, properties(varying(0x102, 0x1009, BOMB)))),
        winmail(attribute(BODY, b"x")) * 2000,
    ],
)
@pytest.mark.timeout(10)
def test_bombs_cost_little(evil):

    assert len(unpack(evil).files) <= MOST_FILES
