from django.apps import AppConfig


class GovukFormsConfig(AppConfig):
    name = "senco_portal.lib.govuk_forms"
    label = "govuk_forms"
