"""What an edit has changed, by sentence and by letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.differences import Passage, Run, differences, plainly

words = st.text("あい漢字カナ。、\n ab1０「」", max_size=60)


def test_only_what_differs_within_a_japanese_sentence_is_marked():
    old = "会議は10時から市民ホールで開きます。みなさん来てください。"

    changed, same = differences(old, old.replace("10時", "11時"))

    assert [(run.kind, run.text) for run in changed.runs] == [
        ("same", "会議は"),
        ("removed", "10"),
        ("added", "11"),
        ("same", "時から市民ホールで開きます。"),
    ]
    assert same.is_same


def test_a_new_sentence_stands_for_itself():
    assert differences("来てください。", "来てください。雨天中止です。") == [
        Passage((Run("same", "来てください。"),)),
        Passage((Run("added", "雨天中止です。"),)),
    ]


def test_katakana_words_are_not_torn_apart():
    (changed,) = differences("ホールで開く。", "ホテルで開く。")

    assert [run.text for run in changed.runs] == ["ホール", "ホテル", "で開く。"]


def test_sentences_with_nothing_in_common_are_told_one_after_the_other():
    (changed,) = differences("あの公園に草が生えた。", "図書館は満員だった。")

    assert [run.kind for run in changed.runs] == ["removed", "added"]


def test_a_mail_says_what_differs_in_brackets():
    old = "会議は10時からです。\n来てください。\n"
    new = "会議は11時からです。\n来てください。\n雨天中止です。\n"

    assert plainly(old, new) == [
        ["− 会議は【10】時からです。", "＋ 会議は【11】時からです。"],
        ["＋ 雨天中止です。"],
    ]


@given(words, words)
def test_both_texts_can_be_read_from_the_differences(old: str, new: str):
    found = differences(old, new)

    assert "".join(run.text for passage in found for run in passage.before) == old
    assert "".join(run.text for passage in found for run in passage.after) == new


@given(words)
def test_a_text_does_not_differ_from_itself(text: str):
    assert all(passage.is_same for passage in differences(text, text))


@pytest.mark.parametrize(
    ("old", "new"), [("\n" * 20_000, "a\n" * 20_000), ("あ。" * 20_000, "いう" * 20_000)]
)
def test_long_and_quite_different_texts_end_in_old_and_new(old: str, new: str):
    found = differences(old, new)

    assert "".join(run.text for passage in found for run in passage.after) == new
