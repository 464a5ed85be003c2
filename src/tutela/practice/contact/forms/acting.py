"""The forms of what is done about an incident, one for each button."""

from __future__ import annotations

from typing import Any, Final

from tutela.foundations.design.forms import Checkboxes, DateTime, Form, Radios, Select, Text, TextArea, Tick, read_as, wanted, worded
from tutela.foundations.work.operation import Operation
from tutela.law.contact.online import LINES
from tutela.practice.contact import operations
from tutela.practice.contact.forms.advising import Advise, AskSpecialist, WeighAdvice
from tutela.practice.contact.forms.assessing import Assess
from tutela.practice.contact.forms.challenging import AnswerChallenge, Challenge
from tutela.practice.contact.forms.checking import AnswerHits, Check, ReadBriefing
from tutela.practice.contact.forms.deciding import Decide, ExpectResult, Result, result
from tutela.practice.contact.forms.deferring import Appointment, Telephone
from tutela.practice.contact.forms.fields import GRADE_CHOICES, GRADES, Act, Setting, by_when, offer, on_duty, split, unscheduled, within
from tutela.practice.contact.forms.household import Household
from tutela.practice.contact.forms.reporting import yes_no
from tutela.practice.contact.forms.supervising import THEMES, Intervene, NoteFeedback, ReviewCall
from tutela.record.enquiries.operations import Asked

_WHAT: Final = ("second_call", "sighting", "located_elsewhere", "intelligence", "marker_found", "partner", "log_entry", "other")
RECEIVERS: Final = ("fim@contact", "supervisor@contact", "inspector@contact", "dispatcher@contact", "superintendent@contact")
SENIORS: Final = ("detective_inspector@investigation", "detective_inspector@missing", "detective_inspector@exploitation", "superintendent@contact")
APPROVERS: Final = ("supervisor@contact", "fim@contact", "inspector@contact", "superintendent@contact")
GOERS: Final = ("response_officer@response", "sergeant@response")
DIRECTIONS: Final = ("1", "2", "3")


class Log(Act):
    """An entry on the log: what kind it is comes first, so that information is never taken for a note."""

    operation = operations.write_log
    kind = Radios(
        "contact.log.kind", worded("contact.log.kind-is", ("information", "decision", "request", "acknowledgement")), missing="contact.log.kind-missing",
    )
    what = Select("contact.log.what", worded("contact.log.what-is", _WHAT), required=False)
    text = TextArea("contact.log.text", missing="contact.log.text-missing", rows=4)
    raises_concern = Radios("contact.log.raises", worded("contact.yes-no", ("yes", "no", "unknown")), required=False, classes="govuk-radios--inline")

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "what": said["what"] or "log_entry", "raises_concern": yes_no(said["raises_concern"])}


class Advice(Act):
    """What the family was told about keeping what shows the abuse, line by line; nothing is sent to a phone that the abuser may hold."""

    operation = operations.give_advice
    given_lines = Checkboxes("contact.advice.lines", worded("contact.advice.line", LINES), hint="contact.advice.lines-hint", required=False)
    why_not = read_as("rationale", TextArea("contact.advice.why-not", hint="contact.advice.why-not-hint", required=False, rows=2))

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"given": said["given_lines"], "why_not": said["why_not"]}


class SendAdvice(Act):
    """Sending the advice in writing: to which address, and that the caller said that it is safe."""

    operation = operations.send_advice
    address = Text("contact.send-advice.address", hint="contact.send-advice.address-hint", missing="contact.send-advice.address-missing", most=200)
    safe = Tick("contact.send-advice.safe", hint="contact.send-advice.safe-hint", missing="contact.send-advice.safe-missing", required=True)


class AnswerInformation(Act):
    """Why new information changes nothing."""

    operation = operations.answer_information
    asks_why = "before"
    why = read_as("rationale", TextArea("contact.answer.why", hint="contact.answer.why-hint", rows=3))


class Grade(Act):
    """The response grade; a lower one becomes a request."""

    operation = operations.grade
    edits = True
    grade = Radios("contact.grade.grade", GRADE_CHOICES, hint="contact.grade.grade-hint")
    rationale = read_as("rationale", TextArea("contact.grade.rationale", hint="contact.grade.rationale-hint", rows=3))
    result = result()

    def prepare(self, setting: Setting) -> None:
        unscheduled(self, "grade", setting)


class Lower(Act):
    """Asking to lower."""

    operation = operations.request_lowering
    edits, asks_why = True, "before"
    grade = Radios("contact.lower.grade", GRADE_CHOICES)
    reason = read_as("rationale", TextArea("contact.lower.reason", hint="contact.lower.reason-hint", rows=3), guide="lowering")
    result = result(required=True)

    def prepare(self, setting: Setting) -> None:
        unscheduled(self, "grade", setting)


