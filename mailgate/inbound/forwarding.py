"""Mails that are for people and not for the archive: -owner, postmaster, abuse, and reply+TOKEN.

What is sent on carries the null sender and the trace that `loops` looks for, so no answer of a
machine to it can ever go round.
"""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum import limits
from forum.addresses import EmailAddress, OurAddress, Part
from forum.archive.canonical import Enclosure, WebPost, canonical_bytes
from forum.archive.message import Fate
from forum.archive.thread import Post, PostState
from forum.base import today, utcnow
from forum.boards import Board
from forum.distribution import Mailing, MailingKind
from forum.language import N_, words
from forum.letters.bell import moderators_of
from forum.letters.correspondent import language_of, mailbox_of
from forum.people.joining import address_of
from forum.people.person import Address, Appointment, Person, Role
from forum.site import Site
from forum.tokens import new_single_use
from mailgate.inbound.contributing import Mail, clean
from mailgate.outbound.copies import REPLY
from mailgate.outbound.list_headers import LOOP_HEADER

# Opens to the id of the address of somebody who has sent a private answer.
REPLY_TO_ADDRESS = "reply-to-address"
MOST_PRIVATE_A_DAY = 20
MOST_FORWARDED_A_DAY = 50
# From is easily forged, so what one mailbox gets is counted as well.
MOST_PRIVATE_A_DAY_TO_ONE = 40
MOST_FORWARDED_A_DAY_TO_ONE = 400
_MOST_ENCLOSED = 5 << 20
_FORWARDED = N_(
    "%(address)s あてに届いたメールを転送します。もとのメールを添付しました。"
    "このメールに返信すると、差出人（%(sender)s）に届きます。"
)
_QUESTION_SUBJECT = N_("質問が届きました（意向確認のメールから）")
_QUESTION = N_(
    "意向確認のメールに、質問が書かれていました。お答えとして数えた部分は除いています。"
    "このメールに返信すると、書いた方（%(sender)s）に届きます。"
)
_ANONYMOUS = N_("匿名")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What became of the mail: a fate and the code of a sentence."""

    fate: Fate
    reason: str


def to_people(session: Session, site: Site, ours: OurAddress, mail: Mail) -> Forwarded:
    """A mail to -owner, postmaster or abuse goes to those who look after it, whole."""
    # What another list asks of those who look after this one is theirs to read.
    reports = ("report",) if ours.part is Part.ABUSE else ()
    if refusal := _refusal(mail, "list_server", *reports):
        return refusal
    reader_ids = _readers(session, ours)
    readers = [box for person_id in reader_ids if (box := mailbox_of(session, person_id))]
    if not readers:
        return Forwarded(Fate.FORWARDED, "nobody")
    sender = mail.correspondent()
    key = sender.address.canonical if sender else ""
    if limits.count(session, "forwarded", key) > MOST_FORWARDED_A_DAY:
        return Forwarded(Fate.DISCARDED, "too_many_today")
    address = ours.local
    if limits.count(session, "forwarded-to", address) > MOST_FORWARDED_A_DAY_TO_ONE:
        return Forwarded(Fate.DISCARDED, "too_many_today")
    for reader in readers:
        _owe(session, site, reader, _forwarded_bytes(session, site, ours, mail, reader))
    return Forwarded(Fate.FORWARDED, "house" if ours.slug is None else "owner")


def pass_question(session: Session, site: Site, board: Board, mail: Mail, asked: str) -> bool:
    """A question goes to a board's people without the rest of its mail; whether they got it."""
    ours = OurAddress(Part.OWNER, board.slug)
    boxes = [box for one in _readers(session, ours) if (box := mailbox_of(session, one))]
    writer = mail.correspondent()
    if writer is None or not boxes or _refusal(mail):
        return False
    key = writer.address.canonical
    if limits.count(session, "forwarded", key) > MOST_FORWARDED_A_DAY:
        return False
    if limits.count(session, "forwarded-to", ours.local) > MOST_FORWARDED_A_DAY_TO_ONE:
        return False
    for box in boxes:
        _owe(session, site, box, _question_bytes(session, site, ours, writer.address, asked, box))
    return True


def to_author(session: Session, site: Site, ours: OurAddress, mail: Mail) -> Forwarded:
    """A private answer goes to the author of a post; neither learns the other's address."""
    if refusal := _refusal(mail):
        return refusal
    recipient = _addressee(session, site, ours.token or "")
    writer = mail.author_address
    if recipient is None or writer is None:
        return Forwarded(Fate.REJECTED, "unknown_token")
    if limits.count(session, "private-to", recipient.canonical) > MOST_PRIVATE_A_DAY_TO_ONE:
        return Forwarded(Fate.DISCARDED, "too_many_today")
    mine = _address_row(session, writer)
    if mine.banned_at or (mine.person and mine.person.banned_at):
        return Forwarded(Fate.REJECTED, "banned")
    if limits.count(session, "private", mine.canonical) > MOST_PRIVATE_A_DAY:
        return Forwarded(Fate.DISCARDED, "too_many_today")
    _owe(session, site, recipient, _private_bytes(site, mail, mine))
    return Forwarded(Fate.FORWARDED, "private")


def _refusal(mail: Mail, *machines: str) -> Forwarded | None:
    """Why a mail goes to nobody; letters of these machines are welcome."""
    if mail.trace:
        return Forwarded(Fate.DISCARDED, "loop")
    if mail.machine and mail.machine not in machines:
        return Forwarded(Fate.DISCARDED, "automatic")
    return None


