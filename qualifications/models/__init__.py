"""The catalogue of qualifications, and rule books as rows."""

from qualifications.models.book import RuleBook, Source
from qualifications.models.catalogue import Approval, Provider, Qualification, Unit, Variant
from qualifications.models.designation import Alternative, DesignationTest
from qualifications.models.readings import Citation, Reading, ReadingChange
from qualifications.models.rules import Acceptance, Rule, SettingTerms

__all__ = [
    "Acceptance",
    "Alternative",
    "Approval",
    "Citation",
    "DesignationTest",
    "Provider",
    "Qualification",
    "Reading",
    "ReadingChange",
    "Rule",
    "RuleBook",
    "SettingTerms",
    "Source",
    "Unit",
    "Variant",
]
