"""From the facts of a person to what the rules decide of each post, kept beside the facts.

``cases`` makes the rules' case of recorded facts; ``deciding`` decides and keeps.
"""

from practitioners.assessments.cases import case_of
from practitioners.assessments.deciding import decide, refresh, refresh_all, refresh_stale, with_facts

__all__ = ["case_of", "decide", "refresh", "refresh_all", "refresh_stale", "with_facts"]
