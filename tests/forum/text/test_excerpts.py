from hypothesis import given
from hypothesis import strategies as st

from forum.text.bigrams import excerpt, query


def shown(text, words, length=40):
    return excerpt(text, query(words).terms, length)


def test_the_found_words_are_marked():
    assert shown("公園の掃除は公園で", "公園") == "<mark>公園</mark>の掃除は<mark>公園</mark>で"


def test_the_excerpt_stands_around_the_first_find():
    html = shown("前" * 200 + "公園" + "後" * 200, "公園")
    assert html.startswith("…前")
    assert "<mark>公園</mark>" in html
    assert html.endswith("後…")


def test_other_forms_of_a_word_are_marked_as_they_were_written():
    assert shown("㈱ｱｵｲの髙橋…", "高橋") == "㈱ｱｵｲの<mark>髙橋</mark>…"
    assert shown("…ｶﾞｽの話", "ガス") == "…<mark>ｶﾞｽ</mark>の話"


def test_a_latin_word_is_marked_only_whole():
    assert shown("Map mapping MAP", "map") == "<mark>Map</mark> mapping <mark>MAP</mark>"


def test_nothing_found_shows_the_beginning():
    assert shown("公園の掃除", "防災") == "公園の掃除"
    assert excerpt("公園の掃除", ()) == "公園の掃除"


@given(st.text(max_size=80), st.text(max_size=12))
def test_markup_is_always_escaped(text, words):
    bare = shown("<b>" + text, words).replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
