"""Canaries in what people mail to boards: no copy, digest or correction has one, whoever gets it."""

import asyncio
import email
import email.policy
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.base import today, writing
from forum.boards import (
    MEMBERS_READERS,
    DigestFormat,
    FromPolicy,
    Join,
    Mode,
    Names,
    Visibility,
)
from forum.digests import hour
from forum.endpoints import MaildirRelay
from forum.people.person import MailFormat, Role
from forum.posting import revising
from forum.site import Site
from mailgate.inbound.reading import read_batch
from mailgate.outbound.delivering import Deliverer
from mailgate.outbound.digests.sending import send_due
from mailgate.outbound.pace import DEFAULT_PACE
from tests.factories import a_mail, a_site, enter_person, keep_mail, open_board, subscribe

BOARDS: dict[str, dict[str, Any]] = {
    "sogo": {},
    "nick": {"names": Names.NICKNAME, "join": Join.APPROVE},
    "inner": {"visibility": Visibility.MEMBERS, "from_policy": FromPolicy.ALWAYS},
    "staff": {"visibility": Visibility.STAFF},
    "shown": {"from_policy": FromPolicy.NEVER},
}
MARK = "ことば"  # in all that is said on a board: its slug before this word
HOST, NUMBER = "secret.example", "090-1234-5678"
WRITER = f"kana@{HOST}"
ROLES = (None, *Role)
# Who reads which way: mode, form of the digest, form of the mail.
WAYS = {
    "each": (Mode.EACH, DigestFormat.PLAIN, MailFormat.FULL),
    "phone": (Mode.EACH, DigestFormat.PLAIN, MailFormat.PHONE),
    "mime": (Mode.DAILY, DigestFormat.MIME, MailFormat.FULL),
    "plain": (Mode.DAILY, DigestFormat.PLAIN, MailFormat.FULL),
    "short": (Mode.DAILY, DigestFormat.PLAIN, MailFormat.PHONE),
    "weekly": (Mode.WEEKLY, DigestFormat.PLAIN, MailFormat.FULL),
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return a_site(tmp_path, authserv_ids=frozenset({"mx.example"}))


@pytest.fixture
def mailed(engine: Engine, site: Site, tmp_path: Path) -> dict[str, list[EmailMessage]]:
    """Everything that everybody got, by address, after a day of talk on every board."""
    with Session(writing(engine)) as session, session.begin():
        _furnish(session)
    for slug in BOARDS:
        with Session(writing(engine)) as session, session.begin():
            for raw in _mails(slug):
                keep_mail(session, raw, slug, mail_from=WRITER)
        while read_batch(engine, site):
            pass
    relay = MaildirRelay(tmp_path / "outbox")
    asyncio.run(Deliverer(engine, site, relay, DEFAULT_PACE).deliver_due())
    _put_right(engine, site, f"put right by b@{HOST}")
    asyncio.run(Deliverer(engine, site, relay, DEFAULT_PACE).deliver_due())
    for mode in (Mode.DAILY, Mode.WEEKLY):
        assert send_due(engine, site, relay, mode).copies
    _put_right(engine, site, f"once more, {NUMBER}")
    with Session(writing(engine)) as session, session.begin():
        assert hour.make(session, Mode.DAILY, today() + timedelta(days=1))
    asyncio.run(Deliverer(engine, site, relay, DEFAULT_PACE).deliver_due())
    found = defaultdict(list)
    for path in sorted((tmp_path / "outbox" / "new").iterdir()):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        found[str(message["Delivered-To"])].append(message)
    return found


def _furnish(session: Session) -> None:
    writer = enter_person(session, "Kana", WRITER, Role.SECRETARIAT, Role.MEMBER)
    boards = [open_board(session, slug, **facts) for slug, facts in BOARDS.items()]
    for role in ROLES:
        for way, (mode, digest_format, mail_format) in WAYS.items():
            roles = [role] if role else []
            person = enter_person(session, f"{role or 'nobody'} {way}", _address(role, way), *roles)
            person.addresses[0].format = mail_format
            for board in boards:
                subscription = subscribe(session, board, person, mode)
                subscription.digest_format = digest_format
    for board in boards:
        subscribe(session, board, writer).own_posts = False


def _address(role: Role | None, way: str) -> str:
    return f"{role or 'nobody'}.{way}@reader.example"


def _mails(slug: str) -> Iterator[bytes]:
    """One topic in every form that a mail has, with somebody's address where each may have it."""
    named = f"a {WRITER}, b@{HOST} {NUMBER}"
    root = f"root.{slug}@mail.{slug}.test"
    sender = f"Kana <{WRITER}>"
    text = f"{slug}{MARK} {named}\n\n> b@{HOST} wrote:\n> {named}\n\n-- \nKana {WRITER}\n"
    proof = f"Authentication-Results: mx.example; dkim=pass header.d={HOST}"
    subject = f"{slug}{MARK} b@{HOST}"
    yield a_mail(text, sender=sender, subject=subject, message_id=root, headers=(proof,))
    answering = (proof, f"In-Reply-To: <{root}>", f"X-Sender: {WRITER}", f"Cc: b@{HOST}")
    plain = a_mail(text, sender=sender, headers=answering)
    head = plain.partition(b"MIME-Version")[0].decode()
    html = f'<p>{slug}{MARK} <a href="mailto:b@{HOST}">b</a>, b<i>@</i>{HOST} {NUMBER}</p>'
    inner = f"From: B <b@{HOST}>\r\nTo: c@{HOST}\r\nSubject: to c@{HOST}\r\n\r\n{named}\r\n"
    invitation = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nDTSTART:20261122T010000Z\r\n"
        f"SUMMARY:{slug}{MARK}\r\nORGANIZER:mailto:b@{HOST}\r\nDESCRIPTION:b@{HOST}\\n{NUMBER}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    parts = [
        ("text/plain; charset=utf-8", f"{slug}{MARK} {named}"),
        ("text/html; charset=utf-8", html),
        ("message/rfc822", inner),
        ("text/calendar; charset=utf-8; method=REQUEST", invitation),
        (f'image/png; name="b@{HOST}.png"', "picture"),
    ]
    pieces = "".join(f"--b\r\nContent-Type: {kind}\r\n\r\n{words}\r\n" for kind, words in parts)
    label = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="
    yield (head.replace(".jp>", ".a.jp>") + f"{label}b\r\n\r\n{pieces}--b--\r\n").encode()
    yield (head.replace(".jp>", ".b.jp>") + f"{label}wrong\r\n\r\n{pieces}--b--\r\n").encode()
    encoded = b64encode(f"{slug}{MARK} {named}".encode("shift_jis")).decode()
    label = "Content-Type: text/plain; charset=shift_jis\r\nContent-Transfer-Encoding: base64"
    yield (head.replace(".jp>", ".c.jp>") + f"{label}\r\n\r\n{encoded}\r\n").encode()


