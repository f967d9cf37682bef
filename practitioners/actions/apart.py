"""Two records that are alike: said not to be of the same person, or that it is to be asked again."""

from django.db import transaction

from practitioners.actions.deciding import hold
from practitioners.models import KeptApart, Practitioner
from practitioners.policies import check_merge
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access


@transaction.atomic
def keep_apart(one: Practitioner, other: Practitioner, *, access: Access, signed: Signed) -> KeptApart:
    """Records that two records are not of the same person; once is enough.

    Raises PermissionDenied; Refused where one was merged with another meanwhile.
    """
    row, is_new = _pair(one, other, access)
    if is_new:
        row.said_at, row.said_by = signed.at, signed.by
        save(row, signed)
    return row


@transaction.atomic
def compare_again(one: Practitioner, other: Practitioner, *, access: Access, signed: Signed) -> None:
    """Takes that back; the history keeps it. Raises as ``keep_apart`` does."""
    row, is_new = _pair(one, other, access)
    if not is_new:
        take_away(row, signed)


def _pair(one: Practitioner, other: Practitioner, access: Access) -> tuple[KeptApart, bool]:
    """What is said of two, and whether that is nothing yet. Both are held, so that of two writers one waits."""
    check_merge(access, one, other)
    first, second = (hold(each) for each in sorted((one, other), key=lambda person: person.pk))
    row = KeptApart.objects.filter(one=first, other=second).first()
    return row or KeptApart(one=first, other=second), row is None
