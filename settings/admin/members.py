"""Who acts for what, and who was asked to: to be read. It is changed on the pages of the place, where the rules are."""

from django.contrib import admin

from senco_portal.lib.admin import HistoryAdmin, ReadOnly
from settings.models import Invitation, Membership


@admin.register(Membership)
class MembershipAdmin(ReadOnly, HistoryAdmin):
    fields = ("user", "role", "setting", "authority", "starts_at", "ends_at")
    list_display = ("user", "role", "setting", "authority", "starts_at", "ends_at")
    list_filter = ("role", ("ends_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "setting__register_type", "authority")
    search_fields = ("=user__email",)
    ordering = ("-starts_at", "-pk")


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, HistoryAdmin):
    fields = (
        *("email", "role", "setting", "authority", "invited_by", "invited_at", "ends_at"),
        *("accepted_at", "accepted_by", "withdrawn_at"),
    )
    list_display = ("email", "role", "setting", "authority", "invited_by", "invited_at", "accepted_at", "withdrawn_at")
    list_filter = ("role", ("accepted_at", admin.EmptyFieldListFilter), ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("invited_by", "setting__register_type", "authority")
    search_fields = ("=email",)
    ordering = ("-invited_at", "-pk")
