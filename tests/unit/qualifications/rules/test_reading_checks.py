"""Can a reading be, and does it change anything: each finding in its own words."""

from dataclasses import replace
from typing import Any

import pytest

from qualifications.rules.book import Book, Change, Reading
from qualifications.rules.reading_checks import changes_something, check_readings
from qualifications.rules.terms import AcceptBy, Clock, Conventions, LeapDay, Overlap, Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import acceptance, book, nothing_asked, on, reading, rule, terms
from tests.unit.qualifications.rules.shipped import BOOK

NOTHING_ASKED = nothing_asked()


def found(read: Reading, **changes: Any) -> list[tuple[str, str]]:
    return list(check_readings(book(readings=(read,), **changes)))


def change(field: str, value: Any, code: str = "duty") -> Reading:
    return reading(changes=(Change(code, field, value),))


def test_the_shipped_book_s_readings_can_be_and_change_something() -> None:
    assert list(check_readings(BOOK)) == []


def test_a_reading_that_can_be_and_changes_something() -> None:
    assert found(change("months", 24)) == []


@pytest.mark.parametrize("note", ["", "  "])
def test_without_a_note(note: str) -> None:
    read = reading("B1", note=note, changes=(Change("duty", "months", 24),))
    assert found(read) == [("B1", "Reading B1 has no note for the person reading.")]


def test_rules_that_are_not_in_the_book() -> None:
    read = reading("B1", drops=("zebra", "duty"), changes=(Change("ant", "months", 1), Change("ant", "words", "x")))
    assert found(read) == [
        ("B1", "Reading B1 names the rule ant, which is not in the book."),
        ("B1", "Reading B1 names the rule zebra, which is not in the book."),
    ]


IMPOSSIBLE = "Reading R gives {} of rule duty a value that it cannot have."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "red"),
        ("code", "other"),
        ("sources", ()),
        ("months", "36"),
        ("months", on("2024-09-01")),
        ("started_from", "2024-09-01"),
        ("setting_types", "school"),
        ("roles", "senco"),
        ("requirement", "none"),
        ("service", 1),
        ("tests_designation", "yes"),
        ("words", None),
        ("exemption", 3),
    ],
)
def test_values_that_a_field_cannot_have(field: str, value: object) -> None:
    assert found(change(field, value)) == [("R", IMPOSSIBLE.format(field))]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("months", 24),
        ("months", None),
        ("started_from", on("2024-09-01")),
        ("started_until", None),
        ("setting_types", ("nursery",)),
        ("roles", ("senco",)),
        ("service", ServiceTest.MORE),
        ("tests_designation", True),
        ("words", "Otherwise."),
        ("exemption", "free"),
    ],
)
def test_values_that_a_field_can_have(field: str, value: object) -> None:
    assert [text for _, text in found(change(field, value)) if "cannot have" in text] == []


def test_conventions_and_words_that_do_not_exist() -> None:
    read = reading("B1", conventions=(("moon", "full"), ("clock", "stopped"), ("leap_day", "mar1")))
    assert found(read) == [
        ("B1", "Reading B1 names the convention moon, which does not exist."),
        ("B1", "Reading B1 gives the convention clock the word stopped, which it does not know."),
    ]


def test_several_readings_are_each_looked_at() -> None:
    one, two, good = reading("A", note=""), reading("B", drops=("x",)), change("months", 24)
    assert [code for code, _ in check_readings(book(readings=(one, two, good)))] == ["A", "A", "B"]


NOTHING = "Reading R changes nothing: no case is decided otherwise under it."


@pytest.mark.parametrize(
    "read",
    [
        reading(),
        reading(conventions=(("clock", "this_post"),)),
        change("months", 36),
        reading(drops=("shadowed",)),
        change("months", 24, "shadowed"),
        change("words", "Otherwise."),
        reading(changes=(Change("duty", "needs_review", True), Change("duty", "review_reason", "Ask."))),
        reading(service_days=365),
    ],
)
def test_a_reading_that_changes_nothing(read: Reading) -> None:
    """Where it changes what is so already, words and marks alone, or a rule that never governs."""
    assert found(read, rules=(rule(), nothing_asked("shadowed"))) == [("R", NOTHING)]


@pytest.mark.parametrize(
    "read",
    [
        reading(drops=("duty",)),
        change("months", 24),
        change("requirement", Requirement.OPTIONAL),
        change("qualification", "P"),
        change("months", None),
        change("tests_designation", True),
        change("accepts", None),
        change("setting_types", ("moon",)),
        change("setting_types", ("moon",), "shadowed"),
    ],
)
def test_a_reading_that_changes_something(read: Reading) -> None:
    assert found(read, rules=(rule(), nothing_asked("shadowed"))) == []


