"""Who looked at a person's record."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practitioners.actions.looks import LOOKS_KEPT, keep_look
from practitioners.enums import Seen
from practitioners.models import Look, Practitioner
from practitioners.policies import can_see_looks
from practitioners.presenters.looks import looks_page
from practitioners.views.asking import moment, person_seen
from settings.middleware import access_of

PER_PAGE = 50


@require_safe
def practitioner_looks(request: HttpRequest, pk: int) -> HttpResponse:
    """Who looked at a person's record and at those merged into it, the newest first. To look here is a look too."""
    asks = access_of(request)
    person = person_seen(asks, pk)
    if not can_see_looks(asks, person):
        raise Http404
    if request.method == "GET":
        keep_look(person, Seen.LOOKS, access=asks, at=moment())
    theirs = Look.objects.filter(practitioner__in=Practitioner.objects.records_of(person.pk))
    rows = theirs.select_related("user").order_by("-looked_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"person": person, "page": looks_page(person, page), "kept": LOOKS_KEPT.days}
    return render(request, "practitioners/practitioner_looks.html", context)
