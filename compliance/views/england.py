"""England: all authorities and regions side by side, for who sees them all."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.forms.england import EnglandForm
from compliance.policies import check_everywhere
from compliance.presenters.england import ORDERS, Asks, england_page, england_table
from compliance.reports.areas import ENGLAND
from compliance.reports.england import england
from compliance.views.asking import needs_rules, rules_now, subject_of
from compliance.views.lists import FILES
from settings.middleware import access_of
from settings.models import LocalAuthority


@require_safe
@needs_rules
def england_dashboard(request: HttpRequest) -> HttpResponseBase:
    """How England stands on a day, authority by authority; as a table for spreadsheets too."""
    check_everywhere(access_of(request))
    rules = rules_now()
    form = EnglandForm(request.GET, today=rules.today, book=rules.book, columns=ORDERS)
    if not form.is_valid():
        return render(request, "compliance/england_dashboard.html", {"form": form}, status=400)
    subject = subject_of(ENGLAND, rules, form)
    authorities = list(LocalAuthority.objects.order_by("name"))
    page = england_page(subject, authorities, england(subject.terms), Asks(form.order, form.chosen))
    if form.file:
        return FILES[form.file](f"england-{subject.terms.day.isoformat()}", england_table(page))
    return render(request, "compliance/england_dashboard.html", {"form": form, "page": page})
