import pytest

from forum.language import words
from forum.moderation.decision import Act
from forum.moderation.reasons import REASONS_FOR, act_words, reason_words


@pytest.mark.parametrize("act", list(Act))
def test_every_act_has_a_word_and_public_reasons_in_words(act):
    assert act_words(act, words("ja"))
    assert REASONS_FOR[act]
    for code in REASONS_FOR[act]:
        assert reason_words(code, words("ja")) not in ("", code)


def test_a_reason_that_nobody_knows_is_said_as_other():
    assert reason_words("of tomorrow", words("ja")) == "その他"
