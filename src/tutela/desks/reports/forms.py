"""What is asked before records leave the product."""

from __future__ import annotations

from tutela.desks.reports.operations import MARKINGS
from tutela.foundations.design.forms import Form, Radios, Text, TextArea, worded


class ExportForm(Form):
    """How an export is to be handled, why it is made, and for whom."""

    marking = Radios("reports.form.marking", worded("reports.marking", MARKINGS), initial="official_sensitive")
    reason = TextArea("reports.form.reason", hint="reports.form.reason-hint")
    recipient = Text("reports.form.recipient", hint="reports.form.recipient-hint")
