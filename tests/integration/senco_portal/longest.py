"""The longest addresses that the checker's own forms make: every row they take, filled in."""

from urllib.parse import urlencode, urlsplit

from qualifications.forms.checker_rows import ROWS
from tests.clients import Client

START = "setting_type=maintained_nursery_school&started_on=2024-12-31&setting=gias/100000&ended_on=2025-12-31"
BEFORE = {"is_head_teacher": "unknown", "teacher_status": "not_qualified", "induction": "not_required"}
BEFORE |= {"teaches_at_setting": "unknown", "as_at": "2025-12-31", "role": "assistant_senco"}
SLUGS = {"previous_posts": "earlier-posts", "awards": "qualifications", "enrolments": "course"}


def _days(**days: int) -> dict[str, str]:
    """Days of December by the names of their fields, in three boxes each."""
    return {
        f"{name}_{part}": text
        for name, year in days.items()
        for part, text in (("day", "31"), ("month", "12"), ("year", str(year)))
    }


FILLED = {
    "previous_posts": {
        "setting_type": "maintained_nursery_school",
        "role": "assistant_senco",
        "has_ended": "yes",
        **_days(started_on=2015, ended_on=2016),
    },
    "awards": {
        "qualification": "EY_L3_SENCO",
        **_days(course_started_on=2022, course_completed_on=2023, awarded_on=2023),
    },
    "enrolments": {
        "qualification": "EY_L3_SENCO",
        "status": "completed",
        **_days(started_on=2023, ended_on=2024, expected_outcome_on=2025),
    },
}


def longest_addresses(client: Client) -> list[str]:
    """Each page of rows as it is sent with everything in it and all the other lists filled, and the answer after."""
    facts = f"{START}&{urlencode(BEFORE)}"
    sent: list[str] = []
    # Twice: from the second time on each page is sent beside two full lists.
    for name in [*ROWS, *ROWS]:
        made, _ = ROWS[name]
        rows = {f"rows-{number}-{key}": text for number in range(made.max_num) for key, text in FILLED[name].items()}
        counts = {"rows-TOTAL_FORMS": str(made.max_num), "rows-INITIAL_FORMS": str(made.max_num)}
        page = client.get(f"/check/details/{SLUGS[name]}/?{facts}")
        beside = list(page.context["hidden"])
        address = f"/check/details/{SLUGS[name]}/?{urlencode([*beside, *counts.items(), *rows.items()])}"
        answer = client.get(address)
        assert answer.status_code == 302, answer.content.decode()
        facts = urlsplit(answer.headers["Location"]).query
        sent.append(address)
    return [*sent, f"/check/result/?{facts}"]
