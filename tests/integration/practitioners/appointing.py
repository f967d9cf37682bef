"""The answers of a whole appointment, and the way to send them."""

from typing import Any

from settings.models import Setting
from tests.clients import Client

Typed = dict[str, str]


def day(name: str, year: str, month: str = "", number: str = "") -> Typed:
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def rows(prefix: str, *several: Typed) -> Typed:
    """Rows of a page that has several."""
    counts = {f"{prefix}-TOTAL_FORMS": str(len(several)), f"{prefix}-INITIAL_FORMS": "0"}
    return counts | {
        f"{prefix}-{number}-{name}": text for number, row in enumerate(several) for name, text in row.items()
    }


WHOLE: dict[str, Typed] = {
    "who": {"name": "Robin Field", "trn": "RP12/34567", "email": "robin@example.org"},
    "match": {"match": "new"},
    "start": day("started_on", "2025", "9", "1"),
    "role": {"role": "senco"},
    "cover": {"cover": "own"},
    "shared": {"is_shared": "unknown"},
    "head-teacher": {"is_head_teacher": "no"},
    "teaching": {"teaches_at_setting": "yes"},
    "time": {"time": "share", "share": "40"},
    "leadership": {"on_leadership_team": "unknown"},
    "teacher": {"teacher_status": "qts"},
    "induction": {"induction": "complete"},
    "earlier-posts": {"previous_posts": "yes"},
    "earlier-post-details": rows(
        "posts",
        {"setting_type": "academy", "setting_name": "Old School", "role": "senco"}
        | day("started_on", "2019", "9")
        | day("ended_on", "2020"),
    ),
    "qualifications": {"awards": "some"},
    "qualification-details": rows(
        "outcomes",
        {"qualification": "NASENCO", "provider": "Somewhere", "outcome": "passed", "title": "The Award"}
        | day("awarded_on", "2023", "7", "14"),
    ),
    "certificates": {},
    "course": {"enrolments": "yes"},
    "course-details": rows(
        "places", {"qualification": "NPQSENCO", "status": "in_progress"} | day("started_on", "2025", "10", "6")
    ),
}


class Journey:
    """One user's way through the pages of one setting."""

    def __init__(self, client: Client, setting: Setting) -> None:
        self.client, self.setting = client, setting
        self.start = f"/settings/{setting.register}/{setting.urn}/appoint/"
        self.check = f"{self.start}check/"

    def at(self, step: str) -> str:
        return f"{self.start}{step}/"

    def begin(self) -> str:
        return str(self.client.post(self.start)["Location"])

    def send(self, step: str, typed: Typed) -> str:
        """Where an answer leads to."""
        answer = self.client.post(self.at(step), typed)
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def html(self, address: str, typed: Typed | None = None) -> str:
        answer = self.client.get(address) if typed is None else self.client.post(address, typed)
        assert answer.status_code == 200, answer.get("Location")
        return answer.content.decode()

    def answer_all(self, **changed: Typed | None) -> str:
        """Begins and answers what is asked. Out: the last address, that of the check page."""
        here, seen = self.begin(), 0
        while here != self.check:
            step = here.removeprefix(self.start).strip("/")
            here, seen = self.send(step, changed.get(step.replace("-", "_")) or WHOLE[step]), seen + 1
            assert seen < 30
        return here

    def save(self, **more: Any) -> str:
        """Where saving leads to. The form is sent as the page shows it."""
        page = self.html(self.check)
        shown = page.partition('name="shown" value="')[2].partition('"')[0]
        answer = self.client.post(self.check, {"shown": shown, **more})
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])
