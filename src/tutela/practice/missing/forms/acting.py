"""The forms of what is done about a search, one for each button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_args

import msgspec
from django.core.exceptions import ValidationError

from tutela.facts.missing.terms import From, How
from tutela.foundations.design.forms import Choice, DateTime, Form, Radios, Select, Text, TextArea, read_as, wanted, worded
from tutela.foundations.design.words import words
from tutela.foundations.kit.text import clip
from tutela.foundations.work.operation import Operation
from tutela.practice.missing import operations, queries
from tutela.practice.missing.forms.attaching import Attach
from tutela.practice.missing.forms.deciding import Bureau, Senior, Specialist
from tutela.practice.missing.forms.fields import (
    Act,
    Setting,
    actions_of,
    ask_actions,
    ask_by_action,
    by_when,
    offer,
    on_duty,
    split,
    within,
    yes_no,
)
from tutela.practice.missing.forms.grading import BELOW, LEVELS, Grade, Override, SecondLine
from tutela.practice.missing.forms.interviewing import EnterInterview, ReturnInterview
from tutela.practice.missing.forms.joining import JointAction, JointNote
from tutela.practice.missing.forms.questioning import Alert, Questionnaire
from tutela.practice.missing.forms.returning import Return, ask_open, told_of
from tutela.practice.missing.forms.signing import Sign
from tutela.practice.missing.forms.summaries import SeeToSummary
from tutela.record.enquiries.queries import of_trigger_plan
from tutela.record.occurrences.queries import open_loads
from tutela.record.sharing import operations as sharing
from tutela.record.wording.queries import to_rewrite

OWNERS: Final = ("cii@missing", "detective_inspector@missing", "senior_investigating_officer@investigation", "fim@contact")
_TEAMS: Final = ("response_officer@response", "sergeant@response", "coordinator@missing", "investigator@investigation")
_SEARCHED: Final = ("room", "home", "vehicle", "open_land", "premises", "other")
_POWERS: Final = ("consent", "life_or_limb", "warrant", "after_arrest", "no_power_needed")
_VERIFIERS: Final = ("police", "other_force", "professional", "abroad", "died", "duplicate", "nobody")


class Lower(Act):
    """Asking to lower, naming the entry that is new."""

    operation = operations.request_lowering
    edits, asks_why = True, "before"
    level = Radios("missing.lower.level", worded("enquiries.value", ("medium", *BELOW)))
    new_information = Select("missing.lower.new", (), hint="missing.lower.new-hint", required=False)
    reason = read_as("rationale", TextArea("missing.lower.reason", hint="missing.lower.reason-hint", rows=3), guide="lowering")

    def prepare(self, setting: Setting) -> None:
        offer(self, "new_information", _entries(setting))


class WithdrawLowering(Act):
    """Taking back one's own request."""

    operation = operations.withdraw_lowering
    edits = True
    reason = TextArea("missing.withdraw-lowering.reason", required=False, rows=2)


class DecideLowering(Act):
    """Deciding a request to lower, as the second person, outside the room."""

    operation = operations.approve_lowering
    edits = True
    decision = Radios("missing.decide-lowering.decision", worded("missing.decide-lowering.decision-is", ("approve", "decline")))
    new_information = Select("missing.lower.new", (), hint="missing.lower.new-hint", required=False)
    reason = read_as("endorsement", TextArea("missing.decide-lowering.reason", rows=3), guide="lowering")

    def prepare(self, setting: Setting) -> None:
        offer(self, "new_information", _entries(setting))

    def chosen(self) -> Operation:
        return operations.decline_lowering if self.cleaned_data["decision"] == "decline" else operations.approve_lowering

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {name: said[name] for name in (("reason",) if said.pop("decision") == "decline" else ("reason", "new_information"))}


