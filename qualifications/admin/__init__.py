"""Django admin of rule books and of the catalogue of qualifications."""

from qualifications.admin import books, catalogue

__all__ = ["books", "catalogue"]
