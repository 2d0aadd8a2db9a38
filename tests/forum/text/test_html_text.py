import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.text.folding import own_text
from forum.text.html_text import to_text


def test_paragraphs_lines_and_entities():
    assert to_text("<p>一&amp;<b>二</b><br>三</p><p>四</p>") == "一&二\n三\n\n四"


def test_links_are_kept():
    html = '<a href="https://example.jp/">資料</a>、<a href="https://example.jp/b">https://example.jp/b</a>'
    assert to_text(html) == "資料 <https://example.jp/>、https://example.jp/b"


def test_lists_nest_and_count():
    html = "<ul><li>一<ul><li>二</li></ul><li>三</ul><ol start=3><li>四<li>五</ol>"
    assert to_text(html) == "- 一\n  - 二\n- 三\n\n3. 四\n4. 五"


def test_a_table_of_words_is_rows():
    assert to_text("<table><tr><th>日<th>時</tr><tr><td>一<td>十</table>") == "日 | 時\n一 | 十"


def test_a_table_of_blocks_is_lines():
    html = "<table><tr><td><p>一</p></td><td><p>二</p></td></tr></table>"
    assert to_text(html) == "一\n\n二"


def test_a_quotation_is_marked_and_folds():
    html = (
        "<div>はい</div><div class=gmail_quote><div>2026年11月22日(日) 10:00 山田 &lt;"
        "<a href='mailto:taro@example.jp'>taro@example.jp</a>&gt;:<br></div>"
        "<blockquote>何時ですか<blockquote>え</blockquote></blockquote></div>"
    )
    assert "> 何時ですか\n>\n> > え" in to_text(html)
    assert own_text(to_text(html)) == "はい"


def test_an_outlook_reply_folds_below_its_rule():
    html = "<p>はい</p><hr><div><b>差出人:</b> 山田<br><b>送信日時:</b> 今日<br><b>件名:</b> 会議</div><p>何時ですか</p>"
    assert own_text(to_text(html)) == "はい"


@pytest.mark.parametrize("tag", ["script", "style", "title", "noscript"])
def test_what_is_not_for_reading_is_dropped(tag):
    assert to_text(f"<{tag}>x</{tag}><p>一") == "一"


def test_preformatted_lines_stay_as_they_are():
    assert to_text("<pre>a\n  b</pre>") == "a\n  b"


def test_a_picture_is_its_description():
    assert to_text("<img alt='会場の地図' src='https://example.jp/a.png'>") == "会場の地図"


@settings(deadline=None)
@given(st.text(alphabet="<>/abpultdiv =\"'&;!-一\n", max_size=100))
def test_every_html_is_read(html):
    assert to_text(html) is not None


HOSTILE = [
    "<div>" * 3_000 + "x",
    "<div>" * 190_000 + "x",
    "<blockquote>" * 3_000 + "x",
    "<table><tr><td>" * 3_000 + "x",
    "<ul><li>x" * 3_000,
    "<!--" * 50_000,
    "<a " + "b=c " * 50_000 + ">",
    "<" * 100_000,
    "&" * 100_000,
    "<p>一</p>" * 100_000,
]


@pytest.mark.timeout(30)
@pytest.mark.parametrize("html", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_html_is_read_in_time(html):
    assert to_text(html) is not None


def test_what_would_take_too_long_to_parse_keeps_its_words() -> None:
    assert to_text("<p>a &amp; b</p>" + "<br>" * 20_000 + "<b>c</b>") == "a & b\n\nc"
    attributes = " ".join(f"a{number}" for number in range(30_000))
    assert to_text(f"<p x='>' {attributes}>end").endswith("end")


def test_of_a_bomb_of_angles_only_the_beginning_is_read():
    text = to_text("公園" + "<" * 300_000 + "予算")
    assert text.startswith("公園<")
    assert text.endswith("\n…")
    assert "予算" not in text
