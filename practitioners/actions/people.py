"""What holds of a person at every post: their name, their qualified teacher status, earlier posts."""

from collections.abc import Sequence

from django.db import transaction

from practitioners.actions.deciding import decide, hold, twin_of
from practitioners.models import Practitioner, PreviousName, PriorPost
from practitioners.policies import check_change
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save, take_away
from settings.policies import Access


@transaction.atomic
def change_person(
    practitioner: Practitioner, *, previous_names: Sequence[str] | None = None, access: Access, signed: Signed
) -> Practitioner:
    """Writes what holds of a person, and decides their posts anew. In: perhaps all names that they had before.

    Raises PermissionDenied; Refused where somebody else is recorded with the same teacher reference number.
    """
    check_change(access, practitioner)
    hold(practitioner)
    check_trn(practitioner)
    save(practitioner, signed)
    if previous_names is not None:
        _call_before(practitioner, previous_names, signed)
    decide(practitioner, signed)
    return practitioner


def _call_before(practitioner: Practitioner, names: Sequence[str], signed: Signed) -> None:
    """Makes these the names that a person had before: others are taken away, new ones recorded."""
    recorded = {each.name: each for each in practitioner.previous_names.all()}
    for name in recorded.keys() - set(names):
        take_away(recorded[name], signed)
    for name in names:
        if name not in recorded:
            save(PreviousName(practitioner=practitioner, name=name), signed)


def check_trn(practitioner: Practitioner) -> None:
    """Raises Refused where somebody else is recorded with the same teacher reference number."""
    others = Practitioner.objects.filter(trn=practitioner.trn, merged_into=None).exclude(pk=practitioner.pk)
    if practitioner.trn and others.exists():
        raise Refused("Somebody else is recorded with this teacher reference number.")


@transaction.atomic
def tell_prior_post(prior: PriorPost, *, access: Access, signed: Signed) -> PriorPost:
    """Records an earlier post that the register does not hold, or puts one right. Raises PermissionDenied."""
    check_change(access, prior.practitioner)
    person = hold(prior.practitioner)
    if twin := twin_of(prior):
        return twin
    save(prior, signed)
    decide(person, signed)
    return prior


@transaction.atomic
def withdraw_prior_post(prior: PriorPost, *, access: Access, signed: Signed) -> None:
    """Takes away an earlier post that was told by mistake; its history stays. Raises PermissionDenied."""
    check_change(access, prior.practitioner)
    person = hold(prior.practitioner)
    take_away(prior, signed)
    decide(person, signed)
