"""A book as values: what an acceptance takes, for whom a rule holds, and the book under another reading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from qualifications.rules.book import Change
from qualifications.rules.terms import AcceptBy, Clock, Conventions, LeapDay, Overlap
from tests.unit.qualifications.rules.builders import (
    SOURCE,
    acceptance,
    book,
    nothing_asked,
    on,
    reading,
    rule,
    terms,
)
from tests.unit.qualifications.rules.shipped import BOOK


def test_the_conventions_are_the_cautious_ones_unless_a_book_says_otherwise() -> None:
    assert Conventions() == Conventions(LeapDay.FEB28, Clock.THIS_POST, Overlap.ONCE, AcceptBy.COMPLETED)


def test_conventions_are_changed_by_name() -> None:
    words = {"leap_day": "mar1", "clock": "first_post", "overlap": "twice", "accept_by": "awarded"}
    changed = Conventions().with_changes(words)
    assert changed == Conventions(LeapDay.MAR1, Clock.FIRST_POST, Overlap.TWICE, AcceptBy.AWARDED)
    assert Conventions().with_changes({}) == Conventions()
    assert Conventions().with_changes({"overlap": "twice"}) == replace(Conventions(), overlap=Overlap.TWICE)


@pytest.mark.parametrize(("name", "word", "error"), [("moon", "full", KeyError), ("clock", "stopped", ValueError)])
def test_a_convention_or_word_that_does_not_exist_is_refused(name: str, word: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        Conventions().with_changes({name: word})


def test_a_course_is_taken_from_the_first_day_until_before_the_last() -> None:
    """Begun on or after ``begun_from`` and before ``begun_before``."""
    window = acceptance(begun_from=on("2024-09-01"), begun_before=on("2025-09-01"), first_course_on=None)
    days = ["2024-08-31", "2024-09-01", "2025-08-31", "2025-09-01"]
    assert [window.takes_course_begun(on(day)) for day in days] == [False, True, True, False]
    open_ended = acceptance(first_course_on=None)
    assert open_ended.takes_course_begun(date.min)
    assert open_ended.takes_course_begun(on("2999-01-01"))


def test_courses_can_begin_from_the_later_of_the_first_day_taken_and_the_first_course_ever() -> None:
    early, late = on("2010-01-01"), on("2012-01-01")
    assert acceptance(begun_from=early, first_course_on=late).opens == late
    assert acceptance(begun_from=late, first_course_on=early).opens == late
    assert acceptance(begun_from=None, first_course_on=None).opens == date.min


def test_what_is_not_limited_is_open_to_the_end_of_the_calendar() -> None:
    assert (acceptance().closes, acceptance().ends) == (date.max, date.max)
    limited = acceptance(begun_before=on("2024-09-01"), completed_before=on("2027-09-01"))
    assert (limited.closes, limited.ends) == (on("2024-09-01"), on("2027-09-01"))


def test_a_rule_holds_for_its_kinds_of_settings_and_its_roles() -> None:
    anybody, assistants = rule(), rule(roles=("assistant",))
    assert anybody.holds_for("school", "senco")
    assert not anybody.holds_for("nursery", "senco")
    assert assistants.holds_for("school", "assistant")
    assert not assistants.holds_for("school", "senco")
    assert not assistants.holds_for("nursery", "assistant")


def test_acceptances_are_found_by_the_name_of_their_set_in_the_order_of_the_book() -> None:
    first, second, other = acceptance(qualification="A"), acceptance(qualification="B"), acceptance(set="other")
    sets = book(acceptances=(first, other, second)).acceptance_sets
    assert sets == {None: (), "main": (first, second), "other": (other,)}


def test_service_counts_where_the_book_says_so() -> None:
    counted = book(setting_terms=(terms("school"), terms("nursery", counts_as_service=False)))
    assert counted.counting_types == {"school"}
    assert list(counted.terms_by_type) == ["school", "nursery"]
    assert counted.terms_by_type["nursery"].counts_as_service is False


def test_every_role_of_rules_and_of_the_service_limit_is_a_role_of_the_book() -> None:
    assert book(rules=(rule(roles=("head", "assistant")), rule())).roles == ("assistant", "head", "senco")


def test_a_reading_drops_rules_changes_fields_and_changes_conventions() -> None:
    read = reading(
        drops=("gone",),
        changes=(Change("duty", "months", 24), Change("duty", "qualification", "P")),
        conventions=(("clock", "first_post"),),
    )
    mine = book(rules=(nothing_asked("gone"), rule(), nothing_asked()), readings=(read,))
    ((found, other),) = mine.other_books
    assert found is read
    assert other.rules == (rule(months=24, qualification="P"), nothing_asked())
    assert other.rules[1] is mine.rules[2]
    assert other.conventions == Conventions(clock=Clock.FIRST_POST)
    assert other.readings == ()
    assert (other.name, other.acceptances) == (mine.name, mine.acceptances)


def test_a_reading_may_have_another_limit_in_days() -> None:
    read = reading(service_days=365)
    mine = book(readings=(read,))
    ((_, other),) = mine.other_books
    assert other.service_limit == replace(mine.service_limit, days=365)
    assert mine.under(reading()).service_limit == mine.service_limit


def test_a_reading_that_names_rules_not_in_the_book_is_refused() -> None:
    read = reading("B7", drops=("zebra", "duty"), changes=(Change("ant", "months", 1),))
    with pytest.raises(ValueError, match=r"^Reading B7 names rules that are not in the book: \['ant', 'zebra'\]$"):
        book().under(read)


def test_the_shipped_book_has_the_readings_that_it_says() -> None:
    assert [read.code for read, _ in BOOK.other_books] == ["A1", "A2", "A3", "A4", "A5", "A9"]
    codes = {read.code: {rule.code for rule in other.rules} for read, other in BOOK.other_books}
    mine = {rule.code for rule in BOOK.rules}
    assert {code: mine - theirs for code, theirs in codes.items() if mine != theirs} == {"A1": {"served"}}


def test_a_book_remembers_nothing_before_it_is_used() -> None:
    assert (book().timelines, book().designations) == ({}, {})


def test_what_is_remembered_by_value_is_told_apart_by_its_hash() -> None:
    """Equal values have one hash; values that differ in what names them have others."""
    pairs: list[tuple[Callable[..., object], str]] = [
        (rule, "code"),
        (terms, "setting_type"),
        (acceptance, "set"),
        (acceptance, "qualification"),
    ]
    for build, field in pairs:
        assert hash(build()) == hash(build())
        assert hash(build()) != hash(build(**{field: "another"}))
    alternative = book().designation[0]
    assert hash(alternative) == hash(replace(alternative))
    assert hash(alternative) != hash(replace(alternative, name="another"))
    assert len({hash(replace(SOURCE, **{field: "x"})) for field in ("name", "provision", "url")}) == 3
    assert len({hash(SOURCE), hash(replace(SOURCE, provision="x")), hash(replace(SOURCE, url="x"))}) == 3


def test_values_that_share_a_hash_are_not_the_same() -> None:
    assert rule() != rule(months=1)
    assert acceptance() != acceptance(words="x")
    assert replace(SOURCE, name="x") != SOURCE
