"""Where is my mail, and shall I hear when one is published? Asked by mail."""

import pytest

from mailgate.inbound.commands.grammar import command_of
from mailgate.inbound.commands.request import Command
from tests import factories as make
from tests.letters import newest, text_of
from tests.mailgate.inbound.commands.conftest import AOI
from tests.mailgate.inbound.commands.test_grammar import TODAY


@pytest.mark.parametrize(
    "line", ["メールはどこ", "私のメールはどこですか？", "投稿はどうなりましたか", "メールは届いていますか", "Where is my mail?", "mails"]
)  # fmt: skip
def test_asking_for_ones_mails_is_understood(line: str):
    request = command_of(line, TODAY)

    assert request is not None
    assert request.command is Command.MAILS


@pytest.mark.parametrize(
    ("line", "yes"),
    [("掲載通知 はい", True), ("掲載通知をお願いします", True), ("掲載通知 いりません", False), ("receipts off", False), ("掲載のお知らせをやめたい", False)],
)  # fmt: skip
def test_asking_for_receipts_is_understood(line: str, yes: bool):
    request = command_of(line, TODAY)

    assert request is not None
    assert (request.command, request.yes) == (Command.RECEIPTS, yes)


def test_the_answer_says_what_became_of_each_mail(session, board, send):
    make.keep_mail(session, make.a_mail(), "general", mail_from=str(AOI))

    assert send("general-request", "", "メールはどこ").reason == "command_told"

    said = text_of(newest(session, str(AOI)))
    assert "general@lists.example" in said
    assert "これから読みます" in said
    assert "/mail/" in said


def test_receipts_are_chosen_by_mail(session, board, send):
    person = make.enter_person(session, "青井", str(AOI))

    send("general-request", "", "掲載通知 はい")
    assert person.addresses[0].wants_receipts is True
    send("general-request", "", "掲載通知 いりません")
    assert person.addresses[0].wants_receipts is False
