"""Decides posts and keeps the decisions with their spans, in the transaction of the caller."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import F, Prefetch, Q, QuerySet

from practitioners.assessments.cases import case_of, recorded_courses
from practitioners.assessments.keeping import Decided, keep
from practitioners.assessments.reading import People, posts_of
from practitioners.models import Appointment, Assessment, Award, Enrolment, Leadership, Move, Practitioner, Standing
from qualifications import books
from qualifications.models import RuleBook
from qualifications.rules.assess import Decision, assess
from qualifications.rules.book import Book
from qualifications.rules.facts import Case
from senco_portal.lib import bulk
from senco_portal.lib.memory import seldom_collected
from settings.models import Setting

Chunks = Iterable[list[int]]
_AT_ONCE = 1_000  # people
# Before which parts the database looks how full its tables are by now: it would go on as if they were empty.
_LOOKED_AT = {0, 4, 40}


def refresh(practitioner: Practitioner, *, at: datetime, day: date) -> None:
    """Decides every post of a person anew, by the book in force on a day, and keeps the decisions.

    A post at a setting of unknown kind has none. Raises books.NoCurrentBook.
    """
    _decide_all([practitioner.pk], _book_on(day), at)


def refresh_stale(*, at: datetime, day: date) -> int:
    """Decides anew the posts at settings that changed at a moment, or of other kind or authority than when decided.

    Out: how many people's posts. Nothing where no book is in force.
    """
    row = RuleBook.objects.current(day)
    if row is None:
        return 0
    standings = Standing.objects.filter(book=row)
    other_kind = standings.exclude(setting_type=F("setting__setting_type"))
    same_authority = Q(authority=F("setting__authority")) | Q(authority=None, setting__authority=None)
    undecided = Appointment.objects.exclude(setting__setting_type="").exclude(assessments__book=row)
    changed = Setting.history.filter(history_date=at).values("id")
    people = {
        *Appointment.objects.filter(setting__in=changed).values_list("practitioner", flat=True),
        *Move.objects.filter(before__in=changed).values_list("appointment__practitioner", flat=True),
        *other_kind.values_list("assessment__appointment__practitioner", flat=True),
        *standings.exclude(same_authority).values_list("assessment__appointment__practitioner", flat=True),
        *undecided.values_list("practitioner", flat=True),
    }
    for chunk in _chunks(sorted(people)):
        _decide_all(chunk, row, at)
    if len(people) >= _AT_ONCE:
        bulk.analyse(Assessment, Standing, Leadership)
    return len(people)


def refresh_all(
    row: RuleBook, *, at: datetime, track: Callable[[Chunks, int], Chunks] = lambda chunks, _: chunks
) -> int:
    """Decides every post in the register by a book, so many people at a time. Out: how many were decided.

    Each of these parts is a transaction of its own where the caller has none: decisions are whole person by person.
    """
    people = sorted(set(Appointment.objects.values_list("practitioner_id", flat=True)))
    done = 0
    for number, chunk in enumerate(track(_chunks(people), -(-len(people) // _AT_ONCE))):
        if number in _LOOKED_AT:
            bulk.analyse(Assessment, Standing, Leadership)
        with seldom_collected(), transaction.atomic():
            done += _decide_all(range(chunk[0], chunk[-1] + 1), row, at)
    bulk.analyse(Assessment, Standing, Leadership)
    return done


def with_facts(posts: "QuerySet[Appointment]") -> "QuerySet[Appointment]":
    """Posts with all that a decision is made from, in a fixed number of queries."""
    qualified = (("awards", Award), ("enrolments", Enrolment))
    moves = Move.objects.select_related("before")
    others = Appointment.objects.select_related("setting").prefetch_related(Prefetch("moves", moves))
    return posts.select_related("practitioner", "setting").prefetch_related(
        Prefetch("moves", moves),
        Prefetch("practitioner__appointments", others),
        "practitioner__prior_posts",
        *(
            Prefetch(f"practitioner__{name}", model._default_manager.select_related("qualification").order_by("pk"))
            for name, model in qualified
        ),
    )


def _book_on(day: date) -> RuleBook:
    row = RuleBook.objects.current(day)
    if row is None:
        raise books.NoCurrentBook(f"No rule book is in force on {day}.")
    return row


def _decide_all(people: People, row: RuleBook, at: datetime) -> int:
    """Decides every post of these people, in the place of what was decided before. Out: how many have a decision."""
    book, posts = books.load(row), posts_of(people)
    decided = [_decide(post, book) for post in posts if post.setting.setting_type]
    keep(decided, people, row, at)
    return len(decided)


def decide(post: Appointment, book: Book) -> tuple[Case, Decision]:
    """The case of a post and its decision.

    Where there may be awards that are not recorded, those that are decide only if they meet the requirement in time.
    """
    found = _decide(post, book)
    return found.case, found.decision


def _decide(post: Appointment, book: Book) -> Decided:
    case = case_of(post)
    decision = told = assess(case, book)
    if case.enrolments is None and (courses := recorded_courses(post.practitioner)):
        told = assess(replace(case, enrolments=courses), book)
    held_on, deadline = decision.holding.held_on, decision.deadline
    if case.awards is None or post.practitioner.awards_told or (held_on and held_on <= (deadline or date.max)):
        return Decided(post, case, decision, told)
    case = replace(case, awards=None)
    return Decided(post, case, assess(case, book), told)


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    walk = iter(keys)
    while chunk := list(islice(walk, _AT_ONCE)):
        yield chunk