class WithdrawLowering(Act):
    """Taking back one's own request."""

    operation = operations.withdraw_lowering
    edits = True
    reason = TextArea("contact.withdraw-lowering.reason", required=False, rows=2)


class DecideLowering(Act):
    """Deciding a request to lower, as the second person."""

    operation = operations.approve_lowering
    edits = True
    decision = Radios("contact.decide-lowering.decision", worded("contact.decide-lowering.decision-is", ("approve", "decline")))
    reason = read_as("endorsement", TextArea("contact.decide-lowering.reason", rows=3), guide="lowering")

    def chosen(self) -> Operation:
        return operations.decline_lowering if self.cleaned_data["decision"] == "decline" else operations.approve_lowering

    def given(self) -> dict[str, Any]:
        return {"reason": super().given()["reason"]}


class Send(Act):
    """Sending somebody: a call sign, or nothing."""

    operation = operations.dispatch
    resource = Text("contact.send.resource", hint="contact.send.resource-hint", required=False, most=80, width=20)
    officer = Select("contact.send.officer", (), hint="contact.send.officer-hint", required=False)

    def prepare(self, setting: Setting) -> None:
        offer(self, "officer", on_duty(GOERS, setting.at))

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "officer": split(said["officer"])[1]}


class Arrived(Act):
    """Somebody arrived."""

    operation = operations.arrived
    resource = Text("contact.arrived.resource", required=False, most=80, width=20)
    when = DateTime("contact.arrived.when", required=False)

    def prepare(self, setting: Setting) -> None:
        self.fields["when"].initial = setting.at
        if setting.held.card.resource is not None:
            self.fields["resource"].initial = setting.held.card.resource.resource


class NoResource(Act):
    """Nobody can be sent."""

    operation = operations.no_resource
    text = TextArea("contact.no-resource.text", hint="contact.no-resource.text-hint", required=False, rows=3)


class DecideResource(Act):
    """What is done about a need that nobody could meet."""

    operation = operations.decide_resource
    decision = Radios("contact.resource.decision", worded("enquiries.value", ("deploy", "redeploy", "call_in", "mutual_aid", "wait")))
    within = wanted(within("contact.resource.within"))
    why = TextArea("contact.resource.why", rows=3)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"decision": said["decision"], "why": said["why"], "by_when": by_when(said["within"])}


class Review(Act):
    """The sign-off: quality, grade, decision with its time, and why."""

    operation = operations.review
    edits, asks_why = True, "before"
    decision = wanted(Radios(
        "contact.review.decision", worded("contact.review.decision-is", ("deploy", "regrade", "escalate", "hand_over", "endorse", "none")),
        hint="contact.review.decision-hint", required=False,
    ))
    within = wanted(within("contact.review.within", hint="contact.review.within-hint"))
    text = read_as("review", TextArea("contact.review.text", hint="contact.review.text-hint", missing="contact.review.text-missing", rows=4), guide="review")
    grade = Select("contact.review.grade", worded("enquiries.value", GRADES), hint="contact.review.grade-hint", required=False)
    quality = Radios(
        "contact.review.quality", worded("contact.review.quality-is", ("1", "2", "3", "4", "5")), hint="contact.review.quality-hint", required=False,
        classes="govuk-radios--inline",
    )

    themes = Checkboxes("contact.review.themes", worded("contact.theme", THEMES), required=False, classes="govuk-checkboxes--small")

    def can_wait(self) -> bool:
        """A review that sends somebody, raises or asks for help never waits."""
        return self.cleaned_data.get("decision") in ("", "endorse", "none")

    def prepare(self, setting: Setting) -> None:
        unscheduled(self, "grade", setting)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {
            "themes": said["themes"], "decision": said["decision"] or "none", "text": said["text"], "grade": said["grade"], "by_when": by_when(said["within"]),
            "quality": int(said["quality"]) if said["quality"] else None,
        }


class Escalate(Act):
    """To a named senior who is on duty."""

    operation = operations.escalate
    senior = Radios("contact.escalate.senior", (), missing="contact.escalate.senior-missing")
    reason = TextArea("contact.escalate.reason", hint="contact.escalate.reason-hint", rows=3)

    def prepare(self, setting: Setting) -> None:
        offer(self, "senior", on_duty(SENIORS, setting.at, but=[setting.viewer.ref]))

    def given(self) -> dict[str, Any]:
        said = super().given()
        to, officer = split(said["senior"])
        return {"to": to, "officer": officer, "reason": said["reason"]}


