"""Which thread or post is meant: by number, by link, or by the mail that was answered."""

from forum.archive import numbering
from forum.archive.numbering import Spot
from forum.archive.thread import Thread
from forum.boards import may_read
from forum.people.standing import Standing
from forum.text.subjects import display_subject
from mailgate.inbound.commands.obeyed import Asking
from mailgate.inbound.commands.request import Place


def spot_of(asking: Asking, place: Place, reader: Standing) -> Spot | None:
    """The spot, if `reader` may know of it.

    Without number or link it is what the mail answers: by its headers, else (many telephones send
    none) by its subject, if that is one thread's and no other's.
    """
    found = _answered(asking) if place.is_empty else _named(asking, place)
    return found if found is not None and _may_know(asking, found, reader) else None


def _named(asking: Asking, place: Place) -> Spot | None:
    session = asking.session
    if place.post_id:
        return numbering.post_by_name(session, place.post_id)
    if place.thread_id:
        return numbering.thread_by_name(session, place.thread_id)
    thread = numbering.thread_by_number(session, asking.board.id, place.thread or 0)
    if thread is None or place.post is None:
        return thread
    return numbering.post_by_number(session, thread, place.post)


def _answered(asking: Asking) -> Spot | None:
    view = asking.mail
    ids = [*view.in_reply_to, *reversed(view.references)]
    by_id = numbering.answered(asking.session, asking.board.id, ids)
    if by_id is not None:
        return by_id
    title = display_subject(view.subject, asking.board.slug)
    return numbering.by_subject(asking.session, asking.board.id, title)


def _may_know(asking: Asking, spot: Spot, reader: Standing) -> bool:
    thread = asking.session.get_one(Thread, spot.thread_id)
    return may_read(thread.board.visibility, thread.board_id, reader)
