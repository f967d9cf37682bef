"""Addresses of areas with all that leaves them, and of the pages that take register files, which precede Django
admin's."""

from django.urls import path

from compliance.views import (
    areas,
    england,
    feeds,
    follow_ups,
    groups,
    imports,
    lists,
    notes,
    outlook,
    parts,
    report,
    tidy,
)

_NOTES = "compliance/<slug:code>/settings/<slug:register>/<slug:urn>/notes"

urlpatterns = [
    path("compliance/", areas.compliance_areas, name="compliance_areas"),
    # Before the areas: a list of England is that of an area, under this name instead of a number.
    path("compliance/england/", england.england_dashboard, name="england_dashboard"),
    path("compliance/england/outlook/", outlook.england_outlook, name="england_outlook"),
    path("compliance/england/tidy.csv", tidy.england_tidy, name="england_tidy"),
    path("compliance/<slug:code>/", areas.area_dashboard, name="area_dashboard"),
    path("compliance/<slug:code>/posts/", lists.area_posts, name="area_posts"),
    path("compliance/<slug:code>/settings/", lists.area_settings, name="area_settings"),
    path("compliance/<slug:code>/by/<slug:by>/", parts.area_by, name="area_by"),
    path("compliance/<slug:code>/groups/", groups.area_groups, name="area_groups"),
    path("compliance/<slug:code>/groups/new/", groups.group_new, name="group_new"),
    path("compliance/<slug:code>/groups/<int:pk>/", groups.group_detail, name="group_detail"),
    path("compliance/<slug:code>/groups/<int:pk>/rename/", groups.group_rename, name="group_rename"),
    path("compliance/<slug:code>/groups/<int:pk>/fill/", groups.group_fill, name="group_fill"),
    path("compliance/<slug:code>/groups/<int:pk>/take-out/", groups.group_take_out, name="group_take_out"),
    path("compliance/<slug:code>/groups/<int:pk>/delete/", groups.group_delete, name="group_delete"),
    path("compliance/<slug:code>/report/", report.area_report, name="area_report"),
    path("compliance/<slug:code>/tidy.csv", tidy.area_tidy, name="area_tidy"),
    path("compliance/<slug:code>/feeds/", feeds.area_feeds, name="area_feeds"),
    path("settings/<slug:register>/<slug:urn>/feeds/", feeds.setting_feeds, name="setting_feeds"),
    path("feeds/<str:secret>.ics", feeds.feed, name="feed"),
    path("feeds/<int:pk>/revoke/", feeds.feed_revoke, name="feed_revoke"),
    path("compliance/<slug:code>/follow-ups/", follow_ups.area_follow_ups, name="area_follow_ups"),
    path(f"{_NOTES}/", notes.setting_notes, name="setting_notes"),
    path(f"{_NOTES}/new/", notes.note_new, name="note_new"),
    path(f"{_NOTES}/<int:pk>/change/", notes.note_change, name="note_change"),
    path(f"{_NOTES}/<int:pk>/done/", notes.note_done, name="note_done"),
    path(f"{_NOTES}/<int:pk>/open-again/", notes.note_reopen, name="note_reopen"),
    path(f"{_NOTES}/<int:pk>/remove/", notes.note_remove, name="note_remove"),
    path("admin/imports/", imports.import_new, name="import_new"),
    path("admin/imports/<int:pk>/", imports.import_report, name="import_report"),
    path("admin/imports/<int:pk>/take/", imports.import_take, name="import_take"),
    path("admin/imports/<int:pk>/look-again/", imports.import_look_again, name="import_look_again"),
    path("admin/imports/<int:pk>/cancel/", imports.import_cancel, name="import_cancel"),
]
