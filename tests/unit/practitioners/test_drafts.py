"""Drafts: one of each user at a setting, answered under a lock, saved once."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from practitioners.actions import drafts
from practitioners.models import Draft
from practitioners.models.appointment import Appointment
from senco_portal.lib.refusals import Refused
from settings.actions import Signed
from settings.policies import access
from tests.factories.practitioners import AppointmentFactory, DraftFactory
from tests.factories.settings import ManagerFactory, SettingFactory

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def nothing(draft: Draft) -> drafts.Told:
    raise AssertionError("nothing is to be saved")


def test_there_is_one_draft_of_a_user_at_a_setting() -> None:
    draft = DraftFactory.create()
    DraftFactory.create(user=draft.user)
    DraftFactory.create(setting=draft.setting)
    with pytest.raises(IntegrityError):
        DraftFactory.create(user=draft.user, setting=draft.setting)


def test_a_share_is_of_a_hundred() -> None:
    AppointmentFactory.create(protected_share=100)
    with pytest.raises(IntegrityError):
        AppointmentFactory.create(protected_share=101)


def test_who_may_not_record_there_begins_nothing() -> None:
    granted = access(ManagerFactory.create().user, MOMENT)
    with pytest.raises(PermissionDenied):
        drafts.begin(SettingFactory.create(), access=granted, at=MOMENT)


def test_to_begin_goes_on_and_anew_is_empty() -> None:
    school = SettingFactory.create()
    granted = access(ManagerFactory.create(setting=school).user, MOMENT)
    draft = drafts.begin(school, access=granted, at=MOMENT)
    drafts.answer(draft, "role", {"role": "senco"}, undoes=(), at=MOMENT)
    assert drafts.begin(school, access=granted, at=MOMENT).answers == {"role": {"role": "senco"}}
    assert drafts.begin(school, access=granted, at=MOMENT, anew=True).answers == {}


def test_an_answer_is_one_more_version_and_undoes_only_where_it_differs() -> None:
    draft = DraftFactory.create(answers={"who": {"name": "Robin"}, "match": {"match": "new"}})
    same = drafts.answer(draft, "who", {"name": "Robin"}, undoes=("match",), at=MOMENT)
    assert same and (same.version, "match" in same.answers) == (0, True)
    other = drafts.answer(draft, "who", {"name": "Sam"}, undoes=("match",), at=MOMENT)
    assert other and (other.version, other.answers) == (1, {"who": {"name": "Sam"}})


def test_what_was_saved_is_neither_answered_nor_saved_again() -> None:
    draft = DraftFactory.create()
    signed = Signed(draft.user, MOMENT, "")
    granted = access(draft.user, MOMENT)
    shown = Draft(pk=draft.pk, version=1)
    with pytest.raises(Refused, match="in another window"):
        drafts.finish(shown, nothing, access=granted, signed=signed)
    Draft.objects.all().delete()
    assert drafts.answer(draft, "role", {}, undoes=(), at=MOMENT) is None
    assert drafts.finish(draft, nothing, access=granted, signed=signed) is None
    assert not Appointment.objects.exists()
