"""What somebody who answers the letter about their post wants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.language import words
from forum.letters.wording import wording
from mailgate.inbound.amendments import says_no, wanted_in
from tests.forum.letters.test_wording import VALUES

BEFORE = "会議は10時から市民ホールで開きます。みなさん来てください。\n"
AFTER = BEFORE.replace("10時", "11時")
QUOTED = "\n\n2026年11月22日(日) 10:00 General <general@lists.example>:\n> 取り下げたいときは、返信してください。\n"


@pytest.mark.parametrize(
    "text",
    [
        "取り下げます",
        "取下げます。",
        "お世話になります。\n投稿を削除してください。よろしくお願いします。\n",
        "先ほどの投稿を取り下げたいです",
        "ﾄﾘｻｹﾞ 撤回します",
        "この投稿を消してください",
        "withdraw",
        "WITHDRAW",
        "Please delete my post.",
        "撤回",
    ],
)
def test_withdrawing_is_understood_however_it_is_said(text: str):
    wanted = wanted_in("Re: 控え", text + QUOTED, BEFORE)

    assert wanted is not None
    assert wanted.amendment.text is None
    assert not wanted.amendment.tell


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ありがとうございます。",
        "この投稿は取り下げません。",
        "削除しないでください",
        "了解です",
        "OK thanks",
    ],
)
def test_what_says_nothing_of_it_changes_nothing(text: str):
    assert wanted_in("Re: 控え", text + QUOTED, BEFORE) is None


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("name", ["receipt", "amend_help", "amended", "approved"])
def test_our_own_letter_sent_back_without_marks_asks_for_nothing(name: str, locale: str):
    subject, text = wording(name, words(locale), **VALUES)

    assert (
        wanted_in(f"Re: {subject}", f"ありがとうございました。\n\n{text}", BEFORE, "総合") is None
    )


def test_what_may_mean_a_part_only_is_not_plain():
    wanted = wanted_in("Re: 控え", "2行目を削除してください", BEFORE)

    assert wanted is not None
    assert not wanted.is_plain


@pytest.mark.parametrize(
    "text",
    [
        "訂正：10時→11時",
        "訂正\n10時⇒11時",
        "（誤）10時\n（正）11時",
        "誤：10時　正：11時",
        f"訂正します。\n\n{AFTER}",
        f"【訂正】\n{AFTER}",
        f"修正版：\n{AFTER}",
        AFTER,
        f"correction:\n{AFTER}",
    ],
)
def test_a_correction_is_a_place_or_the_whole_text(text: str):
    wanted = wanted_in("Re: 控え", text + QUOTED, BEFORE)

    assert wanted is not None
    assert wanted.amendment.text == AFTER
    assert not wanted.is_plain


def test_a_place_that_is_not_in_the_text_corrects_nothing():
    assert wanted_in("Re: 控え", "訂正：99時→11時", BEFORE) is None


def test_a_correction_may_change_the_subject_and_ask_to_tell_everybody():
    wanted = wanted_in(
        "Re: 控え", "訂正\n件名：会議の時間\n11時からです。\nみなさんにも知らせてください。", BEFORE
    )

    assert wanted is not None
    assert wanted.amendment.subject == "会議の時間"
    assert wanted.amendment.text == "11時からです。\n"
    assert wanted.amendment.tell


def test_a_withdrawal_may_ask_to_tell_everybody():
    wanted = wanted_in("Re: 控え", "取り下げます。みなさんにも知らせてください", BEFORE)

    assert wanted is not None
    assert wanted.amendment.text is None
    assert wanted.amendment.tell


def test_an_empty_mail_says_it_in_its_subject():
    wanted = wanted_in("取り下げ", "", BEFORE)

    assert wanted is not None
    assert wanted.amendment.text is None


@pytest.mark.parametrize(("text", "no"), [("いいえ", True), ("やめます", True), ("", False), ("はい", False), ("No, thanks", True)])  # fmt: skip
def test_no_is_understood(text: str, no: bool):
    assert says_no(text + QUOTED) is no


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=200))
def test_any_words_can_be_read(subject: str, text: str, before: str):
    wanted_in(subject, text, before)
    says_no(text)
