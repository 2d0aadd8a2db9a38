from datetime import timedelta

import pytest
from sqlalchemy import update

from forum import accounts, posting
from forum.addresses import EmailAddress
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Identity, Post
from forum.base import utcnow
from forum.confirming import Refusal, confirm, pending
from forum.letters import Correspondent, tell_held
from forum.moderation.acts import AlreadyDecided, Confirmed
from forum.moderation.held import HeldPost
from forum.people.person import Person, Role
from forum.people.single_use import Purpose, SingleUseToken
from forum.subscribing import Joined, ask_to_join
from tests import factories as make
from tests.letters import newest, text_of, token_in

AOI = EmailAddress.parse("aoi@example.jp")
CHAIR = EmailAddress.parse("chair@example.jp")


@pytest.fixture
def board(session):
    return make.open_board(session, name="総合")


def a_post_in_the_chairs_name(session, site, board, **author_facts):
    chair = make.enter_person(session, "Hayashi", "chair@example.jp", Role.CHAIR)
    message = make.keep_mail(session, make.a_mail(), "general", mail_from="chair@example.jp")
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board),
        author=make.an_author(
            "Hayashi", Role.CHAIR, person_id=chair.id, address="chair@example.jp",
            address_id=chair.addresses[0].id, **author_facts,
        ),
        identity=Identity.UNPROVEN,
        kept_message_id=message.id,
        arrival_id=message.arrivals[0].id,
    )  # fmt: skip
    held = posting.receive(session, contribution, site)
    writer = Correspondent(address=CHAIR, envelope_sender="chair@example.jp")
    tell_held(session, site, held.held_post_id, writer)
    return session.get(HeldPost, held.held_post_id), token_in(newest(session, "chair@example.jp"))


def test_looking_at_a_token_uses_nothing_up(session, site, board):
    ask_to_join(session, site, board, AOI)
    token = token_in(newest(session))
    for _ in range(2):
        waiting = pending(session, token)
        assert (waiting.purpose, waiting.board, waiting.address) == (Purpose.JOIN, board, str(AOI))
    assert isinstance(confirm(session, site, token), Joined)
    assert pending(session, token) is None


def test_a_token_works_once_and_not_for_ever(session, site, board):
    ask_to_join(session, site, board, AOI)
    token = token_in(newest(session))
    confirm(session, site, token)
    assert confirm(session, site, token) is Refusal.EXPIRED
    assert confirm(session, site, "nonsense") is Refusal.EXPIRED
    ask_to_join(session, site, board, EmailAddress.parse("ren@example.jp"))
    session.execute(update(SingleUseToken).values(expires_at=utcnow() - timedelta(seconds=1)))
    assert confirm(session, site, token_in(newest(session))) is Refusal.EXPIRED


def test_a_reply_counts_at_the_board_that_asked(session, site, board):
    other = make.open_board(session, "other")
    ask_to_join(session, site, board, AOI)
    token = token_in(newest(session))
    assert confirm(session, site, token, board_id=other.id) is Refusal.EXPIRED
    assert isinstance(confirm(session, site, token.upper(), board_id=board.id), Joined)


def test_a_token_that_signs_in_confirms_nothing(session, site, board):
    make.enter_person(session, "Aoi")
    token = accounts.login_link(session, site, AOI).rsplit("/", 1)[1]
    assert confirm(session, site, token) is Refusal.EXPIRED
    assert pending(session, token) is None


def test_confirming_a_post_publishes_it_as_confirmed(session, site, board):
    held, token = a_post_in_the_chairs_name(session, site, board)
    assert pending(session, token).subject == held.subject
    done = confirm(session, site, token, board_id=board.id)
    assert isinstance(done, Confirmed)
    post = session.get(Post, done.post_id)
    assert post.identity is Identity.CONFIRMED
    assert held.decided_at is not None
    assert held.post_id == post.id
    arrival = session.get(Arrival, held.arrival_id, populate_existing=True)
    assert (arrival.fate, arrival.reason) == (Fate.PUBLISHED, "confirmed")
    assert f"/posts/{post.public_id}" in text_of(newest(session, "chair@example.jp"))


def test_who_was_banned_since_confirms_nothing_into_the_archive(session, site, board):
    held, token = a_post_in_the_chairs_name(session, site, board)
    session.get(Person, held.person_id).banned_at = utcnow()

    done = confirm(session, site, token)

    assert done.post_id is None
    assert [reason.code for reason in done.remaining] == ["banned"]
    assert held.decided_at is None


def test_confirming_mends_only_the_missing_proof(session, site, board):
    held, token = a_post_in_the_chairs_name(session, site, board, moderated=True)
    done = confirm(session, site, token)
    assert done.post_id is None
    assert [reason.code for reason in done.remaining] == ["on_moderation"]
    assert held.decided_at is None
    assert "進行役が確認します" in text_of(newest(session, "chair@example.jp"))


def test_a_confirmation_is_bound_to_the_words(session, site, board):
    held, token = a_post_in_the_chairs_name(session, site, board)
    held.content_hash = "0" * 32
    assert isinstance(confirm(session, site, token), AlreadyDecided)
    assert held.decided_at is None


def test_what_a_moderator_has_decided_stays_decided(session, site, board):
    held, token = a_post_in_the_chairs_name(session, site, board)
    held.decided_at = utcnow()
    session.flush()
    assert confirm(session, site, token) == AlreadyDecided(None, None)
    assert session.query(Post).count() == 0


def test_an_address_is_added_by_the_one_who_asked_for_it(session, site):
    aoi, ren = make.enter_person(session, "Aoi"), make.enter_person(session, "Ren")
    other = EmailAddress.parse("aoi@work.example.jp")
    accounts.ask_to_add_address(session, site, aoi, other)
    token = token_in(newest(session, str(other)))
    for somebody in (None, ren.id):
        assert confirm(session, site, token, signed_in_as=somebody) is Refusal.NOT_YOURS
    added = confirm(session, site, token, signed_in_as=aoi.id)
    assert (added.person_id, added.verified_at is not None) == (aoi.id, True)


def test_a_reply_by_mail_adds_no_address(session, site, board):
    aoi = make.enter_person(session, "Aoi")
    accounts.ask_to_add_address(session, site, aoi, EmailAddress.parse("x@example.jp"))
    token = token_in(newest(session))
    assert confirm(session, site, token, board_id=board.id) is Refusal.EXPIRED


def test_a_mail_that_its_own_domain_disowns_is_confirmed_in_the_same_way(session, site, board):
    make.enter_person(session, "Aoi")
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board),
        identity=Identity.UNPROVEN,
        proof={"dmarc": "fail", "policy": "reject"},
    )
    held = posting.receive(session, contribution, site)
    writer = Correspondent(address=AOI, envelope_sender="bulk@example.net")
    assert tell_held(session, site, held.held_post_id, writer)
    done = confirm(session, site, token_in(newest(session, str(AOI))), board_id=board.id)
    assert session.get(Post, done.post_id).identity is Identity.CONFIRMED
