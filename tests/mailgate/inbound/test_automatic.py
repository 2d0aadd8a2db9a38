"""A machine is told from a person by what it says of itself, not by what people talk about."""

import pytest

from mailgate.inbound.automatic import is_from_list, sign_of_machine, spam_sign
from mailgate.inbound.decoding import decode


def sign(*headers: str, subject: str = "公園について", mail_from: str = "aoi@example.jp"):
    raw = "\r\n".join([*headers, f"Subject: {subject}", "From: aoi@example.jp", "", "words"])
    return sign_of_machine(decode(raw.encode()), mail_from)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Auto-Submitted: auto-replied", "auto_submitted"),
        ("Auto-Submitted: auto-generated; type=x", "auto_submitted"),
        ("Precedence: auto_reply", "precedence"),
        ("Precedence: junk", "precedence"),
        ("X-Autoreply: yes", "autoresponder"),
        ("X-Failed-Recipients: a@b", "autoresponder"),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=b", "report"),
        ("Content-Type: multipart/report; report-type=disposition-notification", "report"),
    ],
)
def test_a_header_gives_a_machine_away(header, code):
    assert sign(header) == code


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "Precedence: list",
        "Precedence: bulk",
        "X-Auto-Response-Suppress: All",
        "List-Id: <foreign.example>",
    ],
)
def test_these_give_nobody_away(header):
    assert sign(header) is None


@pytest.mark.parametrize(
    "subject",
    [
        "自動応答: 公園について",
        "【自動返信】お問い合わせありがとうございます",
        "自動送信メール",
        "不在通知",
        "不在のお知らせ：会議の件",
        "Automatic reply: the park",
        "Out of Office: the park",
        "Auto-Reply: hello",
        "Automatische Antwort: the park",
        "Resposta automática: the park",
        "Autosvar: the park",
        "Автоматический ответ: the park",
        "自动回复: the park",
        "자동 회신: the park",
    ],
)
def test_a_subject_gives_a_machine_away(subject):
    assert sign(subject=subject) == "subject"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: 自動応答について",
        "市の自動応答システムへの要望",
        "自動運転バスの実証実験",
        "不在者投票の案内について",
        "不在時の連絡先",
        "休暇村の予約",
        "Automatic doors at the library",
        "Automation of replies",
    ],
)
def test_people_may_talk_about_machines(subject):
    assert sign(subject=subject) is None


def said_from(writer: str, *headers: str, mail_from: str | None = None) -> str | None:
    raw = "\r\n".join([*headers, "Subject: a post", f"From: {writer}", "", "words"])
    return sign_of_machine(decode(raw.encode()), writer if mail_from is None else mail_from)


@pytest.mark.parametrize(
    ("writer", "header", "mail_from"),
    [
        ("walk-bounces@far.example", "", "x@far.example"),
        ("walk-confirm+0123abcd@far.example", "", "x@far.example"),
        ("walk-owner@far.example", "Precedence: bulk", "x@far.example"),
        ("sympa@far.example", "X-Loop: sympa@far.example", "x@far.example"),
        ("walk+owner@far.example", "", "walk+bounces-help@far.example"),
        (
            "walk+owner@far.example",
            "Message-ID: <1795390510-11356-mlmmj-36038378@far.example>",
            "walk+owner@far.example",
        ),
        ("majordomo@far.example", "", "owner-walk@far.example"),
        ("aoi@far.example", "X-List-Administrivia: yes", "aoi@far.example"),
    ],
)
def test_a_letter_of_a_list_server_is_told_by_its_writer(writer, header, mail_from):
    assert said_from(writer, *filter(None, [header]), mail_from=mail_from) == "list_server"


@pytest.mark.parametrize(
    ("writer", "header", "mail_from"),
    [
        ("walk-owner@far.example", "", None),  # a moderator writes
        ("walk-owner@far.example", "", "mori@far.example"),
        ("sympa@far.example", "", None),
        ("walk@far.example", "List-Id: <walk.far.example>", "walk-bounces@far.example"),
        ("aoi@far.example", "X-List-Administrivia: no", None),
        ("bounces@far.example", "", None),
        ("yuki-request@far.example", "", "walk+bounces-3@other.example"),
    ],
)
def test_who_writes_from_a_role_or_through_a_list_is_no_machine(writer, header, mail_from):
    assert said_from(writer, *filter(None, [header]), mail_from=mail_from) is None


def test_a_null_sender_is_a_machine():
    assert sign(mail_from="") == "null_sender"


def test_a_bounce_without_any_header_is_known_by_its_writer():
    raw = b"From: MAILER-DAEMON@x.jp\r\nSubject: Undeliverable: hello\r\n\r\nwords"
    assert sign_of_machine(decode(raw), "x@x.jp") == "bounce"


@pytest.mark.parametrize("header", ["List-Id: <a.b>", "Precedence: list", "X-ML-Name: park"])
def test_a_mail_through_a_list_is_known(header):
    assert is_from_list(decode(f"{header}\r\n\r\nwords".encode()).headers)


def test_a_persons_mail_comes_through_no_list():
    assert not is_from_list(decode(b"From: a@b\r\n\r\nwords").headers)


@pytest.mark.parametrize("header", ["X-Spam-Flag: YES", "X-SES-Spam-Verdict: FAIL"])
def test_a_filters_verdict_is_seen(header):
    assert spam_sign(decode(f"{header}\r\n\r\nwords".encode()).headers)


def test_a_filter_that_found_nothing_is_passed_over():
    assert spam_sign(decode(b"X-Spam-Flag: NO\r\nX-Spam-Status: No\r\n\r\n").headers) is None
