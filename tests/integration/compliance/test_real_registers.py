"""The real files of the public registers, whole, and each a second time: every count is known."""

import csv
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import Count, F

from settings.enums import LinkKind, Register, SettingStatus, SettingType
from settings.models import ImportRun, LocalAuthority, Question, RegisterType, Setting, SettingLink, SettingWord
from settings.search import find
from tests import shipped
from tests.registers import every_row

pytestmark = pytest.mark.django_db
Shared = Callable[[str], Path]
AGAIN = "Everything is as it was: nothing changed."


@pytest.fixture(autouse=True)
def tables(db: None) -> None:
    shipped.places()


def taken(command: str, path: Path, *options: str) -> list[str]:
    """What a command says of a file, after its first line."""
    said = StringIO()
    call_command(command, str(path), *options, stdout=said)
    return said.getvalue().splitlines()[1:]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def all_rows() -> dict[str, list[Any]]:
    """All that there is but the reports; of the many words by which places are found only how many."""
    return every_row(ImportRun, SettingWord) | {"words": [SettingWord.objects.count()]}


def by(*fields: str) -> dict[object, int]:
    """How many places there are by some fields."""
    found = Setting.objects.order_by().values_list(*fields).annotate(Count("pk"))
    return {key[0] if len(key) == 1 else tuple(key): count for *key, count in found}


def test_every_state_funded_school_of_july_2025_goes_in(shared_data: Shared) -> None:
    path = shared_data("gias/edubaseallstatefunded20250717.csv")
    assert taken("import_gias", path) == [
        "22,010 added, 0 changed, 0 closed, 0 re-opened, 0 unchanged, 0 not ours, 0 bad."
    ]
    assert Setting.objects.count() == 22_010
    assert by("register_status") == {"Open": 21_968, "Open, but proposed to close": 42}
    assert by("status") == {SettingStatus.OPEN: 22_010}
    assert by("setting_type") == {
        SettingType.MAINTAINED_SCHOOL: 9_350,
        SettingType.ACADEMY: 10_810,
        SettingType.MAINTAINED_NURSERY_SCHOOL: 379,
        SettingType.SPECIAL_SCHOOL: 1_061,
        SettingType.PRU: 156,
        SettingType.AP_ACADEMY: 178,
        SettingType.ACADEMY_16_19: 76,
    }
    types = {row["type_code"]: int(row["open_state_funded_2025_07"] or 0) for row in _types(shared_data)}
    assert by("register_type__code") == {code: count for code, count in types.items() if count}
    authorities = rows_of(shared_data("la/english_local_authorities.csv"))
    wanted = {row["la_code"]: int(row["open_state_funded_schools_2025_07"] or 0) for row in authorities}
    assert by("authority__code") == {code: count for code, count in wanted.items() if count}
    assert len(by("authority")) == 153
    assert not Question.objects.exists()
    assert not Setting.history.exists(), "none for the first load"
    assert Setting.objects.filter(name__contains="\ufffd").count() == 0
    letters = Setting.objects.filter(name__contains="°").order_by("name").values_list("name", flat=True)
    assert list(letters) == [f"North Star {degrees}°" for degrees in (180, 240, 265, 82)], "read as Windows writes them"

    before = all_rows()
    assert taken("import_gias", path) == [
        "0 added, 0 changed, 0 closed, 0 re-opened, 22,010 unchanged, 0 not ours, 0 bad.",
        AGAIN,
    ]
    assert taken("import_gias", path, "--complete")[1] == AGAIN
    assert all_rows() == before


def _types(shared_data: Shared) -> list[dict[str, str]]:
    return rows_of(shared_data("gias/gias_type_senco_scope.csv"))


