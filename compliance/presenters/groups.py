"""Groups of settings in words: which there are, and what is in one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.core.paginator import Page
from django.urls import reverse

from compliance.models import SettingGroup
from compliance.presenters.days import Subject
from compliance.presenters.lists import File, files, stamp
from compliance.reports.asked import query_of
from qualifications.rules.phrases import capital
from senco_portal.lib.sheets import Cell
from settings.enums import SettingType
from settings.models import LocalAuthority, Setting
from settings.presenters import Pages, address_of, name_of, pages_of, status_tag

_KINDS = {value: capital(label) for value, label in SettingType.choices}


class Line(NamedTuple):
    """A group in the list of groups."""

    name: str
    url: str
    many: int


class GroupsPage(NamedTuple):
    """The groups of an area; ``new_url`` is empty for who may not make one."""

    area: LocalAuthority
    lines: list[Line]
    figures_url: str
    new_url: str
    files: list[File]


class Member(NamedTuple):
    """A setting of a group. ``elsewhere``: that it is of another authority now, and which."""

    name: str
    url: str
    about: str
    elsewhere: str


class GroupPage(NamedTuple):
    """A group with a page of its settings, and ``many`` they are in all. What changes it is empty for who may not."""

    area: LocalAuthority
    name: str
    many: int
    members: list[Member]
    pages: Pages
    lists: list[tuple[str, str]]
    changes: list[tuple[str, str]]


def groups_page(area: LocalAuthority, groups: Iterable[tuple[int, str, int]], *, may_change: bool) -> GroupsPage:
    """In: of each group its key, its name, and how many settings are in it."""
    return GroupsPage(
        area=area,
        lines=[Line(name, reverse("group_detail", args=[area.code, pk]), many) for pk, name, many in groups],
        figures_url=reverse("area_by", args=[area.code, "group"]),
        new_url=reverse("group_new", args=[area.code]) if may_change else "",
        files=files(lambda kind: f"{reverse('area_groups', args=[area.code])}?format={kind}"),
    )


def groups_table(subject: Subject, page: GroupsPage) -> Iterator[Sequence[Cell]]:
    """The groups for a spreadsheet, stamped."""
    yield from stamp(subject, "Groups of settings", [])
    yield "Group", "Settings"
    yield from ((line.name, line.many) for line in page.lines)


def group_page(group: SettingGroup, page: "Page[Setting]", *, may_change: bool) -> GroupPage:
    """In: a page of the settings in the order in which they are shown."""
    area = group.authority
    rows = [_member(area, each) for each in page.object_list]
    url = reverse("group_detail", args=[area.code, group.pk])
    ways = [("Put settings in", "group_fill")]
    ways += [("Take settings out", "group_take_out")] if rows else []
    ways += [("Change its name", "group_rename"), ("Delete the group", "group_delete")]
    query = query_of({"group": (str(group.pk),)})
    return GroupPage(
        area=area,
        name=group.name,
        many=page.paginator.count,
        members=rows,
        pages=pages_of(page, lambda number: f"{url}?page={number}"),
        lists=[
            (text, f"{reverse(view, args=[area.code])}?{query}")
            for text, view in (("Posts of this group", "area_posts"), ("Its settings and who leads", "area_settings"))
        ],
        changes=[(text, reverse(view, args=[area.code, group.pk])) for text, view in ways] if may_change else [],
    )


def _member(area: LocalAuthority, place: Setting) -> Member:
    tag = status_tag(place)
    parts = [place.urn, _KINDS.get(place.setting_type, ""), place.town, tag.text if tag else ""]
    moved = place.authority_id != area.pk
    whose = place.authority.name if place.authority else "an authority that is not known"
    elsewhere = f"Of {whose} now: not counted here" if moved else ""
    return Member(name_of(place), address_of(place), ", ".join(part for part in parts if part), elsewhere)
