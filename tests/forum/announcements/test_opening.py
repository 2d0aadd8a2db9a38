"""意見募集 on the board's list: everybody reads the whole text, and comments answer it."""

from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.announcements import opening
from forum.archive.thread import Post, Thread
from forum.distribution import Mailing
from forum.proposals import deciding
from forum.proposals.proposal import Proposal, State
from tests.factories import a_contribution, a_site, subscribe
from tests.forum.proposals.stage import Stage, done, set_up


def ask(stage: Stage, proposal: Proposal, folder: Path) -> Thread:
    by = stage.standing("moderator")
    return opening.ask_for_comments(stage.session, proposal, by, a_site(folder))


def posts(session: Session, thread: Thread) -> list[Post]:
    wanted = select(Post).where(Post.thread_id == thread.id).order_by(Post.id)
    return list(session.scalars(wanted))


def test_the_text_goes_to_the_board_under_the_moderators_name(
    engine: Engine, tmp_path: Path
) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        subscribe(session, stage.board, stage.people["resident"])
        proposal = stage.in_state(State.COMMENT)
        thread = ask(stage, proposal, tmp_path)
        (post,) = posts(session, thread)
        assert proposal.thread is thread
        assert (post.author_name, post.author_role) == ("Moderator", "moderator")
        assert post.subject == "意見募集：公共施設の予約を電話とメールでも"
        assert "項目2 空き時間を載せる" in post.text
        assert f"http://127.0.0.1/proposals/{proposal.public_id}" in post.text
        assert session.scalars(select(Mailing).where(Mailing.post_id == post.id)).one()


def test_a_comment_by_mail_and_a_later_round_stay_in_the_thread(
    engine: Engine, tmp_path: Path
) -> None:
    with Session(engine) as session:
        stage = set_up(session)
        proposal = stage.in_state(State.COMMENT)
        thread = ask(stage, proposal, tmp_path)
        (first,) = posts(session, thread)
        facts = BoardFacts.of(stage.board)
        comment = a_contribution(
            board=facts, in_reply_to=first.message_id, references=(first.message_id,)
        )
        assert posting.publish(session, comment, a_site(tmp_path)).thread_id == thread.id

        done(deciding.back_to_draft(session, proposal, "書き直す", stage.standing("moderator")))
        stage.open_comment(proposal)
        assert ask(stage, proposal, tmp_path) is thread
        again = posts(session, thread)[-1]
        assert again.text.startswith("提案の文章を書き直しました")
        assert again.subject == first.subject
