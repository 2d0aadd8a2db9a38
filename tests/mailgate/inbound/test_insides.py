"""What a mail carries within is told on cards; its bytes stay what they were."""

import pytest

from forum.archive.cards import told, told_in_words
from forum.language import words
from mailgate.inbound.decoding import decode
from mailgate.inbound.insides import MOST_MAILS

JA = words("ja")
INVITATION = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
DTSTART;TZID=Asia/Tokyo:20261201T100000
DTEND;TZID=Asia/Tokyo:20261201T113000
SUMMARY:公園部会
LOCATION:市役所3階
ORGANIZER;CN=葵:mailto:aoi@example.jp
END:VEVENT
END:VCALENDAR
"""
INNER = b"""From: Ren <ren@example.jp>\r
To: aoi@example.jp\r
Subject: =?utf-8?b?5Lul5YmN44Gu6Kmx?=\r
Date: Sun, 22 Nov 2026 10:00:00 +0900\r
Message-ID: <inner@example.jp>\r
References: <somewhere@example.jp>\r
\r
Once more the old words.\r
"""


def a_mail(*parts: tuple[str, str], kind: str = "mixed", text: str = "見てください。") -> bytes:
    bodies = [("text/plain; charset=utf-8", text), *parts]
    cut = "\r\n--b\r\n".join(f"Content-Type: {type_}\r\n\r\n{body}" for type_, body in bodies)
    return (
        "From: Aoi <aoi@example.jp>\r\nSubject: x\r\nMessage-ID: <outer@example.jp>\r\n"
        f"Content-Type: multipart/{kind}; boundary=b\r\n\r\n--b\r\n{cut}\r\n--b--\r\n"
    ).encode()


def test_an_invitation_is_a_card_and_stays_a_file():
    view = decode(a_mail(("text/calendar; charset=utf-8; method=REQUEST", INVITATION)))
    (card,) = view.cards
    assert told_in_words([card], JA) == (
        "【予定の案内】\n予定の名前：公園部会\n"
        "日時：2026年12月1日（令和8年）10:00 から 11:30 まで\n場所：市役所3階\n主催：葵"
    )
    assert [file.name for file in view.attachments] == ["attachment-1.ics"]
    assert view.text == "見てください。"


def test_a_mail_sent_on_is_a_card_and_nothing_else_of_it_counts():
    view = decode(a_mail(("message/rfc822", INNER.decode())))
    (card,) = view.cards
    assert card["from"] == "Ren <ren@example.jp>"
    assert card["subject"] == "以前の話"
    assert card["sent"] == "2026-11-22T01:00:00+00:00"
    assert card["text"] == "Once more the old words."
    assert view.message_id == "outer@example.jp"
    assert view.references == ()
    assert view.author.address == "aoi@example.jp"
    assert [file.name for file in view.attachments] == ["以前の話.eml"]


def test_of_many_mails_sent_on_a_few_are_opened_and_none_within_them():
    nested = a_mail(("message/rfc822", INNER.decode()))
    nested = nested.replace(b"boundary=b", b"boundary=within").replace(b"--b", b"--within")
    view = decode(a_mail(*[("message/rfc822", nested.decode())] * 20))
    assert len(view.cards) == MOST_MAILS
    assert len(view.attachments) == 20
    assert view.cards[0]["files"] == ["以前の話.eml"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            a_mail(
                ("application/pgp-signature", "x"),
                kind="signed; protocol=application/pgp-signature",
            ),
            {"card": "signed", "how": "pgp"},
        ),
        (
            a_mail(
                ("application/pkcs7-signature", "x"),
                kind="signed; protocol=application/pkcs7-signature",
            ),
            {"card": "signed", "how": "smime"},
        ),
        (
            a_mail(
                ("application/octet-stream", "x"),
                kind="encrypted; protocol=application/pgp-encrypted",
            ),
            {"card": "encrypted", "how": "pgp"},
        ),
        (
            b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx",
            {"card": "encrypted", "how": "smime"},
        ),
        (
            b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\nx",
            {"card": "signed", "how": "smime", "whole": True},
        ),
        (
            a_mail(text="-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----"),
            {"card": "encrypted", "how": "pgp"},
        ),
        (
            a_mail(text="-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nwords"),
            {"card": "signed", "how": "pgp"},
        ),
    ],
)
def test_what_is_sealed_is_called_so(raw, expected):
    (card,) = decode(raw).cards
    assert card == expected
    assert told(card, JA).text


def test_a_plain_mail_has_no_cards():
    assert decode(a_mail()).cards == ()
    assert decode(a_mail(text="I quote -----BEGIN PGP MESSAGE----- in a line.")).cards == ()


def test_a_machines_report_is_no_mail_sent_on():
    raw = a_mail(("message/rfc822", INNER.decode()), kind="report; report-type=delivery-status")
    assert decode(raw).cards == ()


def test_a_card_of_a_kind_that_nobody_knows_is_passed_over():
    assert told({"card": "hologram"}, JA) is None
    assert told_in_words([{"card": "event", "starts": "soon", "title": "x"}], JA) == (
        "【予定】\n予定の名前：x"
    )


def test_rtf_and_address_cards_are_files():
    for kind in ("text/rtf", "text/vcard"):
        view = decode(f"Content-Type: {kind}\r\n\r\n{{\\rtf1 x}}".encode())
        assert view.text == ""
        assert len(view.attachments) == 1
