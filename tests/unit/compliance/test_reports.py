"""Figures of a day agree with a slow and obvious count of the facts, whatever the facts and the day."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.enums import Contradiction, EarlyYearsSenco, Succession
from compliance.reports.areas import Area
from compliance.reports.asked import Asked, Terms
from compliance.reports.dashboard import dashboard
from compliance.reports.early_years import EARLY_YEARS
from compliance.reports.figures import count_by
from compliance.reports.places import VACANCIES, place_condition, places_on
from compliance.reports.posts import POST_PARAMETERS, post_condition, posts_asked, posts_on
from practitioners.assessments import decide, refresh
from practitioners.models import Appointment, Award, Enrolment, Move, Practitioner
from qualifications import books
from qualifications.models import Qualification, RuleBook
from qualifications.rules.answer import answer
from qualifications.rules.assess import Decision
from qualifications.rules.book import Acceptance
from qualifications.rules.dates import add_months
from qualifications.rules.holding import Holding
from qualifications.rules.standing import Status, expected_on, route, spans, standing
from qualifications.rules.terms import Requirement
from senco_portal.lib.folding import fold
from settings.enums import Region
from settings.models import LocalAuthority, Setting
from settings.search import index
from tests.factories.practitioners import (
    AppointmentFactory,
    AwardFactory,
    EnrolmentFactory,
    PractitionerFactory,
    PriorPostFactory,
)
from tests.factories.settings import MOMENT, LocalAuthorityFactory, RegisterTypeFactory, SettingFactory
from tests.shipped import catalogue

pytestmark = pytest.mark.django_db
CODES = ("NASENCO", "NPQSENCO", "EY_L3_SENCO")
KINDS = ["academy", "maintained_school", "ey_group", "childminder", "pru", "independent_school", ""]
FIRST, LAST = date(2008, 1, 1), date(2036, 12, 31)
days = st.dates(FIRST, LAST)
few_days = st.dates(date(2023, 8, 30), date(2023, 9, 3))  # so that posts begin, end and move on one day
some_day = few_days | days
maybe_day = st.none() | some_day
TODAY = date(2026, 11, 21)
SLOW = (
    *("review", "chase", "designation", "qualification", "phase", "trust", "region", "setting"),
    *("enrolled", "foreseen", "safe_over", "course"),
)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """Places with their days, people with what they hold, and posts of theirs."""
    places = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(KINDS),
                    "area": st.integers(0, 1),
                    "opened_on": maybe_day,
                    "closed_on": maybe_day,
                    "status": st.sampled_from(["open", "closed", "proposed"]),
                }
            ),
            min_size=1,
            max_size=4,
        )
    )
    number = st.integers(0, len(places) - 1)
    post = st.fixed_dictionaries(
        {
            "setting": number,
            "started_on": some_day,
            "lasts": st.none() | st.sampled_from([0, 1, 2, 400, 1500]),
            "role": st.sampled_from(["senco", "senco", "assistant_senco"]),
            "from": st.none() | number,
            "moved_after": st.sampled_from([0, 1, 100, 900]),
        }
    )
    award = st.fixed_dictionaries(
        {
            "code": st.sampled_from(CODES),
            "begun": some_day,
            "lasts": st.sampled_from([0, 300]),
            "awarded_after": st.sampled_from([0, 60]),
            "outcome": st.sampled_from(["passed", "passed", "failed"]),
        }
    )
    person = st.fixed_dictionaries(
        {
            "told": st.booleans(),
            "awards": st.lists(award, max_size=3),
            "before": st.lists(some_day, max_size=1),
            "enrolled_on": maybe_day,
            "course": st.fixed_dictionaries(
                {
                    "status": st.sampled_from(["in_progress", "completed", "deferred", "withdrawn"]),
                    "lasts": st.sampled_from([0, 30, 700]),
                    "expected_outcome_on": maybe_day,
                    "expected_completion_on": maybe_day,
                    "code": st.sampled_from(CODES),
                }
            ),
            "posts": st.lists(post, max_size=3),
        }
    )
    return {"places": places, "people": draw(st.lists(person, min_size=1, max_size=4))}


@contextmanager
def built(world: dict[str, Any]) -> Iterator[list[LocalAuthority]]:
    """The world in the database, decided; and out of it again."""
    with transaction.atomic():
        areas = [LocalAuthorityFactory.create(region=region) for region in (Region.LONDON, Region.SOUTH_WEST)]
        types = {kind: RegisterTypeFactory.create(setting_type=kind, reason="Invented") for kind in KINDS}
        places = [
            SettingFactory.create(
                register_type=types[each["kind"]],
                authority=areas[each["area"]],
                status=each["status"],
                **_in_order(each),
            )
            for each in world["places"]
        ]
        index([each.pk for each in places])
        codes = {each.code: each for each in Qualification.objects.all()}
        for each in world["people"]:
            _person(each, places, codes)
        yield areas
        transaction.set_rollback(True)


def _in_order(said: dict[str, Any]) -> dict[str, date | None]:
    """The days of a place, of which the one on which it closed is not before the one on which it opened."""
    opened_on, closed_on = said["opened_on"], said["closed_on"]
    days = sorted((opened_on, closed_on)) if opened_on and closed_on else (opened_on, closed_on)
    return dict(zip(("opened_on", "closed_on"), days, strict=True))


def _person(said: dict[str, Any], places: list[Setting], codes: dict[str, Qualification]) -> None:
    person = PractitionerFactory.create(awards_told=said["told"])
    for begun in said.get("before", []):
        PriorPostFactory.create(practitioner=person, started_on=begun, ended_on=begun + timedelta(500))
    for each in said.get("awards", []):
        _award(person, each, codes)
    if begun := said["enrolled_on"]:
        _enrol(person, begun, dict(said["course"]), codes)
    for each in _apart(said["posts"]):
        lasts = each["lasts"]
        post = AppointmentFactory.create(
            practitioner=person,
            setting=places[each["setting"]],
            started_on=each["started_on"],
            ended_on=None if lasts is None else each["started_on"] + timedelta(lasts),
            role=each["role"],
        )
        moved_on = post.started_on + timedelta(each["moved_after"])
        if each["from"] not in (None, each["setting"]) and moved_on <= (post.ended_on or date.max):
            Move.objects.create(appointment=post, before=places[each["from"]], after=post.setting, moved_on=moved_on)
    refresh(person, at=MOMENT, day=TODAY)


def _apart(posts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Posts of which no two at one setting share a day: whoever comes back has left before."""
    last: dict[int, date] = {}
    for each in sorted(posts, key=lambda each: each["started_on"]):
        there = [each["setting"], *([] if each["from"] is None else [each["from"]])]
        if all(each["started_on"] > last.get(place, date.min) for place in there):
            ended = date.max if each["lasts"] is None else each["started_on"] + timedelta(each["lasts"])
            last |= dict.fromkeys(there, ended)
            yield each


