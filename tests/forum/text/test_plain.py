import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.folding import fold
from forum.text.plain import in_sight, localise, render

WORDS = {"quote": "引用を表示", "signature": "署名を表示", "footer": "案内を表示"}


def test_paragraphs_and_lines_are_kept():
    assert render("一行目\n二行目\r\n\r\n\n次") == "<p>一行目<br>二行目</p><p>次</p>"


def test_markup_is_shown_not_obeyed():
    assert (
        render("<script>alert('x')</script>")
        == "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>"
    )


def test_a_long_quote_is_folded_and_a_signature_too():
    html = localise(render("はい\n" + "> 長い引用\n" * 20 + "-- \n山田\n"), WORDS)
    assert html.startswith(
        '<p>はい</p><details class="fold" data-kind="quote"><summary>引用を表示</summary>'
    )
    assert "<summary>署名を表示</summary><p>-- <br>山田</p></details>" in html


def test_a_short_quote_stays_in_sight_above_its_answer():
    assert (
        render("> 何時ですか\n十時です")
        == "<blockquote><p>何時ですか</p></blockquote><p>十時です</p>"
    )


def test_a_quote_below_the_last_word_is_folded_however_short():
    assert "<details" in render("十時です\n> 何時ですか")


def test_a_mail_that_only_quotes_shows_it():
    assert "<details" not in render("> 何時ですか\n")


def test_addresses_are_hidden_also_in_attributions():
    html = render(
        "はい\n\n2026年11月22日(日) 10:00 山田 <taro@example.jp>:\n> え taro@example.jp\n"
    )
    assert "taro" not in html
    assert 'data-kind="quote"' in html


def test_addresses_are_shown_where_that_is_wanted():
    assert "taro@example.jp" in render("taro@example.jp", mask=False)


def test_words_of_a_writer_are_never_taken_for_ours():
    assert localise(render("§quote§ <summary>§quote§</summary>"), WORDS).count("§quote§") == 2


def test_what_is_in_sight_is_said():
    kinds = [
        part.kind for part in in_sight(fold("> え\nはい\n> " + "\n> ".join("長い引用") + "\n"))
    ]
    assert kinds == ["quote", "own"]


@given(st.text())
def test_every_text_is_rendered_and_escaped(text):
    html = render(text)
    bare = html
    for tag in ("p", "blockquote", "details", "summary", "a", "br"):
        bare = bare.replace(f"</{tag}>", "").replace(f"<{tag}>", "")
    for kind in ("quote", "signature", "footer"):
        bare = bare.replace(f'<details class="fold" data-kind="{kind}">', "")
    assert "<" not in bare.replace('<a href="', "")


@given(st.text(alphabet="> \n-_:一2@./\r\u3000", max_size=80))
def test_no_word_is_lost(text):
    html = render(text, mask=False)
    assert html.count("一") + html.count("2") >= text.count("一") + text.count("2")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "http://" * 20_000,
        "https://a.jp/" + "(" * 20_000 + ")" * 20_000,
        "&" * 50_000,
        " \n" * 20_000,
        "\n \t" * 20_000,
    ],
    ids=range(5),
)
def test_hostile_texts_take_no_time_to_speak_of(text):
    assert render(text) is not None
