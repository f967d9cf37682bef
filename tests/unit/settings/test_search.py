"""Finding places: however a name is written, by number or postcode, the best first, and never stale or slow."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from settings.enums import Register, SettingStatus
from settings.models import LocalAuthority, SearchWord, Setting, SettingWord
from settings.search import finding, index, index_successors, ranking, vocabulary
from settings.search.finding import find
from settings.search.vocabulary import slips_allowed
from settings.search.words import outward, read_query, words_of
from tests.factories.settings import (
    REGISTER_DAY,
    ChildminderFactory,
    FormerNameFactory,
    LocalAuthorityFactory,
    NurseryFactory,
    RegisterTypeFactory,
    SettingFactory,
    SettingLinkFactory,
)

pytestmark = pytest.mark.django_db


def place(name: str, **values: Any) -> Setting:
    """A place that can be found."""
    setting = SettingFactory.create(name=name, **values)
    index([setting.pk])
    return setting


def names(query: str, limit: int = 200) -> list[str]:
    return [setting.name for setting in find(query, limit).places]


# However it is written


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("St Mary's Primary School", "saint marys primary"),
        ("St. Mary’s Primary School", "st mary's"),
        ("Saint Mary School", "st mary"),
        ("SS Peter & Paul", "saints peter and paul"),
        ("St James's School", "st james"),
        ("St James's School", "St. James' School"),
        ("St James School", "st jamess"),
        ("All Saints CofE Academy", "all saints church of england"),
        ("Holy Trinity Church of England School", "holy trinity c of e"),
        ("Holy Trinity C.E. School", "ce holy trinity"),
        ("St Bede's RC High School", "bedes roman catholic"),
        ("Little Stars Pre-School", "little stars preschool"),
        ("Little Stars Preschool", "pre school little stars"),
        ("Sunny Daycare", "sunny day care"),
        ("École Française", "ecole francaise"),
        ("Ecole Francaise", "École Française"),
        ("Grange Park School", "SCHOOL PARK GRANGE"),
        ("Grange Park School", "gra par"),
        ("Grange Park School", "grnage park"),
        ("Grange Park School", "  grange,  (park) "),
        ("Manchester Academy", "nanchestr academy"),
        ("Manchester Academy", "acadmey manhcester"),
        ("Co-op Academy", "coop academy"),
        ("Coop Academy", "co-operative academy"),
        ("Mount Stuart School", "Mt. Stuart"),
        ("Mt Stuart School", "mount stuart"),
        ("Dr Challoner's School", "doctor challoners"),
        ("Doctor Challoner's School", "dr challoner"),
        ("Sixth Form Centre", "6th form"),
        ("St Mary's School", "stmarys"),
        ("Saint Mary's School", "stmarys"),
        ("Our Lady School", "ourlady school"),
        ("Wyke Regis School", "wykeregis"),
        ("Busy Bees", "Busy Bes"),
        ("Holy Trinity School", "Hly Trinity"),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, typed: str) -> None:
    place(name)
    place("Another College")
    assert names(typed) == [name]


@pytest.mark.parametrize("typed", ["sai", "sain", "saint", "saint m", "saint marys"])
def test_saint_is_found_while_it_is_typed(typed: str) -> None:
    place("St Mary's School")
    assert names(typed) == ["St Mary's School"]


@pytest.mark.parametrize(
    ("word", "slips"),
    [("elm", 0), ("oaks", 1), ("grange", 1), ("academy", 1), ("hillside", 2), ("st1", 0), ("ec3a5", 0)],
)
def test_how_many_slips_a_word_may_have(word: str, slips: int) -> None:
    assert slips_allowed(word) == slips


@pytest.mark.parametrize("typed", ["oak", "hilside schol", "hillsid", "illside", "jilzside"])
def test_slips_within_the_limit_are_found(typed: str) -> None:
    place("Hillside School", town="Oaks")
    assert names(typed) == ["Hillside School"]


@pytest.mark.parametrize("typed", ["ozk", "hjllsjdf", "shcol", "hillside college"])
def test_slips_beyond_the_limit_are_not(typed: str) -> None:
    place("Hillside School", town="Oak")
    assert names(typed) == []


def test_every_word_must_match() -> None:
    place("Grange School", town="Leeds")
    place("Grange School", town="York")
    assert [each.town for each in find("grange york").places] == ["York"]
    assert names("grange hull") == []


def test_a_place_is_found_by_former_name_town_and_locality() -> None:
    setting = place("New Academy", town="Leeds", locality="Harehills")
    FormerNameFactory.create(setting=setting, name="Old Grammar School")
    index([setting.pk])
    for typed in ("old grammar", "new leeds", "harehills academy", "grammar new"):
        assert names(typed) == ["New Academy"]


def test_three_letters_that_are_a_word_are_no_slip() -> None:
    place("Bees House")
    place("Bes House")
    assert names("bes house") == ["Bes House"]


def test_two_words_as_one_are_parted_where_both_are_commoner_than_a_slip() -> None:
    for town in ("Leeds", "York", "Hull"):
        place("St Marys School", town=town)
    place("Stmarks School", town="Derby")
    assert names("stmarys") == ["St Marys School"] * 3
    assert names("stmarys derby") == ["Stmarks School"], "no other is there"
    assert names("stmarks") == ["Stmarks School"], "a word is itself"


def test_two_words_as_one_are_parted_where_nothing_else_is_found() -> None:
    place("Our Lady School", town="Leeds")
    for town in ("York", "Hull"):
        place("Ourlads School", town=town)
    assert names("ourlady leeds") == ["Our Lady School"]


def test_a_place_with_a_name_is_found_by_its_authority() -> None:
    authority = LocalAuthorityFactory.create(name="Kensington and Chelsea")
    place("Holland Park School", town="London", authority=authority)
    place("Holland Park School", town="Leeds")
    childminder = ChildminderFactory.create(authority=authority)
    index([childminder.pk])
    assert [each.authority for each in find("holland park kensington").places] == [authority]
    assert names("kensington chelsea") == ["Holland Park School"], "not everybody without a name"


# Schools that follow others


def follow(*urns: str) -> None:
    """Each number follows the one before it, which was called the School of its number in words."""
    called = {"1": "Old Infant School", "2": "Older Grammar", "3": "Newer College"}
    for earlier, later in zip(urns, urns[1:], strict=False):
        name = called.get(earlier[-1], "")
        SettingLinkFactory.create(predecessor_urn=earlier, predecessor_name=name, successor_urn=later)


def test_a_school_is_found_by_names_and_numbers_of_all_that_it_follows() -> None:
    follow("900001", "900002", "900003")
    place("Lime Academy", urn="900003")
    for typed in ("old infant", "older grammar", "lime infant grammar", "900001", "900002", "900003", "lime 900001"):
        assert names(typed) == ["Lime Academy"]


def test_what_has_a_number_comes_before_what_follows_it() -> None:
    follow("900001", "900002")
    place("Abbey Academy", urn="900002")
    place("Lime School", urn="900001")
    assert names("900001") == ["Lime School", "Abbey Academy"]


def test_after_links_changed_all_that_follow_are_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("settings.search.indexing.CHUNK", 1)
    place("Lime Academy", urn="900003")
    place("Lime School", urn="900002")
    follow("900001", "900002", "900003")
    assert names("old infant") == []
    index_successors(["900001"])
    assert sorted(names("old infant")) == ["Lime Academy", "Lime School"]
    assert names("older grammar") == ["Lime Academy"]


def test_schools_that_follow_each_other_in_a_circle_are_found() -> None:
    follow("900001", "900002", "900003", "900001")
    place("Lime Academy", urn="900001")
    assert names("newer college") == names("900002") == ["Lime Academy"]


def test_only_schools_follow() -> None:
    follow("900001", "900002")
    nursery = NurseryFactory.create(urn="900002")
    index([nursery.pk])
    assert names("old infant") == names("900001") == []


# Numbers and postcodes


@pytest.fixture
def aldgate() -> Setting:
    """A school with its numbers and postcode."""
    city = LocalAuthorityFactory.create(code="201")
    values = {"urn": "100000", "establishment_number": "3614", "postcode": "EC3A 5DE", "authority": city}
    place("Other School", urn="100001", establishment_number="3615", postcode="EC3A 5DF", authority=city)
    return place("Aldgate School", **values)


@pytest.mark.parametrize(
    "typed",
    [
        "100000",
        "URN 100000",
        "2013614",
        "201/3614",
        "201 3614",
        "EC3A 5DE",
        "ec3a5de",
        "aldgate EC3A5DE",
        "ec3a aldgate",
    ],
)
def test_a_school_is_found_by_its_numbers_and_postcode(aldgate: Setting, typed: str) -> None:
    assert find(typed).places == [aldgate]


def test_a_number_is_found_exactly(aldgate: Setting) -> None:
    assert find("10000").places == find("100002").places == find("other 100000").places == []
    assert names("ec3a") == names("EC3") == ["Aldgate School", "Other School"]


@pytest.mark.parametrize("typed", ["EY101465", "ey101465", "ey 101465"])
def test_a_childminder_is_found_by_number_only(typed: str) -> None:
    childminder = ChildminderFactory.create(urn="EY101465")
    index([childminder.pk])
    assert find(typed).places == [childminder]
    assert find("childminder").places == []


def test_the_same_number_of_two_registers_finds_both() -> None:
    school, nursery = SettingFactory.create(urn="319354"), NurseryFactory.create(urn="319354")
    assert {each.register for each in find("319354").places} == {Register.GIAS, Register.OFSTED}
    assert set(find("319354").places) == {school, nursery}


# Which come first


def test_open_places_come_first_then_exact_names_then_the_least_slips() -> None:
    place("Grange School", status=SettingStatus.CLOSED)
    place("Grange School", status=SettingStatus.PROPOSED, urn="1")
    place("Gringe School")
    place("Granger School")
    place("The Grange School")
    place("Grange School", urn="2")
    expected = [
        "Grange School",
        "The Grange School",
        "Granger School",
        "Gringe School",
        "Grange School",
        "Grange School",
    ]
    assert names("grange school") == expected
    found = find("grange school").places
    assert [each.status for each in found] == ["open"] * 4 + ["proposed", "closed"]


def test_words_of_the_name_come_before_words_of_the_town_then_names_by_the_alphabet() -> None:
    place("York House", town="Derby")
    place("Abbey House", town="York")
    place("Castle York House", town="Derby")
    assert names("york house") == ["York House", "Castle York House", "Abbey House"]


def test_words_of_the_town_come_before_words_of_the_authority() -> None:
    york = LocalAuthorityFactory.create(name="York")
    place("Abbey House", town="Acomb", authority=york)
    place("Castle House", town="York")
    assert names("house york") == ["Castle House", "Abbey House"]


@pytest.mark.parametrize("typed", ["kings college", "king's coll", "kings college leeds"])
def test_names_that_begin_as_typed_come_first_then_shorter_ones_then_by_the_alphabet(typed: str) -> None:
    expected = [
        "Kings College Zoo",
        "King's College Aa School",
        "Kings College Bb School",
        "A Kings College",
        "The Kings College",
    ]
    for name in reversed(expected):
        place(name, town="Leeds")
    assert names(typed) == expected


def test_there_may_be_more_than_are_listed() -> None:
    for number in range(5):
        place(f"Grange {number}")
    assert names("grange", limit=3) == ["Grange 0", "Grange 1", "Grange 2"]
    assert find("grange", limit=3).has_more
    assert not find("grange", limit=5).has_more


@pytest.fixture
def crowd() -> list[Setting]:
    """More places of one word than are ranked at once; the oldest are closed."""
    kind, authority = RegisterTypeFactory.create(), LocalAuthorityFactory.create()
    common = {"register": kind.register, "register_type": kind, "authority": authority, "last_seen_on": REGISTER_DAY}
    places = [
        Setting(
            urn=f"{number}",
            name=f"Nursery {number:04}",
            status="closed" if number < ranking.AT_ONCE + 100 else "open",
            **common,
        )
        for number in range(ranking.AT_ONCE * 2)
    ]
    places.append(Setting(urn="9999", name="The Nursery", status="open", **common))
    made = Setting.objects.bulk_create(places)
    index([each.pk for each in made])
    return made


def test_of_a_crowd_the_open_ones_are_listed(crowd: list[Setting]) -> None:
    found = find("nursery", limit=50)
    assert found.has_more
    assert {each.status for each in found.places} == {"open"}
    assert [each.name for each in found.places][:2] == ["Nursery 0600", "Nursery 0601"]


@pytest.mark.parametrize("typed", ["the nursery", "The Nursery", "THE NURSERY"])
def test_of_a_crowd_the_exact_name_comes_first(crowd: list[Setting], typed: str) -> None:
    for setting in crowd[:-1]:
        setting.locality = "The Green"
    Setting.objects.bulk_update(crowd, ["locality"])
    index([each.pk for each in crowd])
    assert names(typed, limit=10)[0] == "The Nursery"


@pytest.mark.parametrize(
    ("module", "limit", "value"),
    [(vocabulary, "COMMON", 0), (finding, "WORDS_OF_A_PLACE", 0), (ranking, "AT_ONCE", 2)],
)
def test_the_ways_to_be_quick_change_no_result(
    monkeypatch: pytest.MonkeyPatch, module: Any, limit: str, value: int
) -> None:
    for name, town in (("St Mary's School", "Leeds"), ("St Marie School", "York"), ("Mary's House", "St Ives")):
        place(name, town=town)
    queries = ("st mary", "st marys school", "mary leeds", "school", "s m", "st")
    usual = [names(query) for query in queries]
    monkeypatch.setattr(module, limit, value)
    monkeypatch.setattr(vocabulary, "_remembered", vocabulary.Vocabulary(None, {}, {}))
    assert [names(query) for query in queries] == usual
    assert all(usual)


# Whatever is typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "a",
        "%",
        "_",
        "%%%",
        "\0",
        "a\0b",
        "😀",
        "'\"; --",
        "x" * 10_000,
        "a " * 5000,
        "9" * 10_000,
        "日本",
        "\ud800",
    ],
)
def test_nothing_that_is_typed_fails(typed: str) -> None:
    place("Grange School", authority=None)
    assert find(typed).places == []


def test_no_text_at_all_fails() -> None:
    place("Grange School", town="Leeds", postcode="LS1 1AA")

    @given(st.text(max_size=40))
    def check(typed: str) -> None:
        assert len(find(typed).places) <= 1

    check()


def test_a_long_query_is_cut_and_still_answered() -> None:
    place("Grange School")
    assert names("grange " * 1000) == ["Grange School"]
    assert len(read_query(" ".join(f"w{letter}x" for letter in "abcdefghijklmnop")).words) == 10


# The words of places


def test_texts_as_words() -> None:
    assert words_of("St. James's C of E Pre-School") == {
        "st",
        "jamess",
        "c",
        "of",
        "e",
        "ce",
        "pre",
        "school",
        "preschool",
    }
    assert outward("EC3A 5DE") == {"ec3a"}
    assert outward("") == outward("REDACTED") == set()
    assert words_of("x" * 100) == {"x" * 60}


def test_index_makes_the_words_of_a_place_anew() -> None:
    setting = place("Grange School", town="Leeds", authority=None)
    setting.name, setting.town = "Park School", "York"
    setting.save()
    index([setting.pk])
    assert {each.word.word for each in setting.words.select_related("word")} == {"park", "school", "york"}
    assert names("grange") == []


def test_index_leaves_the_words_of_others_alone() -> None:
    place("Grange School")
    other = place("Park School")
    index([other.pk])
    index([])
    assert names("grange") == ["Grange School"]


def test_index_takes_many_places_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("settings.search.indexing.CHUNK", 2)
    made = [SettingFactory.create(name=f"Grange {number}", authority=None) for number in range(5)]
    index([each.pk for each in made])
    assert len(names("grange")) == 5
    assert SearchWord.objects.filter(word="grange").count() == 1
    assert SettingWord.objects.count() == 10


# What is remembered of them is never stale: whoever writes words writes to the database alone, as another process would


def test_new_words_are_found_at_once() -> None:
    place("Grange School")
    assert names("park") == []
    place("Park School")
    assert names("park") == ["Park School"]
    assert names("schoool") == ["Park School", "Grange School"]


def test_words_that_were_taken_back_are_forgotten() -> None:
    with transaction.atomic():
        place("Grange School")
        assert names("grange") == ["Grange School"]
        transaction.set_rollback(True)
    assert names("grange") == []
    place("Park School")
    assert names("grange") == []
    assert names("park") == ["Park School"]


def test_a_place_that_is_gone_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "COMMON", 0)
    place("Grange School")
    gone = place("Grange House")
    assert len(names("grange")) == 2
    gone.delete()
    assert names("grange") == ["Grange School"]


def test_places_come_with_what_is_shown_of_them(django_assert_num_queries: Any) -> None:
    place("Grange School")
    setting = find("grange").places[0]
    with django_assert_num_queries(0):
        assert setting.authority is not None
        assert isinstance(setting.authority, LocalAuthority)
        assert setting.register_type.name
