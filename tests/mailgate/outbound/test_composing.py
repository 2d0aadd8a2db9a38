from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from forum.archive.canonical import WebPost, canonical_bytes
from forum.boards import ReplyTo
from forum.site import Site
from mailgate.inbound.decoding import decode
from mailgate.outbound.composing import Dispatch, compose
from mailgate.outbound.content import Found
from mailgate.outbound.copies import REPLY
from mailgate.outbound.list_headers import ListNames
from tests.mailgate.outbound.council import MAIL, RECEIVED, a_site

POST = Dispatch(
    board=ListNames("general", "総合"),
    reply_to=ReplyTo.LIST,
    hides_addresses=False,
    is_web_born=False,
    post_id=7,
    post_public_id="abc123abc123",
    message_id="hall.1@people.example",
    author_name="鈴木 葵",
    received_at=RECEIVED,
)
HIDING = replace(POST, hides_addresses=True)

FULL = b"""Return-Path: <aoi@people.example>\r
Delivered-To: general@lists.example\r
Received: from phone (aoi@people.example) by mx.people.example; Sun, 22 Nov 2026 10:00:01 +0900\r
Authentication-Results: mx.city.example; dkim=pass header.d=people.example\r
Authentication-Results: lists.example; spf=pass smtp.mailfrom=aoi@people.example\r
Authentication-Results: other.example; spf=pass smtp.mailfrom=aoi@people.example\r
DKIM-Signature: v=1; d=people.example; s=s; h=from:subject; b=abc\r
From: "Aoi" <Aoi@People.example>\r
Sender: secretary@people.example\r
Reply-To: aoi-home@people.example\r
To: general@lists.example, Ren <ren@people.example>\r
Cc: parks@lists.example, hana@people.example\r
Bcc: secret@people.example\r
Subject: Hours of the hall\r
Date: Sun, 22 Nov 2026 10:00:00 +0900\r
Message-ID: <hall.1@people.example>\r
In-Reply-To: <hall.0@people.example>\r
References: <hall.0@people.example>\r
List-Id: <other.list.example>\r
List-Unsubscribe: <https://evil.example/>\r
List-Unsubscribe-Post: List-Unsubscribe=One-Click\r
Archived-At: <https://evil.example/>\r
Precedence: bulk\r
Disposition-Notification-To: aoi@people.example\r
X-Originating-Email: aoi@people.example\r
X-Mailer: Phone of aoi@people.example\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
"""
BODY = "公民館の予約を電話でもできますか。\r\n.\r\n\r\n  \r\n".encode()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path)


def composed(dispatch: Dispatch, raw: bytes, site: Site) -> EmailMessage:
    data = compose(dispatch, raw, site).data
    head, _, _ = data.partition(b"\r\n\r\n")
    assert head.isascii()
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    return message_from_bytes(data, policy=policy.default)  # type: ignore[return-value]


def test_the_body_stays_byte_for_byte(site: Site):
    for dispatch in (POST, HIDING):
        assert compose(dispatch, FULL + BODY, site).data.endswith(b"\r\n\r\n" + BODY)


def test_a_post_keeps_its_own_message_id_dates_and_ancestors(site: Site):
    for dispatch in (POST, HIDING):
        mail = composed(dispatch, FULL + BODY, site)

        assert mail["Message-ID"] == "<hall.1@people.example>"
        assert mail["In-Reply-To"] == "<hall.0@people.example>"
        assert mail["References"] == "<hall.0@people.example>"
        assert mail["Date"] == "Sun, 22 Nov 2026 10:00:00 +0900"
        assert mail["Subject"] == "Hours of the hall"


def test_the_senders_own_list_headers_give_way_to_ours(site: Site):
    for dispatch in (POST, HIDING):
        mail = composed(dispatch, FULL + BODY, site)

        assert mail.get_all("List-Id") == ["総合 <general.lists.example>"]
        assert mail.get_all("Archived-At") == ["<https://forum.example/posts/abc123abc123>"]
        assert mail.get_all("Precedence") == ["list"]
        assert mail.get_all("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"]
        assert mail["List-Unsubscribe"] is None  # each copy brings its own


@pytest.mark.parametrize(
    "name", ["Sender", "Bcc", "Return-Path", "Delivered-To", "Disposition-Notification-To"]
)
def test_what_would_harm_in_every_copy_is_taken_out(site: Site, name: str):
    for dispatch in (POST, HIDING):
        assert composed(dispatch, FULL + BODY, site)[name] is None


