"""What holds of every rule: sources, numbers, words, ladders, legal deadlines, what may be refused, and what each answers to."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from tests.law.examples import LAW, last_owed, run
from tests.law.examples import World as Judged
from tutela.facts import About, Actor, Fact, Payload, Span
from tutela.facts.registry import TYPES
from tutela.facts.roles import SENIOR, split
from tutela.law.catalogue import ACTS, RULES, catalogue, lawbook, parameters
from tutela.law.handbook import describe
from tutela.law.kernel.clocks import UNITS, Clock
from tutela.law.kernel.deriving import Owed, legal
from tutela.law.kernel.findings import RESTRICTED
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Duty, Pattern, Rule, Standard, State, Term
from tutela.law.kernel.situation import World
from tutela.law.kernel.subjects import Subject
from tutela.law.messages import messages, words
from tutela.law.sources import cited
from tutela.law.tracks import policy, soon
from tutela.law.worked import examples

LAWS = catalogue()
DUTIES = [rule for rule in RULES if isinstance(rule, Duty)]
STANDARDS = [rule for rule in RULES if isinstance(rule, Standard)]
NUMBERS = parameters()
ROOT = Path(__file__).parents[2]
REQUIREMENTS = {row["id"] for row in json.loads((ROOT / "docs/reference/requirements.json").read_text())}

CLOCKS_OF_LAW_MD = (
    "MISS_INITIAL_RISK", "MISS_REVIEW_TIME_SET", "MISS_SUP_REVIEW_HIGH", "MISS_SUP_REVIEW_MED", "MISS_SUP_REVIEW_LOW", "MISS_LA_NOTIFY",
    "MISS_UKMPU", "MISS_LONGTERM_REVIEW", "MISS_PREVENTION_INT", "MISS_FOUND_NOTIFY_LA", "MISS_RHI_72", "MISS_REPEAT_MEETING",
    "MISS_TRIGGER_PLAN_REVIEW",
    "CON_ATTEND_IMMEDIATE", "CON_ATTEND_PRIORITY", "CON_ATTEND_SCHEDULED", "CON_RETHRIVE_DELAY", "CON_CHILD_NO_DIARY", "CRIME_RECORD_24H",
)
CLOCKS_OF_SECTION_4 = tuple(f"C{n:02}" for n in range(1, 17))


def rules(given: list[Any]) -> pytest.MarkDecorator:
    """Once for each rule, by its code."""
    return pytest.mark.parametrize("rule", given, ids=[rule.code for rule in given])


def also(rule: Rule) -> set[str]:
    """Every id and clock that a rule answers to, its terms' included."""
    return {*rule.also, *(name for term in (rule.terms if isinstance(rule, Duty) else ()) for name in term.also)}


def clocks(duty: Duty) -> Iterator[Clock]:
    """Every clock of a duty: of its terms, rungs and repeats."""
    for term in duty.terms:
        yield term.clock
        yield term.ladder.repeat
        yield from (rung.clock for rung in term.ladder.rungs if rung.clock)


def sources() -> dict[Path, ast.Module]:
    """The law's Python, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in LAW.rglob("*.py")}


def strings(tree: ast.AST) -> set[str]:
    """Every string in a piece of code."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


# Sources and numbers


@rules(list(RULES))
def test_every_citation_resolves(rule: Rule) -> None:
    assert rule.cites
    for reference in rule.cites:
        assert cited(reference)[0].title


@rules(DUTIES)
def test_every_clock_has_its_number(rule: Duty) -> None:
    for clock in clocks(rule):
        assert clock.key is None or clock.key in NUMBERS, clock
        assert clock.key is not None or describe(rule, LAWS), clock


@pytest.mark.parametrize("key", sorted(NUMBERS))
def test_a_number_says_its_unit_basis_direction_and_source(key: str) -> None:
    number = NUMBERS[key]

    assert number.title
    assert number.unit in UNITS
    assert number.basis in Basis
    assert number.tighter in ("lower", "higher", "fixed")
    for dated in number.values:
        assert cited(dated.cites)[0].title
        assert dated.value is None or _reads(number.unit, dated.value), dated


