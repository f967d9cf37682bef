"""Groups of settings of an authority: seen by who sees the area, made and changed by who acts for it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.paginator import Page as PageOf
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from compliance.actions import groups as actions
from compliance.forms.groups import GroupDeleteForm, GroupFillForm, GroupNameForm, GroupTakeOutForm, SearchForm
from compliance.models import SettingGroup
from compliance.policies import area_grouped, area_seen, can_keep_groups
from compliance.presenters.days import Subject
from compliance.presenters.groups import group_page, groups_page, groups_table
from compliance.reports.areas import Area
from compliance.reports.rows import place_rows
from compliance.views.asking import needs_rules, rules_now
from compliance.views.lists import FILES
from practitioners.views.asking import signed
from senco_portal.lib.refusals import Refused
from settings.middleware import access_of
from settings.models import LocalAuthority, Setting
from settings.presenters import pages_of

PER_PAGE = 50
OFFERED = 100  # settings to tick, at most
writes = require_http_methods(["GET", "HEAD", "POST"])


class Page(NamedTuple):
    """A page with one form: of which area and group, what it is called, what more it says, and by which template."""

    area: LocalAuthority
    caption: str
    heading: str
    back: str
    lead: str = ""
    template: str = "compliance/group_form.html"
    more: Mapping[str, Any] = {}


@require_safe
@needs_rules
def area_groups(request: HttpRequest, code: str) -> HttpResponseBase:
    """The groups of an area; as a table for spreadsheets too, which needs a rule book for its stamp."""
    may = access_of(request)
    area = area_seen(may, code)
    rows = SettingGroup.objects.filter(authority=area).annotate(many=Count("settings")).order_by("folded")
    page = groups_page(area, rows.values_list("pk", "name", "many"), may_change=can_keep_groups(may, area))
    if file := FILES.get(request.GET.get("format", "")):
        rules = rules_now()
        name = f"{code}-groups-{rules.today.isoformat()}"
        return file(name, groups_table(Subject(area, rules.terms()), page))
    return render(request, "compliance/area_groups.html", {"page": page})


@require_safe
def group_detail(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One group with its settings."""
    may = access_of(request)
    group = _group(area_seen(may, code), pk)
    page = group_page(group, _page_of(request, group), may_change=can_keep_groups(may, group.authority))
    return render(request, "compliance/group_detail.html", {"page": page})


@writes
def group_new(request: HttpRequest, code: str) -> HttpResponseBase:
    """Makes a group; then it is to be filled."""
    may = access_of(request)
    area = area_grouped(may, code)
    page = Page(area, area.name, "Make a group", reverse("area_groups", args=[code]))
    form = GroupNameForm(request.POST or None, instance=SettingGroup(authority=area), back=page.back)

    def write() -> str:
        name = form.cleaned_data["name"]
        group = actions.make_group(area, name, access=may, signed=signed(may, "Group made"))
        messages.success(request, f"The group “{group}” was made. Now put settings in.")
        return reverse("group_fill", args=[code, group.pk])

    return _answer(request, page, form, write)


