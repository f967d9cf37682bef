"""A person's posts, courses and awards on one line: where each stands in a drawing, and the same as text."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from practitioners.assessments.cases import spells_of
from practitioners.models import Appointment, Award, Enrolment, Practitioner, PriorPost
from practitioners.presenters.days import partly
from practitioners.presenters.posts import gaps_between, what
from qualifications.checker.timeline import WIDTH, Scale, Tick
from qualifications.rules.dates import in_words
from qualifications.rules.facts import Outcome
from qualifications.rules.phrases import capital
from senco_portal.lib.govuk_forms.partial_dates import PartialDate

_LEFT = 48  # room for the numbers
_ROW, _TOP = 28, 36
_SHORTEST = 3  # what can be seen of a bar
Span = tuple[date, date]


class Fact(NamedTuple):
    """Something of a person: what it is, in words, its days as far as they are certain, and those that it may be.

    A day that is not known, or still open, is the first or the last that there is.
    """

    kind: str
    text: str
    certain: Span | None = None
    rough: Span | None = None


class Bar(NamedTuple):
    """Days of one look."""

    kind: str
    x: int
    width: int


class Entry(NamedTuple):
    """A row of the drawing, and its words; ``mark`` is where a day by itself stands."""

    number: int
    kind: str
    text: str
    y: int
    bars: list[Bar]
    mark: int | None


class PersonTimeline(NamedTuple):
    """All entries in the order of their days; ``undated`` are those of which no day is known."""

    entries: list[Entry]
    undated: list[str]
    ticks: list[Tick]
    today: int
    height: int
    width: int = WIDTH

    @property
    def line(self) -> int:
        """How high the line of years is."""
        return self.height - _TOP


def person_timeline(person: Practitioner, posts: Iterable[Appointment], today: date) -> PersonTimeline | None:
    """In: a person with all that was told of them, and their posts. None where nothing is recorded."""
    held = [*(fact for post in posts for fact in _post(post, today)), *map(_prior, person.prior_posts.all())]
    facts = [*held, *map(_course, person.enrolments.all()), *map(_award, person.awards.all()), *_gaps(held, today)]
    if not facts:
        return None
    dated = sorted((fact for fact in facts if _days(fact)), key=lambda fact: min(_days(fact)))
    days = [today, *(day for fact in dated for day in _days(fact))]
    scale = Scale(min(days), max(days), _LEFT)
    return PersonTimeline(
        [_entry(number, fact, scale, today) for number, fact in enumerate(dated, start=1)],
        [fact.text for fact in facts if not _days(fact)],
        scale.ticks,
        scale.place(today),
        _TOP * 2 + _ROW * len(dated),
    )


def _post(post: Appointment, today: date) -> Iterator[Fact]:
    """A post at each setting that it was at."""
    for spell in spells_of(post):
        begins = "from" if spell.first > today else "since"
        days = (
            f"{in_words(spell.first)} to {in_words(spell.last)}" if spell.last else f"{begins} {in_words(spell.first)}"
        )
        yield Fact("post", f"{spell.setting}, {what(post)}: {days}", (spell.first, spell.last or date.max))


def _prior(row: PriorPost) -> Fact:
    """An earlier post that was told: what is known roughly began and ended some day of the month or year."""
    started = PartialDate(row.started_on, row.started_to) if row.started_on else None
    ended = PartialDate(row.ended_on, row.ended_to) if row.ended_on else None
    rough = started.first if started else date.min, ended.last if ended else date.max
    certain = (started.last, ended.first) if started and ended and started.last <= ended.first else None
    days = " to ".join(partly(day.first, day.to) if day else "a day that is not known" for day in (started, ended))
    return Fact("told", f"{row}, as it was told: {days}", certain, rough)


def _course(row: Enrolment) -> Fact:
    last = row.ended_on or row.expected_completion_on
    until = f" to {in_words(last)}" if last else ""
    expected = " (expected)" if last and not row.ended_on else ""
    days = f"{in_words(row.started_on)}{until}{expected}"
    return Fact("course", f"{row.qualification}, course: {days}", (row.started_on, last or row.started_on))


def _award(row: Award) -> Fact:
    outcome = "awarded" if row.outcome == Outcome.PASSED else row.get_outcome_display()
    day = row.awarded_on
    when = in_words(day) if day else "on a day that is not known"
    return Fact("award", f"{row.qualification}, {outcome}: {when}", (day, day) if day else None)


def _gaps(held: Iterable[Fact], today: date) -> Iterator[Fact]:
    """Days in no post, as far as it is recorded; what may have been a day of one is not of these."""
    spans = [span for fact in held if (span := fact.rough or fact.certain)]
    for gap in gaps_between(spans, today) if spans else ():
        yield Fact("gap", f"No post is recorded: {gap.text}", (gap.first, gap.last or today))


def _days(fact: Fact) -> list[date]:
    """The days of something that are known."""
    return [day for span in (fact.certain, fact.rough) if span for day in span if day not in (date.min, date.max)]


def _entry(number: int, fact: Fact, scale: Scale, today: date) -> Entry:
    spans = (("rough", fact.rough), (fact.kind, fact.certain))
    bars = [_bar(kind, span, scale, today) for kind, span in spans if span]
    mark = scale.place(min(_days(fact))) if fact.kind in ("course", "award") else None
    return Entry(number, fact.kind, capital(fact.text), _TOP + _ROW * (number - 1) + _ROW // 2, bars, mark)


def _bar(kind: str, span: Span, scale: Scale, today: date) -> Bar:
    """From a day to another; what is open goes on to today, and what is to come to its end."""
    first, last = span
    last = max(first, today) if last == date.max else last
    x = scale.place(first)
    return Bar(kind, x, max(scale.place(last) - x, _SHORTEST))
