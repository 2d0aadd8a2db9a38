import pytest
from sqlalchemy import select

from forum import posting
from forum.acceptance.verdict import Reason
from forum.addresses import EmailAddress
from forum.archive.message import TraceLink
from forum.archive.thread import Identity
from forum.boards import Visibility
from forum.letters import Correspondent, tell_held, tell_rejected, trace_link
from forum.people.person import Role
from tests import factories as make
from tests.letters import newest, owed, text_of, token_in

AOI = EmailAddress.parse("aoi@example.jp")


@pytest.fixture
def board(session):
    return make.open_board(session, name="総合")


def a_writer(**facts):
    told = {"address": AOI, "envelope_sender": "aoi@example.jp", "is_proven": True}
    return Correspondent(**(told | facts))


def held_from_a_stranger(session, site, board, **facts):
    message = make.keep_mail(session, make.a_mail(), "general")
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board),
        author=make.an_author("Aoi", trusted=False),
        kept_message_id=message.id,
        arrival_id=message.arrivals[0].id,
        **facts,
    )
    held = posting.receive(session, contribution, site)
    assert isinstance(held, posting.Held)
    return held.held_post_id, contribution


def held_in_the_chairs_name(session, site, board):
    chair = make.enter_person(session, "Hayashi", "chair@example.jp", Role.CHAIR)
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board),
        author=make.an_author(
            "Hayashi", Role.CHAIR, person_id=chair.id, address="chair@example.jp",
            address_id=chair.addresses[0].id,
        ),
        identity=Identity.UNPROVEN,
    )  # fmt: skip
    held = posting.receive(session, contribution, site)
    return held.held_post_id, a_writer(
        address=EmailAddress.parse("chair@example.jp"),
        envelope_sender="someone@example.net",
        is_proven=False,
        message_id=contribution.message_id,
    )


def test_a_held_writer_is_told_why_and_where_to_look(session, site, board):
    held_id, contribution = held_from_a_stranger(session, site, board)
    writer = a_writer(
        message_id=contribution.message_id, kept_message_id=contribution.kept_message_id
    )
    assert tell_held(session, site, held_id, writer)
    letter = newest(session, "aoi@example.jp")
    said = text_of(letter)
    assert "いま、進行役が確認しています。" in said
    assert "理由：はじめての投稿です。" in said
    assert trace_link(session, site, contribution.kept_message_id) in said
    assert letter["In-Reply-To"] == f"<{contribution.message_id}>"
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["From"].addresses[0].username == "general-owner"


def test_the_same_reason_is_told_once_a_day(session, site, board):
    for number in range(3):
        held_id, _ = held_from_a_stranger(session, site, board, text=f"{number}番目の投稿です。")
        tell_held(session, site, held_id, a_writer())
    assert len(owed(session, "aoi@example.jp")) == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"envelope_sender": ""},
        {"is_automatic": True},
        {"address": EmailAddress.parse(f"general@{make.DOMAIN}")},
        {"envelope_sender": f"general-bounces@{make.DOMAIN}"},
        {"is_proven": False},
    ],
    ids=["null sender", "a machine", "one of our addresses", "ourselves", "unknown and unproven"],
)
def test_whom_an_answer_would_harm_gets_none(session, site, board, facts):
    held_id, _ = held_from_a_stranger(session, site, board)
    assert not tell_held(session, site, held_id, a_writer(**facts))
    assert not tell_rejected(session, site, board, Reason("banned"), a_writer(**facts))
    assert owed(session) == []


def test_an_unproven_writer_whom_we_know_is_told(session, site, board):
    make.enter_person(session, "Aoi")
    held_id, _ = held_from_a_stranger(session, site, board)
    assert tell_held(session, site, held_id, a_writer(is_proven=False))


def test_an_address_that_somebody_merely_typed_is_not_known(session, site, board):
    session.add(make.Address.of(AOI))
    held_id, _ = held_from_a_stranger(session, site, board)
    assert not tell_held(session, site, held_id, a_writer(is_proven=False))


def test_who_wrote_in_the_name_of_a_role_is_asked_to_confirm_by_replying(session, site, board):
    held_id, writer = held_in_the_chairs_name(session, site, board)
    assert tell_held(session, site, held_id, writer)
    letter = newest(session, "chair@example.jp")
    sender = letter["From"].addresses[0].username
    assert sender == f"general-confirm+{token_in(letter)}"
    assert len(sender) <= 64
    assert "そのまま返信してください" in text_of(letter)


def test_each_post_is_asked_about_once_and_no_mailbox_is_flooded(session, site, board):
    held_id, writer = held_in_the_chairs_name(session, site, board)
    assert [tell_held(session, site, held_id, writer) for _ in range(2)] == [True, False]
    for number in range(8):
        contribution = make.a_contribution(
            board=make.BoardFacts.of(board),
            author=make.an_author("Hayashi", Role.CHAIR, address="chair@example.jp"),
            identity=Identity.UNPROVEN,
            text=f"{number}番目の投稿です。",
        )
        held = posting.receive(session, contribution, site)
        tell_held(session, site, held.held_post_id, writer)
    assert len(owed(session, "chair@example.jp")) == 5


def test_a_refused_writer_is_told_why(session, site, board):
    assert tell_rejected(session, site, board, Reason("banned"), a_writer(subject="公園"))
    said = text_of(newest(session))
    assert "載せられませんでした" in said
    assert "理由：投稿の受付を止めています。" in said
    assert not tell_rejected(session, site, board, Reason("banned"), a_writer())


def test_a_staff_board_tells_nobody_that_it_exists(session, site):
    hidden = make.open_board(session, "kacho", visibility=Visibility.STAFF)
    assert not tell_rejected(session, site, hidden, Reason("outsider"), a_writer())


def test_where_is_my_mail_has_one_opaque_address(session, site):
    message = make.keep_mail(session, make.a_mail())
    link = trace_link(session, site, message.id)
    assert link == trace_link(session, site, message.id)
    public_id = session.scalars(select(TraceLink.public_id)).one()
    assert link == f"{site.url}/mail/{public_id}"
    assert trace_link(session, site, None) == ""


def test_a_letter_speaks_the_language_of_its_reader(session, site, board):
    make.enter_person(session, "Aoi", language="en")
    held_id, _ = held_from_a_stranger(session, site, board)
    from forum.letters.correspondent import language_of

    assert language_of(session, AOI).locale == "en"
    assert tell_held(session, site, held_id, a_writer())
