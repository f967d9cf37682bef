"""The kinds of parts that a draft has, by the word that addresses use for them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from qualifications import models
from qualifications.admin.desk import Desk
from qualifications.admin.forms.acceptances import AcceptanceForm, TermsForm
from qualifications.admin.forms.base import PartForm
from qualifications.admin.forms.designation import AlternativeForm, TestForm
from qualifications.admin.forms.readings import ReadingForm
from qualifications.admin.forms.rules import RuleForm
from qualifications.admin.forms.sources import AboutForm, ConventionsForm, ServiceForm, SourceForm


@dataclass(frozen=True)
class Kind:
    """A kind of part: what it is called, its table, its form, and whether people choose the order."""

    slug: str
    called: str
    several: str
    model: type[Any]
    form: type[PartForm]
    is_ordered: bool = True

    def rows(self, book: models.RuleBook) -> QuerySet[Any]:
        """The parts of this kind in a book, in their order."""
        if self.model is models.RuleBook:
            return models.RuleBook.objects.filter(pk=book.pk)
        if self.model is models.DesignationTest:
            tests = models.DesignationTest.objects.filter(alternative__book=book).select_related("alternative__book")
            return tests.order_by("alternative__position", "position")
        related = ("book", "qualification") if self.model is models.Acceptance else ("book",)
        rows: QuerySet[Any] = self.model.objects.filter(book=book).select_related(*related)
        return rows.order_by("position")

    def new(self, desk: Desk) -> Any:
        """A row that is not stored yet."""
        return self.model() if self.model is models.DesignationTest else self.model(book=desk.draft)


_KINDS = (
    Kind("rule", "rule", "rules", models.Rule, RuleForm),
    Kind("terms", "kind of setting", "kinds of settings", models.SettingTerms, TermsForm),
    Kind("acceptance", "acceptance", "acceptances", models.Acceptance, AcceptanceForm),
    Kind("alternative", "alternative", "alternatives", models.Alternative, AlternativeForm),
    Kind("test", "test", "tests", models.DesignationTest, TestForm, is_ordered=False),
    Kind("reading", "other reading", "other readings", models.Reading, ReadingForm),
    Kind("source", "source", "sources", models.Source, SourceForm, is_ordered=False),
)
_SECTIONS = (
    Kind("about", "the book itself", "", models.RuleBook, AboutForm),
    Kind("service", "the limit of earlier service", "", models.RuleBook, ServiceForm),
    Kind("conventions", "the choices where the text leaves one", "", models.RuleBook, ConventionsForm),
)
KINDS = {kind.slug: kind for kind in _KINDS}
SECTIONS = {kind.slug: kind for kind in _SECTIONS}


def kind_called(slug: str) -> Kind:
    """A kind of part by the word of an address. Raises Http404."""
    if slug not in KINDS:
        raise Http404("There is no such kind of part.")
    return KINDS[slug]


def section_called(slug: str) -> Kind:
    """A section of a book's own row by the word of an address. Raises Http404."""
    if slug not in SECTIONS:
        raise Http404("There is no such section.")
    return SECTIONS[slug]
