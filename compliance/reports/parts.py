"""An area by phase, by trust or chain, or by the groups that its authority makes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.dashboard import KIND_PLACES, KIND_POSTS, Figures, Questions
from compliance.reports.early_years import EARLY_YEARS
from compliance.reports.figures import Figure, count_by
from compliance.reports.grouping import NONE
from compliance.reports.places import place_condition, places_on
from compliance.reports.posts import post_condition, posts_on

GROUP, KIND = "group", "kind"
# By what an area is parted: the parameter of the lists, and the way from a setting to it.
WAYS = {"phase": ("phase", "phase"), "trust": ("trust", "trust"), GROUP: ("group", "groups")}
WAYS[KIND] = ("setting_type", "setting_type")
# Schools with a duty, and beside them, never added up, each kind of early years: what is asked of them.
KINDS: Mapping[str, Asked] = {
    "schools": {"duty": ("must",)},
    **{kind: {"setting_type": (kind,)} for kind in EARLY_YEARS},
}


class _Rows(NamedTuple):
    """Rows of an area, the way from one to its setting, what makes a filter of a question, and what is asked."""

    rows: "QuerySet[Any]"
    path: str
    condition: Callable[[Asked], Q]
    questions: Questions


def parts(area: Area, way: str, kind: str, terms: Terms) -> dict[str, Figures]:
    """In: one of WAYS and one of KINDS. Out: by its value in an address every part that has any of the kind, with none.

    A setting in two groups is counted in both; only an authority has groups. Two queries; of groups four, for what is
    in none is no row of theirs. By kind of setting all kinds are there, whichever is said.
    """
    # A post is of the kind that its setting had where it was decided, and so is the list of it.
    to_setting = "" if way == KIND else "setting__"
    places = _Rows(places_on(area, terms), "", partial(place_condition, terms=terms), KIND_PLACES)
    posts = _Rows(posts_on(area, terms), to_setting, partial(post_condition, terms=terms), KIND_POSTS)
    base = _base(way, kind)
    counted = [(source.questions, _counted(source, area, way, base)) for source in (places, posts)]
    values = {value for _, found in counted for value in found}
    return {value: figures_of(way, value, kind, counted) for value in values}


def figures_of(way: str, value: str, kind: str, counted: "list[tuple[Questions, dict[str, list[int]]]]") -> Figures:
    """The figures of one part, each with its question; of one that nothing was counted of, none."""
    own = {**_base(way, kind), WAYS[way][0]: (value,)}
    return {
        name: Figure({**asked, **own}, number)
        for questions, found in counted
        for (name, asked), number in zip(questions.items(), found.get(value, [0] * len(questions)), strict=True)
    }


def no_figures(way: str, value: str, kind: str) -> Figures:
    """Those of a part that has nothing of the kind."""
    return figures_of(way, value, kind, [(KIND_PLACES, {}), (KIND_POSTS, {})])


def _base(way: str, kind: str) -> Asked:
    return {} if way == KIND else KINDS[kind]


def _counted(source: _Rows, area: Area, way: str, base: Asked) -> dict[str, list[int]]:
    """By each value, as an address says it."""
    rows, column = source.rows.filter(source.condition(base)), f"{source.path}{WAYS[way][1]}"
    asked = [source.condition(each) for each in source.questions.values()]
    if way == KIND:
        rows = rows.exclude(setting_type="")
    if way != GROUP or area.authority is None:
        return {value or NONE: numbers for value, numbers in count_by(rows, column, asked).items()}
    own = count_by(rows.filter(**{f"{column}__authority": area.authority}), column, asked)
    rest = count_by(rows.filter(source.condition({GROUP: (NONE,)})), "authority", asked)
    found = {str(key): numbers for key, numbers in own.items()}
    none = rest.get(area.authority.pk)
    return {**found, NONE: none} if none else found
