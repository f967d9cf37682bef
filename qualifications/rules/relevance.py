"""Which facts are worth asking for: those that can change the answer, worked out from the book.

A fact that is open is not known yet and may still be asked for. One that is not worth asking for changes nothing in the
answer under the book or under any of its other readings, whatever it is and whatever the other open facts turn out to
be; so all such facts together can be left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from qualifications.rules.book import Book
from qualifications.rules.designation import Designation, designate
from qualifications.rules.facts import Case, Induction, Person, TeacherStatus
from qualifications.rules.holding import hold
from qualifications.rules.plan import Plan, timeline_for
from qualifications.rules.service import count_service

PREVIOUS_POSTS, AWARDS, ENROLMENTS = "previous_posts", "awards", "enrolments"
# Everything that the answer about designation may turn on, with all that each may be; not known is one of them.
_PERSON_OR_POST: dict[str, tuple[str | bool | None, ...]] = {
    "is_head_teacher": (True, False, None),
    "teacher_status": (*(member.value for member in TeacherStatus), None),
    "induction": (*(member.value for member in Induction), None),
    "teaches_at_setting": (True, False, None),
}
# Every fact that can be open, in an order in which people can be asked.
ASKABLE = (*_PERSON_OR_POST, PREVIOUS_POSTS, AWARDS, ENROLMENTS)


def worth_asking(case: Case, book: Book, day: date, still_open: Iterable[str]) -> tuple[str, ...]:
    """The open facts that can change the answer of a day, in the order of ``ASKABLE``.

    In: the case, where open facts are as if not known; names of ``ASKABLE``.
    """
    names = frozenset(still_open)
    found: set[str] = set()
    for each in (book, *(other for _, other in book.other_books)):
        found |= _worth_asking(case, each, day, names)
    return tuple(name for name in ASKABLE if name in found)


def _worth_asking(case: Case, book: Book, day: date, names: frozenset[str]) -> set[str]:
    """The same by one book, its other readings left aside."""
    plans = _that_may_govern(case, book)
    found = set()
    if PREVIOUS_POSTS in names and _service_decides(plans, case):
        found.add(PREVIOUS_POSTS)
    if any(plan.takes for plan in plans):
        found |= names & {AWARDS}
    if any(plan.takes and not _is_held(case, plan, day) for plan in plans):
        found |= names & {ENROLMENTS}
    if any(plan.tests_designation for plan in plans):
        found |= _deciding(case, book, names.intersection(_PERSON_OR_POST))
    return found


def _that_may_govern(case: Case, book: Book) -> list[Plan]:
    """Every rule that may turn out to govern the post, whatever there is of what is not known."""
    plans = timeline_for(book, case.post.setting_type, case.post.role).on(case.post.started_on)
    service = count_service(case, book)
    found = []
    for plan in plans:
        fits = plan.fits(service)
        if fits is not False:
            found.append(plan)
        if fits:
            break
    return found


def _service_decides(plans: list[Plan], case: Case) -> bool:
    """Whether earlier service can change which of these rules governs, or the day from which its months run."""
    return len({_asked(plan, case) for plan in plans}) > 1 or any(plan.clock_moves for plan in plans)


def _asked(plan: Plan, case: Case) -> tuple[object, ...]:
    """All in which two rules for one post can make two answers."""
    timetable = plan.timetables[case.post.started_on]
    return timetable.asked, plan.rule.needs_review, plan.acceptances, plan.tests_designation


def _is_held(case: Case, plan: Plan, day: date) -> bool:
    """Whether an accepted qualification is certainly held: then no course under way matters."""
    held_on = hold(case.awards, plan)[0].held_on
    return held_on is not None and held_on <= day


def _deciding(case: Case, book: Book, names: frozenset[str]) -> frozenset[str]:
    """The facts of these that can change who may be the SENCo, whatever the others of them turn out to be.

    Worked out by trying every combination, and remembered with the book.
    """
    key = book.designation_facts(case), names
    found = book.deciding_facts.get(key)
    if found is None:
        found = book.deciding_facts[key] = _tried(case, book, sorted(names))
    return found


def _tried(case: Case, book: Book, names: list[str]) -> frozenset[str]:
    results = {
        values: designate(_with(case, dict(zip(names, values, strict=True))), book)
        for values in product(*(_PERSON_OR_POST[name] for name in names))
    }
    found = set()
    for place, name in enumerate(names):
        by_others: dict[tuple[object, ...], set[Designation]] = defaultdict(set)
        for values, result in results.items():
            by_others[values[:place] + values[place + 1 :]].add(result)
        if any(len(different) > 1 for different in by_others.values()):
            found.add(name)
    return frozenset(found)


def _with(case: Case, facts: Mapping[str, str | bool | None]) -> Case:
    """The case with other facts about the person or the post."""
    of_person: dict[str, Any] = {name: facts[name] for name in facts if name in Person.__dataclass_fields__}
    of_post: dict[str, Any] = {name: facts[name] for name in facts if name not in of_person}
    return replace(case, person=replace(case.person, **of_person), post=replace(case.post, **of_post))
