"""How the pages of books answer: in the frame of Django admin, or by going back to the book with a word why."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from qualifications import models
from qualifications.admin.forms.base import PartForm
from senco_portal.lib.admin import actor

if TYPE_CHECKING:
    from accounts.models import User

FOLDER = "admin/qualifications/rulebook"


def page(request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
    """A page of Django admin. In: the template's name in our folder, and its heading."""
    frame = admin.site.each_context(request)
    return TemplateResponse(request, f"{FOLDER}/{template}.html", {**frame, "title": title, **context})


def address(pk: int, anchor: str = "") -> str:
    """The address of a book's page, or of a part on it."""
    return reverse("admin:qualifications_rulebook_change", args=[pk]) + (f"#{anchor}" if anchor else "")


def back(request: HttpRequest, pk: int, why: Exception) -> HttpResponseRedirect:
    """To the book, or to the list where it is gone, which says why nothing was done."""
    messages.error(request, str(why))
    if models.RuleBook.objects.filter(pk=pk).exists():
        return HttpResponseRedirect(address(pk))
    return redirect("admin:qualifications_rulebook_changelist")


def done(request: HttpRequest, pk: int, words: str, anchor: str = "") -> HttpResponse:
    """To the book, which says what was done."""
    messages.success(request, words)
    return HttpResponseRedirect(address(pk, anchor))


def tell_of_others(request: HttpRequest, form: PartForm) -> None:
    """Says what others did to the draft while this person was at it, where it does not touch the same part."""
    for entry in form.meanwhile():
        if entry.history_user_id != actor(request).pk:
            messages.warning(request, f"Meanwhile {entry.history_user or 'the portal'}: {entry.done}.")


def signed(request: HttpRequest, at: datetime, reason: str) -> dict[str, Any]:
    """Whose doing it is, as actions are told."""
    by: User = actor(request)
    return {"by": by, "at": at, "reason": reason}