# --- To whoever looks after it ---


def _readers(session: Session, ours: OurAddress) -> list[int]:
    if ours.slug is not None:
        board = session.scalar(select(Board).where(Board.slug == ours.slug))
        return moderators_of(session, board) if board else []
    for role in (Role.SECRETARIAT, Role.ADMIN):
        found = session.scalars(
            select(Person.id)
            .join(Appointment, Appointment.person_id == Person.id)
            .where(
                Appointment.role == role,
                Appointment.board_id.is_(None),
                Appointment.since <= today(),
                or_(Appointment.until.is_(None), Appointment.until >= today()),
                Person.banned_at.is_(None),
                Person.merged_into_id.is_(None),
            )
            .order_by(Person.id)
        ).all()
        if found:
            return list(dict.fromkeys(found))
    return []


def _forwarded_bytes(
    session: Session, site: Site, ours: OurAddress, mail: Mail, reader: EmailAddress
) -> bytes:
    told = mail.correspondent()
    address = f"{ours.local}@{site.mail_domain}"
    sender = str(told.address) if told else "?"
    said = language_of(session, reader).gettext(_FORWARDED, address=address, sender=sender)
    reply_to = f"Reply-To: <{sender}>\r\n" if told and sender.isascii() else ""
    enclosures = [Enclosure("original.eml", "application/octet-stream", mail.kept.raw)]
    if mail.kept.size > _MOST_ENCLOSED:
        said, enclosures = f"{said}\n\n{clean(mail.view.text)[:20_000]}", []
    return _traced(
        site,
        WebPost(
            message_id=_new_id(site),
            author_name=site.name,
            address=address,
            subject=clean(mail.view.subject),
            text=said,
            html=None,
            written_at=utcnow(),
            enclosures=enclosures,
        ),
        f"{reply_to}Auto-Submitted: auto-generated\r\n",
    )


def _question_bytes(
    session: Session,
    site: Site,
    ours: OurAddress,
    writer: EmailAddress,
    asked: str,
    reader: EmailAddress,
) -> bytes:
    said = language_of(session, reader).gettext
    post = WebPost(
        message_id=_new_id(site),
        author_name=site.name,
        address=f"{ours.local}@{site.mail_domain}",
        subject=said(_QUESTION_SUBJECT),
        text=f"{said(_QUESTION, sender=str(writer))}\n\n{clean(asked)}\n",
        html=None,
        written_at=utcnow(),
    )
    reply_to = f"Reply-To: <{writer}>\r\n" if str(writer).isascii() else ""
    return _traced(site, post, f"{reply_to}Auto-Submitted: auto-generated\r\n")


# --- To the author of a post ---


def _addressee(session: Session, site: Site, token: str) -> EmailAddress | None:
    """The mailbox behind a reply token: of a post's author, or of who answered one before."""
    if (post_id := site.sealer.open(REPLY, token)) is not None:
        post = session.get(Post, post_id)
        if post is None or post.state is not PostState.PUBLISHED:
            return None
        written = session.scalar(
            select(Address.written).where(
                Address.id == post.address_id, Address.banned_at.is_(None)
            )
        )
        return EmailAddress.parse(written) if written else mailbox_of(session, post.person_id)
    if (address_id := site.sealer.open(REPLY_TO_ADDRESS, token)) is not None:
        address = session.get(Address, address_id)
        return EmailAddress.parse(address.written) if address and not address.banned_at else None
    return None


def _address_row(session: Session, mailbox: EmailAddress) -> Address:
    found = address_of(session, mailbox)
    if found is None:
        found = Address.of(mailbox)
        session.add(found)
        session.flush()
    return found


def _private_bytes(site: Site, mail: Mail, writer: Address) -> bytes:
    token = site.sealer.seal(REPLY_TO_ADDRESS, writer.id)
    view = mail.view
    name = mail.author_name
    return _traced(
        site,
        WebPost(
            message_id=_new_id(site),
            author_name=name if name and "@" not in name else words(None).gettext(_ANONYMOUS),
            address=f"{Part.REPLY}+{token}@{site.mail_domain}",
            subject=clean(view.subject),
            text=clean(view.text),
            html=None,
            written_at=utcnow(),
            references=[r for r in (*view.references, *view.in_reply_to) if _is_plain(r)][-10:],
            enclosures=[Enclosure(a.name, a.content_type, a.data) for a in view.attachments],
        ),
    )


def _is_plain(message_id: str) -> bool:
    return message_id.isascii() and message_id.isprintable() and not set(message_id) & set("<> ")


# --- Both ---


def _traced(site: Site, post: WebPost, more: str = "") -> bytes:
    trace = f"{LOOP_HEADER}: {post.address}\r\n{more}"
    return trace.encode("ascii", "replace") + canonical_bytes(post)


def _new_id(site: Site) -> str:
    return f"{new_single_use()}.{new_single_use()}@{site.mail_domain}"


def _owe(session: Session, site: Site, to: EmailAddress, content: bytes) -> None:
    if to.domain.lower() == site.mail_domain.lower():
        return  # a mailbox of ours would only bring it back
    session.add(Mailing(kind=MailingKind.NOTICE, sender="", recipient=str(to), content=content))
