"""Every mail of the corpus can be sent on, and says the same to whoever gets it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from forum.boards import ReplyTo
from forum.site import Site
from mailgate.inbound.decoding import decode
from mailgate.outbound.composing import Dispatch, compose
from mailgate.outbound.list_headers import ListNames
from mailgate.outbound.seven_bit import to_seven_bit
from tests.corpus.facts import mails
from tests.mailgate.outbound.council import RECEIVED, a_site

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

OPEN = Dispatch(
    board=ListNames("general", "総合"),
    reply_to=ReplyTo.LIST,
    hides_addresses=False,
    is_web_born=False,
    post_id=1,
    post_public_id="abc123abc123",
    message_id="made.here@lists.example",
    author_name="鈴木 葵",
    received_at=RECEIVED,
)
HIDING = replace(OPEN, hides_addresses=True)
ONCE = (b"from", b"to", b"subject", b"date", b"message-id", b"list-id", b"reply-to", b"archived-at")
# A carrier's own emoji are told by the author's domain, which a board that hides addresses hides.
CARRIERS_OWN = {"au-emoji5.eml", "softbank-emoji.eml"}


def test_every_mail_goes_out_as_one_that_any_relay_takes(tmp_path: Path):
    site = a_site(tmp_path)
    for _, path in mails():
        raw = path.read_bytes()
        for dispatch in (OPEN, HIDING):
            look_at(path, compose(dispatch, raw, site).data)
            content = compose(dispatch, raw, site)
            assert content.wire.count(b"\r\n.\r\n") == 1, path
            assert content.seven_bit_wire.isascii(), path


def look_at(path: Path, data: bytes) -> None:
    head = data.partition(b"\r\n\r\n")[0]
    lines = head.split(b"\r\n")
    names = [line.partition(b":")[0].lower() for line in lines if line[:1] not in b" \t"]
    assert head.isascii(), path
    assert max(map(len, lines)) <= 998, path
    assert not {b"bcc", b"sender", b"return-path"} & set(names), path
    for name in ONCE:
        assert names.count(name) <= 1, (path, name)
    assert {b"from", b"date", b"message-id", b"list-id", b"archived-at"} <= set(names), path


def test_every_mail_says_the_same_to_whoever_gets_it(tmp_path: Path):
    site = a_site(tmp_path)
    for _, path in mails():
        raw = path.read_bytes()
        before = decode(raw)
        if not before.from_ or path.name in CARRIERS_OWN:
            continue
        assert_same(path, raw, compose(HIDING, raw, site).data)


def assert_same(path: Path, raw: bytes, sent: bytes) -> None:
    before, after, short = decode(raw), decode(sent), decode(to_seven_bit(sent))
    assert words(before.subject) == words(after.subject), path
    assert words(before.text) == words(after.text) == words(short.text), path
    assert len(before.attachments) == len(after.attachments) == len(short.attachments), path


def words(text: str | None) -> list[str]:
    return re.findall(r"\S+", text or "")[:50_000]  # a view of a huge text ends somewhere


def test_no_address_of_an_author_is_told_where_addresses_are_hidden(tmp_path: Path):
    site: Site = a_site(tmp_path)
    for _, path in mails():
        raw = path.read_bytes()
        author = decode(raw).author
        if author is None or not author.address or author.address.startswith("@"):
            continue
        head = compose(HIDING, raw, site).data.partition(b"\r\n\r\n")[0]
        # Its own Message-ID and its ancestors' stay for ever, and some programs put it there.
        told = re.sub(
            rb"(?im)^(?:message-id|in-reply-to|references|subject):.*(?:\n[ \t].*)*", b"", head
        )
        assert author.address.lower().encode() not in told.lower(), path