def _reads(unit: str, value: Any) -> bool:
    """Is the value of the shape that its unit's arithmetic reads?"""
    if unit == "schedule":
        return all(re.fullmatch(r"\d+[dm]", step) for step in value)
    if unit == "text":
        return isinstance(value, str | tuple)
    if unit == "switch":
        return isinstance(value, bool)
    if unit == "share":
        return isinstance(value, float) and 0 < value < 1
    return isinstance(value, int) and not isinstance(value, bool) and value >= (0 if unit.endswith("_before") else 1)


def test_every_number_is_used_by_some_rule_or_condition() -> None:
    said = set().union(*(strings(tree) for tree in sources().values()))

    assert sorted(set(NUMBERS) - said) == []


def test_a_number_that_law_sets_is_fixed() -> None:
    assert {n.key: n.tighter for n in NUMBERS.values() if n.basis <= Basis.STATUTORY_GUIDANCE and n.tighter != "fixed"} == {}


# Words


def message_ids() -> set[str]:
    """The ids that findings and requests can carry: first argument of yes, no and Finding, what a rung asks, what a pattern notices."""
    found = {f"{rule.code}.noticed" for rule in RULES if isinstance(rule, Pattern)}
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= _said(node)
    return found | {rung.asks for duty in DUTIES for term in duty.terms for rung in term.ladder.rungs if rung.asks}


def _said(call: ast.Call) -> set[str]:
    named = {node.id for node in ast.walk(call.func) if isinstance(node, ast.Name)} if not isinstance(call.func, ast.Attribute) else set()
    if named & {"yes", "no", "make"} and call.args:
        return _literals(call.args[0])
    return _literals(call.args[1]) if "Finding" in named and len(call.args) > 1 else set()


def _literals(said: ast.expr) -> set[str]:
    """The strings that an argument can be, as far as it is written out."""
    if isinstance(said, ast.IfExp):
        return _literals(said.body) | _literals(said.orelse)
    return {said.value} if isinstance(said, ast.Constant) and isinstance(said.value, str) else set()


