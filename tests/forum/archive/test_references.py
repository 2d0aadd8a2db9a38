"""Threads grow by each post's own word, whatever others say and in whatever order they come."""

from dataclasses import dataclass, field
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import following, posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.family import Family, Kinsman
from forum.archive.references import MAX_REFERENCES, Ancestry
from forum.archive.thread import Attention, Following, KnownMessageId, Post, Thread
from forum.base import writing
from forum.following import Reader
from forum.people.person import Address
from tests.factories import a_contribution, a_site, enter_person, open_board


@dataclass
class Archive:
    """A board into which posts come by their ids alone."""

    session: Session
    site: object
    board: BoardFacts
    seen: list[str] = field(default_factory=list)

    def receive(self, own: str, *references: str, board: BoardFacts | None = None, **facts) -> int:
        told = a_contribution(
            board=board or self.board,
            message_id=own,
            references=references,
            **{"subject": own, "text": f"words of {own}", **facts},
        )
        outcome = posting.receive(self.session, told, self.site)
        assert isinstance(outcome, posting.Published)
        return outcome.post_id

    def threads(self) -> list[list[str]]:
        """Message-IDs by thread."""
        found: dict[int, list[str]] = {}
        rows = self.session.execute(select(Post.thread_id, Post.message_id).order_by(Post.id))
        for thread_id, message_id in rows:
            found.setdefault(thread_id, []).append(message_id)
        return sorted(sorted(ids) for ids in found.values())

    def parents(self) -> dict[str, str | None]:
        posts = {post.id: post for post in self.session.scalars(select(Post))}
        return {
            post.message_id: posts[post.parent_id].message_id if post.parent_id else None
            for post in posts.values()
        }

    def is_sound(self) -> bool:
        """Counters agree with the posts, everybody's parent is in the same thread, no circles."""
        self.session.expire_all()
        posts = {post.id: post for post in self.session.scalars(select(Post))}
        for thread in self.session.scalars(select(Thread)):
            inside = [post for post in posts.values() if post.thread_id == thread.id]
            assert thread.post_count == len(inside), thread.subject
            if thread.merged_into_id:
                assert not inside
            elif inside:
                assert thread.last_order_key == max(post.order_key for post in inside)
        for known in self.session.scalars(select(KnownMessageId)):
            if known.post_id:
                assert posts[known.post_id].thread_id == known.thread_id
        for post in posts.values():
            way, at = set(), post
            while at.parent_id:
                assert at.id not in way, "a circle"
                way.add(at.id)
                assert posts[at.parent_id].thread_id == at.thread_id
                at = posts[at.parent_id]
        return True


@pytest.fixture
def archive(engine: Engine, tmp_path):
    with Session(writing(engine)) as session:
        yield Archive(session, a_site(tmp_path), BoardFacts.of(open_board(session)))


@pytest.fixture
def quick(sqlite_engine: Engine, tmp_path):
    with Session(writing(sqlite_engine)) as session:
        yield Archive(session, a_site(tmp_path), BoardFacts.of(open_board(session)))


def test_an_answer_joins_the_thread_of_what_it_answers(archive):
    archive.receive("root")
    archive.receive("answer", "root")
    archive.receive("other")
    assert archive.threads() == [["answer", "root"], ["other"]]
    assert archive.parents()["answer"] == "root"
    assert archive.is_sound()


def test_the_nearest_ancestor_that_is_here_is_the_parent(archive):
    archive.receive("root")
    archive.receive("deep", "root", "lost", "lost too")
    assert archive.parents()["deep"] == "root"


def test_in_reply_to_goes_before_references(quick):
    quick.receive("one")
    quick.receive("two")
    quick.receive("answer", "one", in_reply_to="two")
    assert quick.parents()["answer"] == "two"
    assert quick.threads() == [["answer", "two"], ["one"]]


