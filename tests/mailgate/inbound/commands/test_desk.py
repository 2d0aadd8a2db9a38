import pytest

from forum.addresses import EmailAddress
from forum.archive.message import Fate
from forum.boards import Join, Visibility
from forum.people.joining import person_of
from forum.people.person import Role
from forum.subscribing import UNSUBSCRIBE, subscription_of
from mailgate.inbound.commands import Obeyed
from tests import factories as make
from tests.letters import newest, owed, text_of, token_in

AOI = EmailAddress.parse("foo..aoi@docomo.ne.jp")


def test_a_whole_life_by_mail(session, site, board, send):
    assert send("general-join") == Obeyed(Fate.COMMAND, "command_join")
    letter = newest(session, str(AOI))
    assert letter["Auto-Submitted"] == "auto-replied"
    reply_to = letter["From"].addresses[0].username
    assert send(reply_to) == Obeyed(Fate.COMMAND, "command_confirmed")
    assert subscription_of(session, board.id, AOI) is not None
    assert person_of(session, AOI).name == "青井"
    assert send("general-leave") == Obeyed(Fate.COMMAND, "command_leave")
    send(newest(session, str(AOI))["From"].addresses[0].username)
    assert subscription_of(session, board.id, AOI) is None


def test_the_same_by_words_to_request(session, board, send):
    assert send("general-request", "参加希望").reason == "command_join"
    assert send("general-request", "", "退会します").reason == "command_leave"
    assert send("general-request", "ヘルプ").reason == "command_help"


def test_from_alone_changes_no_membership(session, board, send):
    send("general-join")
    send(newest(session)["From"].addresses[0].username)
    send("general-leave")
    assert subscription_of(session, board.id, AOI) is not None


def test_the_token_of_list_unsubscribe_ends_its_subscription_whoever_sends_it(
    session, site, board, send
):
    send("general-join")
    send(newest(session, str(AOI))["From"].addresses[0].username)
    subscription = subscription_of(session, board.id, AOI)
    letters = len(owed(session))

    done = send(
        "general-leave",
        site.sealer.seal(UNSUBSCRIBE, subscription.id),
        mailbox=EmailAddress.parse("machine@provider.example"),
        is_automatic=True,
    )

    assert done == Obeyed(Fate.COMMAND, "command_confirmed")
    assert subscription_of(session, board.id, AOI) is None
    assert len(owed(session)) == letters


def test_what_nobody_understands_is_answered_with_help_once(session, send):
    assert [send("general-request", "こんにちは").reason for _ in range(3)] == [
        "command_unknown"
    ] * 3
    (letter,) = owed(session, str(AOI))
    assert "どの手続きかわかりませんでした" in text_of(letter)


def test_help_asked_for_again_and_again_comes_to_an_end(session, send):
    answers = [send("general-request", "help").reason for _ in range(5)]
    assert answers == ["command_help"] * 3 + ["command_too_many"] * 2


@pytest.mark.parametrize(
    "facts",
    [
        {"envelope_sender": ""},
        {"is_automatic": True},
        {"address": EmailAddress.parse(f"general-request@{make.DOMAIN}")},
    ],
    ids=["null sender", "a machine", "ourselves"],
)
def test_machines_are_never_answered_and_confirm_nothing(session, board, send, facts):
    send("general-join")
    token = token_in(newest(session))
    for local in ("general-join", "general-leave", "general-request", f"general-confirm+{token}"):
        assert send(local, "参加", **facts).reason == "command_unanswered"
    assert len(owed(session)) == 1
    assert subscription_of(session, board.id, AOI) is None


def test_a_token_that_no_longer_works_is_explained_once(session, send):
    for _ in range(2):
        assert send("general-confirm+0123456789abcde").reason == "command_expired"
    (letter,) = owed(session, str(AOI))
    assert "もう一度申し込んでください" in text_of(letter)
    assert send("general-confirm").reason == "command_expired"


def test_a_closed_board_refuses_kindly_and_once(session, board, send):
    board.join = Join.CLOSED
    assert [send("general-join").reason for _ in range(2)] == ["command_closed"] * 2
    (letter,) = owed(session, str(AOI))
    assert "申込みでは参加できません" in text_of(letter)


def test_a_staff_board_is_not_there_for_others(session, send):
    make.open_board(session, "kacho", visibility=Visibility.STAFF)
    make.enter_person(session, "Clerk", "clerk@example.jp", Role.SECRETARIAT)
    clerk = EmailAddress.parse("clerk@example.jp")
    for local in ("kacho-join", "kacho-leave", "kacho-request"):
        assert send(local, "help") == Obeyed(Fate.REJECTED, "unknown_address")
    assert send("kacho-confirm+0123456789abcde").fate is Fate.COMMAND
    assert owed(session) == []
    assert send("kacho-join", mailbox=clerk).reason == "command_join"


def test_a_mailbox_is_not_flooded_by_forged_requests(session, send):
    reasons = [send("general-join").reason for _ in range(6)]
    assert reasons.count("command_join") == 3
    assert len(owed(session, str(AOI))) == 3


def test_english_is_answered_in_english(session, send):
    from forum.language import words

    send("general-request", "help english", mailbox=EmailAddress.parse("a@example.com"))
    send("general-request", "ヘルプ", mailbox=EmailAddress.parse("b@example.jp"))
    assert words("en").gettext("【%(board)s】メールでの使い方") % {"board": "総合"} in text_of(
        newest(session, "a@example.com")
    )
    assert "メールでの使い方" in text_of(newest(session, "b@example.jp"))


def test_japanese_can_be_asked_for_in_a_mail_of_english_words(session, send):
    send("general-request", "please help me japanese", mailbox=EmailAddress.parse("a@example.com"))
    assert "メールでの使い方" in text_of(newest(session, "a@example.com"))


def test_an_address_that_takes_no_commands_is_a_bug(send):
    with pytest.raises(ValueError, match="commands"):
        send("general")
