"""What is recorded of SENCos follows their places: to other numbers, other kinds, other authorities."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from practitioners.actions import carry_posts
from practitioners.assessments import refresh_all
from practitioners.models import Appointment, Assessment, Standing
from qualifications.models import RuleBook
from settings.actions import Signed, answer_question
from settings.enums import FileKind, Register
from settings.models import Question, RegisterType, Setting, SettingLink
from tests.clients import signed_in
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import MOMENT, SettingFactory, SettingLinkFactory
from tests.factories.users import UserFactory
from tests.registers import Registers, link, school

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 18)
SIGNED = Signed(None, MOMENT, "Register import")


@pytest.fixture
def registers(tmp_path: Path, shipped_book: RuleBook) -> Registers:
    return Registers(tmp_path)


def post_at(urn: str) -> Appointment:
    return AppointmentFactory.create(setting=Setting.objects.get(urn=urn), started_on=date(2024, 9, 1))


def test_a_post_goes_with_its_school_in_the_import_itself(registers: Registers) -> None:
    registers.gias(school(), school(urn="100002", type_code="34", type="Academy converter", opened="01-04-2025"))
    post = post_at("100001")
    registers.links(link("100001", "Successor", "100002", on="01-04-2025"))
    post.refresh_from_db()
    assert post.setting.urn == "100001"
    registers.gias(school(status="Closed"))
    post.refresh_from_db()
    assert (post.setting.urn, post.started_on) == ("100002", date(2024, 9, 1))
    assert post.moves.get().moved_on == date(2025, 4, 1)
    assert Assessment.objects.get(appointment=post).deadline == date(2027, 9, 1)
    assert "Register import" in post.history.order_by("-history_id")[0].history_change_reason


def test_a_post_goes_over_several_numbers(shipped_book: RuleBook) -> None:
    places = [SettingFactory.create(urn=str(100001 + n), status="closed" if n < 2 else "open") for n in range(3)]
    for before, after in zip(places, places[1:], strict=False):
        SettingLinkFactory.create(predecessor_urn=before.urn, successor_urn=after.urn, linked_on=date(2025, 4, 1))
    post = AppointmentFactory.create(setting=places[0])
    carry_posts(signed=SIGNED, day=DAY)
    post.refresh_from_db()
    assert post.setting == places[2]


def test_of_several_successors_a_person_says_which_and_then_it_goes(shipped_book: RuleBook) -> None:
    old, one, other = (SettingFactory.create(urn=str(100001 + n), status="open" if n else "closed") for n in range(3))
    for after in (one, other):
        SettingLinkFactory.create(predecessor_urn=old.urn, successor_urn=after.urn, linked_on=date(2025, 4, 1))
    post = AppointmentFactory.create(setting=old)
    assert carry_posts(signed=SIGNED, day=DAY) == 0
    question = Question.objects.create(
        kind="successors", about=old.urn, text="Which?", choices=[[one.urn, ""], [other.urn, ""]], asked_at=MOMENT
    )
    ada = UserFactory.create(is_staff=True, is_superuser=True)
    url = reverse("admin:settings_question_change", args=[question.pk])
    client = signed_in(ada)
    form = client.get(url).context["adminform"].form
    sent = {"answer": other.urn, "change_reason": "The head says so", "version": form["version"].value()}
    assert client.post(url, sent).status_code == 302
    post.refresh_from_db()
    assert post.setting == other
    assert post.history.order_by("-history_id")[0].history_user == ada


def test_two_that_became_one(shipped_book: RuleBook) -> None:
    old, goes_on = SettingFactory.create(urn="100001", status="closed"), SettingFactory.create(urn="100002")
    post = AppointmentFactory.create(setting=old)
    question = Question.objects.create(
        kind="successors",
        about="100001+100002",
        text="Which?",
        choices=[["100001", ""], ["100002", ""], ["neither", "Neither"]],
        asked_at=MOMENT,
    )
    for answer, at in (("neither", old), ("100002", goes_on)):
        answer_question(question, answer=answer, by=UserFactory.create(), at=MOMENT, reason="Asked")
        carry_posts(signed=SIGNED, day=DAY)
        post.refresh_from_db()
        assert post.setting == at


def test_posts_at_a_place_of_another_kind_or_authority_are_decided_anew(registers: Registers) -> None:
    registers.gias(school())
    post = post_at("100001")
    refresh_all(RuleBook.objects.get(), at=MOMENT)
    assert Assessment.objects.get().requirement == "required"
    registers.gias(school(type_code="07", type="Community special school", authority_code="302", authority="Barnet"))
    assert Assessment.objects.get(appointment=post).requirement == "none"
    assert set(Standing.objects.values_list("setting_type", "authority__code")) == {("special_school", "302")}
    client = signed_in(UserFactory.create(is_staff=True, is_superuser=True))
    row = RegisterType.objects.get(register=Register.GIAS, code="07")
    url = reverse("admin:settings_registertype_change", args=[row.pk])
    form = client.get(url).context["adminform"].form
    sent: dict[str, Any] = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent |= {"setting_type": "maintained_school", "reason": "Tried", "change_reason": "Tried", "is_ours": "on"}
    assert client.post(url, sent).status_code == 302
    assert Assessment.objects.get(appointment=post).requirement == "required"


def test_a_school_that_closes_counts_no_more_and_one_that_opens_again_does(registers: Registers) -> None:
    registers.gias(school())
    post_at("100001")
    refresh_all(RuleBook.objects.get(), at=MOMENT)
    spans = Standing.objects.order_by("first_day")
    assert {each.place for each in spans} == {"open"}
    registers.gias(school(status="Closed", closed="31-08-2025"))
    last_day = date(2025, 8, 31)
    assert all(each.place == ("open" if each.last_day <= last_day else "closed") for each in spans.all())
    assert spans.filter(last_day=last_day).exists()
    registers.gias(school())
    assert {each.place for each in spans.all()} == {"open"}
    assert not spans.filter(last_day=last_day).exists()


def test_posts_follow_the_real_links(registers: Registers, shared_data: Callable[[str], Path]) -> None:
    """Closed schools with one successor among those of July 2025: each has a SENCo, and all of these go with them."""
    links = shared_data("gias/links_edubasealldata20250422.csv").read_bytes()
    registers.take(FileKind.GIAS, shared_data("gias/edubaseallstatefunded20250717.csv").read_bytes())
    registers.take(FileKind.GIAS_LINKS, links)
    here = set(Setting.objects.values_list("urn", flat=True))
    after: dict[str, list[str]] = defaultdict(list)
    for old, successor in SettingLink.objects.values_list("predecessor_urn", "successor_urn"):
        if old not in here:
            after[old].append(successor)
    one = {old: found[0] for old, found in sorted(after.items()) if len(found) == 1 and found[0] in here}
    several = [old for old, found in sorted(after.items()) if len(found) > 1][:20]
    assert (len(one) > 1_000, len(several)) == (True, 20)
    sample = dict(list(one.items())[:150])
    posts = {urn: AppointmentFactory.create(setting=closed(urn), started_on=date(2005, 9, 1)) for urn in sample}
    waiting = [AppointmentFactory.create(setting=closed(urn)) for urn in several]
    registers.take(FileKind.GIAS_LINKS, links)
    for urn, post in posts.items():
        post.refresh_from_db()
        assert (urn, post.setting.urn, post.started_on) == (urn, sample[urn], date(2005, 9, 1))
    assert Assessment.objects.filter(appointment__in=posts.values()).count() == len(sample)
    for post in waiting:
        before = post.setting
        post.refresh_from_db()
        assert post.setting == before
    assert Question.objects.filter(about__in=several, answer="").count() == 20


def closed(urn: str) -> Setting:
    return SettingFactory.create(urn=urn, status="closed", authority=None)
