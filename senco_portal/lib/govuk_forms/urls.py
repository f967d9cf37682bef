"""The page of components, in development only."""

from django.urls import path

from senco_portal.lib.govuk_forms import views

urlpatterns = [path("", views.components, name="components")]
