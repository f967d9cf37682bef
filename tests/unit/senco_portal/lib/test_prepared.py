"""A question is written once, asked each time, and forgotten when many others were asked since."""

import pytest
from django.db.models import Count, QuerySet

from senco_portal.lib import prepared
from settings.models import LocalAuthority
from tests.factories.settings import LocalAuthorityFactory

pytestmark = pytest.mark.django_db
Rows = QuerySet[LocalAuthority, tuple[str, int]]


def test_it_is_written_once_and_asked_each_time() -> None:
    written = []

    def question() -> Rows:
        written.append(1)
        return LocalAuthority.objects.order_by().values_list("region").annotate(Count("pk"))

    LocalAuthorityFactory.create(region="london")
    assert prepared.rows("by region, in a test", question) == [("london", 1)]
    LocalAuthorityFactory.create(region="london")
    assert prepared.rows("by region, in a test", question) == [("london", 2)]
    assert len(written) == 1


def test_what_was_asked_long_ago_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_AT_MOST", 2)
    written = []

    def question(code: str) -> Rows:
        written.append(code)
        return LocalAuthority.objects.filter(code=code).values_list("code", "pk")

    for code in ("1", "2", "1", "3", "1", "2"):
        prepared.rows(("a code, in a test", code), lambda code=code: question(code))  # type: ignore[misc]  # bound
    assert written == ["1", "2", "3", "2"]
