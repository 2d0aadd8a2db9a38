import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.text.links import REL
from forum.text.markdown import render


def test_a_line_end_is_a_line_end():
    assert render("一\n二") == "<p>一<br>\n二</p>"


def test_emphasis_lists_tables_and_code_are_there():
    html = render(
        "**太**\n\n- 一\n- 二\n\n| 日 | 時 |\n|---|--:|\n| 1 | 2 |\n\n```python\nx < 1\n```\n"
    )
    assert "<strong>太</strong>" in html
    assert "<li>一</li>" in html
    assert '<td align="right">2</td>' in html
    assert "<pre><code>x &lt; 1\n</code></pre>" in html


def test_headings_stand_below_those_of_the_page():
    assert render("# 題\n\n## 小題\n\n##### 五") == "<h3>題</h3>\n<h4>小題</h4>\n<h6>五</h6>"


def test_raw_html_is_shown_not_obeyed():
    html = render("<b>太</b> <script>alert(1)</script>\n\n<div onclick=x>y</div>")
    assert "&lt;b&gt;太&lt;/b&gt;" in html
    assert "&lt;script&gt;" in html
    assert "&lt;div onclick=x&gt;y&lt;/div&gt;" in html


def test_an_image_becomes_a_link():
    assert render("![絵](https://example.jp/a.png)") == (
        f'<p><a href="https://example.jp/a.png" rel="{REL}">絵</a></p>'
    )


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVaScRiPt:x", "&#106;avascript:x"],
)
def test_a_link_that_could_run_goes_nowhere(target):
    assert "href" not in render(f"[x]({target})")


def test_addresses_are_linked_outside_code():
    html = render("資料はhttps://example.jp/b）です `https://code.jp`")
    assert f'<a href="https://example.jp/b" rel="{REL}">https://example.jp/b</a>）です' in html
    assert "<code>https://code.jp</code>" in html


def test_mail_addresses_and_telephones_are_hidden():
    html = render("連絡は <taro@example.jp> か taro@example.jp、`0466-25-1111`")
    assert "taro" not in html
    assert "0466" not in html
    assert "taro@example.jp" in render("`taro@example.jp`", mask=False)


HOSTILE = [
    "[" * 10_000,
    "![" * 8_000,
    "<a " * 5_000,
    ">" * 10_000,
    "> " * 5_000,
    "*a " * 10_000,
    "**a*" * 5_000,
    "`a``" * 5_000,
    "\n".join(" " * n + "- x" for n in range(300)),
    "[a][b] " * 3_000,
    "|a|b|\n|-|-|\n" + "|" * 10_000,
    "a\n\n" * 20_000,
    "a\n===\n" * 5_000,
    "\\" * 20_000,
    "[" * 190 + "x" * 59_000,
    "&lt;" * 10_000,
    ("[" * 195 + "\n\n") * 5,
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_what_would_take_too_long_is_shown_all_the_same(source):
    assert render(source)


def test_what_is_too_much_is_shown_as_plain_text():
    assert render("<b>一\n" * 1_000).startswith("<p>&lt;b&gt;一<br>&lt;b&gt;一<br>")


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="a一 \n*_`[]()<>!#|-&\\:/.@01>", max_size=120))
def test_whatever_is_written_no_tag_comes_that_we_do_not_know(source):
    html = render(source)
    for tag in ("<script", "<img", "<svg", "<style", "<iframe", "onerror"):
        assert tag not in html
