"""Places, to be looked at; chosen by hand is only the authority of those whose register names one that was split."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from senco_portal.lib.admin import HistoryAdmin, ListAdmin, ReadOnly, actor, in_words
from senco_portal.lib.exclusive import Busy
from senco_portal.lib.refusals import Refused
from settings.actions import choose_authority
from settings.models import FormerName, LocalAuthority, Setting, SettingLink, TypeChange
from settings.search import find

if TYPE_CHECKING:
    _Inline = admin.TabularInline[Any, Any]
else:
    _Inline = admin.TabularInline

MOST_FOUND = 200
LINK = ("predecessor_urn", "predecessor_name", "kind", "successor_urn", "successor_name", "linked_on")


class FormerNameInline(ReadOnly, _Inline):
    model = FormerName
    fields = ("name", "last_seen_on")
    can_delete = False


class TypeChangeInline(ReadOnly, _Inline):
    model = TypeChange
    fields = ("before", "after", "changed_on")
    can_delete = False


class SplitFilter(admin.SimpleListFilter):
    """Places whose register names an authority that was split."""

    title = "choice of authority"
    parameter_name = "choice"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "to be chosen"), ("chosen", "chosen")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Setting]) -> QuerySet[Setting]:
        if self.value() == "waiting":
            return queryset.filter(authority__in=list(LocalAuthority.objects.split().values_list("pk", flat=True)))
        return queryset.filter(chosen_authority__isnull=False) if self.value() == "chosen" else queryset


class FoldedFilter(admin.RelatedFieldListFilter):
    """One of many: shut until somebody opens it."""

    template = "admin/folded_filter.html"


class ChoiceForm(ActionForm):
    """Beside the list's actions: which authority, why, and whether in the place of what somebody chose before."""

    authority = forms.ModelChoiceField(LocalAuthority.objects.none(), required=False, empty_label="– authority –")
    why = forms.CharField(required=False, widget=forms.TextInput(attrs={"size": 30}))
    again = forms.BooleanField(required=False, label="also those chosen before")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = LocalAuthority.objects.of_today()
        if not LocalAuthority.objects.filter(abolished_on__isnull=False, successors=None).exists():
            choices = choices.filter(predecessors__in=LocalAuthority.objects.split())
        self.fields["authority"].queryset = choices.distinct().order_by("name")  # type: ignore[attr-defined]


@admin.register(Setting)
class SettingAdmin(ReadOnly, HistoryAdmin):
    list_display = ("__str__", "number", "setting_type", "status", "authority", "town", "postcode")
    list_filter = ("register", "status", "setting_type", SplitFilter, ("authority", FoldedFilter))
    list_select_related = ("authority", "register_type")
    ordering = ("register", "urn")
    search_fields = ("name", "urn")
    search_help_text = f"Number, name, former name, town or postcode. The best {MOST_FOUND} are shown."
    inlines = (FormerNameInline, TypeChangeInline)
    readonly_fields = ("links", "imports")
    action_form = ChoiceForm
    actions = ("choose",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Places by the words of the portal's own search: no table is read through."""
        if not search_term:
            return queryset, False
        found = find(search_term, MOST_FOUND)
        return queryset.filter(pk__in=[place.pk for place in found.places]), False

    def has_choose_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("settings.change_setting")

    @admin.action(description="Choose the authority of the selected places", permissions=["choose"])
    def choose(self, request: HttpRequest, queryset: QuerySet[Setting]) -> None:
        """Gives the selected places one of the authorities that follow the one their register names."""
        form = ChoiceForm(request.POST)
        form.fields["action"].choices = self.get_action_choices(request)  # type: ignore[attr-defined]
        if not (form.is_valid() and form.cleaned_data["authority"] and form.cleaned_data["why"]):
            self.message_user(request, "Choose the authority beside the action, and say why.", messages.ERROR)
            return
        said, moment = form.cleaned_data, timezone.now()  # noqa: TID251  # admin reads the clock
        authority, signed = said["authority"], {"by": actor(request), "at": moment, "reason": said["why"]}
        try:
            changed = choose_authority(queryset, authority=authority, again=said["again"], **signed)
        except (Busy, Refused) as why:
            self.message_user(request, in_words(why), messages.ERROR)
        else:
            self.message_user(request, f"{changed:,} place{pluralize(changed)} changed to {authority}.")

    @admin.display(description="number")
    def number(self, place: Setting) -> str:
        return f"{place.register.upper()} {place.urn}"

    @admin.display(description="predecessors and successors")
    def links(self, place: Setting) -> SafeString:
        """What the register says it followed, and what followed it."""
        links = SettingLink.objects.filter(register=place.register)
        either = links.filter(Q(predecessor_urn=place.urn) | Q(successor_urn=place.urn)).order_by("linked_on", "pk")
        rows = [(link.predecessor_urn, link.get_kind_display(), link.successor_urn) for link in either]
        return format_html_join("", "<div>{} {} {}</div>", rows)

    @admin.display(description="changes by imports")
    def imports(self, place: Setting) -> SafeString:
        address = reverse("admin:settings_importchange_changelist", query={"setting__id__exact": place.pk})
        return format_html('<a href="{}">What imports did to it</a>', address)


@admin.register(SettingLink)
class SettingLinkAdmin(ReadOnly, ListAdmin):
    list_display = LINK
    list_filter = ("kind",)
    list_display_links = ("predecessor_urn", "successor_urn")
    search_fields = ("predecessor_urn", "successor_urn")
    search_help_text = "A whole number of the earlier or the later place."
    ordering = ("-pk",)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Links of one number, by either end."""
        number = search_term.strip()
        return (queryset.filter(Q(predecessor_urn=number) | Q(successor_urn=number)) if number else queryset), False
