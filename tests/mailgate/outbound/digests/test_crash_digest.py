"""A digest on its way to hundreds, killed with SIGKILL again and again."""

import re
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum import digests
from forum.base import writing
from forum.boards import Mode
from forum.digests.issue import Digest
from tests.conftest import available
from tests.mailgate.outbound.council import a_board, a_site, a_web_post, subscribe
from tests.mailgate.outbound.crashing import WORKER, crash
from tests.servers import sink

READERS, BATCH, LINES, KILLS = 500, 20, 4, 3
RUN = "tests.mailgate.outbound.digests.run"


def a_digest(engine: Engine, folder: Path, readers: int) -> int:
    """A digest of two posts that is owed to so many; its mailing's id."""
    with Session(writing(engine)) as session, session.begin():
        board, site = a_board(session), a_site(folder)
        names = (f"p{n}@people.example" for n in range(readers))
        subscribe(session, board, names, mode=Mode.DAILY)
        for _ in range(2):
            a_web_post(session, site, board)
        (mailing_id,) = digests.make_due(session, Mode.DAILY)
        return mailing_id


@pytest.mark.parametrize("program", [WORKER, RUN])
def test_everybody_gets_the_digest_though_who_sends_it_is_killed_on_the_way(
    engine: Engine, tmp_path: Path, program: str
):
    with available(sink.running(keep=True)) as hole:
        told = crash(
            engine, tmp_path, hole,
            recipients=READERS, kills=KILLS, batch=BATCH, lines=LINES,
            owed=a_digest, program=program,
        )  # fmt: skip
        ids = Counter(re.findall(rb"^Message-ID: <(digest\.[^>]+)>", hole.dump(), re.MULTILINE))

    assert told.kills > 0
    assert told.missed == 0
    assert told.duplicates <= told.kills * BATCH * LINES
    assert len(ids) == 1
    with Session(engine) as session:
        assert session.scalar(select(func.count(Digest.id))) == 1
