"""Areas: which somebody may see, and how one stands on a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from compliance.forms.days import DayForm
from compliance.policies import area_seen, areas_seen, can_keep_notes, sees_several_areas
from compliance.presenters.areas import HEADLINE, area_lines, area_page
from compliance.presenters.comparison import comparison
from compliance.presenters.days import Subject, on_day
from compliance.presenters.follow_ups import follow_ups_count
from compliance.presenters.outlook import Outlook, outlook
from compliance.reports.areas import ENGLAND, Area
from compliance.reports.comparison import totals
from compliance.reports.dashboard import dashboard, headlines
from compliance.reports.follow_ups import follow_ups_due
from compliance.reports.outlook import ahead
from compliance.views.asking import moment, needs_rules, rules_now, subject_of
from senco_portal.lib.paths import path_of
from settings.middleware import access_of
from settings.models import LocalAuthority


@require_safe
@needs_rules
def compliance_areas(request: HttpRequest) -> HttpResponse:
    """The areas that this person may see, each with its headline of a day; one alone leads straight on."""
    may = access_of(request)
    areas = list(areas_seen(may).order_by("name"))
    if len(areas) == 1:
        return redirect(reverse("area_dashboard", args=[areas[0].code], query=request.GET))
    rules = rules_now()
    form = DayForm(request.GET, today=rules.today, book=rules.book)
    if not form.is_valid():
        return render(request, "compliance/compliance_areas.html", {"form": form}, status=400)
    subject = subject_of(ENGLAND, rules, form)
    found = headlines([each.pk for each in areas], subject.terms)
    lines = area_lines([subject._replace(area=each) for each in areas], found.values())
    england = on_day(subject, path_of("england_dashboard"), {}) if may.everywhere else ""
    context = {"form": form, "areas": lines, "columns": HEADLINE, "england_url": england, "subject": subject}
    return render(request, "compliance/compliance_areas.html", context)


@require_safe
@needs_rules
def area_dashboard(request: HttpRequest, code: str) -> HttpResponse:
    """How an area stands on a day."""
    may, rules = access_of(request), rules_now()
    area = area_seen(may, code)
    form = DayForm(request.GET, today=rules.today, book=rules.book)
    context = {"form": form, "area": area, "has_others": sees_several_areas(may)}
    if not form.is_valid():
        return render(request, "compliance/area_dashboard.html", context, status=400)
    subject = subject_of(area, rules, form)
    found = dashboard(Area(area), subject.terms)
    beside = comparison(subject, area, found, None if subject.is_short else totals(subject.terms, moment()))
    due = [follow_ups_count(subject, follow_ups_due(area, form.day, may))] if can_keep_notes(may, area) else []
    context |= {"page": area_page(subject, found, *due), "comparison": beside, "outlook": _outlook(subject, area)}
    return render(request, "compliance/area_dashboard.html", context)


def _outlook(subject: Subject, authority: LocalAuthority) -> Outlook:
    """What was and what is to come, round the day."""
    return outlook(subject, *ahead(Area(authority), subject.terms))
