"""What the registers leave open: those that wait first."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from senco_portal.lib.admin import HistoryAdmin, actor
from senco_portal.lib.versions import ReasonedForm
from settings.actions import answer_question
from settings.enums import QuestionKind
from settings.models import AuthorityName, LocalAuthority, Question, RegisterType


class AnswerForm(ReasonedForm):
    """One of the answers that are offered."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)

    class Meta:
        model = Question
        fields = ("answer",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "answer" in self.fields:
            self.fields["answer"].choices = [tuple(choice) for choice in self.instance.choices]  # type: ignore[attr-defined]


class AnsweredFilter(admin.SimpleListFilter):
    title = "answer"
    parameter_name = "answered"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "waiting"), ("yes", "answered")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        if self.value() not in ("no", "yes"):
            return queryset
        return queryset.filter(answered_at__isnull=self.value() == "no")


@admin.register(Question)
class QuestionAdmin(HistoryAdmin):
    form = AnswerForm
    fields = ("text", "kind", "where", "asked_at", "run", "answer", "answered_at", "answered_by")
    readonly_fields = ("text", "kind", "where", "asked_at", "run", "answered_at", "answered_by", "said")
    list_display = ("text", "kind", "asked_at", "said", "answered_at", "answered_by")
    list_filter = (AnsweredFilter, "kind")
    list_select_related = ("answered_by",)
    search_fields = ("about", "text")
    ordering = (F("answered_at").desc(nulls_first=True), "kind", "pk")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Some are answered where the thing itself stands, and closed by that."""
        return super().has_change_permission(request, obj) and (obj is None or obj.kind == QuestionKind.SUCCESSORS)

    @admin.display(description="answer")
    def said(self, question: Question) -> str:
        return str(dict(question.choices).get(question.answer, question.answer))

    @admin.display(description="where it is answered")
    def where(self, question: Question) -> SafeString | str:
        """The page on which to say it; here, where the answers are offered below."""
        address = _address(question)
        return format_html('<a href="{}">{}</a>', address, "There it is said") if address else "here"

    def save_model(self, request: HttpRequest, obj: Question, form: Any, change: bool) -> None:
        moment, said = timezone.now(), form.cleaned_data  # noqa: TID251  # admin reads the clock
        answer_question(obj, answer=said["answer"], by=actor(request), at=moment, reason=said["change_reason"])


def _address(question: Question) -> str:
    register, _, code = question.about.partition("/")
    if question.kind == QuestionKind.UNKNOWN_TYPE:
        return _of(RegisterType.objects.filter(register=register, code=code).first(), "registertype")
    if question.kind == QuestionKind.UNKNOWN_AUTHORITY:
        return _of(AuthorityName.objects.filter(folded=question.about).first(), "authorityname")
    if question.kind == QuestionKind.SPLIT_AUTHORITY:
        split = LocalAuthority.objects.filter(code=code).first()
        query = {"register__exact": register, "authority__id__exact": split.pk} if split else None
        return reverse("admin:settings_setting_changelist", query=query)
    return ""


def _of(row: RegisterType | AuthorityName | None, name: str) -> str:
    return reverse(f"admin:settings_{name}_change", args=[row.pk]) if row else ""
