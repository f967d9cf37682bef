"""What every view about people begins with: who asks, by which rules, and whose record it is."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from practitioners.models import Award, Practitioner
from practitioners.policies import can_change, can_change_award
from practitioners.presenters.posts import Rules
from qualifications import books
from settings.actions import Signed
from settings.policies import Access


def moment() -> datetime:
    """Now."""
    return timezone.now()  # noqa: TID251  # views read the clock


def signed(asks: Access, reason: str) -> Signed:
    """The signature of a change that this person makes now."""
    return Signed(asks.user, moment(), reason)


def rules_today() -> Rules | None:
    """The rules in force today; none where there is no book."""
    today = timezone.localdate()
    try:
        return Rules(books.current(today), today, books.names())
    except books.NoCurrentBook:
        return None


def person_seen(asks: Access, pk: int) -> Practitioner:
    """A person whose record may be seen; who was merged is found as who remains. Raises Http404 for anybody else's."""
    return get_object_or_404(Practitioner.objects.visible_to(asks), pk=Practitioner.objects.followed(pk))


def person_to_merge(asks: Access, pk: int) -> Practitioner:
    """A person whose record may be made one with another, visible or not. Raises Http404 for anybody else's."""
    return get_object_or_404(Practitioner.objects.mergeable_by(asks), pk=Practitioner.objects.followed(pk))


def people_to_merge(asks: Access, *keys: int) -> list[Practitioner]:
    """Several people as ``person_to_merge`` finds each, in this order. Raises Http404 where one is not found."""
    followed = [Practitioner.objects.followed(pk) for pk in keys]
    # Not in_bulk, which some databases refuse a number that is too large for a key.
    found = {each.pk: each for each in Practitioner.objects.mergeable_by(asks).filter(_one_of(followed))}
    if len(found) < len(set(followed)):
        raise Http404
    return [found[pk] for pk in followed]


def _one_of(keys: list[int]) -> Q:
    """Rows with one of these numbers, each compared by itself: then one that no key can have finds nothing."""
    return reduce(or_, (Q(pk=key) for key in keys))


def person_to_change(asks: Access, pk: int) -> Practitioner:
    """A person whose record may be changed, as ``person_seen`` finds them. Raises Http404 for anybody else's."""
    person = person_seen(asks, pk)
    if not can_change(asks, person):
        raise Http404
    return person


def may_not_change(asks: Access, award: Award, request: HttpRequest) -> HttpResponse | None:
    """The page that says who changes an award that an officer verified; none for who may change it."""
    if can_change_award(asks, award):
        return None
    return render(request, "practitioners/award_verified.html", {"person": award.practitioner}, status=403)
