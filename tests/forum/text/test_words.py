import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from forum.text import words


@given(st.text())
def test_our_nfkc_is_nfkc(text):
    assert words._nfkc(text) == unicodedata.normalize("NFKC", text)


@given(st.text(alphabet="か\u3099ｶﾞハﾟ㈱①…！（　）e\u0301가각ᆨあ亜、", max_size=20))
def test_our_nfkc_joins_marks_with_what_they_stand_on(text):
    assert words._nfkc(text) == unicodedata.normalize("NFKC", text)


def test_names_have_one_form():
    assert words.normalised("髙﨑 渡邊 渡邉 齋藤 濵田 𠮷野") == "高崎 渡辺 渡辺 斉藤 浜田 吉野"
