"""Earlier service: what of it counts, and whether it is more than twelve months, or 366 days in several runs.

Regulation 49(4): "has not previously been the SENCO at that or any other relevant school for a total period of more
than twelve months".
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qualifications.rules.book import Book, ServiceLimit
from qualifications.rules.dates import anniversary
from qualifications.rules.facts import PreviousPost
from qualifications.rules.service import NO_SERVICE, Service, count_service, counted_spans
from qualifications.rules.terms import Conventions, LeapDay, Overlap
from tests.unit.qualifications.rules.builders import SOURCE, book, case, earlier, on, post
from tests.unit.qualifications.rules.shipped import BOOK, SETTING_TYPES

P = earlier
UNKNOWN_KIND = {"setting_type": None}


def count(*posts: PreviousPost, by: Book = BOOK, started_on: str = "2020-09-01") -> Service:
    return count_service(case(post(started_on), previous_posts=posts), by)


def more(*posts: PreviousPost, by: Book = BOOK, before: str = "2020-09-01") -> bool | None:
    return count(*posts, by=by, started_on=before).more


TWICE = replace(BOOK, conventions=replace(BOOK.conventions, overlap=Overlap.TWICE))


def test_no_earlier_posts_are_no_service() -> None:
    assert count() == NO_SERVICE == Service(False, None, None)


def test_earlier_posts_not_known_may_be_any_service() -> None:
    assert count_service(case(previous_posts=None), BOOK) == Service(None, None, date.min)


@pytest.mark.parametrize("kind", [*SETTING_TYPES, "outside_england"])
def test_only_service_at_relevant_schools_counts(kind: str) -> None:
    """Regulation 2(1): a mainstream school or a maintained nursery school."""
    counts = kind in {"maintained_school", "academy", "maintained_nursery_school"}
    served = count(P("2010-01-01", "2015-01-01", kind))
    assert served == (Service(True, on("2010-01-01"), on("2010-01-01")) if counts else NO_SERVICE)


def test_only_service_as_the_senco_counts() -> None:
    assert count(P("2010-01-01", "2015-01-01", role="assistant_senco")) == NO_SERVICE
    limit = ServiceLimit(12, 366, ("senco", "assistant_senco"), (SOURCE,))
    wider = replace(BOOK, service_limit=limit)
    assert count(P("2010-01-01", "2015-01-01", role="assistant_senco"), by=wider).more is True


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2018-09-01", "2019-08-30", False),
        ("2018-09-01", "2019-08-31", False),  # exactly twelve months
        ("2018-09-01", "2019-09-01", True),
        ("2019-03-01", "2020-02-29", False),  # exactly twelve months, 366 days
        ("2019-03-01", "2020-03-01", True),
        ("2016-02-29", "2017-02-27", False),
        ("2016-02-29", "2017-02-28", True),  # the anniversary is 28 February
        ("2018-09-01", "2018-09-01", False),
    ],
)
def test_one_run_is_more_where_the_day_after_it_is_later_than_its_start_plus_twelve_months(
    first: str, last: str, expected: bool
) -> None:
    assert count(P(first, last)) == Service(expected, on(first), on(first))


def test_where_the_anniversary_of_29_february_is_1_march_a_year_from_it_is_not_more() -> None:
    other = replace(BOOK, conventions=Conventions(leap_day=LeapDay.MAR1))
    assert more(P("2016-02-29", "2017-02-28"), by=other) is False
    assert more(P("2016-02-29", "2017-03-01"), by=other) is True


@pytest.mark.parametrize(("last", "expected"), [("2019-07-01", False), ("2019-07-02", False), ("2019-07-03", True)])
def test_several_runs_are_more_beyond_366_days(last: str, expected: bool) -> None:
    """183 days from 1 January to 2 July, and as many again: 366."""
    posts = P("2019-01-01", last), P("2017-01-01", "2017-07-02")
    assert count(*posts) == Service(expected, on("2017-01-01"), on("2017-01-01"))


def test_several_runs_are_more_where_one_of_them_alone_is() -> None:
    """Twelve months and a day are 366 days, so that the days alone would not do."""
    long = P("2017-01-01", "2018-01-01")
    assert more(long) is True
    assert more(long, P("2019-01-01", "2019-01-01")) is True
    few = replace(BOOK, service_limit=replace(BOOK.service_limit, days=10_000))
    assert more(long, P("2019-01-01", "2019-01-01"), by=few) is True
    assert more(P("2019-01-01", "2019-01-01"), P("2016-12-01", "2016-12-01"), long, by=few) is True
    assert more(P("2017-01-01", "2017-12-31"), P("2019-01-01", "2019-01-01"), by=few) is False


def test_posts_that_touch_are_one_run() -> None:
    halves = P("2018-01-01", "2018-06-30"), P("2018-07-01", "2018-12-31", "academy")
    assert more(*halves) is False
    assert more(*reversed(halves)) is False
    assert more(halves[0], P("2018-07-01", "2019-01-01")) is True
    assert counted_spans(case(previous_posts=halves), BOOK) == [(on("2018-01-01"), on("2018-12-31"))]


def test_one_day_between_two_posts_makes_them_two_runs() -> None:
    first = P("2018-01-01", "2018-06-30")
    assert more(first, P("2018-07-02", "2019-01-01")) is False
    assert more(first, P("2018-07-02", "2019-01-02")) is False  # 181 and 185 days
    assert more(first, P("2018-07-02", "2019-01-03")) is True
    assert counted_spans(case(previous_posts=(first, P("2018-07-02", "2019-01-02"))), BOOK) == [
        (on("2018-01-01"), on("2018-06-30")),
        (on("2018-07-02"), on("2019-01-02")),
    ]


def test_days_in_two_posts_at_once_count_once() -> None:
    whole, half = P("2018-01-01", "2018-12-31"), P("2018-07-01", "2018-12-31", "academy")
    assert more(whole, half) is False
    assert more(whole, P("2018-07-01", "2019-01-01")) is True
    assert more(whole, P("2018-03-01", "2018-04-30")) is False
    assert counted_spans(case(previous_posts=(half, whole, P("2018-03-01", "2018-04-30"))), BOOK) == [
        (on("2018-01-01"), on("2018-12-31"))
    ]


def test_another_reading_counts_them_twice() -> None:
    """Reading A5."""
    assert more(P("2018-01-01", "2018-07-02"), P("2018-01-01", "2018-07-02"), by=TWICE) is False  # 366
    assert more(P("2018-01-01", "2018-07-02"), P("2018-01-01", "2018-07-03"), by=TWICE) is True  # 367
    assert more(P("2018-01-01", "2018-12-31"), by=TWICE) is False
    assert more(P("2018-01-01", "2019-01-01"), by=TWICE) is True


def test_a_run_of_two_posts_is_measured_in_months_and_not_in_days() -> None:
    """Six months in one run are 181 days, more than the hundred that several runs may have."""
    half = book(service_limit=ServiceLimit(6, 100, ("senco",), (SOURCE,)))
    touching = P("2018-01-01", "2018-03-31", "school"), P("2018-04-01", "2018-06-30", "school")
    assert more(*touching, by=half) is False


def test_the_convention_of_29_february_holds_for_each_of_several_runs() -> None:
    limit = replace(BOOK.service_limit, days=10_000)
    runs = P("2016-02-29", "2017-02-28"), P("2018-01-01", "2018-01-01")
    assert more(*runs, by=replace(BOOK, service_limit=limit)) is True
    march = replace(BOOK, service_limit=limit, conventions=Conventions(leap_day=LeapDay.MAR1))
    assert more(*runs, by=march) is False


def test_a_leap_year_in_two_posts_that_touch_is_twelve_months_by_either_reading() -> None:
    halves = P("2016-01-01", "2016-06-30"), P("2016-07-01", "2016-12-31")
    assert more(*halves) is False
    assert more(*halves, by=TWICE) is False


def test_a_run_of_more_than_twelve_months_in_two_posts_is_more_by_either_reading() -> None:
    """From 1 January 2018 to 1 January 2019 are 366 days."""
    halves = P("2018-01-01", "2018-06-30"), P("2018-07-01", "2019-01-01")
    assert more(*halves) is True
    assert more(*halves, by=TWICE) is True


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2019-09-01", None, False),  # to the eve of 1 September 2020
        ("2019-08-31", None, True),
        ("2019-08-31", "2020-08-30", False),
        ("2019-08-31", "2020-08-31", True),
        ("2019-09-01", "2020-09-01", False),
        ("2019-09-01", "2025-09-01", False),
    ],
)
def test_only_days_before_the_post_count(first: str, last: str | None, expected: bool) -> None:
    assert count(P(first, last)) == Service(expected, on(first), on(first))


@pytest.mark.parametrize("first", ["2020-09-01", "2021-01-01"])
def test_what_began_with_the_post_or_later_may_count_and_comes_to_nothing(first: str) -> None:
    served = count(P(first, "2023-08-31"), P("2020-08-31", "2020-08-31"))
    assert served == Service(False, on("2020-08-31"), on("2020-08-31"))
    assert count(P(first, None), P(None, "2019-01-01")).may_have_begun_on == date.min


def test_the_day_before_the_post_counts() -> None:
    assert count(P("2020-08-31", None)) == Service(False, on("2020-08-31"), on("2020-08-31"))


@pytest.mark.parametrize(
    "unknown",
    [
        P("2014-01-01", "2016-01-01", None),
        P("2014-01-01", "2016-01-01", role=None),
        P("2014-01-01", "2016-01-01", None, None),
    ],
)
def test_a_long_post_of_unknown_kind_or_role_may_count(unknown: PreviousPost) -> None:
    assert count(unknown) == Service(None, None, on("2014-01-01"))


def test_a_post_of_unknown_start_may_have_been_of_any_length() -> None:
    assert count(P(None, "2016-01-01")) == Service(None, None, date.min)
    assert count(P(None, None)) == Service(None, None, date.min)


def test_a_post_that_ended_on_a_day_not_known_may_have_been_of_any_length() -> None:
    ended = replace(P("2010-01-01", None), end_unknown=True)
    assert count(ended) == Service(None, None, on("2010-01-01"))
    assert count(replace(ended, role="assistant_senco")) == NO_SERVICE


def test_what_is_unknown_and_cannot_count_does_not_matter() -> None:
    """Unknown kind, but as an assistant; unknown role and start, but at a nursery group."""
    assert count(P("2010-01-01", "2016-01-01", None, "assistant_senco")) == NO_SERVICE
    assert count(P(None, "2016-01-01", "ey_group", None)) == NO_SERVICE


def test_a_short_post_of_unknown_kind_changes_only_when_service_may_have_begun() -> None:
    assert count(P("2018-01-01", "2018-03-31", None)) == Service(False, None, on("2018-01-01"))


def test_what_is_certain_and_what_is_not_are_told_apart() -> None:
    certain, perhaps = P("2018-01-01", "2018-09-30"), P("2016-01-01", "2016-06-30", None)
    assert count(certain, perhaps) == Service(None, on("2018-01-01"), on("2016-01-01"))
    later = P("2019-01-01", "2019-01-31", None)
    assert count(certain, later) == Service(False, on("2018-01-01"), on("2018-01-01"))
    enough = P("2014-01-01", "2016-12-31")
    assert count(enough, perhaps) == Service(True, on("2014-01-01"), on("2014-01-01"))
    assert counted_spans(case(previous_posts=(certain, perhaps)), BOOK) == [(on("2018-01-01"), on("2018-09-30"))]


def test_counted_spans_of_nothing() -> None:
    assert counted_spans(case(previous_posts=None), BOOK) == []
    assert counted_spans(case(previous_posts=()), BOOK) == []
    assert counted_spans(case(previous_posts=(P("2010-01-01", "2016-01-01", "ey_group"),)), BOOK) == []


def test_posts_at_the_end_of_the_calendar_do_no_harm() -> None:
    served = count_service(case(post("0001-01-01"), previous_posts=(P("0001-01-01", None),)), BOOK)
    assert served == NO_SERVICE
    assert count(P("0001-01-01", "0002-12-31")).more is True


@pytest.mark.parametrize("months", [1, 2, 12])
@pytest.mark.parametrize("first", ["2018-01-01", "2019-12-31", "2020-01-31", "2020-02-29", "2019-03-31", "2021-07-15"])
def test_runs_of_every_length_near_the_limit(first: str, months: int) -> None:
    """Not more where the day after the run is its start plus the months; more one day later."""
    limited = book(service_limit=ServiceLimit(months, 10_000, ("senco",), (SOURCE,)))
    full = anniversary(on(first), months, LeapDay.FEB28) - timedelta(days=1)
    for offset in range(-8, 9):
        last = full + timedelta(days=offset)
        assert more(PreviousPost("school", on(first), last, "senco"), by=limited, before="2030-01-01") is (
            offset > 0
        ), offset


def test_the_limit_is_the_book_s() -> None:
    half = book(service_limit=ServiceLimit(6, 100, ("senco",), (SOURCE,)))
    assert more(P("2018-01-01", "2018-06-30", "school"), by=half) is False
    assert more(P("2018-01-01", "2018-07-01", "school"), by=half) is True
    two = P("2018-01-01", "2018-01-31", "school"), P("2018-03-01", "2018-05-08", "school")
    assert more(*two, by=half) is False  # 31 and 69 days
    assert more(two[0], P("2018-03-01", "2018-05-09", "school"), by=half) is True
