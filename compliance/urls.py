"""Addresses of areas and their lists, and of the pages that take register files, which precede Django admin's."""

from django.urls import path

from compliance.views import areas, england, imports

urlpatterns = [
    path("compliance/", areas.compliance_areas, name="compliance_areas"),
    # Before the areas: a list of England is that of an area, under this name instead of a number.
    path("compliance/england/", england.england_dashboard, name="england_dashboard"),
    path("compliance/<slug:code>/", areas.area_dashboard, name="area_dashboard"),
    path("compliance/<slug:code>/posts/", areas.area_posts, name="area_posts"),
    path("compliance/<slug:code>/settings/", areas.area_settings, name="area_settings"),
    path("admin/imports/", imports.import_new, name="import_new"),
    path("admin/imports/<int:pk>/", imports.import_report, name="import_report"),
    path("admin/imports/<int:pk>/take/", imports.import_take, name="import_take"),
    path("admin/imports/<int:pk>/look-again/", imports.import_look_again, name="import_look_again"),
    path("admin/imports/<int:pk>/cancel/", imports.import_cancel, name="import_cancel"),
]
