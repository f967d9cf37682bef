"""How long the lists and pages of Django admin take, over all the places in the configured database.

Each is asked for by a superuser who is made for it, inside a transaction that is undone: nothing is left behind. Beside
them stands an answer of the same framework without a page: the plain "live" of the health check.
"""

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test.utils import override_settings
from django.urls import reverse

from settings.enums import Outcome
from settings.models import ImportRun, LocalAuthority, Setting
from tests.clients import Client
from tests.factories.users import UserFactory

RUNS = 7
LIMIT = 200  # milliseconds
HOST = "localhost"


def run(write: Callable[[str], object]) -> None:
    """Measures and prints."""
    write(f"{Setting.objects.count():,} places in {connection.vendor}; the median of {RUNS} runs, in milliseconds\n\n")
    with override_settings(DEBUG=False, ALLOWED_HOSTS=[HOST]), transaction.atomic():
        client = Client(headers={"host": HOST})
        client.force_login(UserFactory.create(is_staff=True, is_superuser=True))
        bare = _measure(client, reverse("health_live"))
        write(f"{'a plain answer, no page':60} {bare:>8.1f}\n")
        for name, address in _pages():
            took = _measure(client, address)
            write(f"{name:60} {took:>8.1f}{'   OVER ' + str(LIMIT) if took > LIMIT else ''}\n")
        transaction.set_rollback(True)


def _measure(client: Client, address: str) -> float:
    """Milliseconds from the request to the whole answer, the median of the runs. The first is not counted."""
    times = []
    for _ in range(RUNS + 1):
        began = perf_counter()
        response = client.get(address)
        times.append((perf_counter() - began) * 1000)
        assert response.status_code == 200, (address, response.status_code)
    return median(times[1:])


def _pages() -> Iterator[tuple[str, str]]:
    """What is measured: a name and an address each. Only what the database has something for."""
    yield "admin's first page", reverse("admin:index")
    for name, query in _LISTS:
        model, _, words = name.partition(": ")
        yield name, reverse(f"admin:settings_{model}_changelist") + query
    authority = LocalAuthority.objects.order_by("-pk").first()
    if authority is not None:
        query = f"?authority__id__exact={authority.pk}"
        yield "setting: of one authority", reverse("admin:settings_setting_changelist") + query
        yield "localauthority: one", reverse("admin:settings_localauthority_change", args=[authority.pk])
    place = Setting.objects.order_by("pk").first()
    if place is not None:
        yield "setting: one", reverse("admin:settings_setting_change", args=[place.pk])
        yield "setting: one's history", reverse("admin:settings_setting_history", args=[place.pk])
    yield from _reports()


def _reports() -> Iterator[tuple[str, str]]:
    """The import with most rows: its report in admin and as a page, its changes and faults."""
    largest = ImportRun.objects.filter(outcome=Outcome.APPLIED).order_by("-changed", "-rows").first()
    if largest is not None:
        yield "importrun: one", reverse("admin:settings_importrun_change", args=[largest.pk])
        yield "importrun: its page", reverse("import_report", args=[largest.pk])
        for name in ("importchange", "importproblem"):
            query = f"?run__id__exact={largest.pk}"
            yield f"{name}: of one import", reverse(f"admin:settings_{name}_changelist") + query
    yield "the page that takes files", reverse("import_new")


_LISTS = [
    ("setting: all", ""),
    ("setting: the last page that can be turned to", "?p=20"),
    ("setting: a number", "?q=100000"),
    ("setting: the beginning of a name", "?q=st+mary"),
    ("setting: a name", "?q=st+mary%27s+catholic+primary+school"),
    ("setting: one register", "?register__exact=gias"),
    ("setting: the other register", "?register__exact=ofsted"),
    ("setting: closed", "?status__exact=closed"),
    ("setting: proposed", "?status__exact=proposed"),
    ("setting: a common type", "?setting_type__exact=childminder"),
    ("setting: a rare type", "?setting_type__exact=ctc"),
    ("setting: register, status and type", "?register__exact=gias&status__exact=closed&setting_type__exact=pru"),
    ("setting: to be chosen", "?choice=waiting"),
    ("setting: chosen", "?choice=chosen"),
    ("settinglink: all", ""),
    ("settinglink: of one number", "?q=100000"),
    ("settinglink: a rare kind", "?kind__exact=split"),
    ("registertype: all", ""),
    ("registertype: one register, no setting type", "?register__exact=gias&setting_type__exact="),
    ("localauthority: all", ""),
    ("authorityname: all", ""),
    ("authorityname: waiting", "?meaning=waiting"),
    ("importrun: all", ""),
    ("question: all", ""),
    ("question: waiting", "?answered=no"),
]
