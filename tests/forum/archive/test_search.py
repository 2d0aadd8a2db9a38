"""A search finds exactly what a scan of the texts finds, newest first, on both engines."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.archive import search
from forum.archive.search import Scope
from forum.archive.thread import Post, PostState
from forum.base import writing
from forum.text.bigrams import query
from forum.text.masking import mask
from forum.text.words import RUN, normalised
from tests.factories import A_MORNING, a_contribution, a_site, an_author, open_board


class Shelf:
    """A board on which texts are put, and searched."""

    def __init__(self, session: Session, folder, board: BoardFacts | None = None) -> None:
        self.session, self.site = session, a_site(folder)
        self.board = board or BoardFacts.of(open_board(session))
        self.count = 0

    def put(self, *texts: str, **facts) -> None:
        told = []
        for text in texts:
            self.count += 1
            at = A_MORNING + timedelta(minutes=self.count)
            told.append(
                a_contribution(
                    **{
                        "board": self.board,
                        "subject": "-",
                        "text": text,
                        "received_at": at,
                        **facts,
                    }
                )
            )
        posting.receive_all(
            self.session, [posting.prepare(one, self.site) for one in told], self.site
        )

    def find(self, words: str, **narrowed) -> list[str]:
        """The texts found, newest first."""
        limit = narrowed.pop("limit", 100)
        before = narrowed.pop("before", None)
        boards = narrowed.pop("board_ids", (self.board.id,))
        scope = Scope(boards, **narrowed)
        rows = search.find(self.session, query(words), scope, limit=limit, before=before)
        assert [row.order_key for row in rows] == sorted((r.order_key for r in rows), reverse=True)
        texts = dict(self.session.execute(select(Post.id, Post.text)).all())
        return [texts[row.id] for row in rows]


@pytest.fixture
def shelf(engine: Engine, tmp_path):
    with Session(writing(engine)) as session:
        yield Shelf(session, tmp_path)


def test_japanese_words_of_any_length_are_found(shelf):
    shelf.put("防災公園の予算", "公園を歩く", "道路の工事")
    assert shelf.find("公園") == ["公園を歩く", "防災公園の予算"]
    assert shelf.find("災公") == ["防災公園の予算"]
    assert shelf.find("防災公園の予算") == ["防災公園の予算"]
    assert shelf.find("園") == ["公園を歩く", "防災公園の予算"]
    assert shelf.find("公道") == []


def test_words_and_forms_of_names(shelf):
    shelf.put("The park opens", "髙橋さんの１２３番", "parking")
    assert shelf.find("PARK") == ["The park opens"]
    assert shelf.find("高橋 123") == ["髙橋さんの１２３番"]
    assert shelf.find("park -opens") == []


def test_subject_and_author_are_searched_too(shelf):
    shelf.put("words", subject="図書館の件", author=an_author("Midori"))
    assert shelf.find("図書館") == ["words"]
    assert shelf.find("midori") == ["words"]


def test_nothing_asked_is_nothing_found(shelf):
    shelf.put("words")
    for words in ("", "、。", '""', "-", "-words"):
        assert shelf.find(words) == []


@pytest.mark.parametrize(
    "words",
    ['"', "a'b", "a:b", "a*", "NOT", "AND OR", "(公園", "公園)", "!公園 & b", "\\", "%", "_"],
)
def test_no_sign_is_an_error(shelf, words):
    shelf.put("公園 a b")
    shelf.find(words)


def test_addresses_and_numbers_cannot_be_searched(shelf):
    shelf.put("write to ren@example.net or call 0466-25-1111")
    assert shelf.find("ren@example.net") == []
    assert shelf.find("0466") == []


def test_pages_go_on_where_the_last_one_ended(shelf):
    shelf.put(*(f"公園 {number}" for number in range(5)))
    rows = search.find(shelf.session, query("公園"), Scope((shelf.board.id,)), limit=2)
    assert shelf.find("公園", before=rows[-1].order_key) == ["公園 2", "公園 1", "公園 0"]


def test_other_boards_are_out_of_sight(shelf):
    other = BoardFacts.of(open_board(shelf.session, "staff"))
    shelf.put("公園の秘密", board=other)
    assert shelf.find("公園") == []
    assert shelf.find("公園", board_ids=()) == []
    assert shelf.find("公園", board_ids=(other.id,)) == ["公園の秘密"]


def test_what_is_hidden_is_not_found(shelf):
    shelf.put("公園")
    shelf.session.execute(update(Post).values(state=PostState.HIDDEN))
    assert shelf.find("公園") == []


def test_a_search_can_be_narrowed(shelf):
    (sha256,) = shelf.site.attachments.keep([b"x"])
    file = KeptAttachment("a.pdf", "application/pdf", 1, sha256)
    shelf.put("公園 one", author=an_author("Aoi 100%"))
    shelf.put("公園 two", attachments=(file,))
    assert shelf.find("公園", author="100%") == ["公園 one"]
    assert shelf.find("公園", author="%x%") == []
    assert shelf.find("公園", with_attachment=True) == ["公園 two"]
    second = A_MORNING + timedelta(minutes=2)
    assert shelf.find("公園", since=second) == ["公園 two"]
    assert shelf.find("公園", until=second) == ["公園 one"]


def test_without_words_everything_in_the_scope_is_found(shelf):
    shelf.put("公園 one", author=an_author("Aoi 100%"))
    shelf.put("公園 two")
    second = A_MORNING + timedelta(minutes=2)
    boards = (shelf.board.id,)

    def newest(**scope):
        rows = search.newest(shelf.session, Scope(boards, **scope))
        return [shelf.session.get_one(Post, row.id).text.strip() for row in rows]

    assert newest() == ["公園 two", "公園 one"]
    assert newest(author="100%") == ["公園 one"]
    assert newest(since=second) == ["公園 two"]
    assert search.newest(shelf.session, Scope(())) == ()


def test_what_was_taken_out_is_gone_and_spoils_nothing(shelf):
    shelf.put("公園 one", "公園 two")
    post = shelf.session.scalars(select(Post).order_by(Post.id)).first()
    indexed = search.Indexed.of(
        post.order_key, post.board_id, post.subject, post.author_name, post.text
    )
    search.remove(shelf.session, indexed)
    assert shelf.find("公園") == ["公園 two"]
    search.add(shelf.session, [indexed])
    assert shelf.find("公園") == ["公園 two", "公園 one"]


LETTERS = st.sampled_from("防災公園予算まち髙、。 \n1aＡｶﾞ")
TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=6, unique=True)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=TEXTS, asked=st.text("防災公園予算まち高ガ", min_size=1, max_size=4))
def test_recall_is_exact_against_a_scan(shelf, texts, asked):
    """One run of Japanese letters is found exactly where the text, normalised, holds it."""
    assume(RUN.fullmatch(normalised(asked)))
    with shelf.session.begin_nested() as savepoint:
        shelf.put(*texts)
        scanned = {t for t in texts if normalised(asked) in normalised(mask(t))}
        assert set(shelf.find(asked)) == scanned
        savepoint.rollback()
