"""Every mail of the corpus can be sent on, and says the same to whoever gets it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from forum.boards import ReplyTo
from forum.text.masking import ADDRESS_HIDDEN, NUMBER_HIDDEN, mask
from mailgate.inbound.decoding import DecodedMessage, decode
from mailgate.inbound.headers import opened
from mailgate.outbound.composing import Dispatch, compose
from mailgate.outbound.content import with_crlf
from mailgate.outbound.hiding.looking import NOBODY
from mailgate.outbound.hiding.mails import hidden_in_place
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
HIDDEN = re.compile("|".join(map(re.escape, (*ADDRESS_HIDDEN, *NUMBER_HIDDEN))))
IN_BRACKETS = re.compile(rf"[<(\[]*(?:mailto:)?(?:{HIDDEN.pattern})(?:\?[^\s>)\]]*)?[>)\]:]*")
# Links to mailboxes are gone with their brackets, and with them blanks between words.
RELINKED = {"text=html", "mail047.box", "github_issue_48.eml"}


def test_every_mail_goes_out_as_one_that_any_relay_takes(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    for _, path in mails():
        raw = path.read_bytes()
        for dispatch in (OPEN, HIDING):
            content = compose(dispatch, raw, site)
            look_at(path, content.data)
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


def test_every_mail_says_the_same_to_whoever_gets_it(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    disordered = 0
    for _, path in mails():
        raw = path.read_bytes()
        before = decode(raw)
        if not before.from_:
            continue
        assert_same(path, before, compose(OPEN, raw, site).data)
        if in_disorder(raw):
            disordered += 1
        elif path.name not in RELINKED:
            assert_same(path, before, compose(HIDING, raw, site).data)
    assert disordered < 30  # of nearly 3,000


def assert_same(path: Path, before: DecodedMessage, sent: bytes) -> None:
    after, short = decode(sent), decode(to_seven_bit(sent))
    assert words(before.subject) == words(after.subject), path
    assert words(before.text) == words(after.text) == words(short.text), path
    files = [
        sum(not file.content_type.endswith("-signature") for file in view.attachments)
        for view in (before, after, short)
    ]
    assert len(set(files)) == 1, (path, files)


def words(text: str | None) -> list[str]:
    """The words of a text that name nobody; a view of a huge text ends somewhere."""
    return re.findall(r"\S+", IN_BRACKETS.sub(" ", mask(text or "")))[:50_000]


def in_disorder(raw: bytes) -> bool:
    """Whether it is told anew in plain words, with the mails in it told in it."""
    return hidden_in_place(with_crlf(opened(raw))) is None


def test_nobody_s_mailbox_is_told_where_addresses_are_hidden(tmp_path: Path) -> None:
    site = a_site(tmp_path)
    for _, path in mails():
        raw = path.read_bytes()
        copy = compose(HIDING, raw, site).data
        sent = decode(copy)
        told = [sent.subject, sent.text, sent.html or "", *(file.name for file in sent.attachments)]
        for card in sent.cards:
            told += [str(value).replace(NOBODY, "") for value in card.values()]
        assert [mask(one) for one in told] == told, path
        author = decode(raw).author
        if author and author.address and not author.address.startswith("@"):
            # Its own Message-ID and its ancestors' stay for ever, and some programs put it there.
            head = copy.partition(b"\r\n\r\n")[0].lower()
            head = re.sub(
                rb"(?m)^(?:message-id|in-reply-to|references):.*(?:\n[ \t].*)*", b"", head
            )
            assert author.address.lower().encode() not in head, path
