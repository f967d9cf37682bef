"""Finding a place: anybody may."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from settings.forms import SettingSearchForm
from settings.presenters import Results, results, suggestion
from settings.search import find

PER_PAGE = 20
SUGGESTED = 10


@login_not_required
@require_safe
def setting_search(request: HttpRequest) -> HttpResponse:
    """In: perhaps ``q``, what to look for, and ``page``. Out: the form, and what was found."""
    form = SettingSearchForm(request.GET if "q" in request.GET else None)
    found = _found(form.cleaned_data["q"], request.GET.get("page", "1")) if form.is_valid() else None
    return render(request, "settings/setting_search.html", {"form": form, "results": found})


def _found(query: str, page: str) -> Results:
    found = find(query)
    places = Paginator(found.places, PER_PAGE).get_page(page)
    prefetch_related_objects(list(places), "former_names")
    return results(query, found, places)


@login_not_required
@require_safe
def setting_suggestions(request: HttpRequest) -> JsonResponse:
    """In: ``q``, what somebody has typed so far. Out: the ten best places, for the box of the search page."""
    found = find(request.GET.get("q", ""), limit=SUGGESTED)
    return JsonResponse({"suggestions": [suggestion(setting) for setting in found.places]})