def test_answers_that_come_first_wait_for_what_they_answer(archive):
    archive.receive("answer", "root")
    archive.receive("second answer", "root")
    assert archive.threads() == [["answer", "second answer"]]
    archive.receive("root")
    assert archive.threads() == [["answer", "root", "second answer"]]
    assert set(archive.parents().values()) == {None, "root"}
    assert archive.is_sound()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_thread_is_the_same_in_whatever_order_it_comes(quick, order):
    posts = (("a",), ("b", "a"), ("c", "a", "b"), ("d", "a", "b", "c"))
    for at in order:
        quick.receive(*posts[at])
    assert quick.threads() == [["a", "b", "c", "d"]]
    assert quick.parents() == {"a": None, "b": "a", "c": "b", "d": "c"}
    assert quick.is_sound()


def test_naming_the_first_mails_of_many_threads_glues_none_together(archive):
    for root in ("one", "two", "three"):
        archive.receive(root)
    archive.receive("glue", "one", "two", "three")
    assert archive.threads() == [["glue", "three"], ["one"], ["two"]]
    assert archive.is_sound()


def test_naming_missing_mails_glues_no_threads_either(quick):
    quick.receive("one", "lost one", "middle one")
    quick.receive("two", "lost two")
    quick.receive("three", "lost three")
    quick.receive("glue", "lost one", "lost two", "three")
    assert quick.threads() == [["glue", "three"], ["one"], ["two"]]


def test_a_late_mail_draws_together_what_hangs_under_it(archive):
    archive.receive("root")
    archive.receive("answer", "bridge")
    archive.receive("bridge", "root")
    assert archive.threads() == [["answer", "bridge", "root"]]
    assert archive.parents()["answer"] == "bridge"
    assert archive.is_sound()


def test_the_address_of_a_merged_thread_leads_to_the_other(archive):
    archive.receive("root")
    archive.receive("answer", "bridge")
    archive.receive("bridge", "root")
    threads = {thread.subject: thread for thread in archive.session.scalars(select(Thread))}
    assert threads["answer"].merged_into_id == threads["root"].id
    archive.session.expire_all()
    assert archive.session.get_one(type(threads["root"].board), archive.board.id).thread_count == 1


def test_who_followed_or_muted_a_merged_thread_does_so_with_the_other(archive):
    people = [enter_person(archive.session, name) for name in ("Aoi", "Ren", "Mio")]
    aoi, ren, mio = (Reader(one.id) for one in people)
    nobodys = Address(written="x@example.jp", canonical="x@example.jp")
    archive.session.add(nobodys)
    archive.session.flush()
    mailbox = Reader(address_id=nobodys.id)
    archive.receive("root")
    archive.receive("answer", "bridge")
    threads = {thread.subject: thread.id for thread in archive.session.scalars(select(Thread))}
    following.mute(archive.session, threads["answer"], aoi)
    following.follow(archive.session, threads["answer"], mailbox)
    following.mute(archive.session, threads["answer"], ren)
    following.follow(archive.session, threads["root"], ren)  # newer
    following.follow(archive.session, threads["root"], mio)
    following.mute(archive.session, threads["answer"], mio)

    archive.receive("bridge", "root")

    wished = [
        following.attention_of(archive.session, threads["root"], one)
        for one in (aoi, ren, mio, mailbox)
    ]
    assert wished == [Attention.MUTE, Attention.FOLLOW, Attention.MUTE, Attention.FOLLOW]
    left = select(Following.id).where(Following.thread_id == threads["answer"])
    assert archive.session.scalars(left).all() == []


def test_who_answers_a_missing_mail_may_say_what_that_answered(archive):
    archive.receive("root")
    archive.receive("short", "lost")
    archive.receive("full", "root", "lost")
    assert archive.threads() == [["full", "root", "short"]]
    assert archive.is_sound()


def test_a_stranger_cannot_draw_a_mail_that_has_not_come_into_a_thread(archive):
    """The mail's own word goes before what was said of it; its answers go along."""
    archive.receive("victim")
    archive.receive("forged", "victim", "later")
    archive.receive("elsewhere")
    archive.receive("later", "elsewhere")
    assert archive.threads() == [["elsewhere", "forged", "later"], ["victim"]]
    assert archive.is_sound()


