"""Submission and answer reach the list and everybody cited, in full, each mailbox once."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.announcements import ways
from forum.announcements.audience import voices
from forum.announcements.telling import tell_at_once
from forum.announcements.tiding import Matter, Way
from forum.archive.message import Fate
from forum.archive.thread import Post
from forum.base import writing
from forum.distribution import Mailing, MailingKind
from forum.needs import gathering
from forum.needs.need import Need
from forum.people.person import Account, Person
from forum.proposals import answering, drafting
from forum.proposals.answering import Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.proposal import State
from tests import factories as make
from tests.forum.announcements.city import CityHall
from tests.forum.proposals.stage import done


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> CityHall:
    return CityHall(engine, tmp_path)


def test_a_submission_is_mailed_in_full_to_whoever_is_cited(hall: CityHall):
    hall.submit()
    (letter,) = hall.letters("aoi")
    assert letter.startswith("市に提出しました：")
    for words in ("予約のたびに窓口へ行かなければならない。", "項目2 空き時間を載せる", "み協第3号",
                  "あなたの言葉が", "「停止」"):  # fmt: skip
        assert words in letter


def test_the_list_gets_a_post_and_nobody_is_told_twice(hall: CityHall):
    hall.submit()
    assert hall.letters("ren") == []  # the list brings it
    with Session(hall.engine) as session:
        post = session.scalars(select(Post).order_by(Post.id.desc())).first()
        assert post is not None
        assert "予約のたびに窓口へ行かなければならない。" in post.text
        assert "停止" not in post.text
        owed = select(func.count()).where(
            Mailing.post_id == post.id, Mailing.kind == MailingKind.POST
        )
        assert session.scalar(owed) == 1


def test_who_speaks_by_a_need_that_was_merged_is_told_as_well(hall: CityHall):
    """Whether their own need went into the one that is cited, or the cited one into another."""
    with Session(writing(hall.engine)) as session, session.begin():
        make.enter_person(session, "Ume")
    hall.write("general", "夜", "夜間も受けてほしいです。", sender="Ume <ume@example.jp>")
    with Session(writing(hall.engine)) as session, session.begin():
        by = hall.stage(session).standing("moderator")
        cited = session.scalars(select(Need).where(Need.title == "電話")).one()
        post = session.scalars(select(Post).order_by(Post.id.desc())).first()
        assert post is not None
        night, booking = (
            done(gathering.open_need(session, title, "", by)) for title in ("夜間", "予約")
        )
        done(gathering.clip(session, night, post, "夜間も受けてほしいです。", by))
        done(gathering.merge(night, cited, by))
        done(gathering.merge(cited, booking, by))
    with Session(hall.engine) as session:
        told = sorted(one.name for one in voices(session, hall.proposal(session)))
        assert told == ["Aoi", "Kiku", "Ren", "Ume"]
    hall.submit()
    assert len(hall.letters("ume")) == 1
    assert len(hall.letters("aoi")) == 1


def test_telling_again_tells_nobody(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        assert tell_at_once(session, hall.site, hall.proposal(session)) == 0
    assert len(hall.letters("aoi")) == 1


def test_a_submission_of_long_ago_is_no_news(hall: CityHall):
    with Session(writing(hall.engine)) as session, session.begin():
        proposal = hall.proposal(session)
        hall.stage(session).submit(proposal)
        proposal.steps[-1].at -= timedelta(days=30)
        assert tell_at_once(session, hall.site, proposal) == 0
        assert proposal.steps[-1].told_at is not None
    assert hall.letters("aoi") == []


def test_the_answer_is_mailed_in_full(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        proposal = hall.proposal(session)
        hall.stage(session).receive(proposal)
        hall.stage(session).answer(proposal)
        tell_at_once(session, hall.site, proposal)
        assert proposal.state is State.ANSWERED
    letter = hall.letters("aoi")[-1]
    assert letter.startswith("市から回答がありました：")
    assert letter.count("一部反映・実施予定（") == 2
    assert "準備します。" in letter


def test_whoever_has_no_mail_waits_for_a_printed_letter(hall: CityHall):
    with Session(hall.engine) as session:
        proposal = hall.proposal(session)
        assert sorted(one.name for one in voices(session, proposal)) == ["Aoi", "Kiku", "Ren"]
        assert [v.name for v in voices(session, proposal) if v.mailbox is None] == ["Kiku"]


def test_what_somebody_answers_to_a_letter_reaches_people(hall: CityHall):
    hall.submit()
    arrival = hall.answer("ありがとうございます。夜間も開けてもらえるのでしょうか。", "aoi")
    assert (arrival.fate, arrival.reason) == (Fate.FORWARDED, "owner")
    with Session(hall.engine) as session:
        readers = list(session.scalars(select(Mailing.recipient)))
    assert readers.count("moderator@example.jp") == 1


def test_who_stopped_hears_no_more_of_it(hall: CityHall):
    hall.submit()
    assert hall.answer("停止してください", "aoi").reason == "tidings_stopped"
    with Session(writing(hall.engine)) as session, session.begin():
        proposal = hall.proposal(session)
        hall.stage(session).receive(proposal)
        hall.stage(session).answer(proposal)
        tell_at_once(session, hall.site, proposal)
    assert len(hall.letters("aoi")) == 1


def test_an_interim_answer_and_a_correction_are_told_in_full_at_once(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        proposal, stage = hall.proposal(session), hall.stage(session)
        stage.receive(proposal)
        city = stage.standing("liaison")
        items = drafting.frozen_items(session, proposal)
        later = Reply(items[0], Judgement.CONTINUED, Response.STUDYING, reason="調べています。")
        done(answering.answer(session, proposal, [later], city, is_interim=True))
        assert tell_at_once(session, hall.site, proposal) == 1
        stage.answer(proposal)
        tell_at_once(session, hall.site, proposal)
        better = Reply(items[1], Judgement.REFLECTED, Response.DONE, reason="もう載せました。")
        done(answering.correct(session, proposal, better, "書き誤りでした。", city))
        assert tell_at_once(session, hall.site, proposal) == 1
    interim, _, corrected = hall.letters("aoi")[-3:]
    assert interim.startswith("市から中間回答がありました：")
    assert "調べています。" in interim
    assert corrected.startswith("市が回答を訂正しました：")
    for words in (
        "項目2 空き時間を載せる",
        "反映・実施済",
        "もう載せました。",
        "訂正の前：一部反映",
        "書き誤りでした。",
    ):
        assert words in corrected
    assert "調べています。" not in corrected
    assert "項目1" not in corrected


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("手紙でお願いします", Way.LETTER),
        ("お知らせは郵送にしてください。", Way.LETTER),
        ("ｗｅｂだけでお願いします", Way.WEB),
        ("By letter, please", Way.LETTER),
        ("手紙をくださった方に、お礼を伝えてください", None),
    ],
)
def test_a_reply_chooses_another_way(hall: CityHall, said: str, way: Way | None):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        aoi = session.scalars(select(Person).where(Person.name == "Aoi")).one().id
        session.add(Account(person_id=aoi))
    arrival = hall.answer(said, "aoi")
    with Session(hall.engine) as session:
        now = ways.chosen_ways(session, aoi)
        if way is None:
            assert (arrival.fate, now[Matter.FULL]) == (Fate.FORWARDED, Way.MAIL)
        else:
            assert (arrival.reason, set(now.values())) == ("tidings_way", {way})
            assert "受け取り方を変えました" in hall.letters("aoi")[-1]