class Directions(Act):
    """A senior's answer: up to three directions, each with who, where and by when."""

    operation = operations.escalation_directions

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for number in DIRECTIONS:
            self.fields[f"what_{number}"] = read_as(
                "direction", TextArea(f"contact.directions.what-{number}", required=number == "1", rows=2), guide="direction",
            )
            self.fields[f"who_{number}"] = Text(f"contact.directions.who-{number}", required=False)
            self.fields[f"where_{number}"] = Text(f"contact.directions.where-{number}", required=False)
            self.fields[f"within_{number}"] = within(f"contact.directions.within-{number}")
        self.fields["text"] = TextArea("contact.directions.text", required=False, rows=3)

    def given(self) -> dict[str, Any]:
        said = super().given()
        directions = [
            Asked(what=said[f"what_{n}"], who=said[f"who_{n}"], where=said[f"where_{n}"], within=by_when(said[f"within_{n}"])) for n in DIRECTIONS
        ]
        return {"directions": [d for d in directions if d.what], "text": said["text"]}


class HandOver(Act):
    """To a named officer on duty; what is owed goes with it."""

    operation = operations.hand_over
    edits = True
    receiver = Radios("contact.hand-over.receiver", (), missing="contact.hand-over.receiver-missing")
    risks = TextArea("contact.hand-over.risks", hint="contact.hand-over.risks-hint", rows=4)

    def prepare(self, setting: Setting) -> None:
        offer(self, "receiver", on_duty(RECEIVERS, setting.at, but=[setting.viewer.ref]))

    def given(self) -> dict[str, Any]:
        said = super().given()
        to, officer = split(said["receiver"])
        return {"to": to, "officer": officer, "risks": said["risks"]}


class Answer(Act):
    """Taking over what was handed to me, or not."""

    operation = operations.accept
    answer = Radios("contact.take.answer", worded("contact.take.answer-is", ("accept", "decline")))
    reason = read_as("rationale", TextArea("contact.take.reason", required=False, rows=3))

    def chosen(self) -> Operation:
        return operations.decline if self.cleaned_data["answer"] == "decline" else operations.accept

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"reason": said["reason"]} if said["answer"] == "decline" else {}


class Crime(Act):
    """The crime, or why none."""

    operation = operations.record_crime
    number = Text("contact.crime.number", required=False, most=40, width=20)
    no_crime_because = read_as("rationale", TextArea("contact.crime.why-none", required=False, rows=3))


class Close(Act):
    """Closing: who saw the child, and who approves."""

    operation = operations.close
    edits, asks_why = True, "before"
    seen_by = Radios("contact.close.seen", worded("contact.close.seen-is", ("police", "other_force", "professional", "nobody")))
    approver = Select("contact.close.approver", (), hint="contact.close.approver-hint", required=False)
    reason = read_as("endorsement", TextArea("contact.close.reason", rows=3))
    delay_reason = read_as("rationale", TextArea("contact.close.delay", hint="contact.close.delay-hint", required=False, rows=2))

    def prepare(self, setting: Setting) -> None:
        offer(self, "approver", on_duty(APPROVERS, setting.at, but=[setting.viewer.ref]))

    def given(self) -> dict[str, Any]:
        said = super().given()
        approver = said.pop("approver")
        return {**said, "approved_by": split(approver)[1]}


class Complete(Form):
    """What came of an action."""

    result = TextArea("contact.complete.result", hint="contact.complete.result-hint", rows=3)


ACTS: Final[dict[str, type[Act]]] = {
    "log": Log, "send": Send, "arrived": Arrived, "no-resource": NoResource, "resource": DecideResource, "grade": Grade, "lower": Lower,
    "decide-lowering": DecideLowering, "withdraw-lowering": WithdrawLowering,
    "assess": Assess, "advice": Advice, "answer": AnswerInformation, "review": Review, "escalate": Escalate, "directions": Directions,
    "hand-over": HandOver, "take": Answer, "crime": Crime, "close": Close, "check": Check, "hits": AnswerHits, "briefing": ReadBriefing,
    "intervene": Intervene, "appointment": Appointment, "telephone": Telephone, "household": Household, "note-feedback": NoteFeedback,
    "review-call": ReviewCall, "decide": Decide, "expect": ExpectResult, "result": Result, "send-advice": SendAdvice,
    "ask-specialist": AskSpecialist, "specialist": Advise, "weigh-advice": WeighAdvice, "challenge": Challenge, "answer-challenge": AnswerChallenge,
}
"""Each by the last part of its address."""
