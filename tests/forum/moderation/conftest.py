"""A board with a moderator, and what they have to decide on."""

import pytest

from forum import posting
from forum.archive.thread import Post
from forum.moderation.held import HeldPost
from forum.people.person import Role
from forum.people.standing import standing_of
from tests import factories as make


@pytest.fixture
def board(session):
    return make.open_board(session, name="総合")


@pytest.fixture
def moderator(session):
    person = make.enter_person(session, "森川", "mori@example.jp", Role.MODERATOR)
    return standing_of(session, person.id)


@pytest.fixture
def holding(session, site, board):
    """Makes a held post from a stranger's mail."""

    def hold(on=board, **facts):
        message = make.keep_mail(session, make.a_mail(), on.slug)
        told = {
            "board": make.BoardFacts.of(on),
            "author": make.an_author("Aoi", trusted=False),
            "kept_message_id": message.id,
            "arrival_id": message.arrivals[0].id,
        }
        held = posting.receive(session, make.a_contribution(**(told | facts)), site)
        return session.get(HeldPost, held.held_post_id)

    return hold


@pytest.fixture
def publishing(session, site, board):
    """Makes a published post of somebody with a mailbox."""

    def publish(on=board, **facts):
        person = make.enter_person(session, "青井", f"aoi{session.query(Post).count()}@example.jp")
        told = {
            "board": make.BoardFacts.of(on),
            "author": make.an_author(
                "青井", person_id=person.id, address_id=person.addresses[0].id
            ),
        }
        done = posting.publish(session, make.a_contribution(**(told | facts)), site)
        return session.get(Post, done.post_id)

    return publish