class Assign(Act):
    """To a named inspector on duty, whose load is shown."""

    operation = operations.assign_to_cii
    edits = True
    receiver = Radios("missing.assign.receiver", (), missing="missing.assign.receiver-missing")
    risks = wanted(TextArea("missing.assign.risks", hint="missing.assign.risks-hint", required=False, rows=3))

    def prepare(self, setting: Setting) -> None:
        choices = on_duty(OWNERS, setting.at, but=[setting.held.card.owner.officer])
        loads = open_loads(split(choice.value)[1] for choice in choices)
        offer(self, "receiver", [
            msgspec.structs.replace(c, hint_text=f"{c.hint_text}. {queries.load_words(*loads[split(c.value)[1]], setting.at)}") for c in choices
        ])

    def given(self) -> dict[str, Any]:
        said = super().given()
        to, officer = split(said["receiver"])
        return {"to": to, "officer": officer, "risks": said["risks"]}


class Answer(Act):
    """Taking the search over, or not."""

    operation = operations.accept_ownership
    answer = Radios("missing.take.answer", worded("missing.take.answer-is", ("accept", "decline")))
    reason = read_as("rationale", TextArea("missing.take.reason", required=False, rows=3))

    def chosen(self) -> Operation:
        return operations.decline_ownership if self.cleaned_data["answer"] == "decline" else operations.accept_ownership

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"reason": said["reason"]} if said["answer"] == "decline" else {}


class Plan(Act):
    """The plan: what may have happened, and the lines that follow."""

    operation = operations.record_plan
    edits = True
    hypotheses = wanted(TextArea("missing.plan.hypotheses", hint="missing.plan.hypotheses-hint", required=False, rows=3))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        ask_actions(self)

    def fill(self, asked: Mapping[str, str]) -> None:
        """What somebody promised elsewhere, as the first action."""
        self.fields["what_1"].initial = asked.get("what", "")[:400]

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"hypotheses": [words.strip() for words in said["hypotheses"].split("\n") if words.strip()], "lines": actions_of(said)}


class Allocate(Act):
    """To a team, with direction and at least one action; without one it goes through, and one is owed."""

    operation = operations.allocate
    edits, asks_why = True, "beside"
    to = wanted(Radios("missing.allocate.to", worded("missing.allocate.to-is", _TEAMS), required=False))
    officer = wanted(Select("missing.allocate.officer", (), hint="missing.allocate.officer-hint", required=False))
    direction = wanted(read_as(
        "direction", TextArea("missing.allocate.direction", hint="missing.allocate.direction-hint", required=False, rows=3), guide="direction",
    ))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        ask_actions(self)

    def prepare(self, setting: Setting) -> None:
        """Who is there, each with what they hold already; and the direction that does not count yet, to be written on."""
        self.fields["direction"].initial = to_rewrite(setting.held.card.ref, "direction", setting.viewer.ref)
        choices = on_duty(_TEAMS, setting.at)
        loads = open_loads(split(choice.value)[1] for choice in choices)
        offer(self, "officer", [
            Choice(c.value, text=f"{c.text}, {c.hint_text}. {queries.load_words(*loads[split(c.value)[1]], setting.at)}") for c in choices
        ])

    def clean(self) -> dict[str, Any]:
        """A team, or somebody by name, who is of a team already."""
        said = super().clean() or {}
        if not said.get("to") and not said.get("officer") and "to" not in self.errors:
            asked: Any = self.fields["to"]
            self.add_error("to", asked.said_missing())
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        to, officer = split(said["officer"]) if said["officer"] else (said["to"], "")
        return {"to": to, "officer": officer, "direction": said["direction"], "actions": actions_of(said)}


class Search(Act):
    """A search that was made."""

    operation = operations.search
    what = Radios("missing.search.what", worded("missing.search.what-is", _SEARCHED))
    where = wanted(Text("missing.search.where", hint="missing.search.where-hint", required=False, most=400))
    power = wanted(Radios("missing.search.power", worded("missing.search.power-is", _POWERS), required=False))
    result = wanted(TextArea("missing.search.result", hint="missing.search.result-hint", required=False, rows=3))
    who = Text("missing.search.who", hint="missing.search.who-hint", required=False)
    when = DateTime("missing.when", required=False)


