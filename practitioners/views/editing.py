"""A page with a form of one row: shown, sent, written by an action, or shown again with what is wrong."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from django.contrib import messages
from django.db import transaction
from django.forms import FileField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from practitioners.actions.deciding import wait_for
from practitioners.forms.certificates import AGAIN
from practitioners.forms.records import RecordForm
from practitioners.models import Practitioner
from practitioners.presenters.closed import ClosedPlace
from practitioners.presenters.consequences import consequences, standing_of
from practitioners.presenters.posts import Post
from practitioners.views.asking import rules_today
from qualifications.checker.lines import Line
from senco_portal.lib.refusals import Refused

Form = TypeVar("Form", bound=RecordForm)


class Page(NamedTuple):
    """What a page says: its heading, its button, and what is said once it is done.

    ``decides``: what is written may change what is asked of the person, and then that is said. ``lines``: what is
    recorded, where the form does not show it; ``warning``: of what cannot be taken back. ``otherwise``: asked once it
    is done, the address to go to where that is not the person's page any more. ``closed``: of a place where no post can
    begin any more.
    """

    person: Practitioner
    heading: str
    button: str
    done: str
    lead: str = ""
    decides: bool = True
    lines: Sequence[Line] = ()
    warning: str = ""
    otherwise: Callable[[], str] = str
    closed: ClosedPlace | None = None


def edit(page: Page, request: HttpRequest, kind: type[Form], row: Any, write: Callable[[Form], object]) -> HttpResponse:
    """Shows a form of a row, or writes what was sent. What an action refuses is said on the form."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    with transaction.atomic():
        if request.method == "POST":
            wait_for(page.person.pk)  # before the form, which locks the row
        form = kind(*sent, instance=row, today=timezone.localdate())
        if form.is_valid():
            before = _standing(page)
            if _write(form, write):
                messages.success(request, page.done)
                for words in consequences(before, _standing(page)) if page.decides else ():
                    messages.info(request, words)
                return redirect(page.otherwise() or reverse("practitioner_detail", args=[page.person.pk]))
    _ask_for_files_again(form)
    return render(request, "practitioners/record_form.html", {"form": form, "page": page})


def _standing(page: Page) -> dict[int, Post]:
    return standing_of(page.person, rules_today()) if page.decides else {}


def _write(form: Form, write: Callable[[Form], object]) -> bool:
    try:
        write(form)
    except Refused as why:
        form.add_error(why.field if why.field in form.fields else None, str(why))
    return form.is_valid()


def _ask_for_files_again(form: RecordForm) -> None:
    """Says of files that were sent that they are to be chosen again: a browser does not fill them in."""
    for name, field in form.fields.items():
        if form.is_bound and isinstance(field, FileField) and form.cleaned_data.get(name):
            form.add_error(name, AGAIN)
