"""Taking files of places: every trap of the real registers, each with a small file of our own making."""

import random
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from compliance.imports import Offered, preview, take
from settings.actions.types import TypeMeaning, say_type
from settings.catalogue import load_places
from settings.enums import ChangeKind, Completeness, FileKind, Outcome, Register, SettingStatus, SettingType
from settings.imports import Taking, Unreadable
from settings.models import (
    AuthorityName,
    FormerName,
    ImportChange,
    ImportProblem,
    ImportRun,
    LocalAuthority,
    Question,
    RegisterType,
    Setting,
    SettingWord,
    TypeChange,
)
from tests import shipped
from tests.factories.users import UserFactory
from tests.registers import (
    DAY,
    GIAS,
    MOMENT,
    OFSTED,
    Cells,
    Form,
    Registers,
    changes,
    childminder,
    counts,
    every_row,
    place,
    problems,
    provider,
    questions,
    school,
    written,
)

pytestmark = pytest.mark.django_db
LOST = "\ufffd"
LATER, LATER_STILL = DAY + timedelta(days=30), DAY + timedelta(days=60)
ALL, KINDS = Completeness.REGISTER, Completeness.TYPES


@pytest.fixture
def registers(tmp_path: Path, db: None) -> Registers:
    shipped.places()
    return Registers(tmp_path)


# What a place is


def test_a_school_is_as_its_row_says(registers: Registers) -> None:
    row = school(name="Elm Grove Academy", type_code="34", type="Academy converter", trust="Elm Trust", county="Kent")
    report = registers.gias(row)
    assert counts(report) == {"added": 1}
    found = place("100001")
    assert (found.name, found.register, found.urn) == ("Elm Grove Academy", "gias", "100001")
    assert (found.register_type.code, found.setting_type) == ("34", SettingType.ACADEMY)
    assert (found.authority, found.authority_written) == (LocalAuthority.objects.get(code="202"), "202 Camden")
    assert (found.status, found.register_status) == (SettingStatus.OPEN, "Open")
    assert (found.opened_on, found.closed_on) == (date(1998, 9, 1), None)
    assert (found.phase, found.low_age, found.high_age, found.has_nursery_classes) == ("Primary", 3, 11, True)
    assert (found.establishment_number, found.trust) == ("2001", "Elm Trust")
    assert (found.street, found.town, found.county, found.postcode) == ("1 Elm Grove", "London", "Kent", "NW1 1AA")
    assert (found.last_seen_on, found.chosen_authority) == (DAY, None)


def test_a_nursery_is_as_its_row_says(registers: Registers) -> None:
    assert counts(registers.ofsted(provider())) == {"added": 1}
    found = place("EY101465", Register.OFSTED)
    assert (found.name, found.setting_type) == ("Acorns Nursery", SettingType.EY_GROUP)
    assert found.authority == LocalAuthority.objects.get(name="Leeds")
    assert (found.opened_on, found.street, found.postcode) == (date(2005, 3, 12), "2 Oak Lane", "LS1 1AA")


def test_what_is_withheld_is_empty(registers: Registers) -> None:
    registers.ofsted(childminder())
    found = place("2512345", Register.OFSTED)
    assert (found.name, found.street, found.town, found.postcode) == ("", "", "", "")
    assert found.setting_type == SettingType.CHILDMINDER
    assert str(found) == "Childminder 2512345"


def test_a_place_is_found_by_its_words_at_once(registers: Registers) -> None:
    registers.gias(school(name="Elm Grove Primary School"))
    words = SettingWord.objects.filter(setting=place("100001")).values_list("word__word", flat=True)
    assert {"elm", "grove"} <= set(words)


# The traps: encodings, line ends, title rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_the_same_file_in_another_encoding_changes_nothing(registers: Registers, encoding: str, newline: str) -> None:
    row = school(name="St Mary’s École", town="Zürich Road")
    registers.gias(row)
    again = registers.gias(row, form=Form(encoding=encoding, newline=newline))
    assert counts(again) == {"unchanged": 1}
    assert place("100001").name == "St Mary’s École"


def test_characters_lost_on_the_way_do_not_overwrite_the_good_name(registers: Registers) -> None:
    registers.gias(school(name="St Mary’s École", street="Café Row", trust="Trust"))
    report = registers.gias(school(name=f"St Mary{LOST}s {LOST}cole", street=f"Caf{LOST}{LOST} Row", trust="Trust"))
    assert counts(report) == {"unchanged": 1}
    assert (place("100001").name, place("100001").street) == ("St Mary’s École", "Café Row")


def test_a_name_that_came_broken_is_mended_by_the_next_file_and_is_no_former_name(registers: Registers) -> None:
    registers.gias(school(name=f"{LOST}cole"))
    assert counts(registers.gias(school(name="École"))) == {"changed": 1}
    assert place("100001").name == "École"
    assert not FormerName.objects.exists()


def test_another_name_is_taken_even_where_it_lost_characters(registers: Registers) -> None:
    registers.gias(school(name="The Elms"))
    registers.gias(school(name=f"{LOST}cole des Elms"))
    assert place("100001").name == f"{LOST}cole des Elms"
    assert [former.name for former in place("100001").former_names.all()] == ["The Elms"]


def test_non_breaking_spaces_at_the_ends_of_cells_do_not_count(registers: Registers) -> None:
    registers.gias(school())
    row = {title: f"\u00a0{cell}\u00a0 " if cell else "\u00a0" for title, cell in school().items()}
    assert counts(registers.gias(row)) == {"unchanged": 1}


def test_title_rows_above_the_header_are_passed_over(registers: Registers) -> None:
    above = ("Childcare providers and inspections", "", "As at 31 August 2021,,,", '"Source: Ofsted, 2021"')
    assert counts(registers.ofsted(provider(), form=Form(above=above))) == {"added": 1}


# The traps: columns

STATE_FUNDED = tuple(
    title for name, (title, _) in GIAS.items() if name not in {"type_code", "closed", "nursery", "locality"}
)


@pytest.mark.parametrize("width", [133, 139, 140, 135])
def test_layouts_of_any_width_and_order_say_the_same(registers: Registers, width: int) -> None:
    registers.gias(school())
    row = school() | {f"Another column {number}": f"x{number}" for number in range(width - len(GIAS))}
    columns = list(row)
    random.Random(width).shuffle(columns)  # noqa: S311  an order, no secret
    assert len(columns) == width
    assert counts(registers.gias(row, form=Form(columns=tuple(columns)))) == {"unchanged": 1}


def test_the_state_funded_layout_has_no_code_of_types_and_no_day_of_closing(registers: Registers) -> None:
    row = school(type="Academy converter")
    assert counts(registers.gias(row, form=Form(columns=STATE_FUNDED))) == {"added": 1}
    assert place("100001").register_type.code == "34", "found by its name"


def test_a_missing_column_does_not_blank_what_is_known(registers: Registers) -> None:
    registers.gias(school(locality="Elmside", status="Open, but proposed to close", closed="31-08-2026"))
    row = school(status="Open, but proposed to close")
    assert counts(registers.gias(row, form=Form(columns=STATE_FUNDED))) == {"unchanged": 1}
    found = place("100001")
    assert (found.locality, found.closed_on, found.has_nursery_classes) == ("Elmside", date(2026, 8, 31), True)


