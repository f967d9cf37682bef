"""Training and meetings: recorded, and put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from practitioners import actions
from practitioners.forms.practice import ChangePracticeForm, PracticeForm
from practitioners.models import Practice
from practitioners.views.asking import person_to_change, signed
from practitioners.views.editing import Page, edit
from settings.middleware import access_of


@require_http_methods(["GET", "HEAD", "POST"])
def practice_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Training that a person had, or a meeting that they went to."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    page = Page(person, "Training or a cluster meeting", "Save", "The training or meeting was recorded.", decides=False)
    return edit(
        page,
        request,
        PracticeForm,
        Practice(practitioner=person),
        lambda form: actions.record_practice(
            form.instance, access=asks, signed=signed(asks, form.why("Practice recorded"))
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def practice_change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Training or a meeting as it should have been recorded, and why."""
    asks = access_of(request)
    person = person_to_change(asks, pk)
    practice = get_object_or_404(Practice, pk=row, practitioner=person)
    page = Page(
        person, "Put training or a meeting right", "Save", "The training or meeting was changed.", decides=False
    )
    return edit(
        page,
        request,
        ChangePracticeForm,
        practice,
        lambda form: actions.record_practice(form.instance, access=asks, signed=signed(asks, form.why(""))),
    )
