"""From the facts of a person to what the rules decide of each post, kept beside the facts.

``reading`` reads what is recorded of many people at once, ``cases`` makes the rules' case of it, ``deciding`` decides,
``keeping`` keeps what was decided, and ``leading`` by day whether settings have a SENCo.
"""

from practitioners.assessments.cases import case_of
from practitioners.assessments.deciding import decide, refresh, refresh_all, refresh_stale, with_facts
from practitioners.assessments.keeping import forget

__all__ = ["case_of", "decide", "forget", "refresh", "refresh_all", "refresh_stale", "with_facts"]
