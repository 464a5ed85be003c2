"""What a check of systems is worth: a specialist's, or one to be verified before a lowering rests on it; and what was held and not used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tutela.facts import Fact, Payload, contact, missing, people
from tutela.law.contact import conditions as c
from tutela.law.contact.duties import FIM, REPEAT_OTHER, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Pattern, Priority, Standard, Term, after_due, at_due, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import negated
from tutela.law.standing.steps import INCIDENT_CHILD

INTELLIGENCE: Final = "intelligence_officer@contact"
SPECIALIST: Final = "intelligence_officer"
SKILL: Final = "intelligence_research"
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_GRADINGS: Final = (contact.Graded, missing.RiskGraded)
_HELD: Final = (people.MarkerRecorded, people.InformationHeld)


def by_specialist(view: View, row: Row) -> Finding:
    """Checked by an intelligence officer, or by somebody who had the skill at the time."""
    ok = row.fact.by.role == SPECIALIST or SKILL in {skill.lower() for skill in row.fact.by.skills}
    return (yes if ok else no)("by-role", row.fact, role=row.fact.by.role)


def checks_verified(view: View, row: Row) -> Finding:
    """Whatever somebody without the skill looked up, a specialist has looked up since; where nobody looked, there is nothing to verify."""
    checks = [r for r in view.of(contact.SystemsChecked) if r.at <= row.at]
    by_others = [r for r in checks if not by_specialist(view, r).holds]
    since = [r for r in checks if by_others and r.at >= by_others[-1].at and by_specialist(view, r).holds]
    waits = bool(by_others) and not since
    return (no if waits else yes)("contact.check-verified", row.fact, *(r.fact for r in (since or by_others)[-1:]), verified=not waits)


def was_briefed(view: View, row: Row) -> Finding:
    """A briefing was sent to whoever goes, before they arrived."""
    sent = [r.fact for r in view.of(contact.BriefingSent) if r.at <= row.at]
    return (yes if sent else no)("contact.briefing-sent", row.fact, *sent[-1:], count=len(sent))


def briefing_read(view: View, row: Row) -> Finding:
    """The briefing that was sent last was read before whoever went arrived."""
    sent = [r.fact for r in view.of(contact.BriefingSent) if r.at <= row.at]
    read = [r.fact for r in view.of(contact.BriefingRead) if r.at <= row.at and sent and r.fact.data.sent == sent[-1].id]  # type: ignore[attr-defined]
    return (yes if read else no)("contact.briefing-read", row.fact, *sent[-1:], *read[-1:], read=bool(read))


VERIFIED: Final = Duty(
    "contact.check-verified", "Look again, as a specialist, at the systems on which a lowering would rest", "incident", _EXPECTED, ("hmicfrs-ny-2022 p113",),
    also=("IC-029",), opens=(on(contact.LoweringRequested, negated(checks_verified)), on(missing.LoweringRequested, negated(checks_verified))),
    once_per=Once.WHILE_OPEN, reads=(reads(contact.SystemsChecked),), discharged_by=(on(contact.SystemsChecked, by_specialist),),
    ends=(on(contact.LoweringDeclined), on(missing.LoweringDeclined), on(contact.Closed)),
    terms=(Term(within("contact.check.verify"), INTELLIGENCE, Ladder((
        at_due(SUPERVISOR, priority=Priority.SECOND), after_due(within("contact.room.superintendent"), SUPERINTENDENT, priority=Priority.SECOND),
    ), REPEAT_OTHER)),),
    why="A check by somebody without the skill stops nothing that protects a child, and is shown as unverified. Nothing is lowered on it.",
)
DUTIES: Final = (VERIFIED,)

STANDARDS: Final = (
    Standard(
        "contact.lowering-verified", "Nothing is lowered on a check that no specialist has verified", "incident", _EXPECTED, ("hmicfrs-ny-2022 p113",),
        also=("IC-029",), acts=(on(contact.LoweringApproved), on(missing.LoweringApproved)), met=checks_verified, reads=(reads(contact.SystemsChecked),),
        to=(FIM, INTELLIGENCE), refuses=True,
    ),
    Standard(
        "contact.lowering-answered", "Nothing is lowered while a hit waits for its answer", "incident", _EXPECTED, ("hmicfrs-ny-2022 p58",),
        also=("IC-026", "AH-015"), acts=(on(contact.LoweringApproved),), met=c.every_hit_answered,
        reads=(reads(contact.SystemsChecked, contact.HitAnswered),), to=(SUPERVISOR, FIM), refuses=True,
    ),
    Standard(
        "contact.briefed", "Whoever arrives has read what the force knows", "incident", _EXPECTED, ("hmicfrs-ny-2022 p58",), also=("IC-027",),
        acts=(on(contact.Arrived, was_briefed),), met=briefing_read, reads=(reads(contact.BriefingSent, contact.BriefingRead),), to=(SUPERVISOR,),
        priority=Priority.SECOND,
        why="Nobody waits outside to read: the arrival is kept, and the supervisor tells them over the radio what they have not read.",
    ),
)


def _names(row: Row) -> frozenset[str]:
    """What a check found, or which hit was used."""
    data: Any = row.fact.data
    if isinstance(data, contact.SystemsChecked):
        return frozenset(data.hits)
    return frozenset({data.hit}) if data.used else frozenset()


def _new(view: View, graded: Row, row: Row) -> frozenset[str]:
    """What this check found, or this answer used, too late for the grading, and no earlier check or answer had brought up too late already.

    A hit that a check had found in time is in time if it is answered within the time for answers: till then the grade is provisional.
    """
    earlier = [r for r in view.of(contact.SystemsChecked, contact.HitAnswered) if r.fact.id != row.fact.id and r.at <= row.at]
    answered = {r.fact.data.hit for r in earlier if isinstance(r.fact.data, contact.HitAnswered)}
    checks = [(r.at <= graded.at, r.fact.data.hits) for r in earlier if isinstance(r.fact.data, contact.SystemsChecked)]
    in_time = {hit for soon, hits in checks if soon for hit in hits}
    since = {hit for soon, hits in checks if not soon for hit in hits} - in_time
    by = view.lawbook.after("contact.hits.answer", graded.at)
    late = isinstance(row.fact.data, contact.HitAnswered) and by is not None and row.at > by
    return _names(row) - answered - since - (set() if late else in_time)


def known_not_used(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """Found or used for the first time after the grading, and held before it: the force knew and did not use it."""
    graded = next((r for r in view.of(*_GRADINGS) if r.at < row.at), None)
    if graded is None:
        return
    new = _new(view, graded, row)
    held = [r.fact for r in view.of(*_HELD) if r.fact.held_from < graded.fact.held_from and new.intersection({r.fact.id, *_said(r)})]
    if held:
        saw = (*held, graded.fact, row.fact)
        yield contact.KnownNotUsedNoticed(graded_at=graded.fact.held_from, count=len(held), saw=tuple(f.id for f in saw)), saw


def _said(row: Row) -> tuple[str, ...]:
    data: Any = row.fact.data
    return (data.marker if isinstance(data, people.MarkerRecorded) else data.concerns,)


PATTERNS: Final = (
    Pattern(
        "contact.known-not-used", "Held when the incident was graded, and used only afterwards", "incident", _EXPECTED, ("hmicfrs-ny-2022 p20",),
        also=("IC-030",), watches=(on(contact.SystemsChecked), on(contact.HitAnswered)), find=known_not_used, notes=contact.KnownNotUsedNoticed,
        reads=(reads(*_GRADINGS, contact.SystemsChecked, contact.HitAnswered), reads(*_HELD, through=INCIDENT_CHILD)), to=(SUPERVISOR, FIM),
    ),
)
