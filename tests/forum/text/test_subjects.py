import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.subjects import display_subject


@pytest.mark.parametrize(
    "prefix",
    [
        "Re: ",
        "RE:",
        "re : ",
        "Re[2]: ",
        "Re^2: ",
        "Re*3: ",
        "Re(2): ",
        "Ｒｅ：",
        "ＲＥ: ",
        "返信: ",
        "返信：",
        "転送: ",
        "FW: ",
        "Fwd: ",
        "FWD:",
        "AW: ",
        "Ynt: ",
        "Vá: ",
        "Отв: ",
        "답장: ",
        "轉發: ",
        "ΑΠ: ",
        "[kouen:123] ",
        "[kouen 00123]",
        "(kouen 123) ",
        "(kouen:5) ",
        "[Kouen] ",
        "Re: [kouen:12] Re: ",
        "[kouen:12] Re: [kouen:11] ",
    ],
)
def test_prefixes_are_left_out(prefix):
    assert display_subject(f"{prefix}公園の掃除", "kouen") == "公園の掃除"


@pytest.mark.parametrize(
    "subject",
    [
        "[急募] 公園の掃除",
        "【重要】お知らせ",
        "Report: 第3回",
        "Redo: x",
        "公園 Re: 掃除",
        "[bousai:3] 訓練",
        "(案) 日程",
        "返信のしかた",
    ],
)
def test_what_else_stands_in_front_stays(subject):
    assert display_subject(subject, "kouen") == subject


def test_white_space_is_one_space():
    assert display_subject(" 公園の\r\n  掃除 ", "kouen") == "公園の 掃除"


def test_a_bare_prefix_is_no_subject():
    assert display_subject("Re: [kouen:3]", "kouen") == ""


@given(st.text(), st.text(max_size=10))
def test_every_subject_is_read_and_none_needs_it_twice(subject, slug):
    shown = display_subject(subject, slug)
    assert display_subject(shown, slug) == shown


def test_a_subject_of_prefixes_is_read_to_its_end() -> None:
    assert display_subject("Re: " * 200 + "公園", "council") == "公園"
