"""Posts in words: what is asked of each, by when, what is missing; and days without anybody in post."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from practitioners.assessments import decide
from practitioners.enums import REASONS_TO_COME, Cover, EndReason
from practitioners.models import Appointment
from practitioners.presenters.tasks import Task, kind_of_place, tasks_of
from qualifications.checker.lines import DEADLINE, Line
from qualifications.checker.result import Result, Summary, result, summary
from qualifications.enums import Role
from qualifications.rules.book import Book
from qualifications.rules.dates import day_after, day_before, in_words
from qualifications.rules.explain import Explained
from qualifications.rules.phrases import Names, capital, join
from qualifications.rules.standing import Status

_YES_NO = {True: "Yes", False: "No", None: "Not known"}
WORST_FIRST = [
    Status.OVERDUE,
    Status.AT_RISK,
    Status.CANNOT_TELL,
    Status.IN_WINDOW,
    Status.NOT_HELD,
    Status.WORKING_TOWARDS,
    Status.ON_TRACK,
    Status.MET_LATE,
    Status.MET,
    Status.EXEMPT,
    Status.NOT_APPLICABLE,
    Status.NOT_STARTED,
    Status.LEFT_POST,
]


class Rules(NamedTuple):
    """The book in force on a day, and what it calls things by their codes."""

    book: Book
    day: date
    called: Names


class Post(NamedTuple):
    """A post on a page: its own row, what it is, what is asked; without that where the setting's kind is not known."""

    row: Appointment
    what: str
    days: str
    summary: Summary | None
    tasks: list[Task]

    @property
    def deadline(self) -> str:
        """The deadline in words, with the days left; empty where there is none."""
        lines = self.summary.lines if self.summary else []
        return next((line.text for line in lines if line.label == DEADLINE), "")

    @property
    def order(self) -> tuple[int, date]:
        """The worst first, then the oldest."""
        status = self.summary.answer.status if self.summary else Status.CANNOT_TELL
        return WORST_FIRST.index(status), self.row.started_on


class Way(NamedTuple):
    """Something that may be done with a post: the name of its page, and its words."""

    page: str
    text: str


class Counted(NamedTuple):
    """A post, and whether and how much of it counts."""

    title: str
    text: str


class EarlierService(NamedTuple):
    """How each other post counts, and what they come to."""

    posts: list[Counted]
    total: list[str]


class PostInFull(NamedTuple):
    """A post with its reasons, what is recorded of it besides its days, what may be done, and how others count."""

    post: Post
    result: Result | None
    facts: list[Line]
    ways: Sequence[Way] = ()
    earlier: EarlierService | None = None


def post_in_short(row: Appointment, rules: Rules | None) -> Post:
    """A post with what is asked of it on the day."""
    if not _is_of_a_kind(row):
        return Post(row, what(row), days(row), None, [kind_of_place(row.setting)])
    subject = subject_of(row, rules) if rules else None
    tasks = list(tasks_of(row, subject)) if subject else []
    return Post(row, what(row), days(row), summary(subject) if subject else None, tasks)


def subject_of(row: Appointment, rules: Rules) -> Explained:
    """A post with its decision, as explanations take it."""
    case, decision = decide(row, rules.book)
    return Explained(case, rules.book, decision, rules.day, rules.called)


def post_in_full(
    row: Appointment, rules: Rules | None, day: date, ways: Sequence[Way] = (), earlier: EarlierService | None = None
) -> PostInFull:
    """The same with every reason, what the person who looks may do with it, and how other posts count before it."""
    found = None
    if rules and _is_of_a_kind(row):
        case, _ = decide(row, rules.book)
        found = result(case, rules.book, rules.day, rules.called)
    return PostInFull(post_in_short(row, rules), found, _facts(row, day), ways, earlier)


def ways_with(row: Appointment, day: date) -> list[Way]:
    """What may be done with a post on a day, by who may."""
    ending = [Way("appointment_end", "End this post")]
    if row.ended_on:
        to_come = [Way("appointment_end", "Change the last day"), Way("appointment_continue", "Take the last day back")]
        ending = to_come if row.ended_on >= day else []
    right, away = Way("appointment_correct", "Put this post right"), Way("appointment_remove", "Take this post away")
    return [*ending, right, away]


