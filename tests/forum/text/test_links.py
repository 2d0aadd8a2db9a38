import pytest

from forum.text.links import REL, linked


def test_a_link_right_behind_kana_is_found_and_ends_before_a_bracket():
    assert linked("資料はhttps://example.jp/b）です") == (
        f'資料は<a href="https://example.jp/b" rel="{REL}">https://example.jp/b</a>）です'
    )


@pytest.mark.parametrize(
    "end",
    [
        "、",
        "。",
        "」",
        "）",
        "】",
        "です",
        "　",
        ".",
        ",",
        ")",
        "?",
        "&gt;",
        "&quot;",
        "!!",
        "&#39;",
    ],
)
def test_what_belongs_to_the_sentence_is_not_linked(end):
    assert 'href="https://example.jp/a"' in linked(f"https://example.jp/a{end}")


def test_brackets_inside_an_address_stay():
    assert 'href="https://example.jp/a_(b)"' in linked("(https://example.jp/a_(b))")


def test_ampersands_stay_escaped():
    assert 'href="https://example.jp/?a=1&amp;b=2"' in linked("https://example.jp/?a=1&amp;b=2")


@pytest.mark.parametrize(
    "text", ["javascript://x", "ftp://example.jp", "https://", "mailto:a@example.jp"]
)
def test_nothing_else_is_linked(text):
    assert "<a" not in linked(text)
