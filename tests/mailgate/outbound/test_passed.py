import pytest

from mailgate.outbound.passed import lists_passed
from tests.factories import a_mail


@pytest.mark.parametrize(
    "envelope",
    [
        "walk+bounces-7-sogo=lists.test@far.test",
        "walk-bounces@far.test",
        "Walk-Bounces+sogo=lists.test@Far.test",
        "owner-walk@far.test",
        "walk-return-7-sogo=lists.test@far.test",
        "walk-owner@far.test",
    ],
)
@pytest.mark.parametrize(
    "header",
    [
        "To: Walk <walk@far.test>",
        "Cc: a@b.test, walk@far.test",
        "List-Post: <mailto:Walk@far.test>",
    ],
)
def test_a_list_is_known_by_its_header_and_its_envelope(envelope: str, header: str):
    assert lists_passed(a_mail(to="x@y.test", headers=(header,)), envelope) == {"walk@far.test"}


@pytest.mark.parametrize(
    ("envelope", "to"),
    [
        ("hanako@mail.test", "walk@far.test, hanako@mail.test"),
        ("walk@far.test", "walk@far.test"),
        ("walkers-bounces@far.test", "walk@far.test"),
        ("walk-bounces@near.test", "walk@far.test"),
        ("", "walk@far.test"),
        ("owner-@far.test", "walk@far.test"),
    ],
)
def test_whoever_is_only_addressed_still_gets_a_copy(envelope: str, to: str):
    assert lists_passed(a_mail(to=to), envelope) == frozenset()
