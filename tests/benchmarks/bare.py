"""Pages of the bare framework, through the portal's own middleware: what any page of it costs at least."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path
from django.utils import timezone

from practitioners.models import Standing

_BARE = Template("<!doctype html><html lang='en'><title>Bare</title><p>{{ words }}</p></html>")


def empty(request: HttpRequest) -> HttpResponse:
    """A page of one sentence, for whoever has signed in."""
    return HttpResponse(_BARE.render(Context({"words": f"Nothing but a page for {request.user}."})))


def one_aggregate(request: HttpRequest, book: int, authority: int) -> HttpResponse:
    """The same with one aggregate query: an authority's posts of today by status."""
    today = timezone.localdate()
    there = Standing.objects.filter(book=book, authority=authority, first_day__lte=today, last_day__gte=today)
    return HttpResponse(_BARE.render(Context({"words": list(there.values_list("status").annotate(Count("pk")))})))


urlpatterns = [
    path("bare/", empty),
    path("bare/<int:book>/<int:authority>/", one_aggregate),
    path("", include("senco_portal.urls")),
]
