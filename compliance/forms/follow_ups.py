"""What may be asked of the list of an area's follow-ups."""

from compliance.enums import NoteKind
from compliance.forms.days import DayField
from compliance.forms.fields import AnyOfField, NumberField, WordsField, YesNoField, orders
from compliance.forms.listing import ListForm
from compliance.reports.follow_ups import FOLLOW_UP_ORDERS


class FollowUpsForm(ListForm):
    """Those of some settings, of some kinds, of one's own, due in some time."""

    q = WordsField("Name or number of the setting, or words of the note")
    setting = NumberField()
    kind = AnyOfField("What happened", NoteKind.choices)
    mine = YesNoField("Written by me")
    due_from = DayField("Due from")
    due_to = DayField("Due by")
    sort = orders(FOLLOW_UP_ORDERS)
    sections = (("Which follow-ups", ("q", "setting", "kind", "mine")), ("Days", ("due_from", "due_to")))
    spans = (("due_from", "due_to"),)
    usual = "due"
