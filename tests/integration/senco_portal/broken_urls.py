"""Addresses at which things go wrong, each in its own way; nothing of the portal's own is here but its error pages."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.views.decorators.http import require_POST

from accounts.models import User
from senco_portal.urls import handler500, urlpatterns

__all__ = ["handler500"]


@login_not_required
def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


@login_not_required
def moved(request: HttpRequest) -> HttpResponse:
    return redirect("/fine/")


@login_not_required
def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("odd")


@login_not_required
def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
@require_POST
def only_post(request: HttpRequest) -> HttpResponse:
    return HttpResponse("posted")


@login_not_required
def fails(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"Jane Doe said {request.POST.get('said')} and {request.GET.get('asked')}")


@login_not_required
def database_fails(request: HttpRequest) -> HttpResponse:
    raise OperationalError("no such table: ours to mend")


@login_not_required
def asks_the_database(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{User.objects.count()} users")


def for_people_signed_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("signed in")


@login_not_required
def error(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse(render_to_string(f"{name}.html"))


views = [
    *(fine, moved, suspicious, forbidden, only_post, fails),
    *(database_fails, asks_the_database, for_people_signed_in),
]
urlpatterns = [*urlpatterns, *(path(f"{view.__name__}/", view, name=view.__name__) for view in views)]
urlpatterns.append(path("error/<str:name>/", error, name="error"))
