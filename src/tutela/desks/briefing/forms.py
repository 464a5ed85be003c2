"""What is asked in the morning's meeting: what was decided, what was said, who came; and of an action, what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from tutela.foundations.design.forms import Choice, Form, Radios, Select, Text, TextArea, worded
from tutela.foundations.forces import queries as forces
from tutela.law.standing.owners import OWNERS
from tutela.record.enquiries.engine import role_words

MINUTES: Final = ("30", "60", "120", "240", "480", "1440", "4320", "10080")


class DecideForm(Form):
    """What was decided, who does it, by when."""

    text = TextArea("briefing.meeting.text", hint="briefing.meeting.text-hint", missing="briefing.meeting.text-missing")
    owner = Select("briefing.meeting.owner", (), missing="briefing.meeting.owner-missing")
    within = Select("briefing.meeting.within", worded("briefing.meeting.within-is", MINUTES), missing="briefing.meeting.within-missing")
    why = TextArea("briefing.meeting.why", required=False, rows=2)

    def prepare(self, at: datetime) -> None:
        """Offer the roles that meetings give work to, each with who is on duty in it."""
        field = self.fields["owner"]
        assert isinstance(field, Select)
        there = forces.on_duty_many(OWNERS, at)
        field.options = tuple(
            Choice(role, text=": ".join(filter(None, (role_words(role), ", ".join(card.name for card in there[role]))))) for role in OWNERS
        )

    def given(self) -> dict[str, Any]:
        """What the operation is given."""
        return {**self.cleaned_data, "within": timedelta(minutes=int(self.cleaned_data["within"]))}


class SayForm(Form):
    """What was said."""

    text = TextArea("briefing.meeting.note", missing="briefing.meeting.note-missing")


class AttendForm(Form):
    """Who came."""

    who = Text("briefing.meeting.who", missing="briefing.meeting.who-missing", most=120)
    agency = Text("briefing.meeting.agency", hint="briefing.meeting.agency-hint", required=False, most=120)
    state = Radios("briefing.meeting.state", worded("briefing.meeting.state-is", ("came", "apologies", "absent")), initial="came")


class PrintForm(Form):
    """Why the pack leaves the screen, and for whom."""

    reason = TextArea("briefing.print.reason", hint="briefing.print.reason-hint", missing="briefing.print.reason-missing", rows=2)
    recipient = Text("briefing.print.recipient", hint="briefing.print.recipient-hint", missing="briefing.print.recipient-missing", most=120)


class DoneForm(Form):
    """What came of an action."""

    result = TextArea("briefing.action.result", missing="briefing.action.say-what")
