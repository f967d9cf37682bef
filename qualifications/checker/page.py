"""What the pages of the checker show of the facts: answers in words, values of forms, what is wrong and where."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from qualifications.checker.address import Facts, number_of, subject_of
from qualifications.checker.advice import MISSING
from qualifications.checker.journey import BY_SLUG, QUESTIONS, Question, is_answered, way
from qualifications.checker.words import INDUCTIONS, TEACHER_STATUSES, UNKNOWN, YES
from qualifications.rules.answer import Answer
from qualifications.rules.book import Book
from qualifications.rules.dates import in_words
from qualifications.rules.phrases import Names, a, capital, join
from settings.enums import SettingType
from settings.models import Setting

_WORDS = dict(TEACHER_STATUSES) | dict(INDUCTIONS)
_PARTS = {
    "setting_type": "kind of setting",
    "started_on": "first day",
    "ended_on": "last day",
    "role": "role",
    "qualification": "qualification",
    "course_started_on": "day on which the course began",
    "course_completed_on": "day on which the course was completed",
    "awarded_on": "date on the certificate",
    "outcome": "outcome",
    "status": "how it stands",
    "expected_completion_on": "expected completion",
    "expected_outcome_on": "expected outcome",
    "as_at": "day of the answer",
    "setting": "place",
}


class Answered(NamedTuple):
    """One answer of the journey, in words, and where it is changed."""

    label: str
    text: str
    url: str
    action: str = "Change"


class Wrong(NamedTuple):
    """One thing wrong with an address, and the question that puts it right; without one it is left out by hand."""

    text: str
    url: str


def initial(question: Question, facts: Facts) -> dict[str, Any]:
    """What the question's form begins with: the answer there is."""
    fact = question.fact
    if fact in facts.rows:
        rows = facts.rows[fact]
        return {fact: UNKNOWN if rows is None else YES if rows else "no"}
    if fact in facts.begun:
        return {fact: YES}
    if fact not in facts.values:
        return {}
    value = facts.values[fact]
    plain = {True: "yes", False: "no", None: UNKNOWN}
    return {fact: value if isinstance(value, str | date) else plain[value]}


def details_initial(question: Question, facts: Facts) -> list[dict[str, Any]]:
    """What the forms of a list begin with: the rows there are, what is not known in them as the forms say it."""
    return [
        {
            name: (UNKNOWN if name in ("setting_type", "role") else None) if value is None else value
            for name, value in row.items()
        }
        | ({"has_ended": _has_ended(row)} if question.fact == "previous_posts" else {})
        for row in facts.rows.get(question.fact) or []
    ]


def _has_ended(row: Mapping[str, Any]) -> str:
    return "no" if "ended_on" not in row else UNKNOWN if row["ended_on"] is None else YES


def details_parameters(fact: str, formset: Any) -> dict[str, str]:
    """The filled rows of a formset as parameters of an address."""
    rows = [form.parameters() for form in formset if form.has_changed()]
    return {f"{fact}-{number}-{name}": text for number, row in enumerate(rows) for name, text in row.items()}


def hidden(facts: Facts, question: Question | None) -> list[tuple[str, str]]:
    """The facts that a form must send along: all but its own answer. The rows of a list stay until it says no."""
    own = question.fact if question else ""
    return [(name, text) for name, text in facts.parameters().items() if name != own]


def hidden_beside_rows(facts: Facts, question: Question) -> list[tuple[str, str]]:
    """The facts that the form of a list's rows must send along: all others, and that there is something to list."""
    others = [(name, text) for name, text in facts.parameters().items() if subject_of(name) != question.fact]
    return [*others, (question.fact, YES)]


