"""What was recorded by mistake, or of the wrong person: taken away with a reason. The history keeps it."""

from collections.abc import Callable
from typing import Any, cast

from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from practitioners import actions
from practitioners.forms.records import RemoveForm
from practitioners.models import Award, Enrolment, Practice, PriorPost
from practitioners.presenters.people import lines_of, title_of
from practitioners.presenters.posts import post_lines
from practitioners.views.asking import may_not_change, person_to_change, signed
from practitioners.views.editing import Page, edit
from practitioners.views.posts import post_to_change, where_seen
from settings.middleware import access_of
from settings.policies import Access

_KEPT = "Only take it away if it was recorded by mistake, or of the wrong person. The history keeps it."
_BUTTON = "Take it away"


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A post. A person who had no other post here is seen no more: then the setting's page is shown."""
    asks = access_of(request)
    post = post_to_change(asks, pk, row)
    person = post.practitioner
    page = Page(
        person,
        "Take a post away",
        _BUTTON,
        "The post was taken away. The history keeps it.",
        title_of(post),
        lines=post_lines(post, asks.day),
        warning=f"{_KEPT} Somebody who left is not taken away: their post is ended.",
        otherwise=lambda: where_seen(asks, post),
    )
    return _take_away(page, request, post, asks, actions.withdraw_appointment)


@require_http_methods(["GET", "HEAD", "POST"])
def enrolment_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """A course."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    course = get_object_or_404(
        Enrolment.objects.select_related("qualification", "provider"), pk=row, practitioner=person
    )
    page = Page(
        person,
        "Take a course away",
        _BUTTON,
        "The course was taken away. The history keeps it.",
        title_of(course),
        lines=lines_of(course),
        warning=f"{_KEPT} A course that somebody left is not taken away: change how it stands.",
    )
    return _take_away(page, request, course, asks, actions.withdraw_enrolment)


@require_http_methods(["GET", "HEAD", "POST"])
def award_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """An award, with its certificates."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    award = get_object_or_404(Award.objects.select_related("qualification", "provider"), pk=row, practitioner=person)
    if refused := may_not_change(asks, award, request):
        return refused
    page = Page(
        person,
        "Take an award away",
        _BUTTON,
        "The award was taken away. The history keeps it.",
        title_of(award),
        lines=lines_of(award),
        warning=f"{_KEPT} Its certificates are deleted with it." if award.certificates.exists() else _KEPT,
    )
    return _take_away(page, request, award, asks, actions.withdraw_award)


@require_http_methods(["GET", "HEAD", "POST"])
def prior_post_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """An earlier post that was told."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    prior = get_object_or_404(PriorPost, pk=row, practitioner=person)
    done = "The earlier post was taken away. The history keeps it."
    heading, lines = "Take an earlier post away", lines_of(prior)
    page = Page(person, heading, _BUTTON, done, title_of(prior), lines=lines, warning=_KEPT)
    return _take_away(page, request, prior, asks, actions.withdraw_prior_post)


@require_http_methods(["GET", "HEAD", "POST"])
def practice_remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Training or a meeting."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    practice = get_object_or_404(Practice, pk=row, practitioner=person)
    done = "The training or meeting was taken away. The history keeps it."
    heading = "Take training or a meeting away"
    page = Page(person, heading, _BUTTON, done, practice.title, decides=False, warning=_KEPT)
    return _take_away(page, request, practice, asks, actions.withdraw_practice)


def _take_away(page: Page, request: HttpRequest, row: Any, asks: Access, withdraw: Callable[..., None]) -> HttpResponse:
    """Asks why a row is taken away; then it is."""
    form = cast(type[RemoveForm], modelform_factory(type(row), form=RemoveForm, fields=()))
    return edit(page, request, form, row, lambda sent: withdraw(row, access=asks, signed=signed(asks, sent.why(""))))
