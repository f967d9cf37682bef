"""The page of one place."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from practitioners.assessments import with_facts
from practitioners.models import Appointment
from practitioners.policies import can_record_at
from practitioners.presenters.closed import closed_place
from practitioners.presenters.people import People, people_of
from practitioners.presenters.places import (
    FollowedNumber,
    Relative,
    duty_of,
    followed_number,
    relatives_of,
    setting_page,
)
from practitioners.presenters.posts import Rules
from practitioners.views.asking import rules_today
from settings.middleware import access_of
from settings.models import Setting, SettingLink
from settings.policies import Access


@login_not_required
@require_safe
def setting_detail(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """In: a register and a number of it. Out: what the register says of the place, and what duty it has.

    Of an old number without a place: what followed it. With other capitals: the way to the right address.
    """
    own = register.lower(), urn.upper()
    setting = Setting.objects.at(*own)
    followed = _followed(*own) if setting is None else None
    if setting is None and followed is None:
        raise Http404
    if own != (register, urn):
        return redirect("setting_detail", *own, permanent=True)
    if setting is None:
        return render(request, "practitioners/number_followed.html", {"page": followed})
    rules, asks = rules_today(), access_of(request)
    page = setting_page(setting, duty_of(setting, rules), _relatives(setting))
    closed = closed_place(setting, asks.day)
    context = {"page": page, "setting": setting, "closed": closed, "people": _people(setting, rules, asks)}
    return render(request, "practitioners/setting_detail.html", context | {"may_record": can_record_at(asks, setting)})


def _people(setting: Setting, rules: Rules | None, asks: Access) -> People | None:
    """Who is SENCo here, for who may see that."""
    if not asks.may_see(setting):
        return None
    posts = with_facts(Appointment.objects.visible_to(asks).filter(setting=setting).order_by("started_on", "pk"))
    return people_of(setting, posts, rules, timezone.localdate())


def _relatives(setting: Setting) -> list[Relative]:
    """Who came before and after, by their numbers in the same register."""
    either = Q(predecessor_urn=setting.urn) | Q(successor_urn=setting.urn)
    links = list(SettingLink.objects.filter(either, register=setting.register).order_by("linked_on", "pk"))
    urns = {link.predecessor_urn for link in links} | {link.successor_urn for link in links}
    return relatives_of(setting, links, _places(setting.register, urns))


def _followed(register: str, urn: str) -> FollowedNumber | None:
    """What followed a number that is no place; none where nothing is known of it."""
    links = list(SettingLink.objects.filter(register=register, predecessor_urn=urn).order_by("linked_on", "pk"))
    places = _places(register, {link.successor_urn for link in links})
    return followed_number(urn, links, places) if links else None


def _places(register: str, urns: set[str]) -> dict[str, Setting]:
    """Those of these numbers that are places."""
    found = Setting.objects.select_related("register_type").filter(register=register, urn__in=urns)
    return {each.urn: each for each in found}
