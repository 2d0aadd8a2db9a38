"""Letters that tell what came of confirmed wishes."""

from forum.letters.correspondent import language_of
from forum.letters.subscriptions import tell
from forum.wishes import Kind, Shared, granted_words
from forum.wishes.asking import Granting
from mailgate.inbound.commands.obeyed import Asking

# What came of these is told in a letter of its own.
_WITH_LETTER = frozenset({Kind.JOIN, Kind.LEAVE, Kind.TAKE_DATA, Kind.ERASE})


def tell_granted(asking: Asking, done: Granting) -> None:
    """Tell the mailbox that confirmed what has changed; nothing where other letters say it all."""
    untold = [one for one in done.granted if one.obstacle or one.wish.kind not in _WITH_LETTER]
    if not untold:
        return
    reader = language_of(asking.session, done.mailbox, asking.language.locale)
    granted, refused = granted_words(asking.session, untold, reader)
    tell(
        asking.session, asking.site, asking.board, done.mailbox, reader, "granted",
        asking.writer.message_id, done=granted, refused=refused,
    )  # fmt: skip


def tell_shared(asking: Asking, done: Shared) -> None:
    """Tell the new mailbox that it belongs to its person now."""
    reader = language_of(asking.session, asking.mailbox, asking.language.locale)
    tell(
        asking.session, asking.site, asking.board, asking.mailbox, reader, "shared",
        asking.writer.message_id, mailbox=done.address, moved=done.moved,
    )  # fmt: skip