def _award(person: Practitioner, said: dict[str, Any], codes: dict[str, Qualification]) -> None:
    completed_on = said["begun"] + timedelta(said["lasts"])
    days = {"course_started_on": said["begun"], "course_completed_on": completed_on}
    awarded_on = completed_on + timedelta(said["awarded_after"])
    own = {"qualification": codes[said["code"]], "outcome": said["outcome"], "awarded_on": awarded_on}
    with suppress(IntegrityError), transaction.atomic():  # one course is passed once
        AwardFactory.create(practitioner=person, **own, **days)


def _enrol(person: Practitioner, begun: date, course: dict[str, Any], codes: dict[str, Qualification]) -> None:
    lasts, code = timedelta(course.pop("lasts")), course.pop("code")
    ended_on = None if course["status"] == "in_progress" else begun + lasts
    own = {"qualification": codes[code], "started_on": begun, "ended_on": ended_on}
    EnrolmentFactory.create(practitioner=person, **own, **course)


def held_on(post: Appointment, day: date) -> Setting | None:
    """Where a post is held on a day, by its facts."""
    if not post.started_on <= day <= (post.ended_on or date.max):
        return None
    for move in post.moves.order_by("moved_on"):
        if day < move.moved_on:
            return move.before
    return post.setting


def slow_posts(area: LocalAuthority, terms: Terms) -> Counter[tuple[str, ...]]:
    """Every post of the day, counted one by one from the facts."""
    found: Counter[tuple[str, ...]] = Counter()
    for post in Appointment.objects.all():
        place = held_on(post, terms.day)
        if place and place.authority == area and post.setting.setting_type and is_open(place, terms.day):
            _, decision = decide(post, terms.book)
            since = decision.holding.held_on
            holds = "yes" if since and since <= terms.day else "no"
            status = standing(decision, terms.day).value
            found[post.role, place.setting_type, status, holds, decision.rule.requirement.value] += 1
    return found