@writes
@transaction.atomic
def group_rename(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """Gives a group another name."""
    may = access_of(request)
    group = _group(area_grouped(may, code), pk)
    page = _page(group, "Change the name of the group")
    form = GroupNameForm(request.POST or None, instance=group, back=page.back)

    def write() -> str:
        actions.rename_group(group, form.cleaned_data["name"], access=may, signed=signed(may, "Group renamed"))
        messages.success(request, f"The group is called “{group}” now.")
        return page.back

    return _answer(request, page, form, write)


@writes
@needs_rules
def group_fill(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """Finds settings of the area, and puts those that are ticked, or whose numbers are given, into a group."""
    may, rules = access_of(request), rules_now()
    group = _group(area_grouped(may, code), pk)
    search = SearchForm(request.GET)
    asked = search.asked if search.is_valid() else {}
    rows = place_rows(Area(group.authority), asked, rules.terms(), "setting")
    found = list(rows.exclude(groups=group)[: OFFERED + 1]) if asked else []
    more = {"search": search, "asked": asked, "found": found, "is_cut": len(found) > OFFERED}
    page = _page(group, "Put settings in")._replace(template="compliance/group_fill.html", more=more)
    form = GroupFillForm(request.POST or None, area=group.authority, found=found[:OFFERED], back=page.back)

    def write() -> str:
        many = actions.put_in(group, form.chosen, access=may, signed=signed(may, "Settings put in"))
        messages.success(request, f"{many} setting{pluralize(many)} put in.")
        return page.back

    return _answer(request, page, form, write)


@writes
@transaction.atomic
def group_take_out(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """Takes settings out of a group: some, or all."""
    may = access_of(request)
    group = _group(area_grouped(may, code), pk)
    members = _page_of(request, group)
    more = {"pages": pages_of(members, lambda number: f"{request.path}?page={number}")}
    page = _page(group, "Take settings out", "Nothing else about these settings changes.")
    page = page._replace(template="compliance/group_take_out.html", more=more)
    form = GroupTakeOutForm(request.POST or None, instance=group, members=members, back=page.back)

    def write() -> str:
        many = actions.take_out(group, form.chosen, access=may, signed=signed(may, "Settings taken out"))
        messages.success(request, f"{many} setting{pluralize(many)} taken out.")
        return page.back

    return _answer(request, page, form, write)


@writes
@transaction.atomic
def group_delete(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """Asks why, then deletes a group; who sends that twice is told that it is done."""
    may = access_of(request)
    area = area_grouped(may, code)
    group = SettingGroup.objects.select_for_update().filter(pk=pk, authority=area).first()
    if group is None:
        return _deleted(request, area, pk)
    lead = "Its settings stay as they are. Links to its lists will not work any more."
    page = _page(group, "Delete this group?", lead)
    form = GroupDeleteForm(request.POST or None, instance=group, back=page.back)

    def write() -> str:
        name = group.name
        actions.delete_group(group, access=may, signed=signed(may, form.cleaned_data["reason"]))
        messages.success(request, f"The group “{name}” was deleted.")
        return reverse("area_groups", args=[code])

    return _answer(request, page, form, write)


def _group(area: LocalAuthority, pk: int) -> SettingGroup:
    """A group of this area. Raises Http404 for another's."""
    return get_object_or_404(SettingGroup.objects.select_related("authority"), pk=pk, authority=area)


def _deleted(request: HttpRequest, area: LocalAuthority, pk: int) -> HttpResponse:
    """Says that a group of this area was deleted already. Raises Http404 where it was not, or nothing is sent."""
    last = SettingGroup.history.filter(id=pk, authority=area).order_by("-history_id").first()
    if request.method != "POST" or last is None or last.history_type != "-":
        raise Http404
    messages.info(request, f"The group “{last.name}” was deleted already.")
    return redirect("area_groups", area.code)


def _members(group: SettingGroup) -> "QuerySet[Setting]":
    return group.settings.select_related("register_type", "authority").order_by("name", "pk")


def _page_of(request: HttpRequest, group: SettingGroup) -> "PageOf[Setting]":
    """The page of its settings that is asked for."""
    return Paginator(_members(group), PER_PAGE).get_page(request.GET.get("page"))


def _page(group: SettingGroup, heading: str, lead: str = "") -> Page:
    back = reverse("group_detail", args=[group.authority.code, group.pk])
    return Page(group.authority, group.name, heading, back, lead)


def _answer(request: HttpRequest, page: Page, form: BaseForm, write: Callable[[], str]) -> HttpResponse:
    """Shows a form, or writes what was sent and goes where that leads. What an action refuses is said on the form."""
    if form.is_valid():
        try:
            return redirect(write())
        except Refused as why:
            form.add_error(why.field if why.field in form.fields else None, str(why))
    return render(request, page.template, {**page.more, "form": form, "page": page})
