"""A school with its manager, and everybody else who may come by."""

import pytest

from practitioners.models import Appointment
from qualifications.models import RuleBook
from settings.models import Membership, Setting
from tests.clients import Client
from tests.factories.practitioners import AppointmentFactory
from tests.factories.settings import AnalystFactory, ManagerFactory, OfficerFactory, SettingFactory
from tests.factories.users import UserFactory


@pytest.fixture
def school(shipped_book: RuleBook) -> Setting:
    return SettingFactory.create(name="Elm Grove School", register_type__setting_type="maintained_school")


@pytest.fixture
def post(school: Setting) -> Appointment:
    """The SENCo of the school, of whom everything is known."""
    return AppointmentFactory.create(setting=school, practitioner__name="Robin Field")


@pytest.fixture
def manager(school: Setting) -> Membership:
    return ManagerFactory.create(setting=school, user__name="Harriet Head")


@pytest.fixture
def cast(school: Setting, manager: Membership) -> dict[str, Client]:
    """A client signed in as each member of the cast; "nobody" has not signed in."""
    users = {
        "manager": manager.user,
        "neighbour": ManagerFactory.create(setting=SettingFactory.create(authority=school.authority)).user,
        "officer": OfficerFactory.create(authority=school.authority).user,
        "officer elsewhere": OfficerFactory.create().user,
        "analyst": AnalystFactory.create().user,
        "administrator": UserFactory.create(is_superuser=True, is_staff=True),
    }
    clients = {"nobody": Client()} | {name: Client() for name in users}
    for name, user in users.items():
        clients[name].force_login(user)
    return clients
