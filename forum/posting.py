"""The one way in: whatever comes through a door is received here, kept, and sent on.

Each function works inside the caller's transaction and commits nothing.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from forum.acceptance.chain import judge
from forum.acceptance.contribution import Contribution
from forum.acceptance.verdict import Discard, Hold, Pass, Reason, Reject
from forum.archive import references, search
from forum.archive.attachments import Attachment
from forum.archive.canonical import Enclosure, WebPost, canonical_bytes
from forum.archive.message import Arrival, Door, Fate, Message
from forum.archive.references import Ancestry, Place
from forum.archive.thread import Origin, Post, TextFormat, Thread
from forum.base import new_public_id, order_key, table_of, utcnow
from forum.boards import Board, Subscription
from forum.distribution import Mailing, MailingKind
from forum.moderation.held import HeldPost
from forum.people.person import Address, Person
from forum.site import Site
from forum.text import markdown, plain
from forum.text.subjects import display_subject
from forum.tokens import new_single_use

HTML_VERSION = 1

_boards = table_of(Board)
_posts = table_of(Post)
_threads = table_of(Thread)


@dataclass(frozen=True, slots=True)
class Published:
    """It is in the archive, and on its way to the subscribers."""

    post_id: int
    public_id: str
    thread_id: int


@dataclass(frozen=True, slots=True)
class Held:
    """It waits for a moderator, for every one of these reasons."""

    held_post_id: int
    public_id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The archive has it already (or it is held already)."""

    post_id: int | None


Received = Published | Held | Duplicate | Reject | Discard


def receive(
    session: Session, contribution: Contribution, site: Site, *, distribute: bool = True
) -> Received:
    """Judge a contribution and publish, hold or refuse it.

    With `distribute` false (an import) nobody is sent anything and no rule is asked: the operator
    answers for what is imported.
    """
    verdict = judge(contribution) if distribute else Pass()
    if isinstance(verdict, (Reject, Discard)):
        return verdict
    if twin := _twin(session, contribution):
        return twin
    if isinstance(verdict, Hold):
        return hold(session, contribution, verdict.reasons)
    return publish(session, contribution, site, distribute=distribute)


def hold(session: Session, contribution: Contribution, reasons: tuple[Reason, ...]) -> Held:
    """Put a contribution aside for the moderators."""
    row = HeldPost(
        board_id=contribution.board.id,
        arrival_id=contribution.arrival_id,
        person_id=contribution.author.person_id,
        author_name=contribution.author.name,
        subject=display_subject(contribution.subject, contribution.board.slug),
        contribution=contribution.to_json(),
        content_hash=contribution.fingerprint.hex(),
        reasons=[reason.to_json() for reason in reasons],
    )
    session.add(row)
    session.flush()
    return Held(row.id, row.public_id, reasons)


def release(session: Session, held: HeldPost, site: Site) -> Published | Duplicate:
    """Publish what was held, as it came: its own Message-ID, dates and proof of identity."""
    contribution = Contribution.from_json(held.contribution)
    outcome = _published_twin(session, contribution) or publish(session, contribution, site)
    now = utcnow()
    held.decided_at = now
    held.post_id = outcome.post_id
    if contribution.arrival_id is not None:
        session.execute(
            update(Arrival)
            .where(Arrival.id == contribution.arrival_id)
            .values(fate=Fate.PUBLISHED, reason="released", read_at=now)
        )
    _trust(session, contribution)
    return outcome


