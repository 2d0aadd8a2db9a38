"""How much of what was said before a decision somebody reads, by who they are."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.boards import Visibility
from forum.people.standing import NOBODY
from forum.proposals import deciding, drafting, phrasing, reading, visibility
from forum.proposals.proposal import Act, Proposal, State
from tests.factories import open_board
from tests.forum.proposals.stage import Stage, done, set_up


def rewritten(stage: Stage) -> Proposal:
    """Opened with its second version, taken back, opened again with the third, and decided."""
    proposal = stage.draft()
    rewrite(stage, proposal, 1)
    stage.open_comment(proposal)
    moderator = stage.standing("moderator")
    done(deciding.back_to_draft(stage.session, proposal, "静かな理由", moderator))
    rewrite(stage, proposal, 2)
    stage.open_comment(proposal)
    stage.open_poll(proposal)
    stage.adopt(proposal)
    return proposal


def rewrite(stage: Stage, proposal: Proposal, seen: int) -> None:
    text = replace(phrasing.said(drafting.newest(stage.session, proposal)), plain=f"{seen}")
    done(drafting.revise(stage.session, proposal, text, "", seen, stage.standing("member")))


@pytest.mark.parametrize(
    ("board", "who", "numbers", "first"),
    [
        (Visibility.PUBLIC, None, [2, 3], Act.OPEN_COMMENT),
        (Visibility.PUBLIC, "resident", [2, 3], Act.OPEN_COMMENT),
        (Visibility.PUBLIC, "adviser", [1, 2, 3], Act.DRAFT),
        (Visibility.MEMBERS, None, [3], Act.ADOPT),
        (Visibility.MEMBERS, "resident", [3], Act.ADOPT),
        (Visibility.MEMBERS, "member", [1, 2, 3], Act.DRAFT),
    ],
)
def test_what_was_drafted_behind_doors_stays_there(
    engine: Engine, board: Visibility, who: str | None, numbers: list[int], first: Act
) -> None:
    with Session(engine) as session:
        stage = set_up(session, board)
        proposal = rewritten(stage)
        by = stage.standing(who) if who else NOBODY
        assert visibility.may_see(proposal, by)
        shown = visibility.versions_for(session, proposal, by)
        assert [version.number for version in shown] == numbers
        assert visibility.steps_for(proposal, by)[0].act is first


def test_the_list_and_the_page_agree_on_who_may_see(engine: Engine) -> None:
    with Session(engine) as session:
        public = set_up(session)
        for stage in (public, on_a_members_board(public)):
            made = [stage.in_state(state) for state in (State.DRAFT, State.COMMENT, State.ADOPTED)]
            for who in (None, *stage.people):
                by = stage.standing(who) if who else NOBODY
                read = [stage.board.id] if stage.board.may_read(by) else []
                listed = {one.id for one in reading.page(session, by, read, limit=100)}
                for one in made:
                    assert (one.id in listed) == visibility.may_see(one, by), (
                        stage.board.slug,
                        who,
                        one.state,
                    )


def on_a_members_board(stage: Stage) -> Stage:
    """The same people on a members' board."""
    board = open_board(stage.session, "hall", visibility=Visibility.MEMBERS)
    return replace(stage, board=board)
