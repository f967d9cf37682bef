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
