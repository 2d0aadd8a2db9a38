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


def test_what_is_said_of_the_whole_proposal_behind_an_item_stays_there():
    told = city_form.read(
        "", "項目1\n判断：反映\n受理番号：受第5号\n回答期限：1月31日\n担当課：道路課\n"
    )
    assert told.about == {"receipt_number": "受第5号", "due_on": "1月31日"}
    assert told.items == {1: {"judgement": "反映", "department": "道路課"}}


def test_a_reason_ends_where_a_rule_or_the_next_part_begins():
    told = city_form.read("", "項目1\n理由：費用のため。\n■ ほかのこと\n余分な言葉\n")
    assert told.items == {1: {"reason": "費用のため。"}}


def test_a_reason_that_speaks_of_another_item_stays_with_its_own():
    told = city_form.read(
        "", "項目1\n判断：反映\n理由：次の\n項目2については継続検討としますので。\n担当課：道路課\n"
    )
    reason = "次の\n項目2については継続検討としますので。"
    assert told.items == {1: {"judgement": "反映", "reason": reason, "department": "道路課"}}


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_WORDS = st.text(alphabet="市民の声をふまえ道路と広場は来年ab、。", min_size=1, max_size=60)
_ANSWERS = st.dictionaries(
    st.integers(1, 12),
    st.fixed_dictionaries(
        {
            "judgement": st.sampled_from(["反映", "一部反映", "継続検討"]),
            "response": st.sampled_from(["実施済", "検討中", "困難"]),
            "reason": _WORDS,
            "department": st.sampled_from(["市民課", "道路課"]),
        }
    ),
    min_size=1,
    max_size=4,
)
_LABELS = {"judgement": "判断", "response": "対応", "reason": "理由", "department": "担当課"}


@settings(max_examples=120, deadline=None)
@given(
    _ANSWERS,
    st.integers(8, 40),
    st.sampled_from(["", "> ", "＞", ">> "]),
    st.permutations(list(_LABELS)),
    st.booleans(),
)
def test_a_form_filled_in_anywhere_comes_back_item_by_item(answers, width, mark, order, is_wide):
    lines = []
    for position, fields in answers.items():
        number = str(position).translate(_WIDE) if is_wide else str(position)
        lines += ["", f"項目{number}"]
        for name in order:
            said = f"{_LABELS[name]}{'：' if is_wide else ':'}{fields[name]}"
            lines += [said[at : at + width] for at in range(0, len(said), width)]
    told = city_form.read("", "".join(f"{mark}{line}\n" for line in lines))
    bare = {
        position: {name: "".join(words.split()) for name, words in fields.items()}
        for position, fields in told.items.items()
    }
    assert (bare, told.about) == (answers, {})


def test_our_list_of_words_under_the_form_is_no_part_of_it():
    told = city_form.read(
        "", "項目1\nやさしい要約：\n判断の言葉：反映、一部反映\n対応の言葉：実施済\n"
    )
    assert not told


def test_an_interim_answer_is_called_so_in_the_subject_or_in_ones_own_words():
    form = "項目1\n理由：調べています。\n"
    assert city_form.read("Re: 中間回答です", form).is_interim
    assert city_form.read("Re: 提案", f"中間回答\n{form}").is_interim
    assert not city_form.read("Re: 提案", f"{form}\n> 中間回答のときは\n").is_interim


def test_the_title_beside_an_items_number_is_no_answer():
    assert city_form.read("", "項目1 道路の表示\n判断：反映\n").items == {1: {"judgement": "反映"}}


def test_where_an_item_was_passed_is_read_beside_the_word():
    assert city_form.place_in("市の所管外（県道路課）") == "県道路課"
