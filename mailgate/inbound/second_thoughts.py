"""Mails to reply+TOKEN@ about one's own post: the answer to a receipt, or to our question."""

from typing import Any

from sqlalchemy.orm import Session

from forum import limits
from forum.archive.message import Fate
from forum.archive.thread import Post
from forum.letters.correspondent import Correspondent, is_first_today, may_be_answered
from forum.people.joining import address_of
from forum.posting import amending
from forum.posting.amending import Done
from forum.site import Site
from mailgate.inbound.amendments import Wanted, says_no, wanted_in
from mailgate.inbound.contributing import Mail

MOST_A_DAY = 20  # letters about one's posts to one mailbox
Ending = tuple[Fate, str | None, dict[str, Any] | None]
_DONE = {Done.CORRECTED: "amend_corrected", Done.WITHDRAWN: "amend_withdrawn"}


def deal_with(session: Session, site: Site, token: str, mail: Mail) -> Ending | None:
    """What became of a mail to that token; None where the token is none of ours for this."""
    asked = amending.pending(session, token)
    post = asked[0] if asked else amending.amendable(session, site, token)
    if post is None:
        return None
    writer = mail.correspondent()
    if writer is None or mail.machine or mail.trace or not may_be_answered(site, writer):
        return Fate.COMMAND, "command_unanswered", None
    about = {"post": post.public_id}
    if asked:
        return Fate.COMMAND, _answered(session, site, token, mail), about
    return Fate.COMMAND, _asked(session, site, post, mail, writer), about


def _answered(session: Session, site: Site, token: str, mail: Mail) -> str:
    """The author has seen what would be done, and says yes or no."""
    if says_no(mail.view.text):
        amending.drop(session, token)
        return "amend_declined"
    done = amending.carry_out(session, site, token)
    return _DONE[done] if done else "command_expired"


def _asked(session: Session, site: Site, post: Post, mail: Mail, writer: Correspondent) -> str:
    """Somebody who was told the address of a post says what should become of it."""
    if limits.count(session, "amend", writer.address.canonical) > MOST_A_DAY:
        return "command_too_many"
    wanted = wanted_in(mail.view.subject, mail.view.text, post.text, post.board.name)
    if wanted is None or not amending.may_be_amended(session, post):
        if is_first_today(session, writer.address, f"amend:{post.id}"):
            amending.explain(session, site, post, writer.address, answers=writer.message_id)
        return "amend_unknown" if wanted is None else "amend_closed"
    if _may_be_done_at_once(session, post, wanted, writer):
        return _DONE[amending.amend(session, site, post, wanted.amendment)]
    asked = amending.ask(session, site, post, wanted.amendment, answers=writer.message_id)
    return "amend_asked" if asked else "amend_closed"


def _may_be_done_at_once(
    session: Session, post: Post, wanted: Wanted, writer: Correspondent
) -> bool:
    """Taking back in plain words, in a mail that does come from the author; all else is shown first."""
    if not (wanted.is_plain and wanted.amendment.text is None and writer.is_proven):
        return False
    address = address_of(session, writer.address)
    if address is None:
        return False
    by_person = address.person_id is not None and address.person_id == post.person_id
    return by_person or address.id == post.address_id
