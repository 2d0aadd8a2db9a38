"""A table as CSV or JSON says what its rows say, and no cell is a formula."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from forum.open_data import tables
from forum.open_data.catalogue import DATASETS
from forum.open_data.dataset import Dataset, Field, Type
from tests.forum.open_data.csv_again import from_csv

WORD = st.text("abcxyz0189-", min_size=1, max_size=8)
VALUES = {
    Type.TEXT: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    Type.CODE: WORD,
    Type.ID: WORD | st.none(),
    Type.URL: WORD.map(lambda word: f"https://example.jp/{word}"),
    Type.INTEGER: st.integers(-(2**53), 2**53) | st.none(),
    Type.DECIMAL: st.integers(-1000, 1000) | st.floats(-1e9, 1e9).filter(lambda x: x % 1 != 0),
    Type.DATE: st.dates().map(str),
    Type.MOMENT: st.datetimes().map(lambda at: f"{at.isoformat()}Z"),
    Type.BOOLEAN: st.booleans() | st.none(),
    Type.LIST: st.lists(WORD, max_size=4),
}
SAMPLE = Dataset(
    "sample",
    "見本",
    "",
    tuple(Field(kind.value, kind, "") for kind in Type),
    lambda session, site: (),
)
ROWS = st.lists(st.fixed_dictionaries({kind.value: VALUES[kind] for kind in Type}), max_size=5)


@given(ROWS)
def test_rows_come_back_from_csv_as_they_were(rows: list[dict[str, object]]) -> None:
    assert from_csv(SAMPLE, tables.as_csv(SAMPLE, rows)) == rows


@given(ROWS)
def test_rows_come_back_from_json_as_they_were(rows: list[dict[str, object]]) -> None:
    assert json.loads(tables.as_json(SAMPLE, rows))["items"] == rows


@given(ROWS)
def test_the_file_is_as_rfc_4180_has_it_behind_a_mark(rows: list[dict[str, object]]) -> None:
    text = tables.as_csv(SAMPLE, rows).decode("utf-8")
    assert text.startswith("\ufefftext,code,")
    assert text.endswith("\r\n")
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(line) for line in lines} == {len(SAMPLE.fields)}
    texts = [cell for line in lines[1:] for cell, field in zip(line, SAMPLE.fields, strict=True)
             if field.type is Type.TEXT]  # fmt: skip
    assert not [cell for cell in texts if cell[:1] and cell[0] in "=+-@\t\r"]


def test_every_code_has_words_and_every_field_a_meaning() -> None:
    for dataset in DATASETS.values():
        assert dataset.title
        assert dataset.means
        for field in dataset.fields:
            assert field.means, field.name
            assert field.codes or field.type is not Type.CODE, field.name
