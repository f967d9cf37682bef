"""Local authorities, their codes, and the names under which registers mean them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils import timezone

from senco_portal.lib.admin import HistoryAdmin, ReadOnly, ReasonedAdmin, actor
from senco_portal.lib.folding import fold
from senco_portal.lib.versions import ReasonedForm, VersionedForm
from settings.actions import hand_over, index_again, say_authority
from settings.models import AuthorityName, LocalAuthority, OnsCode

if TYPE_CHECKING:
    _Inline = admin.TabularInline[Any, Any]
else:
    _Inline = admin.TabularInline


class OnsCodeInline(_Inline):
    model = OnsCode
    form = VersionedForm
    fields = ("code", "first_day", "last_day", "version")
    can_delete = False
    extra = 0


class AuthorityNameInline(ReadOnly, _Inline):
    """To be read; each is changed on a page of its own, since places change with it."""

    model = AuthorityName
    fields = ("written",)
    show_change_link = True
    can_delete = False
    extra = 0


@admin.register(LocalAuthority)
class LocalAuthorityAdmin(ReasonedAdmin):
    fields = ("code", "name", "kind", "region", "opened_on", "abolished_on", "successors")
    filter_horizontal = ("successors",)
    inlines = (OnsCodeInline, AuthorityNameInline)
    list_display = ("name", "code", "kind", "region", "opened_on", "abolished_on")
    list_filter = ("region", "kind", ("abolished_on", admin.EmptyFieldListFilter))
    search_fields = ("name", "=code")
    ordering = ("name",)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Once its successors are known, the places of an abolished authority are theirs, or a question."""
        super().save_related(request, form, formsets, change)
        moment, why = timezone.now(), form.cleaned_data["change_reason"]  # noqa: TID251  # admin reads the clock
        if "name" in form.changed_data:
            index_again(form.instance)
        changed = hand_over(form.instance, by=actor(request), at=moment, reason=why)
        if changed:
            self.message_user(request, f"{changed:,} place{pluralize(changed)} changed with it.")


class AuthorityNameForm(ReasonedForm):
    class Meta:
        model = AuthorityName
        fields = ("written", "authority", "is_nowhere")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if bool(cleaned.get("authority")) == cleaned.get("is_nowhere", False):
            raise ValidationError("Choose the authority, or say that the register does not record one: one of the two.")
        if self.instance.pk is None:
            self.instance.folded = fold(cleaned.get("written", ""))
            if AuthorityName.objects.filter(folded=self.instance.folded).exists():
                raise ValidationError("This name is there already, perhaps with other capitals or marks: change that.")
        return cleaned


class WaitingFilter(admin.SimpleListFilter):
    """Names of which nobody has said what they mean."""

    title = "meaning"
    parameter_name = "meaning"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "not said yet"), ("nowhere", "not recorded"), ("said", "an authority")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuthorityName]) -> QuerySet[AuthorityName]:
        if self.value() not in ("waiting", "nowhere", "said"):
            return queryset
        return queryset.filter(authority__isnull=self.value() != "said", is_nowhere=self.value() == "nowhere")


@admin.register(AuthorityName)
class AuthorityNameAdmin(HistoryAdmin):
    """Which authority a register means by a name: it holds for all places that are written so."""

    form = AuthorityNameForm
    fields = ("written", "authority", "is_nowhere")
    list_display = ("written", "authority", "is_nowhere")
    list_filter = (WaitingFilter,)
    list_select_related = ("authority",)
    search_fields = ("written",)
    ordering = ("written",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("written",) if obj else ()

    def save_model(self, request: HttpRequest, obj: AuthorityName, form: Any, change: bool) -> None:
        moment, why = timezone.now(), form.cleaned_data["change_reason"]  # noqa: TID251  # admin reads the clock
        changed = say_authority(obj, authority=obj.authority, by=actor(request), at=moment, reason=why)
        self.message_user(request, f"{changed:,} place{pluralize(changed)} changed with it.")
