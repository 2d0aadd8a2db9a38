"""No published table lets anybody be told from a cell of one or two."""

from collections import Counter
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from forum.people.person import Sector
from forum.proposals.cells import LEAST, Table, as_counted, merged
from forum.proposals.poll import Channel, Choice

answers = st.lists(
    st.tuples(st.sampled_from(Sector), st.sampled_from(Choice), st.sampled_from(Channel)),
    max_size=60,
)


def table_of(given_answers, make=merged) -> Table:
    counts = Counter((sector, choice) for sector, choice, _ in given_answers)
    return make(counts, Counter(channel for *_, channel in given_answers))


def some_of(words):
    return chain.from_iterable(combinations(words, n) for n in range(1, len(words) + 1))


@given(answers)
def test_every_cell_and_every_sum_of_cells_is_empty_or_three_at_least(given_answers):
    table = table_of(given_answers)
    cells = [count for row in table.rows for count in row.counts]
    told = [*cells, *table.totals, *(row.total for row in table.rows), table.total or 0]
    assert all(count == 0 or count >= LEAST for count in told)
    assert all(count >= LEAST for _, count in table.channels)


@given(answers)
def test_nothing_is_lost_or_counted_twice_by_merging(given_answers):
    table = table_of(given_answers)
    if 0 < len(given_answers) < LEAST:
        assert table.total is None
        assert not table.rows
        return
    assert table.total == len(given_answers) == sum(table.totals)
    assert sorted(chain(*(row.sectors for row in table.rows))) == sorted(Sector)
    assert sorted(chain(*table.choices)) == sorted(Choice)
    for row in table.rows:
        for group, count in zip(table.choices, row.counts, strict=True):
            true = sum(s in row.sectors and c in group for s, c, _ in given_answers)
            assert true == count


@given(answers)
def test_the_differences_of_what_is_told_are_no_smaller_cells(given_answers):
    """Any sum of cells less any part of that sum is a sum of cells again."""
    table = table_of(given_answers)
    for row in table.rows:
        for chosen in some_of(range(len(row.counts))):
            rest = row.total - sum(row.counts[at] for at in chosen)
            assert rest == 0 or rest >= LEAST


@given(answers)
def test_large_cells_stay_apart(given_answers):
    many = [one for one in given_answers for _ in range(LEAST)]
    table = table_of(many)
    if many:
        assert len(table.rows) == len(Sector)
        assert len(table.choices) == len(Choice)


@given(answers, st.sampled_from([merged, as_counted]))
def test_a_table_comes_back_from_json(given_answers, make):
    table = table_of(given_answers, make)
    assert Table.from_json(table.to_json()) == table


def test_one_against_is_told_together_with_its_neighbour():
    answers_of_citizens = [(Sector.CITIZEN, Choice.FOR, Channel.WEB)] * 5
    answers_of_citizens += [(Sector.CITIZEN, Choice.AGAINST, Channel.MAIL)]
    table = table_of(answers_of_citizens)
    assert table.totals == (6,)
    assert table.answers_with(Choice.AGAINST) == tuple(Choice)


def test_a_small_sector_is_told_together_with_another():
    told = [(Sector.CITIZEN, Choice.FOR, Channel.WEB)] * 4
    told += [(Sector.COMPANY, Choice.FOR, Channel.WEB)]
    told += [(Sector.GROUP, Choice.FOR, Channel.WEB)] * 3
    table = table_of(told)
    assert table.totals[0] == 8
    assert len(table.row_of(Sector.COMPANY)) == 2
    assert table.row_of(Sector.UNIVERSITY) == (Sector.UNIVERSITY,)
