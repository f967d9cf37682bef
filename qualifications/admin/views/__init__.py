"""The pages of books and of their parts, in Django admin."""