def told() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every message that the examples bring about, with its parameters."""
    for example in examples():
        for alert in run(example).alerts:
            yield from ((because["message"], because["with"]) for because in alert.because)
            if alert.asks:
                yield alert.asks, {}


def test_every_message_used_has_words() -> None:
    used = message_ids() | {message for message, _ in told()}

    assert sorted(used - set(messages())) == []


def test_every_message_with_words_is_used() -> None:
    assert sorted(set(messages()) - message_ids() - {RESTRICTED}) == []


def test_the_scan_of_messages_finds_what_is_written() -> None:
    """The canary: a condition made up here is read as the conditions are."""
    tree = ast.parse("def made_up(view, row):\n    return (yes if row else no)('made.up', row) if view else Finding(True, 'made.up-too')")

    assert set().union(*(_said(n) for n in ast.walk(tree) if isinstance(n, ast.Call))) == {"made.up", "made.up-too"}


def test_every_message_that_the_examples_bring_about_reads_whole() -> None:
    said = {message: words(message, having) for message, having in told()}

    assert len(said) > 20
    assert {message: text for message, text in said.items() if "?" in text or "{" in text} == {}


# Ladders and legal deadlines


@rules(DUTIES)
def test_a_ladder_ends_with_a_superintendent_or_above(rule: Duty) -> None:
    for term in rule.terms:
        assert {split(address)[0] for address in term.ladder.rungs[-1].to} & SENIOR


@rules(DUTIES)
def test_a_deadline_is_legal_only_where_duty_and_number_are_law(rule: Duty) -> None:
    judged = World(LAWS, lawbook(LAWS))
    described = describe(rule, LAWS)["terms"]
    for term, shown in zip(rule.terms, described, strict=True):
        both = rule.basis in (Basis.STATUTE, Basis.REGULATIONS, Basis.STATUTORY_CODE) and _on_law(term)
        assert legal(rule, term, judged) is both
        assert shown["legal_deadline"] is both


def _on_law(term: Term) -> bool:
    return term.clock.key is not None and NUMBERS[term.clock.key].basis in (Basis.STATUTE, Basis.REGULATIONS, Basis.STATUTORY_CODE)


LEGAL = {
    # offenders
    "offenders.initial-notification", "offenders.change-notification", "offenders.household-notification", "offenders.papers-notification",
    "offenders.ahead-failed", "offenders.periodic-notification", "offenders.weekly-notification", "offenders.risk-order-notification",
    "offenders.return-notification", "offenders.travel-notification",
    # end of offenders
    # referrals
    "referrals.dvpo-hearing", "referrals.dapo-hearing", "referrals.breach-court",
    # end of referrals
    # investigation
    "investigation.bail-period", "investigation.victim-told", "investigation.victim-support",
    # end of investigation
    "forensics.declaration",
    # information and governance
    "information.breach-reported", "information.request-answered", "information.correction-decided",
    "governance.commissioner-comment",
    # end of information and governance
    "missing.ukmpu",
    "protection.ends",
    "custody.limit", "custody.limit-longer", "custody.first-review", "custody.review",
}
"""The duties whose time, or one of whose times, is law: statute, regulations or a statutory code."""


def test_only_these_duties_have_a_legal_deadline() -> None:
    judged = World(LAWS, lawbook(LAWS))

    assert {d.code for d in DUTIES for term in d.terms if legal(d, term, judged)} == LEGAL


def test_breached_is_said_of_no_other_duty_in_any_example() -> None:
    said = {alert.code for example in examples() for alert in run(example).alerts if alert.state == State.BREACHED.value}

    assert "missing.ukmpu" in said
    assert said - LEGAL == set()


# What may be refused: only what lowers, closes, defers or approves (amendments §1)

BY_SITUATION = frozenset({
    "contact.Graded", "missing.RiskGraded", "referrals.DestinationDecided", "exploitation.ExploitationLevelSet",
})
"""Raises, records or lowers, by what stood before."""
CLASSES = {
    # offenders
    "offenders.AnnouncedVisitApproved": Act.APPROVES, "offenders.LoneVisitApproved": Act.APPROVES, "offenders.VisitDeferralApproved": Act.DEFERS,
    "offenders.BreachClosed": Act.CLOSES, "offenders.WarningApproved": Act.APPROVES, "offenders.RiskPlanApproved": Act.APPROVES,
    "offenders.RiskLoweringApproved": Act.LOWERS, "offenders.ReactiveManagementApproved": Act.LOWERS, "offenders.RegisterDischargeApproved": Act.CLOSES,
    # end of offenders
    # referrals
    "referrals.SchoolNoticeDelayed": Act.DEFERS, "referrals.SchoolNoticesSwitchedOff": Act.CLOSES, "referrals.ChildLeftOut": Act.CLOSES,
    "referrals.NoNoticeApproved": Act.APPROVES, "referrals.NoticeFiled": Act.CLOSES, "investigation.ReferralDeferred": Act.DEFERS,
    "referrals.DecisionAccepted": Act.CLOSES, "referrals.ChallengeClosed": Act.CLOSES, "referrals.StrategyDiscussionWithdrawn": Act.CLOSES,
    "referrals.MeetingActionDropped": Act.CLOSES, "referrals.MeetingActionMoved": Act.DEFERS, "referrals.AbuseLoweringApproved": Act.LOWERS,
    "referrals.DirectionDropped": Act.CLOSES,
    # end of referrals
    # exploitation
    "exploitation.ExploitationLoweringApproved": Act.LOWERS, "exploitation.RemovalFromListApproved": Act.CLOSES,
    "exploitation.DisruptionPlanEndApproved": Act.CLOSES, "exploitation.SuspectFlagEnded": Act.CLOSES, "exploitation.AbductionNoticeLapsed": Act.CLOSES,
    "exploitation.AbductionNoticeCancelled": Act.CLOSES, "exploitation.PanelActionMoved": Act.DEFERS, "exploitation.PanelActionDropped": Act.CLOSES,
    # end of exploitation
    # police protection
    "protection.PoliceProtectionReviewPassed": Act.CLOSES, "protection.ProtectionRecordCompleted": Act.CLOSES,
    # information
    "information.DataBreachClosed": Act.CLOSES, "information.TimeExtended": Act.DEFERS, "information.ReleaseApproved": Act.APPROVES,
    "information.DisposalApproved": Act.APPROVES, "information.HoldLiftApproved": Act.APPROVES,
    # end of information
    # governance
    "governance.CompletionVerified": Act.APPROVES, "governance.ClosureApproved": Act.CLOSES, "governance.LaterDateApproved": Act.DEFERS,
    "governance.PolicyActivated": Act.APPROVES, "governance.TrainingExceptionGranted": Act.APPROVES,
    # end of governance
    "contact.LoweringApproved": Act.LOWERS, "contact.AssignedToTelephone": Act.DEFERS, "contact.AppointmentMade": Act.DEFERS,
    "contact.Recoded": Act.CLOSES, "contact.Closed": Act.CLOSES,
    "missing.LoweringApproved": Act.LOWERS, "missing.EpisodeClosed": Act.CLOSES,
    "missing.ReviewTimeChanged": Act.DEFERS, "missing.TriggerPlanEnded": Act.CLOSES, "missing.TriggerPlanApproved": Act.APPROVES,
    "missing.RepeatMeetingDeclined": Act.CLOSES, "missing.FormSigned": Act.APPROVES,
    # investigation
    "investigation.BailExtended": Act.APPROVES, "investigation.ProgressPaused": Act.DEFERS, "investigation.Finalised": Act.CLOSES,
    "investigation.DetectionClosed": Act.CLOSES, "investigation.DetectionRiskAccepted": Act.DEFERS, "investigation.WarrantWithdrawn": Act.CLOSES,
    "investigation.PackageClosed": Act.CLOSES,
    # digital forensics
    "forensics.DeviceKept": Act.DEFERS, "forensics.PriorityLowered": Act.LOWERS, "forensics.WaitAccepted": Act.DEFERS,
    "forensics.SubmissionWithdrawn": Act.CLOSES, "forensics.OutsourcingDeclined": Act.DEFERS, "forensics.DeviceLeftOut": Act.CLOSES,
}
NEVER_REFUSED = (
    "contact.Dispatched", "contact.Arrived", "contact.Escalated", "contact.HandedOver", "contact.HandOverAccepted", "contact.Reviewed",
    "contact.ThriveAssessed", "contact.LoweringRequested", "contact.ResourceDecided", "contact.ResourceUnavailable",
    "contact.CrimeRecorded", "contact.DecisionChallenged", "contact.ChallengeMet", "contact.SpecialistAsked", "contact.SpecialistAdvised",
    "contact.AdviceWeighed",
    "missing.Reported", "missing.Allocated", "missing.OwnershipAssigned", "missing.OwnershipAccepted", "missing.OwnershipDeclined",
    "missing.PlanRecorded", "missing.Searched", "missing.Reviewed", "missing.LoweringRequested", "missing.Found", "missing.Returned",
    "missing.PreventionInterviewHeld", "sharing.Sent", "sharing.Told", "referrals.NoticeMade", "duties.Acknowledged", "duties.Failed",
    "people.MarkerRecorded", "offenders.NotificationMade", "offenders.ChildContactFound",
    "forensics.DevicesSubmitted", "forensics.PriorityGiven", "forensics.ChildRiskFound", "forensics.KioskUsed", "forensics.GradingAllocated",
    "forensics.ReportServed", "forensics.DeviceHandedOver",
)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_an_act_is_of_its_class_and_nothing_else_is_ever_refusable(name: str) -> None:
    kind = ACTS.get(name, Act.RECORDS)

    if name in BY_SITUATION:
        assert not isinstance(kind, Act)
    else:
        assert isinstance(kind, Act)
        assert kind.refusable is (name in CLASSES)
        assert kind is CLASSES.get(name, kind)


@pytest.mark.parametrize("name", NEVER_REFUSED)
def test_what_protects_raises_or_records_is_never_refused(name: str) -> None:
    kind = ACTS.get(name, Act.RECORDS)

    assert isinstance(kind, Act)
    assert not kind.refusable


@rules([s for s in STANDARDS if s.refuses])
def test_a_standard_that_refuses_judges_an_act_that_can_be_refused(rule: Standard) -> None:
    assert {act.type for act in rule.acts} & {*CLASSES, *BY_SITUATION}


def test_the_gate_refuses_nothing_else_whatever_a_standard_finds() -> None:
    """Each fact of each example of a standard, weighed as it was done: words are flagged in a review, and refused only in a lowering."""
    refused: dict[str, set[Act]] = {}
    for example in examples():
        if isinstance(LAWS.by_code[example.code], Standard):
            world = run(example)
            for n, act in enumerate(world.facts):
                weighed = Judged(world.facts[:n], act.shown_from, overlays=example.overlay, law=example.law).weigh(act)
                if weighed.refused_by:
                    refused.setdefault(act.type, set()).add(weighed.act)

    assert set(refused) <= {*CLASSES, *BY_SITUATION}
    assert set().union(*refused.values()) <= {Act.LOWERS, Act.CLOSES, Act.DEFERS, Act.APPROVES}
    assert {"missing.RiskGraded", "contact.Closed", "contact.AssignedToTelephone", "missing.EpisodeClosed"} <= set(refused)


def test_an_allocation_a_hand_over_and_a_review_are_flagged_by_standards_that_never_refuse() -> None:
    flagged = {act.type: s.code for s in STANDARDS for act in s.acts if not s.refuses}

    assert {"missing.Allocated", "missing.OwnershipAssigned", "contact.Reviewed", "missing.Reviewed"} <= set(flagged)


# What each answers to


def test_every_clock_of_the_references_is_answered_to_or_listed_as_a_conflict() -> None:
    answered = set().union(*(also(rule) for rule in RULES))
    listed = (LAW / "conflicts.yaml").read_text(encoding="utf-8")

    named = (*CLOCKS_OF_LAW_MD, *CLOCKS_OF_SECTION_4)
    assert [name for name in named if name not in answered and not re.search(rf"\b{name}\b", listed)] == []


@rules(list(RULES))
def test_every_requirement_that_a_rule_answers_to_exists(rule: Rule) -> None:
    named = also(rule)

    assert named
    assert {name for name in named if re.fullmatch(r"[A-Z]{2}-\d{3}", name)} <= REQUIREMENTS
    assert {name for name in named if not re.fullmatch(r"[A-Z]{2}-\d{3}|C\d\d|[A-Z][A-Z0-9]*_[A-Z0-9_]+", name)} == set()


def test_a_conflict_names_a_number_of_the_law() -> None:
    assert {entry["key"] for entry in yaml.safe_load((LAW / "conflicts.yaml").read_text(encoding="utf-8"))} <= set(NUMBERS)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_digest_is_the_same_in_every_process(seed: str) -> None:
    """It is kept with each transition: two processes that judge by one law write one digest, in whatever order their sets lie."""
    asks = "from tutela.law.catalogue import catalogue; print(catalogue(()).digest)"
    said = subprocess.run([sys.executable, "-c", asks], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == LAWS.digest


@pytest.mark.parametrize("name", ["inspection"])
def test_an_overlay_of_the_house_lays_itself_over_the_law(name: str) -> None:
    laid = catalogue((name,))

    assert laid.digest != LAWS.digest
    assert lawbook(laid).value("missing.child_min_risk", datetime(2019, 1, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize("area", ["contact", "missing"])
def test_every_condition_is_asked_by_some_rule(area: str) -> None:
    """A condition that no rule asks is a rule that somebody forgot."""
    path = LAW / area / "conditions.py"
    written = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.name for node in written.body if isinstance(node, ast.FunctionDef)}
    named |= {node.target.id for node in written.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    used = {node.attr for tree in sources().values() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for node in ast.walk(written) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}

    assert sorted(named - used) == []


# The response policy of the track "as driven"

POLICY = policy()
WAITING = {e.code: e for e in reversed(examples()) if e.kind in ("late", "other") and not last_owed(e).state.settled}


def replies(waits: Owed, at: datetime) -> list[Fact]:
    """What the policy has people do about a duty that waits, said by the one who owes it."""
    opening = waits.opened_by
    found: list[Fact] = []
    for reply in POLICY.responses[waits.duty.code]:
        role = reply.by or waits.term.owed_by.partition("@")[0]
        for hit in getattr(opening.data, reply.each) if reply.each else (None,):
            found.append(Fact(
                id=f"reply{len(found)}", type=reply.fact, data=_data(reply.fact, {**soon(reply.data, at, opening), **({"hit": hit} if hit else {})}, at),
                occurred=Span(at, at), by=Actor(role=role, ref=f"policy:{role}"), about=_whom(reply.fact, opening, waits.subject),
            ))
    return found


def _data(name: str, data: dict[str, Any], at: datetime = datetime(2026, 3, 2, tzinfo=UTC)) -> Payload:
    return msgspec.convert(_filled(data, at), TYPES[name], strict=False)


def _filled(value: Any, at: datetime) -> Any:
    """The policy's data with what it leaves to the moment."""
    if isinstance(value, dict):
        return {key: _filled(held, at) for key, held in value.items()}
    if isinstance(value, list):
        return [_filled(held, at) for held in value]
    return {"$suggested": "medium", "$soon": at + timedelta(hours=1)}.get(value, value) if isinstance(value, str) else value


