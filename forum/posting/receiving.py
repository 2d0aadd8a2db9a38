"""Judging what comes, and publishing, holding or refusing it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forum.acceptance.chain import judge
from forum.acceptance.contribution import Contribution
from forum.acceptance.verdict import Discard, Hold, Pass, Reason, Reject
from forum.addresses import EmailAddress
from forum.archive.message import Arrival, Fate
from forum.archive.references import Place
from forum.base import utcnow
from forum.moderation.held import HeldPost
from forum.people.person import Address, Person
from forum.posting.edition import Edition
from forum.posting.outcome import Duplicate, Held, Published, Received
from forum.posting.preparing import Prepared, prepare
from forum.site import Site
from forum.text.subjects import display_subject


def receive(
    session: Session, contribution: Contribution, site: Site, *, distribute: bool = True
) -> Received:
    """Judge a contribution and publish, hold or refuse it.

    With `distribute` false (an import) nobody is sent anything and no rule is asked: the operator
    answers for what is imported.
    """
    prepared = prepare(contribution, site, render_now=distribute)
    return receive_all(session, [prepared], site, distribute=distribute)[0]


def receive_all(
    session: Session, coming: Sequence[Prepared], site: Site, *, distribute: bool = True
) -> list[Received]:
    """What becomes of each of these contributions, in their order; see `receive`."""
    if not coming:
        return []
    edition = Edition(session, site, coming, distribute=distribute)
    waiting = _waiting(session, coming)
    received = [_receive(session, edition, waiting, one, distribute) for one in coming]
    edition.close()
    return received


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
    outcome = _publish_once(session, contribution, site)
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
    one = prepare(contribution, site, render_now=distribute)
    edition = Edition(session, site, [one], distribute=distribute)
    published = edition.add(one, edition.place(one))
    edition.close()
    return published


def _publish_once(
    session: Session, contribution: Contribution, site: Site
) -> Published | Duplicate:
    one = prepare(contribution, site)
    edition = Edition(session, site, [one], distribute=True)
    at = edition.place(one)
    outcome = edition.twin(one, at) or edition.add(one, at)
    edition.close()
    return outcome


_FEW = 200
Waiting = set[tuple[int, str, str | None]]
"""Board, content hash and Message-ID of what is held."""


def _waiting(session: Session, coming: Sequence[Prepared]) -> Waiting:
    board_ids = {one.contribution.board.id for one in coming}
    waits = select(HeldPost.board_id, HeldPost.content_hash, HeldPost.id).where(
        HeldPost.board_id.in_(board_ids), HeldPost.decided_at.is_(None)
    )
    rows = session.execute(waits.limit(_FEW)).all()
    hashes = {one.fingerprint.hex() for one in coming if one.contribution.message_id}
    if len(rows) == _FEW:
        rows = session.execute(waits.where(HeldPost.content_hash.in_(hashes))).all()
    same = {row.id: row for row in rows if row.content_hash in hashes}
    held = session.execute(
        select(HeldPost.id, HeldPost.contribution).where(HeldPost.id.in_(same))
    ) if same else ()  # fmt: skip
    return {(same[id_].board_id, same[id_].content_hash, told["message_id"]) for id_, told in held}


def _receive(
    session: Session, edition: Edition, waiting: Waiting, one: Prepared, distribute: bool
) -> Received:
    at = edition.place(one)
    twin = edition.twin(one, at)
    contribution = _with_facts(edition, one, at, twin)
    verdict = judge(contribution) if distribute else Pass()
    if isinstance(verdict, Reject | Discard):
        return verdict
    if twin:
        return twin
    key = (contribution.board.id, one.fingerprint.hex(), contribution.message_id)
    if contribution.message_id and key in waiting:
        return Duplicate(None)
    if isinstance(verdict, Hold):
        waiting.add(key)
        return hold(session, contribution, verdict.reasons)
    return edition.add(one, at)


def _with_facts(edition: Edition, one: Prepared, at: Place, twin: Duplicate | None) -> Contribution:
    """The contribution with what only the archive knows of it, for the rules to look at."""
    contribution = one.contribution
    if at.locked:
        contribution = replace(contribution, thread_locked=True)
    if not twin and edition.is_echo(one, at):
        contribution = replace(contribution, looping="message_id")
    return contribution


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
    elif mailbox := EmailAddress.parse(author.address or ""):
        address = session.scalar(select(Address).where(Address.canonical == mailbox.canonical))
        if address is None:
            address = Address.of(mailbox)
            session.add(address)
        address.trusted_at = address.trusted_at or now
