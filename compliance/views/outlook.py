"""The trend and the forecast of England and its regions: a page of their own, for they are read for seconds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.forms.england import RegionForm
from compliance.policies import check_everywhere
from compliance.presenters.outlook import outlook
from compliance.reports.areas import ENGLAND
from compliance.reports.outlook import ahead, kept_ahead
from compliance.views.asking import moment, needs_rules, rules_now, subject_of
from settings.middleware import access_of

_TEMPLATE = "compliance/england_outlook.html"


@require_safe
@needs_rules
def england_outlook(request: HttpRequest) -> HttpResponse:
    """What was and what is to come of England, or of one region, round a day."""
    check_everywhere(access_of(request))
    rules, at = rules_now(), moment()
    form = RegionForm(request.GET, today=rules.today, book=rules.book)
    if not form.is_valid():
        return render(request, _TEMPLATE, {"form": form}, status=400)
    subject = subject_of(ENGLAND, rules, form, form.chosen)
    terms, context = subject.terms, {"form": form, "subject": subject, "area_url": subject.address("area_dashboard")}
    if subject.is_short:  # what is counted now is wrong, and so is not kept
        found = ahead(subject.part, terms)
        return render(request, _TEMPLATE, {**context, "outlook": outlook(subject, *found)})
    kept = kept_ahead(form.chosen, terms, at)
    if kept is None:
        return render(request, _TEMPLATE, context)
    return render(request, _TEMPLATE, {**context, "counted_at": kept[0], "outlook": outlook(subject, *kept[1])})
