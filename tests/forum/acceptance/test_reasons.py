import ast
import inspect
import re
from pathlib import Path

import pytest

import mailgate
from forum.acceptance import rules
from forum.acceptance.reasons import (
    FATES,
    OUTCOMES,
    REASONS,
    fate_sentence,
    reason_sentence,
    reason_sentences,
    size_in_words,
)
from forum.acceptance.verdict import Reason
from forum.archive.message import Fate
from forum.language import words

JAPANESE = words("ja")


def codes_of_the_rules() -> set[str]:
    calls = [n for n in ast.walk(ast.parse(inspect.getsource(rules))) if isinstance(n, ast.Call)]
    made = [c for c in calls if getattr(c.func, "id", "") in ("hold", "reject", "discard")]
    return {c.args[0].value for c in made if isinstance(c.args[0], ast.Constant)}  # type: ignore[misc]


def test_every_code_of_the_rules_has_words():
    assert codes_of_the_rules()
    assert codes_of_the_rules() <= set(REASONS)


def test_every_code_of_the_mail_door_has_words():
    door = Path(mailgate.__file__ or "").parent / "inbound"
    endings = re.compile(r'(?:return |\()Fate\.[A-Z]+,\s*"([a-z_]+)"')
    codes = {c for path in door.glob("*.py") for c in endings.findall(path.read_text())}
    assert codes
    assert codes <= set(OUTCOMES) | set(REASONS)


@pytest.mark.parametrize("fate", list(Fate))
@pytest.mark.parametrize("reason", [None, "first_post", "released", "a code of tomorrow"])
def test_every_arrival_has_one_plain_sentence(fate, reason):
    said = fate_sentence(fate, reason, None, JAPANESE)
    assert said.endswith("。")
    assert "%" not in said
    assert "code" not in said


def test_a_held_mail_says_every_reason():
    details = {
        "reasons": [["first_post", {}], ["too_big", {"size": 3_400_000, "limit": 1_000_000}]]
    }
    said = fate_sentence(Fate.HELD, "first_post", details, JAPANESE)
    assert said == (
        "進行役が確認しています（理由：はじめての投稿です・"
        "大きさが3.4MBあり、この掲示板の上限1.0MBを超えています）。"
    )


def test_a_reason_takes_its_parameters_from_the_arrival():
    said = fate_sentence(Fate.REJECTED, "banned", {}, JAPANESE)
    assert said == "掲載できませんでした（理由：投稿の受付を止めています）。"


def test_a_reason_without_its_parameters_is_still_a_sentence():
    assert "？" in reason_sentence(Reason("too_big"), JAPANESE)


def test_a_reason_and_its_json_say_the_same():
    reason = Reason("too_big", {"size": 5000, "limit": 1000})
    assert reason_sentence(reason, JAPANESE) == reason_sentence(reason.to_json(), JAPANESE)


def test_a_code_that_nobody_knows_is_passed_over():
    assert reason_sentences([Reason("tomorrow"), Reason("first_post")], JAPANESE) == [
        "はじめての投稿です。"
    ]


def test_every_fate_has_words():
    assert set(FATES) == set(Fate)
    assert all(
        said.endswith("。") for said in [*FATES.values(), *REASONS.values(), *OUTCOMES.values()]
    )


@pytest.mark.parametrize(
    ("octets", "said"), [(10, "1KB"), (5_000, "5KB"), (2_400_000, "2.4MB"), ("?", "?")]
)
def test_sizes_are_said_in_units_of_everyday(octets, said):
    assert size_in_words(octets) == said
