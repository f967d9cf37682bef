"""Who acts for a setting, for an authority, for England: to see, to invite, to end. Another's place is not there."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from senco_portal.lib.refusals import Refused
from settings.actions import end_membership, hand_to_authority, invite
from settings.forms import InviteForm, ReasonForm
from settings.middleware import access_of
from settings.models import ANALYST, Invitation, LocalAuthority, Membership, Seat, Setting, managing, officer_of
from settings.policies import can_manage_members, can_see_members
from settings.presenters import address_for, members_page, place_of

moment = timezone.now  # noqa: TID251  # views read the clock
reads = require_safe
writes = require_http_methods(["GET", "HEAD", "POST"])


@reads
def setting_members(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """Out: who manages a setting, and who was invited to."""
    return _members(request, managing(_setting(register, urn)))


@reads
def authority_members(request: HttpRequest, code: str) -> HttpResponse:
    """Out: who are officers of an authority, and who was invited to be."""
    return _members(request, officer_of(get_object_or_404(LocalAuthority, code=code)))


@reads
def england_members(request: HttpRequest) -> HttpResponse:
    """Out: who are analysts for England, and who was invited to be."""
    return _members(request, ANALYST)


@writes
def setting_invite(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """Invites a person to manage a setting."""
    return _invite(request, managing(_setting(register, urn)))


@writes
def authority_invite(request: HttpRequest, code: str) -> HttpResponse:
    """Invites a person to be an officer of an authority."""
    return _invite(request, officer_of(get_object_or_404(LocalAuthority, code=code)))


@writes
def england_invite(request: HttpRequest) -> HttpResponse:
    """Invites a person to be an analyst for England."""
    return _invite(request, ANALYST)


@writes
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks why, then ends that a person acts for a place."""
    rows = Membership.objects.active(moment()).select_related("user", "setting__register_type", "authority")
    row = get_object_or_404(rows, pk=pk)
    seat = Seat.of(row)
    user, back = _manager_of(request, seat), address_for(seat, "members")
    form = ReasonForm(request.POST or None, button="End access", back=back)
    if form.is_valid():
        try:
            end_membership(row, by=user, at=moment(), reason=form.cleaned_data["reason"])
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{row.user} does not act for {place_of(seat)} any more.")
            return redirect("my_settings" if row.user == user else back)
    return render(
        request, "settings/member_end.html", {"form": form, "member": row.user, "place": place_of(seat), "back": back}
    )


@writes
def setting_hand_over(request: HttpRequest, register: str, urn: str) -> HttpResponse:
    """Asks why, then leaves a setting to its local authority alone."""
    setting = _setting(register, urn)
    seat = managing(setting)
    user, back = _manager_of(request, seat), address_for(seat, "members")
    form = ReasonForm(request.POST or None, button="Hand over to the local authority", back=back)
    if form.is_valid():
        address = request.build_absolute_uri(back)
        try:
            hand_to_authority(setting, by=user, at=moment(), reason=form.cleaned_data["reason"], address=address)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"{place_of(seat)} was handed to its local authority.")
            return redirect("my_settings")
    return render(
        request,
        "settings/setting_hand_over.html",
        {"form": form, "setting": setting, "place": place_of(seat), "back": back},
    )


def _setting(register: str, urn: str) -> Setting:
    found = Setting.objects.at(register, urn)
    if found is None:
        raise Http404
    return found


def _members(request: HttpRequest, seat: Seat) -> HttpResponse:
    may, at = access_of(request), moment()
    if not can_see_members(may, seat):
        raise Http404
    members = Membership.objects.active(at).of(seat).select_related("user").order_by("starts_at", "pk")
    waiting = Invitation.objects.waiting().of(seat).select_related("invited_by").order_by("-ends_at", "pk")
    page = members_page(seat, members, waiting, at, may_change=can_manage_members(may, seat))
    return render(request, "settings/members.html", {"page": page})


def _invite(request: HttpRequest, seat: Seat) -> HttpResponse:
    user, back = _manager_of(request, seat), address_for(seat, "members")
    form = InviteForm(request.POST or None, back=back)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite(email, seat, by=user, at=moment(), address=partial(_address, request))
        except Refused as why:
            form.add_error("email", str(why))
        else:
            messages.success(request, f"We have sent an invitation to {email}.")
            return redirect(back)
    return render(
        request, "settings/invite.html", {"form": form, "place": place_of(seat), "what": seat.role.label, "back": back}
    )


def _manager_of(request: HttpRequest, seat: Seat) -> User:
    """The person at the browser, where who acts for the place is theirs to say; else there is no such page."""
    if not isinstance(request.user, User) or not can_manage_members(access_of(request), seat):
        raise Http404
    return request.user


def _address(request: HttpRequest, secret: str) -> str:
    """The whole address of an invitation."""
    return request.build_absolute_uri(reverse("invitation_accept", args=[secret]))