def test_an_empty_cell_says_that_there_is_nothing(registers: Registers) -> None:
    registers.gias(school(locality="Elmside", closed="31-08-2026"))
    report = registers.gias(school())
    assert changes(report)["100001"] == {"locality": ["Elmside", ""], "closed_on": ["2026-08-31", None]}


@pytest.mark.parametrize("needed", ["urn", "name", "type", "status", "authority"])
@pytest.mark.parametrize("register", Register)
def test_a_needed_column_that_is_missing_is_named(registers: Registers, register: Register, needed: str) -> None:
    columns = GIAS if register == Register.GIAS else OFSTED
    row = school() if register == Register.GIAS else provider()
    title = columns[needed][0]
    del row[title]
    before = every_row()
    with pytest.raises(Unreadable, match=title.replace("(", r"\(").replace(")", r"\)")):
        registers.take(FileKind(register.value), written([row]))
    assert every_row() == before


HEADERS = {
    "as in 2021": (),
    "small": tuple((title, title.lower()) for title, _ in OFSTED.values()),
    "underscores": tuple((title, title.replace(" ", "_")) for title, _ in OFSTED.values()),
    "spaces": tuple((title, f" {title.replace(' ', '  ')} ") for title, _ in OFSTED.values()),
    "as in 2015": (
        ("Provider URN", "CA Reference"),
        ("Provider name", "Setting Name"),
        ("Provider address line 1", "Setting address line 1"),
        ("Postcode", "Setting postcode"),
        ("Local authority", "Local_Authority"),
    ),
}


@pytest.mark.parametrize("renamed", HEADERS.values(), ids=HEADERS.keys())
def test_headers_of_any_release_say_the_same(registers: Registers, renamed: tuple[tuple[str, str], ...]) -> None:
    registers.ofsted(provider())
    assert counts(registers.ofsted(provider(), form=Form(renamed=renamed))) == {"unchanged": 1}


@pytest.mark.parametrize("column", ["Provider Early Years Register Flag", "Individual Register combinations"])
def test_either_of_two_columns_says_who_is_on_the_early_years_register(registers: Registers, column: str) -> None:
    row = provider(early_years="N", registers="CCR-VCR")
    del row[column]
    registers.ofsted(row)
    assert place("EY101465", Register.OFSTED).register_type.on_early_years_register is False


def test_without_both_columns_the_file_is_refused(registers: Registers) -> None:
    columns = tuple(title for name, (title, _) in OFSTED.items() if name not in {"early_years", "registers"})
    with pytest.raises(Unreadable, match="Early Years Register Flag” missing"):
        registers.ofsted(provider(), form=Form(columns=columns))


def test_an_empty_flag_leaves_it_to_the_registers_named_together(registers: Registers) -> None:
    registers.ofsted(
        provider(urn="EY100001", early_years="", registers="EYR only"),
        provider(urn="EY100002", early_years=" ", registers="VCR only"),
    )
    assert place("EY100001", Register.OFSTED).setting_type == SettingType.EY_GROUP
    assert place("EY100002", Register.OFSTED).setting_type == SettingType.OTHER


def test_a_flag_that_cannot_be_read_is_reported_in_its_own_column(registers: Registers) -> None:
    report = registers.ofsted(provider(early_years="Perhaps"))
    assert problems(report) == [(2, "Provider Early Years Register Flag", "Perhaps", "is neither Y nor N")]


# The traps: authorities


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Camden", "202"),
        ("CAMDEN", "202"),
        ("Bristol City of", "801"),
        ("Bristol, City of", "801"),
        ("Kingston Upon Hull City", "810"),
        ("St Helens", "342"),
        ("Herefordshire, County of", "884"),
        ("Bournemouth Christchurch & Poole", "839"),
        ("Southend on Sea", "882"),
    ],
)
def test_an_authority_is_known_in_several_spellings(registers: Registers, written: str, code: str) -> None:
    report = registers.ofsted(provider(authority=written))
    found = place("EY101465", Register.OFSTED)
    assert found.authority is not None
    assert (found.authority.code, found.authority_written) == (code, written)
    assert questions(report) == []


@pytest.mark.parametrize("written", ["Not Recorded", "not recorded", "", "Does not apply"])
def test_an_authority_that_is_not_recorded_is_none_and_no_question(registers: Registers, written: str) -> None:
    report = registers.ofsted(provider(authority=written))
    assert (place("EY101465", Register.OFSTED).authority, questions(report)) == (None, [])


def test_the_code_goes_before_the_name(registers: Registers) -> None:
    registers.gias(school(urn="100001", authority="Camden Town"), school(urn="100002", authority_code="202.0"))
    assert {place(urn).authority for urn in ("100001", "100002")} == {LocalAuthority.objects.get(code="202")}


def test_an_unknown_authority_is_asked_once_and_answered_in_the_table(registers: Registers) -> None:
    rows = [provider(urn=f"EY10000{number}", authority="Middle Earth") for number in (1, 2)]
    first = registers.ofsted(*rows)
    assert questions(first) == [("unknown_authority", "middle earth")]
    assert "“Middle Earth”" in Question.objects.get().text
    assert place("EY100001", Register.OFSTED).authority is None
    again = registers.ofsted(*rows)
    assert (counts(again), questions(again)) == ({"unchanged": 2}, [])

    camden = LocalAuthority.objects.get(code="202")
    AuthorityName.objects.filter(folded="middle earth").update(authority=camden)
    answered = registers.ofsted(*rows)
    assert counts(answered) == {"changed": 2}
    assert changes(answered)["EY100001"] == {"authority": [None, "Camden"]}
    assert place("EY100002", Register.OFSTED).authority == camden


def test_an_unknown_code_is_asked_with_its_name_and_never_taken_for_the_name_alone(registers: Registers) -> None:
    report = registers.gias(school(authority_code="999", authority="Camden"))
    assert questions(report) == [("unknown_authority", "999 camden")]
    assert place("100001").authority is None


@pytest.mark.parametrize(("answer", "code"), [("202", "202"), ("836", "839")])
def test_words_that_a_person_said_the_meaning_of_are_taken_so(registers: Registers, answer: str, code: str) -> None:
    row = school(authority_code="999", authority="Old Town")
    registers.gias(row)
    meant = LocalAuthority.objects.get(code=answer)
    AuthorityName.objects.filter(folded="999 old town").update(authority=meant)
    report = registers.gias(row)
    assert questions(report) == []
    assert place("100001").authority == LocalAuthority.objects.get(code=code), "or of its successor"


def test_words_that_a_person_said_to_mean_none_are_not_asked_again(registers: Registers) -> None:
    row = school(authority_code="999", authority="Nowhere in particular")
    registers.gias(row)
    AuthorityName.objects.filter(folded="999 nowhere in particular").update(is_nowhere=True)
    Question.objects.all().delete()
    assert questions(registers.gias(row)) == []
    assert place("100001").authority is None


