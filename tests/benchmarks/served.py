"""The portal's configuration as gunicorn serves it to a benchmark: production's, with bare pages beside its own."""

from senco_portal.settings import *  # noqa: F403  # configuration is names

ROOT_URLCONF = "tests.benchmarks.bare"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
