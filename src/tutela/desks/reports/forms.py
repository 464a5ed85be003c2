"""What is asked before records leave the product, when a list is saved, and about a reviewer's work."""

from __future__ import annotations

from tutela.desks.reports.operations import KINDS, MARKINGS
from tutela.foundations.design.forms import Form, Number, Radios, Text, TextArea, Tick, worded


class ExportForm(Form):
    """How an export is to be handled, why it is made, and for whom."""

    marking = Radios("reports.form.marking", worded("reports.marking", MARKINGS), initial="official_sensitive")
    reason = TextArea("reports.form.reason", hint="reports.form.reason-hint")
    recipient = Text("reports.form.recipient", hint="reports.form.recipient-hint")


class ViewForm(Form):
    """What a list is called, and who sees it."""

    name = Text("reports.form.name", hint="reports.form.name-hint")
    days = Number("reports.form.days", hint="reports.form.days-hint", least=1, most=184, initial=28)
    shared = Tick("reports.form.shared", hint="reports.form.shared-hint")


class RemoveForm(Form):
    """Taking a saved list away asks nothing."""


class DrawForm(Form):
    """Drawing reviews asks nothing: the lot decides."""


class TrainingForm(Form):
    """Asking for training, or that it was given, asks nothing."""


class ReadForm(Form):
    """What one thinks of a review that was drawn."""

    agrees = Radios("reports.form.agrees", worded("reports.agrees", ("yes", "no")))
    words = TextArea("reports.form.words", hint="reports.form.words-hint")


class OutsideForm(Form):
    """What one still keeps outside this month, and what would have to be here so that one need not."""

    kind = Radios("reports.outside.kind", worded("reports.outside.kind-is", KINDS))
    what = Text("reports.outside.what", hint="reports.outside.what-hint", required=False, most=200)
    needs = TextArea("reports.outside.needs", hint="reports.outside.needs-hint", required=False, rows=2)


class CoachingForm(Form):
    """What was talked about."""

    words = TextArea("reports.form.coaching", hint="reports.form.coaching-hint")