def test_an_abolished_authority_with_one_successor_is_that(registers: Registers) -> None:
    report = registers.gias(school(authority_code="836", authority="Poole"))
    found = place("100001")
    assert found.authority is not None
    assert (found.authority.code, found.authority_written) == ("839", "836 Poole")
    assert questions(report) == []


@pytest.mark.parametrize(
    ("code", "between"),
    [
        ("909", "Cumberland or Westmorland and Furness"),
        ("928", "North Northamptonshire or West Northamptonshire"),
        ("835", "Bournemouth, Christchurch and Poole or Dorset"),
    ],
)
def test_an_abolished_authority_with_several_successors_is_a_question(
    registers: Registers, code: str, between: str
) -> None:
    report = registers.gias(school(authority_code=code), school(urn="100002", authority_code=code))
    assert questions(report) == [("split_authority", f"gias/{code}")]
    assert between in Question.objects.get().text
    assert place("100001").authority == LocalAuthority.objects.get(code=code), "as the register says, not guessed"
    assert questions(registers.gias(school(authority_code=code))) == [], "asked once"


def test_what_a_person_chose_after_a_split_survives_the_next_file(registers: Registers) -> None:
    rows = [provider(urn=f"EY10000{number}", authority="Cumbria") for number in (1, 2)]
    registers.ofsted(*rows)
    furness = LocalAuthority.objects.get(code="943")
    Setting.objects.filter(urn="EY100001").update(authority=furness, chosen_authority=furness)
    assert counts(registers.ofsted(*rows)) == {"unchanged": 2}
    assert place("EY100001", Register.OFSTED).authority == furness
    assert place("EY100002", Register.OFSTED).authority == LocalAuthority.objects.get(code="909")


def test_what_the_register_itself_says_later_goes_before_the_choice(registers: Registers) -> None:
    registers.gias(school(authority_code="909", authority="Cumbria"))
    furness = LocalAuthority.objects.get(code="943")
    Setting.objects.update(authority=furness, chosen_authority=furness)
    registers.gias(school(authority_code="942", authority="Cumberland"))
    assert place("100001").authority == LocalAuthority.objects.get(code="942")


# The traps: types


@pytest.mark.parametrize(("code", "wanted"), [("1", "01"), ("01", "01"), ("1.0", "01"), ("7", "07"), ("34.0", "34")])
def test_a_type_without_its_leading_zero_is_the_same(registers: Registers, code: str, wanted: str) -> None:
    registers.gias(school(type_code=code, type="Whatever it is called"))
    assert place("100001").register_type.code == wanted
    assert not RegisterType.objects.filter(code="1").exists()


def test_42_and_43_are_told_apart_by_code_and_by_name(registers: Registers) -> None:
    converter, sponsored = "Academy alternative provision converter", "Academy alternative provision sponsor led"
    registers.gias(
        school(urn="100042", type_code="42", type=converter),
        school(urn="100043", type_code="43", type=sponsored),
        school(urn="100044", type_code="", type=converter),
        school(urn="100045", type_code="", type=sponsored),
    )
    codes = [place(urn).register_type.code for urn in ("100042", "100043", "100044", "100045")]
    assert codes == ["42", "43", "42", "43"]
    assert set(Setting.objects.values_list("setting_type", flat=True)) == {SettingType.AP_ACADEMY}


def test_an_unknown_type_is_a_question_and_the_place_has_no_setting_type(registers: Registers) -> None:
    report = registers.gias(school(type_code="99", type="Forest school"), school(urn="100002"))
    assert counts(report) == {"added": 2, "questions": 1}
    assert questions(report) == [("unknown_type", "gias/99")]
    assert "“Forest school” (99)" in Question.objects.get().text
    assert (place("100001").setting_type, place("100001").register_type.setting_type) == ("", "")
    assert place("100002").setting_type == SettingType.MAINTAINED_SCHOOL


def test_an_answer_in_the_table_gives_the_setting_type_with_the_next_file(registers: Registers) -> None:
    row = school(type_code="99", type="Forest school")
    registers.gias(row)
    again = registers.gias(row)
    assert (counts(again), questions(again)) == ({"unchanged": 1}, [])
    answer = {"setting_type": SettingType.INDEPENDENT_SCHOOL, "reason": "Asked the Department"}
    RegisterType.objects.filter(code="99").update(**answer)
    report = registers.gias(row)
    assert counts(report) == {"changed": 1}
    assert changes(report) == {"100001": {"setting_type": ["", "independent_school"]}}
    assert place("100001").setting_type == SettingType.INDEPENDENT_SCHOOL
    assert not TypeChange.objects.exists(), "it was of no other setting type before"


def test_an_unknown_type_without_a_code_is_one_however_it_is_spelled(registers: Registers) -> None:
    names = ["Forest school", "FOREST SCHOOL", "Forest-School", "Beach school"]
    rows = [school(urn=f"10000{number}", type_code="", type=name) for number, name in enumerate(names)]
    report = registers.gias(*rows)
    assert questions(report) == [("unknown_type", "gias/forest-school"), ("unknown_type", "gias/beach-school")]
    assert [place(row["URN"]).register_type.name for row in rows] == ["Forest school"] * 3 + ["Beach school"]
    assert counts(registers.gias(*rows)) == {"unchanged": 4}


def test_unknown_types_that_begin_alike_or_are_called_as_a_code_is_are_told_apart(registers: Registers) -> None:
    long = "Provision of education in a place of a kind that nobody has met so far"
    names = [f"{long} one", f"{long} two", "42", "Школа", "学校"]
    rows = [school(urn=f"10000{number}", type_code="", type=name) for number, name in enumerate(names)]
    registers.gias(*rows)
    assert [place(row["URN"]).register_type.name for row in rows] == names[:3] + ["Школа"] * 2
    assert set(Setting.objects.values_list("setting_type", flat=True)) == {""}


def test_a_kind_of_provider_that_is_new_is_asked_apart_for_both_registers(registers: Registers) -> None:
    report = registers.ofsted(
        provider(urn="EY100001", type="Wraparound", early_years="Y"),
        provider(urn="EY100002", type="Wraparound", early_years="N"),
    )
    assert questions(report) == [("unknown_type", "ofsted/wraparound-eyr"), ("unknown_type", "ofsted/wraparound")]


def test_a_kind_that_is_not_ours_by_an_administrators_word_is_passed_over(registers: Registers) -> None:
    RegisterType.objects.filter(register="ofsted", name="Childminder").update(is_ours=False, setting_type="")
    assert counts(registers.ofsted(provider(), childminder())) == {"added": 1, "not_ours": 1}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("30", "Welsh establishment"),
        ("25", "Offshore schools"),
        ("37", "British schools overseas"),
        ("26", "Service children's education"),
    ],
)
def test_welsh_offshore_and_overseas_rows_are_not_ours(registers: Registers, code: str, name: str) -> None:
    row = school(urn="400001", type_code=code, type=name, authority_code="660", authority="Isle of Anglesey")
    report = registers.gias(school(), row)
    assert counts(report) == {"added": 1, "not_ours": 1}
    assert questions(report) == [], "nobody is asked about their authorities"
    assert not Setting.objects.filter(urn="400001").exists()


