"""The bounce reader against real bounces and against what its peers' tests say of them."""

import tomllib
from pathlib import Path

import pytest

from forum.bouncing.failures import Fault
from mailgate.inbound.bounces import read_bounce
from tests.corpus.bounce_facts import Stated, is_bounce, stated
from tests.corpus.facts import CORPUS, mails

pytestmark = pytest.mark.corpus

EXCEPTIONS = Path(__file__).with_name("exceptions_bounces.toml")
ENOUGH = 0.98


@pytest.fixture(scope="module")
def outcomes() -> list[Stated]:
    return list(stated())


def test_98_of_100_outcomes_agree(outcomes) -> None:
    assert len(outcomes) > 500
    assert sum(one.agrees for one in outcomes) >= ENOUGH * len(outcomes)


def test_every_disagreement_was_reviewed(outcomes) -> None:
    excepted = {
        (entry["set"], entry["file"], entry["key"])
        for entry in tomllib.loads(EXCEPTIONS.read_text("utf-8"))["exception"]
        if entry["rule"]
    }
    assert {(one.set, one.file, one.key) for one in outcomes if not one.agrees} == excepted


def test_no_mail_that_is_no_bounce_is_taken_for_one() -> None:
    taken = []
    for name, path in mails():
        raw = path.read_bytes()
        if name.startswith("03-bounce") or "errormails" in path.parts or is_bounce(raw):
            continue
        if any(failure.fault is not Fault.NONE for failure in read_bounce(raw)):
            taken.append(f"{name}/{path.name}")
    assert not taken


def test_what_sisimai_keeps_apart_as_no_bounce_is_none() -> None:
    for path in sorted((CORPUS / "03-bounce/sisimai/raw/maildir/not").iterdir()):
        assert all(one.fault is Fault.NONE for one in read_bounce(path.read_bytes())), path.name


def test_japanese_providers_old_bounces_are_read_behind_verp() -> None:
    """No outcomes are stated for these; each of them says that a mail did not arrive."""
    folder = CORPUS / "04-japanese/fml8/raw/errormails"
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    read = [path.name for path in paths if read_bounce(path.read_bytes(), "reader@example.jp")]
    assert len(paths) > 15
    assert len(read) >= len(paths) - 1


def test_every_bounce_behind_verp_is_about_the_address_of_the_envelope() -> None:
    for path in sorted((CORPUS / "03-bounce").rglob("*")):
        if path.is_file() and "raw" in path.parts:
            named = {f.recipient for f in read_bounce(path.read_bytes(), "reader@example.jp")}
            assert named <= {"reader@example.jp"}