def _put_right(engine: Engine, site: Site, words: str) -> None:
    with Session(writing(engine)) as session, session.begin():
        firsts = session.scalars(select(Post).where(Post.message_id.startswith("root."))).all()
        assert len(firsts) == len(BOARDS)
        for post in firsts:
            text = f"{post.text}\n{words}\n"
            revising.revise(session, site, post.id, post.subject, text, post.person_id, tell=True)


def test_no_copy_names_anybody_where_addresses_are_hidden_and_none_goes_to_a_stranger(
    mailed: dict[str, list[EmailMessage]],
) -> None:
    seen = defaultdict(set)
    for role in ROLES:
        for way in WAYS:
            address = _address(role, way)
            for message in mailed.pop(address, []):
                told = _all_that_is_told(message)
                slug = parseaddr(message["List-Post"].removeprefix("<mailto:").rstrip(">"))[1]
                slug = slug.partition("@")[0]
                seen[role].add((slug, way))
                assert "@reader.example" not in told.replace(address, ""), (address, slug)
                assert {s for s in BOARDS if f"{s}{MARK}" in told} == {slug}, address
                if slug != "shown":
                    assert HOST not in told, (address, slug, told[told.index(HOST) - 300 :][:400])
                    assert NUMBER not in told, (address, slug)
                elif way in ("each", "phone"):
                    assert HOST in told  # what the walk would see elsewhere
    for role in ROLES:
        readable = {"sogo", "nick", "shown"}
        if role in MEMBERS_READERS:
            readable.add("inner")
        if role in (Role.SECRETARIAT, Role.LIAISON, Role.HQ, Role.ADMIN):
            readable.add("staff")
        assert seen[role] == {(slug, way) for slug in readable for way in WAYS}, role
    assert set(mailed) <= {WRITER}


def _all_that_is_told(message: EmailMessage) -> str:
    """Every field and every part, at any depth, as another program reads them."""
    found = []
    for part in message.walk():
        fields = [(name, value) for name, value in part.items() if name != "Message-ID"]
        found += [f"{name}: {value}" for name, value in fields]
        if not part.is_multipart():
            octets = part.get_payload(decode=True)
            assert isinstance(octets, bytes)
            found.append(octets.decode(part.get_content_charset("utf-8"), "replace"))
    return "\n".join(found).replace("\r\n ", "")
