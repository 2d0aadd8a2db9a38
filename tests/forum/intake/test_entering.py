"""A clerk enters a voice; the person confirms it, or says how it should read."""

from datetime import timedelta

import pytest

from forum.acceptance.contribution import KeptAttachment
from forum.archive.attachments import Attachment
from forum.archive.thread import Identity, Origin, Post, Thread
from forum.base import today, utcnow
from forum.boards import Board, Posting, Visibility
from forum.intake import entering, reading
from forum.intake.entering import Refusal, Voice
from forum.intake.entry import Door, Intake, State
from forum.moderation import acts
from forum.moderation.held import HeldPost
from forum.people.person import Person, Role
from forum.people.standing import Standing, standing_of
from tests import factories as make
from tests.letters import newest, owed, text_of

WORDS = "電話で人に頼める道も残してください。\n"
SCAN = KeptAttachment("手紙.png", "image/png", 3, "a" * 64)


@pytest.fixture
def board(session) -> Board:
    return make.open_board(session, name="総合")


@pytest.fixture
def haru(session) -> Person:
    return make.enter_person(session, "Haru")


@pytest.fixture
def ishii(session) -> Person:
    person = Person(name="石井 茂", vouched_at=utcnow())
    session.add(person)
    session.flush()
    return person


@pytest.fixture
def clerk(session) -> Standing:
    return standing_of(session, make.enter_person(session, "Clerk", "", Role.SECRETARIAT).id)


def a_voice(person: Person, **facts) -> Voice:
    told = {
        "person": person,
        "channel": Origin.PAPER,
        "received_on": today() - timedelta(days=2),
        "subject": "会館の予約",
        "text": WORDS,
    }
    return Voice(**(told | facts))


def entered(session, site, board, person, clerk, **facts) -> Intake:
    made = entering.enter(session, site, board, a_voice(person, **facts), clerk)
    assert isinstance(made, Intake), made
    return made


def test_a_letter_becomes_its_writers_post_entered_by_a_clerk(session, site, board, ishii, clerk):
    entry = entered(session, site, board, ishii, clerk)

    post = session.get_one(Post, entry.post_id)
    assert (post.origin, post.identity) == (Origin.PAPER, Identity.ON_BEHALF)
    assert (post.author_name, post.person_id) == ("石井 茂", ishii.id)
    assert post.entered_by_id == clerk.person_id
    assert entry.state is State.UNASKED


def test_the_words_go_back_to_a_mailbox_where_there_is_one(session, site, board, haru, clerk):
    entry = entered(session, site, board, haru, clerk)

    told = text_of(newest(session, "haru@example.jp"))
    assert WORDS.strip() in told
    assert "手紙" in told
    assert entry.state is State.WAITING


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"channel": Origin.WEB}, Refusal.NO_CHANNEL),
        ({"channel": Origin.MINUTES}, Refusal.NO_CHANNEL),
        ({"received_on": today() + timedelta(days=1)}, Refusal.LATER_THAN_TODAY),
        ({"text": " "}, Refusal.NO_WORDS),
        ({"subject": " "}, Refusal.NO_SUBJECT),
    ],
)
def test_what_lacks_something_is_not_entered(session, site, board, haru, clerk, facts, refusal):
    assert entering.enter(session, site, board, a_voice(haru, **facts), clerk) is refusal


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.CHAIR, Role.LIAISON])
def test_others_enter_nothing(session, site, board, haru, role):
    person = make.enter_person(session, "Ren", "", *([role] if role else []))
    by = standing_of(session, person.id)

    assert entering.enter(session, site, board, a_voice(haru), by) is Refusal.NOT_YOURS


def test_nobodys_words_stand_where_they_may_not_read(session, site, haru, clerk):
    hall = make.open_board(session, "hall", visibility=Visibility.MEMBERS)

    assert entering.enter(session, site, hall, a_voice(haru), clerk) is Refusal.NOT_THEIRS


def test_the_same_form_sent_twice_publishes_once(session, site, board, haru, clerk):
    entered(session, site, board, haru, clerk, message_id="once@lists.example")

    again = entering.enter(
        session, site, board, a_voice(haru, message_id="once@lists.example"), clerk
    )

    assert again is Refusal.THERE_ALREADY


def test_a_scan_is_kept_for_moderators_unless_it_may_be_shown(
    session, site, board, haru, ishii, clerk
):
    site.attachments.keep([b"abc"])
    private = entered(session, site, board, haru, clerk, kept=[SCAN])

    assert [one.name for one in private.scans] == ["手紙.png"]
    assert session.query(Attachment).count() == 0

    (sha256,) = site.attachments.keep([b"abc"])
    shown = KeptAttachment("手紙.png", "image/png", 3, sha256)
    entered(session, site, board, ishii, clerk, shown=[shown])
    assert session.query(Attachment).count() == 1


def test_yes_confirms_once_and_the_page_is_made_anew(session, site, board, haru, clerk):
    entry = entered(session, site, board, haru, clerk)
    post = session.get_one(Post, entry.post_id)
    thread = session.get_one(Thread, post.thread_id)
    before = thread.revision

    assert entering.confirm(session, entry, Door.MAIL)
    assert not entering.confirm(session, entry, Door.MAIL)
    session.refresh(thread)
    assert thread.revision == before + 1
    assert reading.beside(session, [post.id])[post.id].state is State.CONFIRMED


def test_a_note_goes_to_the_clerk_and_mending_asks_again(session, site, board, haru, clerk):
    entry = entered(session, site, board, haru, clerk)
    note = entering.note(session, site, entry, "「残して」ではなく「作って」です。")
    assert "「作って」です。" in text_of(newest(session, "clerk@example.jp"))
    assert entry in reading.register(session, [board.id], open_only=True)

    mended = entering.reword(session, site, entry, "", WORDS.replace("残して", "作って"), clerk)

    assert mended is entry
    post = session.get_one(Post, entry.post_id)
    assert "作って" in post.text
    assert post.version == 2
    assert note.settled_at is not None
    assert len(owed(session, "haru@example.jp")) == 2


def test_a_clerk_writes_down_what_was_said_on_the_telephone(session, site, board, ishii, clerk):
    entry = entered(session, site, board, ishii, clerk)

    assert entering.confirm_by_clerk(session, entry, clerk) is entry
    assert entry.state is State.CONFIRMED
    assert entering.confirm_by_clerk(session, entry, clerk) is Refusal.CONFIRMED_ALREADY


def test_nobody_without_a_mailbox_is_asked_by_mail(session, site, board, ishii, clerk):
    entry = entered(session, site, board, ishii, clerk)

    assert entering.ask_again(session, site, entry, clerk) is Refusal.NO_ADDRESS


def test_what_a_moderator_lets_through_later_keeps_its_entry(session, site, haru, clerk):
    board = make.open_board(session, "members", posting=Posting.MEMBERS)
    entry = entered(session, site, board, haru, clerk)
    assert entry.post_id is None
    held = session.get_one(HeldPost, entry.held_post_id)

    acts.approve(session, site, clerk, held.id, held.content_hash)

    post = entering.post_of(session, entry)
    assert post is not None
    assert reading.beside(session, [post.id])[post.id].channel is Origin.PAPER


@pytest.mark.parametrize("name", ["石井茂", "石井　茂", " 石井 ", "茂"])
def test_people_are_found_however_their_name_is_spaced(session, ishii, name: str):
    assert ishii in reading.people_named(session, name)


@pytest.mark.parametrize("name", ["", " ", "%", "_", "石川"])
def test_nobody_is_found_for_no_name(session, ishii, name: str):
    assert ishii not in reading.people_named(session, name)
