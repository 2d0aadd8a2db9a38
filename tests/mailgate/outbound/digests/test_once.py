"""Whatever people choose and whenever digests are made: nothing comes twice, nothing is lost."""

import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum import digests, following, posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Post
from forum.base import connect, today, utcnow, writing
from forum.boards import Board, Mode, Subscription
from forum.following import Reader
from forum.site import Site
from tests import factories as make
from tests.mailgate.outbound.walking import walk

SWITCHERS, WANDERERS = 2, 2
A_MONDAY = date(2026, 11, 23)
BRINGING = (Mode.EACH, Mode.DAILY, Mode.WEEKLY)
BOTH = (0, 1)
# Each transaction is synced; in memory that costs nothing.
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
# What changes the most stands there more than once.
ACTS = st.sampled_from(
    [("post", topic) for topic in BOTH for _ in range(4)]
    + [("deliver",)] * 3
    + [("day",), ("week",)] * 2
    + [("switch", who, mode) for who in BOTH for mode in BRINGING for _ in range(2)]
    + [("wander", who, mode) for who in BOTH for mode in Mode]
    + [(name, who) for name in ("rest", "back") for who in BOTH]
    + [("mute", who, topic) for who in BOTH for topic in BOTH]
)


@dataclass
class Town:
    """Some who only change between modes that bring everything, some who do what they like."""

    engine: Engine
    site: Site
    switchers: list[int] = field(default_factory=list)
    wanderers: list[int] = field(default_factory=list)
    each: int = 0
    follower: int = 0
    topics: list[list[int]] = field(default_factory=lambda: [[], []])
    digested: Counter[tuple[int, int]] = field(default_factory=Counter)
    single: Counter[tuple[int, int]] = field(default_factory=Counter)
    day: date = A_MONDAY

    def furnish(self) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            board = make.open_board(session)
            people = [make.enter_person(session, f"P{n}") for n in range(6)]
            ids = [make.subscribe(session, board, person).id for person in people]
            self.switchers, self.wanderers = ids[:2], ids[2:4]
            self.each, self.follower = ids[4:]
            session.get_one(Subscription, self.follower).mode = Mode.FOLLOW

    def post(self, topic: int) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            board = session.query(Board).one()
            first = self.topics[topic][:1]
            told = make.a_contribution(
                board=BoardFacts.of(board),
                author=make.an_author("Writer"),
                received_at=utcnow(),
                in_reply_to=session.get_one(Post, first[0]).message_id if first else None,
            )
            post_id = posting.publish(session, told, self.site).post_id
            self.topics[topic].append(post_id)
            if topic == 0 and not first:
                thread_id = session.get_one(Post, post_id).thread_id
                following.follow(session, thread_id, self._reader(session, self.follower))

    def deliver(self) -> None:
        for came in walk(self.engine):
            counted = {"each": self.single, "digest": self.digested}.get(came.way)
            if counted is not None:
                counted.update((came.subscription_id, post_id) for post_id in came.post_ids)

    def made(self, mode: Mode) -> None:
        self.day += timedelta(days=7 if mode is Mode.WEEKLY else 1)
        with Session(writing(self.engine)) as session, session.begin():
            digests.make_due(session, mode, self.day)

    def change(self, subscription_id: int, mode: Mode) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            digests.change_mode(session, session.get_one(Subscription, subscription_id), mode)

    def rest(self, subscription_id: int, *, begins: bool) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            subscription = session.get_one(Subscription, subscription_id)
            if begins:
                digests.rest(session, subscription, today() + timedelta(days=3))
            else:
                digests.welcome_back(session, subscription)

    def mute(self, subscription_id: int, topic: int) -> None:
        if not self.topics[topic]:
            return
        with Session(writing(self.engine)) as session, session.begin():
            thread_id = session.get_one(Post, self.topics[topic][0]).thread_id
            following.mute(session, thread_id, self._reader(session, subscription_id))

    def _reader(self, session: Session, subscription_id: int) -> Reader:
        return Reader.of(session.get_one(Subscription, subscription_id).address)


def play(town: Town, acts: list[tuple]) -> None:  # type: ignore[type-arg]
    for name, *told in acts:
        match name:
            case "post":
                town.post(told[0])
            case "deliver":
                town.deliver()
            case "day":
                town.made(Mode.DAILY)
            case "week":
                town.made(Mode.WEEKLY)
            case "switch":
                town.change(town.switchers[told[0]], told[1])
            case "wander":
                town.change(town.wanderers[told[0]], told[1])
            case "rest" | "back":
                town.rest(town.wanderers[told[0]], begins=name == "rest")
            case "mute":
                town.mute(town.wanderers[told[0]], told[1])
    for mode in (Mode.DAILY, Mode.WEEKLY):
        town.deliver()
        town.made(mode)
    town.deliver()


@given(acts=st.lists(ACTS, min_size=8, max_size=30))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_post_comes_once(sqlite_template: Path, acts: list[tuple]) -> None:  # type: ignore[type-arg]
    with TemporaryDirectory(dir=IN_MEMORY) as folder:
        shutil.copy(sqlite_template, Path(folder) / "k.sqlite3")
        engine = connect(f"sqlite:///{folder}/k.sqlite3")
        town = Town(engine, make.a_site(Path(folder)))
        town.furnish()
        play(town, acts)
        engine.dispose()
    everything = [*town.topics[0], *town.topics[1]]
    assert all(count == 1 for count in town.digested.values())
    assert all(count == 1 for count in town.single.values())
    for reader in town.switchers:
        came = {
            post: town.digested[reader, post] + town.single[reader, post] for post in everything
        }
        assert came == dict.fromkeys(everything, 1)
    assert [post for post in everything if town.single[town.each, post]] == everything
    assert [post for post in everything if town.single[town.follower, post]] == town.topics[0]