def test_a_place_of_ours_that_becomes_another_kind_is_kept_true(registers: Registers) -> None:
    registers.gias(school())
    report = registers.gias(school(type_code="47", type="Children's centre", status="Closed"))
    assert counts(report) == {"closed": 1}
    assert (place("100001").register_type.code, place("100001").setting_type) == ("47", "")


def test_a_change_of_type_keeps_the_dated_history(registers: Registers) -> None:
    registers.gias(school())
    report = registers.gias(school(type_code="07", type="Community special school"), extract_on=LATER)
    assert changes(report)["100001"] == {
        "register_type": ["Community school (01)", "Community special school (07)"],
        "setting_type": ["maintained_school", "special_school"],
    }
    registers.gias(school(type_code="14", type="Pupil referral unit"), extract_on=LATER_STILL)
    kept = TypeChange.objects.order_by("changed_on").values_list("before", "after", "changed_on")
    assert list(kept) == [
        ("maintained_school", "special_school", LATER),
        ("special_school", "pru", LATER_STILL),
    ]


def test_a_type_that_was_unknown_for_a_while_keeps_the_dated_history(registers: Registers) -> None:
    registers.gias(school())
    registers.gias(school(type_code="99", type="Something new"), extract_on=LATER)
    kept = TypeChange.objects.values_list("before", "after", "changed_on")
    assert list(kept) == [("maintained_school", "", LATER)]
    say_type(
        RegisterType.objects.get(code="99"),
        TypeMeaning("special_school", True, "It is special"),
        by=UserFactory.create(),
        at=MOMENT,
        on=LATER_STILL,
    )
    assert list(kept.all()) == [("maintained_school", "special_school", LATER)]


def test_a_type_that_turns_out_to_be_the_one_before_is_no_change(registers: Registers) -> None:
    registers.gias(school())
    registers.gias(school(type_code="99", type="Something new"), extract_on=LATER)
    registers.gias(school(), extract_on=LATER_STILL)
    assert not TypeChange.objects.exists()


def test_of_two_changes_of_type_on_one_day_the_first_and_the_last_stay(registers: Registers) -> None:
    registers.gias(school())
    registers.gias(school(type_code="07"), extract_on=LATER)
    registers.gias(school(type_code="14"), extract_on=LATER)
    assert [(change.before, change.after) for change in TypeChange.objects.all()] == [("maintained_school", "pru")]
    registers.gias(school(), extract_on=LATER)
    assert not TypeChange.objects.exists(), "and back again is none"


def test_a_change_of_type_that_means_the_same_in_law_is_no_change_of_setting_type(registers: Registers) -> None:
    registers.gias(school())
    report = registers.gias(school(type_code="02", type="Voluntary aided school"))
    assert changes(report)["100001"] == {"register_type": ["Community school (01)", "Voluntary aided school (02)"]}
    assert not TypeChange.objects.exists()


def test_a_nursery_class_follows_its_school(registers: Registers) -> None:
    registers.gias(school(nursery="Has Nursery Classes"))
    assert place("100001").has_nursery_classes
    assert Setting.objects.count() == 1, "and is no place of its own"


# The traps: days and states


@pytest.mark.parametrize(
    "opened", ["01-09-1998", "01/09/1998", "1998-09-01", "01/09/1998 00:00", "1/9/1998 00:00:00", "1998-09-01T00:00:00"]
)
def test_days_in_every_form_are_the_same(registers: Registers, opened: str) -> None:
    registers.gias(school())
    assert counts(registers.gias(school(opened=opened))) == {"unchanged": 1}


def test_a_day_that_is_not_said_is_not_known(registers: Registers) -> None:
    registers.gias(school(opened="", closed="", status="Closed"))
    assert (place("100001").opened_on, place("100001").closed_on) == (None, None)
    assert place("100001").status == SettingStatus.CLOSED, "closed without the day of it, as 348 schools are"


@pytest.mark.parametrize("opened", ["31-02-2020", "01-09-98", "in September", "35674"])
def test_an_impossible_day_is_reported(registers: Registers, opened: str) -> None:
    report = registers.gias(school(opened=opened))
    assert [found[:3] for found in problems(report)] == [(2, "OpenDate", opened)]
    assert report.is_refused


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Open", SettingStatus.OPEN),
        ("Open, but proposed to close", SettingStatus.OPEN),
        ("Closed", SettingStatus.CLOSED),
        ("Proposed to open", SettingStatus.PROPOSED),
    ],
)
def test_a_school_is_open_closed_or_to_be_opened(registers: Registers, words: str, status: SettingStatus) -> None:
    registers.gias(school(status=words))
    assert (place("100001").status, place("100001").register_status) == (status, words)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Active", SettingStatus.OPEN),
        ("ACTIVE", SettingStatus.OPEN),
        ("Suspended", SettingStatus.OPEN),
        ("Proposed", SettingStatus.PROPOSED),
        ("Resigned", SettingStatus.CLOSED),
        ("Cancelled", SettingStatus.CLOSED),
    ],
)
def test_a_provider_is_open_closed_or_to_be_opened(registers: Registers, words: str, status: SettingStatus) -> None:
    registers.ofsted(provider(status=words))
    assert place("EY101465", Register.OFSTED).status == status


@pytest.mark.parametrize("words", ["", "Asleep", "Open, closed"])
def test_a_status_that_is_not_known_is_reported_with_those_that_are(registers: Registers, words: str) -> None:
    (found,) = problems(registers.gias(school(status=words)))
    assert found[:3] == (2, "EstablishmentStatus (name)", words)
    assert "proposed to open" in found[3] or found[3] == "is empty"


def test_a_school_that_closes_keeps_all_that_is_known_of_it(registers: Registers) -> None:
    registers.gias(school(name="The Elms"))
    registers.gias(school(name="Elm Grove"), extract_on=LATER)
    report = registers.gias(school(name="Elm Grove", status="Closed", closed="31-08-2025"), extract_on=LATER_STILL)
    assert counts(report) == {"closed": 1}
    assert changes(report)["100001"] == {
        "closed_on": [None, "2025-08-31"],
        "status": ["open", "closed"],
        "register_status": ["Open", "Closed"],
    }
    found = place("100001")
    assert [former.name for former in found.former_names.all()] == ["The Elms"]
    assert [past.status for past in found.history.order_by("history_id")] == ["open", "closed"]


def test_a_school_that_opens_again_is_counted_so(registers: Registers) -> None:
    registers.gias(school(status="Closed", closed="31-08-2024"))
    report = registers.gias(school(), extract_on=LATER)
    assert counts(report) == {"reopened": 1}
    assert (place("100001").status, place("100001").closed_on) == (SettingStatus.OPEN, None)
    assert ImportChange.objects.get().kind == ChangeKind.REOPENED


