import pytest
from sqlalchemy import select

from forum.archive.thread import Identity
from forum.base import utcnow
from forum.boards import Visibility
from forum.moderation import acts, queue, reporting
from forum.moderation.acts import AlreadyDecided, Done, NotAllowed
from forum.moderation.decision import Act
from forum.moderation.report import Door, Report, ReportEnd
from forum.moderation.reporting import MOST_A_DAY, Reported, Reporter
from forum.people.standing import NOBODY, standing_of
from tests import factories as make
from tests.letters import newest, owed, text_of


@pytest.fixture
def reader(session):
    """Somebody who reads the board and reports."""
    person = make.enter_person(session, "小山", "koyama@example.jp")
    return Reporter(standing_of(session, person.id), Door.WEB, Identity.SESSION, person.id)


@pytest.fixture
def post(publishing):
    return publishing(text="ひどい言葉。")


def test_a_report_waits_for_the_moderators_and_calls_them(session, site, moderator, reader, post):
    assert reporting.report(session, site, reader, post.id, " わけ ") is Reported.TAKEN
    waiting = reporting.waiting_reports(session, moderator)
    assert [(p.id, [r.reason for r in reports]) for p, reports in waiting.items()] == [
        (post.id, ["わけ"])
    ]
    assert queue.waiting_count(session, moderator) == 1
    assert "報告のあった投稿が1件" in text_of(newest(session, "mori@example.jp"))


def test_the_same_report_is_taken_once(session, site, reader, post):
    reporting.report(session, site, reader, post.id, "わけ")
    assert reporting.report(session, site, reader, post.id, "わけ") is Reported.TAKEN_BEFORE
    assert len(session.scalars(select(Report)).all()) == 1


def test_what_may_not_be_read_may_not_be_reported(session, site, reader, publishing):
    staff = make.open_board(session, "kacho", visibility=Visibility.STAFF)
    hidden = publishing(on=staff)
    assert reporting.report(session, site, reader, hidden.id, "わけ") is Reported.NO_SUCH_POST
    assert reporting.report(session, site, reader, 999, "わけ") is Reported.NO_SUCH_POST


def test_keeping_it_tells_whoever_reported_and_nobody_else(session, site, moderator, reader, post):
    reporting.report(session, site, reader, post.id, "わけ")
    answer = acts.keep(session, site, moderator, post.id, note="この言葉は差し支えありません。")
    assert isinstance(answer, Done)
    (report,) = session.scalars(select(Report))
    assert (report.end, report.decided_by_id) == (ReportEnd.KEPT, moderator.person_id)
    told = text_of(newest(session, "koyama@example.jp"))
    assert "そのまま載せておく" in told
    assert "差し支えありません" in told
    assert owed(session, post.person.addresses[0].written) == []
    assert acts.keep(session, site, moderator, post.id) == AlreadyDecided("森川", Act.KEEP)


def test_hiding_a_post_ends_all_its_reports(session, site, moderator, reader, post):
    address = make.enter_person(session, "大川", "okawa@example.jp").addresses[0]
    other = Reporter(NOBODY, Door.MAIL, Identity.UNPROVEN, None, address)
    for one in (reader, other):
        reporting.report(session, site, one, post.id, "わけ")
    acts.hide(
        session, site, moderator, post.id, acts.content_hash_of(post), reason="abuse", note="注意。"
    )
    ends = session.scalars(select(Report.end)).all()
    assert ends == [ReportEnd.HIDDEN, ReportEnd.HIDDEN]
    for to in ("koyama@example.jp", "okawa@example.jp"):
        assert "非表示にしました" in text_of(newest(session, to))
    assert "小山" not in text_of(newest(session, post.person.addresses[0].written))


def test_only_its_moderators_decide(session, site, reader, post):
    reporting.report(session, site, reader, post.id, "わけ")
    assert acts.keep(session, site, reader.standing, post.id) == NotAllowed()
    assert reporting.waiting_reports(session, reader.standing) == {}


def test_reports_of_one_reader_come_to_an_end_and_those_of_the_banned_go_nowhere(
    session, site, reader, publishing
):
    said = [
        reporting.report(session, site, reader, publishing(subject=f"{n}").id, "わけ")
        for n in range(MOST_A_DAY + 1)
    ]
    assert said.count(Reported.TAKEN) == MOST_A_DAY
    assert said[-1] is Reported.TOO_MANY
    banned = make.enter_person(session, "出禁", "out@example.jp", banned_at=utcnow())
    who = Reporter(NOBODY, Door.WEB, Identity.SESSION, banned.id)
    before = len(session.scalars(select(Report)).all())
    assert reporting.report(session, site, who, publishing().id, "わけ") is Reported.TAKEN
    assert len(session.scalars(select(Report)).all()) == before
