"""kill -9 of the whole program: nothing promised is lost, nothing stands twice, everybody is told."""

from pathlib import Path

import pytest

from tests.flows.crashing import BATCH, CONNECTIONS, crash

pytestmark = [pytest.mark.slow, pytest.mark.postfix]


def test_nothing_is_lost_when_everything_is_killed(tmp_path: Path) -> None:
    subscribers, kills = 600, 3
    told = crash(tmp_path / "var", mails=300, subscribers=subscribers, kills=kills)
    assert told.kills == kills
    assert len(told.promised) == 300
    assert {told.archived[name] for name in told.promised} == {1}
    assert {told.delivered[f"r{n}@mail.test"] > 0 for n in range(subscribers)} == {True}
    twice = sum(told.delivered.values()) - len(told.delivered)
    assert twice <= kills * BATCH * CONNECTIONS
