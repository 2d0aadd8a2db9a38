"""Mails in which somebody's address or number stands, read afterwards by Python's own parser."""

import email
from base64 import b64encode
from email import policy
from email.message import EmailMessage, Message
from quopri import decodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.decoding import decode
from mailgate.outbound.hiding.mails import hidden

ADDRESS, NUMBER = "hana@home.example", "0466-25-1111"
HEAD = b"From: <general@lists.example>\r\nSubject: Hall\r\n"
HIDDEN_JA = "（メールアドレス非表示）"


def a_mail(*lines: str, charset: str = "utf-8") -> bytes:
    return HEAD + "\r\n".join([*lines, ""]).encode(charset)


def read(mail: bytes) -> EmailMessage:
    return email.message_from_bytes(mail, EmailMessage, policy=policy.default)


def words_of(part: Message) -> str:
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    return octets.decode(part.get_content_charset("utf-8")).replace("\r\n", "\n")


def all_that_is_told(message: Message) -> str:
    """Every field and every text of a mail and of what is in it, as another program reads them."""
    found = []
    for part in message.walk():
        found += [f"{name}: {value}" for name, value in part.items()]
        if not part.is_multipart():
            octets = part.get_payload(decode=True)
            assert isinstance(octets, bytes)
            charset = part.get_content_charset("utf-8")
            found.append(octets.decode(charset, "replace"))
    return "\n".join(found)


def test_a_mail_that_names_nobody_is_passed_on_byte_for_byte() -> None:
    mail = a_mail("Content-Type: text/plain; charset=iso-2022-jp", "", "公民館の予約です。", "-- ", "葵",
                  charset="iso2022_jp")  # fmt: skip
    assert hidden(mail) == mail
    bare = HEAD + b"\r\nno label at all\r\n--\r\nAoi\r\n"
    assert hidden(bare) == bare


@pytest.mark.parametrize("charset", ["iso-2022-jp", "shift_jis", "utf-8", "euc-jp"])
@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_words_are_told_in_utf_8_without_the_address(charset: str, encoding: str) -> None:
    words = f"公民館です。\r\n\r\n-- \r\n花 {ADDRESS} 電話 {NUMBER}\r\n".encode(charset)
    told = b64encode(words) if encoding == "base64" else words
    mail = HEAD + (
        f"Content-Type: text/plain; charset={charset}; format=flowed\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    ).encode() + told  # fmt: skip

    message = read(hidden(mail))

    assert message["Subject"] == "Hall"
    assert message["MIME-Version"] == "1.0"
    assert message.get_param("format") == "flowed"
    assert words_of(message) == (f"公民館です。\n\n-- \n花 {HIDDEN_JA} 電話 （電話番号非表示）\n")


def test_html_loses_addresses_and_links_to_them() -> None:
    html = (
        f'<p>Ask <a href="mailto:{ADDRESS}?subject=x">Hana</a> or <a href=tel:{NUMBER}>ring</a>,'
        f' <b>{ADDRESS}</b>, <a href="https://hall.example/">see</a></p>'
    )
    told = read(hidden(a_mail("Content-Type: text/html; charset=utf-8", "", html))).get_content()
    assert ADDRESS not in told
    assert NUMBER not in told
    assert "<a>Hana</a>" in told
    assert '<a href="https://hall.example/">see</a>' in told


@pytest.mark.parametrize(
    "html",
    ["<p>hana<b>@</b>home.example</p>", "<p>hana&#64;home&#46;example</p>",
     '<p title="hana&#64;home.example">Hana</p>', "<p>ha<!-- -->na@ho<i>me.example</i></p>"],
)  # fmt: skip
def test_an_address_in_pieces_is_found_in_the_words(html: str) -> None:
    told = read(hidden(a_mail("Content-Type: text/html; charset=utf-8", "", html))).get_content()
    assert decode(a_mail("Content-Type: text/html; charset=utf-8", "", told)).text.strip() in (
        "(e-mail address hidden)", "Hana"
    )  # fmt: skip
    assert "home" not in told


def test_only_the_part_that_names_somebody_changes() -> None:
    picture = b64encode(b"\x89PNG hana@home.example").decode()
    parts = [
        "Content-Type: text/plain; charset=utf-8", "", f"Ask {ADDRESS}",
        "--b", "Content-Type: text/html; charset=utf-8", "", "<p>nobody</p>",
        "--b", 'Content-Type: text/csv; name="list.csv"', "Content-Disposition: attachment", "",
        f"Hana,{ADDRESS}",
        "--b", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", picture,
    ]  # fmt: skip
    mail = a_mail('Content-Type: multipart/mixed; boundary="b"', "MIME-Version: 1.0", "",
                  f"written by {ADDRESS}", "--b", *parts, "--b--")  # fmt: skip

    told = hidden(mail)

    rest = mail[mail.index(b"--b\r\nContent-Type: text/html") :]
    assert told.endswith(rest)  # a file that somebody attached is theirs to give
    assert ADDRESS.encode() not in told.removesuffix(rest)
    first, *_ = read(told).iter_parts()
    assert words_of(first) == "Ask (e-mail address hidden)"


def test_files_keep_what_they_hold_under_names_without_addresses() -> None:
    mail = a_mail(
        "Content-Type: multipart/mixed; boundary=b", "", "--b",
        "Content-Type: application/pdf; name=hana@home.example.pdf",
        "Content-Disposition: attachment; filename*=utf-8''hana%40home.example%20%E5%9B%B3.pdf",
        f"Content-Description: by {ADDRESS}", f"X-Written-By: {ADDRESS}", "X-Attachment-Id: f1",
        "Content-Transfer-Encoding: base64", "", "JVBERi0=", "--b--",
    )  # fmt: skip
    message = read(hidden(mail))
    (file,) = message.iter_attachments()
    assert file.get_content() == b"%PDF-"
    assert file.get_filename() == f"{HIDDEN_JA} 図.pdf"
    assert file["X-Attachment-Id"] == "f1"
    assert "home.example" not in all_that_is_told(message)


@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_a_mail_that_was_sent_on_keeps_its_author_s_name_alone(encoding: str) -> None:
    inner = (
        f"Received: by x for {ADDRESS}\r\nFrom: Hana <{ADDRESS}>\r\nTo: Ren <ren@home.example>\r\n"
        f"Reply-To: {ADDRESS}\r\nSubject: Re: {ADDRESS}\r\nDate: Sun, 22 Nov 2026 10:00:00 +0900\r\n"
        f"Content-Type: text/plain\r\n\r\nRing {NUMBER}.\r\n"
    )
    body = b64encode(inner.encode()).decode() if encoding == "base64" else inner
    mail = a_mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "See below.", "--b",
                  "Content-Type: message/rfc822", f"Content-Transfer-Encoding: {encoding}", "",
                  body, "--b--")  # fmt: skip

    told = hidden(mail)

    (card,) = decode(told).cards
    assert card["from"] == "Hana <hidden@address.invalid>"
    assert card["subject"] == "Re: (e-mail address hidden)"
    assert card["sent"] == "2026-11-22T01:00:00+00:00"
    assert card["text"] == "Ring (phone number hidden)."
    assert b"home.example" not in told


