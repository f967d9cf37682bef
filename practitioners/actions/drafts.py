"""Drafts of appointments: begun, answered question by question, thrown away, and saved once."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from django.db import IntegrityError, transaction

from practitioners.actions.certificates import attach_parked, described, remove_on_commit
from practitioners.actions.notices import tell_of_move
from practitioners.actions.posts import Appointing, appoint
from practitioners.models import Appointment, Award, Certificate, Draft, ParkedCertificate
from practitioners.policies import check_record_at
from senco_portal.lib import evidence
from senco_portal.lib.file_kinds import Received
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.models import Setting
from settings.policies import Access

# A draft that nobody goes on with is about a person who was never recorded.
DRAFTS_KEPT = timedelta(days=90)
CHANGED = "You changed an answer in another window after this page was shown. Check the answers once more, then save."
TAKEN = "Somebody else was recorded with this teacher reference number meanwhile. Look at “Who” once more."


class Told(NamedTuple):
    """What a draft says: the rows, the posts elsewhere that the person is said to leave, and the certificates sent.

    Which award each of these belongs to is asked once the rows are saved.
    """

    rows: Appointing
    left: list[Appointment]
    certificates: Callable[[], list[tuple[Award, ParkedCertificate]]] = list


@transaction.atomic
def begin(setting: Setting, *, access: Access, at: datetime, anew: bool = False) -> Draft:
    """The user's draft at a setting, begun if there is none; ``anew``: emptied. Raises PermissionDenied."""
    check_record_at(access, setting)
    own = Draft.objects.filter(user=access.user, setting=setting)
    if anew:
        for old in own:
            _throw_away(old)
    draft, _ = own.get_or_create(user=access.user, setting=setting, defaults={"started_at": at, "changed_at": at})
    return draft


@transaction.atomic
def answer(draft: Draft, slug: str, typed: Mapping[str, str], *, undoes: tuple[str, ...], at: datetime) -> Draft | None:
    """Keeps an answer, and drops those that it ``undoes`` if it differs. Out: the draft; none where it was saved."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        return None
    if held.answers.get(slug) != typed:
        kept = {name: said for name, said in held.answers.items() if name not in undoes}
        held.answers, held.version, held.changed_at = {**kept, slug: dict(typed)}, held.version + 1, at
        held.save()
    return held


@transaction.atomic
def park(draft: Draft, sent: Mapping[str, Received], *, taken_back: str = "", at: datetime) -> None:
    """Keeps certificates with a draft, by the mark of their award, in the place of any that were there before.

    ``taken_back``: the mark of one that is not to be kept. Nothing happens to a draft that was saved meanwhile.
    """
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    before = {each.row: each for each in held.certificates.all()} if held else {}
    new = {row: each for row, each in sent.items() if row not in before or before[row].sha256 != each.sha256}
    gone = [each for row, each in before.items() if row in new or row == taken_back]
    if held is None or not (new or gone):
        return
    for each in gone:
        each.delete()
        remove_on_commit(each.stored_as)
    for row, received in new.items():
        stored = evidence.keep(received.content)
        ParkedCertificate.objects.create(draft=held, row=row, stored_as=stored, **described(received))
    held.version, held.changed_at = held.version + 1, at
    held.save()


@transaction.atomic
def finish(draft: Draft, told: Callable[[Draft], Told], *, access: Access, signed: Signed) -> Appointment | None:
    """Saves what a draft says, once, and deletes it. Out: the post; none where it was saved before.

    In: the draft as the person saw it, and what makes rows of it. Raises PermissionDenied; Refused where it was
    answered otherwise since, and as ``appoint`` does.
    """
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        return None
    if held.version != draft.version:
        raise Refused(CHANGED)
    rows, left, certificates = told(held)
    try:
        with transaction.atomic():
            post = appoint(rows, access=access, signed=signed)
    except IntegrityError as error:
        if "trn" not in str(error):
            raise
        raise Refused(TAKEN) from error
    for award, parked in certificates():
        attach_parked(award, parked, signed)
    _throw_away(held)
    for other in left:
        transaction.on_commit(partial(tell_of_move, post, other, signed), robust=True)
    return post


@transaction.atomic
def forget_drafts(at: datetime) -> int:
    """Takes away those that nobody went on with for long, and their files. Out: how many they were."""
    old = list(Draft.objects.filter(changed_at__lt=at - DRAFTS_KEPT).prefetch_related("certificates"))
    for draft in old:
        _throw_away(draft)
    return len(old)


def _throw_away(draft: Draft) -> None:
    """Deletes a draft, with the files that no certificate names."""
    names = [each.stored_as for each in draft.certificates.all()]
    used = set(Certificate.objects.filter(stored_as__in=names).values_list("stored_as", flat=True))
    draft.delete()
    for name in names:
        if name not in used:
            remove_on_commit(name)
