"""Which answer is the right one, for those whose own word for it is another."""

from qualifications.rules.facts import Induction, TeacherStatus
from settings.enums import SettingType

SETTING_TYPE_HINTS: dict[str, str] = {
    SettingType.MAINTAINED_SCHOOL: (
        "A school that the council keeps: community, foundation, voluntary aided or voluntary controlled, many faith "
        "schools among them. A nursery class in a school follows its school."
    ),
    SettingType.ACADEMY: "Free schools, university technical colleges and studio schools too, and faith academies.",
    SettingType.MAINTAINED_NURSERY_SCHOOL: "A school of its own that the council keeps, for nursery children only.",
    SettingType.SPECIAL_SCHOOL: "A special free school too. For a private special school, choose independent school.",
    SettingType.PRU: "It may call itself a short-stay school. The council keeps it.",
    SettingType.AP_ACADEMY: "An alternative provision free school too.",
    SettingType.INDEPENDENT_SCHOOL: "A private school, most often with fees.",
    SettingType.FE_COLLEGE: "A specialist college for students over school age too.",
    SettingType.ACADEMY_16_19: "A free school for this age too.",
    SettingType.EY_GROUP: (
        "Private, voluntary or run by a charity, and not part of a school. For a nursery class in a school, choose the "
        "kind of school."
    ),
    SettingType.CHILDMINDER: (
        "The register withholds the names of most childminders: above, look for the Ofsted number on the certificate."
    ),
    SettingType.OTHER: "For example a secure unit, or a school for the children of people in the armed forces.",
}
TEACHER_STATUS_HINTS: dict[str, str] = {
    TeacherStatus.QTLS: (
        "It counts only while the person is a member of the Society for Education and Training. If the membership has "
        "ended, choose No."
    ),
    TeacherStatus.EYTS_ONLY: "This is not the same as qualified teacher status.",
    TeacherStatus.EXCLUDED_ROUTE: (
        "This is about teachers from the European Economic Area who were recognised here only to teach pupils with "
        "special educational needs."
    ),
}
INDUCTION_HINTS: dict[str, str] = {
    Induction.NOT_REQUIRED: (
        "For example, they were a qualified teacher before there was any induction, or the rules on induction let "
        "them off."
    ),
}
