"""Posts that came by mail get their HTML when there is time, newest first and once."""

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Post
from forum.base import writing
from forum.posting import afterwards, render_some
from tests.factories import a_contribution, a_site, open_board


@pytest.fixture
def unrendered(engine: Engine, tmp_path) -> Engine:
    with Session(writing(engine)) as session, session.begin():
        board = BoardFacts.of(open_board(session))
        for number in range(3):
            told = a_contribution(board=board, text=f"words {number}")
            posting.receive(session, told, a_site(tmp_path), distribute=False)
    return engine


def html(engine: Engine) -> list[str | None]:
    with Session(engine) as session:
        return list(session.scalars(select(Post.html).order_by(Post.id)))


def test_the_newest_comes_first_and_each_once(unrendered):
    assert render_some(unrendered, 2) == 2
    assert html(unrendered) == [None, "<p>words 1</p>", "<p>words 2</p>"]
    assert (render_some(unrendered), render_some(unrendered)) == (1, 0)


def test_what_was_edited_meanwhile_keeps_its_edit(unrendered, monkeypatch):
    real = afterwards.render

    def while_somebody_edits(words, written_as):
        with Session(writing(unrendered)) as session, session.begin():
            session.execute(update(Post).values(text="edited", version=2))
        return real(words, written_as)

    monkeypatch.setattr(afterwards, "render", while_somebody_edits)
    render_some(unrendered, 1)
    assert html(unrendered) == [None] * 3
