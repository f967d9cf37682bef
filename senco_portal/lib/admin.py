"""Django admin over long tables that keep a history: lists that count no further than anybody turns pages, and pages
whose saving goes through an action, which may refuse."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from simple_history.admin import SimpleHistoryAdmin

from senco_portal.lib.exclusive import Busy
from senco_portal.lib.refusals import Refused
from senco_portal.lib.versions import ReasonedForm

if TYPE_CHECKING:
    from accounts.models import User

    _Admin = admin.ModelAdmin[Any]
    _History = admin.ModelAdmin[Any]
    _Pages = Paginator[Any]
else:
    _Admin, _History, _Pages = admin.ModelAdmin, SimpleHistoryAdmin, Paginator

BUSY = "A register file is being taken just now. Nothing was changed: wait until it has ended, and try again."
_READING = ("GET", "HEAD")


class MoreThan(int):
    """A number that says of itself that there are more."""

    def __str__(self) -> str:
        return f"more than {int(self):,}"


class BoundedPaginator(_Pages):
    """Pages of a list that may be long: rows are counted, and pages turned, up to ``most``."""

    most = 1_000

    @cached_property
    def count(self) -> int:
        """How many rows there are, or that they are more than ``most``."""
        rows = self.object_list
        found = rows.order_by()[: self.most + 1].count() if isinstance(rows, models.QuerySet) else len(rows)
        return MoreThan(self.most) if found > self.most else found


class ListAdmin(_Admin):
    """A table whose list asks the database for no more than it shows. Nothing is deleted from it."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
    sortable_by: ClassVar[list[str]] = []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly:
    """Nothing is added or changed by hand either."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class HistoryAdmin(ListAdmin, _History):
    """A table that keeps its history: shown, never gone back to. What saving it may not do is said on the page."""

    object_history_list_template = "admin/history_list.html"

    def has_view_history_or_change_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reading only: the form of an old version would save it, whoever may see it."""
        return request.method in _READING and self.has_view_or_change_permission(request, obj)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page of one row. An action that refuses undoes all, and says why."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (Busy, Refused) as why:
            self.message_user(request, in_words(why), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields of a form; what a form adds to those of its model is not for people who may only look."""
        fields = [*super().get_fields(request, obj)]
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        own = getattr(self.form, "declared_fields", {})
        added = [name for name in own if name not in {field.name for field in self.opts.get_fields()}]
        return [name for name in fields if name not in added] + (added if may else [])


class ReasonedAdmin(HistoryAdmin):
    """A table of which every change has a reason, kept with it and with the rows shown below it."""

    form = ReasonedForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj._change_reason = form.cleaned_data["change_reason"]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for each in formset.forms:
            each.instance._change_reason = form.cleaned_data["change_reason"]
        super().save_formset(request, form, formset, change)


def in_words(why: Exception) -> str:
    """Why an action was not done, for the person who asked."""
    return BUSY if isinstance(why, Busy) else str(why)


def actor(request: HttpRequest) -> "User":
    """Who asks, signed in: admin lets nobody else in."""
    if isinstance(request.user, AnonymousUser):
        raise TypeError("Nobody has signed in.")
    return request.user
