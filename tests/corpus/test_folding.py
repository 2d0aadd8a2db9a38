"""Our folding against what other projects' tests call a mail's own text."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from forum.text.folding import fold, own_text
from forum.text.plain import in_sight, render
from tests.corpus.facts import CORPUS, mails
from tests.corpus.own_texts import AGREEING, oracles, verdict

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")

EXCEPTIONS = tomllib.loads((Path(__file__).parent / "exceptions_folding.toml").read_text("utf-8"))
JAPANESE_FORMS = "02-reply/ja-attribution"
JAPANESE_LIST = "05-archives/asakusarb-ja"


@pytest.fixture(scope="module")
def verdicts():
    return {f"{oracle.set}:{oracle.case}": verdict(oracle) for oracle in oracles()}


def share(verdicts, sets, accepted):
    words = Counter(word in accepted for case, word in verdicts.items() if case.startswith(sets))
    return words[True] / words.total()


def test_every_japanese_form_is_read_as_it_should(verdicts):
    assert share(verdicts, JAPANESE_FORMS, {"equal"}) == 1


def test_ninety_five_of_a_hundred_agree_or_only_show_a_quote_or_a_signature_more(verdicts):
    assert share(verdicts, ("01-", "02-"), AGREEING | {"more in sight"}) >= 0.95


def test_the_japanese_list_agrees_with_ninety_nine_of_a_hundred(verdicts):
    assert share(verdicts, JAPANESE_LIST, AGREEING) >= 0.99


def test_every_difference_is_explained_by_a_rule(verdicts):
    differing = {case for case, word in verdicts.items() if word not in AGREEING}
    assert differing == set(EXCEPTIONS["cases"])
    assert set(EXCEPTIONS["cases"].values()) <= set(EXCEPTIONS["rules"])


def test_no_answer_below_or_between_quotes_is_hidden():
    suite = CORPUS / "02-reply/ja-attribution/suite/ja-reply.shared.json"
    for case in json.loads(suite.read_text("utf-8"))["cases"]:
        if case["expected_own_text"] in ("BOTTOM", "INLINE"):
            unmarked = [
                line for line in case["text"].splitlines() if line and line[0] not in ">＞|"
            ]
            assert all(line in own_text(case["text"]) for line in unmarked), case["id"]


def test_no_list_mail_loses_a_character_or_all_its_words():
    suite = CORPUS / "05-archives/asakusarb-ja/suite/asakusarb.shared.jsonl"
    for line in suite.read_text("utf-8").splitlines():
        for mail in json.loads(line)["mails"]:
            text = mail["body"]
            segments = fold(text)
            assert "".join(part.text for part in segments) == text
            assert bool(text.strip()) == bool(own_text(text))
            assert text.strip() == "" or in_sight(segments)


def test_every_mail_of_the_corpus_is_rendered():
    for _, path in mails():
        if path.stat().st_size < 200_000:
            text = path.read_bytes().decode("latin-1")
            assert "<script" not in render(text).lower()
