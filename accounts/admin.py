"""Who may sign in: accounts are made by invitations, and switched off here. Passwords are nowhere to be seen."""

from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from accounts.models import User
from senco_portal.lib.admin import ListAdmin

POWERS = ("is_staff", "is_superuser", "groups")


@admin.register(User)
class UserAdmin(ListAdmin):
    """Accounts. Nobody takes their own powers, so that an administrator remains; powers are an administrator's to give.

    Every change is kept in Django's log, with who made it. An account that is switched off ends on its next request.
    """

    fields = ("name", "email", "is_active", *POWERS, "joined_at", "last_login", "acts_for", "second_factors")
    readonly_fields = ("email", "joined_at", "last_login", "acts_for", "second_factors")
    list_display = ("email", "name", "is_active", "is_staff", "is_superuser", "joined_at")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields: ClassVar[list[str]] = ["email", "name"]
    search_help_text = "By e-mail address or name"
    ordering = ("email",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As Django says; an administrator's account only for administrators."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not is_above and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Those that are read only, for this person."""
        if not request.user.is_superuser:
            return (*self.readonly_fields, *POWERS)
        return (*self.readonly_fields, "is_active", *POWERS) if obj == request.user else self.readonly_fields

    @admin.display(description="acts for")
    def acts_for(self, user: User) -> SafeString | str:
        """Every membership, with its days, and the way to them."""
        rows = user.memberships.select_related("setting__register_type", "authority").order_by("-starts_at", "-pk")
        lines = [(_in_words(row),) for row in rows]
        link = _list("settings_membership", user, "Memberships")
        return format_html("{}{}", format_html_join("", "{}<br>", lines), link) if lines else "nobody"

    @admin.display(description="second factors")
    def second_factors(self, user: User) -> SafeString | str:
        """Which there are. To reset them, delete them on the page that the link leads to."""
        found = [(each.get_type_display(),) for each in Authenticator.objects.filter(user=user).order_by("pk")]
        link = _list("mfa_authenticator", user, "Reset: delete them there")
        return format_html("{}{}", format_html_join("", "{}<br>", found), link) if found else "none"


def _list(table: str, user: User, text: str) -> SafeString:
    return format_html('<a href="{}?user__id__exact={}">{}</a>', reverse(f"admin:{table}_changelist"), user.pk, text)


def _in_words(membership: Any) -> str:
    """What somebody acts for, as what, from when until when."""
    place = membership.setting or membership.authority or "England"
    until = f" until {_day(membership.ends_at)}" if membership.ends_at else ""
    return f"{place}: {membership.get_role_display()} from {_day(membership.starts_at)}{until}"


def _day(moment: Any) -> str:
    return date_format(localtime(moment), "j F Y")
