"""Tables for analysts, in the form of the Department for Education's open data."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from compliance.forms.days import DayForm
from compliance.policies import area_seen, check_everywhere
from compliance.presenters.tidy import area_rows, england_rows
from compliance.reports.areas import Area
from compliance.reports.tidy import tidy
from compliance.reports.undecided import has_undecided
from compliance.views.asking import Rules, needs_rules, rules_now
from senco_portal.lib.sheets import csv_file
from settings.middleware import access_of


@require_safe
@needs_rules
def england_tidy(request: HttpRequest) -> HttpResponseBase:
    """England, its regions and authorities on a day, for who sees all of them."""
    check_everywhere(access_of(request))
    rules = rules_now()
    form = _form(request, rules)
    if not form.is_valid():
        return _refused(form)
    rows = england_rows(form.day, tidy(Area(), rules.terms(form.day)))
    return csv_file(_name("england", form, rules), rows, marked=False)


@require_safe
@needs_rules
def area_tidy(request: HttpRequest, code: str) -> HttpResponseBase:
    """One area, likewise, for who sees it."""
    area, rules = area_seen(access_of(request), code), rules_now()
    form = _form(request, rules)
    if not form.is_valid():
        return _refused(form)
    found = tidy(Area(area), rules.terms(form.day))
    return csv_file(_name(area.code, form, rules), area_rows(form.day, found, area), marked=False)


def _form(request: HttpRequest, rules: Rules) -> DayForm:
    return DayForm(request.GET, today=rules.today, book=rules.book)


def _name(whose: str, form: DayForm, rules: Rules) -> str:
    """What the file is called. The form of the table has no room to say that posts are missing: its name says it."""
    short = "-not-all-posts-decided" if has_undecided(rules.row) else ""
    return f"{whose}-tidy-{form.day.isoformat()}{short}"


def _refused(form: DayForm) -> HttpResponse:
    """Why there is no table for such a day; programs ask for it, and so it is plain."""
    return HttpResponse(
        "".join(f"{each}\n" for each in form.errors["as_at"]), status=400, content_type="text/plain; charset=utf-8"
    )
