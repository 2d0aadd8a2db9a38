import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.bouncing.failures import Cause, Fault, fault_of
from mailgate.inbound.status import cause_of, code_in, stage_in, status_in


@pytest.mark.parametrize(
    ("status", "words", "cause"),
    [
        ("5.1.1", "", Cause.UNKNOWN_USER),
        ("5.1.2", "", Cause.UNKNOWN_HOST),
        ("5.1.6", "", Cause.MOVED),
        ("5.2.2", "", Cause.MAILBOX_FULL),
        ("5.3.4", "", Cause.TOO_BIG),
        ("5.7.1", "", Cause.REFUSED),
        ("5.7.26", "", Cause.REFUSED),
        ("5.6.0", "", Cause.CONTENT),
        ("", "", Cause.UNCLEAR),
        ("", "451 come again", Cause.SYSTEM),
        (
            "5.7.1",
            "550 5.7.1 <x@y.jp>: Recipient address rejected: User unknown",
            Cause.UNKNOWN_USER,
        ),
        ("5.1.1", "552 5.1.1 over quota", Cause.MAILBOX_FULL),
        ("5.0.0", "550 5.1.1 no", Cause.UNKNOWN_USER),
        ("5.4.4", "Name service error: Host or domain name not found", Cause.UNKNOWN_HOST),
        ("", "このメールアドレスは見つかりません", Cause.UNKNOWN_USER),
        ("", "受信拒否設定により受け取れません", Cause.FILTERED),
        ("", "迷惑メールと判定しました", Cause.SPAM),
    ],
)
def test_words_go_before_the_status(status, words, cause):
    assert cause_of(status, words) is cause


@pytest.mark.parametrize("status", ["4.1.1", "4.1.2", "4.1.10", "4.7.1", "4.2.2", "4.0.0"])
@pytest.mark.parametrize("words", ["", "User unknown", "Host not found", "no such user"])
def test_what_is_temporary_is_never_the_mailboxs_end(status, words):
    assert fault_of(cause_of(status, words)) is not Fault.HARD


@pytest.mark.parametrize(
    "words",
    ["550 5.7.1 rejected for policy reasons", "550 spam", "550 SPF check failed",
     "554 5.7.1 Service unavailable; client host [192.0.2.1] blocked", "552 message too large"],
)  # fmt: skip
def test_a_refusal_of_the_mail_or_of_us_is_not_the_recipients_fault(words):
    assert fault_of(cause_of("", words)) is Fault.POLICY


def test_an_unknown_sender_is_no_unknown_recipient():
    assert cause_of("5.1.8", "Domain not found", stage="mail") is Cause.REFUSED


def test_a_carriers_unknown_user_may_be_a_filter():
    said = "550 : User unknown"
    assert cause_of("5.0.0", said, host="lsean.ezweb.ne.jp") is Cause.FILTERED
    assert cause_of("5.0.0", said, host="ezweb.ne.jp", stage="rcpt") is Cause.UNKNOWN_USER
    named = "550 <aoi@ezweb.ne.jp>: User unknown"
    assert cause_of("5.0.0", named, host="lsean.ezweb.ne.jp") is Cause.UNKNOWN_USER


def test_the_answered_command_is_found():
    assert stage_in("550 no (in reply to RCPT TO command)") == "rcpt"
    assert stage_in("550 no (in reply to end of DATA command)") == "data"
    assert stage_in(">>> MAIL FROM:<x@y>\n<<< 550 no") == "mail"
    assert stage_in("no") == ""


def test_codes_are_found_among_other_numbers():
    assert status_in("host 5.6.7.8 said: 550 5.1.1 no") == "5.1.1"
    assert code_in("192.0.2.55 said 550 no") == "550"
    assert code_in("2026-11-22") == ""


@given(st.text(max_size=60), st.text(max_size=300))
def test_every_text_has_a_cause(status, words):
    assert cause_of(status, words) in Cause
