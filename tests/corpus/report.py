"""Pass counts of the decoder over the corpus, set by set.

.venv/bin/python -m tests.corpus.report            the table
.venv/bin/python -m tests.corpus.report -v [SET]   and every disagreement
"""

import sys
from collections import defaultdict

from mailgate.inbound.decoding import decode
from tests.corpus.checks import agrees, shown
from tests.corpus.facts import Fact, facts, mails


def disagreements() -> tuple[dict[tuple[str, str], list[int]], list[Fact]]:
    """({(set, key): [agreeing, stated]}, the facts that we read otherwise)."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    otherwise = []
    for fact in facts():
        count = counts[fact.set, fact.key]
        count[1] += 1
        if agrees(fact.key, fact.path.read_bytes(), fact.expected):
            count[0] += 1
        else:
            otherwise.append(fact)
    return counts, otherwise


def main(wanted: str | None, verbose: bool) -> None:
    """Print the tables."""
    read: dict[str, int] = defaultdict(int)
    for name, path in mails():
        decode(path.read_bytes())
        read[name] += 1
    print(f"{sum(read.values())} files of {len(read)} sets read without an exception")
    counts, otherwise = disagreements()
    for (name, key), (agreeing, stated) in sorted(counts.items()):
        print(f"{name:32} {key:32} {agreeing:4} of {stated:4}")
    keys: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (_, key), (agreeing, stated) in counts.items():
        keys[key][0] += agreeing
        keys[key][1] += stated
    print()
    for key, (agreeing, stated) in sorted(keys.items()):
        print(f"{key:32} {agreeing:4} of {stated:4}  {100 * agreeing / stated:5.1f} %")
    for fact in otherwise if verbose else ():
        if wanted in (None, fact.set):
            print(f"\n{fact.set} {fact.file} [{fact.key}]\n  theirs {fact.expected!r:.700}")
            print(f"  ours   {shown(fact.key, fact.path.read_bytes()):.700}")


if __name__ == "__main__":
    arguments = [word for word in sys.argv[1:] if word != "-v"]
    main(arguments[0] if arguments else None, "-v" in sys.argv)