def publish(
    session: Session, contribution: Contribution, site: Site, *, distribute: bool = True
) -> Published:
    """Put a contribution into the archive and, unless it is imported, into the outbox."""
    own = contribution.message_id or f"{new_single_use()}.{new_single_use()}@{site.mail_domain}"
    # The counter goes first: on PostgreSQL it is the lock under which a board's ids grow.
    _count_post(session, contribution.board.id)
    ancestry = Ancestry.of(own, contribution.references, contribution.in_reply_to)
    at = references.place(session, contribution.board.id, own, ancestry)
    post_id = _next_post_id(session)
    key = order_key(contribution.received_at, post_id)
    subject = display_subject(contribution.subject, contribution.board.slug)
    thread_id = at.thread_id or _open_thread(session, contribution, subject, key)
    public_id = new_public_id()
    html = None if not distribute else render(contribution.text, contribution.format)
    kept_id = contribution.kept_message_id
    if kept_id is None:
        kept_id = _keep_canonical(session, contribution, own, ancestry, subject, html, site)
    session.execute(
        insert(_posts),
        {
            "id": post_id,
            "public_id": public_id,
            "board_id": contribution.board.id,
            "thread_id": thread_id,
            "parent_id": at.parent_id,
            "parent_ref": ancestry.parent_ref,
            "message_id": own,
            "references": list(ancestry.message_ids),
            "same_id_as": at.same_id_as,
            "fingerprint": contribution.fingerprint,
            "kept_message_id": kept_id,
            "subject": subject,
            "text": contribution.text,
            "html": html,
            "html_version": HTML_VERSION if html is not None else 0,
            "order_key": key,
            **_as_it_came(contribution),
        },
    )
    _attach(session, post_id, contribution)
    references.remember(session, contribution.board.id, thread_id, post_id, own, at)
    _join_thread(session, thread_id, key, contribution, at)
    author = contribution.author.name
    search.add(
        session,
        [search.Indexed.of(key, contribution.board.id, subject, author, contribution.text)],
    )
    if distribute:
        _owe(session, contribution, post_id, site)
    return Published(post_id, public_id, thread_id)


def render(words: str, written_as: TextFormat) -> str:
    """A post's words as safe HTML."""
    return markdown.render(words) if written_as is TextFormat.MARKDOWN else plain.render(words)


def _as_it_came(contribution: Contribution) -> dict[str, object]:
    """The columns of a post that the contribution fills as they are."""
    author = contribution.author
    return {
        "person_id": author.person_id,
        "address_id": author.address_id,
        "organisation_id": author.organisation_id,
        "author_name": author.name,
        "author_sector": author.sector,
        "author_role": author.standing.role_on(contribution.board.id),
        "entered_by_id": contribution.entered_by_id,
        "origin": contribution.origin,
        "identity": contribution.identity,
        "proof": contribution.proof,
        "format": contribution.format,
        "original_html": contribution.original_html,
        "sent_at": contribution.sent_at,
        "received_at": contribution.received_at,
        "published_at": utcnow(),
        "attachment_count": len(contribution.attachments),
        "remarks": list(contribution.remarks) or None,
    }


def _twin(session: Session, contribution: Contribution) -> Duplicate | None:
    """The same words under the same Message-ID, published or waiting on this board."""
    if contribution.message_id is None:
        return None
    if twin := _published_twin(session, contribution):
        return twin
    waiting = session.scalar(
        select(HeldPost.id)
        .where(
            HeldPost.board_id == contribution.board.id,
            HeldPost.decided_at.is_(None),
            HeldPost.content_hash == contribution.fingerprint.hex(),
        )
        .limit(1)
    )
    return None if waiting is None else Duplicate(None)


def _published_twin(session: Session, contribution: Contribution) -> Duplicate | None:
    if contribution.message_id is None:
        return None
    rows = session.execute(
        select(_posts.c.id, _posts.c.fingerprint).where(
            _posts.c.message_id == contribution.message_id,
            _posts.c.board_id == contribution.board.id,
        )
    )
    same = contribution.fingerprint
    return next((Duplicate(post_id) for post_id, print_ in rows if print_ == same), None)


def _count_post(session: Session, board_id: int) -> None:
    session.execute(
        update(_boards).where(_boards.c.id == board_id).values(post_count=_boards.c.post_count + 1)
    )


def _next_post_id(session: Session) -> int:
    """The id of the next post; known before it is written because its order key holds it."""
    if session.get_bind().dialect.name == "postgresql":
        return session.execute(text("SELECT nextval('posts_id_seq')")).scalar_one()
    return (session.scalar(select(func.max(_posts.c.id))) or 0) + 1


