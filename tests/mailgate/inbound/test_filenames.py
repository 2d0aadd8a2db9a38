import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.filenames import LONGEST, made_up_name, safe_name


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("資料.pdf", "資料.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\evil.exe", "evil.exe"),
        ("C:\\TEMP\\図面.png", "図面.png"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ('a<b>:"c|d?e*.txt', "a_b___c_d_e_.txt"),
        ("...", ""),
        ("  .profile ", "profile"),
        ("folder/", "folder"),
        ("'資料.pdf'", "資料.pdf"),
        ("o'clock", "o'clock"),
        ("CON.txt", "_CON.txt"),
        ("か\u3099.txt", "が.txt"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(written: str, safe: str) -> None:
    assert safe_name(written) == safe


def test_a_long_name_keeps_its_ending() -> None:
    name = safe_name("長" * 200 + ".docx")
    assert name.endswith("長.docx")
    assert len(name.encode()) <= LONGEST


def test_a_file_without_a_name_is_called_by_its_number_and_kind() -> None:
    assert made_up_name("image/jpeg", 2) == "attachment-2.jpg"
    assert made_up_name("application/x-unheard-of", 1) == "attachment-1.bin"


@given(st.text(max_size=300))
def test_any_name_becomes_safe_and_stays_as_it_is_then(written: str) -> None:
    name = safe_name(written)
    assert not set(name) & set("/\\\x00\n\r\u202e")
    assert len(name.encode()) <= LONGEST
    assert safe_name(name) == name


def test_a_name_that_was_cut_is_safe_already() -> None:
    for written in ("x" * 178 + ". (y) z", "長" * 59 + ".. .. b c d e f g h i j k"):
        name = safe_name(written)
        assert name == safe_name(name)
        assert name[-1] not in ". "


def test_a_mark_behind_something_unseen_joins_its_letter_at_once():
    assert safe_name("e\u200b\u0301.txt") == "é.txt"
