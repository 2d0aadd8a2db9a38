"""The first page: what this is, what is being talked about, how to take part."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from forum.archive import listing
from forum.meetings import reading as meetings
from forum.plan import reading as plan
from forum.proposals import outlook, reading
from forum.proposals.outlook import Outlook
from forum.proposals.proposal import State
from forum.proposals.replies import newest_replies
from forum.text.masking import mask
from forum.web.access import readable_boards, standing
from forum.web.boards import last_words, unread
from forum.web.extensions import db
from forum.web.links import this_site
from forum.web.plan.words import tally
from forum.web.proposals.words import ENDED

bp = Blueprint("home", __name__)

_TOPICS = 8
_MEETINGS = 2
_PROPOSALS = 6
_LIVING = [state for state in State if state not in ENDED]


@bp.get("/")
def show() -> ResponseReturnValue:
    """Home."""
    boards = readable_boards()
    with db.engine.connect() as connection:
        rows = listing.topics(connection, [board.id for board in boards], limit=_TOPICS)
        topics = [
            {
                **row._mapping,
                "subject": mask(row.subject),
                "words": last_words(row),
                "people": listing.people_in(connection, row.id),
            }
            for row in rows
        ]
    first = next((board for board in boards if board.visibility == "public"), None)
    return render_template(
        "home/show.html",
        topics=topics,
        unread=unread([row.id for row in rows]),
        boards=boards,
        meetings=meetings.coming(db.session(), [board.id for board in boards], limit=_MEETINGS),
        proposals=_proposals([board.id for board in boards]),
        replies=newest_replies(db.session()),
        measures=tally(plan.entries(db.session())),
        first_board=first,
        first_address=first and this_site().address(first.slug),
    )


def _proposals(board_ids: list[int]) -> list[Outlook]:
    """What is under way, newest first, each in a line."""
    found = reading.page(db.session(), standing(), board_ids, states=_LIVING, limit=_PROPOSALS)
    return outlook.outlooks(db.session(), found)
