"""What a proposal comes from is told in its writers' words, as far as everybody may read them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from forum.archive.thread import PostState, TextFormat
from forum.base import writing
from forum.boards import Visibility
from forum.documents import voices
from forum.proposals import citing, drafting
from forum.site import Site
from tests.factories import a_site, open_board
from tests.forum.needs.test_gathering import a_post
from tests.forum.proposals import stage as stages
from tests.forum.proposals.stage import Stage, done


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path)


@pytest.fixture
def stage(sqlite_engine) -> Iterator[Stage]:
    with Session(writing(sqlite_engine)) as session:
        yield stages.set_up(session)


def passages(stage: Stage, site: Site, proposal) -> list[str]:
    return [one.passage for one in voices.of_proposal(stage.session, site, proposal).listed]


def test_a_post_as_a_whole_is_told_without_quotes_and_addresses(stage, site):
    proposal, by = stage.draft(), stage.standing("member")
    text = "電話で予約したいです。haru@example.jp\n\n> 予約は窓口だけです。\n"
    done(citing.cite(stage.session, proposal, a_post(stage.session, stage.board, text), by))
    (passage,) = passages(stage, site, proposal)
    assert passage.startswith("電話で予約したいです。")
    assert "haru@example.jp" not in passage
    assert "窓口だけ" not in passage


def test_a_members_post_is_told_by_the_chosen_passage_alone(stage, site):
    hall = open_board(stage.session, "hall", visibility=Visibility.MEMBERS)
    proposal, by = stage.draft(), stage.standing("member")
    text = "部会での話。だれにも見せない話。"
    whole, chosen = (a_post(stage.session, hall, text) for _ in range(2))
    done(citing.cite(stage.session, proposal, whole, by))
    done(citing.cite(stage.session, proposal, chosen, by, passage="部会での話。"))
    assert passages(stage, site, proposal) == [voices.NOT_FOR_ALL, "部会での話。"]


def test_a_post_that_is_hidden_or_moved_to_the_staff_is_not_printed(stage, site):
    proposal, by = stage.draft(), stage.standing("member")
    hidden, moved = (a_post(stage.session, stage.board, f"その{n}") for n in (1, 2))
    for post in (hidden, moved):
        done(citing.cite(stage.session, proposal, post, by))
    hidden.state = PostState.HIDDEN
    moved.board = open_board(stage.session, "staff", visibility=Visibility.STAFF)
    stage.session.flush()
    assert passages(stage, site, proposal) == []


def test_one_passage_under_two_items_is_one_voice(stage, site):
    proposal, by = stage.draft(), stage.standing("member")
    post = a_post(stage.session, stage.board, "電話で予約したいです。")
    for item in drafting.frozen_items(stage.session, proposal):
        done(citing.cite(stage.session, proposal, post, by, item, "電話で予約したい"))
    found = voices.of_proposal(stage.session, site, proposal)
    assert [one.items for one in found.listed] == [(1, 2)]
    assert found.people == 1


def test_a_thread_brings_the_post_that_began_it(stage, site):
    proposal, by = stage.draft(), stage.standing("member")
    post = a_post(stage.session, stage.board, "はじめの投稿です。", format=TextFormat.PLAIN)
    done(citing.cite(stage.session, proposal, post.thread, by))
    assert passages(stage, site, proposal) == ["はじめの投稿です。"]


def test_comments_of_a_members_thread_are_not_printed(stage, site):
    hall = open_board(stage.session, "hall", visibility=Visibility.MEMBERS)
    proposal = stage.draft()
    proposal.thread = a_post(stage.session, hall, "意見を募集します。").thread
    stage.session.flush()
    assert voices.of_comments(stage.session, site, proposal, 1).listed == ()
