"""Addresses of signing in: allauth's, and what its pages need."""

from allauth.urls import urlpatterns as allauth_patterns
from django.urls import path

from accounts import views

urlpatterns = [
    path("2fa/totp/image/", views.second_factor_image, name="second_factor_image"),
    *allauth_patterns,
]
