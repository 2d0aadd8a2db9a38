"""A topic's title goes with the post that gave it."""

from itertools import count

from sqlalchemy import select

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.archive import editing, search
from forum.archive.thread import Post, Thread
from forum.moderation import acts
from forum.people.person import Role
from forum.people.standing import standing_of
from forum.text.bigrams import query
from tests import factories as make

_numbers = count()
TITLE = "山田太郎の借金"


def test_a_hidden_first_post_takes_its_title_out_of_topic_answers_and_search(session, site):
    board, first, answer = a_topic(session, site)

    hide(session, site, first)

    assert titles(session) == [("", TITLE)]
    assert subject(session, answer) == ""
    assert found(session, board, "借金") == []
    assert subject(session, first) == TITLE  # for moderators and its author


def test_an_answer_that_comes_later_by_mail_does_not_bring_the_title_back(session, site):
    board, first, _ = a_topic(session, site)
    hide(session, site, first)

    late = post(session, site, board, f"Re: {TITLE}", "late@example.jp", "first@example.jp")

    assert subject(session, late) == ""
    assert found(session, board, "借金") == []


def test_showing_the_post_again_gives_the_title_back(session, site):
    board, first, answer = a_topic(session, site)
    hide(session, site, first)
    late = post(session, site, board, f"Re: {TITLE}", "late@example.jp", "first@example.jp")

    shown = acts.show(session, site, moderator(session), first, hash_of(session, first))

    assert isinstance(shown, acts.Done)
    assert titles(session) == [(TITLE, None)]
    assert [subject(session, one) for one in (answer, late)] == [TITLE, TITLE]
    assert sorted(found(session, board, "借金")) == sorted([first, answer, late])


def test_a_withdrawn_first_post_takes_its_title_along(session, site):
    _, first, answer = a_topic(session, site)

    editing.withdraw(session, first)

    assert titles(session) == [("", TITLE)]
    assert subject(session, answer) == ""


def test_hiding_an_answer_leaves_the_title(session, site):
    _, _, answer = a_topic(session, site)

    hide(session, site, answer)

    assert titles(session) == [(TITLE, None)]


def test_a_corrected_subject_renames_the_topic_and_its_answers(session, site):
    board, first, answer = a_topic(session, site)
    editor = make.enter_person(session, "Editor").id

    editing.revise(session, first, "お金の話", "本文です。", editor)

    assert titles(session) == [("お金の話", None)]
    assert subject(session, answer) == "お金の話"
    assert found(session, board, "借金") == []
    assert sorted(found(session, board, "お金")) == sorted([first, answer])


def test_an_answer_with_another_subject_keeps_it(session, site):
    board, first, _ = a_topic(session, site)
    other = post(session, site, board, "別の話", "other@example.jp", "first@example.jp")

    hide(session, site, first)

    assert subject(session, other) == "別の話"


def a_topic(session, site):
    board = make.open_board(session)
    first = post(session, site, board, TITLE, "first@example.jp")
    answer = post(session, site, board, f"Re: {TITLE}", "second@example.jp", "first@example.jp")
    return board, first, answer


def post(session, site, board, subject, message_id, parent=None):
    contribution = make.a_contribution(
        board=BoardFacts.of(board),
        subject=subject,
        text="本文です。",
        message_id=message_id,
        in_reply_to=parent,
        kept_message_id=make.keep_mail(session, b"Subject: x\r\n\r\nx\r\n").id,
    )
    return posting.publish(session, contribution, site).post_id


def hide(session, site, post_id):
    by, words = moderator(session), hash_of(session, post_id)
    done = acts.hide(session, site, by, post_id, words, reason="personal_information")
    assert isinstance(done, acts.Done)


def moderator(session):
    name = f"Mod{next(_numbers)}"
    return standing_of(session, make.enter_person(session, name, "", Role.MODERATOR).id)


def hash_of(session, post_id):
    return acts.content_hash_of(session.get_one(Post, post_id))


def titles(session):
    rows = session.execute(select(Thread.subject, Thread.hidden_subject))
    return [tuple(row) for row in rows]


def subject(session, post_id):
    return session.scalar(select(Post.subject).where(Post.id == post_id))


def found(session, board, words):
    rows = search.find(session, query(words), search.Scope((board.id,)))
    return [row.id for row in rows]