def test_a_first_mail_that_was_said_to_be_an_answer_starts_its_own_thread(archive):
    archive.receive("a")
    archive.receive("b", "a", "c")
    archive.receive("c", "b")
    assert archive.threads() == [["a"], ["b", "c"]]
    assert archive.parents() == {"a": None, "b": "c", "c": None}
    assert archive.is_sound()


def test_a_mail_that_moves_takes_no_child_from_the_thread_it_leaves(quick):
    quick.receive("b", "a", "c")
    quick.receive("a", "d", "c")
    quick.receive("d")
    assert quick.is_sound()


def test_two_mails_that_answer_each_other_make_no_circle(quick):
    quick.receive("hen", "egg")
    quick.receive("egg", "hen")
    assert quick.threads() == [["egg", "hen"]]
    assert quick.is_sound()


def test_a_thread_of_another_board_is_out_of_reach(archive):
    private = BoardFacts.of(open_board(archive.session, "private"))
    archive.receive("secret", board=private)
    archive.receive("intruder", "secret")
    assert archive.threads() == [["intruder"], ["secret"]]
    assert archive.parents()["intruder"] is None


def test_the_same_mail_stands_on_two_boards(archive):
    other = BoardFacts.of(open_board(archive.session, "other"))
    archive.receive("both")
    archive.receive("both", board=other)
    assert archive.threads() == [["both"], ["both"]]


def test_another_mail_under_a_used_id_is_a_post_of_its_own(archive):
    first = archive.receive("same")
    archive.receive("answer", "same")
    second = archive.receive("same", text="other words")
    assert archive.threads() == [["answer", "same"], ["same"]]
    assert archive.session.get_one(Post, second).same_id_as == first
    assert archive.parents()["answer"] == "same"
    assert archive.is_sound()


def test_thousands_of_references_are_cut_in_the_middle():
    ancestry = Ancestry.of("own", tuple(str(n) for n in range(1000)), None)
    assert len(ancestry.message_ids) == MAX_REFERENCES
    assert ancestry.message_ids[:2] == ("0", "1")
    assert ancestry.message_ids[-1] == ancestry.parent_ref == "999"


def test_nothing_is_its_own_ancestor():
    assert Ancestry.of("own", ("own", "a", "own"), "own").message_ids == ("a",)


NAMES = st.sampled_from("abcdefg")


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(NAMES, st.lists(NAMES, max_size=4)), max_size=8, unique_by=lambda post: post[0]
    ),
    st.integers(1, 8),
)
def test_whatever_is_named_the_archive_stays_sound(sqlite_template, tmp_path_factory, posts, size):
    import shutil

    from forum.base import connect

    folder = tmp_path_factory.mktemp("sound")
    shutil.copy(sqlite_template, folder / "k.sqlite3")
    engine = connect(f"sqlite:///{folder}/k.sqlite3")
    site = a_site(folder)
    with Session(writing(engine)) as session:
        archive = Archive(session, site, BoardFacts.of(open_board(session)))
        coming = [
            posting.prepare(
                a_contribution(board=archive.board, message_id=own, references=tuple(refs)), site
            )
            for own, refs in posts
        ]
        for at in range(0, len(coming), size):
            posting.receive_all(session, coming[at : at + size], site)
        assert archive.is_sound()
        assert sum(map(len, archive.threads())) == len(posts)
    engine.dispose()
    shutil.rmtree(folder)


@given(
    st.lists(
        st.tuples(NAMES, st.lists(NAMES, max_size=4)), max_size=8, unique_by=lambda post: post[0]
    )
)
def test_a_family_walks_any_tangle(posts):
    family = Family(Kinsman(n, own, refs, None) for n, (own, refs) in enumerate(posts))
    branch = family.under("x")
    assert branch.post_ids <= set(range(len(posts)))
    assert branch.is_all == (len(branch.post_ids) == len(posts))
