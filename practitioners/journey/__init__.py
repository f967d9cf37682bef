"""The way through an appointment: its questions, which is next, what was answered, and the rows that come of it.

A draft keeps what was typed; the questions' own forms read it again each time, so nothing unread is ever saved.
"""
