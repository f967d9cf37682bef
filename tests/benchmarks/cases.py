"""Random cases in the plain form of worked cases: as varied as a register, from a fixed seed."""

from datetime import date, timedelta
from random import Random
from typing import Any

FIRST, LAST = date(2003, 1, 1), date(2027, 12, 31)
# How often each kind of post comes: mostly those that the duty reaches.
TYPES = {
    "maintained_school": 30,
    "academy": 30,
    "maintained_nursery_school": 4,
    "ey_group": 16,
    "childminder": 8,
    "pru": 3,
    "ap_academy": 2,
    "special_school": 3,
    "independent_school": 2,
    "fe_college": 1,
    "other": 1,
}
CODES = {"NPQSENCO": 5, "NASENCO": 6, "EY_L3_SENCO": 2, "OTHER_PGCERT_SEN": 1}


def random_cases(count: int, seed: int = 20241109) -> list[dict[str, Any]]:
    """So many distinct cases; the same ones for the same seed."""
    rng = Random(seed)  # noqa: S311  # not for secrets
    found: dict[str, dict[str, Any]] = {}
    while len(found) < count:
        case = random_case(rng)
        found.setdefault(repr(case), case)
    return [case | {"id": f"R{number:05}"} for number, case in enumerate(found.values(), start=1)]


def random_case(rng: Random) -> dict[str, Any]:
    """One case: four in a hundred facts are not known, as in a register that is being filled."""
    started_on = _day(rng, FIRST, LAST)
    return {
        "as_at": _day(rng, started_on - timedelta(days=60), date(2030, 1, 1)).isoformat(),
        "person": {
            "teacher_status": _known(rng, rng.choice(["qts", "qts", "qts", "qts", "qtls", "not_qualified"])),
            "induction": _known(rng, rng.choice(["complete", "complete", "not_required", "incomplete"])),
        },
        "post": {
            "setting_type": _weighted(rng, TYPES),
            "started_on": started_on.isoformat(),
            "ended_on": _later(rng, started_on, 3000) if rng.random() < 0.3 else None,
            "role": "assistant_senco" if rng.random() < 0.05 else "senco",
            "is_head_teacher": _known(rng, rng.random() < 0.15),
            "teaches_at_setting": _known(rng, rng.random() < 0.9),
        },
        "previous_posts": _many(rng, 0.3, lambda: _previous_post(rng, started_on)),
        "awards": _many(rng, 0.35, lambda: _award(rng)),
        "enrolments": _many(rng, 0.25, lambda: _enrolment(rng, started_on)) or [],
    }


def _day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randint(0, max((last - first).days, 0)))


def _later(rng: Random, day: date, most: int) -> str:
    return (day + timedelta(days=rng.randint(0, most))).isoformat()


def _known(rng: Random, value: Any) -> Any:
    return None if rng.random() < 0.04 else value


def _weighted(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _many(rng: Random, chance: float, make: Any) -> list[dict[str, Any]] | None:
    """None known to be, one or two; in four of a hundred it is not known."""
    if rng.random() < 0.04:
        return None
    return [make() for _ in range(2) if rng.random() < chance]


def _previous_post(rng: Random, before: date) -> dict[str, Any]:
    first = _day(rng, date(2000, 1, 1), before)
    return {
        "setting_type": _known(rng, _weighted(rng, TYPES | {"outside_england": 2})),
        "started_on": _known(rng, first.isoformat()),
        "ended_on": None if rng.random() < 0.1 else _later(rng, first, 1500),
        "role": _known(rng, "assistant_senco" if rng.random() < 0.1 else "senco"),
    }


def _award(rng: Random) -> dict[str, Any]:
    code = _weighted(rng, CODES)
    begun = _day(rng, date(2024, 9, 1) if code == "NPQSENCO" else date(2009, 9, 1), date(2026, 1, 1))
    completed = begun + timedelta(days=rng.randint(200, 700))
    return {
        "qualification": code,
        "course_started_on": _known(rng, begun.isoformat()),
        "course_completed_on": _known(rng, completed.isoformat()),
        "awarded_on": _known(rng, _later(rng, completed, 120)),
        "outcome": rng.choice(["passed"] * 8 + ["failed", "voided"]),
    }


def _enrolment(rng: Random, near: date) -> dict[str, Any]:
    begun = _day(rng, max(near, date(2022, 1, 1)), date(2028, 1, 1))
    status = rng.choice(["in_progress"] * 6 + ["withdrawn", "deferred", "completed"])
    completion = begun + timedelta(days=rng.randint(200, 700))
    return {
        "qualification": _weighted(rng, CODES),
        "started_on": begun.isoformat(),
        "status": status,
        "ended_on": None if status == "in_progress" else _later(rng, begun, 400),
        "expected_completion_on": completion.isoformat() if rng.random() < 0.4 else None,
        "expected_outcome_on": _later(rng, completion, 120) if rng.random() < 0.4 else None,
    }
