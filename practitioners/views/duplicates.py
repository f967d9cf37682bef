"""People of an area who may be recorded twice: listed in pairs, and said not to be the same."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from practitioners import actions
from practitioners.actions.looks import keep_looks
from practitioners.enums import Seen
from practitioners.matching.pairs import Pair
from practitioners.matching.search import pairs_in
from practitioners.models import Appointment, KeptApart, Practitioner
from practitioners.presenters.duplicates import duplicates_page
from practitioners.views.asking import moment, people_to_merge, signed
from senco_portal.lib.refusals import Refused
from settings.middleware import access_of
from settings.models import LocalAuthority
from settings.policies import Access

PER_PAGE = 50
APART = "apart"


@require_safe
def possible_duplicates(request: HttpRequest) -> HttpResponse:
    """The areas whose pairs this person may look through; where it is one, that."""
    areas = list(_areas(access_of(request)).order_by("name"))
    if not areas:
        raise Http404
    if len(areas) == 1:
        return redirect("area_duplicates", areas[0].code)
    return render(request, "practitioners/possible_duplicates.html", {"areas": areas})


@require_safe
def area_duplicates(request: HttpRequest, code: str) -> HttpResponse:
    """Pairs of records that may be of the same person; or with ``show=apart`` those that somebody said are not."""
    asks = access_of(request)
    area = _areas(asks).filter(code=code).first()
    if area is None:
        raise Http404
    is_apart = request.GET.get("show") == APART
    apart = {(row.one_id, row.other_id): row for row in KeptApart.objects.select_related("said_by")}
    pairs = [pair for pair in pairs_in(area, asks) if (pair[:2] in apart) is is_apart]
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    people = _people(page, asks)
    seen = set(Practitioner.objects.visible_to(asks).filter(pk__in=people).values_list("pk", flat=True))
    shown = duplicates_page(page, people, seen, apart, lambda number: _address(area, is_apart, number))
    answer = render(request, "practitioners/area_duplicates.html", {"area": area, "page": shown, "is_apart": is_apart})
    if request.method == "GET":
        keep_looks(people.values(), Seen.COMPARED, access=asks, at=moment())
    return answer


@require_POST
def people_keep_apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Records that two records are not of the same person."""
    asks = access_of(request)
    one, two = _both(asks, pk, other)
    try:
        actions.keep_apart(one, two, access=asks, signed=signed(asks, "Compared: not the same person"))
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"{one} and {two} are kept as two people. You can take that back.")
    return _back(request)


@require_POST
def people_compare_again(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Takes back that two records are not of the same person."""
    asks = access_of(request)
    one, two = _both(asks, pk, other)
    try:
        actions.compare_again(one, two, access=asks, signed=signed(asks, "May be the same person after all"))
    except Refused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"{one} and {two} may be the same person again.")
    return _back(request)


def _areas(asks: Access) -> "QuerySet[LocalAuthority]":
    """The areas that this person looks after: an administrator all in which there is a post."""
    if asks.is_administrator:
        return LocalAuthority.objects.filter(settings__appointments__isnull=False).distinct()
    return LocalAuthority.objects.filter(pk__in=asks.authorities)


def _people(page: "Page[Pair]", asks: Access) -> dict[int, Practitioner]:
    """Everybody on a page, each with the posts that may be seen."""
    posts = Appointment.objects.visible_to(asks).select_related("setting__register_type")
    keys = {key for pair in page.object_list for key in pair[:2]}
    return Practitioner.objects.prefetch_related(Prefetch("appointments", posts)).in_bulk(keys)


def _address(area: LocalAuthority, is_apart: bool, number: int) -> str:
    said = {"show": APART} if is_apart else {}
    return f"{reverse('area_duplicates', args=[area.code])}?{urlencode(said | {'page': str(number)})}"


def _both(asks: Access, pk: int, other: int) -> list[Practitioner]:
    """Two people whose records this person may make one. Raises Http404 for others, and for one person twice."""
    one, two = people_to_merge(asks, pk, other)
    if one == two:
        raise Http404
    return [one, two]


def _back(request: HttpRequest) -> HttpResponse:
    """To the area that the page was of, or to the choice of areas."""
    area = LocalAuthority.objects.filter(code=request.POST.get("area", "")).first()
    return redirect("area_duplicates", area.code) if area else redirect("possible_duplicates")
