"""A reader killed at any moment loses nothing and publishes nothing twice."""

import random
import signal
import time
from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post, Thread
from forum.base import connect, writing
from forum.boards import Board
from forum.distribution import Mailing
from tests import databases
from tests.factories import a_mail, enter_person, keep_mail, open_board, subscribe
from tests.processes import environment, started
from tests.servers.base import wait_until

MAILS = 600
KILLS = 4


def test_a_reader_killed_again_and_again_publishes_each_mail_once(tmp_path):
    url = f"sqlite:///{tmp_path}/kakehashi.sqlite3"
    databases.prepare(url)
    engine = connect(url)
    with Session(writing(engine)) as session, session.begin():
        board = open_board(session)
        subscribe(session, board, enter_person(session, "Aoi"))
        for number in range(MAILS):
            root = number - number % 5
            answers = (f"References: <{root}@x>",) if number % 5 else ()
            keep_mail(session, a_mail(f"words {number}", message_id=f"{number}@x", headers=answers))

    def count(statement) -> int:
        with engine.connect() as connection:
            return connection.scalar(statement)

    waiting = select(func.count()).select_from(Arrival).where(Arrival.fate == Fate.KEPT)
    env, draw = environment(tmp_path), random.Random(7)
    for kill in range(KILLS):
        with started("-m", "cli", "read", env=env, log=tmp_path / "log") as reader:
            goal = MAILS - (kill + 1) * MAILS // (KILLS + 2)
            wait_until(lambda goal=goal: count(waiting) <= goal, "the reader to get on")
            time.sleep(draw.uniform(0, 0.1))
            reader.send_signal(signal.SIGKILL)
            reader.wait()
    with started("-m", "cli", "read", env=env, log=tmp_path / "log"):
        wait_until(lambda: count(waiting) == 0, "the rest to be read", 120)
    with Session(engine) as session:
        ids = Counter(session.scalars(select(Post.message_id)))
        fates = Counter(session.scalars(select(Arrival.fate)))
        threads = Counter(session.scalars(select(Thread.post_count)))
        owed = session.scalar(select(func.count(Mailing.post_id.distinct())))
        assert ids == Counter(f"{number}@x" for number in range(MAILS))
        assert fates == {Fate.PUBLISHED: MAILS}
        assert threads == {5: MAILS // 5}
        assert owed == session.scalar(select(Board.post_count)) == MAILS
    engine.dispose()
