from django.apps import AppConfig


class SettingsConfig(AppConfig):
    name = "settings"
    # Django admin has these apart from what is called settings elsewhere.
    verbose_name = "Places"
