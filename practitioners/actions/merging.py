"""Two records that are one person: made one, and parted again for thirty days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from practitioners.actions.certificates import rest
from practitioners.actions.deciding import decide, wait_for
from practitioners.actions.outcomes import check_agrees
from practitioners.actions.people import check_trn
from practitioners.actions.steps import Steps, pointing_at, take_back
from practitioners.matching.clashes import ALL_TOLD, FIELDS, Clashes, Stays, clashes
from practitioners.models import OF_A_PERSON, Award, Certificate, Merge, Move, Practitioner, PreviousName
from practitioners.policies import check_merge, check_verify
from qualifications.rules.dates import in_words
from senco_portal.lib.folding import fold
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.actions.signing import save
from settings.policies import Access

Seen = TypeVar("Seen")
# So long a merge can be undone.
UNDONE_WITHIN = timedelta(days=30)
TWO_NUMBERS = (
    "These records have different teacher reference numbers, so they are two people. "
    "If one of the numbers is wrong, put it right first."
)
IN_THE_WAY = (
    "What was recorded since the merge leaves no room for a row that would come back, such as a second "
    "post on the same days. Put that right first."
)
PASSED_TWICE = "Both records say that one course was passed. Say which of the two awards stays."
MERGED_ALREADY = "One of these records was merged with another meanwhile. Open the person's page again."


@dataclass(frozen=True)
class Merging:
    """Which record stays, which goes into it, and what a person says where they clash.

    ``stays``: by the name of a field that differs, or of a pair of rows, which record's is right.
    """

    kept: Practitioner
    merged: Practitioner
    stays: dict[str, Stays]


@transaction.atomic
def merge(merging: Merging, *, access: Access, signed: Signed) -> Merge:
    """Makes two records one, and decides the person's posts anew. Nothing of either is lost: it can be undone.

    Raises PermissionDenied; Refused where their numbers say that they are two people, where one was merged meanwhile,
    or where a clash is not settled.
    """
    kept, merged = _both(merging, access)
    found = clashes(kept, merged)
    steps, before, values = Steps(signed), _values(kept), _result(kept, merged, merging.stays)
    _keep_other_name(kept, merged, values["name"], steps)
    _settle(found, merging.stays, steps)
    for model in OF_A_PERSON:
        for row in model._default_manager.filter(practitioner=merged).order_by("pk"):
            steps.lead(row, "practitioner", kept)
    _agree(kept, signed)
    merged.merged_into = kept
    save(merged, signed)
    _write(kept, values, signed)
    decide(kept, signed)
    return Merge.objects.create(
        kept=kept,
        merged=merged,
        merged_at=signed.at,
        merged_by=signed.by,
        reason=signed.reason,
        before=before,
        after=values,
        steps=steps.done,
    )


def foresee_merge(merging: Merging, look: Callable[[Practitioner], Seen], *, access: Access, signed: Signed) -> Seen:
    """What ``look`` sees of the person once the records are one; nothing is kept. Raises as ``merge`` does."""
    with transaction.atomic():
        merge(merging, access=access, signed=signed)
        seen = look(Practitioner.objects.get(pk=merging.kept.pk))
        transaction.set_rollback(True)
    return seen


@transaction.atomic
def undo_merge(merge: Merge, *, access: Access, signed: Signed) -> Merge:
    """Parts two records again: rows go back to whose they were, as they are now. Whatever came since stays where it is.

    Raises PermissionDenied; Refused where it was undone, is too long ago, or its person was merged again since; and
    where somebody's record now stands in the way.
    """
    check_verify(access, Practitioner.objects.get(pk=Practitioner.objects.followed(merge.kept_id)))
    people = wait_for(merge.kept_id, merge.merged_id)
    held = Merge.objects.select_for_update(of=("self",)).select_related("kept", "merged").get(pk=merge.pk)
    if why := why_not_undone(held, signed.at):
        raise Refused(why)
    kept, merged = people[held.kept_id], people[held.merged_id]
    _part(held, signed)
    _agree(kept, signed)
    _agree(merged, signed)
    same = {name: held.before[name] for name in held.before if getattr(kept, name) == held.after[name]}
    _write(kept, same, signed)
    merged.merged_into = None
    check_trn(merged)
    save(merged, signed)
    for person in (kept, merged):
        decide(person, signed)
    held.undone_at, held.undone_by = signed.at, signed.by
    held.save()
    return held


def why_not_undone(merge: Merge, at: datetime) -> str:
    """Why a merge cannot be undone at a moment; empty where it can."""
    if merge.undone_at:
        return "These records were parted already."
    if at > merge.merged_at + UNDONE_WITHIN:
        return f"A merge can be undone for {UNDONE_WITHIN.days} days only."
    if merge.kept.merged_into_id:
        return "This record was merged with another since: undo that merge first."
    return ""


def why_not_merged(one: Practitioner, other: Practitioner) -> str:
    """Why two records cannot be one person; empty where they can."""
    return TWO_NUMBERS if one.trn and other.trn and one.trn != other.trn else ""


def last_day_to_undo(merge: Merge) -> str:
    return in_words((merge.merged_at + UNDONE_WITHIN).date())


def _both(merging: Merging, access: Access) -> tuple[Practitioner, Practitioner]:
    """Both people, held at once."""
    held = wait_for(merging.kept.pk, merging.merged.pk)
    kept, merged = held[merging.kept.pk], held[merging.merged.pk]
    if kept.merged_into_id or merged.merged_into_id:
        raise Refused(MERGED_ALREADY)
    check_merge(access, kept, merged)
    if why := why_not_merged(kept, merged):
        raise Refused(why)
    return kept, merged


def _part(merge: Merge, signed: Signed) -> None:
    """Gives rows back. What was recorded since may leave no room for one: then nothing is."""
    try:
        with transaction.atomic():
            take_back(merge.steps, signed)
    except IntegrityError as error:
        raise Refused(IN_THE_WAY) from error


def _values(person: Practitioner) -> dict[str, Any]:
    return {name: getattr(person, name) for name in (*FIELDS, *ALL_TOLD)}


def _result(kept: Practitioner, merged: Practitioner, chosen: dict[str, Stays]) -> dict[str, Any]:
    """What holds of the person: of each field what is known; where the records differ, what was chosen."""
    ours, theirs = _values(kept), _values(merged)
    right = {name: theirs if chosen.get(name) == Stays.MERGED or not ours[name] else ours for name in FIELDS}
    told = {name: _all_told(name, kept, merged) for name in ALL_TOLD}
    return {**{name: values[name] for name, values in right.items()}, **told}


def _all_told(name: str, kept: Practitioner, merged: Practitioner) -> bool:
    """That all is recorded: where both records say so, or one does and the other has nothing to add."""
    return all(
        getattr(person, name)
        or not any(model._default_manager.filter(practitioner=person).exists() for model in ALL_TOLD[name])
        for person in (kept, merged)
    ) and (getattr(kept, name) or getattr(merged, name))


def _keep_other_name(kept: Practitioner, merged: Practitioner, name: str, steps: Steps) -> None:
    """The name that goes stays as a previous one, so that the person is found by it."""
    known = {fold(name), *(fold(each.name) for each in PreviousName.objects.filter(practitioner__in=[kept, merged]))}
    for other in (kept.name, merged.name):
        if fold(other) not in known:
            steps.make(PreviousName(practitioner=kept, name=other))


def _settle(found: Clashes, chosen: dict[str, Stays], steps: Steps) -> None:
    """Takes away the rows that do not stay; what belonged to one belongs to the one that does."""
    going = {loser: winner for winner, loser in found.twins}
    for clash in found.pairs:
        stays = chosen.get(clash.name)
        if stays is None or (stays == Stays.BOTH and not clash.may_both):
            raise Refused("Say of each pair which one stays.")
        if stays != Stays.BOTH:
            winner, loser = (clash.ours, clash.theirs) if stays == Stays.KEPT else (clash.theirs, clash.ours)
            going.setdefault(loser, winner)
    try:
        with transaction.atomic():
            # Awards first: of a course that goes, those that stay are led to the one that stays.
            for loser in sorted(going, key=lambda row: not isinstance(row, Award)):
                _replace(loser, _who_stays(loser, going), steps)
    except IntegrityError as error:
        raise Refused(PASSED_TWICE) from error


def _agree(person: Practitioner, signed: Signed) -> None:
    """Has awards rest on the certificates that they have now. Raises Refused where one is not its course's outcome."""
    for award in Award.objects.filter(practitioner=person).select_related("enrolment").order_by("pk"):
        if award.enrolment is not None:
            if award.enrolment.practitioner_id != person.pk:
                raise Refused(IN_THE_WAY)
            check_agrees(award, award.enrolment)
        rest(award, signed)


def _who_stays(row: Any, going: dict[Any, Any]) -> Any:
    seen = set()
    while row in going and row not in seen:
        seen.add(row)
        row = going[row]
    if row in seen:
        raise Refused("Of rows that are the same, one has to stay.")
    return row


def _replace(loser: Any, winner: Any, steps: Steps) -> None:
    there = {each.sha256 for _, each in pointing_at(winner) if isinstance(each, Certificate)}
    for name, row in pointing_at(loser):
        if isinstance(row, Move) or (isinstance(row, Certificate) and row.sha256 in there):
            steps.take(row)
        else:
            steps.lead(row, name, winner)
    steps.take(loser)


def _write(person: Practitioner, values: dict[str, Any], signed: Signed) -> None:
    for name, value in values.items():
        setattr(person, name, value)
    save(person, signed)
