"""Invented places in real authorities, so that everything can be tried without the registers' own files.

``kinds`` makes a register's row of an invented place, ``files`` register files of them; ``loading`` takes these in, as
the files of any register are taken, and takes the places out again. ``people`` gives some of them SENCos, and accounts.
``others`` looks whether anything is here that is not invented.
"""

from compliance.demonstration.loading import NAME, Loaded, is_here, load, remove
from compliance.demonstration.others import why_not_here
from compliance.demonstration.people import PASSWORD, Account, accounts, load_people, renew_codes

__all__ = [
    "NAME",
    "PASSWORD",
    "Account",
    "Loaded",
    "accounts",
    "is_here",
    "load",
    "load_people",
    "remove",
    "renew_codes",
    "why_not_here",
]
