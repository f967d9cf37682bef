"""Which columns hold the parts of a book."""

OWNERS = ("rule", "acceptance", "test", "terms", "reading")
CONVENTIONS = ("leap_day", "clock", "overlap", "accept_by")
TERMS = ("setting_type", "counts_as_service", "should_have_senco")
TEST = ("fact", "accepted", "words", "needs_review")
ACCEPTANCE = (
    "set", "qualification", "longest_months", "longest_is_assumed", "begun_from", "begun_before", "completed_before",
    "first_course_on", "words",
)  # fmt: skip
RULE = (
    "code", "setting_types", "words", "requirement", "roles", "started_from", "started_until", "service",
    "service_begun_until", "exemption", "qualification", "months", "tests_designation", "accepts", "needs_review",
    "review_reason",
)  # fmt: skip
# Columns that hold an empty text where the value is that there is none.
EMPTY_IS_NONE = {"exemption", "accepts"}
LISTS = {"setting_types", "roles", "accepted", "service_roles"}
