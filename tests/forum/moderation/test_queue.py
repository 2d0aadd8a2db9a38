from forum.boards import Join, Subscription
from forum.moderation import acts
from forum.moderation.queue import held_post, moderated_boards, waiting_members, waiting_posts
from forum.people.person import Appointment, Role
from forum.people.standing import NOBODY, standing_of
from tests import factories as make


def test_what_waits_comes_in_the_order_in_which_it_came(session, site, moderator, holding):
    first, second, third = (holding(text=f"{number}") for number in range(3))
    acts.discard(session, site, moderator, second.id, second.content_hash, reason="spam")
    assert list(waiting_posts(session, moderator)) == [first, third]
    assert list(waiting_posts(session, moderator, after=first.id)) == [third]
    assert list(waiting_posts(session, NOBODY)) == []


def test_a_moderator_of_one_board_sees_that_board(session, board, holding):
    other = make.open_board(session, "other")
    held = holding()
    person = make.enter_person(session, "Elsewhere")
    since = make.today()
    person.appointments.append(Appointment(role=Role.MODERATOR, board_id=other.id, since=since))
    session.flush()
    elsewhere = standing_of(session, person.id)
    assert moderated_boards(session, elsewhere) == [other]
    assert list(waiting_posts(session, elsewhere)) == []
    assert held_post(session, elsewhere, held.public_id) is None


def test_one_held_post_is_found_by_its_public_name(session, moderator, holding):
    held = holding()
    assert held_post(session, moderator, held.public_id) is held
    assert held_post(session, moderator, "nothing") is None
    assert held_post(session, NOBODY, held.public_id) is None


def test_people_who_ask_to_join_wait_as_well(session, moderator):
    club = make.open_board(session, "club", join=Join.APPROVE)
    aoi = make.enter_person(session, "Aoi")
    waiting = Subscription(board=club, address=aoi.addresses[0], awaits_approval=True)
    session.add(waiting)
    session.flush()
    assert list(waiting_members(session, moderator)) == [waiting]
    assert list(waiting_members(session, NOBODY)) == []
