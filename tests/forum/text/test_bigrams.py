import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import bigrams
from forum.text.words import FIRST_PAIRED, RUN, normalised

JAPANESE = st.text(alphabet="防災公園予算の、。 \n令和8年ab１髙高", max_size=40)


@pytest.fixture(scope="module")
def index():
    """An FTS5 table as the archive keeps it, emptied of rows before each question."""
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE posts USING fts5(words, content='', tokenize='ascii', prefix='1')"
    )
    return database


def finds(index, text, words):
    tokens = bigrams.tokens(text)
    index.execute("INSERT INTO posts(rowid, words) VALUES (1, ?)", (tokens,))
    try:
        asked = "SELECT rowid FROM posts WHERE posts MATCH ?"
        return bool(index.execute(asked, (bigrams.query(words).fts5,)).fetchall())
    finally:
        index.execute("INSERT INTO posts(posts, rowid, words) VALUES ('delete', 1, ?)", (tokens,))


def test_japanese_becomes_pairs_and_a_last_single_character():
    assert bigrams.tokens("防災公園、Tokyo 2026") == "防災 災公 公園 園 tokyo 2026"


@given(
    st.lists(
        st.text(alphabet="防災公園のーが々㌔%𠮷", max_size=5)
        | st.text(alphabet="tokyo2026é", max_size=5)
        | st.sampled_from([" ", "、", "%", "%s", "_", "\0", "🌸", "\ud800"])
    ).map("".join)
)
def test_tokens_are_what_pairing_each_run_by_itself_gives(text):
    expected = []
    for run in RUN.findall(normalised(text)):
        is_paired = run >= FIRST_PAIRED
        expected += [run[at : at + 2] for at in range(len(run))] if is_paired else [run]
    assert bigrams.tokens(text) == " ".join(expected)


def test_wide_and_narrow_forms_are_one():
    assert bigrams.tokens("ＡＢＣ①ｶﾞｽ") == bigrams.tokens("abc1ガス")


def test_the_forms_of_one_name_are_one():
    assert bigrams.tokens("髙橋と渡邉") == bigrams.tokens("高橋と渡辺")


@pytest.mark.parametrize(
    "words", ["防災", "災", "防災公園", "公園 防災", "２０２６", '"防災 公園"', "「防災公園」"]
)
def test_a_word_in_the_text_is_found(index, words):
    text = "防災 公園と防災公園 2026" if '"' in words else "防災公園は2026年に"
    assert finds(index, text, words)


@pytest.mark.parametrize("words", ["災防", "防公", "202", "公園 予算", "防災 -公園", '"公園 防災"'])
def test_a_word_not_in_the_text_is_not_found(index, words):
    assert not finds(index, "防災公園は2026年に", words)


def test_an_unwanted_word_leaves_a_post_out_only_where_it_stands(index):
    assert finds(index, "防災の話", "防災 -公園")


@pytest.mark.parametrize("words", ["", "  ", "。、", '"', "-", "-公園", "「」", "()*:^", "\0"])
def test_nothing_wanted_is_an_empty_query(words):
    assert bigrams.query(words).is_empty


@given(st.text(max_size=60))
def test_every_query_is_understood(words):
    asked = bigrams.query(words)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE f USING fts5(t, tokenize='ascii')")
    if not asked.is_empty:
        database.execute("SELECT * FROM f WHERE f MATCH ?", (asked.fts5,)).fetchall()


@given(st.text(max_size=60))
def test_nothing_but_letters_digits_and_our_own_signs_reaches_an_engine(words):
    asked = bigrams.query(f"AND {words} OR NEAR NOT * : ^ ( ' & | ! <->")
    assert re.fullmatch(r"[\w\s'&|!:*()<>-]*", asked.tsquery)
    for token in re.findall(r"'([^']*)'", asked.tsquery):
        assert token.isalnum()


@given(JAPANESE, st.text(alphabet="防災公園予算のに", min_size=1, max_size=4))
def test_the_index_finds_what_a_scan_finds(index, text, word):
    assert finds(index, text, word) == (bigrams.normalised(word) in bigrams.normalised(text))


@given(st.text(alphabet="田中㐂山Ａb8年々ー、", min_size=1, max_size=12), st.data())
def test_every_part_of_a_run_finds_its_text(index, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : start + data.draw(st.integers(1, 6))]
    latin_cut = re.search(r"[Ａb8]$", text[:start]) and re.match(r"[Ａb8]", part)
    latin_cut = latin_cut or (
        re.search(r"[Ａb8]$", part) and re.match(r"[Ａb8]", text[start + len(part) :])
    )
    if not latin_cut and not bigrams.query(part).is_empty:
        assert finds(index, text, part)


@given(st.text())
def test_normalising_is_done_once_for_all(text):
    once = bigrams.normalised(text)
    assert bigrams.tokens(once) == bigrams.tokens(text)
