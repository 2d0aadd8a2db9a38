"""A decided proposal is printed by itself, whatever dies on the way, and stays as it was made."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import utcnow, writing
from forum.documents import asking, making
from forum.documents.document import Document, Kind, Reason, State
from forum.documents.pressing import NotMade
from forum.needs import gathering
from forum.needs.need import Clip
from forum.people.person import Sector
from forum.proposals import citing
from forum.proposals.proposal import Proposal
from forum.proposals.proposal import State as Life
from forum.site import Site
from tests.conftest import not_run
from tests.factories import a_site
from tests.forum.documents.reading import assert_can_be_read_by_all, text_of
from tests.forum.needs.test_gathering import a_post
from tests.forum.proposals import stage as stages
from tests.forum.proposals.stage import done

SAID = "窓口まで行くのが大変です。電話は0466-25-1111へ。"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, name="まちづくり協議会")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(writing(engine), expire_on_commit=False) as session:
        yield session


@pytest.fixture
def press() -> None:
    from forum.documents import tools

    if not tools.has_pango() or tools.japanese_font() is None:
        not_run("Pango and a Japanese font are not installed")


def an_adopted(session: Session) -> Proposal:
    """A proposal whose first item rests on a passage of a post."""
    stage = stages.set_up(session)
    proposal = stage.draft()
    post = a_post(session, stage.board, SAID, author_name="佐藤 ハル", author_sector=Sector.CITIZEN)
    item = done(citing_item(session, proposal))
    done(
        citing.cite(session, proposal, post, stage.standing("member"), item, "窓口まで行くのが大変")
    )
    for step in ("open_comment", "open_poll", "adopt"):
        getattr(stage, step)(proposal)
    assert proposal.state is Life.ADOPTED
    session.commit()
    return proposal


def citing_item(session: Session, proposal: Proposal):
    from forum.proposals import drafting

    return drafting.frozen_items(session, proposal)[0]


def the_document(engine: Engine, proposal: Proposal) -> Document:
    with Session(engine, expire_on_commit=False) as session:
        found = asking.newest(session, Kind.PROPOSAL, proposal.public_id)
        assert found is not None
        assert found.octets is None or len(found.octets) == found.size
        return found


def test_a_decided_proposal_is_printed_and_can_be_read_by_all(
    session, engine, site, tmp_path, press
):
    proposal = an_adopted(session)
    assert making.make_next(engine, site)
    assert not making.make_next(engine, site)
    document = the_document(engine, proposal)
    assert (document.state, document.reason) == (State.DONE, None)
    assert document.sha256 == hashlib.sha256(document.octets).hexdigest()
    assert_can_be_read_by_all(document.octets, tmp_path)
    text = text_of(document.octets, tmp_path)
    for words in (proposal.label, "予約のたびに窓口へ行かなければならない。", "項目1",
                  "窓口まで行くのが大変", "佐藤ハル", "異議なし", "拝啓", "敬具", "市長様"):  # fmt: skip
        assert words in text
    assert "0466-25-1111" not in text


def test_the_letter_carries_what_the_office_wrote(session, engine, site, tmp_path, press):
    proposal = an_adopted(session)
    details = {"on": "2019-05-01", "addressee": "みなと市長", "document_number": "み協第3号"}
    asking.ask(session, Kind.PROPOSAL, proposal.public_id, details)
    session.commit()
    assert making.make_next(engine, site)
    text = text_of(the_document(engine, proposal).octets, tmp_path)
    assert "み協第3号" in text
    assert "令和元年5月1日" in text
    assert "みなと市長様" in text


def test_a_press_that_fails_leaves_its_reason(session, engine, site, monkeypatch):
    proposal = an_adopted(session)

    def broken(html: str) -> bytes:
        raise NotMade(Reason.NO_FONT)

    monkeypatch.setattr(making, "pressed", broken)
    assert making.make_next(engine, site)
    document = the_document(engine, proposal)
    assert (document.state, document.reason) == (State.FAILED, Reason.NO_FONT)
    assert not making.make_next(engine, site)


def test_what_lacked_a_font_is_tried_again_when_a_worker_starts(session, engine, site):
    proposal = an_adopted(session)
    document = asking.ask(session, Kind.PROPOSAL, proposal.public_id)
    document.state, document.reason = State.FAILED, Reason.NO_FONT
    asking.retry_mended(session)
    session.commit()
    assert the_document(engine, proposal).state is State.WAITING


def test_a_document_whose_worker_died_is_taken_again(session, engine, site, monkeypatch):
    proposal = an_adopted(session)
    document = asking.ask(session, Kind.PROPOSAL, proposal.public_id)
    document.state, document.leased_until = State.MAKING, utcnow() - timedelta(seconds=1)
    session.commit()
    monkeypatch.setattr(making, "pressed", lambda html: b"%PDF-1.7")
    assert making.make_next(engine, site)
    assert the_document(engine, proposal).state is State.DONE


def test_a_document_that_kills_every_worker_is_given_up(session, engine, site, monkeypatch):
    proposal = an_adopted(session)
    monkeypatch.setattr(making, "_make", lambda *_: None)  # as if it died here each time
    for _ in range(making.MOST_TRIES + 1):
        making.make_next(engine, site)
        with Session(writing(engine)) as other, other.begin():
            found = asking.newest(other, Kind.PROPOSAL, proposal.public_id)
            found.leased_until = utcnow() - timedelta(seconds=1)
    assert the_document(engine, proposal).state is State.FAILED


def test_two_at_once_take_one_document_once(session, engine, site):
    an_adopted(session)
    with making._alone(site) as first, making._alone(site) as second:
        assert (first, second) == (True, False)


def test_asking_twice_while_it_waits_makes_one_edition(session, engine, site):
    proposal = an_adopted(session)
    first = asking.ask(session, Kind.PROPOSAL, proposal.public_id, {"addressee": "市長"})
    again = asking.ask(session, Kind.PROPOSAL, proposal.public_id, {"addressee": "市長"})
    other = asking.ask(session, Kind.PROPOSAL, proposal.public_id, {"addressee": "教育長"})
    assert first is again
    assert (first.edition, other.edition) == (1, 2)


def test_words_of_a_need_stand_under_the_item_that_cites_it(session, engine, site):
    from forum.documents.gathering import proposal_document
    from tests.forum.needs.test_gathering import MODERATOR, a_need

    stage = stages.set_up(session)
    proposal = stage.draft()
    need, post = a_need(session), a_post(session, stage.board, SAID)
    assert isinstance(
        gathering.clip(session, need, post, "窓口まで行くのが大変です。", MODERATOR), Clip
    )
    item = citing_item(session, proposal)
    done(citing.cite(session, proposal, need, stage.standing("member"), item))
    (voice,) = proposal_document(session, site, proposal, {}).voices
    assert (voice.passage, voice.need, voice.items) == (
        "窓口まで行くのが大変です。", "電話での予約", (1,),
    )  # fmt: skip


def test_one_document_can_be_made_before_all_others(session, engine, site, monkeypatch):
    proposal = an_adopted(session)
    asking.ask(session, Kind.DIGEST, "2026-10")
    wanted = asking.ask(session, Kind.PROPOSAL, proposal.public_id).id
    session.commit()
    monkeypatch.setattr(making, "pressed", lambda html: b"%PDF-1.7")
    with making._alone(site):
        making.make_this(engine, site, wanted)
    assert the_document(engine, proposal).state is State.WAITING
    making.make_this(engine, site, wanted)
    assert the_document(engine, proposal).state is State.DONE
    with Session(engine) as other:
        assert asking.newest(other, Kind.DIGEST, "2026-10").state is State.WAITING


def test_a_relay_is_dated_by_the_day_on_which_it_was_sent(session, engine, site):
    from datetime import datetime

    from forum.documents.gathering import proposal_page
    from forum.proposals.proposal import Kind as Sort

    stage = stages.set_up(session)
    proposal = stage.draft(Sort.RELAY)
    stage.send(proposal)
    proposal.steps[-1].at = datetime.fromisoformat("2027-03-31T15:30:00+00:00")
    title, html = proposal_page(session, site, proposal, {})
    assert "伝達第1号" in title
    assert "令和9年4月1日" in html
    assert "伝達書" in html
    assert "決定の方法" not in html
