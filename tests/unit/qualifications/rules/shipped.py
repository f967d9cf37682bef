"""The shipped rule book and its vocabulary, read once, for tests of the rules without a database."""

import json
from pathlib import Path
from typing import Any

from qualifications.rules.book_form import read_book
from qualifications.rules.case_form import Words

ROOT = Path(__file__).resolve().parents[4]
PLAIN_BOOK: dict[str, Any] = json.loads((ROOT / "qualifications" / "data" / "book.json").read_text(encoding="utf-8"))
BOOK = read_book(PLAIN_BOOK)

SETTING_TYPES = (
    "maintained_school", "academy", "maintained_nursery_school", "special_school", "pru", "ap_academy",
    "independent_school", "fe_college", "academy_16_19", "ctc", "ey_group", "childminder", "other",
)  # fmt: skip
PREVIOUS_TYPES = (*SETTING_TYPES, "outside_england")
ROLES = ("senco", "assistant_senco")
WORDS = Words(frozenset(SETTING_TYPES), frozenset(PREVIOUS_TYPES), frozenset(ROLES), usual_role="senco")


def cases(name: str) -> list[dict[str, Any]]:
    """The worked cases of a file beside this one."""
    found: list[dict[str, Any]] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return found
