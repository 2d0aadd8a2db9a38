"""Reading kept messages again, after a mended decoder: the same path, nothing doubled.

What failed waits once more, as if it had just come. What is published or held already is derived
from its bytes anew and changed in its place: subject, text, files, HTML and search words. Who wrote,
its thread and what moderators decided stay as they were; a post that was edited keeps its edit.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.contribution import Author, BoardFacts, Contribution, KeptAttachment
from forum.archive import search
from forum.archive.attachments import Attachment
from forum.archive.message import Arrival, Fate, Message
from forum.archive.thread import Origin, Post, PostState, Thread
from forum.base import new_public_id, table_of, writing
from forum.boards import Board
from forum.moderation.held import HeldPost
from forum.people.person import Address
from forum.site import Site
from mailgate.inbound.contributing import Kept, Mail, clean, clean_card, sorted_by_policy
from mailgate.inbound.digest_answers import as_taken
from mailgate.inbound.reading import read_batch

_AT_ONCE = 50
_posts, _threads, _messages = table_of(Post), table_of(Thread), table_of(Message)
_attachments, _addresses = table_of(Attachment), table_of(Address)


def reread_failed(engine: Engine, site: Site) -> int:
    """Read again what has failed; how many arrivals have a fate now that is not `failed`."""
    with Session(writing(engine)) as session, session.begin():
        again = session.execute(
            update(Arrival)
            .where(Arrival.fate == Fate.FAILED)
            .values(fate=Fate.KEPT, reason=None, details=None, attempts=0)
            .returning(Arrival.id)
        )
        arrival_ids = list(again.scalars())
    while read_batch(engine, site):
        pass
    with Session(engine) as session:
        return sum(
            len(session.scalars(_read_of(arrival_ids[at : at + 500])).all())
            for at in range(0, len(arrival_ids), 500)
        )


def reread_all(engine: Engine, site: Site) -> int:
    """Read everything again; how many posts and held posts have changed, or no longer fail."""
    changed = reread_failed(engine, site)
    after = 0
    while True:
        with Session(writing(engine)) as session, session.begin():
            post_ids = _next_posts(session, after)
            changed += sum(_reread_post(session, site, post_id) for post_id in post_ids)
        if not post_ids:
            break
        after = post_ids[-1]
    with Session(writing(engine)) as session, session.begin():
        waiting = select(HeldPost).where(HeldPost.decided_at.is_(None))
        return changed + sum(_reread_held(session, site, held) for held in session.scalars(waiting))


def _read_of(arrival_ids: Sequence[int]) -> Any:
    return select(Arrival.id).where(
        Arrival.id.in_(arrival_ids), Arrival.fate.not_in((Fate.FAILED, Fate.KEPT))
    )


def _next_posts(session: Session, after: int) -> list[int]:
    return list(
        session.scalars(
            select(_posts.c.id)
            .where(
                _posts.c.id > after,
                _posts.c.origin.in_((Origin.MAIL, Origin.IMPORT)),
                _posts.c.kept_message_id.is_not(None),
                _posts.c.version == 1,
            )
            .order_by(_posts.c.id)
            .limit(_AT_ONCE)
        )
    )


def _reread_post(session: Session, site: Site, post_id: int) -> bool:
    post = session.execute(select(_posts).where(_posts.c.id == post_id)).one()
    mail = as_taken(_mail(session, site, post.kept_message_id), post.remarks, post.subject)
    board = BoardFacts.of(session.get_one(Board, post.board_id))
    author = _author(session, post, mail)
    before = Contribution(
        board, author, post.origin, post.identity, post.subject, post.text, post.received_at
    )
    told = _derived(before, mail, site)
    prepared = posting.prepare(told, site, render_now=post.html is not None)
    if prepared.subject == _hidden_title(session, post.thread_id):
        prepared = prepared.without_subject()
    derived = {
        "subject": prepared.subject,
        "text": told.text,
        "original_html": told.original_html,
        "html": prepared.html,
        "html_version": posting.HTML_VERSION if prepared.html is not None else 0,
        "author_name": author.name,
        "fingerprint": prepared.fingerprint,
        "attachment_count": len(told.attachments),
        "cards": list(told.cards) or None,
    }
    files_differ = _put_files(session, post_id, told.attachments)
    if not files_differ and all(getattr(post, name) == value for name, value in derived.items()):
        return False
    session.execute(update(_posts).where(_posts.c.id == post_id).values(**derived))
    session.execute(
        update(_threads)
        .where(_threads.c.id == post.thread_id)
        .values(revision=_threads.c.revision + 1)
    )
    if post.state is PostState.PUBLISHED:
        old = search.Indexed.of(post.order_key, board.id, post.subject, post.author_name, post.text)
        search.remove(session, old)
        search.add(session, [replace(old, words=prepared.words)])
    return True


def _hidden_title(session: Session, thread_id: int) -> str | None:
    return session.scalar(select(_threads.c.hidden_subject).where(_threads.c.id == thread_id))


def _reread_held(session: Session, site: Site, held: HeldPost) -> bool:
    before = Contribution.from_json(held.contribution)
    if before.kept_message_id is None:
        return False
    mail = as_taken(_mail(session, site, before.kept_message_id), before.remarks, before.subject)
    after = _derived(before, mail, site)
    if after.fingerprint == before.fingerprint:
        return False
    held.contribution, held.content_hash = after.to_json(), after.fingerprint.hex()
    held.subject = after.subject
    return True


def _mail(session: Session, site: Site, message_id: int) -> Mail:
    row = session.execute(
        select(_messages.c.mail_from, _messages.c.received_at, _messages.c.size, _messages.c.raw)
        .where(_messages.c.id == message_id)
    ).one()  # fmt: skip
    return Mail.read(Kept(message_id, row.mail_from, row.received_at, row.size, row.raw), site)


def _author(session: Session, post: Any, mail: Mail) -> Author:
    """The author as on the day; a stranger's name was read from the mail, so it is read again."""
    address = session.scalar(
        select(_addresses.c.canonical).where(_addresses.c.id == post.address_id)
    )
    shown = mail.author_name[:200] if post.person_id is None and _was_shown(post) else ""
    return Author(
        name=shown if shown and "@" not in shown else post.author_name,
        person_id=post.person_id,
        address_id=post.address_id,
        address=address or mail.canonical,
    )


