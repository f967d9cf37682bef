"""Local authorities, kinds of places, places, and what is kept about them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from settings.enums import (
    AuthorityKind,
    FileKind,
    LinkKind,
    MemberRole,
    Outcome,
    QuestionKind,
    Region,
    Register,
    SettingStatus,
    SettingType,
)
from settings.models import (
    AuthorityName,
    FormerName,
    ImportRun,
    Invitation,
    LocalAuthority,
    Membership,
    OnsCode,
    Question,
    RegisterType,
    Setting,
    SettingLink,
    TypeChange,
)
from tests.factories.users import UserFactory

REGISTER_DAY = date(2025, 7, 17)
MOMENT = datetime(2025, 7, 18, 9, 30, tzinfo=UTC)


class LocalAuthorityFactory(DjangoModelFactory[LocalAuthority]):
    """Its number is below 200, where no real authority has one."""

    class Meta:
        model = LocalAuthority

    code = Sequence(lambda number: f"{number % 200:03}")  # type: ignore[no-untyped-call]  # library's lack
    name = Sequence("Authority {}".format)  # type: ignore[no-untyped-call]  # library's lack
    kind = AuthorityKind.UNITARY
    region = Region.YORKSHIRE


class OnsCodeFactory(DjangoModelFactory[OnsCode]):
    """In use."""

    class Meta:
        model = OnsCode

    authority = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack
    code = Sequence("T{:08}".format)  # type: ignore[no-untyped-call]  # library's lack


class AuthorityNameFactory(DjangoModelFactory[AuthorityName]):
    class Meta:
        model = AuthorityName

    authority = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack
    written = Sequence("Borough {}".format)  # type: ignore[no-untyped-call]  # library's lack
    folded = Sequence("borough {}".format)  # type: ignore[no-untyped-call]  # library's lack


class RegisterTypeFactory(DjangoModelFactory[RegisterType]):
    """A kind of school; its code is none that a register has."""

    class Meta:
        model = RegisterType

    register = Register.GIAS
    code = Sequence("T{}".format)  # type: ignore[no-untyped-call]  # library's lack
    name = "Community school"
    setting_type = SettingType.MAINTAINED_SCHOOL
    reason = "Invented for a test"


class NurseryTypeFactory(RegisterTypeFactory):
    """A kind of early-years group on Ofsted's register."""

    register = Register.OFSTED
    name = "Childcare on non-domestic premises"
    on_early_years_register = True
    setting_type = SettingType.EY_GROUP


class ChildminderTypeFactory(NurseryTypeFactory):
    name = "Childminder"
    setting_type = SettingType.CHILDMINDER


class SettingFactory(DjangoModelFactory[Setting]):
    """An open school; another kind of place by ``register_type``, which gives its register and setting type too."""

    class Meta:
        model = Setting

    register_type = SubFactory(RegisterTypeFactory)  # type: ignore[no-untyped-call]  # library's lack
    register = SelfAttribute("register_type.register")  # type: ignore[no-untyped-call]  # library's lack
    setting_type = SelfAttribute("register_type.setting_type")  # type: ignore[no-untyped-call]  # library's lack
    urn = Sequence(lambda number: str(100000 + number))  # type: ignore[no-untyped-call]  # library's lack
    name = Sequence("School {}".format)  # type: ignore[no-untyped-call]  # library's lack
    authority = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack
    status = SettingStatus.OPEN
    register_status = "Open"
    last_seen_on = REGISTER_DAY


class NurseryFactory(SettingFactory):
    """An open nursery."""

    register_type = SubFactory(NurseryTypeFactory)  # type: ignore[no-untyped-call]  # library's lack
    urn = Sequence("EY{:06}".format)  # type: ignore[no-untyped-call]  # library's lack
    name = Sequence("Nursery {}".format)  # type: ignore[no-untyped-call]  # library's lack
    register_status = "Active"


class ChildminderFactory(NurseryFactory):
    """An open childminder, whose name and address Ofsted withholds."""

    register_type = SubFactory(ChildminderTypeFactory)  # type: ignore[no-untyped-call]  # library's lack
    name = ""  # type: ignore[assignment]  # withheld, where others have one each


class FormerNameFactory(DjangoModelFactory[FormerName]):
    class Meta:
        model = FormerName

    setting = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    name = Sequence("Former school {}".format)  # type: ignore[no-untyped-call]  # library's lack
    last_seen_on = REGISTER_DAY


class TypeChangeFactory(DjangoModelFactory[TypeChange]):
    class Meta:
        model = TypeChange

    setting = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    before = SettingType.MAINTAINED_SCHOOL
    after = SettingType.ACADEMY
    changed_on = REGISTER_DAY


class SettingLinkFactory(DjangoModelFactory[SettingLink]):
    """Both by number; neither need be a place in the table."""

    class Meta:
        model = SettingLink

    predecessor_urn = Sequence(lambda number: str(700000 + number))  # type: ignore[no-untyped-call]  # library's lack
    successor_urn = Sequence(lambda number: str(800000 + number))  # type: ignore[no-untyped-call]  # library's lack
    kind = LinkKind.SUCCEEDED


class ImportRunFactory(DjangoModelFactory[ImportRun]):
    """A register file that was taken."""

    class Meta:
        model = ImportRun

    kind = FileKind.GIAS
    file_name = "schools.csv"
    sha256 = Sequence("{:064x}".format)  # type: ignore[no-untyped-call]  # library's lack
    extract_on = REGISTER_DAY
    outcome = Outcome.APPLIED
    started_at = MOMENT
    finished_at = MOMENT


class QuestionFactory(DjangoModelFactory[Question]):
    """A question that waits for an answer."""

    class Meta:
        model = Question

    kind = QuestionKind.UNKNOWN_TYPE
    about = Sequence("gias:{}".format)  # type: ignore[no-untyped-call]  # library's lack
    text = "Which kind of setting is this?"
    asked_at = MOMENT


class ManagerFactory(DjangoModelFactory[Membership]):
    """A person who manages a setting."""

    class Meta:
        model = Membership

    user = SubFactory(UserFactory)  # type: ignore[no-untyped-call]  # library's lack
    role = MemberRole.MANAGER
    setting: Any = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    starts_at = MOMENT


class OfficerFactory(ManagerFactory):
    """An officer of an authority."""

    role = MemberRole.OFFICER
    setting = None
    authority = SubFactory(LocalAuthorityFactory)  # type: ignore[no-untyped-call]  # library's lack


class AnalystFactory(ManagerFactory):
    role = MemberRole.ANALYST
    setting = None


class InvitationFactory(DjangoModelFactory[Invitation]):
    """An invitation to manage a setting, which waits."""

    class Meta:
        model = Invitation

    email = Sequence("invited{}@example.org".format)  # type: ignore[no-untyped-call]  # library's lack
    role = MemberRole.MANAGER
    setting: Any = SubFactory(SettingFactory)  # type: ignore[no-untyped-call]  # library's lack
    invited_by = SubFactory(UserFactory)  # type: ignore[no-untyped-call]  # library's lack
    invited_at = MOMENT
    ends_at = MOMENT + timedelta(days=7)
    token_hash = Sequence("{:064x}".format)  # type: ignore[no-untyped-call]  # library's lack
