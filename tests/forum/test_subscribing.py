import pytest

from forum import limits, subscribing
from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import Join, Mode, Subscription, Visibility
from forum.confirming import confirm
from forum.people.joining import person_of
from forum.people.person import Role
from forum.people.standing import standing_of
from forum.subscribing import Asked, Joined, ask_to_join, ask_to_leave, subscription_of
from tests import factories as make
from tests.letters import newest, owed, text_of, token_in

AOI = EmailAddress.parse("foo..aoi@docomo.ne.jp")
REN = EmailAddress.parse("ren@example.jp")


@pytest.fixture
def board(session):
    return make.open_board(session, name="総合")


def joined(session, site, board, mailbox=AOI):
    assert ask_to_join(session, site, board, mailbox) is Asked.SENT
    return confirm(session, site, token_in(newest(session, str(mailbox))))


def test_asking_to_join_changes_nothing_until_it_is_confirmed(session, site, board):
    assert ask_to_join(session, site, board, AOI, name="青井") is Asked.SENT
    assert subscription_of(session, board.id, AOI) is None
    assert person_of(session, AOI) is None
    letter = newest(session, str(AOI))
    assert letter["From"].addresses[0].username == f"general-confirm+{token_in(letter)}"
    assert f"{site.url}/confirm/{token_in(letter)}" in text_of(letter)


def test_confirming_subscribes_and_makes_a_person_who_is_not_vouched_for(session, site, board):
    ask_to_join(session, site, board, AOI, name="青井")
    done = confirm(session, site, token_in(newest(session)))
    person = person_of(session, AOI)
    assert done == Joined(board.id, person.id, awaits_approval=False)
    assert (person.name, person.vouched_at, person.trusted_at) == ("青井", None, None)
    assert subscription_of(session, board.id, AOI).mode is Mode.EACH
    welcome = newest(session, str(AOI))
    assert "はじめての投稿だけは" in text_of(welcome)
    assert f"general-leave@{make.DOMAIN}" in text_of(welcome)
    assert welcome["List-Unsubscribe"] == f"<mailto:general-leave@{make.DOMAIN}>"


def test_the_letter_to_be_confirmed_repeats_nothing_that_a_stranger_typed(session, site, board):
    ask_to_join(session, site, board, AOI, name="Buy pills http://spam.example")
    assert "spam.example" not in newest(session).as_string() + text_of(newest(session))


def test_members_and_others_get_the_same_answer_and_only_the_letter_differs(session, site, board):
    joined(session, site, board)
    assert ask_to_join(session, site, board, AOI) is ask_to_join(session, site, board, REN)
    assert "すでに参加しています" in text_of(newest(session, str(AOI)))
    assert "参加の確認" in text_of(newest(session, str(REN)))
    assert ask_to_leave(session, site, board, AOI) is Asked.SENT
    other = EmailAddress.parse("mio@example.jp")
    assert ask_to_leave(session, site, board, other) is Asked.SENT
    assert "まだ退会していません" in text_of(newest(session, str(AOI)))
    assert "参加していませんでした" in text_of(newest(session, str(other)))


def test_leaving_is_confirmed_as_well(session, site, board):
    joined(session, site, board)
    ask_to_leave(session, site, board, AOI)
    assert subscription_of(session, board.id, AOI) is not None
    confirm(session, site, token_in(newest(session, str(AOI))))
    assert subscription_of(session, board.id, AOI) is None
    assert "退会しました" in text_of(newest(session, str(AOI)))


def test_on_a_board_that_approves_a_moderator_has_the_last_word(session, site):
    board = make.open_board(session, "club", name="地域の足", join=Join.APPROVE)
    moderator = make.enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
    done = joined(session, site, board)
    assert done.awaits_approval
    assert "申込みを確認します" in text_of(newest(session, str(AOI)))
    assert "1件の参加の申込み" in text_of(newest(session, "mori@example.jp"))
    waiting = subscription_of(session, board.id, AOI)
    assert not subscribing.approve(session, site, waiting, standing_of(session, None))
    assert waiting.awaits_approval
    assert subscribing.approve(session, site, waiting, standing_of(session, moderator.id))
    assert not waiting.awaits_approval
    assert "参加ありがとうございます" in text_of(newest(session, str(AOI)))


def test_a_request_that_is_turned_down_is_gone(session, site):
    board = make.open_board(session, "club", join=Join.APPROVE)
    moderator = make.enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
    joined(session, site, board)
    waiting = subscription_of(session, board.id, AOI)
    assert subscribing.decline(session, site, waiting, standing_of(session, moderator.id))
    assert subscription_of(session, board.id, AOI) is None


def test_a_closed_board_takes_no_requests(session, site, board):
    ask_to_join(session, site, board, AOI)
    token = token_in(newest(session))
    board.join = Join.CLOSED
    assert ask_to_join(session, site, board, REN) is Asked.CLOSED
    assert len(owed(session)) == 1
    confirm(session, site, token)
    assert subscription_of(session, board.id, AOI) is None


def test_a_staff_board_is_unknown_to_all_but_staff(session, site):
    board = make.open_board(session, "kacho", visibility=Visibility.STAFF)
    make.enter_person(session, "Clerk", "clerk@example.jp", Role.SECRETARIAT)
    assert ask_to_join(session, site, board, AOI) is Asked.UNKNOWN_BOARD
    assert ask_to_leave(session, site, board, AOI) is Asked.UNKNOWN_BOARD
    assert owed(session) == []
    clerk = EmailAddress.parse("clerk@example.jp")
    assert ask_to_join(session, site, board, clerk) is Asked.SENT


