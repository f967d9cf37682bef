from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import DatabaseError


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Hear what allauth says of second factors and wrong codes; look at accounts before anything is served."""
        checks.register(no_invented_accounts, checks.Tags.security, deploy=True)
        # Models are not ready before.
        from allauth.account import signals as account  # noqa: PLC0415
        from allauth.mfa import signals as second_factor  # noqa: PLC0415

        from accounts import actions  # noqa: PLC0415

        second_factor.authenticator_used.connect(actions.remember_second_factor)
        second_factor.authenticator_added.connect(actions.remember_second_factor)
        second_factor.authenticator_removed.connect(actions.forget_second_factor)
        second_factor.authentication_failed.connect(actions.record_failure)
        account.login_code_rejected.connect(actions.record_failure)
        account.password_reset_code_rejected.connect(actions.record_failure)


def no_invented_accounts(**_: Any) -> list[checks.Error]:
    """Production with the demonstration's accounts: everybody knows their password. Silent without a database."""
    from accounts.models import INVENTED, User  # noqa: PLC0415  # models are not ready before

    if settings.ENVIRONMENT == "development":
        return []
    try:
        is_here = User.objects.filter(email__endswith=INVENTED).exists()
    except DatabaseError:
        return []
    said = (
        "Accounts of the demonstration are in the database. Everybody knows their password; nobody can sign in as them."
    )
    cure = "Take them out with: manage.py seed_demo --remove"
    return [checks.Error(said, hint=cure, id="accounts.E001")] if is_here else []