def test_where_addresses_are_shown_the_author_and_the_signature_stay(site: Site):
    data = compose(POST, FULL + BODY, site).data

    assert b'\r\nFrom: "Aoi" <Aoi@People.example>\r\n' in data
    assert b"\r\nDKIM-Signature: v=1; d=people.example; s=s; h=from:subject; b=abc\r\n" in data
    assert b"\r\nTo: general@lists.example, Ren <ren@people.example>\r\n" in data
    assert b"\r\nCc: parks@lists.example, hana@people.example\r\n" in data


def test_an_authentication_result_in_our_name_is_taken_for_forged(site: Site):
    mail = composed(POST, FULL + BODY, site)

    assert mail.get_all("Authentication-Results") == [
        "other.example; spf=pass smtp.mailfrom=aoi@people.example"
    ]


def test_where_addresses_are_hidden_no_mailbox_of_anybody_is_left(site: Site):
    data = compose(HIDING, FULL + BODY, site).data
    head = data.partition(b"\r\n\r\n")[0].lower()

    for hidden in (b"aoi@", b"aoi-home@", b"ren@", b"hana@", b"secretary@", b"secret@"):
        assert hidden not in head
    mail = composed(HIDING, FULL + BODY, site)
    assert mail["From"].addresses[0].addr_spec == "general@lists.example"
    assert mail["From"].addresses[0].display_name == "鈴木 葵 via 総合"
    assert mail["To"] == "general@lists.example"
    assert mail["Cc"] == "parks@lists.example"
    assert mail["DKIM-Signature"] is None  # it names the author's domain


def test_answers_go_to_the_list(site: Site):
    for dispatch in (POST, HIDING, replace(HIDING, is_web_born=True)):
        assert composed(dispatch, FULL + BODY, site).get_all("Reply-To") == [
            "general@lists.example"
        ]


def test_answers_go_to_the_author_without_showing_an_address(site: Site):
    mail = composed(replace(HIDING, reply_to=ReplyTo.AUTHOR), FULL + BODY, site)

    (box,) = mail["Reply-To"].addresses
    assert box.display_name == "鈴木 葵"
    assert box.addr_spec.endswith("@lists.example")
    assert site.sealer.open(REPLY, box.username.removeprefix("reply+")) == 7


def test_answers_go_to_the_authors_own_reply_to_where_addresses_are_shown(site: Site):
    mail = composed(replace(POST, reply_to=ReplyTo.AUTHOR), FULL + BODY, site)

    assert mail.get_all("Reply-To") == ["aoi-home@people.example"]


def test_a_mail_without_an_author_goes_out_from_the_board(site: Site):
    for raw in (b"Subject: x\r\n\r\ny\r\n", b"From: \r\n\r\ny\r\n", b"From: nobody\r\n\r\ny\r\n"):
        mail = composed(POST, raw, site)

        assert mail["From"].addresses[0].addr_spec == "general@lists.example"
        assert len(mail.get_all("From")) == 1


def test_what_a_mail_must_have_is_written_where_it_is_missing(site: Site):
    mail = composed(POST, b"From: a@b.jp\r\n\r\nno more than that\r\n", site)

    assert mail["Message-ID"] == "<hall.1@people.example>"
    assert mail["Date"] == "Sun, 22 Nov 2026 01:00:00 +0000"
    assert mail["To"] == "general@lists.example"


def test_a_message_id_that_is_not_the_posts_is_replaced(site: Site):
    mail = composed(POST, MAIL.replace(b"hall.1@", b"x y@"), site)

    assert mail.get_all("Message-ID") == ["<hall.1@people.example>"]


def test_our_trace_is_in_every_mail(site: Site):
    mail = composed(POST, FULL + BODY, site)

    assert mail["Kakehashi-Loop"] == "general@lists.example"
    assert mail.get_all("Received")[0].startswith("by lists.example (Kakehashi) id abc123abc123;")


def test_a_loop_header_that_somebody_made_up_is_replaced(site: Site):
    mail = composed(POST, b"Kakehashi-Loop: x@y.z\r\n" + FULL + BODY, site)

    assert mail.get_all("Kakehashi-Loop") == ["general@lists.example"]


def test_a_web_post_goes_out_from_the_board_even_where_addresses_are_shown(site: Site):
    raw = canonical_bytes(
        WebPost(
            message_id="web.1@lists.example",
            author_name="鈴木 葵",
            address="general@lists.example",
            subject="公民館の予約",
            text="**電話**でもできますか。",
            html="<p><strong>電話</strong>でもできますか。</p>",
            written_at=datetime(2026, 11, 22, tzinfo=UTC),
            references=("hall.0@people.example",),
        )
    )
    dispatch = replace(POST, is_web_born=True, message_id="web.1@lists.example")

    mail = composed(dispatch, raw, site)

    assert str(mail["From"]) == "鈴木 葵 via 総合 <general@lists.example>"
    assert mail["To"] == "general@lists.example"
    assert mail["Subject"] == "公民館の予約"
    assert mail["References"] == "<hall.0@people.example>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert compose(dispatch, raw, site).data.endswith(raw.partition(b"\r\n\r\n")[2])


