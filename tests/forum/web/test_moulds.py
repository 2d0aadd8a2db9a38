"""A filled mould is what the template would have made."""

import pytest
from flask import Flask, render_template
from markupsafe import Markup

from forum.web.moulds import Sample, fill

LINE = {"thread_id": "abc123def456", "public_id": "ffffffffffff", "received_at": Markup("<b>1</b>")}


@pytest.mark.parametrize("name", ["Анна", "<Анна> & 50% %(x)s", "青井"])
def test_words_are_filled_in_escaped(app: Flask, name: str) -> None:
    line, facts = {**LINE, "author_name": name}, {"depth": 1, "parent_author": None}
    with app.test_request_context():
        expected = render_template("threads/_line.html", line=line | facts)
        for _ in range(2):
            assert fill("threads/_line.html", facts, line, called="line") == expected


def test_a_sample_tells_nothing_else() -> None:
    sample = Sample(["name"], {"version": 1})
    assert sample.version == 1
    with pytest.raises(RuntimeError, match="state"):
        _ = sample.state
