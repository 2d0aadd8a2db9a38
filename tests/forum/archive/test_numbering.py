import pytest

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.archive import numbering
from forum.archive.numbering import Spot
from forum.archive.thread import Post, Thread
from tests import factories as make


@pytest.fixture
def board(session):
    return make.open_board(session)


@pytest.fixture
def publish(session, site, board):
    def publish(subject: str, on=board, **facts) -> Post:
        told = make.a_contribution(board=BoardFacts.of(on), subject=subject, **facts)
        return session.get_one(Post, posting.publish(session, told, site).post_id)

    return publish


def test_each_board_counts_its_own_threads(session, board, publish):
    other = make.open_board(session, "other")
    first, _, second = publish("一"), publish("甲", on=other), publish("二")
    assert numbering.number_of(session, second.thread_id) == 2
    assert numbering.thread_by_number(session, board.id, 1) == Spot(first.thread_id, board.id)
    assert numbering.thread_by_number(session, board.id, 3) is None
    assert numbering.thread_by_number(session, board.id, 1 << 60) is None


def test_a_post_has_a_place_in_its_thread(session, board, publish):
    first = publish("一")
    answer = publish("Re: 一", in_reply_to=first.message_id)
    thread = Spot(first.thread_id, board.id)
    assert numbering.place_of(session, answer.id) == (1, 2)
    assert numbering.post_by_number(session, thread, 2) == thread._replace(post_id=answer.id)
    assert numbering.post_by_number(session, thread, 0) is None


def test_a_merged_thread_leads_to_the_one_that_it_is_part_of(session, board, publish):
    first, second = publish("一"), publish("二")
    session.get_one(Thread, second.thread_id).merged_into_id = first.thread_id
    session.flush()
    assert numbering.thread_by_number(session, board.id, 2) == Spot(first.thread_id, board.id)


def test_a_mail_names_what_it_answers(session, board, publish):
    post = publish("公園のベンチ")
    spot = Spot(post.thread_id, board.id, post.id)
    assert numbering.answered(session, board.id, ["unknown@x", post.message_id]) == spot
    assert numbering.answered(session, board.id, []) is None
    assert numbering.post_by_name(session, post.public_id) == spot
    assert numbering.by_subject(session, board.id, "公園の ベンチ") == Spot(
        post.thread_id, board.id
    )


def test_a_subject_of_several_threads_names_none(session, board, publish):
    publish("公園のベンチ")
    publish("公園のベンチ")
    assert numbering.by_subject(session, board.id, "公園のベンチ") is None
    assert numbering.by_subject(session, board.id, "") is None