def qualification_choices(qualifications: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Qualifications as choices, with one for what is not among them."""
    return [*qualifications, ("OTHER", "Another qualification")]


def place(facts: Facts) -> Setting | None:
    """The place that was found by name, while the kind of setting is still its own."""
    register, _, urn = (facts.values.get("setting") or "").partition("/")
    found = Setting.objects.at(register, urn) if urn else None
    return found if found and found.setting_type == facts.values.get("setting_type") else None


def key_of(place: Setting) -> str:
    """A place as one parameter names it."""
    return f"{place.register}/{place.urn}"


def as_parameters(place: Setting) -> dict[str, str | None]:
    """A place as the parameters that name it and its kind; of a kind that is not known, the place alone."""
    return {"setting": key_of(place), "setting_type": place.setting_type or None}


def where(facts: Facts) -> str:
    """The name of the place that was found, else the kind of setting."""
    found = place(facts)
    return str(found) if found else str(SettingType(facts.values["setting_type"]).label)


def answers(facts: Facts, book: Book, names: Names) -> list[Answered]:
    """Every answer given on the way, in words, and what else the address says of the post."""
    given = [question for question in way(facts, book) if is_answered(question, facts)]
    asked = [Answered(question.called, _answer(question, facts, names), _url(question, facts)) for question in given]
    return [*_of_place(facts), *asked, *_unasked(facts, names)]


def _of_place(facts: Facts) -> list[Answered]:
    """The place that was found by name, or the number of one that is not in the register any more."""
    said = facts.values.get("setting")
    found = place(facts) if said else None
    return [Answered("Place", str(found or said), _url(QUESTIONS[0], facts))] if said else []


def _unasked(facts: Facts, names: Names) -> list[Answered]:
    """What no question asks for and an address may say all the same: it can be left out."""
    role, ended_on = facts.values.get("role"), facts.values.get("ended_on")
    told = {
        "role": ("Role", capital(names.role(role)) if role else ""),
        "ended_on": ("SENCo until", in_words(ended_on) if ended_on else ""),
    }
    return [
        Answered(label, words, _without(name, facts), "Leave out") for name, (label, words) in told.items() if words
    ]


def _without(name: str, facts: Facts) -> str:
    return f"{reverse('check_result')}?{facts.changed({name: None}).query}"


def to_find(facts: Facts, found: Answer) -> list[Wrong]:
    """The facts that are not known and would change the answer, each with the question that it answers."""
    return [Wrong(capital(MISSING[name]), _url(_question_of(name), facts)) for name in found.missing]


def _question_of(fact: str) -> Question:
    """The question that asks for a fact; days of courses and certificates are parts of what is held."""
    return next((each for each in QUESTIONS if each.fact == fact), BY_SLUG["qualifications"])


def _url(question: Question, facts: Facts) -> str:
    """Where an answer is changed: of a list in which there is something, at its rows."""
    name = "check_details" if facts.rows.get(question.fact) else "check_question"
    return f"{reverse(name, args=[question.slug])}?{facts.query}"


def _answer(question: Question, facts: Facts, names: Names) -> str:
    if question.fact in facts.rows:
        return _rows(question.fact, facts.rows[question.fact], names)
    value = facts.values[question.fact]
    if value is None:
        return "Not sure"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return in_words(value)
    return capital(names.setting_type(value)) if question.fact == "setting_type" else _WORDS[value]


def _rows(fact: str, rows: list[dict[str, Any]] | None, names: Names) -> str:
    if rows is None:
        return "Not sure"
    return "; ".join(capital(_row(fact, row, names)) for row in rows) or "No"


def _row(fact: str, row: Mapping[str, Any], names: Names) -> str:
    """One row in words: what it is, then its days."""
    if fact == "previous_posts":
        kind = row.get("setting_type")
        what = f"{names.role(row.get('role') or 'senco')} at {a(names.setting_type(kind))}" if kind else "a post"
    else:
        code = row.get("qualification")
        what = names.qualification(code) if code else "I am not sure which"
    days = [f"{_PARTS[name]} {in_words(value)}" for name, value in row.items() if isinstance(value, date)]
    return ", ".join([what, *days])


def problems(facts: Facts) -> list[Wrong]:
    """What is wrong with the address, in words that say which fact and what would be right; else what is missing."""
    wrong = [
        Wrong(f"{capital(_called(name))} {words}{'' if words.endswith('?') else '.'}", _mend(name, facts))
        for name, words in facts.problems.items()
    ]
    missing = next((question for question in QUESTIONS if not is_answered(question, facts)), None)
    return wrong or ([Wrong(f"“{missing.called}” is missing.", _url(missing, facts))] if missing else [])


def _called(parameter: str) -> str:
    """A parameter as people call it."""
    subject = subject_of(parameter)
    question = next((each for each in QUESTIONS if each.fact == subject), None)
    if subject == parameter:
        return f"“{question.called}”" if question else _PARTS.get(parameter, parameter.replace("_", " "))
    _, number, part = parameter.split("-", 2)
    called = question.called if question else subject
    return join([f"“{called}”, number {int(number) + 1}: {_PARTS.get(part, part)}"])


def _mend(parameter: str, facts: Facts) -> str:
    """The page where a fact is put right, with all that is right already; else the answer without the fact."""
    subject, number = subject_of(parameter), number_of(parameter)
    question = next((each for each in QUESTIONS if each.fact == subject), None)
    wrong = parameter if number is None else f"{subject}-{number}-"
    kept = {name: text for name, text in facts.parameters().items() if not name.startswith(wrong)}
    rows = number is not None and any(subject_of(name) == subject for name in kept)
    page = "check_result" if question is None else "check_details" if rows else "check_question"
    return f"{reverse(page, args=[question.slug] if question else [])}?{urlencode(kept)}"
