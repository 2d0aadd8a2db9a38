"""The question to somebody who answered a digest without saying which post."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.boards import Board
from forum.digests.answering import which_address
from forum.digests.reading import Item
from forum.language import Words
from forum.letters.letter import Letter, owe
from forum.letters.wording import wording
from forum.site import Site

MOST_LISTED = 40
MOST_LINES, LONGEST = 40, 2000


def ask_which(
    session: Session,
    site: Site,
    board: Board,
    to: EmailAddress,
    language: Words,
    arrival_id: int,
    posts: Sequence[Item],
    said: str,
    answers: str | None = None,
) -> None:
    """Ask for the number of the post that `said` answers; the answer to this letter brings it."""
    subject, text = wording(
        "digest_which",
        language,
        site_name=site.name,
        contact=site.address(board.slug, Part.OWNER),
        board=board.name,
        listed=[{"number": post.number, "author": post.author_name, "subject": post.subject}
                for post in posts[:MOST_LISTED]],
        unlisted=max(0, len(posts) - MOST_LISTED),
        said=[line.rstrip() for line in said[:LONGEST].splitlines()][:MOST_LINES],
    )  # fmt: skip
    letter = Letter(
        to=to,
        sender_name=board.name,
        sender=which_address(site, arrival_id),
        subject=subject,
        text=text,
        answers=answers,
        board_id=board.id,
    )
    owe(session, site, letter)