def test_a_school_that_opens_again_in_a_file_without_days_of_closing_has_none(registers: Registers) -> None:
    registers.gias(school(status="Closed", closed="31-08-2024"))
    report = registers.gias(school(), form=Form(columns=STATE_FUNDED))
    assert place("100001").closed_on is None
    assert changes(report)["100001"]["closed_on"] == ["2024-08-31", None]


# The traps: numbers and names


def test_a_number_is_of_its_register(registers: Registers) -> None:
    registers.gias(school(urn="512345", name="Elm Grove"))
    report = registers.ofsted(provider(urn="512345", name="Acorns"))
    assert counts(report) == {"added": 1}
    assert [place("512345", register).name for register in Register] == ["Elm Grove", "Acorns"]
    registers.ofsted(provider(urn="EY101465"), complete=ALL)
    assert place("512345").status == SettingStatus.OPEN, "and a file of the one closes nothing of the other"


def test_numbers_are_texts(registers: Registers) -> None:
    urns = ["EY101465", "101465", "2512345", "0101465", "VC101465"]
    registers.ofsted(*[provider(urn=urn) for urn in urns])
    assert sorted(Setting.objects.values_list("urn", flat=True)) == sorted(urns)


def test_two_places_with_one_name_in_one_authority_are_two(registers: Registers) -> None:
    rows = [school(urn="100001", establishment_number="2001"), school(urn="100002", establishment_number="2001")]
    assert counts(registers.gias(*rows)) == {"added": 2}
    assert counts(registers.gias(*rows)) == {"unchanged": 2}


# Former names


def test_a_new_name_keeps_the_former_one_with_the_day_it_was_last_seen(registers: Registers) -> None:
    registers.gias(school(name="The Elms"))
    registers.gias(school(name="The Elms"), extract_on=LATER)
    registers.gias(school(name="Elm Grove"), extract_on=LATER_STILL)
    former = FormerName.objects.get()
    assert (former.setting.name, former.name, former.last_seen_on) == ("Elm Grove", "The Elms", LATER)
    words = SettingWord.objects.filter(setting=former.setting).values_list("word__word", flat=True)
    assert {"elms", "grove"} <= set(words), "and is found by both"


@pytest.mark.parametrize("name", ["ELM GROVE", "Elm-Grove", "Elm Grove."])
def test_a_name_with_other_capitals_and_marks_leaves_no_former_one(registers: Registers, name: str) -> None:
    registers.gias(school(name="Elm Grove"))
    assert counts(registers.gias(school(name=name))) == {"changed": 1}
    assert not FormerName.objects.exists()


def test_a_name_that_comes_back_is_no_former_one(registers: Registers) -> None:
    for number, name in enumerate(["The Elms", "Elm Grove", "The Elms", "Elm Grove"]):
        registers.gias(school(name=name), extract_on=DAY + timedelta(days=number))
    assert list(FormerName.objects.values_list("name", "last_seen_on")) == [("The Elms", DAY + timedelta(days=2))]


def test_a_name_that_is_withheld_later_becomes_a_former_one_of_nobody(registers: Registers) -> None:
    registers.ofsted(provider())
    registers.ofsted(provider(name="REDACTED"))
    assert place("EY101465", Register.OFSTED).name == ""
    assert not FormerName.objects.exists()


# Partial and complete files


@pytest.fixture
def three(registers: Registers) -> Registers:
    """Two community schools and an academy are there, and a nursery; one school more is closed."""
    registers.gias(
        school(urn="100001"),
        school(urn="100002"),
        school(urn="100003", type_code="34", type="Academy converter"),
        school(urn="100004", status="Closed"),
    )
    registers.ofsted(provider())
    return registers


def open_ones() -> list[str]:
    return sorted(Setting.objects.filter(status=SettingStatus.OPEN).values_list("urn", flat=True))


def test_a_partial_file_closes_nothing_that_it_does_not_list(three: Registers) -> None:
    assert counts(three.gias(school(urn="100003", type_code="34"), extract_on=LATER)) == {"unchanged": 1}
    assert open_ones() == ["100001", "100002", "100003", "EY101465"]
    assert (place("100003").last_seen_on, place("100001").last_seen_on) == (LATER, DAY)


def test_a_complete_file_closes_what_it_does_not_list(three: Registers) -> None:
    report = three.gias(school(urn="100001"), complete=ALL, extract_on=LATER)
    assert counts(report) == {"unchanged": 1, "closed": 2}
    assert open_ones() == ["100001", "EY101465"]
    found = place("100002")
    assert (found.register_status, found.closed_on, found.last_seen_on) == ("Not listed", None, DAY)
    assert changes(report)["100002"] == {"status": ["open", "closed"], "register_status": ["Open", "Not listed"]}
    assert ImportRun.objects.order_by("pk").last() == report.run
    assert report.run.complete == ALL


def test_a_file_complete_for_its_kinds_closes_those_only(three: Registers) -> None:
    report = three.gias(school(urn="100001"), complete=KINDS)
    assert counts(report) == {"unchanged": 1, "closed": 1}
    assert open_ones() == ["100001", "100003", "EY101465"]


def test_an_older_complete_file_closes_nothing_that_a_newer_one_lists(registers: Registers) -> None:
    registers.gias(school(urn="100001"), school(urn="100002"), extract_on=LATER)
    report = registers.gias(school(urn="100001"), complete=ALL, extract_on=DAY)
    assert counts(report) == {"unchanged": 1}
    assert place("100002").status == SettingStatus.OPEN


def test_a_complete_file_twice_changes_nothing(three: Registers) -> None:
    three.gias(school(urn="100001"), complete=ALL)
    before = every_row(ImportRun)
    assert counts(three.gias(school(urn="100001"), complete=ALL)) == {"unchanged": 1}
    assert every_row(ImportRun) == before


def test_what_was_closed_for_not_being_listed_opens_when_it_is_listed(three: Registers) -> None:
    three.gias(school(urn="100001"), complete=ALL)
    assert counts(three.gias(school(urn="100002"))) == {"reopened": 1}
    assert place("100002").register_status == "Open"


def test_a_place_that_was_to_be_opened_and_is_not_listed_any_more_is_closed(registers: Registers) -> None:
    registers.gias(school(urn="100001", status="Proposed to open"), school(urn="100002"))
    registers.gias(school(urn="100002"), complete=ALL)
    assert place("100001").status == SettingStatus.CLOSED


def test_a_complete_file_of_nothing_is_refused(three: Registers) -> None:
    before = every_row()
    with pytest.raises(Unreadable, match="no complete list"):
        three.take(FileKind.GIAS, written([school()]).split(b"\r\n")[0], complete=ALL)
    assert every_row() == before


# The same file twice


def test_the_same_file_twice_changes_nothing_and_says_so(three: Registers) -> None:
    rows = [
        school(urn="100001", name="Elm Grove"),
        school(urn="100009", type_code="99", type="Forest school", authority_code="909"),
    ]
    assert not three.gias(*rows).changes_nothing
    before = every_row(ImportRun)
    again = three.gias(*rows)
    assert (counts(again), again.changes_nothing) == ({"unchanged": 2}, True)
    assert every_row(ImportRun) == before, "no new history, no change, no question"


