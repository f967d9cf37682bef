"""The report of an area: the figures of its page, in the order and the words of a paper for a committee."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from compliance.enums import Contradiction
from compliance.presenters.areas import CHASED, CONTRADICTED, SCHOOLS, AreaPage, Count, Section, area_page
from compliance.presenters.days import Subject
from compliance.reports.dashboard import Dashboard
from compliance.reports.early_years import EARLY_YEARS
from qualifications.checker.lines import TAGS
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import capital
from qualifications.rules.standing import Status

_MEANINGS = {
    Status.OVERDUE: "The deadline has passed, and no qualification that counts is held.",
    Status.AT_RISK: "It was too late to begin a course that ends in time, or the one begun will end too late.",
    Status.CANNOT_TELL: "A fact that is not on record would change the answer.",
    Status.IN_WINDOW: "Nothing is held yet, and there is still time to begin a course.",
    Status.NOT_HELD: "A qualification is asked for without a deadline; none is held, and no course has begun.",
    Status.WORKING_TOWARDS: "The same, and a course has begun.",
    Status.ON_TRACK: "A course has begun and should end by the deadline.",
    Status.MET_LATE: "A qualification is held. It came after the deadline.",
    Status.MET: "A qualification is held, and was by the deadline if there is one.",
    Status.EXEMPT: "The law lets this person do without one.",
    Status.NOT_APPLICABLE: "No rule asks for a qualification here.",
}
EARLY_NAMES = ("groups", "childminders")  # in the order of EARLY_YEARS
_FOR_OFFICERS = {CHASED, CONTRADICTED, *(capital(each.label) for each in Contradiction)}


class Explained(NamedTuple):
    """A figure with what its word means."""

    figure: Count
    meaning: str


class EarlyYearsRow(NamedTuple):
    """A figure of settings of early years, of each kind by itself."""

    text: str
    counts: list[Count]


class Report(NamedTuple):
    """All that the report says. ``schools``: the figures of schools with and without a SENCo, by their names."""

    page: AreaPage
    day: str
    made_on: str
    schools: Mapping[str, Count]
    vacancies: list[Count]
    overdue: Count
    at_risk: Count
    statuses: list[Explained]
    tasks: Section
    checks: Section
    early_years: list[EarlyYearsRow]


def report(subject: Subject, found: Dashboard) -> Report:
    """The report of an area on a day."""
    page = area_page(subject, found)
    sections = {each.id: each for each in page.sections}
    schools = dict(zip((name for name, _ in SCHOOLS), sections["schools"].counts, strict=True))
    meanings = {TAGS[status]: text for status, text in _MEANINGS.items()}
    by_word = {count.text: count for count in sections["statuses"].counts}
    return Report(
        page=page,
        day=in_words(subject.terms.day),
        made_on=in_words(subject.asked_on),
        schools=schools,
        vacancies=[count for name, count in schools.items() if name not in ("schools", "led")],
        overdue=by_word[TAGS[Status.OVERDUE]],
        at_risk=by_word[TAGS[Status.AT_RISK]],
        statuses=[Explained(count, meanings[count.text]) for count in sections["statuses"].counts],
        tasks=sections["tasks"],
        checks=_for_a_committee(sections["checks"]),
        early_years=_side_by_side([_for_a_committee(sections[kind]).counts for kind in EARLY_YEARS]),
    )


def _for_a_committee(section: Section) -> Section:
    """Without slips in the records and courses of early years, which officers look into."""
    return section._replace(counts=[count for count in section.counts if count.text not in _FOR_OFFICERS])


def _side_by_side(kinds: Sequence[Sequence[Count]]) -> list[EarlyYearsRow]:
    """The same figures of each kind, which nobody adds up. A count says of which kind it is."""
    rows = zip(*kinds, strict=True)
    return [EarlyYearsRow(each[0].text, list(map(_of_kind, each, EARLY_NAMES))) for each in rows]


def _of_kind(count: Count, name: str) -> Count:
    return count._replace(text=f"{count.text}, {name}")
