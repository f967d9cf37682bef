"""Who may open and send what: every address with every member of the cast, compared with ``access.csv``.

After a change that is meant: WRITE_ACCESS=1 pytest on this file writes the table anew; read the difference.
"""

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from practitioners.models import Appointment, Merge
from qualifications.models import RuleBook
from settings.models import Membership
from tests.clients import Client, signed_in, whole
from tests.factories.compliance import FeedFactory, NoteFactory
from tests.factories.groups import SettingGroupFactory
from tests.factories.practitioners import (
    AppointmentFactory,
    AwardFactory,
    CertificateFactory,
    EnrolmentFactory,
    PracticeFactory,
    PractitionerFactory,
    PriorPostFactory,
)
from tests.factories.settings import (
    AnalystFactory,
    ImportRunFactory,
    InvitationFactory,
    ManagerFactory,
    OfficerFactory,
    SettingFactory,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("access.csv")
CAST = ["nobody", "manager", "neighbour", "officer", "officer elsewhere", "analyst", "administrator"]
# Pages of the library that signs people in have tests of their own, which walk over all of them.
NOT_OURS = ("account_", "mfa_", "second_factor_image", "components")


@pytest.fixture
def post(shipped_book: RuleBook) -> Appointment:
    school = SettingFactory.create(urn="100000", authority__code="950", register_type__setting_type="academy")
    return AppointmentFactory.create(setting=school)


@pytest.fixture
def cast(post: Appointment) -> dict[str, Client]:
    """A client signed in as each, with the second factor where one is asked for."""
    near = SettingFactory.create(authority=post.setting.authority)
    users = {
        "manager": ManagerFactory.create(setting=post.setting).user,
        "neighbour": ManagerFactory.create(setting=near).user,
        "officer": OfficerFactory.create(authority=post.setting.authority).user,
        "officer elsewhere": OfficerFactory.create().user,
        "analyst": AnalystFactory.create().user,
        "administrator": UserFactory.create(is_superuser=True, is_staff=True),
    }
    return {"nobody": Client()} | {name: signed_in(user) for name, user in users.items()}


@pytest.fixture
def arguments(post: Appointment, cast: dict[str, Client]) -> dict[str, dict[str, Any]]:
    """For each part of an address what stands there; by the name of the address where parts mean something else."""
    row = {"pk": post.practitioner_id}
    place = {"register": "gias", "urn": post.setting.urn}
    manager = Membership.objects.get(setting=post.setting)
    book = RuleBook.objects.get()
    certificate = CertificateFactory.create(award__practitioner=post.practitioner)
    return {
        "rule_book": {"pk": book.pk},
        "rule": {"pk": book.pk, "code": book.rules.order_by("position")[0].code},
        "check_details": {"slug": "qualifications"},
        "check_question": {"slug": "start"},
        "invitation_accept": {"token": "unknown"},
        "feed": {"secret": "unknown"},
        "feed_revoke": {"pk": FeedFactory.create(setting=post.setting, authority=None).pk},
        "member_end": {"pk": manager.pk},
        "invitation_withdraw": {"pk": InvitationFactory.create(setting=post.setting).pk},
        **dict.fromkeys(
            ("prior_post_change", "prior_post_remove"),
            row | {"row": PriorPostFactory.create(practitioner=post.practitioner).pk},
        ),
        **dict.fromkeys(
            ("appointment_end", "appointment_continue", "appointment_correct", "appointment_remove"),
            row | {"row": post.pk},
        ),
        **dict.fromkeys(
            ("enrolment_change", "enrolment_remove", "outcome_new"),
            row | {"row": EnrolmentFactory.create(practitioner=post.practitioner).pk},
        ),
        **dict.fromkeys(
            ("award_change", "award_remove", "award_verify"),
            row | {"row": AwardFactory.create(practitioner=post.practitioner).pk},
        ),
        **dict.fromkeys(
            ("practitioner_merge", "people_keep_apart", "people_compare_again"), row | {"other": _other(post)}
        ),
        "merge_undo": row | {"row": _merge_into(post)},
        **dict.fromkeys(
            ("practice_change", "practice_remove"),
            row | {"row": PracticeFactory.create(practitioner=post.practitioner).pk},
        ),
        "certificate_new": row | {"row": certificate.award_id},
        **dict.fromkeys(
            ("certificate_download", "certificate_remove"),
            row | {"row": certificate.award_id, "certificate": certificate.pk},
        ),
        **dict.fromkeys(
            ("note_change", "note_done", "note_reopen", "note_remove"),
            {**place, "code": "950", "pk": NoteFactory.create(setting=post.setting, due_on=date(2026, 3, 9)).pk},
        ),
        "appointment_question": place | {"step": "who"},
        **dict.fromkeys(("import_report", "import_take", "import_look_again", "import_cancel"), {"pk": run_pk()}),
        "area_by": {"code": "950", "by": "group"},
        **dict.fromkeys(
            ("group_detail", "group_rename", "group_fill", "group_take_out", "group_delete"),
            {"code": "950", "pk": SettingGroupFactory.create(authority=post.setting.authority).pk},
        ),
        "usual": {**place, "code": "950", "pk": post.practitioner_id},
    }


def _other(post: Appointment) -> int:
    """Another person of the same setting."""
    return int(AppointmentFactory.create(setting=post.setting).practitioner_id)


def _merge_into(post: Appointment) -> int:
    """A record that was merged into the person's."""
    gone = PractitionerFactory.create(merged_into=post.practitioner)
    known = {"reason": "Twice", "before": {}, "after": {}, "steps": [], "merged_at": timezone.now()}  # noqa: TID251  # pages judge by it
    return int(Merge.objects.create(kept=post.practitioner, merged=gone, **known).pk)


def run_pk() -> int:
    return int(ImportRunFactory.create().pk)


def names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Every address of ours by its name, with the parts that it asks for; of Django admin its first page."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLResolver):
            yield from [("admin:index", [])] if each.namespace == "admin" else names(each.url_patterns)
        elif each.name and not each.name.startswith(NOT_OURS):
            yield each.name, list(each.pattern.converters)


def answers(clients: dict[str, Client], address: str, method: str) -> list[str]:
    """What each of the cast gets; nothing of what they send is kept."""
    found = []
    for name in CAST:
        with transaction.atomic():
            answer = getattr(clients[name], method)(address)
            whole(answer)
            found.append(str(answer.status_code))
            transaction.set_rollback(True)
    return found


def test_everybody_gets_what_the_table_says(
    post: Appointment, cast: dict[str, Client], arguments: dict[str, dict[str, Any]]
) -> None:
    rows = [["address", "method", *CAST]]
    for name, parts in names():
        said = arguments.get(name, arguments["usual"])
        address = reverse(name, kwargs={part: said[part] for part in parts})
        rows += [[name, method, *answers(cast, address, method)] for method in ("get", "post")]
    if os.environ.get("WRITE_ACCESS"):
        with TABLE.open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    with TABLE.open(newline="") as file:
        assert rows == list(csv.reader(file))