def _was_shown(post: Any) -> bool:
    return post.author_name != "匿名"


def _derived(before: Contribution, mail: Mail, site: Site) -> Contribution:
    """What the mail says now, of what it was taken to say before."""
    taken, _ = sorted_by_policy(mail.view.attachments, before.board)
    kept = site.attachments.keep([file.data for file in taken])
    return replace(
        before,
        subject=clean(mail.view.subject),
        text=clean(mail.view.text),
        original_html=clean(mail.view.html) if mail.view.html else None,
        attachments=tuple(
            KeptAttachment(file.name, file.content_type, len(file.data), sha256)
            for file, sha256 in zip(taken, kept, strict=True)
        ),
        kept_message_id=mail.kept.message_id,
        message_id=mail.message_id,
        cards=tuple(map(clean_card, mail.view.cards)),
    )


def _put_files(session: Session, post_id: int, files: Sequence[KeptAttachment]) -> bool:
    """Make a post's files these; one that was there keeps its address. Whether any differ."""
    there = session.execute(
        select(_attachments)
        .where(_attachments.c.post_id == post_id)
        .order_by(_attachments.c.position)
    ).all()
    wanted = [(file.name, file.content_type, file.sha256) for file in files]
    if [(row.name, row.content_type, row.sha256) for row in there] == wanted:
        return False
    known = {row.sha256: row.public_id for row in there}
    session.execute(delete(_attachments).where(_attachments.c.post_id == post_id))
    rows = [
        {
            "public_id": known.pop(file.sha256, None) or new_public_id(),
            "post_id": post_id,
            "position": position,
            "name": file.name,
            "content_type": file.content_type,
            "size": file.size,
            "sha256": file.sha256,
        }
        for position, file in enumerate(files)
    ]
    if rows:
        session.execute(insert(_attachments), rows)
    return True
