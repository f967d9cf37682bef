"""Who takes register files, and who sees which areas; whoever may not is told that there is no such page."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from settings.models import LocalAuthority
from settings.policies import Access, can_import, can_read_reports

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


def check_import(user: "User | AnonymousUser") -> "User":
    """The person, who may take register files. Raises Http404 for anybody else."""
    if user.is_anonymous or not can_import(user):
        raise Http404
    return user


def check_report(user: "User | AnonymousUser") -> None:
    """Raises Http404 for who may not read what register files changed."""
    if not can_read_reports(user):
        raise Http404


def can_see_areas(may: Access) -> bool:
    """Whether somebody sees whole areas: officers theirs, analysts and administrators all. Managers see none."""
    return may.everywhere or bool(may.authorities)


def sees_several_areas(may: Access) -> bool:
    """Whether there is a list of areas for somebody, and not one alone."""
    return may.everywhere or len(may.authorities) > 1


def areas_seen(may: Access) -> "QuerySet[LocalAuthority]":
    """The areas that somebody sees; those of today of who sees all. Raises Http404 where there is none."""
    if not can_see_areas(may):
        raise Http404
    if may.everywhere:
        return LocalAuthority.objects.filter(pk__in=LocalAuthority.objects.of_today())
    return LocalAuthority.objects.filter(pk__in=may.authorities)


def check_everywhere(may: Access) -> None:
    """Raises Http404 for who does not see all of England."""
    if not may.everywhere:
        raise Http404


def area_seen(may: Access, code: str) -> LocalAuthority:
    """One area by its number, an abolished one too. Raises Http404 where somebody may not see it, or there is none."""
    seen = LocalAuthority.objects.filter(code=code)
    found = (seen if may.everywhere else seen.filter(pk__in=may.authorities)).first()
    if found is None:
        raise Http404
    return found


def can_keep_groups(may: Access, area: LocalAuthority) -> bool:
    """Whether somebody makes and changes an authority's groups of settings: its officers, and administrators."""
    return may.is_administrator or area.pk in may.authorities


def check_keep_groups(may: Access, area: LocalAuthority) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_keep_groups(may, area):
        raise PermissionDenied


def area_grouped(may: Access, code: str) -> LocalAuthority:
    """An area whose groups somebody makes and changes. Raises Http404 for anybody else's."""
    area = area_seen(may, code)
    if not can_keep_groups(may, area):
        raise Http404
    return area
