"""No mail that is made to hurt costs more than its length; bench/hostile.py measures how much.

Of each attack a short and a four times longer mail are dealt with. Work that grows with the length
takes about four times as long, work that grows with its square sixteen times; what takes
hardly any time at the greater length is not asked.
"""

from collections.abc import Callable

import pytest

from bench.hostile import cpu_ms
from tests.hostile import ways
from tests.hostile_forms import ALL

SHORT, LONG = 6, 1.5  # parts of the size that is told
MOST_GROWTH = 10.0
HARDLY_ANY_MS = 25.0


@pytest.fixture(scope="module", autouse=True)
def _imported() -> None:
    for name in ("cells", "recipients of a report"):
        for act in ways(ALL[name].mail(10)).values():
            act()


@pytest.mark.parametrize("name", ALL)
def test_a_hostile_mail_costs_no_more_than_its_length(name: str):
    size, mail = ALL[name]
    short, long = ways(mail(size // SHORT)), ways(mail(int(size / LONG)))
    for way in long:
        assert _grows_evenly(short[way], long[way]), way


def _grows_evenly(short: Callable[[], object], long: Callable[[], object]) -> bool:
    taken = cpu_ms(long, times=1)
    if taken < HARDLY_ANY_MS:
        return True
    # A busy machine makes single figures vary, so the best of some count.
    return min(taken, cpu_ms(long, times=4)) < MOST_GROWTH * max(cpu_ms(short, times=4), 1.0)
