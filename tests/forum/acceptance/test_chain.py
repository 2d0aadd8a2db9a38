"""The rules together make one verdict."""

from forum.acceptance.chain import CHAIN, judge
from forum.acceptance.verdict import Discard, Hold, Pass, Reject
from forum.archive.thread import Identity
from forum.people.person import Role
from tests.factories import a_board, a_contribution, an_author


def test_an_ordinary_post_passes():
    assert judge(a_contribution()) == Pass()


def test_every_reason_to_hold_is_told():
    told = a_contribution(
        board=a_board(max_message_bytes=10),
        size=11,
        author=an_author(trusted=False, moderated=True),
    )
    verdict = judge(told)
    assert isinstance(verdict, Hold)
    assert {reason.code for reason in verdict.reasons} == {"on_moderation", "first_post", "too_big"}


def test_a_refusal_goes_before_a_hold():
    assert isinstance(judge(a_contribution(author=an_author(banned=True, trusted=False))), Reject)


def test_a_loop_is_not_even_refused():
    looping = a_contribution(looping="list_id", author=an_author(banned=True))
    assert isinstance(judge(looping), Discard)


def test_a_chair_without_proof_waits():
    told = a_contribution(author=an_author("Mori", Role.CHAIR), identity=Identity.UNPROVEN)
    assert isinstance(judge(told), Hold)


def test_no_rule_stands_twice():
    assert len(CHAIN) == len(set(CHAIN))
