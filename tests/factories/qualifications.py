"""The catalogue: qualifications, their forms and parts, who awards and teaches them."""

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from qualifications.enums import Certainty, PartKind, ProviderRole
from qualifications.models import Approval, Provider, Qualification, Unit, Variant


class ProviderFactory(DjangoModelFactory[Provider]):
    class Meta:
        model = Provider

    name = Sequence("Provider {}".format)  # type: ignore[no-untyped-call]  # library's lack


class QualificationFactory(DjangoModelFactory[Qualification]):
    class Meta:
        model = Qualification

    code = Sequence("Q{}".format)  # type: ignore[no-untyped-call]  # library's lack
    name = "A qualification"
    short_name = "qualification"
    certainty = Certainty.KNOWN
    source = "Invented for a test"


class VariantFactory(DjangoModelFactory[Variant]):
    class Meta:
        model = Variant

    qualification = SubFactory(QualificationFactory)  # type: ignore[no-untyped-call]  # library's lack
    awarding_body = SubFactory(ProviderFactory)  # type: ignore[no-untyped-call]  # library's lack
    title = Sequence("Award {}".format)  # type: ignore[no-untyped-call]  # library's lack
    certainty = Certainty.KNOWN
    source = "Invented for a test"


class UnitFactory(DjangoModelFactory[Unit]):
    class Meta:
        model = Unit

    qualification = SubFactory(QualificationFactory)  # type: ignore[no-untyped-call]  # library's lack
    position = Sequence(int)  # type: ignore[no-untyped-call]  # library's lack
    kind = PartKind.UNIT
    title = "A unit"


class ApprovalFactory(DjangoModelFactory[Approval]):
    class Meta:
        model = Approval

    provider = SubFactory(ProviderFactory)  # type: ignore[no-untyped-call]  # library's lack
    qualification = SubFactory(QualificationFactory)  # type: ignore[no-untyped-call]  # library's lack
    role = ProviderRole.DELIVERS
    certainty = Certainty.KNOWN
    source = "Invented for a test"