def test_a_members_board_tells_only_the_mailbox_that_it_is_for_members(session, site):
    board = make.open_board(session, "wg", visibility=Visibility.MEMBERS)
    make.enter_person(session, "Ren", "ren@example.jp", Role.MEMBER)
    assert ask_to_join(session, site, board, AOI) is ask_to_join(session, site, board, REN)
    assert "委員と関係者のための場です" in text_of(newest(session, str(AOI)))
    assert "参加の確認" in text_of(newest(session, str(REN)))


def test_a_mailbox_cannot_be_flooded(session, site, board):
    answers = [ask_to_join(session, site, board, AOI) for _ in range(10)]
    assert answers.count(Asked.SENT) == subscribing.MOST_A_DAY_FOR_ONE_BOARD
    assert len(owed(session, str(AOI))) == subscribing.MOST_A_DAY_FOR_ONE_BOARD
    for number in range(10):
        ask_to_join(session, site, make.open_board(session, f"b{number}"), REN)
    assert len(owed(session, str(REN))) == subscribing.MOST_A_DAY["address"]


def test_members_run_into_the_same_limits_as_others(session, site, board):
    joined(session, site, board)
    members = [ask_to_join(session, site, board, AOI) for _ in range(4)]
    others = [ask_to_join(session, site, board, REN) for _ in range(5)][1:]
    assert members == others


def test_one_visitor_cannot_flood_many_mailboxes(session, site, board):
    mailboxes = [EmailAddress.parse(f"a{n}@example.jp") for n in range(40)]
    answers = [ask_to_join(session, site, board, m, requester="192.0.2.1") for m in mailboxes]
    assert answers.count(Asked.SENT) == subscribing.MOST_A_DAY["requester"]
    assert ask_to_join(session, site, board, AOI, requester="192.0.2.2") is Asked.SENT


def test_one_board_sends_only_so_many_confirmations(session, site, board):
    for _ in range(subscribing.MOST_A_DAY["board"]):
        limits.count(session, "board", board.slug)
    assert ask_to_join(session, site, board, AOI) is Asked.TOO_MANY


def test_somebody_banned_is_answered_like_anybody_and_gets_nothing(session, site, board):
    make.enter_person(session, "Ren", "ren@example.jp", banned_at=utcnow())
    assert ask_to_join(session, site, board, REN) is Asked.SENT
    assert owed(session) == []


def test_one_click_leaves_and_again_harms_nothing(session, site, board):
    joined(session, site, board)
    subscription = subscription_of(session, board.id, AOI)
    token = site.sealer.seal(subscribing.UNSUBSCRIBE, subscription.id)
    assert subscribing.subscription_by_token(session, site, token) is subscription
    assert subscribing.leave_by_token(session, site, token)
    assert subscribing.leave_by_token(session, site, token)
    session.expire_all()
    assert subscription_of(session, board.id, AOI) is None


def test_the_way_out_in_an_old_mail_is_never_somebody_elses(session, site, board):
    """SQLite would give the id of the newest subscription again once it has ended."""
    joined(session, site, board)
    old = site.sealer.seal(subscribing.UNSUBSCRIBE, subscription_of(session, board.id, AOI).id)
    subscribing.leave_by_token(session, site, old)
    subscribing.subscribe(session, board, REN)

    subscribing.leave_by_token(session, site, old)

    session.expire_all()
    assert subscription_of(session, board.id, REN) is not None


def test_a_token_for_something_else_unsubscribes_nobody(session, site, board):
    joined(session, site, board)
    subscription = subscription_of(session, board.id, AOI)
    forged = site.sealer.seal("bounces", subscription.id)
    assert not subscribing.leave_by_token(session, site, forged)
    assert not subscribing.leave_by_token(session, site, "")
    assert subscription_of(session, board.id, AOI) is not None


def test_an_operator_subscribes_at_once_and_vouches(session, site, board):
    subscription = subscribing.subscribe(session, board, AOI, Mode.DAILY)
    assert (subscription.mode, subscription.vouched) == (Mode.DAILY, True)
    assert subscription.address.trusted_at is not None
    assert subscribing.subscribe(session, board, AOI, Mode.EACH) is subscription
    assert owed(session) == []
    joined(session, site, make.open_board(session, "other"))
    assert person_of(session, AOI).trusted_at is not None


def test_a_verified_address_joins_on_the_web_without_a_letter_to_confirm(session, site, board):
    joined(session, site, board)
    other = make.open_board(session, "other")
    address = subscription_of(session, board.id, AOI).address
    done = subscribing.join_signed_in(session, site, other, address)
    assert done == Joined(other.id, address.person_id, awaits_approval=False)
    staff = make.open_board(session, "kacho", visibility=Visibility.STAFF)
    assert subscribing.join_signed_in(session, site, staff, address) is Asked.UNKNOWN_BOARD
    unproven = make.enter_person(session, "Ren", "ren@example.jp").addresses[0]
    with pytest.raises(ValueError, match="verified"):
        subscribing.join_signed_in(session, site, board, unproven)


def test_confirming_twice_subscribes_once(session, site, board):
    ask_to_join(session, site, board, AOI)
    ask_to_join(session, site, board, AOI)
    first, second = (token_in(letter) for letter in owed(session, str(AOI)))
    confirm(session, site, first)
    confirm(session, site, second)
    assert session.query(Subscription).count() == 1