def test_an_invitation_stays_one_and_names_nobody_s_mailbox() -> None:
    mail = a_mail(
        "Content-Type: text/calendar; charset=utf-8; method=REQUEST", "", "BEGIN:VCALENDAR",
        "METHOD:REQUEST", "BEGIN:VEVENT", f"ORGANIZER;CN=Hana:mailto:{ADDRESS}",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION;CUTYPE=INDIVIDUAL;RSVP=TRUE;CN=Ren:mailto:r",
        " en@home.example", f"DESCRIPTION:公園の話です。\\n{NUMBER}", "DTSTART:20261122T010000Z",
        "SUMMARY:公園", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    message = read(hidden(mail))
    told = message.get_content()
    assert message.get_param("method") == "REQUEST"
    assert "ORGANIZER;CN=Hana:invalid:nomail" in told
    assert "home.example" not in told.replace("\r\n ", "")
    assert "（電話番号非表示）" in told.replace("\r\n ", "").replace("\n ", "")
    (card,) = decode(hidden(mail)).cards
    assert card["card"] == "event"


SIGNED = (
    "--b", "Content-Type: text/plain; charset=utf-8", "", "{words}", "--b",
    "Content-Type: application/pgp-signature", "", "-----BEGIN PGP SIGNATURE-----", "", "abc",
    "-----END PGP SIGNATURE-----", "--b--",
)  # fmt: skip


def test_signed_words_stay_whole_unless_something_in_them_is_hidden() -> None:
    label = 'Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=b'
    whole = a_mail(label, "", *(line.format(words="Yes.") for line in SIGNED))
    assert hidden(whole) == whole
    naming = a_mail(label, "", *(line.format(words=f"Ask {ADDRESS}") for line in SIGNED))
    told = read(hidden(naming))
    assert told.get_content_type() == "text/plain"
    assert told.get_content().strip() == "Ask (e-mail address hidden)"


def test_a_signature_around_the_words_goes_with_what_is_hidden_in_them() -> None:
    lines = ["-----BEGIN PGP SIGNED MESSAGE-----", "Hash: SHA256", "", "{}", "",
             "-----BEGIN PGP SIGNATURE-----", "", "abc", "-----END PGP SIGNATURE-----"]  # fmt: skip
    whole = a_mail("", *lines).replace(b"{}", b"Yes.")
    assert hidden(whole) == whole
    naming = a_mail("", *lines).replace(b"{}", f"Ask {ADDRESS}".encode())
    assert decode(hidden(naming)).text.strip() == "Ask (e-mail address hidden)"


def test_an_encrypted_mail_is_passed_on_whole() -> None:
    mail = a_mail("Content-Type: multipart/encrypted; boundary=b", "", "--b",
                  "Content-Type: application/pgp-encrypted", "", "Version: 1", "--b",
                  "Content-Type: application/octet-stream", "", "abc@home.example", "--b--")  # fmt: skip
    assert hidden(mail) == mail


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Type: multipart/mixed; boundary=wrong", "", "--b",
         "Content-Type: text/plain", "", f"Ask {ADDRESS}", "--b--"),
        ("Content-Type: multipart/mixed", "", "--b", "Content-Type: text/html", "",
         f"<p>Ask {ADDRESS}</p>", "--b--"),
        ("Content-Type: multipart/mixed; boundary=b", "Content-Transfer-Encoding: base64", "",
         b64encode(f"--b\n\nAsk {ADDRESS}\n--b--\n".encode()).decode()),
        ("", f"Ask {ADDRESS}", "begin 644 a.txt", "#86)C", "`", "end"),
    ],
)  # fmt: skip
def test_a_mail_in_disorder_is_told_in_plain_words(lines: tuple[str, ...]) -> None:
    mail = a_mail(*lines)
    told = hidden(mail)
    assert ADDRESS not in all_that_is_told(read(told))
    assert ADDRESS.encode() not in told
    assert "(e-mail address hidden)" in decode(told).text
    assert len(decode(told).attachments) == len(decode(mail).attachments)


