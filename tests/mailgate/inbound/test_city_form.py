"""The form of the city's letter is read kindly, in both languages, whatever stands in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.proposals.city import Judgement, Response
from mailgate.inbound import city_form


@pytest.mark.parametrize(
    ("words", "judgement", "response"),
    [
        ("反映", Judgement.REFLECTED, None),
        ("一部反映します", Judgement.PARTLY, None),
        ("反映しません", Judgement.NOT_REFLECTED, None),
        ("趣旨をふまえ検討", Judgement.IN_SPIRIT, None),
        ("継続して検討", Judgement.CONTINUED, None),
        ("Partly reflected", Judgement.PARTLY, None),
        ("not reflected", Judgement.NOT_REFLECTED, None),
        ("実施済み", None, Response.DONE),
        ("ﾋﾐﾂ", None, None),
        ("市の所管外（県）", None, Response.ELSEWHERE),
    ],
)
def test_the_words_of_the_vocabularies_are_known(words, judgement, response):
    assert city_form.judgement_in(words) is judgement
    assert city_form.response_in(words) is response


@pytest.mark.parametrize(
    ("words", "year"),
    [("実施予定（令和９年度）", 2027), ("令和元年度", 2019), ("2027年度", 2027), ("FY2027", 2027),
     ("R9", 2027), ("そのうち", None)],
)  # fmt: skip
def test_a_fiscal_year_is_read_in_every_way(words, year):
    assert city_form.year_in(words) == year


def test_the_form_in_english_is_the_same_form():
    told = city_form.read(
        "", "Item 1\nJudgement: Reflected\nResponse: Done\nDepartment: Citizens\n"
    )
    assert told.items == {
        1: {"judgement": "Reflected", "response": "Done", "department": "Citizens"}
    }


def test_ones_own_words_count_before_the_quoted_ones():
    told = city_form.read("", "項目1\n判断：反映\n\n> 項目1\n> 判断：一部反映\n> 理由：前の\n")
    assert told.items[1] == {"judgement": "反映", "reason": "前の"}


def test_an_empty_form_says_nothing():
    assert not city_form.read("Re:", "項目1\n判断：\n対応：\n理由：\n\n受理番号：\n")


@settings(max_examples=80, deadline=None)
@given(
    st.text(),
    st.text(alphabet="項目12：:判断対応理由照会>＞ \n-=■反映実施済年度令和（）", max_size=200),
)
def test_no_words_break_it(subject, text):
    told = city_form.read(subject, text)
    for fields in told.items.values():
        for words in fields.values():
            city_form.judgement_in(words)
            city_form.year_in(words)
