"""Whether two records are of one person: none, possible or definite, and what says so.

``names`` tells whether two names may be one person's; ``people`` compares what is known of two; ``search`` looks
through the register.
"""

from practitioners.matching.people import Kind, Known, Match, compare

__all__ = ["Kind", "Known", "Match", "compare"]
