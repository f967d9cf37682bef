"""An area by phase, by trust or chain, or by the groups that its authority makes."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.forms.parts import PartsForm
from compliance.models import SettingGroup
from compliance.policies import area_seen
from compliance.presenters.parts import ORDERS, WAYS, Looked, part_rows, parts_page, parts_table
from compliance.reports.asked import Terms
from compliance.reports.dashboard import Figures
from compliance.reports.parts import GROUP, no_figures, parts
from compliance.views.asking import needs_rules, rules_now, subject_of
from compliance.views.lists import FILES
from settings.middleware import access_of
from settings.models import LocalAuthority

PER_PAGE = 50


@require_safe
@needs_rules
def area_by(request: HttpRequest, code: str, by: str) -> HttpResponseBase:
    """An area in parts: schools, or one kind of early years; as a table for spreadsheets too."""
    area, rules = area_seen(access_of(request), code), rules_now()
    if by not in WAYS:
        raise Http404
    form = PartsForm(request.GET, today=rules.today, book=rules.book, columns=ORDERS)
    context = {"form": form, "area": area, "heading": WAYS[by][0]}
    if not form.is_valid():
        return render(request, "compliance/area_by.html", context, status=400)
    subject, looked = subject_of(area, rules, form), Looked(by, form.kind, form.order)
    names = _names(area, by)
    rows = part_rows(subject, looked, _all(area, looked, subject.terms, names), names)
    if form.file:
        name = f"{area.code}-by-{by}-{subject.terms.day.isoformat()}"
        return FILES[form.file](name, parts_table(subject, looked, rows))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "compliance/area_by.html", {**context, "page": parts_page(subject, looked, page)})


def _names(area: LocalAuthority, by: str) -> dict[str, str]:
    """What groups are called; phases and trusts say it themselves."""
    groups = SettingGroup.objects.filter(authority=area) if by == GROUP else SettingGroup.objects.none()
    return {str(pk): name for pk, name in groups.values_list("pk", "name")}


def _all(area: LocalAuthority, looked: Looked, terms: Terms, names: Mapping[str, str]) -> dict[str, Figures]:
    """Groups are there without any settings too."""
    empty = {value: no_figures(looked.way, value, looked.kind) for value in names}
    return {**empty, **parts(area, looked.way, looked.kind, terms)}
