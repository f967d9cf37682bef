"""An invitation: opened by the person it was sent to, or withdrawn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.adapters import sign_in_new
from accounts.models import User
from senco_portal.lib.refusals import Refused
from settings.actions import NewPerson, accept, accept_as_new, open_invitation, withdraw_invitation
from settings.forms import NewPersonForm
from settings.middleware import access_of
from settings.models import Invitation, Seat
from settings.policies import can_manage_members
from settings.presenters import address_for, place_of

moment = timezone.now  # noqa: TID251  # views read the clock


@login_not_required
@never_cache
@sensitive_variables("token")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """In: the secret of an invitation. Out: what it is for, and how to take it up; one page where it works no more."""
    invitation = open_invitation(token, moment())
    if invitation is None:
        return render(request, "settings/invitation_gone.html", status=410)
    try:
        return _answer(request, invitation, token)
    except Refused as why:
        return _show(request, invitation, 409, refusal=str(why))


@require_POST
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back an invitation that waits."""
    rows = Invitation.objects.select_related("setting__register_type", "authority")
    row = get_object_or_404(rows, pk=pk)
    seat = Seat.of(row)
    if not isinstance(request.user, User) or not can_manage_members(access_of(request), seat):
        raise Http404
    try:
        withdraw_invitation(row, by=request.user, at=moment())
        messages.success(request, f"The invitation to {row.email} was withdrawn.")
    except Refused as why:
        messages.error(request, str(why))
    return redirect(address_for(seat, "members"))


def _answer(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """For the person who is signed in, for one who has an account, or for one who has none."""
    if isinstance(request.user, User):
        return _accept(request, request.user, invitation, token)
    known = User.objects.filter(email__iexact=invitation.email).exists()
    form = None if known else NewPersonForm(request.POST or None, email=invitation.email)
    if form is not None and form.is_valid():
        person = NewPerson(form.cleaned_data["name"], form.cleaned_data["password"])
        return sign_in_new(request, accept_as_new(token, person, at=moment()))
    return _show(request, invitation, form=form, is_known=known)


def _accept(request: HttpRequest, user: User, invitation: Invitation, token: str) -> HttpResponse:
    if invitation.email.lower() != user.email.lower():
        return _show(request, invitation, is_another=True)
    if request.method != "POST":
        return _show(request, invitation, is_own=True)
    membership = accept(token, by=user, at=moment())
    messages.success(request, f"You act for {place_of(Seat.of(membership))} now.")
    return redirect("my_settings")


def _show(request: HttpRequest, invitation: Invitation, status: int = 200, **context: object) -> HttpResponse:
    seat = Seat.of(invitation)
    said = {"invitation": invitation, "place": place_of(seat), "role": seat.role.label}
    return render(request, "settings/invitation_accept.html", said | context, status=status)
