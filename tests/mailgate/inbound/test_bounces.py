"""What a bounce says: whom it is about, whose fault it was, and why."""

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.bouncing.failures import Cause, Failure, Fault
from mailgate.inbound.bounces import LONGEST_DIAGNOSTIC, read_bounce
from tests.factories import a_mail

MESSAGES = Path(__file__).parents[2] / "messages"
BOUNCES = sorted(path.name for path in MESSAGES.glob("bounce_*.eml"))


def read(name: str, recipient: str | None = None) -> list[Failure]:
    return read_bounce((MESSAGES / name).read_bytes(), recipient)


@pytest.mark.parametrize(
    ("name", "recipient", "cause", "fault"),
    [
        ("bounce_unknown.eml", "aoi@example.jp", Cause.UNKNOWN_USER, Fault.HARD),
        ("bounce_full.eml", "aoi@example.jp", Cause.MAILBOX_FULL, Fault.SOFT),
        ("bounce_domain_gone.eml", "aoi@example.jp", Cause.UNKNOWN_HOST, Fault.HARD),
        ("bounce_french_full.eml", "aoi@example.jp", Cause.MAILBOX_FULL, Fault.SOFT),
        ("bounce_gateway_japanese.eml", "aoi@example.jp", Cause.UNKNOWN_USER, Fault.HARD),
        ("bounce_full_failed.eml", "aoi@example.jp", Cause.MAILBOX_FULL, Fault.SOFT),
        ("bounce_policy.eml", "aoi@example.jp", Cause.AUTHENTICATION, Fault.POLICY),
        ("bounce_policy_as_unknown.eml", "aoi@example.jp", Cause.REPUTATION, Fault.POLICY),
        ("bounce_au.eml", "sakura..23.@ezweb.ne.jp", Cause.UNKNOWN_USER, Fault.HARD),
        ("bounce_docomo_filter.eml", "foo..bar@docomo.ne.jp", Cause.FILTERED, Fault.SOFT),
        ("bounce_japanese.eml", "aoi@example.jp", Cause.MAILBOX_FULL, Fault.SOFT),
        ("bounce_exim.eml", "aoi@example.jp", Cause.TIMED_OUT, Fault.SOFT),
        ("bounce_delayed.eml", "aoi@example.jp", Cause.DELAYED, Fault.NONE),
        ("complaint.eml", "aoi@example.jp", Cause.COMPLAINT, Fault.COMPLAINT),
    ],
)
def test_a_bounce_names_its_recipient_and_its_cause(name, recipient, cause, fault):
    (failure,) = read(name)
    assert (failure.recipient, failure.cause, failure.fault) == (recipient, cause, fault)


def test_each_recipient_has_a_cause_of_its_own():
    assert [(f.recipient, f.cause, f.status) for f in read("bounce_qmail.eml")] == [
        ("aoi@example.jp", Cause.UNKNOWN_USER, "5.1.1"),
        ("mori@example.jp", Cause.MAILBOX_FULL, "5.2.2"),
    ]


@pytest.mark.parametrize(
    ("name", "cause"),
    [("vacation.eml", Cause.AUTOMATIC_REPLY), ("challenge.eml", Cause.CHALLENGE)],
)
def test_a_vacation_reply_and_a_challenge_are_no_bounces(name, cause):
    (failure,) = read(name, "aoi@example.jp")
    assert (failure.cause, failure.fault) == (cause, Fault.NONE)


def test_the_address_of_the_envelope_goes_before_the_one_that_is_named():
    (failure,) = read("bounce_unknown.eml", "old@forwarded.example")
    assert (failure.recipient, failure.fault) == ("old@forwarded.example", Fault.HARD)


def test_of_several_failures_ours_is_taken():
    (failure,) = read("bounce_qmail.eml", "Mori@example.jp")
    assert failure.cause is Cause.MAILBOX_FULL


@pytest.mark.parametrize("name", BOUNCES)
def test_the_mail_that_came_back_is_known(name):
    assert {failure.about for failure in read(name)} == {"hall.1@people.example"}


@pytest.mark.parametrize("ends", [b"\n", b"\r"])
@pytest.mark.parametrize("name", BOUNCES)
def test_other_line_ends_change_nothing(name, ends):
    raw = (MESSAGES / name).read_bytes()
    said = [(f.recipient, f.cause) for f in read_bounce(raw.replace(b"\r\n", ends))]
    assert said == [(f.recipient, f.cause) for f in read_bounce(raw)]


def test_a_persons_mail_is_no_bounce():
    text = "My mail came back with 550 user unknown. Could not be delivered, it says."
    assert read_bounce(a_mail(text, subject="About an undeliverable mail")) == []


@given(st.binary(max_size=2000))
def test_nothing_makes_it_raise(raw):
    for failure in read_bounce(raw):
        assert len(failure.diagnostic) <= LONGEST_DIAGNOSTIC


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BOUNCES), st.data())
def test_nothing_done_to_a_bounce_makes_it_raise(name, data):
    raw = (MESSAGES / name).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    damage = data.draw(st.binary(max_size=60))
    for failure in read_bounce(raw[:start] + damage + raw[end:], "aoi@example.jp"):
        failure.diagnostic.encode()
        assert "\0" not in f"{failure.diagnostic}{failure.about}{failure.recipient}"


@pytest.mark.parametrize(
    "filler",
    ["user " * 6000, "<a@b.c>: " * 4000, "550 5.1.1 " * 3000, "a" * 30_000 + "@", "\n" * 30_000],
)
def test_a_hostile_text_is_read_all_the_same(filler):
    raw = b"From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n" + filler.encode()
    assert isinstance(read_bounce(raw, "aoi@example.jp"), list)


@pytest.mark.parametrize("encode", [base64.encodebytes, quopri.encodestring])
def test_a_bounce_in_old_words_is_read_under_a_transfer_encoding(encode):
    words = (
        b"Unknown user: hana@town.example \n\nRCPT TO generated following response:\n"
        b"553 5.3.0 <hana@town.example>... Addressee unknown\n\n"
        b"Unknown user: jiro@town.example \n\nRCPT TO generated following response:\n"
        b"553 5.3.0 <jiro@town.example>... Addressee unknown\n"
    )
    name = b"base64" if encode is base64.encodebytes else b"quoted-printable"
    raw = (
        b'From: "Postmaster" <postmaster@mail.example>\nTo: a@board.example\n'
        b"Subject: Undeliverable Mail\nX-Mailer: <SMTP32 v8.15>\n"
        b"Content-Type: text/plain; charset=us-ascii\n"
        b"Content-Transfer-Encoding: " + name + b"\n\n" + encode(words)
    )
    assert [one.recipient for one in read_bounce(raw)] == ["hana@town.example", "jiro@town.example"]


@pytest.mark.parametrize("subject", ["Autosvar: x", "자동 회신: x", "Автоматический ответ: x"])
def test_a_vacation_reply_in_another_language_is_no_failure(subject):
    raw = (
        f"From: hana@town.example\nTo: a@board.example\nSubject: {subject}\n\n"
        "This address could not be delivered to before Monday. 550 words.\n"
    ).encode()
    assert [one.fault for one in read_bounce(raw, "hana@town.example")] == [Fault.NONE]
