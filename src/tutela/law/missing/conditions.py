"""The conditions of missing children, as sentences. Each answers from what was known at the moment at which it is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import contact, missing
from tutela.law import language
from tutela.law.kernel.age import is_child, turns_18
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.rules import Condition
from tutela.law.kernel.situation import Row, View
from tutela.law.standing import risk

LIVES: Final = frozenset({"home", "childrens_home", "foster", "semi_independent"})
AUTHORITY: Final = frozenset({"local_authority", "emergency_duty_team", "host_authority"})


def missing_child(view: View, row: Row) -> Finding:
    """The person reported missing is, or is treated as, a child; judged at the report, so that a birthday changes nothing.

    Where the child is known to be, though not where they should be, is a state of its own and no missing episode.
    """
    reported = view.first(missing.Reported) or row
    data: Any = reported.fact.data
    if isinstance(data, missing.Reported) and data.whereabouts_known:
        return no("missing.whereabouts-known", reported.fact)
    return is_child(view, reported)


def risk_is(level: str) -> Condition:
    """The level of risk that stands."""

    def the_risk_is(view: View, row: Row) -> Finding:
        stands, by = risk.level(view)
        return (yes if stands == level else no)("missing.risk-stands", *((by.fact,) if by else ()), level=stands)

    the_risk_is.__doc__ = f"The level of risk that stands is {level}."
    return the_risk_is


risk_is_high: Final = risk_is("high")


def reported_at(view: View, row: Row) -> datetime:
    """The clock begins at the report, never at a later grading."""
    report = view.first(missing.Reported)
    return report.fact.held_from if report else row.fact.held_from


def gives_reasons(view: View, row: Row) -> Finding:
    """A level with its reasons."""
    said = bool(row.fact.data.rationale.strip())  # type: ignore[attr-defined]
    return (yes if said else no)("missing.grade-without-reasons", row.fact)


def is_low(view: View, row: Row) -> Finding:
    """A level below the floor was given to a child, or came from the source system."""
    data: Any = row.fact.data
    given = data.category if isinstance(data, missing.Reported) else data.level
    if given is None or risk.overridden(row):
        return no("missing.no-low-category", row.fact)
    handled = risk.floor(view, given, row)
    return (yes if handled != given else no)("missing.below-the-floor", row.fact, given=given, handled=handled)


def not_low(view: View, row: Row) -> Finding:
    """No child is graded below the floor."""
    found = is_low(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def reviewed_by_inspector(view: View, row: Row) -> Finding:
    """An inspector gave a level that a child may have."""
    data: Any = row.fact.data
    ok = row.fact.by.role in risk.INSPECTORS and risk.ORDER[data.level] >= risk.ORDER["medium"]
    return (yes if ok else no)("missing.low-grade-reviewed", row.fact, level=data.level, role=row.fact.by.role)


def is_high_grade(view: View, row: Row) -> Finding:
    """Graded high."""
    return (yes if row.fact.data.level == "high" else no)("missing.graded-high", row.fact)  # type: ignore[attr-defined]


def tells_authority(matter: str) -> Condition:
    """A named person of the local authority, or of its emergency duty team, was told of this."""

    def told_the_authority(view: View, row: Row) -> Finding:
        data: Any = row.fact.data
        ok = data.matter == matter and data.to in AUTHORITY and bool(data.person.strip())
        return (yes if ok else no)("missing.authority-told", row.fact, matter=data.matter, to=data.to)

    told_the_authority.__doc__ = f"A named person of the local authority, or of its emergency duty team, was told ({matter})."
    return told_the_authority


def to_inspector_of_area(view: View, row: Row) -> Finding:
    """Assigned to a critical incident inspector of the area."""
    return (yes if row.fact.data.to.startswith("cii@") else no)("missing.assigned-to", row.fact, to=row.fact.data.to)  # type: ignore[attr-defined]


def is_last_offer(view: View, row: Row) -> Finding:
    """No offer came after this one; of two in the same moment one is the last."""
    last = view.last(missing.OwnershipAssigned)
    return (yes if last is None or last.fact.id == row.fact.id else no)("missing.offered-again", row.fact, to=row.fact.data.to)  # type: ignore[attr-defined]


def not_high_to_cii(view: View, row: Row) -> Finding:
    """High risk stays with the force incident manager and is never given to a critical incident inspector alone."""
    stands, by = risk.level(view.earlier(row))
    if stands == "high":
        return no("missing.high-to-cii", row.fact, *((by.fact,) if by else ()))
    return yes("missing.not-high", row.fact, level=stands)


def _owner(view: View) -> tuple[str, Row | None]:
    last = view.last(missing.OwnershipAccepted, missing.OwnershipDeclined)
    data: Any = last.fact.data if last else None
    return (data.role if isinstance(data, missing.OwnershipAccepted) else "", last)


def owned_by_inspector(view: View, row: Row) -> Finding:
    """A critical incident inspector of the area accepted it, and it is not high risk: until then the force incident manager owns it."""
    stands, _ = risk.level(view)
    owner, accepted = _owner(view)
    ok = stands != "high" and owner.startswith("cii@")
    return (yes if ok else no)("missing.owner", *((accepted.fact,) if accepted else ()), owner=owner or "fim@contact", level=stands)


def owned_by_detective(view: View, row: Row) -> Finding:
    """A duty detective inspector or senior investigating officer accepted it; theirs from then, high risk too."""
    owner, accepted = _owner(view)
    ok = owner.startswith(("detective_inspector@", "senior_investigating_officer@"))
    return (yes if ok else no)("missing.owner", *((accepted.fact,) if accepted else ()), owner=owner or "fim@contact")


def high_with_force_incident_manager(view: View, row: Row) -> Finding:
    """High risk, and no detective inspector or senior investigating officer has accepted it."""
    theirs = owned_by_detective(view, row)
    return no("missing.owner", *theirs.seen, owner=dict(theirs.having)["owner"]) if theirs.holds else risk_is_high(view, row)


def has_lines(view: View, row: Row) -> Finding:
    """The plan has at least one line of enquiry."""
    lines = len(row.fact.data.lines)  # type: ignore[attr-defined]
    return (yes if lines else no)("missing.plan-lines", row.fact, count=lines)


def _specific(action: missing.Action) -> bool:
    return bool(action.what.strip()) and bool(action.who.strip() or action.where.strip())


def has_action(view: View, row: Row) -> Finding:
    """The allocation names at least one specific action: what, with whom or where."""
    data: Any = row.fact.data
    specific = sum(_specific(action) for action in data.actions)
    return (yes if specific else no)("missing.allocation-actions", row.fact, specific=specific)


def begins_by(view: View, row: Row) -> datetime | None:
    """The earliest time that the allocation gives to an action, and never before the allocation itself."""
    times = [action.by_when for action in row.fact.data.actions if action.by_when is not None]  # type: ignore[attr-defined]
    return max(min(times), row.at) if times else None


def gives_time(view: View, row: Row) -> Finding:
    """The allocation gives its first action a time."""
    return (yes if begins_by(view, row) else no)("missing.first-action-by", row.fact, given=begins_by(view, row) is not None)


def lacks_action(view: View, row: Row) -> Finding:
    """The allocation names no specific action."""
    found = has_action(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def from_where_they_live(view: View, row: Row) -> Finding:
    """The child is missing from where they live: there is a room to search."""
    place = row.fact.data.missing_from  # type: ignore[attr-defined]
    return (yes if place in LIVES else no)("missing.from", row.fact, place=place)


def search_begins(view: View, row: Row) -> datetime:
    """The clock of the room search begins at allocation, or at a set time after the report, whichever is first."""
    latest = reported_at(view, row) + view.lawbook.span("missing.room_search.latest", view.at)
    given = view.first(missing.Allocated)
    return min(latest, max(given.at, reported_at(view, row))) if given else latest


def searches_room(view: View, row: Row) -> Finding:
    """A search of the room, or of the whole home."""
    what = row.fact.data.what  # type: ignore[attr-defined]
    return (yes if what in ("room", "home") else no)("missing.searched", row.fact, what=what)


def direction_is_specific(view: View, row: Row) -> Finding:
    """The direction says who, what, where, when, or why there is nothing to add."""
    flag = language.superficial(row.fact.data.direction)  # type: ignore[attr-defined]
    if flag is None:
        return yes("missing.direction-specific", row.fact)
    return no("missing.direction-superficial", row.fact, words=flag.words, rule=flag.rule)


def _text(data: Any) -> str:
    parts = (getattr(data, name, "") for name in ("text", "rationale", "reason", "direction", "override", "known", "hypothesis"))
    return " ".join(part for part in parts if part)


def no_age_or_frequency(view: View, row: Row) -> Finding:
    """Age and frequency raise risk and never lower it."""
    flag = language.age_or_frequency(_text(row.fact.data))
    return no("missing.age-or-frequency", row.fact, words=flag.words, category=flag.category) if flag else yes("missing.words-in-order", row.fact)


def no_minimising(view: View, row: Row) -> Finding:
    """No words that make exploitation small."""
    flag = language.minimising(_text(row.fact.data))
    return no("missing.minimising", row.fact, words=flag.words, category=flag.category) if flag else yes("missing.words-in-order", row.fact)


def need_unmet(view: View) -> bool:
    """Nobody was ever sent to this report."""
    return view.last(contact.Dispatched, contact.Arrived) is None


def decides(view: View, row: Row) -> Finding:
    """A review of an unmet need deploys, re-grades, escalates or hands over; awareness is not a decision."""
    data: Any = row.fact.data
    if data.decision in ("deploy", "regrade", "escalate", "hand_over") and (data.by_when or any(task.by_when for task in data.tasks)):
        return yes("review.decides", row.fact, decision=data.decision)
    if need_unmet(view):
        return no("review.unmet-need", row.fact, decision=data.decision)
    flag = language.acknowledges_only(_text(data))
    return no("review.acknowledges-only", row.fact, words=flag.words) if flag else yes("review.no-unmet-need", row.fact)


def adds_something(view: View, row: Row) -> Finding:
    """A review adds a line, a change or a reason."""
    data: Any = row.fact.data
    if data.tasks or data.nothing_to_add.strip() or data.decision not in ("none", "continue"):
        return yes("review.adds", row.fact)
    flag = language.superficial(_text(data))
    return no("review.adds-nothing", row.fact, words=flag.words) if flag else yes("review.adds", row.fact)


def counts(view: View, row: Row) -> Finding:
    """A review counts when it decides about an unmet need and adds something."""
    found = decides(view, row)
    return adds_something(view, row) if found.holds else found


def has_tasks(view: View, row: Row) -> Finding:
    """An inspector's review sets tasks, each with its owner and time."""
    tasks = row.fact.data.tasks  # type: ignore[attr-defined]
    complete = [t for t in tasks if t.what.strip() and t.who.strip() and t.by_when]
    return (yes if complete else no)("review.tasks", row.fact, count=len(complete))


