"""Rows written by the thousand come back as they were given, whatever stands in them."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practitioners.models import Practitioner
from senco_portal.lib import bulk
from settings.models import ImportRun

TEXTS = ["", "a\tb", "a\nb\r", r"\N", "\\", "’s", "=1+1", "NULL", "{}", "%s"]
FIELDS = ("name", "email", "trn", "teacher_status", "induction", "posts_told", "awards_told", "courses_told")


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_was(text: str) -> None:
    bulk.insert(Practitioner, FIELDS, [(f"N{text}", text, "", "", "", True, False, True)])
    found = Practitioner.objects.get()
    assert (found.name, found.email) == (f"N{text}", text)
    assert (found.posts_told, found.awards_told, found.merged_into) == (True, False, None)


@pytest.mark.django_db
def test_days_moments_and_json_come_back_as_they_were() -> None:
    at, doubts = datetime(2026, 3, 29, 0, 59, 59, 7, UTC), ["a “b”", 'c\\"d"']
    usual = {field.attname: field.get_default() for field in ImportRun._meta.concrete_fields if not field.primary_key}
    said = usual | {"extract_on": date(2024, 2, 29), "started_at": at, "finished_at": at, "kind": "gias"}
    said |= {"outcome": "applied", "doubts": json.dumps(doubts), "asks": "[]"}
    bulk.insert(ImportRun, list(said), [tuple(said.values())])
    found = ImportRun.objects.get()
    assert (found.extract_on, found.started_at, found.doubts, found.by) == (date(2024, 2, 29), at, doubts, None)


@pytest.mark.django_db
def test_many_rows_are_one_question_and_none_are_none() -> None:
    with CaptureQueriesContext(connection) as asked:
        bulk.insert(Practitioner, FIELDS, [(f"N{n}", "", "", "", "", True, True, True) for n in range(3_000)])
        bulk.insert(Practitioner, FIELDS, [])
    assert Practitioner.objects.count() == 3_000
    assert len(asked) <= 2


@pytest.mark.django_db
def test_a_database_knows_how_full_a_table_is_by_now() -> None:
    bulk.insert(Practitioner, FIELDS, [(f"N{n}", "", "", "", "", True, False, True) for n in range(30)])
    bulk.analyse(Practitioner)
    known = {
        "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'practitioners_practitioner'",
        "sqlite": "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'practitioners_practitioner'",
    }
    with connection.cursor() as cursor:
        cursor.execute(known[connection.vendor])
        assert cursor.fetchone()[0] == 30