def test_a_newer_file_that_says_the_same_is_seen_and_no_more(three: Registers) -> None:
    before = every_row(ImportRun, Setting)
    again = three.gias(school(urn="100001"), extract_on=LATER)
    assert (again.changes_nothing, place("100001").last_seen_on) == (True, LATER)
    assert every_row(ImportRun, Setting) == before


def test_an_older_file_is_taken_and_does_not_set_back_when_a_place_was_seen(three: Registers) -> None:
    three.gias(school(urn="100001", name="The Elms"), extract_on=DAY - timedelta(days=100))
    assert (place("100001").name, place("100001").last_seen_on) == ("The Elms", DAY)


# Rows that cannot be read


def faulty(**said: str) -> list[Cells]:
    return [school(urn="100001"), school(**{"urn": "100002"} | said), school(urn="100003")]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("urn", "12", "is not a number of this register, such as 100000"),
        ("urn", "", "is not a number of this register, such as 100000"),
        ("name", "", "is empty"),
        ("name", "x" * 201, "is longer than 200 characters"),
        ("name", "Elm\x07Grove", "has a character that nobody can see"),
        ("type", "x" * 101, "is longer than 100 characters"),
        ("type_code", "9" * 21, "is longer than 20 characters"),
        ("status", "Asleep", "is no status that is known: open, open but proposed to close, closed, proposed to open"),
        ("authority", "x" * 91, "is longer than 90 characters"),
        ("authority_code", "2021", "is not an authority's number, such as 202"),
        ("opened", "31-02-2020", "is a day that does not exist"),
        ("closed", "soon", "is not a date written DD-MM-YYYY or DD/MM/YYYY"),
        ("low_age", "three", "is not an age in years"),
        ("establishment_number", "20011", "is longer than 4 characters"),
        ("postcode", "NW1 1AA and more", "is longer than 10 characters"),
    ],
)
def test_a_row_that_cannot_be_read_is_reported_and_stops_the_file(
    registers: Registers, name: str, value: str, reason: str
) -> None:
    before = every_row(ImportRun, ImportProblem)
    report = registers.gias(*faulty(**{name: value}))
    title = GIAS[name][0]
    shown = value.replace("\x07", LOST)[:200]
    assert problems(report) == [(3, title, shown, reason)]
    assert (report.is_refused, report.run.outcome, report.run.rows, report.run.bad) == (True, Outcome.REFUSED, 3, 1)
    assert every_row(ImportRun, ImportProblem) == before
    assert list(ImportProblem.objects.values_list("line", "column", "value", "reason")) == problems(report)


def test_a_type_without_code_and_name_is_reported(registers: Registers) -> None:
    assert problems(registers.gias(school(type_code="", type=""))) == [
        (2, "TypeOfEstablishment (name)", "", "is empty")
    ]


def test_each_fault_of_a_row_is_reported_and_the_row_is_counted_once(registers: Registers) -> None:
    report = registers.gias(school(opened="x", low_age="y"), school(urn="100002", opened="z"))
    assert [found[:3] for found in problems(report)] == [
        (2, "OpenDate", "x"),
        (2, "StatutoryLowAge", "y"),
        (3, "OpenDate", "z"),
    ]
    assert report.run.bad == 2


def test_bad_rows_are_passed_over_where_somebody_says_so(registers: Registers) -> None:
    report = registers.gias(*faulty(opened="x"), skip_bad_rows=True)
    assert (counts(report), report.run.outcome) == ({"added": 2, "bad": 1}, Outcome.APPLIED)
    assert (open_ones(), ImportProblem.objects.count()) == (["100001", "100003"], 1)
    assert report.run.skipped_bad_rows


def test_a_complete_file_does_not_close_the_place_of_a_bad_row(registers: Registers) -> None:
    registers.gias(*faulty())
    report = registers.gias(*faulty(opened="x")[:2], skip_bad_rows=True, complete=ALL)
    assert counts(report) == {"unchanged": 1, "bad": 1, "closed": 1}
    assert open_ones() == ["100001", "100002"]


def test_a_complete_file_with_a_row_that_says_no_number_is_refused(registers: Registers) -> None:
    registers.gias(*faulty())
    before = every_row()
    for number in ("", "10000", "100002 or 100003"):
        with pytest.raises(Unreadable, match="Rows whose number cannot be read"):
            registers.gias(school(urn="100001"), school(urn=number), skip_bad_rows=True, complete=ALL)
    assert every_row() == before


def test_a_number_that_stands_twice_is_reported_with_both_lines(registers: Registers) -> None:
    report = registers.gias(school(name="The Elms"), school(urn="100002"), school(name="Elm Grove"))
    assert problems(report) == [(4, "URN", "100001", "stands on the file twice: on line 2, too")]


def lines(*rows: Cells) -> list[bytes]:
    return written(rows).split(b"\r\n")[:-1]


def test_a_torn_row_is_one_fault_and_its_place_is_not_closed(registers: Registers) -> None:
    registers.gias(*faulty())
    header, one, two, three = lines(*faulty())
    report = registers.take(FileKind.GIAS, b"\n".join([header, one, two[:30], three]))
    assert [found[:2] for found in problems(report)] == [(3, "the whole row")]
    assert "cells where the header has 21" in problems(report)[0][3]
    torn = b"\n".join([header, one, two[:30]])
    assert counts(registers.take(FileKind.GIAS, torn, skip_bad_rows=True, complete=ALL)) == {
        "unchanged": 1,
        "bad": 1,
        "closed": 1,
    }
    assert open_ones() == ["100001", "100002"]


def test_a_row_torn_in_two_leaves_open_whose_the_second_half_is(registers: Registers) -> None:
    header, one, two, _ = lines(*faulty())
    content = b"\n".join([header, one, two[:30], two[30:]])
    with pytest.raises(Unreadable, match="Rows whose number cannot be read"):
        registers.take(FileKind.GIAS, content, skip_bad_rows=True, complete=ALL)


def test_a_row_with_too_many_cells_is_a_fault(registers: Registers) -> None:
    header, one = lines(school())
    report = registers.take(FileKind.GIAS, header + b"\n" + one + b",NW1 1AA\n")
    assert "has 22 cells where the header has 21" in problems(report)[0][3]


def test_a_row_that_swallowed_the_next_is_a_fault_and_the_file_is_no_complete_list(registers: Registers) -> None:
    """A quotation mark without its end makes one row of two, with the right number of cells even."""
    registers.gias(*faulty())
    header, one, two, three = lines(*faulty())
    content = b"\n".join([header, one.replace(b"1 Elm Grove", b'"1 Elm Grove'), two, three])
    report = registers.take(FileKind.GIAS, content + b"\n", skip_bad_rows=True)
    assert [found[:2] for found in problems(report)] == [(2, "the whole row")]
    with pytest.raises(Unreadable, match="Rows whose number cannot be read|no complete list"):
        registers.take(FileKind.GIAS, content + b"\n", skip_bad_rows=True, complete=ALL)
    assert open_ones() == ["100001", "100002", "100003"]


