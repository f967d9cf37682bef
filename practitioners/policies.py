"""Who may change what is recorded of people. Who may not see it is told that there is no such record."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from practitioners.enums import EvidenceLevel
from practitioners.models import Appointment, Award, Practitioner
from settings.models import Setting
from settings.policies import Access


def can_record_at(access: Access, setting: Setting) -> bool:
    """Whether this person may record who the SENCo of a setting is."""
    return access.acts_for(setting)


def check_record_at(access: Access, setting: Setting) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_record_at(access, setting):
        raise PermissionDenied


def can_change(access: Access, practitioner: Practitioner) -> bool:
    """Whether this person may change a record: who acts for a setting where the person has a post, or soon had."""
    if access.is_administrator:
        return True
    mine = Q(setting__in=access.settings) | Q(setting__authority__in=access.authorities)
    seen = Practitioner.objects.visible_to(access).filter(pk=practitioner.pk)
    return Appointment.objects.filter(mine, practitioner__in=seen).exists()


def check_change(access: Access, practitioner: Practitioner) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_change(access, practitioner):
        raise PermissionDenied


def can_verify(access: Access, practitioner: Practitioner) -> bool:
    """Whether this person may verify an award: an officer of an area where the person has a post."""
    if access.is_administrator:
        return True
    return Appointment.objects.filter(setting__authority__in=access.authorities, practitioner=practitioner).exists()


def check_verify(access: Access, practitioner: Practitioner) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_verify(access, practitioner):
        raise PermissionDenied


def can_change_award(access: Access, award: Award) -> bool:
    """Whether this person may change an award or take it away: one that an officer verified only who may verify it."""
    is_verified = award.evidence_level == EvidenceLevel.VERIFIED
    return can_change(access, award.practitioner) and (not is_verified or can_verify(access, award.practitioner))


def check_change_award(access: Access, award: Award) -> None:
    """Raises PermissionDenied for who may not, as the award is recorded now. In: an award that may be new."""
    check_change(access, award.practitioner)
    before = Award.objects.filter(pk=award.pk).select_related("practitioner").first()
    if before is not None and not can_change_award(access, before):
        raise PermissionDenied


def can_merge(access: Access, one: Practitioner, other: Practitioner) -> bool:
    """Whether this person may make two records one: an officer of both people's areas, or an administrator."""
    return can_verify(access, one) and can_verify(access, other)


def check_merge(access: Access, one: Practitioner, other: Practitioner) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_merge(access, one, other):
        raise PermissionDenied


def can_see_looks(access: Access, practitioner: Practitioner) -> bool:
    """Whether this person may know who looked at a record: who answers for the person's setting or area now, or soon.

    Neither a former employer nor an analyst: where somebody went and who asks after them is not theirs to know.
    """
    if access.is_administrator:
        return True
    mine = Q(setting__in=access.settings) | Q(setting__authority__in=access.authorities)
    held = Q(ended_on__isnull=True) | Q(ended_on__gte=access.day)
    return Appointment.objects.filter(mine, held, practitioner=practitioner).exists()
