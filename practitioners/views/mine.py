"""The places that a person acts for: where they arrive when they have signed in."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from practitioners.assessments import with_facts
from practitioners.models import Appointment
from practitioners.presenters.mine import my_settings_page
from practitioners.views.asking import moment, rules_today
from settings.middleware import access_of
from settings.models import Membership

PER_PAGE = 50


@require_safe
def my_settings(request: HttpRequest) -> HttpResponse:
    """The authorities and settings that this person acts for, with who the SENCo is and how they stand."""
    may = access_of(request)
    page = Paginator(_mine(request), PER_PAGE).get_page(request.GET.get("page"))
    settings = [row.setting_id for row in page.object_list]
    posts = with_facts(Appointment.objects.visible_to(may).filter(setting__in=settings).order_by("started_on", "pk"))
    context = {"page": my_settings_page(page, posts, rules_today(), timezone.localdate()), "may": may}
    return render(request, "practitioners/my_settings.html", context)


def _mine(request: HttpRequest) -> "QuerySet[Membership]":
    """Authorities first, then settings by their names."""
    mine = Membership.objects.active(moment()).filter(user=request.user.pk)
    places = mine.select_related("setting__register_type", "authority")
    return places.order_by("-role", "setting__name", "authority__name", "pk")
