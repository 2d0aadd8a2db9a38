from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from forum import posting
from forum.archive import search
from forum.archive.message import Arrival, Fate
from forum.archive.search import Scope
from forum.archive.thread import Identity, Post, PostState, Thread
from forum.base import writing
from forum.boards import Visibility
from forum.distribution import Mailing, MailingKind, MailingState
from forum.moderation import acts
from forum.moderation.acts import AlreadyDecided, Changed, Done, NotAllowed
from forum.moderation.decision import Act, Decision
from forum.moderation.held import HeldPost
from forum.people.joining import address_of
from forum.people.merging import merge
from forum.people.person import Address, Role
from forum.people.standing import NOBODY, standing_of
from forum.text.bigrams import query
from tests import factories as make
from tests.letters import newest, owed, text_of


def found(session, board, word):
    return search.find(session, query(word), Scope((board.id,)))


def indexed(session, word):
    """How often a word stands in the index itself, whatever the state of its post."""
    asked = query(word)
    if session.get_bind().dialect.name == "sqlite":
        counted = "SELECT count(*) FROM post_search WHERE post_search MATCH :asked"
        return session.execute(text(counted), {"asked": f"words : ({asked.fts5})"}).scalar()
    counted = "SELECT count(*) FROM post_search WHERE words @@ to_tsquery('simple', :asked)"
    return session.execute(text(counted), {"asked": asked.tsquery}).scalar()


def fate_of(session, held):
    arrival = session.get(Arrival, held.arrival_id, populate_existing=True)
    return arrival.fate, arrival.reason


def test_approving_publishes_what_came_as_it_came(session, site, moderator, holding):
    held = holding(identity=Identity.UNPROVEN)
    done = acts.approve(session, site, moderator, held.id, held.content_hash, note="ようこそ。")
    post = session.get(Post, done.post_id)
    assert post.message_id == held.contribution["message_id"]
    assert post.identity is Identity.UNPROVEN
    assert post.received_at == make.A_MORNING
    assert fate_of(session, held) == (Fate.PUBLISHED, "released")
    said = text_of(newest(session, "aoi@example.jp"))
    assert f"/posts/{post.public_id}" in said
    assert "ようこそ。" in said


def test_after_approval_the_stranger_is_known_and_the_next_post_need_not_wait(
    session, site, moderator, holding
):
    held = holding()
    done = acts.approve(session, site, moderator, held.id, held.content_hash)
    address = address_of(session, make.EmailAddress.parse("aoi@example.jp"))
    session.refresh(address)
    assert address.trusted_at is not None
    assert session.get(Post, done.post_id).address_id == address.id


def test_who_joined_since_is_the_author(session, site, moderator, holding):
    held = holding()
    aoi = make.enter_person(session, "Aoi")
    done = acts.approve(session, site, moderator, held.id, held.content_hash)
    assert session.get(Post, done.post_id).person_id == aoi.id


def test_somebody_merged_since_writes_as_who_they_are_now(session, site, moderator, holding):
    aoi, aoyama = make.enter_person(session, "Aoi"), make.enter_person(session, "Aoyama")
    held = holding(
        author=make.an_author("Aoyama", address=None, person_id=aoyama.id, moderated=True)
    )
    merge(session, aoyama, aoi, by=None)
    done = acts.approve(session, site, moderator, held.id, held.content_hash)
    assert session.get(Post, done.post_id).person_id == aoi.id


def test_rejecting_tells_the_author_why(session, site, moderator, holding):
    held = holding()
    done = acts.reject(
        session,
        site,
        moderator,
        held.id,
        held.content_hash,
        reason="off_topic",
        note="総合へどうぞ。",
    )
    assert isinstance(done, Done)
    said = text_of(newest(session, "aoi@example.jp"))
    assert "理由：話題がこの掲示板の目的と異なる" in said
    assert "総合へどうぞ。" in said
    assert fate_of(session, held) == (Fate.REJECTED, "declined")
    assert session.query(Post).count() == 0


def test_discarding_tells_nobody(session, site, moderator, holding):
    held = holding()
    acts.discard(session, site, moderator, held.id, held.content_hash, reason="spam")
    assert owed(session, "aoi@example.jp") == []
    assert fate_of(session, held) == (Fate.DISCARDED, "dropped")


