"""What the suite runs on: the portal's own configuration, and zeal, which fails a test on a query for each row."""

from senco_portal.settings import *  # noqa: F403  # configuration is names
from senco_portal.settings import DATABASES
from senco_portal.settings import INSTALLED_APPS as PORTAL
from senco_portal.settings import MIDDLEWARE as USUAL

# Looking at every query takes its time, and a query for each row is one on either database: SQLite's run looks.
LOOKS = DATABASES["default"]["ENGINE"].endswith("sqlite3")
INSTALLED_APPS = [*PORTAL, "zeal"] if LOOKS else PORTAL
# Innermost: each request is looked at by itself.
MIDDLEWARE = [*USUAL, "zeal.middleware.zeal_middleware"] if LOOKS else USUAL
# zeal tells queries apart by the last line of ours that led to them. Where a library's view asks, as in Django admin,
# that is a line of a middleware: rows that were asked for in two places of the library look like one place.
ZEAL_ALLOWLIST = [
    # An outcome is written as two rows, and each write holds the person: the same row twice, whatever there is of it.
    {"model": "practitioners.Practitioner", "field": "get()"},
    # A book is read once a process, when it is first asked for; of several that are to come each. Admin reads each row
    # of a page that was changed once more, to see whether somebody changed it meanwhile.
    {"model": "qualifications.*", "field": "get()"},
    # allauth asks twice while somebody signs in.
    {"model": "account.EmailAddress", "field": "get()"},
    # Who has signed in, and the account that admin shows.
    {"model": "accounts.User", "field": "get()"},
]
