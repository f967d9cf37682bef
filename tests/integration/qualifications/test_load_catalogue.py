"""`manage.py load_catalogue`: everything shipped, whole or not at all, and again without a change."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from qualifications import books, catalogue
from qualifications.models import (
    Approval,
    Provider,
    Qualification,
    RuleBook,
    Unit,
    Variant,
)
from qualifications.rules.book_form import read_book
from senco_portal.lib.shipped import REASON
from settings.catalogue import load_places
from tests.factories.qualifications import ProviderFactory
from tests.factories.rule_books import RuleBookFactory
from tests.factories.users import UserFactory


def load() -> str:
    said = StringIO()
    call_command("load_catalogue", stdout=said)
    return said.getvalue().strip()


def every_row() -> dict[str, list[Any]]:
    """All that the app holds, history included."""
    models = apps.get_app_config("qualifications").get_models()
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, project_root: Path) -> Callable[..., None]:
    """Ships other data: a function that takes changes of the catalogue and of the book."""
    folder = tmp_path / "data"
    shutil.copytree(project_root / "qualifications" / "data", folder)
    monkeypatch.setattr(catalogue, "DATA", folder)

    def ship(name: str, change: Callable[[Any], Any]) -> None:
        path = folder / f"{name}.json"
        content = json.loads(path.read_text())
        change(content)
        path.write_text(json.dumps(content))

    return ship


# Loading, and loading again


@pytest.mark.django_db
def test_the_first_run_adds_everything_and_says_so() -> None:
    data = catalogue.read("catalogue")
    shipped = sum(len(data[name]) for name in ("providers", "qualifications", "variants", "approvals"))
    shipped += sum(len(each.get("units", [])) for name in ("qualifications", "variants") for each in data[name])
    places = load_places()
    assert load() == (
        f"Catalogue: {shipped + 1} added, 0 changed, {places.added} as they were, 0 left as an administrator has them."
    )


@pytest.mark.django_db
def test_the_second_run_changes_nothing() -> None:
    load()
    before = every_row()
    assert " 0 added, 0 changed, " in load()
    assert " 0 left as an administrator has them." in load()
    assert every_row() == before
    assert all(before[name] for name in before), "every table has something in it, so that the comparison compares"


@pytest.mark.django_db
def test_every_row_says_in_its_history_where_it_came_from() -> None:
    load()
    for model in (Qualification, Provider, Variant, Unit, Approval):
        reasons = set(model.history.values_list("history_change_reason", "history_type"))
        assert reasons == {(REASON, "+")}, model
    assert list(RuleBook.history.filter(status="published").values_list("history_change_reason", flat=True)) == [REASON]


@pytest.mark.django_db
def test_the_shipped_book_is_published_and_marked_as_shipped() -> None:
    load()
    row = RuleBook.objects.get()
    assert (row.is_published, row.is_shipped, row.published_by) == (True, True, None)
    assert books.load(row) == read_book(catalogue.read("book"))


# Bringing up to date


@pytest.mark.django_db
def test_a_changed_shipped_row_is_brought_up_to_date(shipped: Callable[..., None]) -> None:
    load()

    def change(data: Any) -> None:
        data["qualifications"][0] |= {"usual_months": 14, "note": "Read again."}
        data["providers"][4]["also_known_as"] = "formerly CACHE"
        data["variants"][1]["number"] = "603/0000/0"
        data["approvals"][0]["approved_from"] = "2018-04-01"
        data["qualifications"][0]["units"][1]["title"] = "Leading"

    shipped("catalogue", change)
    assert " 0 added, 5 changed, " in load()
    row = Qualification.objects.get(code="NASENCO")
    assert (row.usual_months, row.note) == (14, "Read again.")
    assert Provider.objects.get(name="NCFE").also_known_as == "formerly CACHE"
    assert Variant.objects.get(awarding_body__name="Gateway Qualifications").number == "603/0000/0"
    assert Approval.objects.get(provider__name="NCFE").approved_from == date(2018, 4, 1)
    assert Unit.objects.get(qualification=row, position=1).title == "Leading"
    assert row.history.count() == 2
    assert " 0 added, 0 changed, " in load(), "and then it is as it should be"


@pytest.mark.django_db
def test_what_the_data_no_longer_says_becomes_unknown(shipped: Callable[..., None]) -> None:
    load()

    def change(data: Any) -> None:
        del data["qualifications"][0]["credits"]
        del data["qualifications"][1]["replaces"], data["qualifications"][1]["replaced_on"]
        del data["qualifications"][1]["units"][6:]

    shipped("catalogue", change)
    assert " 0 added, 4 changed, " in load()
    assert Qualification.objects.get(code="NASENCO").credits is None
    npq = Qualification.objects.get(code="NPQSENCO")
    assert (npq.replaces, npq.replaced_on) == (None, None)
    assert npq.units.count() == 6
    assert " 0 added, 0 changed, " in load()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Qualification, {"credits": 61}),
        (Provider, {"also_known_as": "Somebody"}),
        (Variant, {"number": "1/2/3"}),
        (Approval, {"approved_from": date(2024, 1, 1)}),
        (Unit, {"title": "A better title"}),
    ],
)
def test_a_row_that_an_administrator_changed_last_is_left_alone(model: Any, change: Mapping[str, Any]) -> None:
    load()
    row = model.objects.order_by("pk")[0]
    for name, value in change.items():
        setattr(row, name, value)
    row._change_reason, row._history_user = "They told us", UserFactory.create()
    row.save()
    before = every_row()
    assert " 0 added, 0 changed, " in (said := load())
    assert " 1 left as an administrator has them." in said
    assert every_row() == before


@pytest.mark.django_db
def test_a_part_that_an_administrator_added_stays() -> None:
    load()
    row = Qualification.objects.get(code="NASENCO")
    added = Unit.objects.create(qualification=row, position=3, kind="part", title="A part of ours")
    assert " 1 left as an administrator has them." in load()
    assert row.units.filter(pk=added.pk).exists()


@pytest.mark.django_db
def test_a_row_that_an_administrator_made_first_is_left_alone() -> None:
    ProviderFactory.create(name="NCFE", also_known_as="as we call it")
    assert " 1 left as an administrator has them." in load()
    assert Provider.objects.get(name="NCFE").also_known_as == "as we call it"


# Rule books


@pytest.mark.django_db
def test_a_book_that_an_administrator_made_is_not_touched() -> None:
    load()
    mine = books.store(replace(read_book(catalogue.read("book")), name="Our own draft", notes="Under way."))
    later = RuleBookFactory.create(name="Empty")
    before = every_row()
    load()
    assert every_row() == before
    assert RuleBook.objects.filter(pk__in=[mine.pk, later.pk], status="draft", is_shipped=False).count() == 2


@pytest.mark.django_db
def test_another_text_under_the_shipped_name_is_told_and_changes_nothing(shipped: Callable[..., None]) -> None:
    load()
    before = every_row()
    shipped("book", lambda book: book["rules"][0].update(words="Other words."))
    shipped("catalogue", lambda data: data["providers"].append({"name": "A new one"}))
    with pytest.raises(CommandError, match="says something else than the one shipped.*give the shipped one a new name"):
        load()
    assert every_row() == before, "all or nothing: the new provider is not there either"


@pytest.mark.django_db
def test_a_new_shipped_book_stands_beside_the_old_one(shipped: Callable[..., None]) -> None:
    load()
    old = RuleBook.objects.get()
    shipped("book", lambda book: book.update(name="England, from 2030", in_force_from="2030-09-01"))
    assert " 1 added, 0 changed, " in load()
    assert RuleBook.objects.current(date(2030, 8, 31)) == old
    current = RuleBook.objects.current(date(2030, 9, 1))
    assert current is not None
    assert current.name == "England, from 2030"


@pytest.mark.django_db
def test_a_draft_under_the_shipped_name_is_in_the_way_and_is_told() -> None:
    """Else nothing would be published, and nobody would know why no book is in force."""
    name = read_book(catalogue.read("book")).name
    RuleBookFactory.create(name=name)
    with pytest.raises(CommandError, match="holds a draft called .*Give the draft another name"):
        load()
    assert not Provider.objects.exists()


@pytest.mark.django_db
def test_a_shipped_book_that_may_not_be_published_is_not_loaded(shipped: Callable[..., None]) -> None:
    shipped("book", lambda book: book["rules"].pop())
    with pytest.raises(ValueError, match="No rule governs"):
        load()
    assert not any(every_row().values())


# What the data says


@pytest.fixture
def loaded(db: None) -> None:
    load()


def size(code: str) -> tuple[Any, ...]:
    row = Qualification.objects.get(code=code)
    return row.level, row.credits, row.guided_hours, row.total_hours, row.usual_months, row.longest_months


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("NASENCO", (7, 60, None, None, 12, 22)),
        ("NPQSENCO", (None, None, None, None, 21, 22)),
        ("EY_L3_SENCO", (3, None, None, None, 4, 6)),
    ],
)
def test_the_qualifications_have_level_credits_hours_and_months(code: str, wanted: tuple[Any, ...]) -> None:
    assert size(code) == wanted
    assert Qualification.objects.count() == 3


@pytest.mark.usefixtures("loaded")
def test_what_is_assumed_is_marked_and_what_is_published_is_not() -> None:
    marks = Qualification.objects.values_list("code", "usual_is_assumed", "longest_is_assumed")
    assert {code: marked for code, *marked in marks} == {
        "NASENCO": [False, True],
        "NPQSENCO": [True, False],
        "EY_L3_SENCO": [False, True],
    }
    for row in Qualification.objects.all():
        assert ("assumed" in row.note or "taken as" in row.note) == (row.usual_is_assumed or row.longest_is_assumed)


@pytest.mark.usefixtures("loaded")
def test_the_npq_took_the_national_awards_place_on_its_day() -> None:
    replaced = Qualification.objects.exclude(replaces=None).values_list("code", "replaces__code", "replaced_on")
    assert list(replaced) == [("NPQSENCO", "NASENCO", date(2024, 9, 1))]
    first = Qualification.objects.exclude(first_course_on=None).values_list("code", "first_course_on")
    assert dict(first) == {"NASENCO": date(2009, 9, 1), "NPQSENCO": date(2024, 9, 1)}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("code", "kind", "titles"),
    [
        (
            "EY_L3_SENCO",
            "area",
            [
                "SEN identification and early action",
                "The role of the early years SENCO",
                "Supporting colleagues in their work with children with SEN",
                "Liaising with professionals or agencies beyond the setting",
            ],
        ),
        (
            "NASENCO",
            "part",
            [
                "Professional knowledge and understanding",
                "Leading and co-ordinating provision",
                "Personal and professional qualities",
            ],
        ),
        (
            "NPQSENCO",
            "area",
            [
                "School culture",
                "Statutory framework",
                "Identification of need",
                "Teaching",
                "Behaviour",
                "Leading and managing provision",
                "Professional development",
                "Implementation",
            ],
        ),
    ],
)
def test_the_qualifications_have_their_parts_in_order(code: str, kind: str, titles: list[str]) -> None:
    units = Unit.objects.filter(qualification__code=code, variant=None).order_by("position")
    assert [(unit.kind, unit.title) for unit in units] == [(kind, title) for title in titles]


@pytest.mark.usefixtures("loaded")
def test_the_level_3_award_stands_in_each_awarding_bodys_form() -> None:
    forms = Variant.objects.filter(qualification__code="EY_L3_SENCO").order_by("awarding_body__name")
    names = ("awarding_body__name", "number", "credits", "guided_hours", "total_hours")
    assert list(forms.values_list(*names)) == [
        ("Gateway Qualifications", "603/3434/4", 13, 30, 130),
        ("NCFE", "", None, None, None),
        ("School Improvement Liverpool", "", None, None, None),
    ]
    assert Variant.objects.count() == 3
    assert "34 hours" in forms[1].note
    assert [unit.reference for unit in Unit.objects.exclude(variant=None)] == ["Y/617/1446"]


@pytest.mark.usefixtures("loaded")
def test_the_city_of_liverpool_award_is_there() -> None:
    award = Variant.objects.get(title="City of Liverpool Early Years SENCo Award")
    assert award.awarding_body.name == "School Improvement Liverpool"
    assert award.qualification.code == "EY_L3_SENCO"
    assert "107 completed" in award.note


@pytest.mark.usefixtures("loaded")
def test_who_awards_and_who_teaches_is_there_without_guessed_days() -> None:
    who: dict[tuple[str, str], set[str]] = {}
    for approval in Approval.objects.select_related("provider", "qualification"):
        who.setdefault((approval.qualification.code, approval.role), set()).add(approval.provider.name)
        assert (approval.approved_from, approval.approved_until) == (None, None)
        assert "known" in approval.note or "left empty" in approval.note, "why there is no day is said"
    assert who == {
        ("EY_L3_SENCO", "awards"): {"NCFE", "Gateway Qualifications", "School Improvement Liverpool"},
        ("EY_L3_SENCO", "delivers"): {"Best Practice Network"},
        ("NPQSENCO", "delivers"): {
            "Ambition Institute",
            "Best Practice Network",
            "Church of England",
            "National Institute of Teaching",
            "Teach First",
            "UCL Institute of Education",
        },
        ("NASENCO", "awards"): {"University of Sunderland", "University of Plymouth"},
    }


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("model", [Qualification, Variant, Approval])
def test_every_fact_has_its_source_and_how_sure_it_is(model: Any) -> None:
    for row in model.objects.all():
        assert row.source, row
        assert row.certainty in {"verified", "secondary", "known", "inferred"}, row
        row.full_clean()


# Whole or not at all

LOADER = """
import django; django.setup()
from django.utils import timezone
from qualifications.catalogue import load_catalogue
print("loading", flush=True)
load_catalogue(at=timezone.now())
"""
TABLES = ("provider", "qualification", "unit", "variant", "approval", "rulebook", "rule", "citation", "historicalunit")


def start_loading(environment: dict[str, str], project_root: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", LOADER], cwd=project_root, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout as said:
        assert said.readline() == "loading\n"
    return process


def counts(file: Path) -> list[int]:
    with sqlite3.connect(file) as database:
        found = [database.execute(f"SELECT count(*) FROM qualifications_{table}").fetchone()[0] for table in TABLES]  # noqa: S608
    database.close()
    return found


def test_killed_half_way_it_leaves_everything_or_nothing(tmp_path: Path, project_root: Path) -> None:
    """A real kill, at random moments of a load that is known to take so long."""
    empty, database = tmp_path / "empty.sqlite3", tmp_path / "portal.sqlite3"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "senco_portal.settings"}
    of_empty, of_database = (environment | {"DATABASE_URL": f"sqlite:///{file}"} for file in (empty, database))
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=project_root, env=of_empty, check=True)
    shutil.copy(empty, database)

    whole = start_loading(of_database, project_root)
    began = time.monotonic()
    assert whole.wait(60) == 0
    took, everything = time.monotonic() - began, counts(database)
    assert all(everything)

    ended = []
    for moment in [random.uniform(0.05, 0.9) for _ in range(4)]:  # noqa: S311
        for file in tmp_path.glob("portal.sqlite3*"):
            file.unlink()
        shutil.copy(empty, database)
        process = start_loading(of_database, project_root)
        time.sleep(took * moment)
        process.send_signal(signal.SIGKILL)
        ended.append(process.wait(10))
        found = counts(database)
        assert found in ([0] * len(TABLES), everything), f"killed after {moment:.0%} of {took:.2f} s"
    assert -signal.SIGKILL in ended, "none was killed while it loaded"
    again = start_loading(of_database, project_root)
    assert again.wait(60) == 0, "and it can be loaded after all"
    assert counts(database) == everything
