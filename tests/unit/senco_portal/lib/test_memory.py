"""How often Python looks for garbage: less for a while and then as before; and in a process that serves."""

import gc
import os
import subprocess
import sys

import pytest

from senco_portal.lib.memory import seldom_collected


def test_it_is_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="in between"), seldom_collected():
        assert gc.get_threshold()[0] > 10 * before[0]
        raise ValueError("in between")
    assert gc.get_threshold() == before


def test_a_worker_keeps_what_it_has_loaded() -> None:
    """In a process of its own: what is kept stays so until the process ends."""
    look = (
        "import gc, django; django.setup()\n"
        "before = gc.get_threshold()\n"
        "from senco_portal import gunicorn; gunicorn.post_worker_init(None)\n"
        "import sys; print('compliance.views.areas' in sys.modules)\n"
        "print(gc.get_freeze_count(), gc.get_threshold()[0] / before[0])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.configuration"}
    said = subprocess.run(
        [sys.executable, "-c", look], env=environment, capture_output=True, text=True, check=True
    ).stdout
    views_are_loaded, kept, times_as_seldom = said.split()
    assert views_are_loaded == "True"
    assert int(kept) > 100_000
    assert float(times_as_seldom) > 10
