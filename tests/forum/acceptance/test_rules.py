"""Each rule looks at one thing; none needs a database."""

from dataclasses import replace

import pytest

from forum.acceptance import rules
from forum.acceptance.verdict import Discard, Hold, Reject
from forum.archive.thread import Identity, Origin
from forum.boards import Posting, Visibility
from forum.people.person import Role
from forum.people.standing import Standing
from tests.factories import a_board, a_contribution, an_author


def code(verdict: Hold | Reject | Discard | None) -> str | None:
    """The reason's code behind the kind of verdict: "hold first_post"."""
    match verdict:
        case None:
            return None
        case Hold(reasons):
            return f"hold {reasons[0].code}"
        case Reject(reason) | Discard(reason):
            return f"{type(verdict).__name__.lower()} {reason.code}"


def test_a_loop_goes_nowhere():
    assert code(rules.loop(a_contribution(looping="list_id"))) == "discard loop"
    assert rules.loop(a_contribution()) is None


def test_a_machines_answer_goes_nowhere():
    assert code(rules.automatic(a_contribution(automatic="subject"))) == "discard automatic"
    assert rules.automatic(a_contribution()) is None


def test_somebody_banned_is_refused():
    banned = a_contribution(author=an_author("Aoi", banned=True))
    assert code(rules.banned(banned)) == "reject banned"


@pytest.mark.parametrize(
    ("visibility", "roles", "verdict"),
    [
        (Visibility.PUBLIC, (), None),
        (Visibility.MEMBERS, (), "reject outsider"),
        (Visibility.MEMBERS, (Role.MEMBER,), None),
        (Visibility.STAFF, (Role.MEMBER, Role.CHAIR, Role.MODERATOR), "reject outsider"),
        (Visibility.STAFF, (Role.LIAISON,), None),
    ],
)
def test_who_may_not_read_may_not_post(visibility, roles, verdict):
    told = a_contribution(board=a_board(visibility=visibility), author=an_author("Aoi", *roles))
    assert code(rules.outsider(told)) == verdict


def test_a_moderators_board_is_for_announcements():
    board = a_board(posting=Posting.MODERATORS)
    told = a_contribution(board=board)
    assert code(rules.announcements_only(told)) == "hold moderators_only"
    for role in (Role.MODERATOR, Role.SECRETARIAT, Role.CHAIR):
        assert rules.announcements_only(replace(told, author=an_author("Aoi", role))) is None


def test_on_a_members_board_a_resident_waits():
    told = a_contribution(board=a_board(posting=Posting.MEMBERS))
    assert code(rules.members_only(told)) == "hold members_only"
    assert rules.members_only(replace(told, author=an_author("Aoi", Role.MEMBER))) is None


def test_a_strangers_post_waits_on_a_subscribers_board():
    parks = a_board("parks", posting=Posting.SUBSCRIBERS)
    told = a_contribution(board=parks, author=an_author("Aoi"))
    assert code(rules.subscribers_only(told)) == "hold stranger"
    assert rules.subscribers_only(replace(told, author=an_author("Aoi", subscribes=True))) is None


def test_a_role_on_another_board_opens_nothing():
    elsewhere = Standing(1, frozenset({(Role.MODERATOR, 99)}))
    told = a_contribution(
        board=a_board(posting=Posting.MODERATORS), author=an_author("Aoi", standing=elsewhere)
    )
    assert code(rules.announcements_only(told)) == "hold moderators_only"


def test_a_first_post_waits_once():
    assert (
        code(rules.first_post(a_contribution(author=an_author(trusted=False)))) == "hold first_post"
    )
    assert rules.first_post(a_contribution()) is None


def test_who_holds_a_role_or_is_entered_by_staff_needs_no_first_post():
    member = an_author("Aoi", Role.MEMBER, trusted=False)
    assert rules.first_post(a_contribution(author=member)) is None
    entered = a_contribution(author=an_author(trusted=False), entered_by_id=1)
    assert rules.first_post(entered) is None


def test_somebody_on_moderation_waits():
    assert (
        code(rules.member_on_moderation(a_contribution(author=an_author(moderated=True))))
        == "hold on_moderation"
    )


@pytest.mark.parametrize("identity", list(Identity))
def test_a_role_needs_proof(identity):
    told = a_contribution(author=an_author("Mori", Role.CHAIR), identity=identity)
    waits = identity is Identity.UNPROVEN
    assert code(rules.role_without_proof(told)) == ("hold unproven_role" if waits else None)


def test_an_ordinary_residents_unproven_mail_is_taken():
    assert rules.role_without_proof(a_contribution(identity=Identity.UNPROVEN)) is None


@pytest.mark.parametrize(
    ("policy", "identity", "verdict"),
    [
        ("unknown", Identity.UNPROVEN, "hold fails_dmarc"),
        ("none", Identity.UNPROVEN, None),
        ("unknown", Identity.CONFIRMED, None),
    ],
)
def test_what_its_domain_disowns_waits_until_confirmed(policy, identity, verdict):
    told = a_contribution(identity=identity, proof={"dmarc": "fail", "policy": policy})
    assert code(rules.fails_dmarc(told)) == verdict


def test_any_unproven_mail_waits_where_the_board_asks_for_it():
    careful = a_board(holds_unproven=True)
    told = a_contribution(board=careful, identity=Identity.UNPROVEN)
    assert code(rules.unproven(told)) == "hold unproven"
    assert rules.unproven(replace(told, board=a_board())) is None
    assert rules.unproven(replace(told, identity=Identity.ALIGNED)) is None
    assert rules.unproven(replace(told, origin=Origin.IMPORT)) is None


def test_one_reason_for_a_missing_proof_is_enough():
    careful = a_board(holds_unproven=True)
    told = a_contribution(board=careful, identity=Identity.UNPROVEN)
    disowned = replace(told, proof={"dmarc": "fail", "policy": "reject"})
    assert rules.unproven(disowned) is None
    assert rules.unproven(replace(told, author=an_author("Mori", Role.CHAIR))) is None


def test_what_a_filter_called_spam_waits():
    assert code(rules.spam(a_contribution(spam="x-spam-flag"))) == "hold spam"


def test_in_a_closed_thread_only_moderators_write():
    told = a_contribution(thread_locked=True)
    assert code(rules.locked(told)) == "hold locked"
    assert rules.locked(replace(told, author=an_author("Mori", Role.MODERATOR))) is None


def test_a_mail_over_the_boards_limit_waits():
    told = a_contribution(board=a_board(max_message_bytes=1000), size=1001)
    assert code(rules.too_big(told)) == "hold too_big"
    assert rules.too_big(replace(told, size=1000)) is None
    assert rules.too_big(replace(told, board=a_board(), size=10**9)) is None


def test_nothing_to_read_is_sent_back_on_the_web_and_waits_by_mail():
    nothing = a_contribution(text=" \n　")
    assert code(rules.empty(nothing)) == "hold empty"
    assert code(rules.empty(replace(nothing, origin=Origin.WEB))) == "reject empty"
