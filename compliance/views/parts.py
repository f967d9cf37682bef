"""An area by phase, by trust or chain, or by the groups that its authority makes."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compliance.forms.parts import PartsForm
from compliance.models import SettingGroup
from compliance.presenters.days import Subject
from compliance.presenters.parts import ORDERS, WAYS, Looked, part_rows, parts_page, parts_table, ways_of
from compliance.reports.areas import England
from compliance.reports.dashboard import Figures
from compliance.reports.parts import GROUP, KIND, no_figures, parts
from compliance.views.asking import listed, needs_rules, rules_now, subject_of
from compliance.views.lists import FILES
from qualifications.rules.phrases import capital
from settings.enums import SettingType
from settings.middleware import access_of
from settings.models import LocalAuthority

PER_PAGE = 50


@require_safe
@needs_rules
def area_by(request: HttpRequest, code: str, by: str) -> HttpResponseBase:
    """An area in parts: schools, or one kind of early years; as a table for spreadsheets too."""
    area, rules = listed(access_of(request), code), rules_now()
    if by not in ways_of(area):
        raise Http404
    form = PartsForm(request.GET, today=rules.today, book=rules.book, columns=ORDERS, area=area)
    context = {"form": form, "area": area, "heading": WAYS[by][0]}
    if not form.is_valid():
        return render(request, "compliance/area_by.html", context, status=400)
    subject, looked = subject_of(area, rules, form, form.chosen), Looked(by, form.kind, form.order)
    names = _names(area, by)
    found = _all(subject, looked, names)
    rows = part_rows(looked, found, names)
    if form.file:
        name = f"{area.code}-by-{by}-{subject.terms.day.isoformat()}"
        return FILES[form.file](name, parts_table(subject, looked, rows))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "compliance/area_by.html", {**context, "page": parts_page(subject, looked, page, found)})


def _names(area: LocalAuthority | England, by: str) -> dict[str, str]:
    """What groups and kinds of settings are called; phases and trusts say it themselves."""
    if by == KIND:
        return {value: capital(label) for value, label in SettingType.choices}
    if by != GROUP or isinstance(area, England):
        return {}
    groups = SettingGroup.objects.filter(authority=area)
    return {str(pk): name for pk, name in groups.values_list("pk", "name")}


def _all(subject: Subject, looked: Looked, names: Mapping[str, str]) -> dict[str, Figures]:
    """Groups are there without any settings too."""
    empty = {value: no_figures(looked.way, value, looked.kind) for value in names if looked.way == GROUP}
    return {**empty, **parts(subject.part, looked.way, looked.kind, subject.terms)}
