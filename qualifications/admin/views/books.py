"""The pages on which something is done to a whole book, or which show how it came about."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from qualifications import actions, policies
from qualifications.admin.answers import address, back, done, page, signed
from qualifications.admin.desk import Desk
from qualifications.admin.editing import held
from qualifications.admin.forms.asks import CopyForm, PublishForm, SeenForm
from qualifications.admin.history import deleted_books, history_of
from qualifications.admin.pages import differences_from, present_book
from qualifications.models import RuleBook
from senco_portal.lib.refusals import Refused

moment = timezone.now  # noqa: TID251  # views read the clock
both = require_http_methods(["GET", "HEAD", "POST"])


@both
def book_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft that says what this book says."""
    policies.check_copy_books(request.user)
    book = get_object_or_404(RuleBook, pk=pk)
    form = CopyForm(request.POST if request.method == "POST" else None, book=book)
    if form.is_valid():
        said = form.cleaned_data
        beginning = actions.Beginning(said["name"], said["in_force_from"], said["notes"])
        try:
            draft = actions.copy_to_draft(book, beginning, **signed(request, moment(), said["change_reason"]))
            return done(request, draft.pk, f"This draft says what “{book}” says. Change it to what the law will be.")
        except Refused as why:
            form.add_error(None, str(why))
    return page(request, "ask", "Copy to a new draft", form=form, book=book, verb="Copy to a new draft")


@both
def book_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publishes a draft, if nothing is wrong with it; says first what would change."""
    policies.check_publish_books(request.user)
    row = get_object_or_404(RuleBook, pk=pk)
    try:
        with held(sent=request.method == "POST"):
            is_past = row.in_force_from < timezone.localdate()
            form = _seen(request, row, partial(PublishForm, is_past=is_past))
            if form.is_valid():
                said = signed(request, moment(), form.cleaned_data["change_reason"])
                actions.publish(row, **said, at_once=form.cleaned_data.get("at_once", False))
                return done(request, pk, f"“{row}” is published. It never changes from now on.")
    except actions.BookIsBroken:
        form.add_error(None, "It was not published. What is wrong with it stands below: put that right first.")
    except Refused as why:
        return back(request, pk, why)
    shown = present_book(row, timezone.localdate())
    return page(request, "publish", "Publish this draft", form=form, book=row, shown=shown)


@both
def book_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes a draft. Its history is kept."""
    policies.check_delete_books(request.user)
    row = get_object_or_404(RuleBook, pk=pk)
    try:
        with held(sent=request.method == "POST"):
            form = _seen(request, row)
            if form.is_valid():
                actions.delete_draft(row, **signed(request, moment(), form.cleaned_data["change_reason"]))
                return redirect("admin:book_history", pk)
    except Refused as why:
        return back(request, pk, why)
    return page(request, "ask", "Delete this draft", form=form, book=row, verb="Delete this draft")


def _seen(request: HttpRequest, row: RuleBook, form: Callable[..., SeenForm] = SeenForm) -> SeenForm:
    """A form about a draft as a page showed it. Raises Refused where it is published or gone."""
    if row.is_published:
        raise actions.BookIsPublished(f"{row.name} is published. A published book never changes.")
    if request.method != "POST":
        return form(entry=Desk(row).entry)
    return form(request.POST, entry=Desk(actions.hold(row.pk)).entry)


@require_safe
def book_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What a book says otherwise than the one before it."""
    policies.check_view_books(request.user)
    row = get_object_or_404(RuleBook, pk=pk)
    before = RuleBook.objects.before(row)
    context = {"book": row, "before": before, "differences": differences_from(before, row)}
    return page(request, "compare", "Compared with the book before it", **context)


@require_safe
def book_history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was done to a book, deleted ones too: when, who, why, and what it then said otherwise."""
    policies.check_view_books(request.user)
    history = history_of(pk, request.GET.get("page", ""))
    if not history.entries:
        raise Http404("There never was such a book.")
    return page(request, "history", f"History of “{history.name}”", pk=pk, history=history, address=address(pk))


@require_safe
def books_deleted(request: HttpRequest) -> HttpResponse:
    """Drafts that were deleted, with their histories."""
    policies.check_view_books(request.user)
    return page(request, "deleted", "Deleted drafts", entries=deleted_books())
