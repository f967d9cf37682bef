"""What people say where the registers leave it open, and what follows from it for the places."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import User
from senco_portal.lib.exclusive import Busy, alone
from senco_portal.lib.refusals import Refused
from settings.actions import (
    ALL_CHOSEN,
    IMPORT,
    NOT_OURS,
    Signed,
    TypeMeaning,
    answer_question,
    choose_authority,
    hand_over,
    reopen_splits,
    say_authority,
    say_type,
)
from settings.enums import QuestionKind, SettingType
from settings.models import AuthorityName, LocalAuthority, Question, RegisterType, Setting, TypeChange
from tests.factories.settings import (
    MOMENT,
    REGISTER_DAY,
    AuthorityNameFactory,
    LocalAuthorityFactory,
    NurseryFactory,
    QuestionFactory,
    RegisterTypeFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db

LATER = MOMENT + timedelta(days=1)
ACADEMY = TypeMeaning(SettingType.ACADEMY, True, "Academies Act")
SCHOOL = TypeMeaning(SettingType.MAINTAINED_SCHOOL, True, "The council keeps it")
ABROAD = TypeMeaning("", False, "Abroad")
DAY = REGISTER_DAY + timedelta(days=30)


@pytest.fixture
def ada() -> User:
    return UserFactory.create(name="Ada Admin")


@pytest.fixture
def unknown() -> RegisterType:
    """A kind of place of which nobody has said anything."""
    return RegisterTypeFactory.create(code="77", setting_type="", reason="")


@pytest.fixture
def cumbria() -> LocalAuthority:
    """An authority that was split in two."""
    old = LocalAuthorityFactory.create(code="909", name="Cumbria", abolished_on=date(2023, 4, 1))
    old.successors.set([LocalAuthorityFactory.create(name="Cumberland"), LocalAuthorityFactory.create(name="Furness")])
    return old


def successor(name: str) -> LocalAuthority:
    return LocalAuthority.objects.get(name=name)


def say(row: RegisterType, meaning: TypeMeaning, by: User, on: date = DAY, at: datetime = LATER) -> int:
    return say_type(row, meaning, by=by, at=at, on=on)


def kept(row: Any) -> list[Any]:
    """The history, the newest first: as it was written, since the rows of a test were made later than they say."""
    return list(row.history.order_by("-history_id"))


# Kinds of places


def test_to_say_a_type_gives_it_to_all_places_of_the_kind_and_to_no_other(unknown: RegisterType, ada: User) -> None:
    places = SettingFactory.create_batch(3, register_type=unknown)
    other = SettingFactory.create()
    assert say(unknown, ACADEMY, ada) == 3
    assert {Setting.objects.get(pk=place.pk).setting_type for place in places} == {SettingType.ACADEMY}
    assert Setting.objects.get(pk=other.pk).setting_type == SettingType.MAINTAINED_SCHOOL
    assert not TypeChange.objects.exists(), "a place without a type was of no other before"


def test_the_history_of_row_and_places_says_who_when_and_why(unknown: RegisterType, ada: User) -> None:
    place = SettingFactory.create(register_type=unknown)
    say(unknown, ACADEMY, ada)
    for entry in (kept(unknown)[0], kept(place)[0]):
        assert (entry.history_user, entry.history_date, entry.history_change_reason) == (ada, LATER, "Academies Act")
        assert entry.setting_type == SettingType.ACADEMY


def test_the_question_about_a_kind_is_closed(unknown: RegisterType, ada: User) -> None:
    question = QuestionFactory.create(about="gias/77")
    say(unknown, ACADEMY, ada)
    question.refresh_from_db()
    assert (question.answer, question.answered_at, question.answered_by) == (SettingType.ACADEMY, LATER, ada)


def test_a_kind_that_is_not_ours_takes_the_type_from_its_places(unknown: RegisterType, ada: User) -> None:
    QuestionFactory.create(about="gias/77")
    place = SettingFactory.create(register_type=unknown)
    say(unknown, ACADEMY, ada)
    say(unknown, ABROAD, ada)
    place.refresh_from_db()
    assert place.setting_type == ""
    assert Question.objects.get().answer == NOT_OURS
    assert [entry.answer for entry in kept(Question.objects.get())][:2] == [NOT_OURS, SettingType.ACADEMY]


def test_a_place_that_had_another_type_remembers_it(ada: User) -> None:
    place = SettingFactory.create()
    say(place.register_type, ACADEMY, ada)
    change = TypeChange.objects.get()
    assert (change.setting, change.before, change.after) == (place, SettingType.MAINTAINED_SCHOOL, SettingType.ACADEMY)
    assert change.changed_on == DAY


def test_of_two_types_on_one_day_the_first_and_the_last_are_remembered(ada: User) -> None:
    place = SettingFactory.create()
    say(place.register_type, ACADEMY, ada)
    say(place.register_type, TypeMeaning(SettingType.CTC, True, "No, a college"), ada)
    assert TypeChange.objects.get().before == SettingType.MAINTAINED_SCHOOL
    assert TypeChange.objects.get().after == SettingType.CTC
    say(place.register_type, SCHOOL, ada)
    assert not TypeChange.objects.exists(), "it is what it was"


def test_to_say_the_same_again_changes_no_place(ada: User) -> None:
    place = SettingFactory.create()
    assert say(place.register_type, SCHOOL, ada) == 0
    assert place.history.count() == 1


@pytest.mark.parametrize(
    ("meaning", "words"),
    [
        (TypeMeaning("", True, "Because"), "Choose the setting type"),
        (TypeMeaning(SettingType.ACADEMY, False, "Because"), "leave it empty"),
        (TypeMeaning(SettingType.ACADEMY, True, " "), "Say why"),
    ],
)
def test_half_a_meaning_is_refused(unknown: RegisterType, ada: User, meaning: TypeMeaning, words: str) -> None:
    with pytest.raises(Refused, match=words):
        say(unknown, meaning, ada)


# Names of authorities


def test_to_say_whom_a_name_means_gives_the_authority_to_all_that_are_written_so(ada: User) -> None:
    camden = LocalAuthorityFactory.create(name="Camden")
    name = AuthorityNameFactory.create(written="L.B. Camden", folded="l b camden", authority=None)
    question = QuestionFactory.create(kind=QuestionKind.UNKNOWN_AUTHORITY, about="l b camden")
    near = SettingFactory.create(authority=None, authority_written="L B CAMDEN")
    far = SettingFactory.create(authority=None, authority_written="Kent")
    assert say_authority(name, authority=camden, by=ada, at=LATER, reason="Its letterhead") == 1
    assert Setting.objects.get(pk=near.pk).authority == camden
    assert Setting.objects.get(pk=far.pk).authority is None
    assert kept(near)[0].history_change_reason == "Its letterhead"
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Camden", ada)


def test_a_new_name_is_added(ada: User) -> None:
    name = AuthorityName(written="The Borough", folded="the borough")
    say_authority(name, authority=LocalAuthorityFactory.create(), by=ada, at=LATER, reason="Heard")
    assert AuthorityName.objects.get().history.get().history_user == ada


def test_a_name_may_mean_that_nothing_is_recorded(ada: User) -> None:
    name = AuthorityNameFactory.create(written="?", folded="unclear")
    place = SettingFactory.create(authority_written="Unclear")
    assert say_authority(name, authority=None, by=ada, at=LATER, reason="They say so") == 1
    assert Setting.objects.get(pk=place.pk).authority is None
    assert AuthorityName.objects.get().is_nowhere


def test_an_abolished_authority_stands_for_its_one_successor(ada: User) -> None:
    new = LocalAuthorityFactory.create()
    old = LocalAuthorityFactory.create(abolished_on=date(2023, 4, 1))
    old.successors.add(new)
    name = AuthorityNameFactory.create(folded="old", authority=None)
    place = SettingFactory.create(authority=None, authority_written="Old")
    say_authority(name, authority=old, by=ada, at=LATER, reason="Clear")
    assert Setting.objects.get(pk=place.pk).authority == new


def test_a_name_of_a_split_authority_asks_whose_its_places_are(cumbria: LocalAuthority, ada: User) -> None:
    name = AuthorityNameFactory.create(folded="cumbria cc", authority=None)
    place = SettingFactory.create(authority=None, authority_written="Cumbria CC")
    say_authority(name, authority=cumbria, by=ada, at=LATER, reason="Clear")
    assert Setting.objects.get(pk=place.pk).authority == cumbria
    question = Question.objects.get(kind=QuestionKind.SPLIT_AUTHORITY)
    assert question.about == "gias/909"
    assert "Cumberland or Furness" in question.text


# Places under a split authority


def under(split: LocalAuthority) -> Setting:
    return SettingFactory.create(authority=split, authority_written="909 Cumbria")


def choose(place: Setting, name: str, by: User, *, again: bool = False) -> int:
    places = Setting.objects.filter(pk=place.pk)
    return choose_authority(places, authority=successor(name), by=by, at=LATER, reason="On the map", again=again)


def test_the_authority_of_a_place_is_chosen_and_may_be_chosen_otherwise(cumbria: LocalAuthority, ada: User) -> None:
    place = under(cumbria)
    for name in ("Furness", "Cumberland"):
        assert choose(place, name, ada, again=True) == 1
        place.refresh_from_db()
        assert place.authority == place.chosen_authority == successor(name)
    assert choose(place, "Cumberland", ada) == 0
    before = [entry.chosen_authority for entry in kept(place)]
    assert before == [successor("Cumberland"), successor("Furness"), None]


def test_what_somebody_chose_before_is_not_overwritten_unless_that_is_meant(cumbria: LocalAuthority, ada: User) -> None:
    places = [under(cumbria) for _ in range(7)]
    for place in places[:6]:
        choose(place, "Furness", ada)
    with pytest.raises(Refused, match="Somebody chose another authority before for 6 of these places: ") as why:
        choose_authority(
            Setting.objects.all(), authority=successor("Cumberland"), by=ada, at=LATER, reason="On the map"
        )
    named = [f"{place.name} ({place.urn}): Furness" for place in places]
    assert [name in str(why.value) for name in named] == [True] * 5 + [False] * 2
    assert "; and 1 more. Nothing was changed" in str(why.value)
    assert Setting.objects.filter(authority=successor("Cumberland")).count() == 0
    assert choose(places[0], "Furness", ada) == 0, "the same again is no other choice"


def test_the_question_is_closed_with_the_last_place_and_comes_back_with_another(
    cumbria: LocalAuthority, ada: User
) -> None:
    question = QuestionFactory.create(kind=QuestionKind.SPLIT_AUTHORITY, about="gias/909")
    first, second = under(cumbria), under(cumbria)
    elsewhere = NurseryFactory.create(authority=cumbria, authority_written="Cumbria")
    choose(first, "Furness", ada)
    question.refresh_from_db()
    assert question.answered_at is None
    choose(second, "Furness", ada)
    question.refresh_from_db()
    assert question.answer == ALL_CHOSEN, "the other register has a question of its own"
    assert Setting.objects.get(pk=elsewhere.pk).authority == cumbria
    assert reopen_splits("gias", Signed(None, LATER, "A file")) == []
    under(cumbria)
    assert reopen_splits("gias", Signed(None, LATER, "A file")) == [question]
    question.refresh_from_db()
    assert (question.answer, question.answered_at, question.answered_by) == ("", None, None)


def test_only_a_successor_may_be_chosen(cumbria: LocalAuthority, ada: User) -> None:
    place = under(cumbria)
    LocalAuthorityFactory.create(name="Kent")
    with pytest.raises(Refused, match="Kent does not follow Cumbria: choose Cumberland or Furness"):
        choose(place, "Kent", ada)


def test_nothing_is_chosen_for_places_under_a_whole_authority(cumbria: LocalAuthority, ada: User) -> None:
    with pytest.raises(Refused, match="one that was split"):
        choose(SettingFactory.create(authority_written="202 Camden"), "Furness", ada)


def test_where_nobody_said_who_follows_any_of_today_may_be_chosen(ada: User) -> None:
    lost = LocalAuthorityFactory.create(code="928", abolished_on=date(2023, 4, 1))
    kent = LocalAuthorityFactory.create(name="Kent")
    place = SettingFactory.create(authority=lost, authority_written="928 Lost")
    assert choose(place, "Kent", ada) == 1
    with pytest.raises(Refused, match="choose one that has its area now"):
        choose_authority(Setting.objects.filter(pk=place.pk), authority=lost, by=ada, at=LATER, reason="As it was")
    assert Setting.objects.get(pk=place.pk).authority == kent


# Authorities that were abolished


def hand(authority: LocalAuthority, by: User) -> int:
    return hand_over(authority, by=by, at=LATER, reason="An order")


def test_the_places_of_an_abolished_authority_are_its_one_successors(ada: User) -> None:
    old, new = LocalAuthorityFactory.create(abolished_on=DAY), LocalAuthorityFactory.create(name="New council")
    old.successors.add(new)
    question = QuestionFactory.create(kind=QuestionKind.SPLIT_AUTHORITY, about=f"gias/{old.code}")
    place, chosen = SettingFactory.create(authority=old), SettingFactory.create(authority=old, chosen_authority=old)
    elsewhere = SettingFactory.create()
    assert hand(old, ada) == 2
    for each in (place, chosen):
        each.refresh_from_db()
        assert each.authority == new
        assert (kept(each)[0].history_user, kept(each)[0].history_change_reason) == (ada, "An order")
    assert (place.chosen_authority, chosen.chosen_authority) == (None, new)
    assert kept(elsewhere)[1:] == []
    question.refresh_from_db()
    assert question.answer == "New council"
    assert hand(old, ada) == 0


def test_of_an_abolished_authority_with_several_successors_is_asked(cumbria: LocalAuthority, ada: User) -> None:
    place, nursery = SettingFactory.create(authority=cumbria), NurseryFactory.create(authority=cumbria)
    assert hand(cumbria, ada) == 0
    assert set(Question.objects.values_list("about", flat=True)) == {"gias/909", "ofsted/909"}
    assert [len(kept(each)) for each in (place, nursery)] == [1, 1]


def test_an_authority_that_is_there_keeps_its_places(ada: User) -> None:
    authority, new = LocalAuthorityFactory.create_batch(2)
    authority.successors.add(new)
    SettingFactory.create(authority=authority)
    assert hand(authority, ada) == 0
    assert not Question.objects.exists()


# Several successors


def asked() -> Question:
    choices = [["100001", "100001 Hill School"], ["100002", "100002 Dale School"]]
    return QuestionFactory.create(kind=QuestionKind.SUCCESSORS, about="100000", choices=choices)


def test_an_answer_may_be_changed_and_both_are_kept(ada: User) -> None:
    question, bob = asked(), UserFactory.create(name="Bob")
    answer_question(question, answer="100001", by=ada, at=MOMENT, reason="A letter")
    answer_question(question, answer="100002", by=bob, at=LATER, reason="Another letter")
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("100002", bob)
    answers = [(entry.answer, entry.history_user, entry.history_change_reason) for entry in kept(question)]
    assert answers[:2] == [("100002", bob, "Another letter"), ("100001", ada, "A letter")]


def test_the_same_answer_again_is_no_change(ada: User) -> None:
    question = asked()
    for at in (MOMENT, LATER):
        answer_question(question, answer="100001", by=ada, at=at, reason="A letter")
    question.refresh_from_db()
    assert question.answered_at == MOMENT


@pytest.mark.parametrize("answer", ["", "100003"])
def test_only_what_is_offered_is_an_answer(ada: User, answer: str) -> None:
    with pytest.raises(Refused, match="that are offered"):
        answer_question(asked(), answer=answer, by=ada, at=MOMENT, reason="")


def test_other_questions_are_answered_elsewhere(ada: User) -> None:
    with pytest.raises(Refused, match="where the kind of place"):
        answer_question(QuestionFactory.create(), answer="academy", by=ada, at=MOMENT, reason="")


# Beside an import


@pytest.mark.django_db(transaction=True)
def test_an_action_does_not_begin_while_a_file_is_taken(unknown: RegisterType, ada: User) -> None:
    """The lock of an import belongs to a connection of its own."""
    taken, done = Event(), Event()

    def take() -> None:
        with alone(IMPORT):
            taken.set()
            done.wait(10)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(take)
        taken.wait(10)
        try:
            with pytest.raises(Busy):
                say(unknown, ACADEMY, ada)
        finally:
            done.set()
        other.result()
    assert RegisterType.objects.get(pk=unknown.pk).setting_type == ""


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_no_import_begins_until_the_transaction_of_an_action_has_ended(unknown: RegisterType, ada: User) -> None:
    def is_free() -> bool:
        try:
            with alone(IMPORT):
                return True
        except Busy:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            say(unknown, ACADEMY, ada)
            assert not pool.submit(is_free).result()
        assert pool.submit(is_free).result()