def test_a_set_that_is_not_in_the_book_is_a_change() -> None:
    """Though a broken one: what it breaks is found elsewhere."""
    assert changes_something(change("accepts", "nowhere"), book()) is True


def test_dropping_a_rule_after_which_the_same_is_asked_changes_nothing() -> None:
    """Of the same posts; by another name and in other words."""
    again = rule("again", words="Otherwise.", sources=(), needs_review=True)
    drops = reading(drops=("duty",))
    assert found(drops, rules=(rule(), again)) == [("R", NOTHING)]
    shorter = replace(again, months=24)
    assert found(drops, rules=(rule(), shorter)) == []
    served = rule("served", service=ServiceTest.MORE)
    assert found(reading(drops=("served",)), rules=(served, rule())) == [("R", NOTHING)]
    assert found(reading(drops=("served",)), rules=(replace(served, months=24), rule())) == []


def test_a_lifted_duty_is_another_thing_than_nothing_asked() -> None:
    lifted = reading(changes=(Change("nothing", "exemption", "free"),))
    assert found(lifted, rules=(NOTHING_ASKED,), acceptances=()) == []


def test_another_set_is_a_change_where_it_takes_other_courses() -> None:
    def to_other(**changes: Any) -> bool:
        other = acceptance(**{"set": "other", "words": "Else.", "sources": (), "longest_is_assumed": True} | changes)
        return changes_something(change("accepts", "other"), book(acceptances=(acceptance(), other)))

    assert not to_other()
    assert to_other(qualification="P")
    assert to_other(longest_months=13)
    assert to_other(begun_from=on("2015-01-01"))
    assert to_other(begun_before=on("2015-01-01"))
    assert to_other(completed_before=on("2015-01-01"))
    assert not to_other(begun_from=on("2009-01-01"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("started_from", on("2020-01-02")),
        ("started_from", on("2019-12-31")),
        ("started_from", None),
        ("started_until", on("2020-12-30")),
        ("started_until", on("2021-01-01")),
        ("started_until", None),
        ("service_begun_until", on("2009-09-01")),
        ("service_begun_until", None),
        ("service_begun_until", on("2008-09-02")),
        ("service", ServiceTest.MORE),
        ("roles", ()),
        ("roles", ("senco", "helper")),
    ],
)
def test_a_day_more_or_less_other_service_or_roles_are_changes(field: str, value: Any) -> None:
    """Days and histories of either book are looked at."""
    window = rule(
        "window",
        months=24,
        roles=("helper",),
        started_from=on("2020-01-01"),
        started_until=on("2020-12-31"),
        service_begun_until=on("2008-09-01"),
    )
    assert changes_something(change(field, value, "window"), book(rules=(window, rule()))) is True


def test_days_on_which_the_same_is_asked_part_nothing() -> None:
    old, new = rule("old", started_until=on("2019-12-31")), rule("new", started_from=on("2020-01-01"))
    later = reading(
        changes=(Change("old", "started_until", on("2020-12-31")), Change("new", "started_from", on("2021-01-01")))
    )
    assert found(later, rules=(old, new)) == [("R", NOTHING)]
    assert found(later, rules=(old, replace(new, months=24))) == []


def test_a_rule_that_governs_only_under_the_reading_is_a_change() -> None:
    mine = book(rules=(rule(started_until=on("2020-01-01")), rule("later", started_from=on("2030-01-01"))))
    assert changes_something(change("started_from", on("2025-01-01"), "later"), mine) is True
    shadowed = book(rules=(rule(), nothing_asked("helpers")))
    assert changes_something(change("setting_types", ("nursery",), "helpers"), shadowed) is True
    assert changes_something(change("roles", ("helper",), "helpers"), shadowed) is False


# Conventions matter only where something follows from them

QUIET = {"rules": (NOTHING_ASKED,), "acceptances": ()}
SERVED = nothing_asked("served", service=ServiceTest.MORE)
LIMITED = acceptance(completed_before=on("2027-09-01"))
UNCOUNTED = (terms(counts_as_service=False),)


def matters(name: str, word: str, **changes: Any) -> bool:
    return found(reading(conventions=((name, word),)), **changes) == []


def test_29_february_matters_where_there_is_a_deadline_or_a_question_about_service() -> None:
    assert matters("leap_day", "mar1")
    assert matters("leap_day", "mar1", rules=(SERVED, NOTHING_ASKED), acceptances=())
    assert not matters("leap_day", "mar1", **QUIET)
    assert not matters("leap_day", "mar1", rules=(rule(months=None),))


