"""One case under the other readings of the text: which answer it otherwise, and in what."""

from qualifications.rules.book import Change
from qualifications.rules.readings import other_readings
from tests.unit.qualifications.rules.builders import (
    award,
    book,
    case,
    decided,
    earlier,
    npq_award,
    on,
    post,
    reading,
    rule,
    under,
)
from tests.unit.qualifications.rules.shipped import BOOK

NOW = on("2026-11-21")


def differing(subject: object, day: str = "2026-11-21") -> dict[str, dict[str, object]]:
    found = other_readings(subject, BOOK, on(day))  # type: ignore[arg-type]
    return {other.reading.code: other.differs for other in found}


def test_a_plain_case_has_no_other_reading() -> None:
    assert differing(case()) == {}


def test_service_after_2009_that_lifts_the_duty_does_not_by_the_department_s_guidance() -> None:
    """Reading A1."""
    moved = case(post("2023-09-01"), previous_posts=(earlier("2021-09-01", "2023-08-31"),))
    assert differing(moved) == {
        "A1": {
            "requirement": "required",
            "required_qualification": "NASENCO",
            "route": "NPQSENCO",
            "deadline": on("2024-09-01"),
            "status": "overdue",
            "latest_safe_start": on("2022-11-01"),
            "exemption": None,
        }
    }


def test_the_clock_may_run_from_the_first_post() -> None:
    """Reading A2: and A1, which lets it run from there too."""
    moved = case(post("2024-05-01"), previous_posts=(earlier("2023-09-01", "2024-04-30"),))
    differs = {"deadline": on("2026-09-01"), "status": "overdue", "latest_safe_start": on("2024-11-01")}
    assert differing(moved) == {"A1": differs, "A2": differs}


def test_a_post_begun_on_1_september_2009_may_be_caught() -> None:
    """Reading A3."""
    assert differing(case(post("2009-09-01"))) == {
        "A3": {
            "requirement": "required",
            "required_qualification": "NASENCO",
            "route": "NPQSENCO",
            "deadline": on("2012-09-01"),
            "status": "overdue",
            "latest_safe_start": on("2010-11-01"),
            "exemption": None,
        }
    }


def test_the_anniversary_of_29_february_may_be_1_march() -> None:
    """Reading A4."""
    late = case(post("2020-02-29"), awards=(award(begun="2021-09-01", completed="2022-10-31", awarded="2023-03-01"),))
    assert differing(late, "2023-03-02") == {
        "A4": {"deadline": on("2023-03-01"), "status": "met", "latest_safe_start": on("2021-05-01")}
    }


def test_days_in_two_posts_at_once_may_count_twice() -> None:
    """Reading A5."""
    both = earlier("2018-01-01", "2018-12-31"), earlier("2018-07-01", "2018-12-31", "academy")
    found = differing(case(post("2020-09-01"), previous_posts=both))
    assert found["A5"] == {
        "requirement": "none",
        "required_qualification": None,
        "route": None,
        "deadline": None,
        "status": "exempt",
        "latest_safe_start": None,
        "exemption": "prior_experience",
    }


def test_a_certificate_after_the_last_day_may_not_count() -> None:
    """Reading A9."""
    late = award(begun="2024-08-30", completed="2027-08-31", awarded="2027-10-15")
    found = differing(case(post("2025-01-06"), awards=(late,)), "2027-11-01")
    assert found == {"A9": {"route": "NPQSENCO", "status": "at_risk", "held": None}}


def test_the_name_of_the_rule_and_the_marks_on_it_are_no_other_answer() -> None:
    named = reading(changes=(Change("duty", "needs_review", True), Change("duty", "words", "Otherwise.")))
    strict = reading("S", changes=(Change("duty", "months", 24),))
    mine = book(rules=(rule(),), readings=(named, strict))
    (other,) = other_readings(case(post(setting_type="school")), mine, NOW)
    assert other.reading is strict
    assert other.differs == {"deadline": on("2026-09-01"), "status": "overdue", "latest_safe_start": on("2025-09-01")}


def test_a_decision_that_is_made_already_is_not_made_again() -> None:
    """It is what the readings are compared with."""
    moved = case(post("2024-05-01"), previous_posts=(earlier("2023-09-01", "2024-04-30"),))
    assert other_readings(moved, BOOK, NOW, decided(moved)) == other_readings(moved, BOOK, NOW)
    found = other_readings(moved, BOOK, NOW, decided(moved, under("A2")))
    assert {other.reading.code for other in found}.isdisjoint({"A1", "A2"})
    assert found[0].differs["deadline"] == on("2027-05-01")


def test_a_reading_may_differ_on_one_day_and_not_on_another() -> None:
    held = case(post("2025-01-06"), awards=(npq_award("2025-02-01", "2026-11-21"),))
    assert differing(held) == {}
    late = case(post("2020-02-29"), awards=(award(),))
    assert set(differing(late, "2023-03-02")) == {"A4"}
