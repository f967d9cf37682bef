"""Who took lists of people along, and who has calendars; and places, whose changes what is recorded of SENCos follows.

The pages of places are of ``settings``, which knows nothing of people; here, above both, they are registered anew with
that added.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from compliance.imports import follow
from compliance.models import Export, Feed
from senco_portal.lib.admin import HistoryAdmin, ListAdmin, ReadOnly, actor
from settings.actions import Signed
from settings.admin.authorities import AuthorityNameAdmin, LocalAuthorityAdmin
from settings.admin.places import SettingAdmin
from settings.admin.questions import QuestionAdmin
from settings.admin.types import RegisterTypeAdmin
from settings.models import AuthorityName, LocalAuthority, Question, RegisterType, Setting

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = object


class Followed(_Admin):
    """After a change is saved posts go with schools, and are decided anew where their place is of another kind."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        moment = timezone.now()  # noqa: TID251  # admin reads the clock
        follow(Signed(actor(request), moment, form.cleaned_data.get("change_reason", "")))


class FollowedSettingAdmin(SettingAdmin):
    """The same where an authority is chosen for many places at once."""

    @admin.action(description=SettingAdmin.choose.short_description, permissions=["choose"])  # type: ignore[attr-defined]
    @transaction.atomic
    def choose(self, request: HttpRequest, queryset: QuerySet[Setting]) -> None:
        super().choose(request, queryset)
        moment = timezone.now()  # noqa: TID251  # admin reads the clock
        follow(Signed(actor(request), moment, request.POST.get("why", "")))


for model, page in {
    AuthorityName: AuthorityNameAdmin,
    LocalAuthority: LocalAuthorityAdmin,
    Question: QuestionAdmin,
    RegisterType: RegisterTypeAdmin,
}.items():
    admin.site.unregister(model)
    admin.site.register(model, type(page.__name__, (Followed, page), {}))
admin.site.unregister(Setting)
admin.site.register(Setting, FollowedSettingAdmin)


@admin.register(Export)
class ExportAdmin(ReadOnly, ListAdmin):
    """To be read only, and the newest first."""

    fields = ("made_at", "user", "authority", "what", "kind", "day", "filters", "columns", "rows")
    list_display = ("made_at", "user", "authority", "what", "kind", "day", "filters", "rows")
    list_filter = ("what", "kind")
    list_select_related = ("user", "authority")
    search_fields = ("=user__email", "=authority__code")
    ordering = ("-made_at", "-pk")


@admin.register(Feed)
class FeedAdmin(ReadOnly, HistoryAdmin):
    """To be read only: calendars are made and revoked on pages of their own."""

    fields = ("user", "authority", "setting", "made_at", "revoked_at", "fetched_on")
    list_display = ("user", "authority", "setting", "made_at", "revoked_at", "fetched_on")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user", "authority", "setting__register_type")
    search_fields = ("=user__email", "=authority__code")
    ordering = ("-made_at", "-pk")
