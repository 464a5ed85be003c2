"""The forms of a child's summaries: who is sent them, that a carer may be, that somebody is no more; and what is done about one that did not arrive."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Checkboxes, Choice, Form, Radios, Text, TextArea, read_as, wanted, worded
from tutela.foundations.design.words import words
from tutela.foundations.work.operation import Operation
from tutela.practice.missing import operations
from tutela.practice.missing.forms.fields import Act, ChildAct, Setting, offer
from tutela.record.sharing import queries as shared
from tutela.record.sharing.queries import Receives

TO: Final = ("local_authority", "care_home", "school", "health")
KINDS: Final = ("returns", "episodes")


class Summarised(msgspec.Struct, frozen=True):
    """Where a form stands: who fills it in, about which child, who is sent summaries of them."""

    viewer: Viewer
    child: str
    recipients: tuple[Receives, ...]
    at: datetime


SummaryAct = ChildAct[Summarised]
"""The form of one act about who is sent summaries of a child."""


class AddRecipient(SummaryAct):
    """Who, what address, which summaries."""

    operation = operations.add_summary_recipient
    to = Radios("missing.summaries-add.to", worded("missing.summaries.to-is", TO))
    agency = Text("missing.summaries-add.agency", hint="missing.summaries-add.agency-hint", most=120)
    name = Text("missing.summaries-add.name", required=False, most=120)
    email = Text("missing.summaries-add.email", hint="missing.summaries-add.email-hint", most=254)
    kinds = Checkboxes("missing.summaries-add.kinds", worded("missing.summaries.kind-is", KINDS), missing="sharing.say-kinds")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kinds"].initial = list(KINDS)

    def clean(self) -> dict[str, Any]:
        """An address that nothing can reach is found now, not by a child's summary that comes back."""
        said = super().clean() or {}
        if said.get("email"):
            _address(self, said["email"])
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        kinds = said.pop("kinds")
        return {**said, "returns": "returns" in kinds, "episodes": "episodes" in kinds}


class ConfirmRecipient(SummaryAct):
    """That a carer may be sent them, by somebody who did not set it, and what was looked at."""

    operation = operations.confirm_summary_recipient
    recipient = Radios("missing.summaries-confirm.recipient", (), missing="missing.summaries-confirm.none")
    why = read_as("endorsement", TextArea("missing.summaries-confirm.why", hint="missing.summaries-confirm.why-hint", missing="sharing.say-looked", rows=3))

    def prepare(self, setting: Summarised) -> None:
        _offer(self, [r for r in setting.recipients if r.waits and r.by != setting.viewer.ref])


class EndRecipient(SummaryAct):
    """Who is sent no more, and why."""

    operation = operations.end_summary_recipient
    recipient = Radios("missing.summaries-end.recipient", (), missing="missing.summaries-end.none")
    why = TextArea("missing.summaries-end.why", missing="sharing.say-why", rows=2)

    def prepare(self, setting: Summarised) -> None:
        _offer(self, [r for r in setting.recipients if r.ended_at is None])


class SeeToSummary(Act):
    """A summary that did not arrive or never left: sent again, or told by telephone."""

    operation = operations.send_summary_again
    share = Radios("missing.summary.share", (), missing="missing.summary.none")
    how = Radios("missing.summary.how", worded("missing.summary.how-is", ("told", "again")))
    person = wanted(Text("missing.summary.person", hint="missing.summary.person-hint", required=False, most=120))
    email = Text("missing.summary.email", hint="missing.summary.email-hint", required=False, most=254)

    def prepare(self, setting: Setting) -> None:
        """Those that told nobody, what failed first."""
        rows = [s for s in shared.summaries(setting.viewer, setting.held.card.child, setting.at, episode=setting.held.card.ref) if open_to_act(s)]
        offer(self, "share", [
            Choice(
                s.ref, text=words("missing.summary.one", agency=s.agency, to=words(f"missing.summaries.to-is.{s.to}")),
                hint_text=words(f"sharing.state.{s.state}"),
            )
            for s in sorted(rows, key=lambda s: s.state != "not_delivered")
        ])

    def clean(self) -> dict[str, Any]:
        """Told needs the name of who was; sent again, an address that can be one."""
        said = super().clean() or {}
        if said.get("how") == "told" and not said.get("person"):
            self.add_error("person", ValidationError(words("sharing.say-who"), code="required"))
        if said.get("how") == "again" and said.get("email"):
            _address(self, said["email"])
        return said

    def chosen(self) -> Operation:
        return operations.tell_summary if self.cleaned_data["how"] == "told" else operations.send_summary_again

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"share": said["share"], "person": said["person"]} if said["how"] == "told" else {"share": said["share"], "email": said["email"]}

    def done(self, slug: str, result: dict[str, Any]) -> str:
        return f"missing.{slug}.{'withheld' if result.get('withheld') else 'done'}"


SUMMARY_ACTS: Final[dict[str, type[SummaryAct]]] = {
    "summaries-add": AddRecipient, "summaries-confirm": ConfirmRecipient, "summaries-end": EndRecipient,
}
"""Each by the last part of its address."""


def open_to_act(one: shared.Shared) -> bool:
    """Can somebody still be told, or it be sent again?"""
    return one.state in ("not_delivered", "queued", "prepared", "sent", "delivered")


def _address(form: Form, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        form.add_error("email", ValidationError(words("missing.summaries-add.email-wrong"), code="invalid"))


def _offer(form: Form, rows: list[Receives]) -> None:
    field = form.fields["recipient"]
    assert isinstance(field, Radios)
    field.options = tuple(
        Choice(r.ref, text=", ".join(filter(None, (r.agency, r.name))), hint_text=f"{words(f'missing.summaries.to-is.{r.to}')}, {r.email}") for r in rows
    )
    if len(rows) == 1:
        field.initial = rows[0].ref
