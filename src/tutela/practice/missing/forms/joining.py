"""The forms of the force's side of the joint list."""

from __future__ import annotations

from tutela.foundations.design.forms import Choice, DateTime, Form, Radios, Text, TextArea, worded
from tutela.practice.missing import operations
from tutela.practice.missing.forms.fields import Act, Setting, offer
from tutela.record.sharing.queries.joint import bodies

_OURS = "-"


class JointNote(Act):
    """A note for both sides, or for the force alone."""

    operation = operations.joint_note
    text = TextArea("missing.joint-note.text", rows=4)
    audience = Radios("missing.joint-note.audience", worded("missing.joint-note.audience-is", ("joint", "own")))


class JointAction(Act):
    """What one side does, and by when."""

    operation = operations.joint_action
    what = Text("missing.joint-action.what")
    body = Radios("missing.joint-action.body", ())
    due_at = DateTime("missing.joint-action.due", future=True, past=False)

    def prepare(self, setting: Setting) -> None:  # noqa: ARG002  # as every act
        """The force, or an authority that it knows people of."""
        offer(self, "body", [Choice(_OURS, message="missing.joint.police"), *(Choice(body, text=body) for body in bodies())])

    def given(self) -> dict[str, object]:
        said = super().given()
        return {**said, "body": "" if said["body"] == _OURS else said["body"]}


class JointDone(Form):
    """What came of an action."""

    outcome = TextArea("missing.joint-done.outcome", required=False, rows=2)
