"""A whole life of a post by mail: its receipt, corrected and taken back by answering it."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post, PostState, PostVersion
from forum.base import writing
from forum.distribution import Mailing, MailingKind, MailingState
from forum.people.person import Address
from mailgate.inbound.reading import read_batch
from tests import factories as make
from tests.letters import newest, owed, text_of

PROOF = "Authentication-Results: mx.example; dmarc=pass header.from=example.jp"
TEXT = "会議は10時から市民ホールで開きます。\n"


class Resident:
    """Aoi, who lives by mail alone and wants receipts."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.site = make.a_site(folder, authserv_ids=frozenset({"mx.example"}))
        with Session(writing(engine)) as session, session.begin():
            board = make.open_board(session)
            aoi = make.enter_person(session, "Aoi")
            aoi.addresses[0].wants_receipts = True
            make.subscribe(session, board, make.enter_person(session, "Ren"))
        self.write("general", "会議", TEXT)
        with Session(writing(engine)) as session, session.begin():
            sent = update(Mailing).where(Mailing.kind == MailingKind.POST)
            session.execute(sent.values(state=MailingState.DONE, sent_count=1))

    def write(
        self, local: str, subject: str, text: str, *, sender: str = "Aoi <aoi@example.jp>",
        headers: tuple[str, ...] = (PROOF,),
    ) -> Arrival:  # fmt: skip
        raw = make.a_mail(text, subject=subject, sender=sender, headers=headers)
        with Session(writing(self.engine)) as session, session.begin():
            message_id = make.keep_mail(session, raw, local).id
        while read_batch(self.engine, self.site):
            pass
        with Session(self.engine, expire_on_commit=False) as session:
            return session.scalars(select(Arrival).where(Arrival.message_id == message_id)).one()

    def answer(self, text: str, **facts) -> Arrival:
        """Reply to the newest letter."""
        return self.write(self.reply_to(), "Re: letter", text, **facts)

    def reply_to(self) -> str:
        return re.search(r"reply\+\w+", self.letter()["From"])[0]

    def letter(self):
        with Session(self.engine) as session:
            return newest(session, "aoi@example.jp")

    def post(self) -> Post:
        with Session(self.engine, expire_on_commit=False) as session:
            post = session.scalars(select(Post)).one()
            assert post.text
            return post

    def told(self) -> int:
        """How many mails to subscribers tell what became of a post."""
        with Session(self.engine) as session:
            corrections = select(Mailing.id).where(Mailing.kind == MailingKind.CORRECTION)
            return len(session.scalars(corrections).all())


@pytest.fixture
def aoi(engine: Engine, tmp_path: Path) -> Resident:
    return Resident(engine, tmp_path)


def test_a_receipt_says_where_the_post_is_and_how_to_mend_it(aoi: Resident):
    said = text_of(aoi.letter())

    assert f"/posts/{aoi.post().public_id}" in said
    assert "/mail/" in said
    assert "取り下げます" in said


def test_who_wants_no_receipts_gets_none(aoi: Resident):
    with Session(writing(aoi.engine)) as session, session.begin():
        session.execute(update(Address).values(wants_receipts=None))

    aoi.write("general", "別の話", "別の話です。")

    with Session(aoi.engine) as session:
        assert len(owed(session, "aoi@example.jp")) == 1


def test_taking_back_in_plain_words_is_done_at_once(aoi: Resident):
    arrival = aoi.answer("取り下げます。\n\n> 控え\n")

    assert (arrival.fate, arrival.reason) == (Fate.COMMAND, "amend_withdrawn")
    assert aoi.post().state is PostState.WITHDRAWN
    assert "取り下げました" in aoi.letter()["Subject"]
    assert aoi.told() == 0


def test_subscribers_hear_of_it_if_the_author_says_so(aoi: Resident):
    aoi.answer("取り下げます。みなさんにも知らせてください。")

    assert aoi.post().state is PostState.PUBLISHED  # asked first, since more was said
    aoi.answer("はい")
    assert aoi.post().state is PostState.WITHDRAWN
    assert aoi.told() == 1


@pytest.mark.parametrize(
    "facts", [{"headers": ()}, {"sender": "Ren <ren@example.jp>"}], ids=["unproven", "another"]
)
def test_a_mail_that_may_be_somebody_elses_is_asked_back_from_the_author(aoi: Resident, facts):
    arrival = aoi.answer("取り下げます", **facts)

    assert arrival.reason == "amend_asked"
    assert aoi.post().state is PostState.PUBLISHED
    assert "取り下げますか" in aoi.letter()["Subject"]
    assert aoi.answer("").reason == "amend_withdrawn"
    assert aoi.post().state is PostState.WITHDRAWN


def test_a_correction_is_shown_before_it_is_made(aoi: Resident):
    arrival = aoi.answer("訂正：10時→11時")

    assert arrival.reason == "amend_asked"
    assert aoi.post().text == TEXT
    said = "".join(text_of(aoi.letter()).split())
    assert "−会議は【10】時から" in said
    assert "＋会議は【11】時から" in said
    assert aoi.answer("はい、お願いします").reason == "amend_corrected"
    assert aoi.post().text == TEXT.replace("10", "11")
    with Session(aoi.engine) as session:
        assert session.scalars(select(PostVersion.text)).all() == [TEXT]
    assert aoi.told() == 0


def test_a_correction_can_be_declined_and_is_made_once(aoi: Resident):
    aoi.answer("訂正：10時→11時")
    question = aoi.reply_to()

    assert aoi.answer("いいえ").reason == "amend_declined"
    assert aoi.write(question, "Re: x", "はい").fate is Fate.REJECTED
    assert aoi.post().text == TEXT


def test_what_is_not_understood_is_explained_once_a_day(aoi: Resident):
    receipt = aoi.reply_to()

    assert aoi.write(receipt, "Re: x", "ありがとうございます").reason == "amend_unknown"
    assert "直し方" in aoi.letter()["Subject"]
    assert aoi.write(receipt, "Re: x", "どうも").reason == "amend_unknown"

    with Session(aoi.engine) as session:
        assert len(owed(session, "aoi@example.jp")) == 2
    assert aoi.post().state is PostState.PUBLISHED


def test_an_automatic_answer_to_a_receipt_does_nothing(aoi: Resident):
    arrival = aoi.answer("取り下げます", headers=(PROOF, "Auto-Submitted: auto-replied"))

    assert arrival.reason == "command_unanswered"
    assert aoi.post().state is PostState.PUBLISHED


def test_what_is_hidden_or_taken_back_is_not_changed_any_more(aoi: Resident):
    receipt = aoi.reply_to()
    aoi.answer("取り下げます")

    assert aoi.write(receipt, "Re: x", "訂正：10時→11時").reason == "amend_closed"
    assert aoi.post().text == TEXT


def test_a_token_of_another_post_or_purpose_opens_nothing(aoi: Resident):
    forged = f"reply+{aoi.site.sealer.seal('bounces', aoi.post().id)}"

    assert aoi.write(forged, "Re: x", "取り下げます").reason == "unknown_token"
    assert aoi.post().state is PostState.PUBLISHED
