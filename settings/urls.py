"""Addresses of the pages about places as such; the page of one place, with its people, is of practitioners."""

from django.urls import path

from settings.views import (
    authority_invite,
    authority_members,
    england_invite,
    england_members,
    invitation_withdraw,
    member_end,
    setting_hand_over,
    setting_invite,
    setting_members,
    setting_search,
    setting_suggestions,
)

urlpatterns = [
    path("search/", setting_search, name="setting_search"),
    path("suggestions/", setting_suggestions, name="setting_suggestions"),
    path("england/members/", england_members, name="england_members"),
    path("england/members/invite/", england_invite, name="england_invite"),
    path("authorities/<slug:code>/members/", authority_members, name="authority_members"),
    path("authorities/<slug:code>/members/invite/", authority_invite, name="authority_invite"),
    path("members/<int:pk>/end/", member_end, name="member_end"),
    path("invitations/<int:pk>/withdraw/", invitation_withdraw, name="invitation_withdraw"),
    path("<slug:register>/<slug:urn>/members/", setting_members, name="setting_members"),
    path("<slug:register>/<slug:urn>/members/invite/", setting_invite, name="setting_invite"),
    path("<slug:register>/<slug:urn>/members/hand-over/", setting_hand_over, name="setting_hand_over"),
]
