"""What each register calls a kind of place, and which setting type an administrator says that is."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.utils import timezone

from senco_portal.lib.admin import HistoryAdmin, actor
from senco_portal.lib.refusals import Refused
from senco_portal.lib.versions import VersionedForm
from settings.actions import TypeMeaning, check_meaning, say_type
from settings.models import RegisterType


class RegisterTypeForm(VersionedForm):
    class Meta:
        model = RegisterType
        fields = ("setting_type", "is_ours", "reason")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        try:
            check_meaning(meaning(cleaned))
        except Refused as why:
            raise ValidationError(str(why)) from why
        return cleaned


def meaning(cleaned: dict[str, Any]) -> TypeMeaning:
    """What the form says."""
    return TypeMeaning(cleaned.get("setting_type", ""), cleaned.get("is_ours", False), cleaned.get("reason", ""))


@admin.register(RegisterType)
class RegisterTypeAdmin(HistoryAdmin):
    """The register's own words are as they are; what they mean is said here, and holds for all places of the kind."""

    form = RegisterTypeForm
    fields = ("register", "code", "name", "on_early_years_register", "setting_type", "is_ours", "reason")
    readonly_fields = ("register", "code", "name", "on_early_years_register")
    list_display = ("name", "register", "code", "on_early_years_register", "is_ours", "setting_type", "reason")
    list_filter = ("register", "is_ours", "setting_type")
    search_fields = ("name", "=code")
    ordering = ("register", "code")
    sortable_by: ClassVar[list[str]] = ["name", "register", "code", "setting_type"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A kind is met in a register's file, or shipped."""
        return False

    def save_model(self, request: HttpRequest, obj: RegisterType, form: Any, change: bool) -> None:
        moment, today = timezone.now(), timezone.localdate()  # noqa: TID251  # admin reads the clock
        changed = say_type(obj, meaning(form.cleaned_data), by=actor(request), at=moment, on=today)
        self.message_user(request, f"{changed:,} place{pluralize(changed)} changed with it.")
