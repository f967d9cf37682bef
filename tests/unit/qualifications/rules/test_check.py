"""Is a book complete and sound: each way in which it can be broken has one finding, in words for administrators."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from qualifications.rules.book import Alternative, Change, Rule, ServiceLimit, Source
from qualifications.rules.check import Finding, check
from qualifications.rules.phrases import Names
from qualifications.rules.terms import Conventions, LeapDay, Requirement, ServiceTest
from tests.unit.qualifications.rules.builders import (
    NAMES,
    acceptance,
    book,
    fact_test,
    nothing_asked,
    on,
    reading,
    rule,
    terms,
)
from tests.unit.qualifications.rules.shipped import BOOK, SETTING_TYPES

SOONER = Change("duty", "months", 24)
LIMIT = book().service_limit
CALLED = Names({"school": "secondary school"}, {"senco": "SENCo"}, {"Q": "Award"})


def findings(kinds: tuple[str, ...] = ("school",), **changes: Any) -> list[tuple[str, str, str]]:
    return [tuple(finding) for finding in check(book(**changes), kinds, CALLED)]  # type: ignore[misc]


def rule_finding(text: str, code: str = "duty", kind: str = "rule") -> list[tuple[str, str, str]]:
    return [(kind, code, text)]


def test_the_shipped_book_is_sound() -> None:
    assert check(BOOK, SETTING_TYPES, NAMES) == ()
    assert check(BOOK, SETTING_TYPES) == ()


def test_a_small_sound_book() -> None:
    assert findings() == []


# Names


@pytest.mark.parametrize(
    ("changes", "about", "words"),
    [
        ({"rules": (rule(), rule())}, "duty", "2 rules are called duty: give each a name of its own."),
        ({"rules": (rule(), rule(), rule())}, "duty", "3 rules are called duty: give each a name of its own."),
        (
            {"readings": (reading(changes=(SOONER,)), reading(changes=(SOONER,)))},
            "R",
            "2 readings are called R: give each a name of its own.",
        ),
        (
            {"setting_terms": (terms(), terms())},
            "school",
            "2 setting types are called school: give each a name of its own.",
        ),
    ],
)
def test_names_that_stand_twice(changes: dict[str, Any], about: str, words: str) -> None:
    assert findings(**changes) == [("name", about, words)]


def test_a_kind_of_setting_of_which_the_book_does_not_say_whether_it_should_have_a_senco() -> None:
    both = ("school", "nursery")
    everywhere = rule(setting_types=both)
    assert findings(both, rules=(everywhere,)) == [
        ("setting type", "nursery", "The book does not say whether nursery should have a SENCo.")
    ]
    assert findings((*both, "college"), rules=(everywhere,))[0][1] == "college"


def test_a_kind_of_setting_that_a_post_cannot_be_in_may_have_terms() -> None:
    assert findings(setting_terms=(terms(), terms("abroad"))) == []


def test_a_rule_that_names_no_kind_of_setting_that_there_is() -> None:
    strangers = rule(setting_types=("school", "zoo", "moon"))
    assert findings(rules=(strangers,)) == [
        ("setting type", "duty", "Rule duty names moon, which is no kind of setting."),
        ("setting type", "duty", "Rule duty names zoo, which is no kind of setting."),
    ]


def test_a_set_of_acceptances_that_has_nothing_in_it() -> None:
    words = "Rule other accepts the set empty, which has no qualification in it."
    assert findings(rules=(rule(), rule("other", accepts="empty"))) == [("acceptance", "other", words)]


# Rules


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": ""}, "Rule duty has no plain words for the person reading."),
        ({"words": " \n"}, "Rule duty has no plain words for the person reading."),
        ({"needs_review": True}, "Rule duty asks a person to check and does not say why."),
        ({"needs_review": True, "review_reason": " "}, "Rule duty asks a person to check and does not say why."),
        ({"months": 0}, "Rule duty has a deadline before the post begins."),
        ({"months": -1}, "Rule duty has a deadline before the post begins."),
        ({"exemption": "free"}, "Rule duty lifts the duty and asks for a qualification at once."),
        ({"requirement": Requirement.NONE}, "Rule duty has a deadline and asks for nothing."),
        (
            {"qualification": None},
            "Rule duty asks for a qualification and does not say which, or which are accepted.",
        ),
        ({"tests_designation": True}, None),
        ({"months": 1}, None),
        ({"months": None}, None),
        ({"needs_review": True, "review_reason": "Ask."}, None),
        ({"requirement": Requirement.NONE, "months": None, "exemption": "free"}, None),
        ({"requirement": Requirement.NONE, "months": None}, None),
    ],
)
def test_one_rule_broken_in_one_way(changes: dict[str, Any], words: str | None) -> None:
    expected = [("rule", "duty", words)] if words else []
    assert findings(rules=(rule(**changes),)) == expected


def test_a_rule_that_ends_before_it_begins() -> None:
    """Then it cannot fire either."""
    backwards = rule("back", started_from=on("2020-01-02"), started_until=on("2020-01-01"))
    assert findings(rules=(backwards, rule())) == [
        ("rule", "back", "Rule back has its dates in the wrong order: it ends before it begins."),
        ("never", "back", "Rule back can never fire: no post fits it."),
    ]


def test_a_rule_that_names_no_kind_of_setting() -> None:
    words = "Rule nowhere names no kind of setting, so it can never fire."
    assert findings(rules=(rule(), rule("nowhere", setting_types=()))) == [("rule", "nowhere", words)]


def test_a_rule_of_one_day_is_no_contradiction() -> None:
    one_day = rule(started_from=on("2020-01-01"), started_until=on("2020-01-01"))
    assert findings(rules=(one_day, rule("others"))) == []


def test_a_requirement_without_a_set_that_discharges_it() -> None:
    """The set of acceptances is then used by no rule either."""
    assert findings(rules=(rule(accepts=None),)) == [
        ("rule", "duty", "Rule duty asks for a qualification and does not say which, or which are accepted."),
        ("acceptance", "main: Award", "No rule accepts the set main: nobody can meet it."),
    ]


def test_a_designation_test_that_the_book_has_not() -> None:
    assert findings(rules=(rule(tests_designation=True),), designation=()) == [
        ("rule", "duty", "Rule duty asks for the designation test, and the book has none.")
    ]
    assert findings(designation=()) == []


# Acceptances


def test_a_set_that_no_rule_accepts() -> None:
    spare = acceptance(set="spare")
    assert findings(acceptances=(acceptance(), spare)) == [
        ("acceptance", "spare: Award", "No rule accepts the set spare: nobody can meet it.")
    ]


@pytest.mark.parametrize("months", [0, -3])
def test_an_acceptance_without_a_longest_usual_time(months: int) -> None:
    words = "main: Award has no longest usual time from start to outcome."
    assert findings(acceptances=(acceptance(longest_months=months),)) == [("acceptance", "main: Award", words)]
    assert findings(acceptances=(acceptance(longest_months=1),)) == []


@pytest.mark.parametrize("closes", ["2010-01-01", "2009-12-31"])
def test_a_course_that_must_begin_before_it_can(closes: str) -> None:
    day = {"2010-01-01": "1 January 2010", "2009-12-31": "31 December 2009"}[closes]
    words = f"Nobody can meet main: Award: its course must begin before {day}, and cannot before 1 January 2010."
    assert findings(acceptances=(acceptance(begun_before=on(closes)),)) == [("acceptance", "main: Award", words)]


@pytest.mark.parametrize("ends", ["2010-01-01", "2009-12-31"])
def test_a_course_that_must_be_completed_before_it_can_begin(ends: str) -> None:
    day = {"2010-01-01": "1 January 2010", "2009-12-31": "31 December 2009"}[ends]
    words = f"Nobody can meet main: Award: it must be completed before {day}, and cannot begin before 1 January 2010."
    assert findings(acceptances=(acceptance(completed_before=on(ends)),)) == [("acceptance", "main: Award", words)]


def test_a_course_that_can_begin_or_be_completed_on_one_day_only_is_possible() -> None:
    one_day = acceptance(begun_before=on("2010-01-02"), completed_before=on("2010-01-02"))
    assert findings(acceptances=(one_day,)) == []
    assert findings(acceptances=(acceptance(first_course_on=None, begun_before=on("2010-01-02")),)) == []


def late() -> Rule:
    """A rule of posts whose deadlines had all passed before the first course."""
    return rule("late", started_until=on("2006-12-31"))


def test_a_rule_whose_last_deadline_comes_before_any_course_that_it_accepts() -> None:
    begins = "no course that it accepts begins before 1 January 2010"
    words = f"Nobody can meet rule late in time: its last deadline is 31 December 2009, and {begins}."
    assert findings(rules=(late(), rule())) == [("acceptance", "late", words)]
    later = acceptance(qualification="P", first_course_on=on("2011-01-01"))
    assert findings(rules=(late(), rule()), acceptances=(later, acceptance())) == [("acceptance", "late", words)]


def test_the_last_deadline_falls_where_the_book_has_29_february() -> None:
    leap = rule("leap", started_until=on("2008-02-29"))
    opens = (acceptance(first_course_on=on("2011-03-01")),)
    words = "Nobody can meet rule leap in time: its last deadline is 28 February 2011, and no course that it accepts "
    found = findings(rules=(leap, rule()), acceptances=opens)
    assert found == [("acceptance", "leap", f"{words}begins before 1 March 2011.")]
    by_march = Conventions(leap_day=LeapDay.MAR1)
    assert findings(rules=(leap, rule()), acceptances=opens, conventions=by_march) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"started_until": on("2007-01-01")},
        {"started_until": None, "started_from": on("2000-01-01")},
        {"months": None},
        {"months": 37},
    ],
)
def test_a_rule_that_some_course_can_meet_on_its_last_day_is_possible(changes: dict[str, Any]) -> None:
    found = findings(rules=(replace(late(), **changes), rule()))
    assert [about for check_name, about, _ in found if check_name == "acceptance"] == []


# Earlier service


@pytest.mark.parametrize(("months", "days"), [(0, 366), (-1, 366), (12, 0), (12, -1), (0, 0)])
def test_a_limit_of_service_that_cannot_be(months: int, days: int) -> None:
    limit = ServiceLimit(months, days, ("senco",), LIMIT.sources)
    words = "The limit of earlier service must be at least a month and a day."
    assert findings(service_limit=limit) == [("service", "The service limit", words)]


def test_a_limit_of_a_month_or_a_day_can_be() -> None:
    assert findings(service_limit=ServiceLimit(1, 1, ("senco",), LIMIT.sources)) == []


@pytest.mark.parametrize(
    "asking",
    [
        nothing_asked("asks", service=ServiceTest.MORE),
        nothing_asked("asks", service=ServiceTest.NOT_MORE),
        nothing_asked("asks", service_begun_until=on("2009-09-01")),
    ],
)
@pytest.mark.parametrize("counting", ["roles", "kinds", "both", "neither"])
def test_rules_that_ask_about_service_where_none_counts(asking: Rule, counting: str) -> None:
    limit = replace(LIMIT, roles=("senco",) if counting in ("roles", "both") else ())
    kinds = (terms(counts_as_service=counting in ("kinds", "both")),)
    words = "Rules ask about earlier service, and the book counts it in no role or at no kind of setting."
    mine = book(rules=(asking, rule()), service_limit=limit, setting_terms=kinds)
    found = [tuple(finding) for finding in check(mine, ("school",), CALLED, ("senco",))]
    assert found == ([] if counting == "both" else [("service", "The service limit", words)])


def test_where_no_rule_asks_about_service_none_need_count() -> None:
    assert findings(setting_terms=(terms(counts_as_service=False),)) == []
    assert findings(service_limit=replace(LIMIT, roles=()), rules=(rule(roles=("senco",)),)) == []


# Sources

WHOLE = Source("n", "p", "https://example.org")
NO_SOURCES: tuple[Source, ...] = ()


@pytest.mark.parametrize(
    "missing",
    [
        *({part: empty} for part in ("name", "provision", "url") for empty in ("", " ")),
        {"url": "section 1"},
        {"url": "ftp://example.org"},
        {"url": "example.org/https://"},
    ],
)
def test_a_source_without_one_of_its_parts(missing: dict[str, str]) -> None:
    words = "Rule duty has a source without its name, provision or web address."
    bare = replace(WHOLE, **missing)
    assert findings(rules=(rule(sources=(WHOLE, bare)),)) == [("source", "Rule duty", words)]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_web_address_begins_as_web_addresses_do(scheme: str) -> None:
    assert findings(rules=(rule(sources=(replace(WHOLE, url=f"{scheme}://example.org"),)),)) == []


@pytest.mark.parametrize("sources", [NO_SOURCES, (Source("n", "p", ""),)])
@pytest.mark.parametrize(
    ("about", "changes"),
    [
        ("The service limit", lambda found: {"service_limit": ServiceLimit(12, 366, ("senco",), found)}),
        ("What is said of secondary school", lambda found: {"setting_terms": (terms(sources=found),)}),
        (
            "The test “be a teacher”",
            lambda found: {"designation": (Alternative("A", (fact_test(sources=found),)),)},
        ),
        ("main: Award", lambda found: {"acceptances": (acceptance(sources=found),)}),
        ("Rule duty", lambda found: {"rules": (rule(sources=found),)}),
        ("Reading R", lambda found: {"readings": (reading(changes=(SOONER,), sources=found),)}),
    ],
)
def test_whatever_names_no_source_or_half_of_one(sources: tuple[Source, ...], about: str, changes: Any) -> None:
    words = f"{about} has a source without its name, provision or web address." if sources else None
    assert findings(**changes(sources)) == [("source", about, words or f"{about} names no source.")]


# Designation


def test_an_alternative_that_tests_nothing() -> None:
    words = "“Anybody” tests nothing, so anybody passes it."
    assert findings(designation=(Alternative("Anybody", ()),)) == [("designation", "Anybody", words)]


def test_a_test_of_a_fact_that_nobody_knows() -> None:
    shoes = Alternative("A", (fact_test("shoe_size"),))
    words = "“be a teacher” tests shoe_size, which is no known fact."
    assert findings(designation=(shoes,)) == [("designation", "shoe_size", words)]


ANSWERS = {
    "teacher_status": ("qts", "qtls", "eyts_only", "excluded_route", "not_qualified"),
    "induction": ("complete", "incomplete", "not_required"),
    "is_head_teacher": ("true", "false"),
    "teaches_at_setting": ("true", "false"),
}


@pytest.mark.parametrize(("fact", "accepted"), ANSWERS.items())
def test_facts_of_the_person_and_of_the_post_and_their_answers_are_known(fact: str, accepted: tuple[str, ...]) -> None:
    assert findings(designation=(Alternative("A", (fact_test(fact, accepted=accepted),)),)) == []


@pytest.mark.parametrize("fact", ANSWERS)
def test_an_answer_that_a_fact_cannot_have(fact: str) -> None:
    right = ANSWERS[fact][0]
    words = "“be a teacher” accepts {}, which is no answer that {} can have."
    strange = Alternative("A", (fact_test(fact, accepted=("True", right, "maybe")),))
    assert findings(designation=(strange,)) == [
        ("designation", fact, words.format("True", fact)),
        ("designation", fact, words.format("maybe", fact)),
    ]


def test_of_a_fact_that_nobody_knows_the_answers_are_not_looked_at() -> None:
    """What is wrong with the tests after it is found all the same."""
    tests = (fact_test("shoe_size", accepted=()), fact_test(accepted=("41",)))
    found = findings(designation=(Alternative("A", tests),))
    assert [(about, words.split(" ", 3)[3]) for _, about, words in found] == [
        ("shoe_size", "tests shoe_size, which is no known fact."),
        ("teacher_status", "accepts 41, which is no answer that teacher_status can have."),
    ]


def test_a_test_that_accepts_no_answer() -> None:
    words = "“be a teacher” accepts no answer, so nobody passes it."
    nobody = Alternative("A", (fact_test(accepted=()),))
    assert findings(designation=(nobody,)) == [("designation", "teacher_status", words)]


# Gaps


def gap(rules: tuple[Any, ...], **changes: Any) -> list[str]:
    found = findings(rules=rules, **changes)
    assert {(check_name, about) for check_name, about, _ in found} <= {("gap", "school")}
    return [words for *_, words in found]


PLACE = "No rule governs a post as SENCo at secondary school"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"started_until": on("2019-12-31")}, f"{PLACE} that began on or after 1 January 2020."),
        ({"started_until": on("2020-01-14")}, f"{PLACE} that began after 14 January 2020."),
        pytest.param({"started_from": on("2020-01-01")}, f"{PLACE} that began before 1 January 2020."),
        pytest.param({"started_from": on("2020-01-15")}, f"{PLACE} that began on or before 14 January 2020."),
        pytest.param({"service": ServiceTest.MORE}, f"{PLACE}, after not more than 12 months of service."),
        pytest.param({"service": ServiceTest.NOT_MORE}, f"{PLACE}, after more than 12 months of service."),
        pytest.param({"roles": ("helper",)}, f"{PLACE}."),
    ],
)
def test_days_or_service_that_no_rule_governs(changes: dict[str, Any], words: str) -> None:
    assert gap((rule(**changes),)) == [words]


def test_a_gap_between_two_rules_is_told_once_for_all_histories() -> None:
    before, after = rule("before", started_until=on("2009-12-31")), rule("after", started_from=on("2010-02-01"))
    assert gap((before, after)) == [f"{PLACE} that began on or after 1 January 2010 and before 1 February 2010."]
    one_day = rule("after", started_from=on("2010-01-02"))
    assert gap((before, one_day)) == [f"{PLACE} that began on 1 January 2010."]


def test_a_gap_for_some_service_only() -> None:
    before = rule("before", started_until=on("2009-12-31"))
    served = nothing_asked("served", service=ServiceTest.MORE)
    assert gap((before, served)) == [
        f"{PLACE} that began on or after 1 January 2010, after not more than 12 months of service."
    ]
    rest = rule("rest", service=ServiceTest.NOT_MORE)
    assert gap((before, rest)) == [
        f"{PLACE} that began on or after 1 January 2010, after more than 12 months of service."
    ]


def test_the_number_of_months_in_a_gap_is_the_book_s() -> None:
    six = ServiceLimit(6, 180, ("senco",), LIMIT.sources)
    rest = rule("rest", service=ServiceTest.NOT_MORE), rule("old", started_until=on("2009-12-31"))
    assert gap(rest, service_limit=six) == [
        f"{PLACE} that began on or after 1 January 2010, after more than 6 months of service."
    ]


def test_a_kind_of_setting_that_no_rule_governs() -> None:
    kinds = ("school", "nursery")
    found = findings(kinds, setting_terms=(terms(), terms("nursery")))
    assert {(check_name, about) for check_name, about, _ in found} == {("gap", "nursery")}
    assert found[0][2].startswith("No rule governs a post as SENCo at nursery")


def test_gaps_come_in_the_order_of_kinds_and_roles() -> None:
    kinds = ("school", "nursery", "college")
    found = findings(
        kinds,
        rules=(rule(roles=("helper",), started_from=on("2020-01-01")), rule("s", roles=("senco",))),
        setting_terms=tuple(terms(kind) for kind in kinds),
    )
    places = list(dict.fromkeys(words.split(" that began")[0].split(", after")[0].rstrip(".") for *_, words in found))
    assert places == [
        "No rule governs a post as helper at college",
        "No rule governs a post as SENCo at college",
        "No rule governs a post as helper at nursery",
        "No rule governs a post as SENCo at nursery",
        "No rule governs a post as helper at secondary school",
    ]


# Roles

ROLES = ("helper", "senco")


def with_roles(*roles: str, **changes: Any) -> list[tuple[str, str, str]]:
    """The findings where every role that a post can have is given."""
    return [tuple(finding) for finding in check(book(**changes), ("school",), CALLED, roles)]  # type: ignore[misc]


def test_a_rule_that_names_a_role_that_there_is_not() -> None:
    strangers = rule(roles=("senco", "zebra", "ant"))
    assert with_roles("senco", rules=(strangers,)) == [
        ("role", "duty", "Rule duty names ant, which is no role."),
        ("role", "duty", "Rule duty names zebra, which is no role."),
    ]
    assert with_roles("senco", "zebra", "ant", rules=(strangers,)) == []


def test_a_gap_for_a_role_that_no_rule_names() -> None:
    """Seen only where the roles are given: a book knows only the ones that it names."""
    sencos = rule(roles=("senco",))
    words = "No rule governs a post as helper at secondary school."
    assert with_roles(*ROLES, rules=(sencos,)) == [("gap", "school", words)]
    assert findings(rules=(sencos,)) == []
    assert with_roles(*ROLES) == []


def test_roles_that_are_given_are_the_only_ones_looked_at() -> None:
    helpers = rule("helpers", roles=("helper",))
    assert with_roles("senco", rules=(helpers, rule())) == [
        ("role", "helpers", "Rule helpers names helper, which is no role."),
        ("never", "helpers", "Rule helpers can never fire: no post fits it."),
    ]
    assert with_roles(*ROLES, rules=(helpers, rule())) == []


def test_what_a_reading_does_to_roles_is_looked_at_too() -> None:
    both = rule(roles=ROLES)
    only = reading(changes=(Change("duty", "roles", ("senco",)),))
    words = "Under reading R: No rule governs a post as helper at secondary school."
    assert with_roles(*ROLES, rules=(both,), readings=(only,)) == [("gap", "school", words)]
    strange = reading(changes=(Change("duty", "roles", (*ROLES, "ant")),))
    assert with_roles(*ROLES, rules=(both,), readings=(strange,)) == [
        ("role", "duty", "Under reading R: Rule duty names ant, which is no role.")
    ]


def test_a_reading_that_asks_another_thing_only_of_a_role_that_the_book_does_not_name_changes_something() -> None:
    """Seen only where the roles are given."""
    sooner = reading(changes=(Change("others", "months", 24),))
    sencos, others = rule(roles=("senco",)), rule("others")
    assert with_roles(*ROLES, rules=(sencos, others), readings=(sooner,)) == []
    found = with_roles("senco", rules=(sencos, others), readings=(sooner,))
    assert [check_name for check_name, *_ in found] == ["never", "reading"]


# Rules that never fire


def test_a_rule_that_others_always_come_before() -> None:
    words = "Rule last can never fire: every post that fits it is governed by duty before it."
    assert findings(rules=(rule(), nothing_asked("last"))) == [("never", "last", words)]


def test_all_the_rules_before_it_are_named() -> None:
    halves = rule("old", started_until=on("2019-12-31")), rule("new", started_from=on("2020-01-01"))
    elsewhere = rule("elsewhere", setting_types=("nursery",))
    found = findings(
        ("school", "nursery"),
        rules=(halves[0], elsewhere, halves[1], nothing_asked("last")),
        setting_terms=(terms(), terms("nursery")),
    )
    words = "Rule last can never fire: every post that fits it is governed by old and new before it."
    assert found == [("never", "last", words)]


def test_rules_that_take_other_posts_are_not_named() -> None:
    """Of other days, roles or service, and those that come after it."""
    day, last = on("2020-01-01"), on("2019-12-31")
    rules = (
        rule("old", started_until=last),
        rule("helpers", roles=("helper",)),
        nothing_asked("served", service=ServiceTest.MORE),
        rule("new", started_from=day),
        rule("late", started_from=day, roles=("senco",), service=ServiceTest.NOT_MORE),
        rule("rest", started_from=day, service=ServiceTest.NOT_MORE),
    )
    words = "Rule {} can never fire: every post that fits it is governed by {} before it."
    assert findings(rules=rules) == [
        ("never", "late", words.format("late", "new")),
        ("never", "rest", words.format("rest", "helpers and new")),
    ]


def test_what_comes_before_a_rule_of_one_day_is_named() -> None:
    one_day = nothing_asked("once", started_from=on("2020-01-01"), started_until=on("2020-01-01"))
    words = "Rule once can never fire: every post that fits it is governed by duty before it."
    assert findings(rules=(rule(), one_day)) == [("never", "once", words)]


def test_a_rule_whose_own_conditions_can_never_hold() -> None:
    """No service can have been more than twelve months before the calendar begins."""
    early = nothing_asked("early", service=ServiceTest.MORE, started_until=date(1, 6, 1))
    assert findings(rules=(early, rule())) == [("never", "early", "Rule early can never fire: no post fits it.")]


# Readings


def test_a_reading_that_changes_nothing_or_cannot_be() -> None:
    assert findings(readings=(reading(),)) == [
        ("reading", "R", "Reading R changes nothing: no case is decided otherwise under it.")
    ]
    assert findings(readings=(reading(drops=("x",)),)) == [
        ("reading", "R", "Reading R names the rule x, which is not in the book.")
    ]


def test_a_reading_that_leaves_a_gap() -> None:
    ended = reading(changes=(Change("duty", "started_until", on("2019-12-31")),))
    assert findings(readings=(ended,)) == [
        ("gap", "school", f"Under reading R: {PLACE} that began on or after 1 January 2020.")
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("accepts", "nowhere"), ("accepts", None), ("months", -5), ("months", True), ("words", "")]
)
def test_a_reading_that_breaks_a_rule(field: str, value: object) -> None:
    assert findings(readings=(reading(changes=(Change("duty", field, value),)),)) != []  # type: ignore[arg-type]


def test_what_a_reading_breaks_is_told_as_its_doing() -> None:
    emptied = reading(changes=(Change("duty", "words", ""), Change("duty", "started_until", on("2019-12-31"))))
    moved = reading("M", changes=(Change("duty", "setting_types", ("moon",)),))
    assert findings(readings=(emptied, moved)) == [
        ("rule", "duty", "Under reading R: Rule duty has no plain words for the person reading."),
        ("gap", "school", f"Under reading R: {PLACE} that began on or after 1 January 2020."),
        ("setting type", "duty", "Under reading M: Rule duty names moon, which is no kind of setting."),
        ("gap", "school", f"Under reading M: {PLACE}."),
    ]


def test_a_reading_that_can_be_is_looked_at_beside_one_that_cannot() -> None:
    emptied = reading("E", changes=(Change("duty", "words", ""), SOONER))
    found = findings(readings=(reading("N", drops=("x",)), emptied, reading("F", changes=emptied.changes)))
    assert [(check_name, about, words[:15]) for check_name, about, words in found] == [
        ("reading", "N", "Reading N names"),
        ("rule", "duty", "Under reading E"),
        ("rule", "duty", "Under reading F"),
    ]


def test_a_reading_that_changes_nothing_hides_no_gap_of_another() -> None:
    gapped = reading("G", changes=(Change("duty", "started_until", on("2020-01-01")),))
    found = findings(readings=(gapped, reading("N")))
    assert [(check_name, about) for check_name, about, _ in found] == [("reading", "N"), ("gap", "school")]


# Several at once, and what is looked at only where the rest is sound


def test_everything_that_is_wrong_is_told_at_once_in_one_order() -> None:
    found = findings(
        ("school", "nursery"),
        rules=(rule(words="", months=0), nothing_asked("other"), rule(sources=())),
        acceptances=(acceptance(longest_months=0), acceptance(set="spare")),
        designation=(Alternative("Anybody", ()),),
        service_limit=replace(LIMIT, months=0),
        readings=(reading(),),
    )
    assert [(check_name, about) for check_name, about, _ in found] == [
        ("name", "duty"),
        ("setting type", "nursery"),
        ("rule", "duty"),
        ("rule", "duty"),
        ("acceptance", "main: Award"),
        ("acceptance", "spare: Award"),
        ("source", "Rule duty"),
        ("designation", "Anybody"),
        ("service", "The service limit"),
        ("gap", "nursery"),
        ("never", "other"),
        ("reading", "R"),
    ]


@pytest.mark.parametrize(
    ("broken", "changes"),
    [
        ("name", {"setting_terms": (terms(), terms())}),
        ("setting type", {"setting_terms": ()}),
        ("rule", {"words": ""}),
        ("acceptance", {"acceptances": (acceptance(), acceptance(set="spare"))}),
        ("source", {"sources": ()}),
        ("designation", {"designation": (Alternative("A", (fact_test(accepted=()),)),)}),
        ("service", {"service_limit": replace(LIMIT, months=0)}),
    ],
)
def test_gaps_rules_that_never_fire_and_readings_are_found_beside_what_else_is_wrong(
    broken: str, changes: dict[str, Any]
) -> None:
    of_rule = {name: value for name, value in changes.items() if name in ("words", "sources")}
    of_book = {name: value for name, value in changes.items() if name not in of_rule}
    half = rule(started_until=on("2019-12-31"), **of_rule)
    again = nothing_asked("again", started_until=on("2019-12-31"))
    found = findings(rules=(half, again), readings=(reading(),), **of_book)
    assert [check_name for check_name, *_ in found] == [broken, "gap", "never", "reading"]


def test_where_a_set_is_missing_nothing_can_be_walked() -> None:
    """What governs cannot be told; the rest is found all the same."""
    half = rule(started_until=on("2019-12-31"), accepts="empty", sources=())
    found = findings(rules=(half, nothing_asked("again", started_until=on("2019-12-31"))), readings=(reading(),))
    assert [(check_name, about) for check_name, about, _ in found] == [
        ("acceptance", "duty"),
        ("acceptance", "main: Award"),
        ("source", "Rule duty"),
    ]


def test_what_is_wrong_in_the_book_itself_is_not_told_again_of_its_readings() -> None:
    half = rule(words="", started_until=on("2019-12-31"))
    sooner, shorter = (
        reading("S", changes=(SOONER,)),
        reading("T", changes=(Change("duty", "review_reason", ""), Change("duty", "months", 0))),
    )
    found = findings(rules=(half,), readings=(sooner, shorter))
    assert found == [
        ("rule", "duty", "Rule duty has no plain words for the person reading."),
        ("gap", "school", f"{PLACE} that began on or after 1 January 2020."),
        ("rule", "duty", "Under reading T: Rule duty has a deadline before the post begins."),
    ]
    gap_moved = reading(changes=(Change("duty", "started_until", on("2018-12-31")),))
    assert findings(rules=(replace(half, words="Half."),), readings=(sooner, gap_moved)) == [
        ("gap", "school", f"{PLACE} that began on or after 1 January 2020."),
        ("gap", "school", f"Under reading R: {PLACE} that began on or after 1 January 2019."),
    ]


def test_gaps_and_rules_that_never_fire_are_told_together() -> None:
    half = rule(started_until=on("2019-12-31"))
    found = findings(rules=(half, nothing_asked("last", started_until=on("2019-12-31"))))
    assert [(check_name, about) for check_name, about, _ in found] == [("gap", "school"), ("never", "last")]


def test_without_names_the_codes_are_shown() -> None:
    (finding,) = check(book(rules=(rule(started_until=on("2019-12-31")),)), ["school"])
    words = "No rule governs a post as senco at school that began on or after 1 January 2020."
    assert finding == Finding("gap", "school", words)
    (spare,) = check(book(acceptances=(acceptance(), acceptance(set="spare"))), {"school"})
    assert spare.about == "spare: Q"