def test_every_act_is_written_down(session, site, moderator, holding, board):
    held = holding()
    acts.discard(session, site, moderator, held.id, held.content_hash, reason="spam")
    row = session.scalars(select(Decision)).one()
    assert (row.act, row.board_id, row.moderator_id, row.held_post_id, row.reason) == (
        Act.DISCARD,
        board.id,
        moderator.person_id,
        held.id,
        "spam",
    )


def test_who_may_not_moderate_changes_nothing(session, site, holding, publishing):
    held, post = holding(), publishing()
    hash_ = acts.content_hash_of(post)
    resident = standing_of(session, make.enter_person(session, "Ren").id)
    for somebody in (NOBODY, resident):
        answers = [
            acts.approve(session, site, somebody, held.id, held.content_hash),
            acts.reject(session, site, somebody, held.id, held.content_hash, reason="spam"),
            acts.discard(session, site, somebody, held.id, held.content_hash, reason="spam"),
            acts.hide(session, site, somebody, post.id, hash_, reason="spam"),
            acts.show(session, site, somebody, post.id, hash_),
            acts.lock(session, site, somebody, post.thread_id),
            acts.unlock(session, site, somebody, post.thread_id),
            acts.pin(session, somebody, post.thread_id),
            acts.unpin(session, somebody, post.thread_id),
        ]
        assert set(map(type, answers)) == {NotAllowed}
    assert held.decided_at is None
    assert session.query(Decision).count() == 0


def test_a_moderator_of_a_public_board_does_not_moderate_staff(session, site, moderator, holding):
    staff = make.open_board(session, "kacho", visibility=Visibility.STAFF)
    author = make.an_author("Sato", Role.LIAISON, address="sato@example.jp")
    held = holding(staff, author=author, identity=Identity.UNPROVEN)
    answer = acts.approve(session, site, moderator, held.id, held.content_hash)
    assert isinstance(answer, NotAllowed)


def test_a_decision_is_bound_to_the_words_that_were_seen(session, site, moderator, holding):
    held = holding()
    answer = acts.approve(session, site, moderator, held.id, "0" * 32)
    assert isinstance(answer, Changed)
    assert held.decided_at is None


def test_a_second_decision_learns_of_the_first(session, site, moderator, holding):
    held = holding()
    acts.approve(session, site, moderator, held.id, held.content_hash)
    again = acts.reject(session, site, moderator, held.id, held.content_hash, reason="spam")
    assert again == AlreadyDecided("森川", Act.APPROVE)
    assert session.query(Post).count() == 1


def test_a_reason_must_be_a_public_one(session, site, moderator, holding):
    held = holding()
    with pytest.raises(ValueError, match="no public reason"):
        acts.reject(session, site, moderator, held.id, held.content_hash, reason="I say so")


def test_hiding_leaves_a_tombstone_and_takes_the_words_out_of_search(
    session, site, moderator, publishing, board
):
    post = publishing(text="図書館の椅子について")
    thread = session.get(Thread, post.thread_id)
    session.refresh(thread)
    revision = thread.revision
    hash_ = acts.content_hash_of(post)
    assert found(session, board, "椅子")
    done = acts.hide(
        session,
        site,
        moderator,
        post.id,
        hash_,
        reason="personal_information",
        note="電話番号です。",
    )
    assert isinstance(done, Done)
    assert (post.state, post.state_reason) == (PostState.HIDDEN, "personal_information")
    assert post.text
    assert found(session, board, "椅子") == []
    assert indexed(session, "椅子") == 0
    session.refresh(thread)
    assert thread.revision == revision + 1
    said = text_of(newest(session, "aoi0@example.jp"))
    assert "理由：個人情報が含まれている" in said
    again = acts.hide(session, site, moderator, post.id, hash_, reason="abuse")
    assert again == AlreadyDecided("森川", Act.HIDE)


def test_showing_brings_it_back(session, site, moderator, publishing, board):
    post = publishing(text="図書館の椅子について")
    hash_ = acts.content_hash_of(post)
    acts.hide(session, site, moderator, post.id, hash_, reason="abuse")
    assert isinstance(acts.show(session, site, moderator, post.id, hash_), Done)
    assert (post.state, post.state_reason) == (PostState.PUBLISHED, None)
    assert len(found(session, board, "椅子")) == 1
    assert indexed(session, "椅子") == 1
    assert "もう一度載せました" in text_of(newest(session, "aoi0@example.jp"))