def is_open(place: Setting, day: date) -> bool:
    if place.opened_on and place.opened_on > day:
        return False
    if place.closed_on:
        return place.closed_on >= day
    return place.status == "open" or (place.status == "proposed" and place.opened_on is not None)


@pytest.fixture(scope="module")
def terms_of() -> Any:
    def terms(day: date, is_decided: bool = False) -> Terms:
        row = RuleBook.objects.get()
        return Terms(day, TODAY, row, books.load(row), is_decided)

    return terms


def slow_chase(post: Appointment, acceptances: Iterable[Acceptance], day: date) -> bool:
    """Whether a course that the rule takes should have had its outcome before the day, one by one, by its own words."""
    courses = post.practitioner.enrolments.filter(started_on__lte=day)
    pairs = [(course, each) for course in courses for each in acceptances]
    return any(_is_late(*pair, day) for pair in pairs if _fits(*pair))


def _fits(course: Enrolment, taken: Acceptance) -> bool:
    """Whether a course is of the right kind and time, and can be completed in time to be accepted."""
    last = course.ended_on if course.status == "completed" else course.expected_completion_on
    in_time = taken.completed_before is None or (last or _expected(course, taken)) < taken.completed_before
    return course.qualification.code == taken.qualification and taken.takes_course_begun(course.started_on) and in_time


def _expected(course: Enrolment, taken: Acceptance) -> date:
    if course.expected_outcome_on and course.expected_outcome_on >= course.started_on:
        return course.expected_outcome_on
    completed_on = course.ended_on if course.status == "completed" else course.expected_completion_on
    return max(add_months(course.started_on, taken.longest_months), completed_on or date.min)


def _is_late(course: Enrolment, taken: Acceptance, day: date) -> bool:
    """The day that it was expected is past, and the one that ends the course is to come."""
    ends = [date.max]
    told = [each for each in (course.expected_outcome_on, course.expected_completion_on) if each]
    expected = next((each for each in told if each >= course.started_on), None)
    goes_on = course.status == "deferred" and expected and expected > (course.ended_on or date.min)
    if course.status == "withdrawn" or (course.status == "deferred" and not goes_on):
        ends.append(course.ended_on or date.min)
    if taken.completed_before and course.status != "completed":
        ends.append(taken.completed_before - timedelta(1))
    for award in Award.objects.filter(practitioner=course.practitioner, qualification=course.qualification):
        last = award.awarded_on or course.ended_on
        if award.course_started_on in (None, course.started_on) and last and last >= course.started_on:
            ends.append(last)
    return _expected(course, taken) < day and (min(ends) == date.max or day < min(ends))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day, window=st.tuples(some_day, some_day))
def test_every_other_parameter_of_posts_is_as_a_slow_count_has_it(
    world: dict[str, Any], day: date, window: tuple[date, date], terms_of: Any
) -> None:
    catalogue()
    with built(world) as areas:
        terms = terms_of(day)
        first, last = (each.isoformat() for each in sorted(window))
        for area in areas:
            everywhere = [each for post in Appointment.objects.all() if (each := slow_facts(post, area, terms))]
            facts = [each for each in everywhere if each["open"] == "yes"]
            for value in ("yes", "no"):
                assert counted(area, terms, open=value) == sum(each["open"] == value for each in everywhere)
            for name in SLOW:
                for value in {"yes", "no", *(each[name] for each in facts)} - {""}:
                    assert counted(area, terms, **{name: value}) == sum(each[name] == value for each in facts)
            for choice in Succession.values:
                assert counted(area, terms, succession=choice) == sum(each["succession"] == choice for each in facts)
            for choice in Contradiction.values:
                found = sum(choice in each["contradiction"].split() for each in everywhere)
                assert counted(area, terms, contradiction=choice) == found
            any_of_them = post_condition({"contradiction": tuple(Contradiction.values)}, terms)
            found = sum(bool(each["contradiction"]) for each in everywhere)
            assert count(posts_on(Area(area), terms), [any_of_them]) == [found]
            for name in ("deadline", "safe", "started", "late"):
                within = sum(bool(each[name]) and first <= each[name] <= last for each in facts)
                assert counted(area, terms, **{f"{name}_from": first, f"{name}_to": last}) == within
            for word in {each["name"] for each in facts}:
                assert counted(area, terms, q=word) == sum(_has_all(word, each) for each in facts)


