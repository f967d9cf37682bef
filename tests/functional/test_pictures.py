"""The pictures of the README: WRITE_PICTURES=1 pytest on this file draws them anew; look at them before you commit."""

import os
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from qualifications import books
from qualifications.models import RuleBook
from tests.factories.users import UserFactory
from tests.functional.conftest import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.needs_tool("node_modules"), pytest.mark.django_db(transaction=True)]
TEACHER = "is_head_teacher=no&teaches_at_setting=yes&teacher_status=qts&induction=complete&previous_posts=none"
COURSE = "enrolments-0-qualification=NPQSENCO&enrolments-0-started_on=2025-10-01&enrolments-0-status=in_progress"
ANSWER = f"/check/result/?setting_type=academy&started_on=2024-09-01&{TEACHER}&awards=none&{COURSE}"
DUE = "enrolments-0-expected_outcome_on=2027-08-01&as_at=2026-11-22"
# For each picture: its page, its height, and words of it that the README's text beside it tells.
PICTURES = {
    "question": ("/check/start/?setting_type=academy", 690, ["Day", "Month", "Year"]),
    "answer": (f"{ANSWER}&{DUE}", 1400, ["On track", "1 September 2027", "What if?", "Sign in", "What to do next"]),
    "rule": ("/admin/qualifications/rulebook/{draft}/part/rule/{rule}/", 1100, ["It says now", "Kinds of settings"]),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_show_what_the_readme_says(
    page: Page, live_server: LiveServer, shipped_book: RuleBook, name: str
) -> None:
    said = replace(books.load(shipped_book), name="England, as amended later", in_force_from=date(2029, 9, 1))
    draft = books.store(said)
    address, height, words = PICTURES[name]
    if name == "rule":
        ada = UserFactory.create(name="Ada Lovelace", is_staff=True, is_superuser=True)
        sign_in(page, live_server, ada)
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto(live_server.url + address.format(draft=draft.pk, rule=draft.rules.get(code="npq").pk))
    for each in words:
        expect(page.get_by_text(each, exact=False).first).to_be_in_viewport()
    if os.environ.get("WRITE_PICTURES"):
        drawn = Image.open(BytesIO(page.screenshot())).convert("RGB")
        drawn.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
            Path("docs/pictures") / f"{name}.png", optimize=True
        )