def test_every_childcare_provider_of_august_2021_goes_in(shared_data: Shared) -> None:
    path = shared_data("ofsted/ofsted_childcare_providers_20210831.csv")
    said = taken("import_ofsted", path)
    assert said[0] == "70,980 added, 0 changed, 0 closed, 0 re-opened, 0 unchanged, 0 not ours, 0 bad."
    assert "still under Cumbria" in said[1]
    assert by("status") == {SettingStatus.OPEN: 70_980}
    assert by("register_type__name", "register_type__on_early_years_register") == {
        ("Childminder", True): 31_957,
        ("Childminder", False): 1_726,
        ("Childcare on non-domestic premises", True): 23_538,
        ("Childcare on non-domestic premises", False): 3_840,
        ("Childcare on domestic premises", True): 228,
        ("Childcare on domestic premises", False): 6,
        ("Home childcarer", False): 9_685,
    }
    assert by("setting_type") == {
        SettingType.CHILDMINDER: 31_957,
        SettingType.EY_GROUP: 23_766,
        SettingType.OTHER: 15_257,
    }
    names = Counter(row["Provider name"] == "REDACTED" for row in rows_of(path))
    assert Setting.objects.filter(name="").count() == names[True] == 43_621
    assert sum(count for urn, count in by("urn").items() if str(urn).startswith("EY")) == 43_877
    assert [question.about for question in Question.objects.order_by("about")] == _split(path)
    unknown = Setting.objects.filter(authority=None)
    assert set(unknown.values_list("authority_written", flat=True)) <= {"", "Not Recorded"}

    before = all_rows()
    assert taken("import_ofsted", path) == [
        "0 added, 0 changed, 0 closed, 0 re-opened, 70,980 unchanged, 0 not ours, 0 bad.",
        AGAIN,
    ]
    assert all_rows() == before


def _split(path: Path) -> list[str]:
    """The authorities on the file that were split since, as they are asked."""
    names = {row["Local authority"] for row in rows_of(path)}
    split = LocalAuthority.objects.annotate(after=Count("successors")).filter(after__gt=1)
    return sorted(f"ofsted/{one.code}" for one in split if one.name in names)


def test_every_link_of_april_2025_goes_in(shared_data: Shared) -> None:
    path = shared_data("gias/links_edubasealldata20250422.csv")
    said = taken("import_gias_links", path)
    assert said[0] == "16,834 added, 0 changed, 0 closed, 0 re-opened, 0 unchanged, 213 not ours, 0 bad."
    assert ImportRun.objects.get().rows == 33_801
    assert SettingLink.objects.count() == 16_834
    kinds = dict(SettingLink.objects.order_by().values_list("kind").annotate(Count("pk")))
    assert sum(kinds.values()) == 16_834
    assert kinds.keys() == set(LinkKind.values)
    assert not SettingLink.objects.filter(predecessor_urn=F("successor_urn")).exists()
    several = SettingLink.objects.order_by().values("predecessor_urn").annotate(after=Count("pk")).filter(after__gt=1)
    asked = set(Question.objects.values_list("about", flat=True))
    assert {row["predecessor_urn"] for row in several} == {about for about in asked if "+" not in about}
    assert len(asked) == 160

    before = all_rows()
    again = ["0 added, 0 changed, 0 closed, 0 re-opened, 16,834 unchanged, 213 not ours, 0 bad.", AGAIN]
    assert taken("import_gias_links", path) == again
    assert taken("import_gias_links", path, "--complete") == again
    assert all_rows() == before


def test_the_sample_of_the_full_layout_goes_in(shared_data: Shared) -> None:
    path = shared_data("gias/edubasealldata_sample_139cols.csv")
    assert taken("import_gias", path) == [
        "48 added, 0 changed, 0 closed, 0 re-opened, 0 unchanged, 51 not ours, 0 bad."
    ]
    assert by("status") == _statuses(path)
    assert by("register_type__register") == {Register.GIAS: 48}
    closed = Setting.objects.filter(status=SettingStatus.CLOSED)
    assert closed.exclude(closed_on=None).exists()
    assert RegisterType.objects.filter(setting_type="", is_ours=True).count() == 0
    assert taken("import_gias", path)[1] == AGAIN


