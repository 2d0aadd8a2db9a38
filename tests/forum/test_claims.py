import pytest

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.addresses import EmailAddress
from forum.archive.thread import Post
from forum.claims import Belongings, belongings, claim
from forum.moderation.held import HeldPost
from forum.people.joining import address_row, prove_mailbox
from tests import factories as make

AOI = EmailAddress.parse("aoi@example.jp")


@pytest.fixture
def board(session):
    return make.open_board(session, name="総合")


@pytest.fixture
def left_behind(session, site, board):
    """A post and a held post from a mailbox that is nobody's."""
    address = address_row(session, AOI)
    facts = BoardFacts.of(board)
    known = make.an_author("Aoi", address_id=address.id)
    post_id = posting.publish(session, make.a_contribution(board=facts, author=known), site).post_id
    stranger = make.an_author("Aoi", trusted=False)
    waits = make.a_contribution(board=facts, author=stranger, subject="二つ目")
    held_id = posting.receive(session, waits, site).held_post_id
    return session.get_one(Post, post_id), session.get_one(HeldPost, held_id)


def test_what_would_be_theirs_is_told_first(session, board, left_behind):
    address = address_row(session, AOI)
    assert belongings(session, address) == Belongings(posts=1, held=1)


def test_the_mailbox_brings_its_posts_and_what_waits(session, left_behind):
    post, held = left_behind
    address = prove_mailbox(session, AOI)
    assert claim(session, address) == 1
    session.refresh(post)
    assert post.person_id == held.person_id == address.person_id


def test_of_another_person_everything_is_told(session, board):
    person = make.enter_person(session, "青井", str(AOI))
    make.subscribe(session, board, person)
    told = belongings(session, person.addresses[0], of_whom=None)
    assert told == Belongings(boards=("総合",), person_name="青井")
    assert belongings(session, person.addresses[0], of_whom=person.id).is_nothing
