"""The law of SENCo qualifications as pure functions over a rule book.

Standard library only: no framework, no database, no clock. Setting types, roles and qualification codes are opaque
strings; the book says what follows from them, and whoever calls brings the words for people.

The legal source of what is decided is in the rows of the book (``Rule.sources`` and the like), not in these functions:
they would decide another law as well.
"""
