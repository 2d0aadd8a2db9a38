import gc

import pytest

from mailgate.inbound.collecting import collecting_afterwards


def test_the_collector_rests_during_the_work_and_goes_on_behind_it():
    assert collecting_afterwards(gc.isenabled)() is False
    assert gc.isenabled()


def test_it_goes_on_behind_work_that_fails():
    @collecting_afterwards
    def fail() -> None:
        raise ValueError("spoilt")

    with pytest.raises(ValueError, match="spoilt"):
        fail()
    assert gc.isenabled()
