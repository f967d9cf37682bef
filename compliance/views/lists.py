"""The lists behind the numbers of an area, as pages and as files for spreadsheets."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from compliance.actions.exports import Exported, keep_export
from compliance.forms.listing import Columns, ListForm
from compliance.forms.lists import PlacesForm, PostsForm
from compliance.policies import can_keep_notes
from compliance.presenters.columns import PLACE_COLUMNS, POST_COLUMNS, Around, Column, choices, offered, usual
from compliance.presenters.days import Subject
from compliance.presenters.follow_ups import with_notes
from compliance.presenters.lists import Listing, ListPage, Question, list_page, list_table
from compliance.reports.areas import Area, England
from compliance.reports.noted import NOT_NOTED, notes_by
from compliance.reports.rows import PLACE_ORDERS, POST_ORDERS, place_rows, post_rows
from compliance.views.asking import Rules, choices_of, listed, moment, needs_rules, rules_now, subject_of
from practitioners.models import Practitioner, Standing
from qualifications import books
from senco_portal.lib.sheets import Cell, csv_file
from senco_portal.lib.workbooks import xlsx_file
from settings.middleware import access_of
from settings.models import LocalAuthority, Setting
from settings.policies import Access

PER_PAGE = 50
AT_ONCE = 250  # rows of a table that are read together
FILES: dict[str, Callable[[str, Iterable[Sequence[Cell]]], HttpResponseBase]] = {"csv": csv_file, "xlsx": xlsx_file}
Whose = LocalAuthority | England


@require_safe
@needs_rules
def area_posts(request: HttpRequest, code: str) -> HttpResponseBase:
    """The posts of an area on a day, narrowed and sorted as the address says; as a table for spreadsheets too."""
    may, rules, called = access_of(request), rules_now(), books.names()
    area = listed(may, code)
    columns = offered(POST_COLUMNS, area)
    form = PostsForm(request.GET, called=called, **_asking("area_posts", may, area, rules, columns))
    if not form.is_valid():
        return _refused(request, "compliance/area_posts.html", area, form)
    subject = subject_of(area, rules, form)
    listing = Listing("area_posts", "post", _question(form), columns, POST_ORDERS)
    rows = post_rows(Area.of(area), form.asked, subject.terms, form.order)
    if form.file:
        if request.method == "GET":
            keep_export(exported(subject, listing, form.file), rows, access=may, at=moment())
        table = list_table(subject, listing, rows.iterator(AT_ONCE), Around(form.day, called))
        return FILES[form.file](_file_name(subject, "posts"), table)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = list_page(subject, listing, page, Around(form.day, called, _may_open(may, page)))
    found = _noted(may, area, found, [row.setting for row in page.object_list])
    return render(request, "compliance/area_posts.html", {"page": found, "form": form, "area": area})


@require_safe
@needs_rules
def area_settings(request: HttpRequest, code: str) -> HttpResponseBase:
    """The places of an area that are open on a day, likewise."""
    may, rules = access_of(request), rules_now()
    area = listed(may, code)
    columns = offered(PLACE_COLUMNS, area)
    form = PlacesForm(request.GET, **_asking("area_settings", may, area, rules, columns))
    if not form.is_valid():
        return _refused(request, "compliance/area_settings.html", area, form)
    subject = subject_of(area, rules, form)
    listing = Listing("area_settings", "setting", _question(form), columns, PLACE_ORDERS)
    rows = place_rows(Area.of(area), form.asked, subject.terms, form.order)
    if form.file:
        table = list_table(subject, listing, rows.iterator(AT_ONCE), Around(form.day))
        return FILES[form.file](_file_name(subject, "settings"), table)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = _noted(may, area, list_page(subject, listing, page, Around(form.day)), page.object_list)
    return render(request, "compliance/area_settings.html", {"page": found, "form": form, "area": area})


def _noted(may: Access, area: Whose, page: ListPage, settings: Iterable[Setting]) -> ListPage:
    """The list with the way to the notes on its settings, for who keeps them."""
    if isinstance(area, England) or not can_keep_notes(may, area):
        return page
    found = list(settings)
    return with_notes(area, page, found, notes_by(area, found, page.subject.terms.day, may))


def _question(form: ListForm) -> Question:
    return Question(form.asked, form.in_words, form.order, form.chosen)


def _asking(view: str, may: Access, area: Whose, rules: Rules, columns: "Sequence[Column[Any]]") -> dict[str, Any]:
    """What every form of a list is made with; who does not keep the area's notes asks nothing of them."""
    keeps = not isinstance(area, England) and can_keep_notes(may, area)
    own = {"columns": Columns(choices(columns), usual(columns)), "choices": choices_of(area)}
    own["refused"] = () if keeps else (NOT_NOTED,)
    return {"today": rules.today, "book": rules.book, "back": reverse(view, args=[area.code]), **own}


def _may_open(may: Access, page: "Page[Standing]") -> frozenset[int]:
    """The people of a page whose records this person may open."""
    people = [row.assessment.appointment.practitioner_id for row in page.object_list]
    return frozenset(Practitioner.objects.visible_to(may).filter(pk__in=people).values_list("pk", flat=True))


def exported(subject: Subject, listing: Listing, kind: str) -> Exported:
    """What is kept of a list that leaves as a file."""
    words, chosen = "; ".join(listing.question.words), ", ".join(listing.question.chosen)
    area = None if isinstance(subject.area, England) else subject.area
    return Exported(area, listing.what, kind, subject.terms.day, words, chosen)


def _refused(request: HttpRequest, template: str, area: Whose, form: ListForm) -> HttpResponse:
    """What was asked cannot be: why, with all that was asked, and no rows, which would be other ones."""
    return render(request, template, {"form": form, "area": area}, status=400)


def _file_name(subject: Subject, what: str) -> str:
    return f"{subject.area.code}-{what}-{subject.terms.day.isoformat()}"
