"""Plain words for days, kinds of places, qualifications and statuses. The names of things come from the caller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qualifications.rules.assess import Decision
from qualifications.rules.book import Rule
from qualifications.rules.dates import day_after, day_before, in_words
from qualifications.rules.standing import Status, standing
from qualifications.rules.terms import Expectation, Requirement

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, eq=False)
class Names:
    """What people call the setting types, roles and qualifications that a book knows by code.

    Not compared by value: sentences are remembered for each.
    """

    setting_types: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    qualifications: Mapping[str, str] = field(default_factory=dict)

    def setting_type(self, code: str) -> str:
        return self.setting_types.get(code, code)

    def role(self, code: str) -> str:
        return self.roles.get(code, code)

    def qualification(self, code: str | None) -> str:
        """The qualification's name; a code that nobody named is shown as it is."""
        return self.qualifications.get(code or "", code or "qualification")


def a(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def join(parts: Sequence[str], last: str = "and") -> str:
    """A list in words: commas, and a word before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def since(day: date) -> str:
    """“on or after” a first of a month; otherwise “after” the day before, as the law likes to say it."""
    return f"on or after {in_words(day)}" if day.day == 1 else f"after {in_words(day_before(day))}"


def until(day: date) -> str:
    """“before” a first of a month; otherwise “on or before” the day itself."""
    following = day_after(day)
    return f"before {in_words(following)}" if following.day == 1 else f"on or before {in_words(day)}"


def began(started_from: date | None, started_until: date | None) -> str:
    """Between which days, both inclusive, a post began; nothing where any day will do."""
    if started_from and started_from == started_until:
        return f"on {in_words(started_from)}"
    parts = [since(started_from)] if started_from else []
    parts += [until(started_until)] if started_until else []
    return join(parts)


def anniversary(months: int) -> str:
    """So many months after a day, up to the word for the day: an anniversary where they are whole years."""
    years, rest = divmod(months, 12)
    if not rest and 0 < years < len(_ORDINALS):
        return f"{_ORDINALS[years]} anniversary of"
    return f"day {months} months after"


EXPECTATIONS: Mapping[Expectation, str] = {
    Expectation.MUST: "must have a SENCo",
    Expectation.EXPECTED: "is expected to have a SENCo",
    Expectation.ENCOURAGED: "is encouraged to have a SENCo",
    Expectation.NONE: "has no duty to have a SENCo",
}

_STATUSES: Mapping[Status, str] = {
    Status.NOT_STARTED: "the post has not begun",
    Status.LEFT_POST: "the post has ended",
    Status.EXEMPT: "you need not hold the qualification",
    Status.NOT_APPLICABLE: "no qualification is asked for",
    Status.MET: "you hold what is asked for",
    Status.CANNOT_TELL: "we cannot tell, because something that matters is not known",
    Status.MET_LATE: "you hold the qualification, but it came after the deadline",
    Status.NOT_HELD: "you do not hold the qualification, and it has no deadline",
    Status.WORKING_TOWARDS: "you are working towards the qualification, and it has no deadline",
    Status.OVERDUE: "the deadline has passed and you do not hold the qualification",
    Status.ON_TRACK: "you are on a course that should end in time",
    Status.AT_RISK: "you have no course that is sure to end in time",
    Status.IN_WINDOW: "there is still time to start a course",
}


def standing_in_words(decision: Decision, day: date) -> str:
    """What the decision comes to on a day, without the day and without a full stop."""
    status = standing(decision, day)
    words = _STATUSES[status]
    if decision.deadline and not decision.alternatives and status not in (Status.NOT_STARTED, Status.LEFT_POST):
        return f"{words} (the deadline is {in_words(decision.deadline)})"
    return words


def consequence(rule: Rule, deadline: date | None, names: Names) -> str:
    """What follows from the rule for a post, as the end of a sentence."""
    what = f"the {names.qualification(rule.qualification)}"
    if rule.exemption:
        return "you need not hold the qualification"
    if rule.requirement is Requirement.NONE:
        return "no qualification is asked of you"
    if rule.requirement is Requirement.REQUIRED:
        by = f" by {in_words(deadline)}" if deadline else " with no deadline"
        return f"you must hold {what}, or another qualification that the law accepts,{by}"
    if rule.requirement is Requirement.RECOMMENDED:
        return f"{what} is recommended, and has no deadline" if deadline is None else f"{what} is recommended"
    return f"{what} is yours to choose, and has no deadline" if deadline is None else f"{what} is yours to choose"
