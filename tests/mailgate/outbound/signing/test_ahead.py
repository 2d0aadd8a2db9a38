import asyncio
import gc
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from mailgate.authentication import dkim
from mailgate.authentication.signatures import SignedMail
from mailgate.outbound.content import Content
from mailgate.outbound.copies import Copies
from mailgate.outbound.envelope import Envelope
from mailgate.outbound.signing.ahead import Signer
from mailgate.outbound.signing.keyring import Algorithm, Keyring
from tests.mailgate.outbound.council import MAIL, a_site
from tests.mailgate.outbound.signing.keys import DOMAIN, a_keyring, names
from tests.mailgate.outbound.signing.test_apart import processes


def copies(folder: Path, count: int) -> list[Envelope]:
    made = Copies(a_site(folder), "general", Content(MAIL))
    return [made.copy_for(n, f"p{n}@people.example") for n in range(1, count + 1)]


def signed(signer: Signer, envelopes: list[Envelope]) -> Sequence[Envelope]:
    async def go() -> Sequence[Envelope]:
        return await signer.signed(envelopes)

    return asyncio.run(go())


def a_used_key(data_dir: Path, selector: str) -> Keyring:
    ring = Keyring(data_dir)
    ring.make(selector, Algorithm.ED25519)
    ring.use(selector)
    return ring


def test_without_a_key_everything_stays_as_it_is(tmp_path: Path):
    envelopes = copies(tmp_path, 2)

    assert signed(Signer(Keyring(tmp_path), DOMAIN), envelopes) is envelopes


def test_copies_come_back_in_their_order_each_with_its_signature(tmp_path: Path):
    envelopes = copies(tmp_path, 60)

    found = signed(Signer(a_used_key(tmp_path, "one"), DOMAIN), envelopes)

    assert [one._replace(signature=b"") for one in found] == envelopes
    assert len({one.signature for one in found}) == 60


def test_a_key_that_is_taken_into_use_meanwhile_signs_the_next_batch(tmp_path: Path):
    signer = Signer(a_used_key(tmp_path, "one"), DOMAIN)
    envelopes = copies(tmp_path, 1)
    (first,) = signed(signer, envelopes)

    a_used_key(tmp_path, "two")
    (second,) = signed(signer, envelopes)

    assert b"s=one;" in first.signature
    assert b"s=two;" in second.signature
    assert b"s=one;" not in second.signature


def test_a_mail_that_is_through_is_forgotten(tmp_path: Path):
    signer = Signer(a_used_key(tmp_path, "one"), DOMAIN)

    signed(signer, copies(tmp_path, 3))
    gc.collect()

    assert len(signer._ready) == 0


def test_every_key_signs_the_copies_of_several_mails_among_each_other(tmp_path: Path):
    signer = Signer(a_keyring(tmp_path), DOMAIN)
    letters = [Envelope(b"", b"x@people.example", b"", Content(MAIL + bytes([n]))) for n in b"ab"]
    envelopes = [one for pair in zip(copies(tmp_path, 2), letters, strict=True) for one in pair]

    found = signed(signer, envelopes)

    assert [(one.recipient, one.head) for one in found] == [
        (one.recipient, one.head) for one in envelopes
    ]
    for one in found:
        mail = SignedMail.of(one.signature + one.head + one.content.data)
        results = dkim.verify(mail, names(), datetime.now(UTC), lambda domain: True)
        assert [result.verdict.result for result in results] == ["pass", "pass"]


def test_processes_that_sign_end_with_the_work(tmp_path: Path):
    signer = Signer(a_keyring(tmp_path), DOMAIN)
    signed(signer, copies(tmp_path, 30))
    assert processes()

    signer.end_idle(0)
    assert processes() == []
