from datetime import UTC, datetime, timedelta

from mailgate.outbound.patience import GIVE_UP_AFTER, next_try

BEGAN = datetime(2026, 11, 22, tzinfo=UTC)


def test_tries_come_ever_more_rarely_for_five_days_and_then_no_more():
    now, tries = BEGAN, []
    while (again := next_try(len(tries) + 1, BEGAN, now)) is not None:
        tries.append(again - now)
        now = again

    assert tries[0] == timedelta(minutes=2)
    assert tries[:-1] == sorted(tries[:-1])
    assert max(tries) == timedelta(hours=4)
    assert now - BEGAN == GIVE_UP_AFTER
    assert len(tries) < 40
