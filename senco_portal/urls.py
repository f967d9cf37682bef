"""Every address of the portal."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from senco_portal import views

handler500 = "senco_portal.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("qualifications.urls")),
    path("health/live", views.health_live, name="health_live"),
    path("health/ready", views.health_ready, name="health_ready"),
]

if settings.ENVIRONMENT == "development":
    # Every component in every state, to build pages from. Not in production.
    urlpatterns.append(path("components/", include("senco_portal.lib.govuk_forms.urls")))
