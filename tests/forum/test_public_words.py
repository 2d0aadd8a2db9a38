"""What is written to be public holds nobody's address, before it is stored and after."""

from sqlalchemy import Engine, Text, select, type_coerce, update
from sqlalchemy.orm import Session

from forum.base import writing
from forum.needs.need import Need

SAID = "連絡は ken@example.jp か 0466-25-1111 まで"
SHOWN = "連絡は （メールアドレス非表示） か （電話番号非表示） まで"


def test_an_address_is_hidden_from_the_moment_it_is_written(engine: Engine) -> None:
    need = Need(title=SAID, words="")
    need.closed_reason = SAID
    assert (need.title, need.closed_reason) == (SHOWN, SHOWN)

    with Session(writing(engine)) as session:
        session.add(need)
        session.commit()
        assert session.scalars(select(Need.title)).one() == SHOWN
        kept = session.scalars(select(type_coerce(Need.title, Text))).one()
    assert kept == SAID  # nobody's words are lost


def test_another_address_in_the_same_place_is_kept(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        session.add(Need(title=SAID))
        session.commit()
        need = session.scalars(select(Need)).one()
        need.title = SAID.replace("ken@", "ren@")
        session.commit()
        kept = session.scalars(select(type_coerce(Need.title, Text))).one()
    assert kept == SAID.replace("ken@", "ren@")


def test_what_an_older_release_kept_is_hidden_when_it_is_read(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        session.add(Need(title="予約"))
        session.flush()
        session.execute(update(Need).values(title=type_coerce(SAID, Text)))
        session.commit()
        assert session.scalars(select(Need.title)).one() == SHOWN
        assert session.scalars(select(Need)).one().title == SHOWN


def test_words_as_long_as_their_column_are_kept(engine: Engine) -> None:
    with Session(writing(engine)) as session:
        session.add(Need(title=f"{'あ' * 194}a@b.jp"))
        session.commit()
        title = session.scalars(select(Need.title)).one()
    assert title == f"{'あ' * 194}（メールアドレス非表示）"
