"""Who will be late with what is enrolled now, and how many places on which course must begin by when: one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, QuerySet, Subquery

from compliance.reports.areas import Area
from compliance.reports.asked import YEAR, Asked, Terms
from compliance.reports.coming import courses_now, late
from compliance.reports.figures import Figure
from compliance.reports.posts import AHEAD, COMING, NOW, post_condition, posts_until
from compliance.reports.trend import SENCOS
from qualifications.enums import Role
from qualifications.models import Qualification
from qualifications.rules.dates import add_months
from qualifications.rules.standing import Status
from qualifications.rules.terms import Requirement
from senco_portal.lib import prepared
from senco_portal.lib.school_years import SchoolTerm, school_term_of, school_terms

# Of whom it is certain that nothing is held, and whose deadline is still to come.
_TO_COME = (Status.ON_TRACK.value, Status.AT_RISK.value, Status.IN_WINDOW.value)
_OVERDUE, _UNKNOWN = Status.OVERDUE.value, Status.CANNOT_TELL.value
# Places are planned for who is in post and who is recorded to come.
_ALL: Asked = {**SENCOS, "in_post": (NOW, COMING)}
_IN_TIME: Asked = {**_ALL, "status": _TO_COME}


class Places(NamedTuple):
    """A course by its code and what it is called, and how many places on it must begin.

    As soon as can be, since the latest safe start has ``passed`` or the deadline, ``overdue``; or in each term.
    """

    code: str
    called: str
    passed: Figure
    overdue: Figure
    by_term: list[Figure]


class Forecast(NamedTuple):
    """The years ahead of a day, up to another.

    ``late`` is who will be, though courses end as expected, ``late_by_term`` the same by the term in which it begins.
    ``taken``: who of those, then or later, is on a course; ``chased``: whose outcome is overdue, of whom it is to be
    asked before a place is planned; the same of those who are overdue already. ``unknown``: of whom nobody can tell.
    ``places``: of those courses of which any must begin; none of a day in the past, for which nobody plans any more.
    Every figure says of how many people its posts are: who is SENCo of two schools needs one place.
    """

    until: date
    late: Figure
    taken: Figure
    chased: Figure
    taken_overdue: Figure
    chased_overdue: Figure
    unknown: Figure
    terms: list[SchoolTerm]
    late_by_term: list[Figure]
    places: list[Places]


class _Post(NamedTuple):
    """What is stored of a post that holds nothing on the day."""

    status: str
    overdue_on: date | None
    expected_on: date | None
    awaits_outcome: bool
    is_late: bool
    safe_start: date | None
    rule: str
    course: str
    person: int


def forecast(area: Area, terms: Terms) -> Forecast:
    """What the next years bring, as far as it is recorded now."""
    until = add_months(terms.day, AHEAD * YEAR)
    ahead = school_terms(terms.day, until)
    posts, called = _posts(area, terms, courses(terms) if terms.day >= terms.asked_on else [])
    now = courses_now(terms)
    people: dict[str, list[int]] = defaultdict(list)
    for post in posts:
        for name in _counted(post, terms, until, now):
            people[name].append(post.person)
    asked = _questions(terms, until, ahead, called)
    found = {name: Figure(each, len(people[name]), len(set(people[name]))) for name, each in asked.items()}
    return Forecast(
        until=until,
        late=found["late"],
        taken=found["taken"],
        chased=found["chased"],
        taken_overdue=found["taken overdue"],
        chased_overdue=found["chased overdue"],
        unknown=found["unknown"],
        terms=ahead,
        late_by_term=[found[f"late {term.name}"] for term in ahead],
        places=[
            Places(
                code,
                name,
                found[f"passed {code}"],
                found[f"overdue {code}"],
                [found[f"{term.name} {code}"] for term in ahead],
            )
            for code, name in called.items()
        ],
    )


def courses(terms: Terms) -> list[str]:
    """The qualifications for which a SENCo of a relevant school can still begin a course, in the order of the book."""
    kinds = set(terms.kinds(("must",)))
    asking = [rule for rule in terms.book.rules if rule.requirement is not Requirement.NONE]
    rules = [
        rule for rule in asking if kinds & set(rule.setting_types) and (not rule.roles or Role.SENCO in rule.roles)
    ]
    sets = dict.fromkeys(rule.accepts for rule in rules)
    taken = (each for name in sets for each in terms.book.acceptance_sets[name])
    return list(dict.fromkeys(each.qualification for each in taken if each.closes > terms.day))


def _posts(area: Area, terms: Terms, codes: list[str]) -> tuple[list[_Post], dict[str, str]]:
    """Those of whom something is to come, and what courses are called, in one query; no names where there is nobody."""
    whole = prepared.rows(("forecast", area, terms, tuple(codes)), lambda: _question(area, terms, codes))
    size = len(_Post._fields)
    called = dict(zip(codes, whole[0][size:], strict=True)) if whole else {}
    return [_Post(*row[:size]) for row in whole], called


def _question(area: Area, terms: Terms, codes: list[str]) -> "QuerySet[Any, Any]":
    """The posts, with what each course is called after what is asked of a post."""
    asked: Asked = {**_ALL, "holds": ("no",), "status": (*_TO_COME, _OVERDUE, _UNKNOWN)}
    rows = posts_until(area, terms).filter(post_condition(asked, terms))
    names = (Subquery(Qualification.objects.filter(code=code).order_by().values("short_name")) for code in codes)
    is_late = ExpressionWrapper(late(terms), BooleanField())
    return rows.annotate(is_late=is_late, **{f"called_{place}": name for place, name in enumerate(names)}).values_list(
        *("status", "overdue_on", "expected_on", "awaits_outcome", "is_late", "latest_safe_start", "rule", "course"),
        "assessment__appointment__practitioner",
        *(f"called_{place}" for place in range(len(codes))),
    )


def _counted(post: _Post, terms: Terms, until: date, now: Mapping[str, str | None]) -> Iterable[str]:
    """In which figures a post counts; in some that nobody asks for, too. In: what a course begun now leads to."""
    if post.status == _UNKNOWN:
        yield "unknown"
    elif post.status == _OVERDUE:
        waits = "chased overdue" if post.awaits_outcome else "taken overdue"
        yield waits if post.expected_on else f"overdue {_place(post, terms, now)[1]}"
    elif post.overdue_on and post.is_late:
        if post.overdue_on <= until:
            yield "late"
            yield f"late {school_term_of(post.overdue_on).name}"
        if post.expected_on:
            yield "chased" if post.awaits_outcome else "taken"
        else:
            yield " ".join(_place(post, terms, now))


def _place(post: _Post, terms: Terms, now: Mapping[str, str | None]) -> tuple[str, str]:
    """When a course must begin, and which: in the last term that begins by the latest safe start, unless it passed."""
    if post.safe_start and post.safe_start >= terms.day:
        return school_term_of(post.safe_start).name, post.course
    return "passed", now.get(post.rule) or ""


def _questions(terms: Terms, until: date, ahead: list[SchoolTerm], codes: Iterable[str]) -> Mapping[str, Asked]:
    will_be: Asked = {**_IN_TIME, "late_from": _text(terms.day)}
    free: Asked = {**will_be, "enrolled": ("no",)}
    is_overdue: Asked = {**_ALL, "holds": ("no",), "status": (_OVERDUE,)}
    found: dict[str, Asked] = {
        "late": {**will_be, "late_to": _text(until)},
        "taken": {**will_be, "enrolled": ("yes",), "chase": ("no",)},
        "chased": {**will_be, "enrolled": ("yes",), "chase": ("yes",)},
        "taken overdue": {**is_overdue, "enrolled": ("yes",), "chase": ("no",)},
        "chased overdue": {**is_overdue, "enrolled": ("yes",), "chase": ("yes",)},
        "unknown": {**_ALL, "holds": ("no",), "status": (_UNKNOWN,)},
    }
    for term in ahead:
        late = {"late_from": _text(max(terms.day, term.begins)), "late_to": _text(min(until, term.ends))}
        found[f"late {term.name}"] = {**_IN_TIME, **late}
    for code in codes:
        found[f"passed {code}"] = {**free, "safe_over": ("yes",), "course": (code,)}
        found[f"overdue {code}"] = {**is_overdue, "enrolled": ("no",), "course": (code,)}
        for term in ahead:
            safe = {"safe_from": _text(max(terms.day, term.begins)), "safe_to": _text(term.ends)}
            found[f"{term.name} {code}"] = {**free, **safe, "course": (code,)}
    return found


def _text(day: date) -> tuple[str, ...]:
    return (day.isoformat(),)
