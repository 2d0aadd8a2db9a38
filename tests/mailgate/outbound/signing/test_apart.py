"""Signatures by real processes, which are found as our children."""

import hashlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailgate.outbound.signing.apart import FEW, Signatories
from tests.mailgate.outbound.signing.keys import a_key

MANY = [hashlib.sha256(bytes([n])).digest() for n in range(FEW + 3)]


@pytest.fixture
def signatories() -> Iterator[Signatories]:
    made = Signatories()
    yield made
    made.end_idle(0)


def processes() -> list[int]:
    children = " ".join(path.read_text() for path in Path("/proc/self/task").glob("*/children"))
    named = ((pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in children.split())
    return [int(pid) for pid, command in named if b"signatory.py" in command]


def here(selector: str, digests: list[bytes]) -> list[bytes]:
    """What the key itself makes of them: PKCS #1 v1.5 and Ed25519 leave nothing to chance."""
    return [a_key(selector).sign(digest) for digest in digests]


def test_many_are_signed_by_one_process_in_their_order(signatories: Signatories):
    key = a_key()

    assert signatories.sign(key, MANY) == here("rsa", MANY)
    first = processes()
    assert signatories.sign(key, MANY[::-1]) == here("rsa", MANY[::-1])

    assert len(first) == 1
    assert processes() == first


@pytest.mark.parametrize(("selector", "digests"), [("rsa", MANY[:FEW]), ("ed", MANY)])
def test_what_is_quickly_signed_needs_no_process(
    signatories: Signatories, selector: str, digests: list[bytes]
):
    assert signatories.sign(a_key(selector), digests) == here(selector, digests)
    assert processes() == []


def test_a_process_that_dies_leaves_nothing_unsigned(signatories: Signatories):
    key = a_key()
    signatories.sign(key, MANY)
    (first,) = processes()
    os.kill(first, signal.SIGKILL)

    assert signatories.sign(key, MANY) == here("rsa", MANY)
    assert signatories.sign(key, MANY) == here("rsa", MANY)

    (second,) = processes()
    assert second != first


def test_another_key_is_another_process(signatories: Signatories):
    signatories.sign(a_key(), MANY)
    first = processes()
    again = a_key()  # as it is read once the keys have changed

    assert signatories.sign(again, MANY) == here("rsa", MANY)

    (second,) = processes()
    assert [second] != first


def test_who_has_signed_nothing_for_a_while_is_ended(signatories: Signatories):
    signatories.sign(a_key(), MANY)

    signatories.end_idle()
    assert len(processes()) == 1
    signatories.end_idle(0)
    assert processes() == []


def test_a_key_whose_file_is_gone_signs_what_it_still_can(signatories: Signatories, tmp_path: Path):
    key = a_key()
    _ = key.private
    elsewhere = type(key)(key.selector, key.algorithm, key.made_at, file=tmp_path / "gone.pem")
    elsewhere.__dict__["private"] = key.private

    assert signatories.sign(elsewhere, MANY) == here("rsa", MANY)