def is_inspectors(view: View, row: Row) -> Finding:
    """The review is an inspector's, made when the daily review was near or due."""
    near = reported_at(view, row) + view.lawbook.span("missing.inspector_review", view.at) * 0.75
    ok = row.fact.by.role in risk.INSPECTORS and row.at >= near
    return (yes if ok else no)("review.inspectors", row.fact, role=row.fact.by.role)


def inspector_counts(view: View, row: Row) -> Finding:
    """An inspector's review with tasks, that counts."""
    if row.fact.by.role not in risk.INSPECTORS:
        return no("review.inspectors", row.fact, role=row.fact.by.role)
    found = has_tasks(view, row)
    return counts(view, row) if found.holds else found


def lowering_has_grounds(view: View, row: Row) -> Finding:
    """A lowering rests on new information, another person outside the room, and no open sign of exploitation."""
    if not risk.is_lowering(view, row):
        return yes("missing.not-a-lowering", row.fact)
    lacks = tuple(risk.lowering_fails(view.earlier(row), row))
    return no("missing.lowering-lacks", row.fact, lacks=lacks) if lacks else yes("missing.lowering-grounded", row.fact)


def answers_suggestion(view: View, row: Row) -> Finding:
    """A level below the one suggested answers every indicator and has somebody's second line."""
    data: Any = row.fact.data
    suggested = risk.suggested(view.earlier(row))
    if not suggested.holds or risk.ORDER[data.level] >= risk.ORDER["high"]:
        return yes("missing.not-below-suggestion", row.fact)
    answered = {item.concern for item in data.answered}
    open_ = tuple(name for name in dict(suggested.having)["indicators"] if name not in answered and name not in ("out_of_character", "under_13"))
    if not open_ and data.override.strip() and data.second_line not in (None, row.fact.by.ref):
        return yes("missing.override-reasoned", row.fact)
    return no("missing.below-suggestion", row.fact, *suggested.seen, unanswered=open_, second_line=data.second_line is not None)


