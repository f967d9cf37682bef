"""The settings as they are, with the addresses at which things go wrong."""

from senco_portal.settings import *  # noqa: F403

ROOT_URLCONF = "tests.integration.senco_portal.broken_urls"
