"""Whoever saves second is told what changed since they looked."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest

from senco_portal.lib.versions import VersionedForm, version_of
from settings.models import LocalAuthority, Question
from tests.factories.settings import LocalAuthorityFactory, QuestionFactory

pytestmark = pytest.mark.django_db


class AuthorityForm(VersionedForm):
    class Meta:
        model = LocalAuthority
        fields = ("name", "opened_on", "successors")


class ShortForm(AuthorityForm):
    ignored = ("code",)
    counted = ("successors",)
    called: ClassVar[Mapping[str, str]] = {"name": "name of the authority", "successors": "authorities after it"}


class QuestionForm(VersionedForm):
    class Meta:
        model = Question
        fields = ("text",)


def shown(row: LocalAuthority) -> dict[str, Any]:
    """What the form of a row would send as it is shown."""
    form = AuthorityForm(instance=row)
    return {"name": row.name, "successors": [], "version": form["version"].value()}


def reread(row: LocalAuthority) -> LocalAuthority:
    return LocalAuthority.objects.get(pk=row.pk)


def test_a_row_that_is_as_it_was_is_saved() -> None:
    row = LocalAuthorityFactory.create()
    form = AuthorityForm(shown(row) | {"name": "Another"}, instance=reread(row))
    assert form.is_valid()
    assert form.changed_data == ["name"]


def test_every_value_is_looked_at_also_those_that_the_form_does_not_show() -> None:
    row = LocalAuthorityFactory.create()
    data = shown(row)
    LocalAuthority.objects.filter(pk=row.pk).update(code="950", kind="county")
    form = AuthorityForm(data, instance=reread(row))
    assert not form.is_valid()
    words = str(form.non_field_errors()[0])
    assert words.startswith("Somebody changed this after you opened it: ")
    assert "Department for Education number is now “950”; kind is now “county council”" in words


def test_days_and_moments_are_told_in_words() -> None:
    row = QuestionFactory.create(answered_at=None)
    data = {"version": QuestionForm(instance=row)["version"].value()}
    Question.objects.filter(pk=row.pk).update(answer="No", answered_at=datetime(2025, 7, 17, 9, 5, tzinfo=UTC))
    assert "answered at is now “17 July 2025, 10:05”" in str(QuestionForm(data, instance=row).non_field_errors())
    authority = LocalAuthorityFactory.create()
    data = shown(authority)
    LocalAuthority.objects.filter(pk=authority.pk).update(abolished_on=date(2023, 4, 1))
    assert "abolished on is now “1 April 2023”" in str(AuthorityForm(data, instance=authority).non_field_errors())


def test_who_is_added_to_a_list_is_told_too() -> None:
    row, other = LocalAuthorityFactory.create(), LocalAuthorityFactory.create(name="Furness")
    data = shown(row)
    row.successors.add(other)
    form = AuthorityForm(data, instance=reread(row))
    assert "successors is now “Furness”" in str(form.non_field_errors()[0])


@pytest.mark.parametrize(("many", "said"), [(0, "there are 0 now"), (1, "there is 1 now"), (3, "there are 3 now")])
def test_a_form_may_count_a_list_and_have_words_of_its_own(many: int, said: str) -> None:
    row, before = LocalAuthorityFactory.create(), LocalAuthorityFactory.create()
    row.successors.add(before)
    data = shown(row)
    row.successors.set(LocalAuthorityFactory.create_batch(many))
    LocalAuthority.objects.filter(pk=row.pk).update(name="Furness", code="950")
    words = str(ShortForm(data, instance=reread(row)).non_field_errors()[0])
    changes = f"name of the authority is now “Furness”; authorities after it changed: {said}. Nothing was saved."
    assert changes in words
    assert "950" not in words


def test_what_does_not_matter_to_a_form_does_not_stop_it() -> None:
    row = LocalAuthorityFactory.create()
    data = shown(row)
    LocalAuthority.objects.filter(pk=row.pk).update(code="950")
    assert ShortForm(data | {"name": "Another"}, instance=reread(row)).is_valid()
    assert "code:" not in ShortForm(instance=row)["version"].as_hidden()


def test_once_told_one_may_save() -> None:
    row = LocalAuthorityFactory.create()
    data = shown(row)
    LocalAuthority.objects.filter(pk=row.pk).update(code="950")
    told = AuthorityForm(data, instance=reread(row))
    assert not told.is_valid()
    assert AuthorityForm(data | {"version": told["version"].value()}, instance=reread(row)).is_valid()


@pytest.mark.parametrize("version", ["", "name", "name:", ":::", "<script>", "x:y " * 1000])
def test_a_version_that_is_none_of_ours_fits_nothing(version: str) -> None:
    row = LocalAuthorityFactory.create()
    form = AuthorityForm(shown(row) | {"version": version}, instance=row)
    assert not form.is_valid()
    assert form.has_error("__all__", "changed")


def test_a_row_that_is_gone_is_said_to_be() -> None:
    row = LocalAuthorityFactory.create()
    data, lost = shown(row), reread(row)
    row.delete()
    assert AuthorityForm(data, instance=lost).non_field_errors() == ["Somebody deleted this meanwhile."]


def test_a_new_row_has_no_version() -> None:
    form = AuthorityForm({"name": "New", "successors": []})
    assert form.is_valid()
    assert form["version"].value() is None


def test_a_version_names_every_value() -> None:
    assert version_of(LocalAuthorityFactory.create()).keys() == {
        *("id", "code", "name", "kind", "region", "opened_on", "abolished_on", "successors")
    }