def is_verified(view: View, row: Row) -> Finding:
    """Somebody verified the child (who, how), and an inspector who is not the one who saw the child approved the closing."""
    data: Any = row.fact.data
    seen = [r.fact for r in view.of(missing.Verified) if r.fact.data.by != "nobody" and r.fact.data.how.strip()]  # type: ignore[attr-defined]
    seen += [r.fact for r in view.of(missing.PreventionInterviewHeld)]
    approved = data.approved_by is not None and data.approver_role in risk.INSPECTORS
    by_another = approved and any(f.by.ref is None or f.by.ref != data.approved_by for f in seen)
    if by_another:
        return yes("missing.child-verified", row.fact, *seen)
    return no("missing.child-not-verified", row.fact, verified=bool(seen), approved=approved)


def has_reason(view: View, row: Row) -> Finding:
    """A later review than the timetable's has its reason."""
    said = bool(row.fact.data.reason.strip())  # type: ignore[attr-defined]
    return (yes if said else no)("missing.review-time-moved", row.fact)


def birthday_during(view: View, row: Row) -> datetime | None:
    """The 18th birthday, if the child was still missing then."""
    day = turns_18(view, row.at)
    back = view.first(missing.Found, missing.Returned)
    return None if day is None or (back is not None and back.at <= day) else day


