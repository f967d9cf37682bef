"""What is wrong with the rows of a book, each by itself: names, dates, sources, tests that nobody can pass."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from typing import NamedTuple

from qualifications.rules.book import Acceptance, Book, Rule, Source
from qualifications.rules.dates import anniversary, in_words
from qualifications.rules.facts import Induction, TeacherStatus
from qualifications.rules.phrases import Names
from qualifications.rules.terms import Requirement, ServiceTest


class Finding(NamedTuple):
    """Something wrong with a book: which check found it, what it is about, and the sentence for people."""

    check: str
    about: str
    words: str


def broken_names(book: Book, setting_types: Collection[str], roles: Collection[str]) -> Iterator[Finding]:
    """Names that stand twice, or name nothing."""
    for kind, codes in (
        ("rules", [rule.code for rule in book.rules]),
        ("readings", [reading.code for reading in book.readings]),
        ("setting types", [terms.setting_type for terms in book.setting_terms]),
    ):
        for code, number in Counter(codes).items():
            if number > 1:
                yield Finding("name", code, f"{number} {kind} are called {code}: give each a name of its own.")
    for missing in sorted(set(setting_types) - set(book.terms_by_type)):
        yield Finding("setting type", missing, f"The book does not say whether {missing} should have a SENCo.")
    for rule in book.rules:
        for stranger in sorted(set(rule.roles) - set(roles)):
            yield Finding("role", rule.code, f"Rule {rule.code} names {stranger}, which is no role.")
        for stranger in sorted(set(rule.setting_types) - set(setting_types)):
            yield Finding("setting type", rule.code, f"Rule {rule.code} names {stranger}, which is no kind of setting.")
        if rule.accepts not in book.acceptance_sets:
            text = f"Rule {rule.code} accepts the set {rule.accepts}, which has no qualification in it."
            yield Finding("acceptance", rule.code, text)


def broken_rules(book: Book) -> Iterator[Finding]:
    for rule in book.rules:
        for broken, text in _RULE_CHECKS:
            if broken(rule):
                yield Finding("rule", rule.code, f"Rule {rule.code} {text}.")
        if rule.tests_designation and not book.designation:
            yield Finding("rule", rule.code, f"Rule {rule.code} asks for the designation test, and the book has none.")


_RULE_CHECKS: tuple[tuple[Callable[[Rule], bool], str], ...] = (
    (
        lambda rule: bool(rule.started_from and rule.started_until and rule.started_from > rule.started_until),
        "has its dates in the wrong order: it ends before it begins",
    ),
    (lambda rule: not rule.setting_types, "names no kind of setting, so it can never fire"),
    (lambda rule: not rule.words.strip(), "has no plain words for the person reading"),
    (lambda rule: rule.needs_review and not rule.review_reason.strip(), "asks a person to check and does not say why"),
    (lambda rule: rule.months is not None and rule.months < 1, "has a deadline before the post begins"),
    (
        lambda rule: bool(rule.exemption) and rule.requirement is not Requirement.NONE,
        "lifts the duty and asks for a qualification at once",
    ),
    (
        lambda rule: rule.months is not None and rule.requirement is Requirement.NONE,
        "has a deadline and asks for nothing",
    ),
    (
        lambda rule: rule.requirement is not Requirement.NONE and not (rule.accepts and rule.qualification),
        "asks for a qualification and does not say which, or which are accepted",
    ),
)


def broken_acceptances(book: Book, names: Names) -> Iterator[Finding]:
    used = {rule.accepts for rule in book.rules}
    for acceptance in book.acceptances:
        about = f"{acceptance.set}: {names.qualification(acceptance.qualification)}"
        if acceptance.set not in used:
            yield Finding("acceptance", about, f"No rule accepts the set {acceptance.set}: nobody can meet it.")
        if acceptance.longest_months < 1:
            yield Finding("acceptance", about, f"{about} has no longest usual time from start to outcome.")
        for text in _impossible(acceptance):
            yield Finding("acceptance", about, f"Nobody can meet {about}: {text}.")
    for rule in book.rules:
        yield from _too_late(rule, book)


def _impossible(acceptance: Acceptance) -> Iterator[str]:
    """Why no course can be accepted: days in the wrong order."""
    begins = in_words(acceptance.opens)
    if acceptance.begun_before and acceptance.opens >= acceptance.begun_before:
        yield f"its course must begin before {in_words(acceptance.begun_before)}, and cannot before {begins}"
    if acceptance.completed_before and acceptance.opens >= acceptance.completed_before:
        yield f"it must be completed before {in_words(acceptance.completed_before)}, and cannot begin before {begins}"


def _too_late(rule: Rule, book: Book) -> Iterator[Finding]:
    """Rules whose every deadline passes before any course that they accept can begin."""
    opens = [acceptance.opens for acceptance in book.acceptance_sets.get(rule.accepts, ())]
    if rule.months is None or rule.started_until is None or not opens:
        return
    last = anniversary(rule.started_until, rule.months, book.conventions.leap_day)
    if last < min(opens):
        text = f"Nobody can meet rule {rule.code} in time: its last deadline is {in_words(last)}, "
        yield Finding(
            "acceptance", rule.code, f"{text}and no course that it accepts begins before {in_words(min(opens))}."
        )


def broken_limit(book: Book) -> Iterator[Finding]:
    """A limit of earlier service that cannot be, where rules ask about it."""
    limit = book.service_limit
    if limit.months < 1 or limit.days < 1:
        yield Finding(
            "service", "The service limit", "The limit of earlier service must be at least a month and a day."
        )
    asks = any(rule.service is not ServiceTest.ANY or rule.service_begun_until for rule in book.rules)
    if asks and not (limit.roles and book.counting_types):
        text = "Rules ask about earlier service, and the book counts it in no role or at no kind of setting."
        yield Finding("service", "The service limit", text)


def without_source(book: Book, names: Names) -> Iterator[Finding]:
    named = [
        ("The service limit", book.service_limit.sources),
        *((f"What is said of {names.setting_type(t.setting_type)}", t.sources) for t in book.setting_terms),
        *((f"The test “{test.words}”", test.sources) for alt in book.designation for test in alt.tests),
        *((f"{a.set}: {names.qualification(a.qualification)}", a.sources) for a in book.acceptances),
        *((f"Rule {rule.code}", rule.sources) for rule in book.rules),
        *((f"Reading {reading.code}", reading.sources) for reading in book.readings),
    ]
    for about, sources in named:
        if not sources:
            yield Finding("source", about, f"{about} names no source.")
        elif any(not _is_whole(source) for source in sources):
            yield Finding("source", about, f"{about} has a source without its name, provision or web address.")


def _is_whole(source: Source) -> bool:
    return bool(source.name.strip() and source.provision.strip()) and source.url.startswith(("https://", "http://"))


def broken_designation(book: Book) -> Iterator[Finding]:
    for alternative in book.designation:
        if not alternative.tests:
            yield Finding("designation", alternative.name, f"“{alternative.name}” tests nothing, so anybody passes it.")
        for test in alternative.tests:
            if test.fact not in _ANSWERS:
                yield Finding("designation", test.fact, f"“{test.words}” tests {test.fact}, which is no known fact.")
                continue
            for stranger in sorted(set(test.accepted) - _ANSWERS[test.fact]):
                text = f"“{test.words}” accepts {stranger}, which is no answer that {test.fact} can have."
                yield Finding("designation", test.fact, text)
            if not test.accepted:
                yield Finding("designation", test.fact, f"“{test.words}” accepts no answer, so nobody passes it.")


_YES_NO = {"true", "false"}
_ANSWERS: Mapping[str, Set[str]] = {
    "teacher_status": {status.value for status in TeacherStatus},
    "induction": {state.value for state in Induction},
    "is_head_teacher": _YES_NO,
    "teaches_at_setting": _YES_NO,
}
