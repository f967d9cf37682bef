"""Calendars for calendar programs, and the pages where their secret addresses are made and revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from compliance.actions.feeds import fetch_feed, make_feed, revoke_feed
from compliance.models import Feed
from compliance.policies import Place, area_seen, can_have_feed, can_manage_feed, feeds_seen, place_of, still_seen
from compliance.presenters.feeds import addresses, feed_file, feeds_page
from compliance.reports.areas import Area
from compliance.reports.due import due
from compliance.views.asking import moment, needs_rules, rules_now
from senco_portal.lib.calendars import CONTENT_TYPE
from senco_portal.lib.refusals import Refused
from senco_portal.lib.sheets import NO_STORE
from settings.middleware import access_of
from settings.models import Setting

shows_a_secret = never_cache


@login_not_required
@require_safe
@needs_rules
@sensitive_variables("secret")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """In: the secret of an address. Out: the calendar as it stands today, without a name of anybody."""
    found, rules = fetch_feed(secret, moment(), timezone.localdate()), rules_now()
    if found is None:
        raise Http404
    days = due(Area(found.authority), rules.terms(), found.setting)
    file = feed_file(place_of(found), days, request.build_absolute_uri)
    headers = {"Content-Disposition": 'inline; filename="senco-deadlines.ics"', "Cache-Control": NO_STORE}
    return HttpResponse(file, content_type=CONTENT_TYPE, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@shows_a_secret
def area_feeds(request: HttpRequest, code: str) -> HttpResponse:
    """The addresses of the calendar of an area; makes one."""
    return _feeds(request, area_seen(access_of(request), code))


@require_http_methods(["GET", "HEAD", "POST"])
@shows_a_secret
def setting_feeds(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """The addresses of the calendar of a setting; makes one."""
    setting = Setting.objects.at(register, urn)
    if setting is None:
        raise Http404
    return _feeds(request, setting)


@require_POST
def feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends that an address opens a calendar."""
    row = get_object_or_404(Feed.objects.select_related("authority", "setting__register_type"), pk=pk)
    if not isinstance(request.user, User) or not can_manage_feed(access_of(request), row):
        raise Http404
    try:
        revoke_feed(row, by=request.user, at=moment())
        messages.success(request, "The address was revoked. It opens nothing any more.")
    except Refused as why:
        messages.error(request, str(why))
    place = place_of(row)
    page, own = addresses(place)
    return redirect(own if can_have_feed(access_of(request), place) else page)


def _feeds(request: HttpRequest, place: Place) -> HttpResponse:
    """The page; after a new address is made it is shown, once, and so not behind a redirect."""
    may, secret, refusal = access_of(request), "", ""
    if not isinstance(request.user, User) or not can_have_feed(may, place):
        raise Http404
    if request.method == "POST":
        try:
            secret = make_feed(place, by=request.user, at=moment()).secret
        except Refused as why:
            refusal = str(why)
    rows = feeds_seen(may, place).select_related("user", "authority", "setting").order_by("-made_at", "-pk")
    page = feeds_page(place, rows, still_seen(rows, moment()))
    context = {"page": page, "new": _address(request, secret) if secret else "", "refusal": refusal}
    return render(request, "compliance/feeds.html", context, status=409 if refusal else 200)


def _address(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("feed", args=[secret]))