def test_an_index_made_anew_does_not_hold_what_is_hidden(
    session, site, moderator, publishing, board
):
    """PostgreSQL refuses a second row, so showing it again would fail after a restore."""
    post = publishing(text="図書館の椅子について")
    hash_ = acts.content_hash_of(post)
    acts.hide(session, site, moderator, post.id, hash_, reason="abuse")
    search.rebuild(session.connection(), lambda count: None)
    assert indexed(session, "椅子") == 0
    assert isinstance(acts.show(session, site, moderator, post.id, hash_), Done)
    assert indexed(session, "椅子") == 1


def test_what_is_hidden_before_it_was_mailed_is_not_mailed(
    session, site, moderator, publishing, board
):
    make.subscribe(session, board, make.enter_person(session, "Ren"))
    post = publishing()
    acts.hide(session, site, moderator, post.id, acts.content_hash_of(post), reason="abuse")
    chosen = select(Mailing.state).where(Mailing.kind == MailingKind.POST)
    assert session.scalars(chosen).one() is MailingState.CANCELLED


def test_a_thread_is_closed_and_opened_and_who_began_it_is_told(
    session, site, moderator, publishing
):
    post = publishing()
    thread = session.get(Thread, post.thread_id)
    assert isinstance(acts.lock(session, site, moderator, thread.id, reason="calm"), Done)
    assert thread.locked_at is not None
    assert "落ち着いて考える時間をとる" in text_of(newest(session, "aoi0@example.jp"))
    again = acts.lock(session, site, moderator, thread.id)
    assert again == AlreadyDecided("森川", Act.LOCK)
    assert isinstance(acts.unlock(session, site, moderator, thread.id), Done)
    assert thread.locked_at is None


def test_a_thread_is_pinned_and_let_go(session, moderator, publishing):
    thread = session.get(Thread, publishing().thread_id)
    assert isinstance(acts.pin(session, moderator, thread.id), Done)
    assert thread.pinned_at is not None
    assert isinstance(acts.pin(session, moderator, thread.id), AlreadyDecided)
    assert isinstance(acts.unpin(session, moderator, thread.id), Done)
    assert thread.pinned_at is None


def a_held_post_for_two(engine, site):
    with Session(writing(engine)) as session:
        board = make.open_board(session)
        people = [
            make.enter_person(session, name, f"{name}@example.jp", Role.MODERATOR)
            for name in ("mori", "hara")
        ]
        contribution = make.a_contribution(
            board=make.BoardFacts.of(board), author=make.an_author(trusted=False)
        )
        held = posting.receive(session, contribution, site)
        hash_ = session.get(HeldPost, held.held_post_id).content_hash
        session.commit()
        return held.held_post_id, hash_, [person.id for person in people]


def test_two_moderators_at_once_decide_once(engine, site):
    held_id, hash_, moderators = a_held_post_for_two(engine, site)
    start = Barrier(2, timeout=30)

    def decide(number: int):
        with Session(engine) as reading:
            standing = standing_of(reading, moderators[number])
            assert reading.get(HeldPost, held_id).decided_at is None
        start.wait()
        with Session(writing(engine)) as session:
            if number:
                answer = acts.approve(session, site, standing, held_id, hash_)
            else:
                answer = acts.reject(session, site, standing, held_id, hash_, reason="spam")
            session.commit()
            return answer

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(decide, range(2)))
    (done,) = [a for a in answers if isinstance(a, Done)]
    (late,) = [a for a in answers if isinstance(a, AlreadyDecided)]
    first = answers.index(done)
    assert late == AlreadyDecided(["mori", "hara"][first], [Act.REJECT, Act.APPROVE][first])
    with Session(engine) as session:
        assert session.query(Post).count() == first
        assert session.query(Decision).count() == 1


def test_a_double_click_publishes_once(engine, site):
    held_id, hash_, (moderator, _) = a_held_post_for_two(engine, site)
    start = Barrier(4, timeout=30)

    def click(_: int):
        start.wait()
        with Session(writing(engine)) as session:
            standing = standing_of(session, moderator)
            answer = acts.approve(session, site, standing, held_id, hash_)
            session.commit()
            return type(answer)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(click, range(4)))
    assert sorted(kind.__name__ for kind in answers) == ["AlreadyDecided"] * 3 + ["Done"]
    with Session(engine) as session:
        assert session.query(Post).count() == 1
        assert session.query(Address).filter_by(canonical="aoi@example.jp").count() == 1
