"""All the questions that the page of an area asks, with their numbers, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.db.models import F

from compliance.enums import Contradiction, EarlyYearsSenco, Succession
from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms, within
from compliance.reports.early_years import EARLY, EARLY_YEARS
from compliance.reports.figures import Figure, Source, count_asked, count_by
from compliance.reports.grouping import NONE
from compliance.reports.places import VACANCIES, place_columns, place_condition, places_on
from compliance.reports.posts import post_columns, post_condition, posts_on
from qualifications.enums import Role
from qualifications.rules.designation import Result as Designated
from qualifications.rules.standing import NOT_IN_POST, Status
from settings.enums import SettingType

Figures = Mapping[str, Figure]
Questions = Mapping[str, Asked]
Numbers = dict[str, list[int]]  # by kind of setting, in the order of questions

# Only who leads counts as SENCo; statute is never added to what is expected or encouraged.
_LEADS: Asked = {"role": (Role.SENCO.value,)}
_STATUTE: Asked = {"duty": ("must",)}
_SENCOS: Asked = {**_STATUTE, **_LEADS}
STATUSES = tuple(status for status in Status if status not in NOT_IN_POST)
# Who may still have to begin a course, as far as anybody knows.
MAY_HAVE_TO_BEGIN = (Status.IN_WINDOW.value, Status.CANNOT_TELL.value)
SAFE_START_WITHIN, DEADLINE_WITHIN = 90, 180  # days


class Dashboard(NamedTuple):
    """Figures by their names: of posts, of places, and of both by kind of setting, for the kinds that there are."""

    posts: Figures
    places: Figures
    kinds: Mapping[str, tuple[Figures, Figures]]


def dashboard(area: Area, terms: Terms) -> Dashboard:
    """An area on a day, in two queries."""
    posts = _Counted(post_questions(terms), KIND_POSTS, _posts(area, terms))
    places = _Counted(place_questions(), KIND_PLACES, _places(area, terms))
    kinds = [kind for kind in SettingType.values if kind in posts.found or kind in places.found]
    return Dashboard(posts.whole(), places.whole(), {kind: (posts.of(kind), places.of(kind)) for kind in kinds})


class _Counted:
    """Questions about an area and about each kind of setting in it, counted together, kind by kind."""

    def __init__(self, whole: Questions, each: Questions, source: Source) -> None:
        self._whole, self._each = whole, each
        self.found = count_asked(source, "setting_type", [*whole.values(), *each.values()])

    def whole(self) -> Figures:
        """What all kinds come to."""
        numbers = [sum(column) for column in zip(*self.found.values(), strict=True)] or [0] * len(self._whole)
        return _named(self._whole, numbers[: len(self._whole)])

    def of(self, kind: str) -> Figures:
        """One kind alone; of one that is not there, none."""
        numbers = self.found.get(kind, [0] * (len(self._whole) + len(self._each)))
        own = {name: {**asked, "setting_type": (kind,)} for name, asked in self._each.items()}
        return _named(own, numbers[len(self._whole) :])


def _posts(area: Area, terms: Terms) -> Source:
    condition = partial(post_condition, terms=terms)
    return Source(("posts", area, terms), lambda: posts_on(area, terms), post_columns(terms), condition)


def _places(area: Area, terms: Terms) -> Source:
    """How the SENCo of early years stands is looked up once a place, and not once for each question about it."""
    condition = partial(place_condition, terms=terms)
    return Source(
        ("places", area, terms),
        lambda: places_on(area, terms).annotate(**{EARLY: F(EARLY)}),
        place_columns(terms),
        condition,
    )


def _named(questions: Questions, numbers: Sequence[int]) -> Figures:
    return {name: Figure(asked, number) for (name, asked), number in zip(questions.items(), numbers, strict=True)}


# What is asked of each kind of setting, and of each phase, trust or group.
KIND_POSTS: Questions = {
    "sencos": _LEADS,
    "holders": {**_LEADS, "holds": ("yes",)},
    Status.OVERDUE.value: {**_LEADS, "status": (Status.OVERDUE.value,)},
    Status.AT_RISK.value: {**_LEADS, "status": (Status.AT_RISK.value,)},
}
KIND_PLACES: Questions = {"places": {}, "led": {"has_senco": ("yes",)}}


# What is asked of the SENCos of each kind of early-years setting.
_EARLY_YEARS: Questions = {
    "chase": {"chase": ("yes",)},
    "contradictions": {"contradiction": tuple(Contradiction.values)},
}

# And of its settings: as the Department counts, which counts no people.
_EARLY_PLACES: Questions = {
    "led": {"has_senco": ("yes",)},
    **{each: {EARLY: (each,)} for each in EarlyYearsSenco.values},
    "silent": {"told": ("no",)},
}


def post_questions(terms: Terms) -> Questions:
    """What the page of an area asks of posts, by name."""
    return {
        "sencos": _SENCOS,
        **{status.value: {**_SENCOS, "status": (status.value,)} for status in STATUSES},
        "holders": {**_SENCOS, "holds": ("yes",)},
        "review": {**_SENCOS, "review": ("yes",)},
        Designated.NOT_OK.value: {**_SENCOS, "designation": (Designated.NOT_OK.value,)},
        Designated.UNKNOWN.value: {**_SENCOS, "designation": (Designated.UNKNOWN.value,)},
        "assistants": {**_STATUTE, "role": (Role.ASSISTANT_SENCO.value,)},
        **{f"contradiction_{each}": {**_SENCOS, "contradiction": (each,)} for each in Contradiction.values},
        **_tasks(terms),
        **{
            f"{kind}_{name}": {**_LEADS, "setting_type": (kind,), **asked}
            for kind in EARLY_YEARS
            for name, asked in _EARLY_YEARS.items()
        },
    }


def _tasks(terms: Terms) -> Questions:
    """What needs doing now, besides who is overdue."""
    day = terms.day.isoformat()
    return {
        "safe_start": {
            **_SENCOS,
            "status": MAY_HAVE_TO_BEGIN,
            "safe_from": (day,),
            "safe_to": (within(SAFE_START_WITHIN, terms),),
        },
        "deadline": {
            **_SENCOS,
            "holds": ("no",),
            "deadline_from": (day,),
            "deadline_to": (within(DEADLINE_WITHIN, terms),),
        },
        "chase": {**_SENCOS, "chase": ("yes",)},
        **{f"succession_{each}": {**_SENCOS, "succession": (each,)} for each in Succession.values},
    }


def place_questions() -> Questions:
    """What the page of an area asks of places, by name."""
    return {
        "schools": _STATUTE,
        "led": {**_STATUTE, "has_senco": ("yes",)},
        "silent": {**_STATUTE, "told": ("no",)},
        "vacant": {**_STATUTE, "vacant": VACANCIES[:-1]},
        **{band: {**_STATUTE, "vacant": (band,)} for band in VACANCIES},
        **{kind: {"setting_type": (kind,)} for kind in EARLY_YEARS},
        **{
            f"{kind}_{name}": {"setting_type": (kind,), **asked}
            for kind in EARLY_YEARS
            for name, asked in _EARLY_PLACES.items()
        },
        "unknown_kind": {"setting_type": (NONE,)},
    }


# What the list of areas says of each: SENCos of schools, who of them holds, and who is overdue.
_HEADLINE = ("sencos", "holders", Status.OVERDUE.value)


def headlines(areas: list[int], terms: Terms) -> dict[int, Figures]:
    """In: the keys of authorities. Out: of each its headline, in one query."""
    asked = post_questions(terms)
    questions = {name: asked[name] for name in _HEADLINE}
    conditions = [post_condition(each, terms) for each in questions.values()]
    found = count_by(posts_on(Area(), terms).filter(authority__in=areas), "authority", conditions)
    return {area: _named(questions, found.get(area, [0] * len(questions))) for area in areas}
