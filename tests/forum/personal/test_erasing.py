import pytest
from sqlalchemy import func, select

from forum import following, posting
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Origin, Post, Thread
from forum.base import today, utcnow
from forum.boards import Subscription
from forum.following import Reader
from forum.intake import entering
from forum.intake.entering import Voice
from forum.intake.entry import EntryNote, EntryScan
from forum.moderation.held import HeldPost
from forum.people import single_use
from forum.people.joining import address_of
from forum.people.person import Account, Address, Role
from forum.people.single_use import Purpose
from forum.people.standing import standing_of
from forum.personal import collecting, erasing
from tests import factories as make
from tests.letters import newest, text_of


@pytest.fixture
def board(session):
    return make.open_board(session, name="総合")


@pytest.fixture
def person(session, board):
    person = make.enter_person(session, "青井", "aoi@example.jp")
    person.addresses[0].verified_at = utcnow()
    make.subscribe(session, board, person)
    session.add(Account(person=person))
    session.flush()
    return person


@pytest.fixture
def post(session, site, board, person):
    author = make.an_author("青井", person_id=person.id, address_id=person.addresses[0].id)
    told = make.a_contribution(board=BoardFacts.of(board), author=author)
    return session.get_one(Post, posting.publish(session, told, site).post_id)


def test_what_was_said_of_a_letter_goes_and_its_post_stays(session, site, board, person):
    office = standing_of(session, make.enter_person(session, "Ren", "", Role.SECRETARIAT).id)
    scan = KeptAttachment("手紙.png", "image/png", 3, "a" * 64)
    voice = Voice(person, Origin.PAPER, today(), "会館", "手紙の言葉です。\n", kept=[scan])
    entry = entering.enter(session, site, board, voice, office)
    entering.note(session, site, entry, "住所は0466-25-3333です。")
    told = collecting.everything(session, site, person)["entered_for_you"][0]
    assert (told["notes"], told["scans"]) == (["住所は0466-25-3333です。"], ["手紙.png"])

    assert erasing.erase(session, site, person, anonymous=False)

    assert session.query(EntryScan).count() == session.query(EntryNote).count() == 0
    assert session.get_one(Post, entry.post_id).text == "手紙の言葉です。\n"


def test_what_would_go_and_stay_is_told_first(session, person, post):
    told = erasing.stock(session, person)
    assert (told.posts, told.addresses, told.subscriptions, told.held) == (
        1,
        ("aoi@example.jp",),
        1,
        0,
    )
    assert not told.has_duty


@pytest.mark.parametrize(("anonymous", "name"), [(False, "青井"), (True, "匿名")])
def test_everything_goes_but_the_public_record(session, site, person, post, anonymous, name):
    following.follow(session, post.thread_id, Reader(person.id))
    single_use.issue(session, Purpose.SIGN_IN, address_id=person.addresses[0].id)
    revision = session.get_one(Thread, post.thread_id).revision
    assert erasing.erase(session, site, person, anonymous=anonymous)
    assert post.author_name == name
    assert (post.text, post.person_id, post.address_id) == (post.text, person.id, None)
    assert (person.name, person.account, person.addresses) == ("匿名", None, [])
    for kind in (Subscription, Address):
        assert session.scalar(select(func.count()).select_from(kind)) == 0
    assert (session.get_one(Thread, post.thread_id).revision > revision) is anonymous
    assert "データを削除しました" in text_of(newest(session, "aoi@example.jp"))
    assert not erasing.erase(session, site, person, anonymous=anonymous)


def test_whoever_has_a_role_is_part_of_the_record(session, site):
    clerk = make.enter_person(session, "事務", "clerk@example.jp", Role.SECRETARIAT)
    assert not erasing.erase(session, site, clerk, anonymous=True)
    assert clerk.name == "事務"


def test_what_waits_is_withdrawn_and_names_nobody(session, site, board, person):
    message = make.keep_mail(session, make.a_mail())
    author = make.an_author("青井", person_id=person.id, trusted=False)
    told = make.a_contribution(
        board=BoardFacts.of(board), author=author, arrival_id=message.arrivals[0].id
    )
    held = session.get_one(HeldPost, posting.receive(session, told, site).held_post_id)
    erasing.erase(session, site, person, anonymous=False)
    assert held.decided_at is not None
    assert "青井" not in str(held.contribution["author"])
    arrival = session.get_one(Arrival, message.arrivals[0].id)
    assert (arrival.fate, arrival.reason) == (Fate.DISCARDED, "taken_back")


def test_a_ban_outlives_it(session, site, person):
    from forum.addresses import EmailAddress

    person.banned_at = utcnow()
    erasing.erase(session, site, person, anonymous=True)
    left = address_of(session, EmailAddress.parse("aoi@example.jp"))
    assert left is not None
    assert left.banned_at is not None
    assert left.person_id is None
