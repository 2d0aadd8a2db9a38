from pathlib import Path

from sqlalchemy import Engine

from tests.conftest import available
from tests.mailgate.outbound.crashing import crash
from tests.servers import sink

BATCH, LINES, KILLS = 20, 4, 3


def test_everybody_gets_the_post_though_the_worker_is_killed_on_the_way(
    engine: Engine, tmp_path: Path
):
    with available(sink.running(keep=True)) as hole:
        told = crash(engine, tmp_path, hole, recipients=600, kills=KILLS, batch=BATCH, lines=LINES)

    assert told.kills > 0
    assert told.missed == 0
    assert told.duplicates <= told.kills * BATCH * LINES
