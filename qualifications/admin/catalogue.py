"""The catalogue in Django admin: qualifications, their forms and parts, who awards and teaches them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models as db
from django.db.models import QuerySet
from django.http import HttpRequest

from qualifications.models import Approval, Provider, Qualification, Unit, Variant
from senco_portal.lib.admin import ReasonedAdmin
from senco_portal.lib.versions import VersionedForm

if TYPE_CHECKING:
    _Inline = admin.TabularInline[Any, Any]
else:
    _Inline = admin.TabularInline

SIZE = ("credits", "guided_hours", "total_hours", "usual_months")
SOURCE = ("certainty", "source", "source_url", "note")


class CatalogueAdmin(ReasonedAdmin):
    """An entry of the catalogue. ``load_catalogue`` leaves alone what an administrator changed."""

    formfield_overrides = {db.URLField: {"assume_scheme": "https"}}


class UnitInline(_Inline):
    """The parts of a qualification, or of one form of it."""

    model = Unit
    form = VersionedForm
    fields = ("position", "kind", "reference", "title", "version")
    extra = 0
    ordering = ("position",)


class OwnUnitInline(UnitInline):
    """Those that hold for every form of the qualification."""

    fk_name = "qualification"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Unit]:
        return super().get_queryset(request).filter(variant=None)


@admin.register(Qualification)
class QualificationAdmin(CatalogueAdmin):
    """A qualification that rules can ask for or accept."""

    fields = (
        *("code", "name", "short_name", "level", "first_course_on"),
        *(*SIZE, "usual_is_assumed", "longest_months", "longest_is_assumed"),
        *("replaces", "replaced_on"),
        *SOURCE,
    )
    inlines = (OwnUnitInline,)
    list_display = ("short_name", "code", "name", "level", "first_course_on")
    search_fields = ("code", "name", "short_name")
    ordering = ("short_name", "pk")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The code stays: rule books, awards and scripts know the qualification by it."""
        return ("code",) if obj else ()


@admin.register(Provider)
class ProviderAdmin(CatalogueAdmin):
    """A body that awards or teaches."""

    fields = ("name", "also_known_as")
    list_display = ("name", "also_known_as")
    search_fields = ("name", "also_known_as")
    ordering = ("name",)


@admin.register(Variant)
class VariantAdmin(CatalogueAdmin):
    """A qualification in one awarding body's form."""

    fields = ("qualification", "awarding_body", "title", "number", *SIZE, *SOURCE)
    inlines = (UnitInline,)
    list_display = ("title", "qualification", "awarding_body", "number")
    list_filter = ("qualification",)
    list_select_related = ("qualification", "awarding_body")
    search_fields = ("title", "number")
    ordering = ("title",)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A part of a form is a part of its qualification as well."""
        for each in formset.forms:
            each.instance.qualification = form.instance.qualification
        super().save_formset(request, form, formset, change)


@admin.register(Approval)
class ApprovalAdmin(CatalogueAdmin):
    """That a provider may award or teach a qualification."""

    fields = (
        "provider",
        "qualification",
        "role",
        "approved_from",
        "approved_until",
        *SOURCE,
        "change_reason",
        "version",
    )
    list_display = ("provider", "role", "qualification", "approved_from", "approved_until")
    list_filter = ("role", "qualification")
    list_select_related = ("provider", "qualification")
    search_fields = ("provider__name",)
    ordering = ("provider__name", "qualification", "role")