def test_words_that_look_like_the_end_of_their_part_stay_in_it() -> None:
    inner = b64encode(f"Ask {ADDRESS}\r\n--b\r\nnot a part\r\n--b--\r\n".encode()).decode()
    mail = a_mail("Content-Type: multipart/mixed; boundary=b", "", "--b",
                  "Content-Transfer-Encoding: base64", "", inner, "--b", "", "Second.", "--b--")  # fmt: skip
    first, second = read(hidden(mail)).iter_parts()
    assert "not a part" in first.get_content()
    assert second.get_content().strip() == "Second."


def test_signs_of_a_telephone_company_are_readable_without_its_address() -> None:
    mail = HEAD + b"Content-Type: text/plain; charset=shift_jis\r\n\r\n\xf7\x60\x82\xbe\r\n"
    assert words_of(read(hidden(mail, Carrier.SOFTBANK))) == "🍔だ\n"
    assert hidden(mail) == mail


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=60)
_WORDS = st.builds(
    lambda before, secret, after: f"{before} {secret} {after}",
    _TEXTS, st.sampled_from([ADDRESS, NUMBER, f"<{ADDRESS}>", ""]), _TEXTS,
)  # fmt: skip


@st.composite
def parts(draw: st.DrawFn, depth: int = 0) -> EmailMessage:
    part = EmailMessage()
    kinds = ["plain", "html", "mixed", "alternative", "mail"] if depth < 3 else ["plain"]
    kind = draw(st.sampled_from(kinds))
    if kind in ("plain", "html"):
        part.set_content(draw(_WORDS), subtype=kind, cte=draw(st.sampled_from(
            ["base64", "quoted-printable"])))  # fmt: skip
    elif kind == "mail":
        inner = draw(parts(depth + 1))
        inner["From"] = f"Hana <{ADDRESS}>"
        part.set_content(inner)
    else:
        part["Content-Type"] = f"multipart/{kind}"
        part.set_payload([draw(parts(depth + 1)) for _ in range(draw(st.integers(1, 3)))])
    return part


@settings(deadline=None)
@given(parts())
def test_no_tree_of_parts_tells_an_address_and_none_loses_a_part(part: EmailMessage) -> None:
    mail = HEAD + b"MIME-Version: 1.0\r\n" + part.as_bytes(policy=policy.SMTP)

    told = hidden(mail)

    message = read(told)
    text = all_that_is_told(message)
    assert ADDRESS not in text
    assert NUMBER not in text
    assert ADDRESS.encode() not in decodestring(told)
    assert [p.get_content_type() for p in message.walk()] == [
        p.get_content_type() for p in read(mail).walk()
    ]
    if ADDRESS not in (before := all_that_is_told(read(mail))) and NUMBER not in before:
        assert told == mail
    assert hidden(told) == told