def _whom(name: str, opening: Fact, whose: Subject) -> tuple[About, ...]:
    if all(about.ref != whose.ref for about in opening.about):  # opened by a fact about whom it is linked to
        return (*opening.about, msgspec.structs.replace(opening.about[0], kind=whose.family, ref=whose.ref, as_=None))
    return opening.about if "episode" not in TYPES[name].ABOUT or opening.refs("episode") else (*opening.about, About("episode", "e1"))


def test_every_reply_of_the_policy_is_to_a_duty_and_reads() -> None:
    assert set(POLICY.responses) <= {d.code for d in DUTIES}
    for code, given in POLICY.responses.items():
        assert given, code
        for reply in given:
            assert reply.fact in TYPES, code
            assert isinstance(_data(reply.fact, {**reply.data, **({"hit": "h1"} if reply.each else {})}), TYPES[reply.fact]), code


def test_what_the_policy_drops_is_known() -> None:
    assert (POLICY.responses_of | POLICY.outcomes) - set(TYPES) == set()


@rules(DUTIES)
def test_the_policy_has_a_reply_that_settles_the_duty(rule: Duty) -> None:
    example = WAITING[rule.code]
    waits, world = last_owed(example), run(example)
    at = world.until + timedelta(minutes=1)

    after = Judged([*world.facts, *replies(waits, at)], at + timedelta(hours=1), overlays=example.overlay, law=example.law)

    (settled,) = [o for o in after.owed(rule.code, example.of) if (o.identity, o.occurrence) == (waits.identity, waits.occurrence)]
    assert settled.state in (State.DONE, State.DONE_LATE)