def _facts(row: Appointment, day: date) -> list[Line]:
    """What was told of a post; of its end only where there is one."""
    lines = [
        Line("Head teacher", _YES_NO[row.is_head_teacher]),
        Line("Teaches here", _YES_NO[row.teaches_at_setting]),
        Line("On the leadership team", _YES_NO[row.on_leadership_team]),
        Line("Time protected for the role", _time(row)),
    ]
    return [*lines, _why_it_ends(EndReason(row.end_reason), row.ended_on, day)] if row.end_reason else lines


def _time(row: Appointment) -> str:
    """The time protected for the role; that there is none is something else than that it is not known."""
    time = [
        f"{row.protected_hours.normalize():f} hours a week" if row.protected_hours else "",
        f"{row.protected_share}% of the week" if row.protected_share else "",
    ]
    is_none = row.protected_hours is not None or row.protected_share is not None
    return join([each for each in time if each]) or ("None" if is_none else _YES_NO[None])


def _why_it_ends(reason: EndReason, ended_on: date | None, day: date) -> Line:
    """The last day itself is still a day in post."""
    if ended_on is not None and ended_on < day:
        return Line("Why it ended", capital(reason.label))
    return Line("Why it will end", capital(REASONS_TO_COME[reason]))


def post_lines(row: Appointment, day: date) -> list[Line]:
    """A post in lines as it stands on a day: as what, its days, and what was told of it."""
    return [Line("As", what(row)), Line("Days", capital(days(row))), *_facts(row, day)]


def _is_of_a_kind(row: Appointment) -> bool:
    return bool(row.setting.setting_type)


def what(row: Appointment) -> str:
    """As what a person holds a post."""
    parts = [Role(row.role).label, Cover(row.cover).label if row.cover else ""]
    parts.append("shared with another setting" if row.is_shared else "")
    return ", ".join(part for part in parts if part)


def days(row: Appointment) -> str:
    """From when until when."""
    until = f" until {in_words(row.ended_on)}" if row.ended_on else ""
    return f"{'from' if until else 'since'} {in_words(row.started_on)}{until}"


class Gap(NamedTuple):
    """Days without anybody as SENCo, both inclusive; no last one while it lasts."""

    first: date
    last: date | None

    @property
    def text(self) -> str:
        return f"{in_words(self.first)} to {in_words(self.last)}" if self.last else f"since {in_words(self.first)}"


def gaps(posts: Iterable[Appointment], day: date) -> list[Gap]:
    """The days up to a day on which nobody was SENCo, from the first post that is recorded on; the newest first."""
    return gaps_between(
        ((post.started_on, post.ended_on or date.max) for post in posts if post.role == Role.SENCO), day
    )


def gaps_between(spans: Iterable[tuple[date, date]], day: date) -> list[Gap]:
    """The days up to a day that are in none of some spans, from the first of these on; the newest first."""
    ordered = sorted(spans)
    found: list[Gap] = []
    covered = ordered[0][1] if ordered else day
    for first, last in ordered[1:]:
        if covered != date.max and first > day_after(covered):
            found.append(Gap(day_after(covered), day_before(first)))
        covered = max(covered, last)
    if covered < day:
        found.append(Gap(day_after(covered), None))
    return [gap for gap in reversed(found) if gap.first <= day]


def coming_gap(posts: Iterable[Appointment], day: date) -> Gap | None:
    """The first days after a day on which nobody will be SENCo, as far as it is recorded.

    None where nobody is on the day itself, or somebody goes on without a last day.
    """
    lead = sorted((post.started_on, post.ended_on or date.max) for post in posts if post.role == Role.SENCO)
    covered = max((last for first, last in lead if first <= day <= last), default=date.max)
    for first, last in lead:
        if covered != date.max and first > day_after(covered):
            return Gap(day_after(covered), day_before(first))
        covered = max(covered, last)
    return None if covered == date.max else Gap(day_after(covered), None)