def _open_thread(session: Session, contribution: Contribution, subject: str, key: int) -> int:
    session.execute(
        update(_boards)
        .where(_boards.c.id == contribution.board.id)
        .values(thread_count=_boards.c.thread_count + 1)
    )
    row = {
        "public_id": new_public_id(),
        "board_id": contribution.board.id,
        "subject": subject,
        "started_at": contribution.received_at,
        "last_post_at": contribution.received_at,
        "last_order_key": key,
    }
    inserted = session.execute(insert(_threads).returning(_threads.c.id), row)
    return int(inserted.scalar_one())


def _join_thread(
    session: Session, thread_id: int, key: int, contribution: Contribution, at: Place
) -> None:
    newest = func.max if session.get_bind().dialect.name == "sqlite" else func.greatest
    session.execute(
        update(_threads)
        .where(_threads.c.id == thread_id)
        .values(
            post_count=_threads.c.post_count + 1,
            revision=_threads.c.revision + 1,
            last_order_key=newest(_threads.c.last_order_key, key),
            last_post_at=newest(_threads.c.last_post_at, contribution.received_at),
        )
    )
    if at.merged:
        references.merge(session, thread_id, at.merged)


def _attach(session: Session, post_id: int, contribution: Contribution) -> None:
    rows = [
        {
            "public_id": new_public_id(),
            "post_id": post_id,
            "position": position,
            "name": attachment.name,
            "content_type": attachment.content_type,
            "size": attachment.size,
            "sha256": attachment.sha256,
        }
        for position, attachment in enumerate(contribution.attachments)
    ]
    if rows:
        session.execute(insert(table_of(Attachment)), rows)


def _keep_canonical(
    session: Session,
    contribution: Contribution,
    own: str,
    ancestry: Ancestry,
    subject: str,
    html: str | None,
    site: Site,
) -> int:
    """Write down the message that a web-born post is in the mail, once and for all."""
    files = [
        Enclosure(a.name, a.content_type, site.attachments.read(a.sha256))
        for a in contribution.attachments
    ]
    is_markdown = contribution.format is TextFormat.MARKDOWN
    raw = canonical_bytes(
        WebPost(
            message_id=own,
            author_name=contribution.author.name,
            address=site.address(contribution.board.slug),
            subject=f"Re: {subject}" if ancestry.message_ids else subject,
            text=contribution.text,
            html=html if is_markdown else None,
            written_at=contribution.sent_at or contribution.received_at,
            references=ancestry.message_ids,
            enclosures=files,
        )
    )
    message = Message(
        door=Door.WEB, received_at=contribution.received_at, size=len(raw), raw=raw, mail_from=""
    )
    session.add(message)
    session.flush()
    return message.id


def _owe(session: Session, contribution: Contribution, post_id: int, site: Site) -> None:
    """Note in the outbox that the board's subscribers are owed this post."""
    board = contribution.board
    newest = session.scalar(
        select(func.max(Subscription.id)).where(Subscription.board_id == board.id)
    )
    if newest is None:
        return
    now = utcnow()
    window = site.edit_window_s if board.edit_window_s is None else board.edit_window_s
    wait = timedelta(seconds=window if contribution.origin is Origin.WEB else 0)
    session.execute(
        insert(table_of(Mailing)),
        {
            "kind": MailingKind.POST,
            "post_id": post_id,
            "board_id": board.id,
            "created_at": now,
            "not_before": now + wait,
            "last_subscription_id": newest,
        },
    )


def _trust(session: Session, contribution: Contribution) -> None:
    """After the first post was let through, the next ones need not wait."""
    now = utcnow()
    author = contribution.author
    if author.person_id is not None:
        session.execute(
            update(Person)
            .where(Person.id == author.person_id, Person.trusted_at.is_(None))
            .values(trusted_at=now)
        )
    elif author.address is not None:
        session.execute(
            update(Address)
            .where(Address.canonical == author.address, Address.trusted_at.is_(None))
            .values(trusted_at=now)
        )