def count(rows: "QuerySet[Any]", conditions: list[Q]) -> list[int]:
    """As a dashboard counts: kind by kind in one query, then all kinds together."""
    found = count_by(rows, "setting_type", conditions)
    return [sum(column) for column in zip(*found.values(), strict=True)] or [0] * len(conditions)


def counted(area: LocalAuthority, terms: Terms, **asked: str) -> int:
    return count(posts_on(Area(area), terms), [post_condition(ask(**asked), terms)])[0]


def slow_facts(post: Appointment, area: LocalAuthority, terms: Terms) -> dict[str, str]:
    """What the parameters ask of a post of the day, from its facts; nothing of one that is not of the day."""
    place = held_on(post, terms.day)
    if not place or place.authority != area or not post.setting.setting_type:
        return {}
    _, decision = decide(post, terms.book)
    found, expected = answer(decision, terms.day), expected_on(decision)
    return {
        "review": "yes" if found.needs_review else "no",
        "chase": "yes" if not found.held and slow_chase(post, decision.acceptances, terms.day) else "no",
        "open": "yes" if is_open(place, terms.day) else "no",
        "succession": slow_succession(post, terms.day),
        "contradiction": " ".join(slow_contradictions(post, place, terms.day)),
        "designation": found.designation.value,
        "qualification": found.required_qualification or "",
        "phase": place.phase,
        "region": area.region,
        "trust": place.trust,
        "deadline": _text(found.deadline),
        "safe": _text(found.latest_safe_start),
        "started": _text(post.started_on),
        "late": _text(slow_late(decision, terms)),
        "enrolled": "yes" if expected else "no",
        "foreseen": "yes" if found.held or (expected and terms.asked_on <= expected <= terms.day) else "no",
        "safe_over": "no" if found.latest_safe_start and terms.day <= found.latest_safe_start else "yes",
        "course": slow_course(decision, terms.day),
        "name": post.practitioner.name,
        "place": place.name,
        "in_area": area.name,
        "setting": place.urn,
    }


def slow_late(decision: Decision, terms: Terms) -> date | None:
    """When a post that is not overdue on the day first will be after it, unless an outcome is to come before."""
    day, expected = terms.day, expected_on(decision)
    if standing(decision, day) is Status.OVERDUE:
        return None
    first_days = (each.first for each in spans(decision) if each.status is Status.OVERDUE)
    late_on = next((each for each in first_days if each and each > day), None)
    return late_on if late_on and not (expected and terms.asked_on <= expected < late_on) else None


def slow_course(decision: Decision, day: date) -> str:
    """What somebody who did nothing yet would be on, who began on the last day that is safe and not past."""
    begins = max(day, decision.latest_safe_start or day)
    nothing_done = decision._replace(holding=Holding(), courses=())
    asks = decision.rule.requirement is not Requirement.NONE
    accepted = (each.qualification for each in decision.acceptances if each.opens <= begins < each.closes)
    return route(nothing_done, begins) or "" if asks else next(accepted, "")


def slow_succession(post: Appointment, day: date) -> str:
    """Who stays where the only SENCo leaves in the next 90 days, from everybody's posts."""
    last, closed_on, place = post.ended_on, post.setting.closed_on, held_on(post, day)
    if post.role != "senco" or last is None or not 0 <= (last - day).days <= 90 or (closed_on and closed_on <= last):
        return ""
    if held_on(post, last) != place:
        return ""
    others = [each for each in Appointment.objects.all() if each.setting.setting_type]
    there = {each.role for each in others if held_on(each, last + timedelta(1)) == post.setting}
    if "senco" in there:
        return ""
    edges = {each.started_on for each in others} | {move.moved_on for each in others for move in each.moves.all()}
    days = [edge for edge in edges if edge > last]
    if any(held_on(each, day) == place for day in days for each in others if each.role == "senco"):
        return "later"
    return "assistant" if "assistant_senco" in there else "nobody"


