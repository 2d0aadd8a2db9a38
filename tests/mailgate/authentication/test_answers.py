"""Answers are remembered in bounded room."""

from mailgate.authentication import answers
from mailgate.authentication.answers import LONGEST_S, SHORTEST_S, Answer, Answers


def test_an_answer_lives_within_bounds():
    now = [0.0]
    known = Answers(lambda: now[0])
    known.put("soon", Answer(("a",), 1))
    known.put("late", Answer(("a",), 10**9))
    known.put("never", Answer(None, 0))
    assert known.get("never") is None
    now[0] = SHORTEST_S - 0.1
    assert known.get("soon")
    now[0] = SHORTEST_S
    assert known.get("soon") is None
    now[0] = LONGEST_S
    assert known.get("late") is None


def test_what_was_not_asked_for_longest_goes_first(monkeypatch):
    monkeypatch.setattr(answers, "MOST", 3)
    known = Answers()
    for name in "abc":
        known.put(name, Answer((name,), 60))
    assert known.get("a")
    known.put("d", Answer(("d",), 60))
    assert [bool(known.get(name)) for name in "abcd"] == [True, False, True, True]


def test_long_answers_take_the_room_of_many():
    known = Answers()
    for number in range(1000):
        known.put(number, Answer((b"x" * 16_000,), 60))
    kept = [number for number in range(1000) if known.get(number)]
    assert 100 < len(kept) * 16_000 / 16_000 < answers.MOST_OCTETS / 16_000
    assert kept[-1] == 999