def test_a_file_that_is_no_table_leaves_nothing_behind(registers: Registers) -> None:
    before = every_row()
    for content in (b"", b"PK\x03\x04rest", b"a,b\n1,2\n", written([school()]).replace(b"Elm", b"E\x00lm")):
        with pytest.raises(Unreadable):
            registers.take(FileKind.GIAS, content)
    assert every_row() == before


def test_a_huge_field_leaves_nothing_behind(registers: Registers) -> None:
    before = every_row()
    with pytest.raises(Unreadable, match="from line 3 on"):
        registers.gias(school(), school(urn="100002", name="x" * 200_000))
    assert every_row() == before


def test_the_other_registers_file_is_refused(registers: Registers) -> None:
    with pytest.raises(Unreadable, match="EstablishmentName"):
        registers.take(FileKind.GIAS, written([provider()]))
    with pytest.raises(Unreadable, match="Provider name"):
        registers.take(FileKind.OFSTED, written([school()]))


def test_a_long_title_of_a_column_and_a_long_name_of_a_file_are_cut(registers: Registers) -> None:
    title = "Open" + "-" * 200 + "Date"
    content = written([school(opened="x")], Form(renamed=(("OpenDate", title),)))
    registers.take(FileKind.GIAS, content)
    assert ImportProblem.objects.get().column == title[:100]
    name = "x" * 300 + "\udce9.csv"
    offered = Offered(FileKind.GIAS, registers.file(content), name)
    preview(offered, Taking(DAY, MOMENT), clock=lambda: MOMENT, kept=True)
    assert ImportRun.objects.get(outcome=Outcome.PREVIEWED).file_name == "x" * 195 + f"{LOST}.csv"


# The report, and history


def test_the_first_file_writes_no_history_and_lists_nothing_row_by_row(registers: Registers) -> None:
    report = registers.gias(school(), school(urn="100002"))
    assert report.run.is_first_load
    assert not Setting.history.exists()
    assert not ImportChange.objects.exists()


@pytest.mark.parametrize("columns", [(), STATE_FUNDED], ids=["whole", "state-funded"])
def test_a_place_of_the_first_load_is_no_other_than_one_that_comes_later(
    registers: Registers, columns: tuple[str, ...]
) -> None:
    said = {"name": r"St Mary’s \N %s {0} É", "closed": "31-08-2026", "trust": 'Elm\'s "Trust"', "high_age": ""}
    for urn in ("100001", "100002"):
        registers.gias(school(urn=urn, **said), form=Form(columns=columns))
    first, later = (dict(row) for row in Setting.objects.order_by("urn").values())
    assert {name for name in first if first[name] != later[name]} == {"id", "urn"}
    assert Setting.history.get().urn == "100002"


def test_changes_and_later_additions_have_history_with_who_and_why(registers: Registers) -> None:
    registers.gias(school())
    by = UserFactory.create()
    report = registers.gias(
        school(name="Elm Grove"), school(urn="100002"), school(urn="100003"), by=by, reason="The July file"
    )
    assert not report.run.is_first_load
    kept = Setting.history.order_by("urn")
    assert [(past.urn, past.history_type) for past in kept] == [("100001", "~"), ("100002", "+"), ("100003", "+")]
    assert {(past.history_user, past.history_change_reason) for past in kept} == {(by, "The July file")}
    assert {past.history_date for past in kept} == {report.run.started_at}
    listed = report.run.changes.order_by("urn").values_list("urn", "name", "kind", "setting__urn")
    assert list(listed) == [
        ("100001", "Elm Grove", "changed", "100001"),
        ("100002", "Elm Grove Primary School", "added", "100002"),
        ("100003", "Elm Grove Primary School", "added", "100003"),
    ]


def test_without_a_reason_history_names_the_file(registers: Registers) -> None:
    registers.gias(school())
    report = registers.gias(school(name="Elm Grove"))
    assert Setting.history.get().history_change_reason == f"Register import: {report.run.file_name}"


def test_the_first_file_of_one_register_is_not_that_of_the_other(registers: Registers) -> None:
    registers.gias(school())
    assert registers.ofsted(provider()).run.is_first_load


def test_a_file_that_was_refused_was_not_the_first(registers: Registers) -> None:
    registers.gias(school(opened="x"))
    assert registers.gias(school()).run.is_first_load


def test_the_whole_register_after_a_few_places_to_try_it_with_is_a_first_load(registers: Registers) -> None:
    registers.gias(school())
    few = registers.gias(*[school(urn=str(200_000 + number)) for number in range(1_000)])
    assert not few.run.is_first_load
    many = registers.gias(*[school(urn=str(300_000 + number)) for number in range(1_002)])
    assert many.run.is_first_load
    assert Setting.history.count() == 1_000


def test_the_report_is_kept_with_who_when_and_how_many(registers: Registers) -> None:
    by = UserFactory.create()
    registers.gias(school(urn="100001"), school(urn="100002"), school(urn="100003", status="Closed"))
    report = registers.gias(
        school(urn="100001", name="Elm Grove"),
        school(urn="100002", status="Closed"),
        school(urn="100003"),
        school(urn="100004"),
        school(urn="400001", type_code="30"),
        school(urn="100005", opened="x"),
        school(urn="100006", type_code="99"),
        by=by,
        skip_bad_rows=True,
        reason="The July file",
    )
    kept = ImportRun.objects.get(pk=report.run.pk)
    assert (kept.by, kept.reason, kept.outcome, kept.kind) == (by, "The July file", Outcome.APPLIED, FileKind.GIAS)
    assert (kept.started_at < kept.finished_at, kept.extract_on, len(kept.sha256)) == (True, DAY, 64)
    assert (kept.rows, kept.added, kept.changed, kept.closed, kept.reopened) == (7, 2, 1, 1, 1)
    assert (kept.unchanged, kept.not_ours, kept.bad, kept.questions) == (0, 1, 1, 1)
    assert kept.rows == sum(
        (kept.added, kept.changed, kept.closed, kept.reopened, kept.unchanged, kept.not_ours, kept.bad)
    )
    kinds = kept.changes.order_by("urn").values_list("urn", "kind")
    assert list(kinds) == [
        ("100001", "changed"),
        ("100002", "closed"),
        ("100003", "reopened"),
        ("100004", "added"),
        ("100006", "added"),
    ]
    assert [question.about for question in kept.asked.all()] == ["gias/99"]
    assert str(kept) == "Get Information about Schools: schools of 17 July 2025"


def test_an_import_at_the_terminal_is_nobodys(registers: Registers) -> None:
    assert registers.gias(school()).run.by is None


def test_a_clock_that_was_set_back_meanwhile_is_no_obstacle(registers: Registers) -> None:
    offered = Offered(FileKind.GIAS, registers.file(written([school()])), "a.csv")
    report = take(offered, Taking(DAY, MOMENT), clock=lambda: MOMENT - timedelta(hours=1))
    assert report.run.finished_at == MOMENT


# Looking first


def look(registers: Registers, *rows: Cells, kept: bool, **how: Any) -> Any:
    offered = Offered(FileKind.GIAS, registers.file(written(rows)), "a.csv")
    taking = Taking(**{"extract_on": DAY, "at": MOMENT} | how)
    return preview(offered, taking, clock=lambda: MOMENT, kept=kept)


