"""What became of a post's words, for whoever may know of it; on both engines."""

from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Post
from forum.boards import Visibility
from forum.needs import gathering
from forum.needs.need import Need
from forum.people.standing import NOBODY
from forum.proposals import citing, drafting, phrasing
from forum.proposals.cited import cited, of_needs
from forum.proposals.proposal import Proposal, State
from tests.factories import a_contribution, a_site
from tests.forum.proposals.stage import Stage, done, set_up


def a_post(stage: Stage, folder: Path) -> Post:
    made = posting.publish(
        stage.session, a_contribution(board=BoardFacts.of(stage.board)), a_site(folder)
    )
    return stage.session.get_one(Post, made.post_id)


def lay(stage: Stage, proposal: Proposal, source: Post | Need, number: int) -> None:
    item = drafting.newest(stage.session, proposal).items[number - 1].item
    done(citing.cite(stage.session, proposal, source, stage.standing("moderator"), item))


def test_a_post_knows_its_item_and_what_the_city_said(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post = a_post(stage, tmp_path)
        proposal = stage.in_state(State.COMMENT)
        lay(stage, proposal, post, 2)
        (before,) = cited(session, [post.id], NOBODY)[post.id]
        assert (before.proposal, before.position, before.answer) == (proposal, 2, None)
        stage.open_poll(proposal)
        for step in (stage.adopt, stage.submit, stage.receive, stage.answer):
            step(proposal)
        (after,) = cited(session, [post.id], NOBODY)[post.id]
        assert after.proposal.number == 1
        assert after.answer is not None
        assert after.answer.judgement == "partly"


def test_a_need_that_was_merged_still_leads_to_its_proposal(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post, by = a_post(stage, tmp_path), stage.standing("moderator")
        old = done(gathering.open_need(session, "ベンチ", "", by))
        done(gathering.clip(session, old, post, "ベンチを増やしてください。", by))
        anew = done(gathering.open_need(session, "公園", "", by))
        proposal = stage.in_state(State.COMMENT)
        lay(stage, proposal, anew, 1)
        assert cited(session, [post.id], NOBODY) == {}
        done(gathering.merge(old, anew, by))
        session.flush()
        (one,) = cited(session, [post.id], NOBODY)[post.id]
        assert (one.proposal, one.position) == (proposal, 1)
        assert [c.proposal for c in of_needs(session, [old.id], NOBODY)] == [proposal]


def test_a_passage_that_goes_to_a_need_of_its_own_keeps_its_place(
    engine: Engine, tmp_path: Path
) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post, by = a_post(stage, tmp_path), stage.standing("moderator")
        old = done(gathering.open_need(session, "ベンチ", "", by))
        clip = done(gathering.clip(session, old, post, "ベンチを増やしてください。", by))
        proposal = stage.in_state(State.COMMENT)
        lay(stage, proposal, old, 1)
        stage.open_poll(proposal)
        anew = done(gathering.part(session, old, [clip], "公園のベンチ", by))
        citing.carry(session, old, anew, by)
        (one,) = cited(session, [post.id], NOBODY)[post.id]
        assert (one.proposal, one.position) == (proposal, 1)
        assert [c.proposal for c in of_needs(session, [anew.id], NOBODY)] == [proposal]
        assert [c.proposal for c in of_needs(session, [old.id], NOBODY)] == [proposal]


def test_a_draft_is_known_to_the_council_alone(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post = a_post(stage, tmp_path)
        lay(stage, stage.draft(), post, 1)
        assert cited(session, [post.id], NOBODY) == {}
        assert cited(session, [post.id], stage.standing("resident")) == {}
        assert cited(session, [post.id], stage.standing("member"))[post.id]


def test_what_members_talk_about_is_not_told_outside(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session, Visibility.MEMBERS)
        post = a_post(stage, tmp_path)
        proposal = stage.in_state(State.COMMENT)
        lay(stage, proposal, post, 1)
        assert cited(session, [post.id], NOBODY) == {}
        assert cited(session, [post.id], stage.standing("adviser"))[post.id]


def test_an_item_that_was_dropped_cites_nothing(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post, proposal = a_post(stage, tmp_path), stage.draft()
        lay(stage, proposal, post, 2)
        said = phrasing.said(drafting.newest(session, proposal))
        fewer = phrasing.Text(said.title, items=said.items[:1])
        done(drafting.revise(session, proposal, fewer, "", 1, stage.standing("member")))
        assert cited(session, [post.id], stage.standing("member")) == {}


def test_each_act_makes_the_cited_thread_new(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post = a_post(stage, tmp_path)
        proposal = stage.in_state(State.COMMENT)
        lay(stage, proposal, post, 1)
        session.refresh(post.thread)
        before = post.thread.revision
        stage.open_poll(proposal)
        session.refresh(post.thread)
        assert post.thread.revision > before


def test_a_passage_that_is_clipped_makes_its_thread_new(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        post, by = a_post(stage, tmp_path), stage.standing("moderator")
        need = done(gathering.open_need(session, "ベンチ", "", by))
        for act in ("clip", "merge"):
            before = post.thread.revision
            if act == "clip":
                done(gathering.clip(session, need, post, "ベンチを増やしてください。", by))
            else:
                done(gathering.merge(need, done(gathering.open_need(session, "公園", "", by)), by))
            session.flush()
            session.refresh(post.thread)
            assert post.thread.revision > before, act
