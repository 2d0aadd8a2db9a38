import re
from email import message_from_bytes, policy

from hypothesis import given
from hypothesis import strategies as st

from forum.addresses import EmailAddress
from forum.distribution import MailingKind
from forum.letters.letter import Letter, letter_bytes, list_headers, owe
from tests.factories import A_MORNING, DOMAIN


def a_letter(**facts):
    told = {
        "to": EmailAddress.parse("foo..bar@docomo.ne.jp"),
        "sender_name": "総合掲示板",
        "sender": f"general-confirm+0123456789abcde@{DOMAIN}",
        "subject": "【総合】参加の確認をお願いします",
        "text": "受け取りました。\n",
    }
    return Letter(**(told | facts))


def test_a_letter_reads_as_it_was_written():
    raw = letter_bytes(a_letter(), DOMAIN, A_MORNING)
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Subject"] == "【総合】参加の確認をお願いします"
    assert read["From"].addresses[0].display_name == "総合掲示板"
    assert read["From"].addresses[0].addr_spec == f"general-confirm+0123456789abcde@{DOMAIN}"
    assert read.get_content().replace("\r\n", "\n") == "受け取りました。\n"
    assert read["Date"].datetime == A_MORNING
    assert not read.defects


def test_the_bytes_are_plain_ascii_in_lines_that_every_relay_takes():
    raw = letter_bytes(a_letter(text="長い文。" * 500), DOMAIN, A_MORNING)
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_an_address_that_the_standard_library_rejects_is_written_as_it_is():
    assert b"\r\nTo: <foo..bar@docomo.ne.jp>\r\n" in letter_bytes(a_letter(), DOMAIN, A_MORNING)


def test_every_header_stands_once():
    raw = letter_bytes(a_letter(answers="a@b"), DOMAIN, A_MORNING)
    names = re.findall(rb"^([A-Za-z-]+):", raw.partition(b"\r\n\r\n")[0], re.M)
    assert len(names) == len(set(names))


def test_a_letter_says_that_a_machine_wrote_it_and_in_answer_to_what():
    unasked = letter_bytes(a_letter(), DOMAIN, A_MORNING)
    assert b"\r\nAuto-Submitted: auto-generated\r\n" in unasked
    assert b"In-Reply-To" not in unasked
    answer = letter_bytes(a_letter(answers="a.b@c"), DOMAIN, A_MORNING)
    assert b"\r\nAuto-Submitted: auto-replied\r\n" in answer
    assert b"\r\nIn-Reply-To: <a.b@c>\r\nReferences: <a.b@c>\r\n" in answer


@given(st.text(max_size=60))
def test_no_message_id_draws_a_header_into_the_letter(message_id):
    raw = letter_bytes(a_letter(answers=message_id), DOMAIN, A_MORNING)
    assert raw.isascii()
    assert len(message_from_bytes(raw).keys()) <= 13


@given(st.text(max_size=100), st.text(max_size=60))
def test_no_name_or_subject_draws_a_header_into_the_letter(subject, name):
    raw = letter_bytes(a_letter(subject=subject, sender_name=name), DOMAIN, A_MORNING)
    assert raw.isascii()
    assert len(message_from_bytes(raw).keys()) == 11


def test_no_two_letters_share_a_message_id():
    made = {
        message_from_bytes(letter_bytes(a_letter(), DOMAIN, A_MORNING))["Message-ID"]
        for _ in range(50)
    }
    assert len(made) == 50


def test_list_headers_are_raw_ascii_in_angle_brackets(site):
    assert list_headers(site, "general") == [
        f"List-Id: <general.{DOMAIN}>",
        f"List-Help: <mailto:general-request@{DOMAIN}?subject=help>",
        f"List-Unsubscribe: <mailto:general-leave@{DOMAIN}>",
        f"List-Owner: <mailto:general-owner@{DOMAIN}>",
    ]


def test_a_letter_is_owed_from_the_null_sender(session, site):
    row = owe(session, site, a_letter())
    assert (row.kind, row.sender, row.recipient) == (
        MailingKind.NOTICE,
        "",
        "foo..bar@docomo.ne.jp",
    )
    assert owe(session, site, a_letter(), secret=True).kind is MailingKind.SECRET