class Enquire(Act):
    """An enquiry that was made."""

    operation = operations.enquire
    what = Text("missing.enquire.what", hint="missing.enquire.what-hint", most=400)
    result = TextArea("missing.enquire.result", required=False, rows=3)
    when = DateTime("missing.when", required=False)


class Review(Act):
    """The review of a search: known, thought, decided, and who does what by when."""

    operation = operations.review_episode
    edits, asks_why = True, "before"
    decision = wanted(Radios(
        "missing.review.decision", worded("missing.review.decision-is", ("deploy", "regrade", "escalate", "hand_over", "continue", "none")), required=False,
        hint="missing.review.decision-hint",
    ))
    within = wanted(within("missing.review.within"))
    known = read_as("assessment", TextArea("missing.review.known", required=False, rows=3))
    hypothesis = read_as("assessment", TextArea("missing.review.hypothesis", required=False, rows=2))
    text = wanted(read_as("review", TextArea("missing.review.text", hint="missing.review.text-hint", required=False, rows=3), guide="review"))
    level = Select("missing.review.level", worded("enquiries.value", LEVELS), hint="missing.review.level-hint", required=False)
    nothing_to_add = read_as("rationale", TextArea("missing.review.nothing", hint="missing.review.nothing-hint", required=False, rows=2))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        ask_actions(self)

    def can_wait(self) -> bool:
        """A review that sends somebody, raises or asks for help never waits."""
        return self.cleaned_data.get("decision") in ("", "continue", "none")

    def given(self) -> dict[str, Any]:
        said = super().given()
        names = ("known", "hypothesis", "text", "level", "nothing_to_add")
        return {
            **{name: said[name] for name in names}, "decision": said["decision"] or "none", "by_when": by_when(said["within"]), "tasks": actions_of(said),
        }


class Found(Act):
    """The child was found."""

    operation = operations.found
    found_by = Radios("missing.found.by", worded("missing.how", get_args(How)))
    safe = Radios("missing.found.safe", worded("missing.yes-no", ("yes", "no", "unknown")), classes="govuk-radios--inline")
    where = wanted(Text("missing.found.where", hint="missing.found.where-hint", required=False, most=400))
    with_whom = wanted(Text("missing.found.with", hint="missing.found.with-hint", required=False, most=400))
    by_action = Radios("missing.by-action.label", (), hint="missing.by-action.hint", required=False)
    when = DateTime("missing.when", required=False)

    def prepare(self, setting: Setting) -> None:
        """Which action of the trigger plan found the child is asked where the plan is in the search."""
        self._plan = ask_by_action(self, setting)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "safe": yes_no(said["safe"]), "by_action": self._plan.get(said.get("by_action", ""))}


class Returned(Act):
    """The child is back."""

    operation = operations.returned
    returned_by = Radios("missing.returned.by", worded("missing.how", get_args(How)))
    to = Select("missing.returned.to", worded("missing.from-is", get_args(From)))
    harm_indicated = Radios("missing.returned.harm", worded("missing.yes-no", ("yes", "no", "unknown")), classes="govuk-radios--inline")
    when = DateTime("missing.when", required=False)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "harm_indicated": yes_no(said["harm_indicated"])}


class Verified(Act):
    """Who verified the child, and how."""

    operation = operations.verified
    verified_by = Radios("missing.verified.by", worded("missing.verified.by-is", _VERIFIERS))
    how = TextArea("missing.verified.how", hint="missing.verified.how-hint", rows=3)
    when = DateTime("missing.when", required=False)


class Interview(Act):
    """The prevention interview."""

    operation = operations.prevention_interview
    mode = Radios("missing.interview.mode", worded("missing.interview.mode-is", ("in_person", "telephone")))
    alone = Radios("missing.interview.alone", worded("missing.yes-no", ("yes", "no", "unknown")), classes="govuk-radios--inline")
    seen_by = Radios("missing.interview.by", worded("missing.interview.by-is", ("police", "carer", "worker")), initial="police")
    why_not_police = TextArea("missing.interview.why-not", required=False, rows=2)
    when = DateTime("missing.when", required=False)

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {**said, "alone": yes_no(said["alone"])}