def slow_contradictions(post: Appointment, place: Setting, day: date) -> Iterator[str]:
    if place.closed_on < day if place.closed_on else place.status == "closed":
        yield "closed"
    first = {"NASENCO": date(2009, 9, 1), "NPQSENCO": date(2024, 9, 1), "EY_L3_SENCO": date.min}
    told = [(each.qualification.code, each.started_on) for each in post.practitioner.enrolments.all()]
    for each in post.practitioner.awards.all():
        days = (each.course_started_on, each.course_completed_on, each.awarded_on)
        told += [(each.qualification.code, said) for said in days if said]
    if any(said < first[code] for code, said in told):
        yield "too_early"
    since = max([post.started_on, *(move.moved_on for move in post.moves.all() if move.after == place)])
    if place.opened_on and since < place.opened_on:
        yield "before_opening"


def _has_all(words: str, facts: dict[str, str]) -> bool:
    """Whether every word is in the person's name or in that of the setting, or is its number."""
    told = fold(f"{facts['name']} {facts['place']} {facts['in_area']}").split()
    return all(any(each.startswith(word) for each in told) for word in fold(words).split())


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def test_there_is_no_parameter_without_a_slow_count() -> None:
    counted_in = {"role", "setting_type", "status", "holds", "requirement", "duty"}
    counted_in |= {*SLOW, "open", "in_post", "succession", "contradiction", "q", "group", "not_noted_since"}
    counted_in |= {f"{name}_{end}" for name in ("deadline", "safe", "started", "late") for end in ("from", "to")}
    assert counted_in == POST_PARAMETERS


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day)
def test_who_is_to_begin_is_as_a_slow_count_has_it(world: dict[str, Any], day: date, terms_of: Any) -> None:
    catalogue()
    with built(world) as areas:
        terms, until = terms_of(day), add_months(day, 24)
        for area in areas:
            begin = [post for post in Appointment.objects.all() if day < post.started_on <= until]
            there = [(post, place) for post in begin if (place := held_on(post, post.started_on))]
            asked: Asked = {"in_post": ("coming",)}
            assert posts_asked(Area(area), asked, terms).count() == sum(
                place.authority == area and is_open(place, post.started_on) and bool(post.setting.setting_type)
                for post, place in there
            )
            both: Asked = {"in_post": ("now", "coming"), "role": ("senco",)}
            each_: list[Asked] = [{**both, "in_post": (one,)} for one in ("now", "coming")]
            assert posts_asked(Area(area), both, terms).count() == sum(
                posts_asked(Area(area), asked, terms).count() for asked in each_
            )


def ask(**asked: str) -> Asked:
    return {name: (value,) for name, value in asked.items()}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day)
def test_posts_are_counted_as_they_stand_on_the_day(world: dict[str, Any], day: date, terms_of: Any) -> None:
    catalogue()
    with built(world) as areas:
        terms = terms_of(day)
        for area in areas:
            slow = slow_posts(area, terms)
            names = ("role", "setting_type", "status", "holds", "requirement")
            asked = [dict(zip(names, ((part,) for part in each), strict=True)) for each in slow]
            rows = posts_on(Area(area), terms)
            assert count(rows, [post_condition(each, terms) for each in asked]) == list(slow.values())
            assert count(rows, [post_condition({}, terms)]) == [slow.total()]
            must = [kind for kind, said in book_says(terms).items() if said == "must"]
            assert count(rows, [post_condition(ask(duty="must"), terms)]) == [
                sum(number for each, number in slow.items() if each[1] in must)
            ]


def book_says(terms: Terms) -> dict[str, str]:
    return {each.setting_type: each.should_have_senco for each in terms.row.setting_terms.all()}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day, is_decided=st.booleans())
