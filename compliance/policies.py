"""Who takes register files, who sees which areas, and who has calendars; whoever may not is told that there is no
such page."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from compliance.models import Feed
from settings.models import LocalAuthority, Setting
from settings.policies import Access, access, accesses, can_import, can_read_reports

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

Place: TypeAlias = LocalAuthority | Setting


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


def can_have_feed(may: Access, place: Place) -> bool:
    """Whether somebody may have a calendar: who sees the area, and who acts for the setting."""
    if isinstance(place, Setting):
        return may.acts_for(place)
    return may.everywhere or place.pk in may.authorities


def check_have_feed(may: Access, place: Place) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_have_feed(may, place):
        raise PermissionDenied


def feeds_seen(may: Access, place: Place) -> "QuerySet[Feed]":
    """The calendars of a place that somebody may see and revoke: their own, and all for who acts for the place."""
    rows = Feed.objects.open().of(place)
    return rows if _answers_for(may, place) else rows.filter(user=may.user)


def can_manage_feed(may: Access, feed: Feed) -> bool:
    """Whether somebody may revoke a calendar: who made it, and who acts for its place."""
    return may.user is not None and (feed.user_id == may.user.pk or _answers_for(may, place_of(feed)))


def check_manage_feed(may: Access, feed: Feed) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_manage_feed(may, feed):
        raise PermissionDenied


def still_sees(feed: Feed, at: datetime) -> bool:
    """Whether the person who made a calendar may have it at a moment, and may sign in at all."""
    return _still_sees(feed, access(feed.user, at))


def still_seen(feeds: Collection[Feed], at: datetime) -> set[int]:
    """The keys of those calendars of which the same is true: one query for all of them."""
    may = accesses((feed.user for feed in feeds), at)
    return {feed.pk for feed in feeds if _still_sees(feed, may[feed.user_id])}


def _still_sees(feed: Feed, may: Access) -> bool:
    return feed.user.is_of_use and can_have_feed(may, place_of(feed))


def place_of(feed: Feed) -> Place:
    """What a calendar is of."""
    place = feed.authority or feed.setting
    if place is None:
        raise TypeError("A feed is of an authority or of a setting.")
    return place


def _answers_for(may: Access, place: Place) -> bool:
    if isinstance(place, Setting):
        return may.acts_for(place)
    return may.is_administrator or place.pk in may.authorities


def can_keep_notes(may: Access, area: LocalAuthority | None) -> bool:
    """Whether somebody reads and writes an authority's notes: its officers and administrators, no analyst."""
    return area is not None and (may.is_administrator or area.pk in may.authorities)


def check_keep_notes(may: Access, area: LocalAuthority) -> None:
    """Raises PermissionDenied for who may not."""
    if not can_keep_notes(may, area):
        raise PermissionDenied


def area_noted(may: Access, code: str) -> LocalAuthority:
    """An area whose notes somebody reads and writes. Raises Http404 for anybody else's."""
    area = area_seen(may, code)
    if not can_keep_notes(may, area):
        raise Http404
    return area
