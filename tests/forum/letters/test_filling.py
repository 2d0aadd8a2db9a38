import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.letters.filling import COLUMNS, fill, width

JAPANESE = st.text(alphabet="あいうかきくはがをに、。「」ー漢字公園会議室ABC 12", max_size=200)
WORDS = st.sampled_from(
    ["公園", "ベンチを", "「広場」の", "ふやしてください", "ニュース", "は", "3つ"]
)
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from(["", "、", "。"])), max_size=40).map(
    lambda said: "".join(word + stop for word, stop in said)
)


@given(JAPANESE)
def test_nothing_but_spaces_is_lost_or_added(line):
    def letters(text: str) -> str:
        return "".join(text.split())

    assert letters(fill(line)) == letters(line)


@given(JAPANESE)
def test_no_line_is_wider_than_thirty_characters_but_for_one_that_cannot_be_broken(line):
    for filled in fill(line).splitlines():
        assert width(filled) <= COLUMNS or filled.isascii()


@given(SENTENCES)
def test_no_line_begins_with_a_stop_that_belongs_to_the_one_before(line):
    filled = fill(line).splitlines()
    for before, after in itertools.pairwise(filled):
        assert after[:1] not in ("、", "。", "」", "ー")
        assert before[-1:] != "「"


def test_a_link_and_an_address_stay_whole():
    link = "https://kakehashi.example/confirm/" + "0123456789abcdef" * 5
    assert link in fill(f"次のページでボタンを押してください。{link} のあとも続く文です。")
    assert "foo..bar@docomo.ne.jp" in fill("あ" * 25 + "foo..bar@docomo.ne.jp" + "い" * 20)


def test_a_line_ends_where_one_would_pause():
    filled = fill(
        "すでに手続きが済んでいることもあります。済んでいないときは、もう一度申し込んでください。"
    )
    assert filled.splitlines() == [
        "すでに手続きが済んでいることもあります。済んでいないときは、",
        "もう一度申し込んでください。",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "「手紙」と書いて返信すると、これからは紙の手紙でお送りします。ウェブでもお知らせします。",
        "ご返信ありがとうございます。どのお答えかがはっきりわからなかったため、まだ何も数えていません。",
        "あなたあてのお願いに、別のメールアドレスからお答えがありました。ご本人のお答えかを確かめます。",
    ],
)
def test_an_honorific_stays_with_its_word(said):
    lines = fill(said).splitlines()
    assert len(lines) > 1
    assert not [line for line in lines if line.endswith(("お", "ご"))]


def test_english_is_broken_between_words():
    said = "We have received your request to take part in the discussion of the council, thank you."
    assert [line[-1] for line in fill(said).splitlines()] != [" "]
    assert " ".join(fill(said).split()) == said


def test_blank_lines_come_one_at_a_time():
    assert fill("一\n\n\n\n二\n") == "一\n\n二\n"


def test_the_mark_above_a_signature_keeps_its_space():
    assert fill("言葉\n\n-- \n協議会") == "言葉\n\n-- \n協議会\n"


@pytest.mark.parametrize(("text", "columns"), [("あ", 2), ("a", 1), ("ｱ", 1), ("①", 2)])
def test_full_width_counts_twice(text, columns):
    assert width(text) == columns


def test_a_word_longer_than_a_line_stays_whole():
    link = "https://kakehashi.example/" + "a" * 80
    assert fill(link) == f"{link}\n"
    assert link in fill(f"ここで読めます。{link}").splitlines()
