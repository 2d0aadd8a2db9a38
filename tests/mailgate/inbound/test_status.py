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


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("550 <hana@town.example> not found", Cause.UNKNOWN_USER),
        ("550 hana@town.example is not an active address at this host", Cause.UNKNOWN_USER),
        ("553 sorry, badrcptto", Cause.UNKNOWN_USER),
        ("550 this address no longer accepts mail", Cause.UNKNOWN_USER),
        ("550 5.5.0 Requested action not taken: mailbox unavailable (1).", Cause.UNKNOWN_USER),
        ("550 El usuario no existe", Cause.UNKNOWN_USER),
        ("550 Benutzer unbekannt", Cause.UNKNOWN_USER),
        ("550 Utilisateur inconnu", Cause.UNKNOWN_USER),
        ("該当のユーザーはいません", Cause.UNKNOWN_USER),
        ("この宛先は現在使われておりません", Cause.UNKNOWN_USER),
        ("宛先のホストが見つかりません", Cause.UNKNOWN_HOST),
        ("As the remote domain doesnt exist.", Cause.UNKNOWN_HOST),
        ("552 Boite du destinataire pleine", Cause.MAILBOX_FULL),
        ("550 user is over disk quota", Cause.MAILBOX_FULL),
        ("550 5.7.1 recipient rejected: mailbox would exceed its storage", Cause.MAILBOX_FULL),
        ("550 The account that you tried to reach is disabled", Cause.SUSPENDED),
        ("ご利用が制限されています", Cause.SUSPENDED),
        ("550 user refuses to receive this mail", Cause.FILTERED),
        ("550 5.1.0 192.0.2.1 blocked. AUP#1", Cause.REPUTATION),
        ("501 5.0.1 Invalid Sender", Cause.REFUSED),
        ("550 Domain frequency limited", Cause.OVERLOADED),
        ("サーバーが混み合っています", Cause.SYSTEM),
    ],
)
def test_words_of_many_providers_and_countries_are_understood(words, cause):
    assert cause_of("", words, stage="rcpt") is cause


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