def _statuses(path: Path) -> dict[str, int]:
    ours = [row for row in rows_of(path) if row["TypeOfEstablishment (name)"] != "Welsh establishment"]
    words = Counter(row["EstablishmentStatus (name)"].split()[0].rstrip(",") for row in ours)
    meant = {"Open": "open", "Closed": "closed", "Proposed": "proposed"}
    return {meant[word]: count for word, count in words.items()}


def test_the_full_layout_of_2025_has_every_column_that_is_read(shared_data: Shared, tmp_path: Path) -> None:
    titles = shared_data("gias/header_2025-03_135cols.txt").read_text(encoding="utf-8-sig")
    header = [title.strip().strip('"') for title in titles.replace("\n", ",").split(",") if title.strip()]
    assert len(header) == 135
    said = {
        **{"URN": "100001", "EstablishmentName": "Elm Grove", "LA (code)": "202", "LA (name)": "Camden"},
        **{"TypeOfEstablishment (code)": "34", "TypeOfEstablishment (name)": "Academy converter"},
        **{"EstablishmentStatus (name)": "Closed", "OpenDate": "01-09-1998", "CloseDate": "31-08-2024"},
        **{"StatutoryLowAge": "3", "StatutoryHighAge": "11", "Trusts (name)": "Elm Trust", "Postcode": "NW1 1AA"},
        **{"PhaseOfEducation (name)": "Primary", "NurseryProvision (name)": "Has Nursery Classes", "Town": "London"},
    }
    path = tmp_path / "a.csv"
    path.write_text(",".join(f'"{title}"' for title in header) + "\n" + ",".join(said.get(each, "") for each in header))
    taken("import_gias", path)
    found = Setting.objects.get()
    assert (found.setting_type, found.trust, found.phase, found.has_nursery_classes, found.town) == (
        SettingType.ACADEMY,
        "Elm Trust",
        "Primary",
        True,
        "London",
    )
    assert (str(found.opened_on), str(found.closed_on), found.high_age) == ("1998-09-01", "2024-08-31", 11)


# As people type: what is typed, the number that has to be found, and among how many of the first.
TYPED = (
    ("Holland Park School kensington", "149632", 1),
    ("Hankham Primary School East Sussex", "114395", 1),
    ("the aldgate school", "100000", 1),
    ("aldgte school london", "100000", 1),
    ("EC3A 5DE", "100000", 1),
    ("201/3614", "100000", 1),
    ("kings college guildford", "141200", 1),
    ("oasis academy arena", "140209", 1),
    ("oasis academy", "140209", 1),
    ("Coop academy leeds", "137065", 1),
    ("coop academy manchester", "136174", 1),
    ("Doctor Challoners", "136419", 3),
    ("docto challoners grammar", "136419", 1),
    ("stmarys horsforth", "139352", 1),
    ("wykeregis infant", "113713", 1),
    ("holytrinity guildford", "125288", 1),
    ("Hly Trinity telford", "142067", 1),
    ("harogate gramar school", "136497", 1),
    ("bishop wordsworth", "136500", 1),
    ("127183", "138591", 1),
    ("Harden Infant School", "138591", 3),
    ("weavers close", "139200", 1),
    ("104849", "150834", 1),
    ("impact sefton", "150834", 1),
    ("our lady of lourdes brighton", "114544", 1),
    ("stansfield road junior", "134784", 1),
    ("leyland school nuneaton", "139468", 1),
    ("king edward vi stourbridge", "148142", 1),
)


def test_real_queries_find_their_schools(shared_data: Shared) -> None:
    taken("import_gias_links", shared_data("gias/links_edubasealldata20250422.csv"))
    taken("import_gias", shared_data("gias/edubaseallstatefunded20250717.csv"))
    found = {typed: [place.urn for place in find(typed, most).places] for typed, _, most in TYPED}
    assert {typed: urns for typed, urn, _ in TYPED if urn not in (urns := found[typed])} == {}
