"""What others say a mail's own text is, set by set, and how our folding compares.

.venv/bin/python -m tests.corpus.own_texts         the counts
.venv/bin/python -m tests.corpus.own_texts -v      and every case that differs
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from forum.text.folding import Segment, fold
from forum.text.html_text import to_text
from forum.text.plain import in_sight
from mailgate.inbound.decoding import decode
from tests.corpus.facts import CORPUS, find

_KEYS = (
    "expected_body",
    "expected_body_ignoring_whitespace",
    "expected_first_fragment",
    "expected_body_markdown",
)
AGREEING = frozenset({"equal", "signature folded", "quote in sight"})
_EMPHASIS = re.compile(r"[\s*]+")


class Oracle(NamedTuple):
    """A mail's text, and what of it is its writer's own by someone else's word."""

    set: str
    case: str
    text: str
    own: str


def oracles() -> Iterator[Oracle]:
    """Every own text stated by a peer's test, and those computed for the Japanese list."""
    for home in (CORPUS / "01-discourse", *sorted((CORPUS / "02-reply").iterdir())):
        if (home / "expectations.json").exists():
            cases = json.loads((home / "expectations.json").read_text("utf-8"))["cases"]
            for case, stated in cases.items():
                yield from _stated(home, case, stated)
    yield from _japanese_forms()
    yield from _japanese_list()


def _stated(home: Path, case: str, stated: dict[str, object]) -> Iterator[Oracle]:
    own = next((stated[key] for key in _KEYS if stated.get(key)), None)
    if visible := stated.get("expected_visible_html_file"):
        own = _text(find(home, str(visible)))
    if own is not None and str(stated.get("source", "")).startswith("peer_test"):
        yield Oracle(str(home.relative_to(CORPUS)), case, _text(find(home, case)), str(own))


def _japanese_forms() -> Iterator[Oracle]:
    suite = CORPUS / "02-reply/ja-attribution/suite/ja-reply.shared.json"
    for case in json.loads(suite.read_text("utf-8"))["cases"]:
        own = case["expected_own_text"]
        if own not in (None, "BOTTOM", "INLINE"):
            yield Oracle("02-reply/ja-attribution", case["id"], case["text"], own)


def _japanese_list() -> Iterator[Oracle]:
    suite = CORPUS / "05-archives/asakusarb-ja/suite/asakusarb.shared.jsonl"
    for line in suite.read_text("utf-8").splitlines():
        thread = json.loads(line)
        for number, mail in enumerate(thread["mails"]):
            if own := mail.get("expected_own_text"):
                case = f"{thread['page']}/{number}"
                yield Oracle("05-archives/asakusarb-ja", case, mail["body"], own)


def verdict(oracle: Oracle) -> str:
    """How our folding of a text compares with the oracle, in a word or two."""
    segments = fold(oracle.text)
    own = _lines("".join(part.text for part in segments if part.kind == "own"))
    theirs = _lines(oracle.own)
    if own == theirs or _squeezed(segments) == _EMPHASIS.sub("", oracle.own):
        return "equal"
    missing, extra = theirs - own, own - theirs
    named = _lines("".join(part.text for part in segments if part.kind in _folded(oracle)))
    seen = _lines("".join(part.text for part in in_sight(segments)))
    if not extra and not missing - named:
        return "signature folded"
    if not extra and not missing - named - seen:
        return "quote in sight"
    return "more in sight" if not missing else "differs"


def _folded(oracle: Oracle) -> tuple[str, ...]:
    """The computed oracles count an attribution as own; a peer's own text has none to lose."""
    kinds = ("signature", "footer")
    return (*kinds, "attribution") if oracle.set == "05-archives/asakusarb-ja" else kinds


def report() -> dict[str, Counter[str]]:
    """How many cases of each set have which verdict."""
    counts: dict[str, Counter[str]] = {}
    for oracle in oracles():
        counts.setdefault(oracle.set, Counter())[verdict(oracle)] += 1
    return counts


def _text(path: Path | None) -> str:
    assert path is not None
    if path.suffix == ".eml":
        return decode(path.read_bytes()).text
    text = path.read_bytes().decode("utf-8", "replace")
    return to_text(text) if path.suffix == ".html" else text


def _lines(text: str) -> Counter[str]:
    squeezed = (_EMPHASIS.sub("", line) for line in text.splitlines())
    return Counter(line for line in squeezed if line)


def _squeezed(segments: tuple[Segment, ...]) -> str:
    return _EMPHASIS.sub("", "".join(part.text for part in segments if part.kind == "own"))


def main(verbose: bool) -> None:
    """Print the table."""
    for name, counts in report().items():
        good = sum(counts[word] for word in AGREEING)
        print(f"{name:34} {good:5} of {counts.total():5}   {dict(counts)}")
    if verbose:
        for oracle in oracles():
            if (word := verdict(oracle)) not in AGREEING:
                print(f'"{oracle.set}:{oracle.case}" = "{word}"')


if __name__ == "__main__":
    main("-v" in sys.argv)
