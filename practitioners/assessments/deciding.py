"""Decides posts and keeps the decisions with their spans, in the transaction of the caller."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from django.db.models import F, Prefetch, Q, QuerySet

from practitioners.assessments.cases import Spell, case_of, plain, spells_of
from practitioners.models import Appointment, Assessment, Award, Enrolment, Move, Practitioner, Standing
from qualifications import books
from qualifications.models import RuleBook
from qualifications.rules.answer import answer
from qualifications.rules.assess import Decision, assess
from qualifications.rules.book import Book
from qualifications.rules.facts import Case
from qualifications.rules.standing import StatusSpan, spans

Chunks = Iterable[list[int]]
_AT_ONCE = 1_000  # posts


def refresh(practitioner: Practitioner, *, at: datetime, day: date) -> list[Assessment]:
    """Decides every post of a person anew, by the book in force on a day. Out: the decisions, kept.

    A post at a setting of unknown kind has none. Raises books.NoCurrentBook.
    """
    posts = with_facts(Appointment.objects.filter(practitioner=practitioner))
    return _keep(list(posts), _book_on(day), at)


def refresh_stale(*, at: datetime, day: date) -> int:
    """Decides anew the posts at settings whose kind or authority is no longer what it was when they were decided.

    Out: how many people's posts. Nothing where no book is in force.
    """
    row = RuleBook.objects.current(day)
    if row is None:
        return 0
    standings = Standing.objects.filter(book=row)
    other_kind = standings.exclude(setting_type=F("setting__setting_type"))
    same_authority = Q(authority=F("setting__authority")) | Q(authority=None, setting__authority=None)
    undecided = Appointment.objects.exclude(setting__setting_type="").exclude(assessments__book=row)
    people = {
        *other_kind.values_list("assessment__appointment__practitioner", flat=True),
        *standings.exclude(same_authority).values_list("assessment__appointment__practitioner", flat=True),
        *undecided.values_list("practitioner", flat=True),
    }
    for chunk in _chunks(sorted(people)):
        _keep(list(with_facts(Appointment.objects.filter(practitioner__in=chunk))), row, at)
    return len(people)


def refresh_all(row: RuleBook, *, at: datetime, track: Callable[[Chunks], Chunks] = iter) -> int:
    """Decides every post in the register by a book, in chunks. Out: how many posts there are."""
    keys = Appointment.objects.order_by("pk").values_list("pk", flat=True).iterator()
    done = 0
    for chunk in track(_chunks(keys)):
        done += len(_keep(list(with_facts(Appointment.objects.filter(pk__in=chunk))), row, at))
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


def _keep(posts: list[Appointment], row: RuleBook, at: datetime) -> list[Assessment]:
    """Decides these posts and writes what was decided in the place of what was there."""
    book = books.load(row)
    Assessment.objects.filter(appointment__in=posts, book=row).delete()
    decided = [(post, *decide(post, book)) for post in posts if post.setting.setting_type]
    made = [_assessment(post, case, decision, row, at) for post, case, decision in decided]
    Assessment.objects.bulk_create(made, batch_size=_AT_ONCE)
    Standing.objects.bulk_create(
        (
            standing
            for assessment, (post, _, decision) in zip(made, decided, strict=True)
            for standing in _standings(assessment, post, spans(decision))
        ),
        batch_size=_AT_ONCE,
    )
    return made


def decide(post: Appointment, book: Book) -> tuple[Case, Decision]:
    """The case of a post and its decision.

    Where there may be awards that are not recorded, those that are decide only if they meet the requirement in time.
    """
    case = case_of(post)
    decision = assess(case, book)
    held_on, deadline = decision.holding.held_on, decision.deadline
    if case.awards is None or post.practitioner.awards_told or (held_on and held_on <= (deadline or date.max)):
        return case, decision
    case = replace(case, awards=None)
    return case, assess(case, book)


def _assessment(post: Appointment, case: Case, decision: Decision, row: RuleBook, at: datetime) -> Assessment:
    found = answer(decision, date.max)
    return Assessment(
        appointment=post,
        book=row,
        facts=plain(case),
        decided_at=at,
        rule=found.rule,
        requirement=found.requirement.value,
        required_qualification=found.required_qualification or "",
        exemption=found.exemption or "",
        designation=found.designation.value,
        deadline=found.deadline,
        latest_safe_start=found.latest_safe_start,
        held=decision.holding.qualification or "" if decision.holding.held_on else "",
        held_on=decision.holding.held_on,
        needs_review=found.needs_review,
        missing=list(found.missing),
    )


def _standings(assessment: Assessment, post: Appointment, statuses: Iterable[StatusSpan]) -> Iterator[Standing]:
    """A status on the days of each setting of a post; days before it are the first's, later ones the last's."""
    spells = spells_of(post)
    for number, spell in enumerate(spells):
        first = date.min if number == 0 else spell.first
        last = date.max if number == len(spells) - 1 or spell.last is None else spell.last
        for span in statuses:
            begins, ends = max(first, span.first or date.min), min(last, span.last or date.max)
            if begins <= ends:
                yield _standing(assessment, spell, span, begins, ends)


def _standing(assessment: Assessment, spell: Spell, span: StatusSpan, first: date, last: date) -> Standing:
    return Standing(
        assessment=assessment,
        book_id=assessment.book_id,
        setting=spell.setting,
        authority_id=spell.setting.authority_id,
        setting_type=spell.setting.setting_type,
        status=span.status.value,
        first_day=first,
        last_day=last,
    )


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    walk = iter(keys)
    while chunk := list(islice(walk, _AT_ONCE)):
        yield chunk