def test_the_clock_matters_where_there_is_a_deadline_and_service_that_counts() -> None:
    assert matters("clock", "first_post")
    assert not matters("clock", "first_post", **QUIET)
    assert not matters("clock", "first_post", rules=(rule(months=None),))
    assert not matters("clock", "first_post", setting_terms=UNCOUNTED)
    limit = book().service_limit
    nobody = type(limit)(limit.months, limit.days, (), limit.sources)
    assert not matters("clock", "first_post", service_limit=nobody, rules=(rule(roles=("senco",)),))


def test_overlaps_matter_where_a_rule_asks_about_service_that_counts() -> None:
    asking = (SERVED, rule())
    assert matters("overlap", "twice", rules=asking)
    assert matters("overlap", "twice", rules=(rule(service=ServiceTest.NOT_MORE), NOTHING_ASKED))
    assert not matters("overlap", "twice")
    assert not matters("overlap", "twice", rules=asking, setting_terms=UNCOUNTED)


def test_another_limit_in_days_matters_where_a_rule_asks_about_service_that_counts() -> None:
    def alone(**changes: Any) -> bool:
        return found(reading(service_days=365), **changes) == []

    asking = (SERVED, rule())
    assert alone(rules=asking)
    assert not alone()
    assert not alone(rules=asking, setting_terms=UNCOUNTED)
    assert found(reading(service_days=366), rules=asking) == [("R", NOTHING)]


def test_the_certificate_s_day_matters_where_an_acceptance_has_a_last_day() -> None:
    assert matters("accept_by", "awarded", acceptances=(LIMITED,))
    assert matters("accept_by", "awarded", acceptances=(acceptance(), LIMITED))
    assert not matters("accept_by", "awarded")
    other = acceptance(set="other", completed_before=on("2027-09-01"))
    assert not matters("accept_by", "awarded", acceptances=(acceptance(), other))


@pytest.mark.parametrize(
    ("name", "word", "as_it_is"),
    [
        ("leap_day", "mar1", Conventions(leap_day=LeapDay.MAR1)),
        ("clock", "first_post", Conventions(clock=Clock.FIRST_POST)),
        ("overlap", "twice", Conventions(overlap=Overlap.TWICE)),
        ("accept_by", "awarded", Conventions(accept_by=AcceptBy.AWARDED)),
    ],
)
def test_a_convention_that_is_so_already_is_no_change(name: str, word: str, as_it_is: Conventions) -> None:
    asking = {"rules": (SERVED, rule()), "acceptances": (LIMITED,)}
    assert matters(name, word, **asking)
    assert not matters(name, word, conventions=as_it_is, **asking)


def test_rules_that_never_govern_make_no_convention_matter() -> None:
    shadowed = {"rules": (NOTHING_ASKED, rule()), "acceptances": (LIMITED,)}
    assert not matters("leap_day", "mar1", **shadowed)
    assert not matters("clock", "first_post", **shadowed)
    assert not matters("accept_by", "awarded", **shadowed)


def test_a_rule_for_one_role_alone_makes_a_convention_matter() -> None:
    for_sencos = {"rules": (rule(roles=("senco",)),), "acceptances": (LIMITED,)}
    assert matters("leap_day", "mar1", **for_sencos)
    assert matters("clock", "first_post", **for_sencos)
    assert matters("accept_by", "awarded", **for_sencos)


def test_a_role_that_the_book_does_not_name_makes_a_convention_matter() -> None:
    """As long as there is such a role."""
    mine = book(rules=(nothing_asked(roles=("senco",)), rule("rest")), acceptances=(LIMITED,))
    for name, word in (("leap_day", "mar1"), ("clock", "first_post"), ("accept_by", "awarded")):
        read = reading(conventions=((name, word),))
        assert changes_something(read, mine, roles=("senco", "helper")) is True
        assert changes_something(read, mine, roles=("senco",)) is False
        assert list(check_readings(replace(mine, readings=(read,)), roles=("senco", "helper"))) == []


def test_a_role_that_only_a_dropped_rule_names_makes_a_convention_matter() -> None:
    """The same is asked of it after as before, and by the reading's convention."""
    mine = book(rules=(nothing_asked(roles=("senco",)), rule("helpers", roles=("helper",)), rule("rest")))
    read = reading(drops=("helpers",), conventions=(("leap_day", "mar1"),))
    assert changes_something(read, mine) is True
    assert changes_something(replace(read, conventions=()), mine) is False


def test_every_role_is_looked_at() -> None:
    helpers = book(rules=(nothing_asked("all", roles=("senco",)), rule(roles=("helper",))))
    assert changes_something(change("months", 24), helpers) is True
    assert isinstance(helpers, Book)
