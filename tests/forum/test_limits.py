from sqlalchemy import func, select, update

from forum import limits
from forum.limits import RequestCount


def test_requests_are_counted_by_kind_and_key(session):
    assert [limits.count(session, "join", "aoi@example.jp") for _ in range(3)] == [1, 2, 3]
    assert limits.count(session, "join", "ren@example.jp") == 1
    assert limits.count(session, "leave", "aoi@example.jp") == 1
    assert limits.counted(session, "join", "aoi@example.jp") == 3
    assert limits.counted(session, "join", "nobody@example.jp") == 0


def test_a_new_day_begins_at_nothing_and_yesterday_is_forgotten(session):
    limits.count(session, "join", "aoi@example.jp")
    session.execute(update(RequestCount).values(day="2026-01-01"))
    assert limits.count(session, "join", "aoi@example.jp") == 1
    assert session.scalar(select(func.count()).select_from(RequestCount)) == 1


def test_the_table_names_nobody(session):
    limits.count(session, "requester", "192.0.2.7")
    assert "192.0.2.7" not in session.scalars(select(RequestCount.key)).one()
