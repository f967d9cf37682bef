"""Keeps decisions with their spans, in the transaction of the caller: many at once, without an object for each.

What is decided as it was before is left as it is: to write it again would take longer than to decide it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS

from practitioners.assessments.cases import plain
from practitioners.assessments.leading import mark
from practitioners.assessments.reading import People, those
from practitioners.assessments.slips import first_courses
from practitioners.assessments.spans import SPAN, Span, spans_of
from practitioners.models import Appointment, Assessment, Standing
from qualifications import books
from qualifications.models import RuleBook
from qualifications.rules.answer import answer
from qualifications.rules.assess import Decision
from qualifications.rules.facts import Case
from qualifications.rules.standing import expected_on
from senco_portal.lib import bulk

# Those that are JSON come first.
_KEPT = (
    *("facts", "missing", "rule", "requirement", "required_qualification", "exemption", "designation", "deadline"),
    *("latest_safe_start", "held", "held_on", "expected_on", "needs_review"),
)
_PLACE = SPAN.index("setting_id")


class Decided(NamedTuple):
    """A post with its case and what was decided.

    ``told``: the decision as if all that is recorded were all that there is, which it may not be.
    """

    post: Appointment
    case: Case
    decision: Decision
    told: Decision


class _Kept(NamedTuple):
    """A decision as it is stored, and its spans in order."""

    what: tuple[Any, ...]
    spans: list[Span]


def keep(decided: Sequence[Decided], people: People, row: RuleBook, at: datetime) -> None:
    """Writes what was decided by a book of all posts of these people, in the place of what was decided before."""
    firsts, kept = first_courses(books.load(row)), _kept(people, row)
    made = {
        each.post.pk: _Kept(_stored(each), spans_of(each.post, each.decision, each.told, firsts)) for each in decided
    }
    fresh = {post: found for post, found in made.items() if post not in kept or kept[post] != found}
    old = {post: found for post, found in kept.items() if post in fresh or post not in made}
    _take_away(old, row)
    head = ("appointment_id", "book_id", "decided_at", *_KEPT)
    bulk.insert(Assessment, head, ((post, row.pk, at, *_as_text(found.what)) for post, found in fresh.items()))
    keys = dict(Assessment.objects.filter(book=row, appointment__in=fresh).values_list("appointment_id", "pk"))
    standings = ((keys[post], row.pk, *span) for post, found in fresh.items() for span in found.spans)
    bulk.insert(Standing, ("assessment_id", "book_id", *SPAN), standings)
    mark({span[_PLACE] for found in (*old.values(), *fresh.values()) for span in found.spans}, row)


def forget(post: Appointment) -> None:
    """Takes away what was decided of a post that is about to be taken away."""
    for row in RuleBook.objects.filter(pk__in=Assessment.objects.filter(appointment=post).values("book")):
        theirs = Standing.objects.filter(assessment__appointment=post, book=row)
        places = set(theirs.values_list("setting_id", flat=True))
        _take_away([post.pk], row)
        mark(places, row)


def _kept(people: People, row: RuleBook) -> dict[int, _Kept]:
    """What is kept of these people's posts by a book, by post."""
    spans = defaultdict[int, list[Span]](list)
    standings = Standing.objects.filter(those("assessment__appointment__practitioner", people), assessment__book=row)
    for post, *span in standings.values_list("assessment__appointment_id", *SPAN):
        spans[post].append(tuple(span))
    theirs = Assessment.objects.filter(those("appointment__practitioner", people), book=row)
    found = theirs.values_list("appointment_id", *_KEPT)
    return {post: _Kept(tuple(what), sorted(spans[post])) for post, *what in found}


def _take_away(posts: Collection[int], row: RuleBook) -> None:
    if not posts:
        return
    old = list(Assessment.objects.filter(appointment__in=posts, book=row).values_list("pk", flat=True))
    Standing.objects.filter(assessment__in=old).delete()
    # Nothing else hangs on them: Django would read every one to see.
    Assessment.objects.filter(pk__in=old)._raw_delete(DEFAULT_DB_ALIAS)


def _stored(decided: Decided) -> tuple[Any, ...]:
    decision = decided.decision
    found = answer(decision, date.max)
    return (
        *(plain(decided.case), [*found.missing], found.rule, found.requirement.value),
        *(found.required_qualification or "", found.exemption or "", found.designation.value),
        *(found.deadline, found.latest_safe_start),
        decision.holding.qualification or "" if decision.holding.held_on else "",
        *(decision.holding.held_on, expected_on(decision), found.needs_review),
    )


def _as_text(what: tuple[Any, ...]) -> Iterator[Any]:
    facts, missing, *others = what
    yield from (json.dumps(facts), json.dumps(missing), *others)
