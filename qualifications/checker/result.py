"""The answer as a page shows it: what it comes to, by when, what to do next, and why."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from qualifications.checker.advice import next_steps
from qualifications.checker.calendar import Day, days_to_come
from qualifications.checker.caveat import Caveat, caveat
from qualifications.checker.lines import COLOURS, DESIGNATIONS, REQUIREMENTS, TAGS, Line, away, lines
from qualifications.checker.timeline import Timeline, timeline
from qualifications.rules.answer import Answer, answer
from qualifications.rules.assess import Decision, assess
from qualifications.rules.book import Book
from qualifications.rules.dates import in_words
from qualifications.rules.designation import Result as Designated
from qualifications.rules.explain import Explained, explain
from qualifications.rules.facts import Case
from qualifications.rules.phrases import Names, capital, standing_in_words
from qualifications.rules.readings import OtherReading, other_readings
from qualifications.rules.sentences import title
from qualifications.rules.standing import Status
from qualifications.rules.steps import Step
from qualifications.rules.terms import Requirement
from qualifications.rules.unknowns import unknown_steps


class Other(NamedTuple):
    """Another reading of the text: what it says, and each part of the answer that would differ."""

    reading: OtherReading
    lines: list[Line]


class Summary(NamedTuple):
    """An answer in short. ``caveat``: that the person may not be the SENCo, or that it is not known."""

    answer: Answer
    headline: str
    caveat: Caveat | None
    tag: str
    colour: str
    lines: list[Line]
    next_steps: list[str]

    @property
    def next_step(self) -> str:
        return _next_step(self.next_steps)


class Result(NamedTuple):
    """All that the page of an answer shows: the parts of a summary, then its reasons."""

    answer: Answer
    headline: str
    caveat: Caveat | None
    tag: str
    colour: str
    lines: list[Line]
    next_steps: list[str]
    decision: Decision
    to_come: list[Day]
    steps: list[Step]
    unknown: list[Step]
    others: list[Other]
    timeline: Timeline
    rule_title: str

    @property
    def next_step(self) -> str:
        return _next_step(self.next_steps)

    @property
    def deciding(self) -> list[Step]:
        """The steps that the answer turns on."""
        return [step for step in self.steps if step.decides]

    @property
    def beside(self) -> list[Step]:
        """The other steps, which do not change it."""
        return [step for step in self.steps if not step.decides]


def _next_step(steps: list[str]) -> str:
    """All that is to be done next, as sentences that follow each other."""
    return " ".join(steps)


def result(case: Case, book: Book, day: date, names: Names) -> Result:
    """Decides a case and puts the decision in words. Raises NoRuleGoverns where the book has a gap."""
    decision = assess(case, book)
    subject = Explained(case, book, decision, day, names)
    unknown = list(unknown_steps(case, book, decision, day))
    short = summary(subject)
    return Result(
        *short,
        decision=decision,
        to_come=days_to_come(short.answer, day),
        steps=[step for step in explain(subject) if step not in unknown],
        unknown=unknown,
        others=[_other(other, names, day) for other in other_readings(case, book, day, decision)],
        timeline=timeline(decision, day, names),
        rule_title=title(decision.rule, book, names),
    )


def summary(subject: Explained) -> Summary:
    """A decision on a day in short."""
    decision, day = subject.decision, subject.day
    found = answer(decision, day)
    return Summary(
        answer=found,
        headline=f"{capital(standing_in_words(decision, day))}.",
        caveat=caveat(found, subject),
        tag=TAGS[found.status],
        colour=COLOURS[found.status],
        lines=lines(found, decision, day, subject.names),
        next_steps=next_steps(found, subject),
    )


_PARTS = {
    "designation": "May this person be the SENCo?",
    "requirement": "Requirement",
    "required_qualification": "Qualification",
    "route": "Way to meet it",
    "deadline": "Deadline",
    "status": "Status",
    "latest_safe_start": "Latest safe start of a course",
    "exemption": "Exemption",
    "held": "Held",
}


def _other(other: OtherReading, names: Names, day: date) -> Other:
    return Other(other, differing(other.differs, names, day))


def differing(differs: Mapping[str, object], names: Names, day: date) -> list[Line]:
    """Parts of another answer, by their names, in words."""
    return [Line(_PARTS[name], _part(name, value, names, day)) for name, value in differs.items()]


def _part(name: str, value: object, names: Names, day: date) -> str:
    """One part of another reading's answer, in words."""
    if isinstance(value, date):
        return f"{in_words(value)}, {away(value, day)}"
    if isinstance(value, Status):
        return TAGS[value]
    if isinstance(value, Requirement):
        return REQUIREMENTS[value]
    if isinstance(value, Designated):
        return DESIGNATIONS[value]
    if value is None:
        return "None"
    return str(value).replace("_", " ") if name == "exemption" else names.qualification(str(value))
