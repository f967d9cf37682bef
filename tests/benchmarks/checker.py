"""How long the page of an answer takes on the server, beside a page of the bare framework in the same run."""

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client
from django.test.utils import override_settings
from django.urls import path

RUNS = 200
LIMIT = 25  # milliseconds
HOST = "localhost"
SCHOOL = "setting_type=academy&started_on=2024-09-01&is_head_teacher=no&teacher_status=qts&induction=complete"
ASKED = {
    "an answer: a school, a course under way": f"{SCHOOL}&teaches_at_setting=yes&previous_posts=none&awards=none"
    "&enrolments-0-qualification=NPQSENCO&enrolments-0-started_on=2025-10-01",
    "an answer: much not known, other readings": "setting_type=academy&started_on=2023-09-01&previous_posts=unknown"
    "&awards=unknown&teacher_status=unknown&is_head_teacher=unknown",
    "an answer beside another: what if": f"{SCHOOL}&if_setting_type=special_school",
}
_BARE = Template("<!doctype html><html lang='en'><title>Bare</title><p>{{ words }}</p></html>")


def bare(request: HttpRequest) -> HttpResponse:
    """A page of one sentence, through the same middleware."""
    return HttpResponse(_BARE.render(Context({"words": "Nothing but a page."})))


bare.login_required = False  # type: ignore[attr-defined]  # as login_not_required says it
urlpatterns = [path("bare/", bare)]


def run(write: Callable[[str], object]) -> None:
    """Measures and prints."""
    write(f"\nThe page of an answer on {connection.vendor}; {RUNS} requests each, in milliseconds\n\n")
    with override_settings(DEBUG=False, ALLOWED_HOSTS=[HOST]):
        with override_settings(ROOT_URLCONF=__name__):
            floor = _measure("a bare page", "/bare/", write)
        for name, query in ASKED.items():
            took = _measure(name, f"/check/result/?{query}", write)
            write(f"{'':44} {took / floor:.0f} times the bare page{'   OVER ' + str(LIMIT) if took > LIMIT else ''}\n")


def _measure(name: str, address: str, write: Callable[[str], object]) -> float:
    client = Client(headers={"host": HOST})
    times = []
    for _ in range(RUNS + 5):
        began = perf_counter()
        response = client.get(address)
        times.append((perf_counter() - began) * 1000)
        assert response.status_code == 200, (address, response.status_code)
    half, most = median(times[5:]), quantiles(times[5:], n=20)[-1]
    write(f"{name:44} p50 {half:>6.1f}   p95 {most:>6.1f}\n")
    return half
