"""Addresses of the pages about the rules."""

from django.urls import path

from qualifications import views

urlpatterns = [
    path("", views.home, name="home"),
    path("rules/", views.rules, name="rules"),
]
