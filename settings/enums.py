"""Kinds of places: the words that rule books, registers and pages share."""

from django.db import models


class SettingType(models.TextChoices):
    """A kind of setting, as the law tells them apart. Rule books name these; what follows is in the book."""

    MAINTAINED_SCHOOL = "maintained_school", "maintained mainstream school"
    ACADEMY = "academy", "mainstream academy"
    MAINTAINED_NURSERY_SCHOOL = "maintained_nursery_school", "maintained nursery school"
    SPECIAL_SCHOOL = "special_school", "special school or special academy"
    PRU = "pru", "pupil referral unit"
    AP_ACADEMY = "ap_academy", "alternative provision academy"
    INDEPENDENT_SCHOOL = "independent_school", "independent school"
    FE_COLLEGE = "fe_college", "further education or sixth-form college"
    ACADEMY_16_19 = "academy_16_19", "16 to 19 academy"
    CTC = "ctc", "city technology college"
    EY_GROUP = "ey_group", "nursery, pre-school or other early-years group"
    CHILDMINDER = "childminder", "childminder"
    OTHER = "other", "setting of another kind"


class ServiceSettingType(models.TextChoices):
    """Where else a previous post may have been: nothing here can be a post in the register."""

    OUTSIDE_ENGLAND = "outside_england", "school or setting outside England"


# What a previous post's kind of setting may be: (value, label) pairs.
PREVIOUS_POST_TYPES = [*SettingType.choices, *ServiceSettingType.choices]


class Register(models.TextChoices):
    """A public register. Numbers mean something within one register only."""

    GIAS = "gias", "Get Information about Schools"
    OFSTED = "ofsted", "Ofsted's register of childcare providers"


class SettingStatus(models.TextChoices):
    OPEN = "open", "open"
    CLOSED = "closed", "closed"
    PROPOSED = "proposed", "proposed to open"


class LinkKind(models.TextChoices):
    """How one number follows another."""

    SUCCEEDED = "succeeded", "was succeeded by"
    MERGED = "merged", "merged into"
    AMALGAMATED = "amalgamated", "was amalgamated into"
    SPLIT = "split", "was split into"


class FileKind(models.TextChoices):
    """A register file that can be imported."""

    GIAS = "gias", "Get Information about Schools: schools"
    GIAS_LINKS = "gias_links", "Get Information about Schools: links"
    OFSTED = "ofsted", "Ofsted: childcare providers"


class Outcome(models.TextChoices):
    """What became of a file."""

    APPLIED = "applied", "taken"
    PREVIEWED = "previewed", "looked at, nothing changed"
    REFUSED = "refused", "refused, nothing changed"


class Completeness(models.TextChoices):
    """What a file was said to list: then what it does not list has closed."""

    NO = "", "only some places: nothing closes for not being listed"
    REGISTER = "register", "every open place of the register"
    TYPES = "types", "every open place of the kinds that it lists"


class ChangeKind(models.TextChoices):
    ADDED = "added", "added"
    CHANGED = "changed", "changed"
    CLOSED = "closed", "closed"
    REOPENED = "reopened", "re-opened"
    REMOVED = "removed", "removed"


class QuestionKind(models.TextChoices):
    UNKNOWN_TYPE = "unknown_type", "a kind of place that is not in the table"
    UNKNOWN_AUTHORITY = "unknown_authority", "an authority that is not known"
    SPLIT_AUTHORITY = "split_authority", "an authority that was split"
    SUCCESSORS = "successors", "several successors"


class MemberRole(models.TextChoices):
    """What a person acts for."""

    MANAGER = "manager", "manager of a setting"
    OFFICER = "officer", "officer of a local authority"
    ANALYST = "analyst", "analyst for England"


class AuthorityKind(models.TextChoices):
    LONDON_BOROUGH = "london_borough", "London borough"
    METROPOLITAN = "metropolitan", "metropolitan district"
    UNITARY = "unitary", "unitary authority"
    COUNTY = "county", "county council"


class Region(models.TextChoices):
    """The regions of England, by their codes of the Office for National Statistics."""

    NORTH_EAST = "E12000001", "North East"
    NORTH_WEST = "E12000002", "North West"
    YORKSHIRE = "E12000003", "Yorkshire and The Humber"
    EAST_MIDLANDS = "E12000004", "East Midlands"
    WEST_MIDLANDS = "E12000005", "West Midlands"
    EAST = "E12000006", "East of England"
    LONDON = "E12000007", "London"
    SOUTH_EAST = "E12000008", "South East"
    SOUTH_WEST = "E12000009", "South West"
