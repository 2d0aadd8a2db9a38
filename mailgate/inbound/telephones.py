"""What a mail tells of the telephone that wrote it, so that the answers can be read there."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from forum.archive.message import Fate
from forum.people import formats
from forum.people.person import MailFormat
from mailgate.inbound.charsets import codec_of
from mailgate.inbound.contributing import Mail

# A mail that we refuse or that nobody could read tells nothing of its sender.
_BELIEVED = (Fate.PUBLISHED, Fate.COMMAND, Fate.FORWARDED)
_OLD = ("iso2022_jp", "cp932")


def format_used(mail: Mail) -> MailFormat | None:
    """The format of a telephone company's customer; None for everybody else, and where none is told."""
    headers = mail.view.headers
    if headers.carrier is None or not headers.charset:
        return None
    codec = codec_of(headers.charset)
    if codec in _OLD:
        return MailFormat.PHONE
    return MailFormat.FULL if codec == "utf-8" else None


def learn(session: Session, read: Iterable[tuple[Mail | None, Fate]]) -> None:
    """Remember the formats of those whose mails have been taken in; the last mail counts."""
    used = {
        mail.canonical: told
        for mail, fate in read
        if mail and mail.canonical and _is_believed(mail, fate) and (told := format_used(mail))
    }
    if used:
        formats.learn(session, used)


def _is_believed(mail: Mail, fate: Fate) -> bool:
    return fate in _BELIEVED or (fate is Fate.HELD and mail.proof.identity == "aligned")
