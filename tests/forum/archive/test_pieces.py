"""The search index's pieces become few in quiet moments, and every search finds what it found."""

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from forum.acceptance.contribution import BoardFacts
from forum.archive.pieces import QUIET_S, Gathering, gather
from forum.base import writing
from tests.factories import open_board
from tests.forum.archive.test_search import Shelf

MANY = 40


def a_board(engine: Engine) -> BoardFacts:
    with Session(writing(engine)) as session, session.begin():
        return BoardFacts.of(open_board(session))


def put(engine: Engine, folder, board: BoardFacts, first: int, posts: int) -> None:
    """Posts as they come in by mail: one in a transaction."""
    for number in range(first, first + posts):
        with Session(writing(engine)) as session, session.begin():
            shelf = Shelf(session, folder, board)
            shelf.count = number
            shelf.put(f"公園の{'桜' if number % 3 else '池'} {number}")


def found(engine: Engine, folder, board: BoardFacts, words: str) -> list[str]:
    with Session(engine) as session:
        return Shelf(session, folder, board).find(words)


def pieces_of(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(DISTINCT segid) FROM post_search_idx")) or 0


def test_a_search_finds_the_same_in_a_gathered_index(engine, tmp_path):
    board = a_board(engine)
    put(engine, tmp_path, board, 0, MANY)
    words = ("公園", "公園の池", "桜", "公園 -池", "7")
    before = [found(engine, tmp_path, board, asked) for asked in words]
    while gather(engine, pages=1):
        pass
    put(engine, tmp_path, board, MANY, 1)
    after = [found(engine, tmp_path, board, asked) for asked in words]
    assert after[0] == [f"公園の桜 {MANY}", *before[0]]
    assert after[1] == before[1]
    assert [len(texts) for texts in before] == [40, 14, 26, 26, 1]


def test_gathering_leaves_few_pieces(sqlite_engine, tmp_path):
    board = a_board(sqlite_engine)
    put(sqlite_engine, tmp_path, board, 0, MANY)
    assert pieces_of(sqlite_engine) > 7
    while gather(sqlite_engine):
        pass
    assert pieces_of(sqlite_engine) <= 2


def test_an_index_without_anything_to_join_is_not_written(sqlite_engine, tmp_path):
    put(sqlite_engine, tmp_path, a_board(sqlite_engine), 0, MANY)
    while gather(sqlite_engine):
        pass
    version = text("PRAGMA data_version")
    with sqlite_engine.connect() as onlooker:
        before = onlooker.scalar(version)
        assert not gather(sqlite_engine)
        assert onlooker.scalar(version) == before


def test_it_begins_once_no_post_has_come_for_a_while(sqlite_engine, tmp_path):
    board = a_board(sqlite_engine)
    put(sqlite_engine, tmp_path, board, 0, MANY)
    gathering = Gathering(sqlite_engine)
    assert not gathering.go_on(100)  # it does not know yet whether posts are coming in
    assert not gathering.go_on(100 + QUIET_S / 2)
    put(sqlite_engine, tmp_path, board, MANY, 1)
    assert not gathering.go_on(100 + QUIET_S)  # they are
    many = pieces_of(sqlite_engine)
    while gathering.go_on(100 + 2 * QUIET_S):
        pass
    assert pieces_of(sqlite_engine) < many


def test_a_post_interrupts_it(sqlite_engine, tmp_path):
    board = a_board(sqlite_engine)
    put(sqlite_engine, tmp_path, board, 0, MANY)
    gathering = Gathering(sqlite_engine, pages=1)
    gathering.go_on(0)
    assert gathering.go_on(QUIET_S)
    put(sqlite_engine, tmp_path, board, MANY, 5)
    many = pieces_of(sqlite_engine)
    assert not gathering.go_on(QUIET_S)
    assert not gathering.go_on(1.5 * QUIET_S)
    assert pieces_of(sqlite_engine) == many
    while gathering.go_on(2 * QUIET_S):
        pass
    assert pieces_of(sqlite_engine) < many
