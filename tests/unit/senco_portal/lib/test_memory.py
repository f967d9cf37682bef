"""Python looks for garbage less often for a while, and then as before, whatever happens."""

import gc

import pytest

from senco_portal.lib.memory import seldom_collected


def test_it_is_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="in between"), seldom_collected():
        assert gc.get_threshold()[0] > 10 * before[0]
        raise ValueError("in between")
    assert gc.get_threshold() == before
