"""What counts as a plain yes, and what an adviser's no looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.language import words
from forum.letters.wording import wording
from mailgate.inbound.agreeing import declined, own_words, says_yes
from tests.forum.letters.test_wording import VALUES

QUOTED = "\n\n2026年11月22日(日) 10:00 総合 <general@lists.example>:\n> 「はい」とだけ書いて\n"


@pytest.mark.parametrize(
    "text",
    [
        "はい",
        "ハイ！",
        "OK",
        "okです。",
        "はい。これで結構です。\nよろしくお願いします。",
        "お世話になります。\n確認いたしました。問題ございません。\nよろしくお願いいたします。",
        "異議なし",
        "内容確認しました。ありがとうございます。",
        "議事録の案を確認しました。問題ありません。",
        "これでお願いします",
        "Yes, that is right.",
        "ok thanks!",
        "",
    ],
)
def test_yes_is_understood_however_it_is_said(text: str):
    assert says_yes(own_words(text + QUOTED))


@pytest.mark.parametrize(
    "text",
    [
        "いいえ",
        "はい。ただし、日付は10日です。",
        "はい\n\n場所は2階でした。",
        "よくないです",
        "問題があります",
        "ありがとうございました。",
        "no",
        "確認しましたが、名前が違います。",
    ],
)
def test_whoever_says_more_says_something_else(text: str):
    assert not says_yes(own_words(text + QUOTED))


def test_a_name_under_a_yes_changes_nothing():
    assert says_yes("はい\n山田です", "山田 花子")
    assert not says_yes("はい\n川田です", "山田 花子")


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("name", ["minutes_ask", "entry_ask"])
def test_a_letter_sent_back_without_marks_is_no_answer_of_its_own(name: str, locale: str):
    asked = "会議は10時からです。"
    _, text = wording(name, words(locale), **(VALUES | {"whole": [asked]}))

    kept = own_words(f"はい\n\n{text}", asked, "総合")

    assert kept.splitlines()[0] == "はい"
    assert asked not in kept


def test_advice_that_quotes_nothing_is_kept_whole():
    told = "三か月では短いと思います。\n■ 理由\n件数が足りません。"
    assert own_words(told + QUOTED) == told


@pytest.mark.parametrize(
    "text",
    ["辞退します。専門外です。", "申し訳ございませんが、辞退いたします。", "I must decline."],
)
def test_an_adviser_says_no_in_the_first_line(text: str):
    assert declined(text) == text


@pytest.mark.parametrize(
    "text",
    ["辞退する理由はありません。進めてください。"[2:], "よいと思います。\n辞退はしません。", ""],
)
def test_other_words_are_no_refusal(text: str):
    assert declined(text) is None


@given(st.text(max_size=300))
def test_any_words_are_read(text: str):
    says_yes(own_words(text, text, "総合"), "山田")
    declined(text)
