"""Rule books in Django admin: the list, and the page of a book, from which everything else is reached."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from qualifications import policies
from qualifications.admin.answers import page
from qualifications.admin.pages import present_book
from qualifications.admin.views import books, parts
from qualifications.models import RuleBook
from senco_portal.lib.admin import ListAdmin

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

# Addresses below /admin/qualifications/rulebook/; each is named as its view is.
_PAGES: "list[tuple[str, Callable[..., HttpResponse]]]" = [
    ("deleted/", books.books_deleted),
    ("<int:pk>/copy/", books.book_copy),
    ("<int:pk>/publish/", books.book_publish),
    ("<int:pk>/compare/", books.book_compare),
    ("<int:pk>/history/", books.book_history),
    ("<int:pk>/delete/", books.book_delete),
    ("<int:pk>/section/<slug:section>/", parts.book_section),
    ("<int:pk>/order/<slug:kind>/", parts.part_order),
    ("<int:pk>/part/<slug:kind>/add/", parts.part_add),
    ("<int:pk>/part/<slug:kind>/<int:part>/", parts.part_change),
    ("<int:pk>/part/<slug:kind>/<int:part>/delete/", parts.part_delete),
]
GONE = "There is no such book. Perhaps it was a draft that was deleted."
_DJANGOS = ("changelist", "change")


@admin.register(RuleBook)
class RuleBookAdmin(ListAdmin):
    """A draft begins as a copy of a book, and is changed part by part; a published book is only read."""

    list_display = ("name", "stands", "in_force_from", "published_at", "published_by")
    list_select_related = ("published_by",)
    ordering = ("-in_force_from", "-published_at", "-pk")
    actions = None
    change_list_template = "admin/qualifications/rulebook/list.html"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[RuleBook]":
        return RuleBook.objects.with_current(timezone.localdate())

    @admin.display(description="status")
    def stands(self, row: RuleBook) -> str:
        """Draft, in force, to come, or replaced. In: a row of the list."""
        if not row.is_published:
            return "draft"
        if row.pk == getattr(row, "current_id", None):
            return "in force"
        return "to come" if row.in_force_from > timezone.localdate() else "replaced"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never from nothing: a copy is made on the page of the book that is copied."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policies.can_view_books(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return policies.can_change_books(request.user)

    def get_urls(self) -> list[URLPattern]:
        """Our pages; of Django admin's own the list and the address of one book."""
        wrap = self.admin_site.admin_view
        own = [path(address, wrap(view), name=view.__name__) for address, view in _PAGES]
        keep = [f"qualifications_rulebook_{name}" for name in _DJANGOS]
        return own + [each for each in super().get_urls() if getattr(each, "name", "") in keep]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of a book: what it says, what is wrong with it, and what may be done with it."""
        policies.check_view_books(request.user)
        row = self.get_object(request, unquote(object_id or ""))
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if row is None:
            self.message_user(
                request, "There is no such book. Perhaps it was a draft that was deleted.", messages.WARNING
            )
            return redirect("admin:qualifications_rulebook_changelist")
        shown = present_book(row, timezone.localdate())
        return page(request, "book", row.name, book=row, shown=shown, may=_may(request, row))


def _may(request: HttpRequest, row: RuleBook) -> dict[str, bool]:
    """What this person may do with a book; a published one can only be copied."""
    user, is_draft = request.user, not row.is_published
    return {
        "copy": policies.can_copy_books(user),
        "change": is_draft and policies.can_change_books(user),
        "publish": is_draft and policies.can_publish_books(user),
        "delete": is_draft and policies.can_delete_books(user),
    }
