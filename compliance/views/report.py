"""An area on a day as a paper to read and to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.forms.days import DayForm
from compliance.policies import area_seen
from compliance.presenters.report import report
from compliance.reports.areas import Area
from compliance.reports.dashboard import dashboard
from compliance.views.asking import needs_rules, rules_now, subject_of
from settings.middleware import access_of


@require_safe
@needs_rules
def area_report(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of an area in sentences and tables, without the name of anybody."""
    area, rules = area_seen(access_of(request), code), rules_now()
    form = DayForm(request.GET, today=rules.today, book=rules.book)
    context = {"form": form, "area": area}
    if not form.is_valid():
        return render(request, "compliance/area_report.html", context, status=400)
    subject = subject_of(area, rules, form)
    found = report(subject, dashboard(Area(area), subject.terms))
    return render(request, "compliance/area_report.html", {**context, "report": found, "subject": subject})
