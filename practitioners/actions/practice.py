"""Training and meetings: recorded, put right, taken away. What is asked of the person does not turn on them."""

from django.db import transaction

from practitioners.actions.deciding import hold, twin_of
from practitioners.models import Practice
from practitioners.policies import check_change
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access


@transaction.atomic
def record_practice(practice: Practice, *, access: Access, signed: Signed) -> Practice:
    """Records training or a meeting, or puts it right. Raises PermissionDenied."""
    check_change(access, practice.practitioner)
    hold(practice.practitioner)
    if twin := twin_of(practice):
        return twin
    save(practice, signed)
    return practice


@transaction.atomic
def withdraw_practice(practice: Practice, *, access: Access, signed: Signed) -> None:
    """Takes away what was recorded by mistake; its history stays. Raises PermissionDenied."""
    check_change(access, practice.practitioner)
    hold(practice.practitioner)
    take_away(practice, signed)
