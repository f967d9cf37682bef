"""What imports did: each with its counts; its changes and problems are lists of their own, by the page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from senco_portal.lib.admin import ListAdmin, ReadOnly
from settings.imports.words import field_changes
from settings.models import ImportChange, ImportProblem, ImportRun
from settings.policies import can_import, can_read_reports

COUNTS = ("rows", "added", "changed", "closed", "reopened", "unchanged", "not_ours", "bad", "questions")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, ListAdmin):
    list_display = ("kind", "extract_on", "outcome", "started_at", "by", *COUNTS)
    list_filter = ("kind", "outcome")
    list_select_related = ("by",)
    ordering = ("-started_at",)
    readonly_fields = ("report", "listed")
    fieldsets = (
        (None, {"fields": ("report", "kind", "outcome", "file_name", "extract_on", "by", "started_at", "finished_at")}),
        ("How many", {"fields": (*COUNTS, "listed")}),
        ("How", {"fields": ("complete", "skipped_bad_rows", "is_first_load", "reason", "sha256")}),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A file is taken on a page of its own, to which adding leads."""
        return can_import(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_read_reports(request.user)

    def changeform_view(self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
        """A report; in the place of the form to add one, the page that takes files."""
        if object_id is None and self.has_add_permission(request):
            return HttpResponseRedirect(reverse("import_new"))
        return super().changeform_view(request, object_id, *args, **kwargs)

    @admin.display(description="as a page")
    def report(self, run: ImportRun) -> SafeString:
        return format_html('<a href="{}">Report in words</a>', reverse("import_report", args=[run.pk]))

    @admin.display(description="row by row")
    def listed(self, run: ImportRun) -> SafeString:
        """Links to the lists of what was done and of what could not be read, and to the questions."""
        names = {"importchange": "Changes", "importproblem": "Rows that cannot be read", "question": "Questions"}
        links = [
            (reverse(f"admin:settings_{name}_changelist", query={"run__id__exact": run.pk}), words)
            for name, words in names.items()
        ]
        return format_html_join("", '<div><a href="{}">{}</a></div>', links)


class PartOfReport(ReadOnly, ListAdmin):
    """Rows of a report: reached from it, and seen by those who may see it."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_read_reports(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ImportChange)
class ImportChangeAdmin(PartOfReport):
    list_display = ("urn", "name", "kind", "what", "run")
    list_filter = ("kind",)
    list_select_related = ("run",)
    search_fields = ("=urn",)
    search_help_text = "A whole number."
    ordering = ("pk",)
    fields = ("run", "setting", "urn", "name", "kind", "what")
    readonly_fields = ("what",)

    @admin.display(description="fields, from and to")
    def what(self, change: ImportChange) -> SafeString:
        return format_html_join("", "<div>{}: “{}” → “{}”</div>", field_changes(change))


@admin.register(ImportProblem)
class ImportProblemAdmin(PartOfReport):
    list_display = ("line", "column", "value", "reason", "run")
    list_select_related = ("run",)
    ordering = ("pk",)
