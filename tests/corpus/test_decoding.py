"""The decoder against real mail and against what its peers' tests say of it.

Every file is read; facts of peers agree, or stand in exceptions.toml with the rule behind them.
`python -m tests.corpus.report -v` prints pass counts and every disagreement.
"""

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mailgate.inbound.decoding import decode
from tests.corpus.facts import Fact, mails
from tests.corpus.report import disagreements

pytestmark = pytest.mark.corpus

EXCEPTIONS = Path(__file__).with_name("exceptions.toml")
ENOUGH = 0.98
# What a reader of the archive sees; structure and people beyond it are reviewed, not counted.
KINDS: dict[str, Callable[[str], bool]] = {
    "title": lambda key: key in ("title", "words", "ruby subject"),
    "body": lambda key: key == "html" or "body" in key,
    "attachment": lambda key: "attachment" in key or key == "uploads",
    "message id": lambda key: "message" in key or key in ("mbox", "ruby in_reply_to"),
    "all": lambda key: True,
}


@pytest.fixture(scope="module")
def outcome() -> tuple[dict[tuple[str, str], list[int]], list[Fact]]:
    return disagreements()


def test_every_mail_of_every_set_is_read() -> None:
    failed = Counter()
    for name, path in mails():
        try:
            mail = decode(path.read_bytes())
            list(mail.headers)
            f"{mail.subject}{mail.text}{mail.html}{mail.attachments}".encode()
        except Exception as error:
            failed[f"{name}/{path.name}: {error!r}"] += 1
    assert not failed


def test_every_disagreement_was_reviewed(outcome) -> None:
    excepted = {
        (entry["set"], entry["file"], key)
        for entry in tomllib.loads(EXCEPTIONS.read_text("utf-8"))["exception"]
        for key in entry["keys"]
        if entry["rule"]
    }
    assert {(fact.set, fact.file, fact.key) for fact in outcome[1]} == excepted


@pytest.mark.parametrize("kind", KINDS)
def test_98_of_100_facts_agree(kind: str, outcome) -> None:
    counts = [count for (_, key), count in outcome[0].items() if KINDS[kind](key)]
    agreeing, stated = map(sum, zip(*counts, strict=True))
    assert stated > 50
    assert agreeing >= (0.96 if kind == "all" else ENOUGH) * stated
