"""All authorities side by side, in two queries: the same questions as those of an area's page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from compliance.reports.areas import NOWHERE, Area
from compliance.reports.asked import Terms
from compliance.reports.dashboard import Questions, place_questions, post_questions
from compliance.reports.early_years import EARLY_YEARS
from compliance.reports.figures import count_once
from compliance.reports.places import place_condition, places_on
from compliance.reports.posts import post_condition, posts_on
from qualifications.rules.standing import Status
from settings.models import LocalAuthority

# How many, by the names of the questions.
Numbers = Mapping[str, int]
POSTS = ("sencos", "holders", Status.OVERDUE.value, Status.AT_RISK.value, Status.CANNOT_TELL.value)
PLACES = ("schools", "vacant", "silent", *(name for kind in EARLY_YEARS for name in (kind, f"{kind}_led")))


def england_questions(terms: Terms) -> Questions:
    """What is asked of every authority, by name."""
    asked = {**post_questions(terms), **place_questions()}
    return {name: asked[name] for name in (*POSTS, *PLACES)}


def england(terms: Terms) -> dict[int | None, Numbers]:
    """Of every authority that has anything on the day, by its key, the numbers; of none what no authority has."""
    return _by("authority", terms)


def by_region(terms: Terms) -> dict[str, Numbers]:
    """The same of each region, by its code, in two queries; what no authority has is nowhere."""
    return {region or NOWHERE: numbers for region, numbers in _by("authority__region", terms).items()}


def _by(path: str, terms: Terms) -> dict[Any, Numbers]:
    asked = england_questions(terms)
    posts = count_once(
        ("england's posts", path, terms),
        path,
        lambda: (posts_on(Area(), terms), [post_condition(asked[name], terms) for name in POSTS]),
    )
    places = count_once(
        ("england's places", path, terms),
        path,
        lambda: (places_on(Area(), terms), [place_condition(asked[name], terms) for name in PLACES]),
    )
    return {
        key: Counter(
            dict(zip(POSTS, posts.get(key, ()), strict=False)) | dict(zip(PLACES, places.get(key, ()), strict=False))
        )
        for key in {*posts, *places}
    }


def regions(found: Mapping[int | None, Numbers], authorities: Iterable[LocalAuthority]) -> dict[str, Numbers]:
    """In: the numbers of authorities. Out: those of each region, likewise."""
    region = {each.pk: each.region for each in authorities}
    sums: dict[str, Counter[str]] = {}
    for key, numbers in found.items():
        sums.setdefault(region.get(key, NOWHERE) if key else NOWHERE, Counter()).update(numbers)
    return dict(sums)


def whole(found: Iterable[Numbers]) -> Numbers:
    """What all come to."""
    sums = Counter[str]()
    for numbers in found:
        sums.update(numbers)
    return sums
