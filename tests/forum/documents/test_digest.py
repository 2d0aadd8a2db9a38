"""The digest on paper tells what everybody may read, and each number in it leads back."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from forum.archive.thread import Origin, PostState, TextFormat
from forum.base import order_key, today, writing
from forum.boards import Visibility
from forum.documents import asking, codes, due, making, numbering, pages
from forum.documents.document import Document, Kind, State
from forum.people.person import Sector
from forum.proposals.proposal import State as Life
from forum.site import Site
from tests.factories import a_site, open_board
from tests.forum.documents.reading import assert_can_be_read_by_all, text_of
from tests.forum.needs.test_gathering import a_post
from tests.forum.proposals import stage as stages

OCTOBER = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


@pytest.fixture
def site(tmp_path) -> Site:
    return a_site(tmp_path, name="まちづくり協議会")


@pytest.fixture
def session(engine):
    with Session(writing(engine), expire_on_commit=False) as session:
        yield session


def said(session, board, text, at=OCTOBER, subject="予約", **facts):
    post = a_post(session, board, text, author_sector=Sector.CITIZEN)
    for name, value in facts.items():
        setattr(post, name, value)
    post.received_at, post.order_key = at, order_key(at, post.id)
    post.thread.subject = subject
    session.flush()
    return post


def the_page(session, site, month="2026-10") -> tuple[Document, str]:
    document = asking.ask(session, Kind.DIGEST, month)
    return document, pages.page_of(session, site, document)[1]


def test_only_what_everybody_may_read_is_told(session, site):
    public = open_board(session, "sogo")
    said(session, public, "電話で予約したい。電話は0466-25-1111です。")
    said(session, open_board(session, "hall", visibility=Visibility.MEMBERS), "部会だけの話")
    said(session, open_board(session, "staff", visibility=Visibility.STAFF), "庁内だけの話")
    said(session, public, "隠された話", state=PostState.HIDDEN, subject="荒らし")
    _, html = the_page(session, site)
    assert "電話で予約したい" in html
    for secret in ("0466-25-1111", "部会だけ", "庁内だけ", "隠された", "荒らし"):
        assert secret not in html


def test_a_month_begins_and_ends_in_tokyo(session, site):
    board = open_board(session, "sogo")
    said(session, board, "九月の末", datetime(2026, 9, 30, 14, 59, tzinfo=UTC))
    said(session, board, "十月の初め", datetime(2026, 9, 30, 15, 0, tzinfo=UTC))
    said(session, board, "十月の末", datetime(2026, 10, 31, 14, 59, tzinfo=UTC))
    said(session, board, "十一月の初め", datetime(2026, 10, 31, 15, 0, tzinfo=UTC))
    _, html = the_page(session, site)
    assert "十月の初め" in html
    assert "十月の末" in html
    assert "九月" not in html
    assert "十一月" not in html


def test_every_number_leads_back_to_what_it_stands_beside(session, site):
    board = open_board(session, "sogo")
    post = said(session, board, "電話で予約したい。", subject="公民館の予約")
    document, html = the_page(session, site)
    numbers = re.findall(r'class="no">([0-9]+-[0-9]+)<', html)
    assert numbers == ["1-1", "1-1", "1-2"]  # the first one is the example in the head
    topic, voice = (numbering.entry_at(session, 1, number) for number in (1, 2))
    assert (topic.thread_id, topic.post_id) == (post.thread_id, None)
    assert (voice.thread_id, voice.post_id) == (post.thread_id, post.id)
    (issue,) = numbering.issues(session)
    assert issue.document_id == document.id
    slip = numbering.slip_of(session, issue)
    assert codes.shown(slip.code) in html


def test_an_issue_that_is_set_once_more_keeps_its_number_and_code(session, site):
    said(session, open_board(session, "sogo"), "電話で予約したい。")
    document, first = the_page(session, site)
    _, again = pages.page_of(session, site, document)
    assert again == first
    _, second = the_page_of_another_edition(session, site)
    assert 'class="no">2-1<' in second


def the_page_of_another_edition(session, site):
    asking.newest(session, Kind.DIGEST, "2026-10").state = State.DONE
    return the_page(session, site)


def test_signs_of_markdown_are_not_printed(session, site):
    board = open_board(session, "sogo")
    said(session, board, "**電話**で予約したい。", format=TextFormat.MARKDOWN, origin=Origin.WEB)
    _, html = the_page(session, site)
    assert "**" not in html
    assert "電話で予約したい" in html


def test_a_poll_has_a_slip_with_its_code_and_the_digest_brings_it(session, engine, site):
    stage = stages.set_up(session)
    proposal = stage.draft()
    stage.open_comment(proposal)
    poll = stage.open_poll(proposal)
    assert proposal.state is Life.POLL
    session.flush()
    assert (Kind.SLIP, poll.public_id) in due.wanted(session.connection())
    document = asking.ask(session, Kind.SLIP, poll.public_id)
    title, html = pages.page_of(session, site, document)
    code = codes.shown(numbering.slip_of(session, poll).code)
    assert "公共施設の予約を電話とメールでも" in title
    for words in (code, "賛成", "条件付き賛成", "保留", "反対", "載せないでください", "お名前"):
        assert words in html
    _, digest = the_page(session, site, f"{today():%Y-%m}")
    assert code in digest
    assert numbering.slip_with(session, codes.code_in(code)).poll_id == poll.id


def test_last_months_digest_is_wanted_once_where_something_was_said(session, site):
    now = datetime(2026, 11, 1, 0, 0, tzinfo=UTC)
    assert due.wanted(session.connection(), now) == []
    said(session, open_board(session, "sogo"), "電話で予約したい。")
    assert due.wanted(session.connection(), now) == [(Kind.DIGEST, "2026-10")]
    due.ask_for(session, due.wanted(session.connection(), now) * 2)
    assert due.wanted(session.connection(), now) == []
    assert due.wanted(session.connection(), datetime(2026, 12, 1, 0, 0, tzinfo=UTC)) == []


def test_month_borders_of_the_year():
    assert due.month_before(date(2027, 1, 15)) == date(2026, 12, 1)
    begins, ends = due.month_span(date(2026, 12, 1))
    assert (begins.date(), ends.date()) == (date(2026, 12, 1), date(2027, 1, 1))


def test_the_printed_digest_can_be_read_by_all_and_is_large(session, engine, site, tmp_path):
    from forum.documents import tools
    from tests.conftest import not_run

    if not tools.has_pango() or tools.japanese_font() is None:
        not_run("Pango and a Japanese font are not installed")
    board = open_board(session, "sogo")
    said(session, board, "電話で予約したい。", subject="公民館の予約")
    asking.ask(session, Kind.DIGEST, "2026-10")
    session.commit()
    while making.make_next(engine, site):
        pass
    with Session(engine) as other:
        document = asking.newest_done(other, Kind.DIGEST, "2026-10")
        assert_can_be_read_by_all(document.octets, tmp_path)
        assert "まちづくり協議会だより第1号" in text_of(document.octets, tmp_path)
        assert min(sizes_of(document.octets)) >= 14


def sizes_of(pdf: bytes) -> list[float]:
    """The size of every run of letters, in points."""
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        return [
            round(float(operands[1]) * 0.75, 1)  # WeasyPrint writes CSS pixels
            for page in opened.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        ]
