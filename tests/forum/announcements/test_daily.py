"""The other steps come once a day, in one letter a mailbox, to those who may know of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.announcements.daily import bundle_once
from forum.archive.thread import Post
from forum.base import today, utcnow, writing
from forum.boards import Board, Visibility
from forum.distribution import Mailing, MailingKind
from forum.proposals import citing
from forum.proposals.proposal import Proposal, Step
from tests.at_once import at_once
from tests.forum.announcements.city import CityHall
from tests.forum.proposals.stage import done


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> CityHall:
    return CityHall(engine, tmp_path)


def bundled(hall: CityHall, day_offset: int = 0) -> int | None:
    with Session(writing(hall.engine)) as session, session.begin():
        return bundle_once(session, hall.site, today() + timedelta(days=day_offset))


def test_a_day_s_news_come_in_one_letter_to_everybody_cited(hall: CityHall):
    assert bundled(hall) == 2
    (letter,) = hall.letters("aoi")
    assert len(hall.letters("ren")) == 1
    for words in ("あなたの投稿が引用されました", "意見募集を始めました", "協議会として決定しました",
                  "すべて停止"):  # fmt: skip
        assert words in letter
    assert letter.count("あなたの投稿が引用されました") == 1


def test_the_same_day_and_the_same_step_are_told_once(hall: CityHall):
    bundled(hall)
    assert bundled(hall) is None
    assert bundled(hall, 1) == 0
    assert len(hall.letters("aoi")) == 1


def test_two_who_bundle_a_day_at_once_tell_it_once(hall: CityHall):
    def bundle(session: Session, seen: object) -> int | None:
        return bundle_once(session, hall.site, today())

    def look(session: Session) -> object:
        return session.scalars(select(Step)).all()

    assert set(at_once(hall.engine, look, bundle, bundle)) == {2, None}
    assert len(hall.letters("aoi")) == 1


def test_what_was_told_at_once_is_not_told_again(hall: CityHall):
    bundled(hall)
    hall.submit()
    assert bundled(hall, 1) == 0


def test_a_crash_before_the_commit_tells_nobody_and_forgets_nothing(hall: CityHall):
    with Session(writing(hall.engine)) as session:
        session.begin()
        assert bundle_once(session, hall.site, today()) == 2
        session.rollback()
    assert hall.letters("aoi") == []
    assert bundled(hall) == 2


def test_whoever_may_not_see_a_draft_hears_nothing_of_it(hall: CityHall):
    with Session(writing(hall.engine)) as session, session.begin():
        board = session.scalars(select(Board)).one()
        stage = hall.stage(session)
        board.visibility = Visibility.MEMBERS
        session.flush()
        draft = stage.draft()
        post = session.scalars(select(Post).order_by(Post.id).limit(1)).one()
        done(citing.cite(session, draft, post, stage.standing("member")))
        for step in session.scalars(select(Step).where(Step.proposal_id != draft.id)):
            step.told_at = utcnow()
    assert bundled(hall) == 0


def test_who_is_cited_in_a_draft_hears_of_it_once_it_is_open(hall: CityHall):
    with Session(writing(hall.engine)) as session, session.begin():
        stage = hall.stage(session)
        for step in session.scalars(select(Step)):
            step.told_at = utcnow()
        draft = stage.draft()
        post = session.scalars(select(Post).order_by(Post.id).limit(1)).one()
        done(citing.cite(session, draft, post, stage.standing("member")))
        for step in draft.steps:
            step.at -= timedelta(days=20)
    assert bundled(hall) == 0
    with Session(writing(hall.engine)) as session, session.begin():
        stage = hall.stage(session)
        draft = session.scalars(select(Proposal).order_by(Proposal.id.desc()).limit(1)).one()
        stage.open_comment(draft)
    assert bundled(hall, 1) == 1
    assert "あなたの投稿が引用されました" in hall.letters("ren")[-1]


def test_old_history_is_not_told_as_news(hall: CityHall):
    with Session(writing(hall.engine)) as session, session.begin():
        for step in session.scalars(select(Step)):
            step.at = utcnow() - timedelta(days=30)
    assert bundled(hall) == 0


def test_everything_stopped_is_everything(hall: CityHall):
    bundled(hall)
    assert hall.answer("すべて停止", "aoi").reason == "tidings_stopped"
    assert hall.submit() == 1  # the liaison alone
    with Session(hall.engine) as session:
        to = select(Mailing.recipient).where(Mailing.kind == MailingKind.NOTICE)
        assert list(session.scalars(to)).count("aoi@example.jp") == 1


def test_progress_of_a_measure_is_news(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        proposal, stage = hall.proposal(session), hall.stage(session)
        stage.receive(proposal)
        stage.answer(proposal)
        stage.link(proposal)
    bundled(hall)
    with Session(writing(hall.engine)) as session, session.begin():
        from forum.plan import keeping

        measure = hall.stage(session).measure()
        office = hall.stage(session).standing("secretariat")
        keeping.report(session, measure, today(), "始めました。", office)
    assert bundled(hall, 1) == 2
    assert "施策B7の推進状況が報告されました" in hall.letters("aoi")[-1].replace("\n", "")
