"""Areas: which somebody may see, how one stands on a day, and the lists behind its numbers."""

from itertools import chain

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from compliance.forms.days import DayForm
from compliance.forms.lists import ListForm, PlacesForm, PostsForm
from compliance.policies import area_seen, areas_seen, sees_several_areas
from compliance.presenters.areas import area_lines, area_page
from compliance.presenters.comparison import comparison
from compliance.presenters.days import Subject
from compliance.presenters.lists import Listing, places_page, places_table, posts_page, posts_table, stamp
from compliance.presenters.outlook import Outlook, outlook
from compliance.reports.areas import Area, England
from compliance.reports.asked import Terms, days_asked
from compliance.reports.comparison import totals
from compliance.reports.dashboard import dashboard, headlines
from compliance.reports.forecast import forecast
from compliance.reports.rows import place_rows, post_rows
from compliance.reports.trend import months_round, trend
from compliance.views.asking import choices_of, listed, moment, needs_rules, rules_now, subject_of
from practitioners.models import Practitioner
from qualifications import books
from senco_portal.lib.sheets import csv_file
from settings.middleware import access_of
from settings.models import LocalAuthority

PER_PAGE = 50
AT_ONCE = 1_000  # rows of a table that are read together


@require_safe
@needs_rules
def compliance_areas(request: HttpRequest) -> HttpResponse:
    """The areas that this person may see, each with its headline; one alone leads straight on."""
    may = access_of(request)
    areas = list(areas_seen(may).order_by("name"))
    if len(areas) == 1:
        return redirect("area_dashboard", areas[0].code)
    rules = rules_now()
    found = headlines([each.pk for each in areas], Terms(rules.today, rules.row, rules.book))
    context = {"areas": area_lines(areas, found), "sees_england": may.everywhere}
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
    beside = comparison(subject, area, found, totals(subject.terms, moment()))
    context |= {"page": area_page(subject, found), "comparison": beside, "outlook": _outlook(subject, area)}
    return render(request, "compliance/area_dashboard.html", context)


@require_safe
@needs_rules
def area_posts(request: HttpRequest, code: str) -> HttpResponseBase:
    """The posts of an area on a day, narrowed and sorted as the address says; as a table for spreadsheets too."""
    may, rules, called = access_of(request), rules_now(), books.names()
    area = listed(may, code)
    asks, back = choices_of(area), reverse("area_posts", args=[code])
    form = PostsForm(request.GET, today=rules.today, book=rules.book, called=called, choices=asks, back=back)
    if not form.is_valid():
        return _refused(request, "compliance/area_posts.html", area, form)
    subject, listing = subject_of(area, rules, form), _listing("area_posts", "post", form)
    rows = post_rows(Area.of(area), form.asked, subject.terms, form.order)
    if form.is_csv:
        table = chain(
            stamp(subject, listing), posts_table(rows.iterator(AT_ONCE), called, authority=isinstance(area, England))
        )
        return csv_file(_file_name(subject, "posts"), table)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    people = [row.assessment.appointment.practitioner_id for row in page.object_list]
    seen = set(Practitioner.objects.visible_to(may).filter(pk__in=people).values_list("pk", flat=True))
    context = {"page": posts_page(subject, listing, page, seen), "form": form, "area": area}
    return render(request, "compliance/area_posts.html", context)


@require_safe
@needs_rules
def area_settings(request: HttpRequest, code: str) -> HttpResponseBase:
    """The places of an area that are open on a day, likewise."""
    area, rules = listed(access_of(request), code), rules_now()
    asks, back = choices_of(area), reverse("area_settings", args=[code])
    form = PlacesForm(request.GET, today=rules.today, book=rules.book, choices=asks, back=back)
    if not form.is_valid():
        return _refused(request, "compliance/area_settings.html", area, form)
    subject, listing = subject_of(area, rules, form), _listing("area_settings", "setting", form)
    rows = place_rows(Area.of(area), form.asked, subject.terms, form.order)
    if form.is_csv:
        table = chain(
            stamp(subject, listing), places_table(rows.iterator(AT_ONCE), authority=isinstance(area, England))
        )
        return csv_file(_file_name(subject, "settings"), table)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": places_page(subject, listing, page), "form": form, "area": area}
    return render(request, "compliance/area_settings.html", context)


def _outlook(subject: Subject, authority: LocalAuthority) -> Outlook:
    """What was and what is to come, round the day."""
    area, terms = Area(authority), subject.terms
    days = months_round(terms.day, *days_asked(terms.book, subject.asked_on))
    return outlook(subject, trend(area, terms, days), forecast(area, terms))


def _listing(view: str, what: str, form: ListForm) -> Listing:
    return Listing(view, what, form.asked, form.in_words, form.order)


def _refused(request: HttpRequest, template: str, area: LocalAuthority | England, form: ListForm) -> HttpResponse:
    """What was asked cannot be: why, with all that was asked, and no rows, which would be other ones."""
    return render(request, template, {"form": form, "area": area}, status=400)


def _file_name(subject: Subject, what: str) -> str:
    return f"{subject.area.code}-{what}-{subject.terms.day.isoformat()}"
