"""The accessibility statement and the privacy page: who answers, since when they say what they say, what is kept."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django.fixtures import Settings

from compliance.actions.exports import EXPORTS_KEPT
from compliance.actions.notes import NOTES_KEPT
from practitioners.actions.drafts import DRAFTS_KEPT
from practitioners.actions.looks import LOOKS_KEPT

# For each page its day, and a mark of its words: whoever changes the words changes the day too, and then this mark.
STATED = {
    "accessibility": ("22 November 2026", "1c0bc389cdac"),
    "privacy": ("22 November 2026", "ad773c91367d"),
}


def words_of(page: str) -> str:
    tree: Any = html.fromstring(page)
    return " ".join(tree.xpath("//main")[0].text_content().split())


@pytest.mark.parametrize("name", STATED)
def test_a_page_says_who_answers_and_when_its_words_were_changed(
    client: Client, settings: Settings, project_root: Path, name: str
) -> None:
    settings.ORGANISATION, settings.CONTACT_EMAIL = "Elsewhere Council", "someone@elsewhere.example"
    page = client.get(f"/{name}/").content.decode()
    day, mark = STATED[name]
    assert "Elsewhere Council runs this portal." in words_of(page)
    assert 'href="mailto:someone@elsewhere.example"' in page
    assert f"This page was last changed on {day}." in words_of(page)
    source = (project_root / "templates" / f"{name}.html").read_text()
    assert hashlib.sha256(source.encode()).hexdigest()[:12] == mark, "Change the day in changed_on.json, and both here."


def test_privacy_says_how_long_things_are_kept(client: Client) -> None:
    words = words_of(client.get("/privacy/").content.decode())
    assert f"who looked at it: {LOOKS_KEPT.days} days" in words
    assert f"along as a file: {EXPORTS_KEPT.days} days" in words
    assert f"begun and not saved: {DRAFTS_KEPT.days} days" in words
    assert f"what a council notes about a setting, with its history: {NOTES_KEPT.days} days" in words
    assert "not decided about, and a certificate that no record names: 1 day" in words