def test_looking_says_what_would_change_and_changes_nothing_at_all(three: Registers) -> None:
    before = every_row()
    rows = [
        school(urn="100001", name="Elm Grove", type_code="07"),
        school(urn="100009", type_code="99", authority_code="998"),
        school(urn="100004", authority_code="909"),
    ]
    report = look(three, *rows, kept=False, complete=ALL)
    assert counts(report)["closed"] == 2
    assert (report.run.added, report.run.changed, report.run.reopened) == (1, 1, 1)
    assert {change.urn for change in report.changes} == {"100001", "100002", "100003", "100004", "100009"}
    assert [kind for kind, _ in questions(report)] == ["unknown_type", "unknown_authority", "split_authority"]
    assert every_row() == before


def test_a_look_may_be_kept_and_changes_no_place(three: Registers) -> None:
    before = every_row(ImportRun, ImportChange)
    report = look(three, school(urn="100001", name="Elm Grove"), school(urn="100009", type_code="99"), kept=True)
    assert every_row(ImportRun, ImportChange) == before
    kept = ImportRun.objects.get(pk=report.run.pk)
    assert (kept.outcome, kept.added, kept.changed) == (Outcome.PREVIEWED, 1, 1)
    listed = kept.changes.order_by("urn").values_list("urn", "kind", "setting__urn")
    assert list(listed) == [("100001", "changed", "100001"), ("100009", "added", None)]


def test_a_look_at_bad_rows_reports_them(three: Registers) -> None:
    report = look(three, school(opened="x"), kept=True)
    assert (report.run.outcome, ImportProblem.objects.count()) == (Outcome.PREVIEWED, 1)


def test_the_file_that_was_looked_at_changes_just_that(three: Registers) -> None:
    rows = [school(urn="100001", name="Elm Grove"), school(urn="100009"), school(urn="100002", status="Closed")]
    looked, taken = look(three, *rows, kept=False), three.gias(*rows)
    assert counts(looked) == counts(taken)
    assert [(change.urn, change.kind, change.fields) for change in looked.changes] == [
        (change.urn, change.kind, change.fields) for change in taken.changes
    ]


# A row of the table shipped later


def test_the_shipped_tables_come_again_between_two_files(registers: Registers) -> None:
    row = school(type_code="99", type="Forest school")
    registers.gias(row)
    load_places()
    assert counts(registers.gias(row)) == {"unchanged": 1}


# Whatever there is

CELLS = st.text(max_size=30) | st.sampled_from(
    ["", "100001", "EY101465", "Open", "Active", "Closed", "01", "99", "Y", "N", "ALL", "Camden", "Cumbria", "909"]
    + ["01-09-1998", "31-02-2020", "Not Recorded", "REDACTED", "x" * 250, "&" * 90, "﷽" * 50, "\u202e", "\x1b", "½²"]
)


def tables(make: Callable[..., Cells], columns: dict[str, tuple[str, str]]) -> st.SearchStrategy[list[Cells]]:
    """Rows that are good but for some cells, which say anything."""
    some = st.dictionaries(st.sampled_from(sorted(columns)), CELLS, max_size=6)
    return st.lists(some.map(lambda said: make(**said)), min_size=1, max_size=8)


@hypothesis_settings(max_examples=50)
@given(
    tables(school, GIAS) | tables(provider, OFSTED),
    st.booleans(),
    st.sampled_from(Completeness),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_is_taken_refused_or_unreadable_and_leaves_nothing_else(
    rows: list[Cells], skip: bool, complete: Completeness, encoding: str
) -> None:
    kind = FileKind.GIAS if "EstablishmentName" in rows[0] else FileKind.OFSTED
    if not LocalAuthority.objects.exists():
        shipped.places()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        registers = Registers(Path(folder))
        registers.gias(school(urn="900001"))
        registers.ofsted(provider(urn="EY900001"))
        before = every_row(ImportRun, ImportProblem)
        content = written(rows, Form(encoding=encoding))
        how: dict[str, Any] = {"skip_bad_rows": skip, "complete": complete}
        try:
            report = registers.take(kind, content, **how)
        except Unreadable:
            assert every_row(ImportRun, ImportProblem) == before
        else:
            _holds(registers, kind, content, how, report, before)
        transaction.set_rollback(True)


def _holds(
    registers: Registers, kind: FileKind, content: bytes, how: dict[str, Any], report: Any, before: dict[str, Any]
) -> None:
    """What is true of every import: refused it changes nothing; taken, it adds up, and again it changes nothing."""
    run = report.run
    if report.is_refused:
        assert every_row(ImportRun, ImportProblem) == before
        return
    listed = run.added + run.changed + run.reopened + run.unchanged + run.not_ours + run.bad
    assert run.rows - run.closed <= listed <= run.rows
    after = every_row(ImportRun, ImportProblem)
    again = registers.take(kind, content, **how)
    assert again.changes_nothing
    assert every_row(ImportRun, ImportProblem) == after


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_refused_or_unreadable_and_leave_no_place(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        registers = Registers(Path(folder))
        header = written([school()]).split(b"\r\n")[0]
        for kind, bytes_ in ((FileKind.GIAS, content), (FileKind.GIAS, header + b"\r\n" + content)):
            try:
                assert registers.take(kind, bytes_).run.added == 0
            except Unreadable:
                assert not ImportRun.objects.exists()
        assert not Setting.objects.exists()
        transaction.set_rollback(True)


# Contradictions


def test_a_code_is_believed_and_the_name_that_contradicts_it_is_told_once(registers: Registers) -> None:
    rows = [school(urn=str(100001 + n), type_code="34", type="Community school", authority="Barnet") for n in range(2)]
    report = registers.gias(*rows)
    assert (place("100001").register_type.code, place("100001").authority) == (
        "34",
        LocalAuthority.objects.get(code="202"),
    )
    assert report.run.doubts == [
        "“34 Community school”: the code means Academy converter (34), the name Community school (01). "
        "The code is what was believed.",
        "“202 Barnet”: the code means Camden (202), the name Barnet (302). The code is what was believed.",
    ]
    assert ImportRun.objects.get().doubts == report.run.doubts


def test_a_place_that_closed_before_it_opened_is_told(registers: Registers) -> None:
    report = registers.gias(school(opened="01-09-2010", closed="31-08-2009", status="Closed"))
    assert report.run.doubts == ["Line 2: 100001 closed on 31 August 2009, before it opened."]
    assert place("100001").closed_on == date(2009, 8, 31)


def test_the_places_of_a_line_of_abolished_authorities_are_the_last_ones(registers: Registers) -> None:
    first, second, last = (LocalAuthority.objects.get(code=code) for code in ("202", "302", "203"))
    for before, after in ((first, second), (second, last)):
        LocalAuthority.objects.filter(pk=before.pk).update(opened_on=None, abolished_on=date(2020, 4, 1))
        before.successors.set([after])
    registers.gias(school())
    assert place("100001").authority == last