def test_a_name_that_would_write_headers_of_its_own_is_only_a_name(site: Site):
    evil = replace(HIDING, author_name='a\r\nBcc: x@y.z\r\n"<b@c.d>')

    mail = composed(evil, FULL + BODY, site)

    assert mail["Bcc"] is None
    assert len(mail["From"].addresses) == 1
    assert mail["From"].addresses[0].addr_spec == "general@lists.example"


@pytest.mark.parametrize("charset", ["utf-8", "shift_jis", "iso-2022-jp"])
def test_a_mail_without_a_charset_is_told_one_and_can_be_read(charset: str, site: Site):
    words = "公園のベンチを増やしてください。ありがとうございます。"
    raw = b"From: <aoi@people.example>\r\nSubject: x\r\n\r\n" + words.encode(charset) + b"\r\n"
    assert composed(POST, raw, site).get_content().strip() == words


def test_a_body_of_bytes_that_are_no_text_is_given_no_charset(site: Site):
    raw = b"From: <aoi@people.example>\r\nSubject: x\r\n\r\n\x81\xff\xfe\xfd\r\n"
    assert b"charset" not in compose(POST, raw, site).data


def test_a_signature_that_no_longer_holds_names_no_authors_domain(site: Site):
    """With another From it is broken, and all that it still tells is where the author is at home."""
    assert composed(POST, FULL + BODY, site)["DKIM-Signature"]
    assert composed(HIDING, FULL + BODY, site)["DKIM-Signature"] is None


def test_an_id_beyond_ascii_goes_out_as_one_that_leads_back_to_it(site: Site):
    own, parent = "公園@携帯.example", "前の@携帯.example"
    raw = MAIL.replace(b"hall.1@people.example", own.encode())
    raw = f"In-Reply-To: <{parent}>\r\nReferences: <a@b> <{parent}>\r\n".encode() + raw
    for dispatch in (POST, HIDING):
        sent = compose(replace(dispatch, message_id=own), raw, site).data
        assert sent.partition(b"\r\n\r\n")[0].isascii()
        view = decode(sent)
        assert view.message_id == own
        assert view.in_reply_to == (parent,)
        assert view.references == ("a@b", parent)
        assert sent.count(b"\r\nMessage-ID:") == 1


# What the author's domain asks for by DMARC


@pytest.mark.parametrize("policy", ["reject", "quarantine"])
def test_where_receivers_would_refuse_the_author_the_board_stands_in_from(site: Site, policy: str):
    mail = composed(replace(POST, policy=policy), FULL + BODY, site)

    assert mail.get_all("From") == ["鈴木 葵 via 総合 <general@lists.example>"]
    assert mail["Reply-To"] == "general@lists.example, Aoi <Aoi@People.example>"
    assert "ren@people.example" in mail["To"]


@pytest.mark.parametrize("policy", [None, "none"])
def test_where_nobody_asks_for_that_the_author_stays_in_from(site: Site, policy: str | None):
    mail = composed(replace(POST, policy=policy), FULL + BODY, site)

    assert mail["From"] == "Aoi <Aoi@People.example>"
    assert mail["Reply-To"] == "general@lists.example"


def test_answers_to_the_author_reach_a_refused_author_too(site: Site):
    to_author = replace(POST, policy="reject", reply_to=ReplyTo.AUTHOR)
    without = FULL.replace(b"Reply-To: aoi-home@people.example\r\n", b"")

    assert composed(to_author, FULL + BODY, site)["Reply-To"] == "aoi-home@people.example"
    assert composed(to_author, without + BODY, site)["Reply-To"] == "Aoi <Aoi@People.example>"


def test_where_addresses_are_hidden_a_policy_shows_none(site: Site):
    data = compose(replace(HIDING, policy="reject"), FULL + BODY, site).data

    assert b"aoi@" not in data.lower()


def test_an_author_whose_address_would_write_headers_is_not_answered(site: Site):
    evil = FULL.replace(b'"Aoi" <Aoi@People.example>', b'"x" <"a\\,b <c"@people.example>')
    mail = composed(replace(POST, policy="reject"), evil + BODY, site)

    assert mail["Reply-To"] == "general@lists.example"


def test_what_was_found_on_arrival_goes_on_only_with_the_authors_address(site: Site):
    found = Found("dkim=pass header.d=people.example", "none")

    assert compose(replace(POST, found=found), FULL + BODY, site).found == found
    assert compose(replace(HIDING, found=found), FULL + BODY, site).found is None
