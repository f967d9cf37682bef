"""Two records side by side, what would become of them, and merges that were made, in words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone

from practitioners.actions.merging import last_day_to_undo, why_not_merged, why_not_undone
from practitioners.assessments import with_facts
from practitioners.matching import compare
from practitioners.matching.clashes import Clash, Clashes, Question, Stays
from practitioners.matching.search import known_of
from practitioners.models import Appointment, Award, Merge, Practitioner
from practitioners.presenters.people import NOT_KNOWN, lines_of, person_page, title_of
from practitioners.presenters.posts import Post, Rules, days, post_in_short, what
from practitioners.presenters.practice import Done, school_years
from qualifications.checker.lines import Line
from qualifications.rules.phrases import capital, join

BOTH = "Both: they are not the same"
# All that a record shows.
_ROWS = (
    "previous_names",
    "prior_posts",
    "practice",
    "appointments__setting",
    "awards__qualification",
    "awards__provider",
    "awards__certificates",
    "enrolments__qualification",
    "enrolments__provider",
)


class Record(NamedTuple):
    """A record: its person, what holds of them, and the rows that it has, each in a line."""

    person: Practitioner
    lines: list[Line]


class Change(NamedTuple):
    """A post before and after; ``before`` is empty for one of which nothing was decided."""

    post: Post
    before: str


class MergePage(NamedTuple):
    """Two records to be made one: what says that they are one person, and why they cannot be.

    ``apart``: who said that they are two.
    """

    kept: Record
    merged: Record
    match: str
    refused: str
    apart: str
    twins: list[str]


class MergeResult(NamedTuple):
    """What one record would be."""

    lines: list[Line]
    posts: list[Change]


class Made(NamedTuple):
    """A merge that was made; ``until``: the last day on which it can be undone, empty where it cannot."""

    row: Merge
    text: str
    until: str


def merge_page(kept: Practitioner, merged: Practitioner, found: Clashes, apart: str) -> MergePage:
    """Two records side by side. In: where they clash, and who said, if somebody did, that they are two people."""
    prefetch_related_objects([kept, merged], *_ROWS)
    match = compare(
        *(known_of(person, [each.name for each in person.previous_names.all()]) for person in (kept, merged))
    )
    says = f"{capital(match.kind.value)} match: {join(list(match.reasons))}." if match.reasons else ""
    twins = [title_of(loser) for _, loser in found.twins]
    return MergePage(record_of(kept), record_of(merged), says, why_not_merged(kept, merged), apart, twins)


def record_of(person: Practitioner) -> Record:
    """A record on one page with another. In: a person with ``_ROWS`` fetched."""
    page = person_page(person, [], None)
    posts = sorted(person.appointments.all(), key=lambda post: post.started_on, reverse=True)
    rows = [
        ("Posts", [f"{post.setting}, {what(post)} {days(post)}" for post in posts]),
        ("Earlier posts that were told", [_in_line(told) for told in page.prior_posts]),
        ("Courses", [_in_line(told) for told in page.courses]),
        ("Awards", [_in_line(told) for told in page.awards]),
        ("Training and meetings", _practice(person)),
    ]
    return Record(person, [*page.lines, *(Line(label, "; ".join(lines) or "None recorded") for label, lines in rows)])


def _practice(person: Practitioner) -> list[str]:
    """Each school year with its hours and all that was done in it, the newest first."""
    years = school_years(person.practice.all())
    return [f"School year {year.name}, {year.total}: {join([_done(each) for each in year.done])}" for year in years]


def _done(done: Done) -> str:
    return f"{done.title} ({done.about})"


def statuses_of(people: Iterable[Practitioner], rules: Rules | None) -> dict[int, str]:
    """How the posts of people stand, by the post's key."""
    posts = [post_in_short(row, rules) for row in with_facts(Appointment.objects.filter(practitioner__in=people))]
    return {post.row.pk: post.summary.tag for post in posts if post.summary}


def merge_result(person: Practitioner, before: dict[int, str], rules: Rules | None) -> MergeResult:
    """What a merged record is. In: how the posts stood before."""
    posts = (post_in_short(row, rules) for row in with_facts(Appointment.objects.filter(practitioner=person)))
    prefetch_related_objects([person], *_ROWS)
    changes = [Change(post, before.get(post.row.pk, "")) for post in sorted(posts, key=lambda post: post.order)]
    return MergeResult(record_of(person).lines, changes)


def merges_of(person: Practitioner, at: datetime) -> list[Made]:
    """The merges into a record that were not undone, the newest first."""
    rows = person.merges.filter(undone_at=None).select_related("merged", "kept", "merged_by").order_by("-merged_at")
    return [_made(row, at) for row in rows]


def _made(row: Merge, at: datetime) -> Made:
    when = date_format(row.merged_at.astimezone(get_current_timezone()), "j F Y")
    who = row.merged_by or "the portal"
    text = f"The record of {row.merged} was merged into this one on {when} by {who}: {row.reason}"
    return Made(row, text, "" if why_not_undone(row, at) else last_day_to_undo(row))


def questions_about(kept: Practitioner, merged: Practitioner, found: Clashes) -> list[Question]:
    """What a person is asked where two records clash."""
    fields = (_about_field(name, kept, merged) for name in found.fields)
    return [*fields, *(_about_rows(clash) for clash in found.pairs)]


def _about_field(name: str, kept: Practitioner, merged: Practitioner) -> Question:
    called = Practitioner._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # a field of its own
    return _question(name, f"Which {called} is right?", _in_short(kept, name), _in_short(merged, name))


def _question(name: str, text: str, ours: str, theirs: str) -> Question:
    return Question(name, text, [(Stays.KEPT.value, ours), (Stays.MERGED.value, theirs)])


def _about_rows(clash: Clash) -> Question:
    question = _question(clash.name, *_in_words(clash))
    return question._replace(choices=[*question.choices, (Stays.BOTH.value, BOTH)]) if clash.may_both else question


def _in_short(person: Practitioner, name: str) -> str:
    display = getattr(person, f"get_{name}_display", None)
    return capital(str(display())) if display else str(getattr(person, name))


def _in_words(clash: Clash) -> tuple[str, str, str]:
    """Of two rows of which one may have to go: the question, and each of them."""
    if isinstance(clash.ours, Appointment):
        ours, theirs = (capital(f"{what(post)} {days(post)}") for post in (clash.ours, clash.theirs))
        return f"Both records have a post at {clash.ours.setting} on the same days. Which stays?", ours, theirs
    ours, theirs = _line(clash.ours), _line(clash.theirs)
    called = clash.ours.qualification.name
    if isinstance(clash.ours, Award):
        return f"Both records have an award: {called}. Which stays?", ours, theirs
    return f"Both records have the same course: {called}. Which stays?", ours, theirs


def _line(row: Any) -> str:
    return "; ".join(f"{line.label.lower()} {line.text}" for line in lines_of(row) if line.text not in ("", NOT_KNOWN))


def _in_line(told: Any) -> str:
    said = [f"{line.label.lower()} {line.text}" for line in told.lines if line.text not in ("", NOT_KNOWN)]
    return f"{told.title} ({'; '.join(said)})" if said else str(told.title)
