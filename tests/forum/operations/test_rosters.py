"""The roster of a list moves in, and out again."""

import pytest
from sqlalchemy import select

from forum.boards import DigestFormat, Mode, Subscription
from forum.operations import rosters
from forum.operations.rosters import Fate
from forum.people.person import Address
from tests import factories as make

MAILMAN_3 = """address,display_name,delivery_mode,delivery_status,moderation_action,role
aoi@example.jp,青井,regular,enabled,defer,member
foo..ren@docomo.ne.jp,Ren,plaintext_digests,enabled,,member
sora@example.jp,,mime_digests,by_user,,member
kai@example.jp,Kai,regular,by_bounces,,member
mio@example.jp,Mio,regular,enabled,hold,member
spam@example.com,Spammer,regular,enabled,ban,member
mori@example.jp,Mori,regular,enabled,,owner
nobody,,regular,enabled,,member
"""


def taken(session, board, text, mode=Mode.EACH):
    return [
        (t.entry.address, t.fate) for t in rosters.take_in(session, board, rosters.read(text), mode)
    ]


def test_a_roster_of_mailman_3_keeps_modes_holds_and_bans(session):
    board = make.open_board(session)

    found = taken(session, board, MAILMAN_3)

    assert found == [
        ("aoi@example.jp", Fate.SUBSCRIBED),
        ("foo..ren@docomo.ne.jp", Fate.SUBSCRIBED),
        ("sora@example.jp", Fate.SUBSCRIBED),
        ("kai@example.jp", Fate.UNREACHABLE),
        ("mio@example.jp", Fate.HELD),
        ("spam@example.com", Fate.BANNED),
        ("mori@example.jp", Fate.PASSED_OVER),
        ("nobody", Fate.REFUSED),
    ]
    modes = dict(
        session.execute(
            select(Address.canonical, Subscription.mode).join_from(Subscription, Address)
        ).all()
    )
    assert modes == {
        "aoi@example.jp": Mode.EACH,
        "foo..ren@docomo.ne.jp": Mode.DAILY,
        "sora@example.jp": Mode.NONE,
        "kai@example.jp": Mode.EACH,
        "mio@example.jp": Mode.EACH,
    }
    assert (
        session.scalars(
            select(Subscription.digest_format).where(Subscription.mode == Mode.DAILY)
        ).one()
        is DigestFormat.PLAIN
    )
    rows = {row.canonical: row for row in session.scalars(select(Address))}
    assert rows["kai@example.jp"].stopped_at
    assert rows["mio@example.jp"].person.moderated_at
    assert rows["spam@example.com"].banned_at
    assert rows["aoi@example.jp"].trusted_at


def test_the_plain_lists_of_mailman_2_are_read(session):
    board = make.open_board(session)

    found = taken(
        session, board, '# members\n"青井" <aoi@example.jp>\nren@example.jp\n\n', Mode.DAILY
    )

    assert found == [("aoi@example.jp", Fate.SUBSCRIBED), ("ren@example.jp", Fate.SUBSCRIBED)]
    assert set(session.scalars(select(Subscription.mode))) == {Mode.DAILY}


def test_who_is_here_already_keeps_what_they_chose_and_a_ban(session):
    board = make.open_board(session)
    make.subscribe(session, board, make.enter_person(session, "Aoi"), Mode.WEEKLY)
    make.enter_person(session, "Ren").addresses[0].banned_at = make.A_MORNING

    found = taken(session, board, "aoi@example.jp\nren@example.jp\n")

    assert found == [("aoi@example.jp", Fate.THERE), ("ren@example.jp", Fate.BANNED)]
    assert session.scalars(select(Subscription.mode)).all() == [Mode.WEEKLY]


def test_a_roster_that_is_written_is_read_again_as_it_was(session):
    one, other = make.open_board(session, "one"), make.open_board(session, "other")
    taken(session, one, MAILMAN_3)
    written = "".join(rosters.written(session, one))

    taken(session, other, written)

    assert "".join(rosters.written(session, other)) == written
    assert "mio@example.jp,Mio,regular,enabled,hold" in written


def test_lines_for_mailman_name_everybody_of_a_mode(session):
    board = make.open_board(session)
    make.subscribe(session, board, make.enter_person(session, "Aoi"))
    make.subscribe(session, board, make.enter_person(session, "Ren"), Mode.DAILY)

    assert list(rosters.lines(session, board, Mode.DAILY)) == ['"Ren" <ren@example.jp>\n']
    assert len(list(rosters.lines(session, board))) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "address,name\n", "\ufeffemail\tname\n\t\n"])
def test_an_empty_roster_subscribes_nobody(session, text):
    assert taken(session, make.open_board(session), text) == []