def told_in_time(view: View, row: Row) -> Finding:
    """Entered within the time from when it happened."""
    late = row.fact.entry_lag > view.lawbook.span("law.late_entry", view.at)
    return (no if late else yes)("missing.entered-late", row.fact, hours=round(row.fact.entry_lag / timedelta(hours=1)))


def never(view: View, row: Row) -> Finding:
    """A refused attempt is always told: it shows who knew."""
    data: Any = row.fact.data
    return no("missing.attempt-refused", row.fact, act=data.act, wanted=data.wanted)


def is_missing_report(view: View, row: Row) -> Finding:
    """The control room took a report of a missing child."""
    concern = row.fact.data.concern  # type: ignore[attr-defined]
    return (yes if concern == "missing_child" else no)("contact.report-of", row.fact, concern=concern)


def is_answered(view: View, row: Row) -> Finding:
    """Every question is answered, or says why not."""
    waits = row.fact.data.unanswered  # type: ignore[attr-defined]
    return (no if waits else yes)("missing.questions-unanswered", row.fact, count=len(waits))


def may_go_abroad(view: View, row: Row) -> Finding:
    """The questionnaire says that the child may leave the country, or be taken."""
    said = next((one.value for one in row.fact.data.answers if one.question == "abroad"), "")  # type: ignore[attr-defined]
    return (yes if said == "yes" else no)("missing.may-go-abroad", row.fact, answer=said or "not_asked")


def decides_on_ports(view: View, row: Row) -> Finding:
    """The ports were asked, or why they are not is said."""
    data: Any = row.fact.data
    return (yes if data.kind == "ports" and bool(data.why.strip()) else no)("missing.alert-considered", row.fact, kind=data.kind)


def is_flagged(view: View, row: Row) -> Finding:
    """The words rest on age or frequency, or make exploitation small; or a grade below high leaves out what is known, or is below the level suggested."""
    data: Any = row.fact.data
    if isinstance(data, missing.RiskGraded) and data.level != "high":
        if data.not_considered:
            return yes("missing.not-considered", row.fact, left=data.not_considered)
        if data.suggested is not None and risk.ORDER[data.level] < risk.ORDER[data.suggested]:
            return yes("missing.graded-below", row.fact, level=data.level, suggested=data.suggested)
    for found in (no_age_or_frequency(view, row), no_minimising(view, row)):
        if not found.holds:
            return Finding(True, found.because, found.having, found.seen)
    return no("missing.words-in-order", row.fact)


def missing_since(view: View, row: Row) -> datetime:
    """The clock begins when the child went missing, where that is known; else at the report."""
    since = row.fact.data.missing_since  # type: ignore[attr-defined]
    return since.astimezone(row.at.tzinfo) if since else row.fact.held_from