class Close(Act):
    """Closing, as the inspector who approves it."""

    operation = operations.close_episode
    edits, asks_why = True, "before"
    reason = read_as("endorsement", TextArea("missing.close.reason", hint="missing.close.reason-hint", rows=3))

    def prepare(self, setting: Setting) -> None:
        """Of each action of the trigger plan that nobody did: why not."""
        left = of_trigger_plan(setting.held.card.ref)
        self._left = [action.id for action in left]
        for action in left:
            field = Text("missing.close.why-not", missing="missing.close.why-not-missing", most=400)
            field.having = {"what": clip(action.what, 120)}
            self.fields[f"not_done_{action.id}"] = field
        self._open = queries.open_questions(setting.viewer, setting.held, setting.at)
        ask_open(self, self._open)

    def clean(self) -> dict[str, Any]:
        """What is ticked as not to be answered says why, before it goes anywhere."""
        said = super().clean() or {}
        if said.get("cannot") and not said.get("cannot_why"):
            self.add_error("cannot_why", ValidationError(words("missing.return.say-why"), code="required"))
        return said

    def given(self) -> dict[str, Any]:
        said = super().given()
        return {"reason": said["reason"], "not_done": {key: said[f"not_done_{key}"] for key in self._left}, "told": told_of(said, self._open)}


class Tell(Act):
    """A call to the local authority: a named person and a time. Out of hours its emergency duty team answers."""

    operation = sharing.tell
    matter = Radios("missing.tell.matter", worded("missing.tell.matter-is", ("missing", "found")))
    person = Text("missing.tell.person", hint="missing.tell.person-hint", missing="missing.tell.person-missing")
    agency = Text("missing.tell.agency", required=False)
    telephone = Text("missing.tell.telephone", required=False, inputmode="tel", most=40, width=20)
    how = Radios("missing.tell.how", worded("missing.tell.how-is", ("call", "in_person")), initial="call", classes="govuk-radios--inline")
    content = TextArea("missing.tell.content", hint="missing.tell.content-hint", required=False, rows=3)

    def prepare(self, setting: Setting) -> None:
        card = setting.held.card
        self._about = {"child": card.child, "incident": card.incident, "to": queries.authority_now(setting.at)}
        self.fields["matter"].initial = "missing" if card.state == "missing" else "found"
        answers = queries.authority_answers(setting.at)
        if answers:
            self.fields["agency"].initial, self.fields["telephone"].initial = answers[0].agency, answers[0].telephone

    def given(self) -> dict[str, Any]:
        return {**super().given(), **self._about}


class Complete(Form):
    """What came of an action."""

    result = TextArea("missing.complete.result", hint="missing.complete.result-hint", rows=3)


def _entries(setting: Setting) -> list[Choice]:
    """What is new since the level that stands was set: what a lowering may cite."""
    return [Choice(fact, text=text) for fact, text in queries.new_entries(setting.viewer, setting.held, setting.at)]


def _any(value: Any) -> Any:
    return value


ACTS: Final[dict[str, type[Act]]] = {
    "grade": Grade, "override": Override, "second-line": SecondLine, "lower": Lower, "decide-lowering": DecideLowering, "withdraw-lowering": WithdrawLowering,
    "assign": Assign, "take": Answer, "plan": Plan, "allocate": Allocate,
    "search": Search, "enquire": Enquire, "questionnaire": Questionnaire, "alert": Alert, "review": Review,
    "return": Return, "found": Found, "returned": Returned, "verified": Verified,
    "interview": Interview, "return-interview": ReturnInterview, "enter-interview": EnterInterview, "attach": Attach, "sign": Sign, "close": Close,
    "tell": Tell, "summary": SeeToSummary, "bureau": Bureau, "senior": Senior, "specialist": Specialist,
    "joint-note": JointNote, "joint-action": JointAction,
}
"""Each by the last part of its address."""
