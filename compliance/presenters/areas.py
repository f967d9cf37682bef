"""Areas in figures: each number with its words and the address of the list that it counts."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from compliance.enums import Contradiction, EarlyYearsSenco, Succession
from compliance.presenters.days import Subject
from compliance.reports.dashboard import (
    DEADLINE_WITHIN,
    SAFE_START_WITHIN,
    STATUSES,
    Dashboard,
    Figures,
)
from compliance.reports.early_years import EARLY_YEARS
from compliance.reports.figures import Figure
from compliance.reports.succession import LEAVES_WITHIN
from practitioners.presenters.posts import WORST_FIRST
from qualifications.checker.lines import COLOURS, TAGS
from qualifications.rules.phrases import capital
from qualifications.rules.standing import Status
from settings.enums import SettingType

POSTS, PLACES = "area_posts", "area_settings"
Named = Sequence[tuple[str, str]]
CHASED, CONTRADICTED = "Outcome of a course expected by now, and not recorded", "What is recorded cannot all be right"
TASKS = (
    (Status.OVERDUE.value, "Overdue: the deadline has passed and nothing accepted is held"),
    ("safe_start", f"Latest safe start of a course in the next {SAFE_START_WITHIN} days, none under way"),
    ("deadline", f"Deadline in the next {DEADLINE_WITHIN} days, nothing accepted held yet"),
    ("chase", CHASED),
    *(
        (f"succession_{each}", f"The only SENCo leaves in the next {LEAVES_WITHIN} days: {each.label}")
        for each in Succession
    ),
)
# Columns that a list needs to be of use, where the usual ones do not say it.
WITH_COURSE = ("person", "setting", "status", "deadline", "expected")
_SHOWN = {
    **{f"succession_{each}": ("person", "setting", "status", "ended", "after") for each in Succession.values},
    **dict.fromkeys(("chase", *(f"{kind}_chase" for kind in EARLY_YEARS)), WITH_COURSE),
}
CHECKS = (
    ("not_ok", "Who may not be the SENCo, as far as the facts go"),
    ("unknown", "Not known whether they may be the SENCo"),
    ("review", "To be checked by a person"),
    *((f"contradiction_{each}", capital(each.label)) for each in Contradiction),
    ("assistants", "Assistant SENCos, counted nowhere else on this page"),
)
SCHOOLS = (
    ("schools", "Schools that must have a SENCo"),
    ("led", "With a SENCo"),
    ("vacant", "Vacant: somebody was SENCo, nobody is now"),
    ("to_30", "Vacant for up to 30 days"),
    ("31_to_90", "Vacant for 31 to 90 days"),
    ("over_90", "Vacant for more than 90 days"),
    ("coming", "The first SENCo on record has yet to begin"),
    ("silent", "Have told us nothing of a SENCo"),
)
# Settings of early years, by what is asked of them.
_EARLY_PLACES = (
    ("led", "With a named SENCo"),
    (EarlyYearsSenco.HOLDS.value, "Whose SENCo holds the Level 3 award, or another that counts"),
    (EarlyYearsSenco.WORKING.value, "Whose SENCo works towards it"),
    (EarlyYearsSenco.UNKNOWN.value, "Of whose SENCo it cannot be told"),
    (EarlyYearsSenco.NEITHER.value, "Whose SENCo neither holds it nor works towards it"),
    ("silent", "Have told us nothing of a SENCo"),
)
# What the list of areas says of each.
HEADLINE = (("sencos", "SENCos"), ("holders", "Qualified"), (Status.OVERDUE.value, "Overdue"))
# By what else an area is parted, on pages of their own.
WAYS = {"phase": "By phase", "trust": "By trust or chain", "group": "By groups that the authority makes"}
KIND_COLUMNS = ("Kind of setting", "Settings", "With a SENCo", "SENCos", "Qualified", "Overdue", "At risk")


class Count(NamedTuple):
    """A number with its words, and where its list is; ``colour`` where the words are a tag.

    ``share``: how many of a hundred it is, or of how many people, where that is said.
    """

    text: str
    number: int
    url: str
    colour: str = ""
    share: str = ""

    @property
    def written(self) -> str:
        """The number as it is read: 3,105."""
        return f"{self.number:,}"


class Section(NamedTuple):
    """Figures under one heading. ``of``: what a screen reader says of each, where other sections have the same."""

    id: str
    heading: str
    lead: str
    counts: list[Count]
    of: str = ""


class Kind(NamedTuple):
    """A row of the table of kinds."""

    name: str
    counts: list[Count]


class AreaPage(NamedTuple):
    """All that the page of an area says. ``share``: who holds the qualification, of all SENCos, in words."""

    subject: Subject
    sencos: Count
    holders: Count
    share: str
    sections: list[Section]
    columns: Sequence[str]
    kinds: list[Kind]
    unknown: Count
    ways: list[tuple[str, str]]
    area_url: str
    report_url: str
    tidy_url: str


class AreaLine(NamedTuple):
    """An area in the list of areas: its numbers, in the order of their columns."""

    name: str
    url: str
    counts: list[Count]


def area_page(subject: Subject, found: Dashboard, *tasks: Count) -> AreaPage:
    """The page of an area. In: what else needs doing, for who is to do it."""
    posts, places = found.posts, found.places
    sencos, holders = posts["sencos"], posts["holders"]
    return AreaPage(
        subject=subject,
        sencos=_count(subject, POSTS, "SENCos of these schools", sencos),
        holders=_count(subject, POSTS, "Qualified", holders),
        share=share(holders.number, sencos.number),
        sections=[
            Section("tasks", "What needs doing now", "", [*_counts(subject, POSTS, TASKS, posts), *tasks]),
            Section("statuses", "SENCos by status", "", _statuses(subject, posts)),
            Section("checks", "To look into", "", _counts(subject, POSTS, CHECKS, posts)),
            Section("schools", "Schools with and without a SENCo", "", _counts(subject, PLACES, SCHOOLS, places)),
            *(_early_years(subject, kind, found) for kind in EARLY_YEARS),
        ],
        columns=KIND_COLUMNS,
        kinds=[_kind(subject, kind, *figures) for kind, figures in found.kinds.items()],
        unknown=_count(subject, PLACES, "Settings whose kind is not known", places["unknown_kind"]),
        ways=[(text, subject.address("area_by", args=[way])) for way, text in WAYS.items()],
        area_url=subject.address("area_dashboard"),
        report_url=subject.address("area_report"),
        tidy_url=subject.address("area_tidy"),
    )


def area_lines(subjects: Iterable[Subject], found: Iterable[Figures]) -> list[AreaLine]:
    """The areas that somebody may see. In: of each its headline, by the names of its figures."""
    return [
        AreaLine(
            subject.area.name,
            subject.address("area_dashboard"),
            [_shared(_count(subject, POSTS, text, figures[name]), name, figures) for name, text in HEADLINE],
        )
        for subject, figures in zip(subjects, found, strict=True)
    ]


def _shared(count: Count, name: str, figures: Figures) -> Count:
    """Of who holds, their share of SENCos, too."""
    return count._replace(share=share(count.number, figures["sencos"].number)) if name == "holders" else count


def share(part: int, whole: int) -> str:
    """How many of a hundred; all only where it is all, and none only where it is none. Nothing of nobody."""
    if not whole:
        return ""
    percent = round(100 * part / whole)
    return f"{percent if part in (0, whole) else min(99, max(1, percent))}%"


def _count(subject: Subject, view: str, text: str, figure: Figure, colour: str = "") -> Count:
    return Count(text, figure.number, subject.address(view, figure.asked), colour)


def _counts(subject: Subject, view: str, named: Named, figures: Figures) -> list[Count]:
    return [_count(subject, view, text, _shown(name, figures[name])) for name, text in named]


def _shown(name: str, figure: Figure) -> Figure:
    return Figure({**figure.asked, "columns": _SHOWN[name]}, figure.number) if name in _SHOWN else figure


def _statuses(subject: Subject, figures: Figures) -> list[Count]:
    """The worst first; those that mark something are there even where nobody has them."""
    there = [status for status in WORST_FIRST if status in STATUSES]
    return [_count(subject, POSTS, TAGS[each], figures[each.value], COLOURS[each]) for each in there]


def _early_years(subject: Subject, kind: str, found: Dashboard) -> Section:
    """Not asked by statute, and so never added to schools."""
    places = [(f"{kind}_{name}", text) for name, text in _EARLY_PLACES]
    posts = [(f"{kind}_chase", CHASED), (f"{kind}_contradictions", CONTRADICTED)]
    every, led, *rest = _counts(subject, PLACES, [(kind, "All that are open"), *places], found.places)
    led = led._replace(share=share(led.number, every.number))
    counts = [every, led, *rest, *_counts(subject, POSTS, posts, found.posts)]
    whose = "childminders" if kind == SettingType.CHILDMINDER else "groups"
    lead = "No law asks for a qualification here. These are not in the figures above." if subject.is_apart else ""
    return Section(kind, f"Early years: {whose}", lead, counts, whose)


def _kind(subject: Subject, kind: str, posts: Figures, places: Figures) -> Kind:
    columns = iter(KIND_COLUMNS[1:])
    counts = [_count(subject, PLACES, next(columns), figure) for figure in places.values()]
    counts += [_count(subject, POSTS, next(columns), figure) for figure in posts.values()]
    return Kind(capital(SettingType(kind).label), counts)
