"""The cast of the pages about who acts for a place."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from settings.models import Setting
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, SettingFactory
from tests.factories.users import UserFactory


@dataclass(frozen=True)
class Cast:
    """Everybody whom a page is asked about, and the place that it is of."""

    place: Setting
    manager: User
    neighbour: User
    officer_here: User
    officer_elsewhere: User
    analyst: User
    administrator: User
    nobody: User


@pytest.fixture
def cast(db: None) -> Cast:
    place = SettingFactory.create(name="Elm School")
    return Cast(
        place=place,
        manager=ManagerFactory.create(setting=place, user__name="Mia Manager").user,
        neighbour=ManagerFactory.create(setting__authority=place.authority).user,
        officer_here=OfficerFactory.create(authority=place.authority, user__name="Olu Officer").user,
        officer_elsewhere=OfficerFactory.create().user,
        analyst=AnalystFactory.create().user,
        administrator=UserFactory.create(is_staff=True, is_superuser=True),
        nobody=UserFactory.create(),
    )
