"""How long pages about people take with 100,000 current posts in the register, over all the places of England.

The posts are invented, and stay in the database, which is dropped after it. Beside the pages stands a page of
the bare framework, of the same run.
"""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from statistics import median, quantiles
from time import perf_counter

from django.db import connection, transaction
from django.test.utils import override_settings
from django.utils import timezone

from accounts.models import User
from practitioners.assessments import refresh_all
from practitioners.matching import Known
from practitioners.matching.search import find
from practitioners.models import Appointment, Practitioner
from qualifications.models import RuleBook
from settings.models import Setting
from settings.policies import access
from tests.benchmarks import checker
from tests.clients import Client
from tests.factories.settings import ManagerFactory, OfficerFactory
from tests.factories.users import UserFactory

Write = Callable[[str], object]
POSTS = 100_000
ASKED = 100  # requests of each kind
LIMIT = 30  # milliseconds
AT_ONCE = 10_000
_FIRST = [
    "Alex",
    "Robin",
    "Sam",
    "Kim",
    "Jo",
    "Chris",
    "Pat",
    "Lee",
    "Max",
    "Ashley",
    "Frances",
    "Jane",
    "Amira",
    "Wei",
    "Olu",
    "Sinead",
]
_LAST = [
    "Field",
    "Long",
    "Ashby",
    "Okafor",
    "Patel",
    "Novak",
    "Hughes",
    "Larsen",
    "Quigley",
    "Varga",
    "Young",
    "Tesfaye",
    "Marsh",
    "Reed",
]


def run(write: Write) -> None:
    """Fills the register, measures, and prints."""
    chance = random.Random(7)  # noqa: S311  # no secret: the same posts in each run
    now = timezone.now()  # noqa: TID251  # pages judge by it
    written = _timed(lambda: _fill(chance))
    decided = _timed(lambda: refresh_all(RuleBook.objects.get(), at=now))
    write(f"\n{POSTS:,} current posts on {connection.vendor}: written in {written:.0f} s, decided in {decided:.0f} s. ")
    write(f"{ASKED} requests each, in milliseconds\n\n")
    with override_settings(DEBUG=False, ALLOWED_HOSTS=[checker.HOST]), transaction.atomic():
        with override_settings(ROOT_URLCONF=checker.__name__):
            floor = _measure("a bare page", ["/bare/"], UserFactory.create(), write)
        _pages(chance, floor, write)
        _search(chance, now, write)
        transaction.set_rollback(True)


def _timed(work: Callable[[], object]) -> float:
    """Seconds."""
    began = perf_counter()
    work()
    return perf_counter() - began


def _fill(chance: random.Random) -> None:
    """One post at each of so many places; where there are fewer places, several at some."""
    places = list(Setting.objects.exclude(setting_type="").order_by("pk").values_list("pk", flat=True))
    for start in range(0, POSTS, AT_ONCE):
        people = [_person(chance, number) for number in range(start, min(start + AT_ONCE, POSTS))]
        Practitioner.objects.bulk_create(people)
        posts = [_post(chance, person, places[(start + n) % len(places)]) for n, person in enumerate(people)]
        Appointment.objects.bulk_create(posts)


def _person(chance: random.Random, number: int) -> Practitioner:
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}-{chance.choice(_LAST)}"
    return Practitioner(
        name=name, email=f"s{number}@example.org", trn=f"{number:07}", teacher_status="qts", induction="complete",
        posts_told=True, awards_told=True, courses_told=True,
    )  # fmt: skip


def _post(chance: random.Random, person: Practitioner, place: int) -> Appointment:
    first = date(2018, 1, 1) + timedelta(days=chance.randrange(2_900))
    return Appointment(
        practitioner=person, setting_id=place, started_on=first, is_head_teacher=False, teaches_at_setting=True
    )


def _pages(chance: random.Random, floor: float, write: Write) -> None:
    """In: what a bare page takes, in milliseconds."""
    posts = Appointment.objects.select_related("setting", "setting__authority").order_by("pk")
    some = [posts[chance.randrange(POSTS)] for _ in range(ASKED)]
    officer = OfficerFactory.create(authority=some[0].setting.authority)
    near = list(posts.filter(setting__authority=officer.authority)[:ASKED])
    head = ManagerFactory.create(setting=some[0].setting).user
    everybody = UserFactory.create(is_staff=True, is_superuser=True)

    asked = {
        "a setting's page, for its manager": (list(map(_place, some[:1])), head),
        "a setting's page, for an officer": (list(map(_place, near)), officer.user),
        "settings' pages, for an administrator": (list(map(_place, some)), everybody),
        "a person's page, for an officer": ([f"/practitioners/{post.practitioner_id}/" for post in near], officer.user),
    }
    for name, (addresses, user) in asked.items():
        took = _measure(name, addresses, user, write)
        write(f"{'':44} {took / floor:.0f} times the bare page{'   OVER ' + str(LIMIT) if took > LIMIT else ''}\n")


def _place(post: Appointment) -> str:
    return f"/settings/{post.setting.register}/{post.setting.urn}/"


def _search(chance: random.Random, now: datetime, write: Write) -> None:
    """How long it takes to find who may be meant among everybody."""
    asks = access(OfficerFactory.create().user, now)
    names = [f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(7)]
    took = [_timed(partial(find, Known(name), asks)) * 1000 for name in names]
    write(f"{'who may be meant, by name alone':44} p50 {median(took):>6.0f}\n")


def _measure(name: str, addresses: list[str], user: User, write: Write) -> float:
    client = Client(headers={"host": checker.HOST})
    client.force_login(user)
    times = []
    for number in range(ASKED + 5):
        began = perf_counter()
        response = client.get(addresses[number % len(addresses)])
        times.append((perf_counter() - began) * 1000)
        assert response.status_code == 200, (name, response.status_code)
    half, most = median(times[5:]), quantiles(times[5:], n=20)[-1]
    write(f"{name:44} p50 {half:>6.1f}   p95 {most:>6.1f}\n")
    return float(half)
