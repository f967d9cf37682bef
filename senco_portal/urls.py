"""Every address of the portal."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from senco_portal import views
from settings.views import invitation_accept

# Administrators sign in as everybody does, and so not round the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler500 = "senco_portal.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("qualifications.urls")),
    path("accounts/", include("accounts.urls")),
    path("invitations/<str:token>/", invitation_accept, name="invitation_accept"),
    path("settings/", include("settings.urls")),
    path("", include("practitioners.urls")),
    # Before Django admin's own, which answer for every address below theirs.
    path("", include("compliance.urls")),
    path("admin/", admin.site.urls),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("health/live", views.health_live, name="health_live"),
    path("health/ready", views.health_ready, name="health_ready"),
]

if settings.ENVIRONMENT == "development":
    # Every component in every state, to build pages from. Not in production.
    urlpatterns.append(path("components/", include("senco_portal.lib.govuk_forms.urls")))
