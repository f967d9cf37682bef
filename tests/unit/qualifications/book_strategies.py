"""Random rule books for Hypothesis: well-formed, but not sound: they need say nothing that makes sense.

Well-formed is what `qualifications.rules.book` and the columns can hold: names that are not empty and not used twice,
days in order, no control character that a database refuses. Codes of qualifications are the caller's.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from hypothesis import strategies as st

from qualifications.rules import book as values
from qualifications.rules.book_form import DAYS
from qualifications.rules.terms import (
    AcceptBy,
    Clock,
    Conventions,
    Expectation,
    LeapDay,
    Overlap,
    Requirement,
    ServiceTest,
)

Books = st.SearchStrategy[values.Book]
CONVENTIONS: dict[str, type[StrEnum]] = {
    "leap_day": LeapDay,
    "clock": Clock,
    "overlap": Overlap,
    "accept_by": AcceptBy,
}
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
days = st.dates()
maybe_days = st.none() | days
counts = st.integers(1, 32767)


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.text(CHARACTERS, min_size=least, max_size=min(most, 20)) | st.text(
        CHARACTERS, min_size=most, max_size=most
    )


def tuples_of(each: st.SearchStrategy[Any], most: int = 4, *, unique: bool = False) -> st.SearchStrategy[Any]:
    return st.lists(each, max_size=most, unique=unique).map(tuple)


def in_order(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


sources = st.builds(values.Source, texts(200), texts(200), texts(40).map("https://law.example.org/{}".format))
conventions = st.builds(Conventions, *(st.sampled_from(each) for each in CONVENTIONS.values()))


def settings_of(cited: st.SearchStrategy[Any]) -> st.SearchStrategy[values.SettingTerms]:
    return st.builds(values.SettingTerms, texts(30, 1), st.booleans(), st.sampled_from(Expectation), cited)


def alternatives(cited: st.SearchStrategy[Any]) -> st.SearchStrategy[values.Alternative]:
    accepted = tuples_of(texts(40))
    tests = st.builds(values.DesignationTest, texts(40), accepted, texts(200), st.booleans(), cited)
    return st.builds(values.Alternative, texts(200), tuples_of(tests, 3))


def acceptances(cited: st.SearchStrategy[Any], codes: Sequence[str]) -> st.SearchStrategy[values.Acceptance]:
    return st.builds(
        values.Acceptance,
        set=texts(40, 1),
        qualification=st.sampled_from(codes),
        longest_months=counts,
        longest_is_assumed=st.booleans(),
        begun_from=maybe_days,
        begun_before=maybe_days,
        completed_before=maybe_days,
        first_course_on=maybe_days,
        words=texts(300),
        sources=cited,
    )


def rules(cited: st.SearchStrategy[Any], codes: Sequence[str]) -> st.SearchStrategy[values.Rule]:
    exempt = st.tuples(st.just(Requirement.NONE), st.none() | texts(40, 1))
    asks = st.tuples(st.sampled_from(Requirement), st.none())
    spans = st.tuples(maybe_days, maybe_days).filter(lambda span: in_order(*span))
    return st.builds(
        lambda follows, span, **others: values.Rule(
            requirement=follows[0], exemption=follows[1], started_from=span[0], started_until=span[1], **others
        ),
        follows=exempt | asks,
        span=spans,
        code=texts(60, 1),
        setting_types=tuples_of(texts(30)),
        words=texts(300),
        roles=tuples_of(texts(20)),
        service=st.sampled_from(ServiceTest),
        service_begun_until=maybe_days,
        qualification=st.none() | st.sampled_from(codes),
        months=st.none() | counts,
        tests_designation=st.booleans(),
        accepts=st.none() | texts(40, 1),
        needs_review=st.booleans(),
        review_reason=texts(300),
        sources=cited,
    )


def values_of(field: str, codes: Sequence[str]) -> st.SearchStrategy[Any]:
    """The values that a reading may give to a field of a rule."""
    of_kind: dict[str, st.SearchStrategy[Any]] = {
        "requirement": st.sampled_from(Requirement),
        "service": st.sampled_from(ServiceTest),
        "months": st.none() | counts,
        "qualification": st.none() | st.sampled_from(codes),
        "exemption": st.none() | texts(40),
        "accepts": st.none() | texts(40),
        "tests_designation": st.booleans(),
        "needs_review": st.booleans(),
        "setting_types": tuples_of(texts(30)),
        "roles": tuples_of(texts(30)),
    }
    return maybe_days if field in DAYS else of_kind.get(field, texts(40))


def changes(rule_codes: Sequence[str], codes: Sequence[str]) -> st.SearchStrategy[Any]:
    """Changes of a reading: rule by rule, as the plain form has them, and no field of a rule twice."""
    names = [field.name for field in fields(values.Rule) if field.name not in ("code", "sources")]
    of_rule = st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True).flatmap(
        lambda chosen: st.tuples(*(values_of(name, codes).map(partial(_pair, name)) for name in chosen))
    )
    by_rule = st.lists(st.sampled_from(rule_codes), max_size=3, unique=True).flatmap(
        lambda chosen: st.tuples(*(of_rule.map(partial(_pair, code)) for code in chosen))
    )
    return by_rule.map(
        lambda found: tuple(values.Change(code, name, value) for code, given in found for name, value in given)
    )


def _pair(name: str, value: Any) -> tuple[str, Any]:
    return name, value


def readings(
    cited: st.SearchStrategy[Any], rule_codes: Sequence[str], codes: Sequence[str]
) -> st.SearchStrategy[values.Reading]:
    words = st.one_of(*(st.sampled_from(kind).map(partial(_word, name)) for name, kind in CONVENTIONS.items()))
    return st.builds(
        values.Reading,
        code=texts(20, 1),
        note=texts(300),
        drops=tuples_of(st.sampled_from(rule_codes), unique=True),
        changes=changes(rule_codes, codes),
        conventions=st.lists(words, max_size=4, unique_by=lambda pair: pair[0]).map(tuple),
        sources=cited,
    )


def _word(name: str, word: StrEnum) -> tuple[str, str]:
    return name, str(word)


@st.composite
def books(draw: st.DrawFn, codes: Sequence[str]) -> values.Book:
    """A well-formed book. In: the codes of qualifications that it may name."""
    pool = draw(st.lists(sources, min_size=1, max_size=5, unique=True))
    cited = tuples_of(st.sampled_from(pool))
    own_rules = draw(st.lists(rules(cited, codes), max_size=4, unique_by=lambda rule: rule.code))
    named = [rule.code for rule in own_rules] or ["a rule that is not there"]
    own_readings = st.lists(readings(cited, named, codes), max_size=3, unique_by=lambda reading: reading.code)
    terms = st.lists(settings_of(cited), max_size=3, unique_by=lambda each: each.setting_type)
    return values.Book(
        name=draw(texts(200, 1)),
        in_force_from=draw(days),
        notes=draw(texts(300)),
        conventions=draw(conventions),
        service_limit=values.ServiceLimit(draw(counts), draw(counts), draw(tuples_of(texts(20))), draw(cited)),
        setting_terms=tuple(draw(terms)),
        designation=draw(tuples_of(alternatives(cited), 3)),
        acceptances=draw(tuples_of(acceptances(cited, codes), 3)),
        rules=tuple(own_rules),
        readings=tuple(draw(own_readings)),
    )