def test_places_are_counted_as_they_stand_on_the_day(
    world: dict[str, Any], day: date, is_decided: bool, terms_of: Any
) -> None:
    catalogue()
    with built(world) as areas:
        terms = terms_of(day, is_decided)
        posts = [(post, post.setting.setting_type) for post in Appointment.objects.filter(role="senco")]
        for area in areas:
            slow: Counter[tuple[str, ...]] = Counter()
            for place in area.settings.all():
                if is_open(place, day):
                    led = any(kind and held_on(post, day) == place for post, kind in posts)
                    told = any(place == post.setting or post.moves.filter(before=place) for post, _ in posts)
                    slow[place.setting_type, *("yes" if each else "no" for each in (led, told))] += 1
            names = ("setting_type", "has_senco", "told")
            asked = [dict(zip(names, ((part,) for part in each), strict=True)) for each in slow]
            rows = places_on(Area(area), terms)
            assert count(rows, [place_condition(each, terms) for each in asked]) == list(slow.values())
            assert count(rows, [place_condition({}, terms)]) == [slow.total()]
            vacant = rows.filter(place_condition(ask(has_senco="no"), terms))
            found = {place.pk: place.last_held_on for place in vacant}  # type: ignore[attr-defined]  # annotated
            assert found == {place.pk: last_day_before(place, posts, day) for place in vacant}
            bands = [place_condition(ask(vacant=band), terms) for band in VACANCIES]
            silent = place_condition(ask(told="no"), terms)
            with_one = place_condition(ask(has_senco="yes"), terms)
            assert sum(count(rows, [*bands, silent, with_one])) == rows.count()
            assert set(rows.filter(silent)) == set(places_on(Area(), terms).filter(silent, authority=area))
            assert count(rows, bands) == slow_bands(vacant, found, day)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), day=some_day)
def test_early_years_are_counted_by_how_their_senco_stands(world: dict[str, Any], day: date, terms_of: Any) -> None:
    catalogue()
    for each in world["places"][:3]:
        each["kind"] = "childminder" if each["kind"] == "childminder" else "ey_group"
    with built(world) as areas:
        terms = terms_of(day)
        for area in areas:
            rows = places_on(Area(area), terms)
            slow = {place.pk: slow_early_years(place, terms) for place in area.settings.all() if is_open(place, day)}
            for choice in EarlyYearsSenco.values:
                found = rows.filter(place_condition(ask(early_years=choice), terms))
                assert {place.pk for place in found} == {pk for pk, said in slow.items() if said == choice}
            figures = dashboard(Area(area), terms).places
            for name, figure in figures.items():
                assert (name, figure.number) == (name, rows.filter(place_condition(figure.asked, terms)).count())
            for kind in EARLY_YEARS:
                stands = sum(figures[f"{kind}_{choice}"].number for choice in EarlyYearsSenco.values)
                assert stands == figures[f"{kind}_led"].number
            assert figures["unknown_kind"].number == sum(not place.setting_type for place in rows)


def slow_early_years(place: Setting, terms: Terms) -> str:
    """How the SENCo of a setting of early years stands; the best of several."""
    posts = [post for post in Appointment.objects.filter(role="senco") if post.setting.setting_type]
    led = [decide(post, terms.book)[1] for post in posts if held_on(post, terms.day) == place]
    if place.setting_type not in EARLY_YEARS or not led:
        return ""
    if any(each.holding.held_on and each.holding.held_on <= terms.day for each in led):
        return "holds"
    statuses = {standing(each, terms.day) for each in led}
    works, unknown = Status.WORKING_TOWARDS in statuses, Status.CANNOT_TELL in statuses
    return "working" if works else "unknown" if unknown else "neither"


def slow_bands(vacant: Iterable[Setting], found: dict[int, date | None], day: date) -> list[int]:
    """How many have been without a SENCo for up to 30 days, up to 90, more; and since ever, with one to come."""
    bands = Counter[int]()
    for place in vacant:
        last = found[place.pk]
        if last:
            away = (day - last).days
            bands[0 if away <= 30 else 1 if away <= 90 else 2] += 1
        elif (
            Appointment.objects.filter(setting=place, role="senco").exists()
            or Move.objects.filter(before=place, appointment__role="senco").exists()
        ):
            bands[3] += 1
    return [bands[band] for band in range(4)]


def last_day_before(place: Setting, posts: list[tuple[Appointment, str]], day: date) -> date | None:
    """The last day before on which somebody was SENCo there, by walking back over every day that could be it."""
    edges = {each for post, _ in posts for each in (post.started_on, post.ended_on) if each}
    edges |= {move.moved_on for post, _ in posts for move in post.moves.all()}
    near = sorted({edge + timedelta(off) for edge in edges for off in (-1, 0, 1)}, reverse=True)
    held = (each for each in near if each < day and any(kind and held_on(post, each) == place for post, kind in posts))
    return next(held, None)
