"""Lines of a form come and go by sending it, and what was written in the others stays."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from forum.web.meetings import rows

LINES = st.lists(
    st.tuples(st.text(max_size=5), st.text(max_size=5)), min_size=1, max_size=rows.MOST
)


def sent(lines: list[tuple[str, str]], **pressed: str) -> MultiDict[str, str]:
    form = MultiDict(pressed)
    for row, (title, link) in enumerate(lines, 1):
        form[f"title_{row}"], form[f"link_{row}"] = title, link
    return form


def read(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [(form[f"title_{row}"], form[f"link_{row}"]) for row in range(1, rows.many(form) + 1)]


@given(LINES)
def test_more_lines_are_empty_and_the_others_stay(lines: list[tuple[str, str]]):
    turned = rows.turned(sent(lines, more="1"))
    assert turned is not None
    added = read(turned)
    assert added[: len(lines)] == lines
    assert set(added[len(lines) :]) <= {("", "")}
    assert len(added) == min(rows.MOST, len(lines) + 2)


@given(LINES, st.data())
def test_one_line_goes_and_no_other(lines: list[tuple[str, str]], data: st.DataObject):
    gone = data.draw(st.integers(1, len(lines)))
    turned = rows.turned(sent(lines, fewer=str(gone)))
    assert turned is not None
    if len(lines) > 1:
        assert read(turned) == lines[: gone - 1] + lines[gone:]


@given(LINES, st.text(max_size=4))
def test_a_line_that_does_not_exist_takes_nothing_away(lines: list[tuple[str, str]], odd: str):
    if odd.isascii() and odd.isdigit() and 1 <= int(odd) <= len(lines):
        return
    turned = rows.turned(sent(lines, fewer=odd))
    assert turned is not None
    assert read(turned) == lines


def test_without_such_a_button_nothing_turns():
    assert rows.turned(sent([("Зал", "")])) is None
