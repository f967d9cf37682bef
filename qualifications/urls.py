"""Addresses of the pages about the rules, and of the checker."""

from django.urls import path

from qualifications import views

urlpatterns = [
    path("", views.home, name="home"),
    path("rules/", views.rules, name="rules"),
    path("rules/books/", views.rule_books, name="rule_books"),
    path("rules/books/<int:pk>/", views.rule_book, name="rule_book"),
    path("rules/books/<int:pk>/<slug:code>/", views.rule, name="rule"),
    path("check/", views.check, name="check"),
    path("check/result/", views.check_result, name="check_result"),
    path("check/calendar.ics", views.check_calendar, name="check_calendar"),
    path("check/details/<slug:slug>/", views.check_details, name="check_details"),
    path("check/<slug:slug>/", views.check_question, name="check_question"),
    path("api/", views.api_about, name="api_about"),
    path("api/v1/check/", views.api_check, name="api_check"),
    path("api/v1/openapi.json", views.api_schema, name="api_schema"),
]
