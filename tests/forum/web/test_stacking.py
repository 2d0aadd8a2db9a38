"""Tables whose rows become small lists on a phone."""

from markupsafe import Markup

from forum.web.stacking import stacked


def test_each_cell_carries_the_word_of_its_column() -> None:
    row = Markup('<tr><th scope="row">北</th><td class="number">3</td></tr>\n<tr><td>南</td></tr>')
    told = stacked(row, ["地区", ("人数", "number")])
    assert '<th role="rowheader" data-head="地区" scope="row">北</th>' in told
    assert '<td role="cell" data-head="人数" class="number">3</td>' in told
    assert told.count('<tr role="row">') == 2
    assert '<td role="cell" data-head="地区">南</td>' in told


def test_a_word_of_a_column_is_written_as_text() -> None:
    assert 'data-head="&lt;b&gt;&#34;"' in stacked(Markup("<tr><td>1</td></tr>"), ['<b>"'])
