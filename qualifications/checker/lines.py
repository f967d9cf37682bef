"""The lines of a summary: what is asked, by when, what is held; and what the words of an answer look like."""

from datetime import date
from typing import NamedTuple

from qualifications.checker.advice import MISSING
from qualifications.rules.answer import Answer
from qualifications.rules.assess import Decision
from qualifications.rules.dates import in_words
from qualifications.rules.designation import Result as Designated
from qualifications.rules.phrases import Names, capital, join
from qualifications.rules.standing import Status
from qualifications.rules.terms import Requirement

# What two of the lines are called.
DEADLINE = "Deadline"
CHECK = "To be checked by a person"
COLOURS = {
    Status.MET: "green",
    Status.ON_TRACK: "green",
    Status.EXEMPT: "turquoise",
    Status.NOT_APPLICABLE: "grey",
    Status.NOT_STARTED: "grey",
    Status.LEFT_POST: "grey",
    Status.IN_WINDOW: "blue",
    Status.WORKING_TOWARDS: "blue",
    Status.NOT_HELD: "blue",
    Status.CANNOT_TELL: "yellow",
    Status.AT_RISK: "orange",
    Status.MET_LATE: "orange",
    Status.OVERDUE: "red",
}
TAGS = {
    Status.NOT_STARTED: "Not started",
    Status.LEFT_POST: "Left the post",
    Status.EXEMPT: "Exempt",
    Status.NOT_APPLICABLE: "Nothing asked for",
    Status.MET: "Met",
    Status.CANNOT_TELL: "Cannot tell",
    Status.MET_LATE: "Met late",
    Status.NOT_HELD: "Not held",
    Status.WORKING_TOWARDS: "Working towards",
    Status.OVERDUE: "Overdue",
    Status.ON_TRACK: "On track",
    Status.AT_RISK: "At risk",
    Status.IN_WINDOW: "In time",
}
REQUIREMENTS = {
    Requirement.REQUIRED: "Required by law",
    Requirement.RECOMMENDED: "Recommended, not required by law: see why",
    Requirement.OPTIONAL: "Encouraged",
    Requirement.NONE: "None is asked for",
}
DESIGNATIONS = {
    Designated.OK: "Yes",
    Designated.NOT_OK: "No, as far as the facts given go",
    Designated.UNKNOWN: "Not known",
    Designated.NOT_TESTED: "Not tested: no duty at this kind of setting",
}


# Where the days of a course no longer matter.
SETTLED = {Status.MET, Status.MET_LATE, Status.EXEMPT, Status.LEFT_POST}


class Line(NamedTuple):
    """One line of the summary."""

    label: str
    text: str


def lines(found: Answer, decision: Decision, day: date, names: Names) -> list[Line]:
    """The summary of an answer, the lines that say something."""
    shown = [
        Line("Qualification", _qualification(found, decision, day, names)),
        Line(DEADLINE, _deadline(found, decision, day)),
        Line("Latest safe start of a course", _safe_start(found, day)),
        Line("Way to meet it", names.qualification(found.route) if found.route else ""),
        Line("Held", names.qualification(found.held) if found.held else ""),
        Line("May this person be the SENCo?", _designation(found, decision)),
        Line("Not known", capital(join([MISSING[name] for name in found.missing]))),
        Line(CHECK, "Yes: see why below" if found.needs_review else ""),
    ]
    return [line for line in shown if line.text]


def _qualification(found: Answer, decision: Decision, day: date, names: Names) -> str:
    asked = REQUIREMENTS[found.requirement]
    if found.exemption:
        return "The duty to hold one is lifted"
    if found.required_qualification is None:
        return asked
    named, way = names.qualification(found.required_qualification), names.qualification(found.route)
    if found.route in (None, found.required_qualification) or not _is_closed(
        found.required_qualification, decision, day
    ):
        return f"{capital(named)}. {asked}"
    is_law = found.requirement is Requirement.REQUIRED
    before = f"the law named the {named}" if is_law else f"it was the {named}"
    return f"{capital(way)} ({before} when this post began). {asked}"


def _is_closed(qualification: str, decision: Decision, day: date) -> bool:
    """Whether nobody can begin a course any more that would be accepted as this qualification."""
    own = [each for each in decision.acceptances if each.qualification == qualification]
    return bool(own) and all(each.closes <= day for each in own)


def _designation(found: Answer, decision: Decision) -> str:
    """Where a rule is about roles alone, whoever holds one has no duty of their own."""
    if found.designation is Designated.NOT_TESTED and decision.rule.roles:
        return "Not tested: an assistant has no duty of their own"
    return DESIGNATIONS[found.designation]


def _deadline(found: Answer, decision: Decision, day: date) -> str:
    if found.deadline is None:
        return "" if found.requirement is Requirement.NONE else "None"
    unsure = " This may change with what is not known." if decision.alternatives else ""
    return f"{in_words(found.deadline)}, {away(found.deadline, day)}.{unsure}"


def _safe_start(found: Answer, day: date) -> str:
    if found.deadline is None or found.status in SETTLED:
        return ""
    if found.latest_safe_start is None:
        return "None: no accepted course of the usual length could end in time"
    start = found.latest_safe_start
    return (
        f"{in_words(start)}, {away(start, day)}. A course of the longest usual length begun by then ends in time; "
        "one begun later may still, if it is shorter."
    )


def away(day: date, today: date) -> str:
    """How far a day is from another, in words."""
    days = (day - today).days
    if days == 0:
        return "today"
    count = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
    return f"in {count}" if days > 0 else f"{count} ago"
