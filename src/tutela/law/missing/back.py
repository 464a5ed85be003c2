"""The conditions of a child who is back, and of what is owed before the next time, as sentences."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import takewhile
from typing import Any, Final

from tutela.facts import missing
from tutela.law.kernel.age import is_child
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.situation import Row, View
from tutela.law.standing import risk

QUESTIONS: Final = ("where", "found_by", "with_whom", "how_long", "harm", "transport", "phone", "money_gifts", "reason", "words")
"""What the record of a return says, or why nobody can say it."""


def answered(data: missing.ReturnRecorded) -> frozenset[str]:
    """Which of the questions one record of a return answers, or gives a reason for not answering."""
    said = {
        "where": data.where, "found_by": data.found_by, "with_whom": data.with_whom, "how_long": data.how_long, "harm": data.harm is not None,
        "transport": data.transport or data.vehicles, "phone": data.phone or data.phones, "money_gifts": data.money_gifts,
        "reason": data.reasons or data.reason, "words": data.words or data.account_deferred,
    }
    return frozenset(name for name, answer in said.items() if answer) | {one.question for one in data.unanswered if one.why.strip()}


def says_where_and_who(view: View, row: Row) -> Finding:
    """Where the child was, and with whom, is on record."""
    found: list[Any] = [r.fact.data for r in view.of(missing.Found)]
    entered: list[Any] = [r.fact.data for r in view.of(missing.ReturnInterviewEntered)]
    told: list[Any] = [r.fact.data for r in view.of(missing.ReturnRecorded)]
    where = any(f.where.strip() for f in found) or any(e.places for e in entered) or any(t.where for t in told)
    whom = any(f.with_whom.strip() for f in found) or any(e.people for e in entered) or any(t.with_whom for t in told)
    return (yes if where and whom else no)("missing.where-and-with-whom", row.fact, where=where, whom=whom)


def not_said_safe(view: View, row: Row) -> Finding:
    """Found, and nobody says that the child is safe: not known, or not safe."""
    data: Any = row.fact.data
    return (no if data.safe else yes)("missing.said-safe", row.fact, safe="not_known" if data.safe is None else "yes" if data.safe else "no")


def found_safe_by_police(view: View, row: Row) -> Finding:
    """Police found the child, and say that the child is safe."""
    data: Any = row.fact.data
    return (yes if data.safe and data.by == "police" else no)("missing.found-safe", row.fact, safe=data.safe, by=data.by)


def was_seen(view: View, row: Row) -> Finding:
    """Somebody verified the child, and says how."""
    data: Any = row.fact.data
    return (yes if data.by != "nobody" and data.how.strip() else no)("missing.verified-by", row.fact, by=data.by)


def returned_at(view: View, row: Row) -> tuple[datetime, timedelta]:
    """When the child came back to home or care, whenever the force learnt it; until that is known, when they were found."""
    back = view.first(missing.Returned) or row
    return back.at, back.fact.occurred.latest - back.at


def sees_the_child(view: View, row: Row) -> Finding:
    """Police saw the child; or, for a child who often returns, whom the trigger plan names, with the reason."""
    data: Any = row.fact.data
    if data.by == "police":
        return yes("missing.seen-by-police", row.fact, mode=data.mode)
    plan = view.last(missing.TriggerPlanApproved)
    named = plan is not None and plan.fact.data.also_sees_child == data.by  # type: ignore[attr-defined]
    ok = named and bool(data.why_not_police.strip())
    return (yes if ok else no)("missing.seen-by-another", row.fact, by=data.by, named_in_plan=named)


def harm_or_exploitation(view: View, row: Row) -> Finding:
    """Harm or exploitation is indicated: by the return, or by what is known of the child."""
    for back in view.of(missing.Returned):
        if back.fact.data.harm_indicated:  # type: ignore[attr-defined]
            return yes("missing.harm-indicated", back.fact)
    signs = ("child_sexual_exploitation", "child_criminal_exploitation", "county_lines", "debt_bondage", "trafficking")
    known = risk.concerns(view)
    name = next((s for s in signs if s in known), None)
    return yes("missing.exploitation-known", known[name].fact, concern=name) if name else no("missing.no-sign-of-harm", row.fact)


def exploitation_high(view: View, row: Row) -> Finding:
    """A marker puts the risk of exploitation as high, or the child is listed as priority missing."""
    data: Any = row.fact.data
    ok = data.marker == "priority_missing" or (data.level == "high" and data.marker in ("child_sexual_exploitation", "child_criminal_exploitation"))
    return (yes if ok else no)("missing.exploitation-high", row.fact, marker=data.marker, level=data.level)


def is_flag_with_end(view: View, row: Row) -> Finding:
    """The child was flagged by hand as one who goes missing again and again, until a day."""
    data: Any = row.fact.data
    flag = data.marker == "priority_missing" and data.until is not None
    return (yes if flag else no)("missing.flagged", row.fact, marker=data.marker)


def ends_flag(view: View, row: Row) -> Finding:
    """The flag was taken off, by a person, with the reason."""
    data: Any = row.fact.data
    return (yes if data.marker == "priority_missing" else no)("missing.flagged", row.fact, marker=data.marker)


def flag_review_date(view: View, row: Row) -> datetime:
    """The end of the day by which the flag is looked at again, never after the last day for which it was meant."""
    data: Any = row.fact.data
    day = min(filter(None, (data.review_by, data.until)))
    return datetime.combine(day, time(23, 59, 59), LOCAL).astimezone(UTC)


def has_no_plan(view: View, row: Row) -> Finding:
    """No live trigger plan is on record."""
    live = live_plan(view)
    return no("missing.plan-live", live.fact) if live else yes("missing.no-plan", row.fact)


def has_a_plan(view: View, row: Row) -> Finding:
    """A trigger plan is live."""
    live = live_plan(view)
    return yes("missing.plan-live", live.fact) if live else no("missing.no-plan", row.fact)


def live_plan(view: View) -> Row | None:
    """The trigger plan that is live."""
    last = view.last(missing.TriggerPlanApproved, missing.TriggerPlanEnded)
    return last if last is not None and isinstance(last.fact.data, missing.TriggerPlanApproved) else None


def plan_unused_again(view: View, row: Row) -> Finding:
    """Search after search ended without any action of the trigger plan being done: as many as make it worth reading again."""
    data: Any = row.fact.data
    read = view.last(missing.TriggerPlanApproved, missing.TriggerPlanReviewed)
    since = [r for r in view.of(missing.EpisodeClosed) if r.at <= row.at and (read is None or r.at > read.at)]
    with_plan = [r for r in since if r.fact.data.plan_used is not None]  # type: ignore[attr-defined]  # all are of that type
    unused = list(takewhile(lambda r: r.fact.data.plan_used is False, reversed(with_plan)))  # type: ignore[attr-defined]  # as above
    again = data.plan_used is False and len(unused) >= view.number("missing.trigger_plan.unused")
    return (yes if again else no)("missing.plan-unused", row.fact, *(r.fact for r in unused if r is not row), count=len(unused))


def says_why_not_done(view: View, row: Row) -> Finding:
    """Every action of the trigger plan that was left has its reason; or none was left."""
    data: Any = row.fact.data
    silent = sum(1 for action in data.not_done if not action.why.strip())
    return (no if silent else yes)("missing.plan-left", row.fact, count=silent)


def says_all_of_return(view: View, row: Row) -> Finding:
    """Every question of the return is answered, or it is said why it cannot be."""
    data: Any = row.fact.data
    return (no if data.unanswered else yes)("missing.return-answered", row.fact, questions=[name.replace("_", " ") for name in data.unanswered])


def signed_off(view: View, row: Row) -> Finding:
    """The line manager of whoever wrote it and the responsible inspector signed the record of the return off."""
    data: Any = row.fact.data
    return (no if data.unsigned else yes)("missing.form-signed-off", row.fact, wanting=[name.replace("_", " ") for name in data.unsigned])


def sent_back(view: View, row: Row) -> Finding:
    """The record of the return was scored so low that it goes back to whoever wrote it."""
    data: Any = row.fact.data
    make = yes if data.quality <= view.number("missing.form_low") else no
    return make("missing.form-scored", row.fact, quality=data.quality, gaps=[name.replace("_", " ") for name in data.gaps])


def all_written_in(view: View, row: Row) -> Finding:
    """Every paper booklet that was attached is written into the return form."""
    papers: set[Any] = {r.fact.data.document for r in view.of(missing.PaperAttached)}  # type: ignore[attr-defined]  # all are of that type
    left = papers - {r.fact.data.from_paper for r in view.of(missing.ReturnRecorded)}  # type: ignore[attr-defined]  # as above
    return (no if left else yes)("missing.papers-left", row.fact, count=len(left))


def declined_with_reason(view: View, row: Row) -> Finding:
    """An inspector decided that no meeting is needed, and why."""
    data: Any = row.fact.data
    ok = bool(data.reason.strip()) and (row.fact.by.role in risk.INSPECTORS or data.approved_by is not None)
    return (yes if ok else no)("missing.meeting-declined", row.fact)


def is_young(view: View, row: Row) -> Finding:
    """The person is a child, or is treated as one, on the day."""
    return is_child(view, row)


def own_review_date(view: View, row: Row) -> datetime | None:
    """The end of the day by which the plan itself says that it is reviewed."""
    plan = view.last(missing.TriggerPlanApproved) or row
    day = plan.fact.data.review_by  # type: ignore[attr-defined]
    return datetime.combine(day, time(23, 59, 59), LOCAL).astimezone(UTC) if day else None


def has_own_review_date(view: View, row: Row) -> Finding:
    """The plan names its own review date, and has not been reviewed since."""
    last = view.last(missing.TriggerPlanApproved, missing.TriggerPlanReviewed) or row
    data: Any = last.fact.data
    named = isinstance(data, missing.TriggerPlanApproved) and data.review_by is not None
    return (yes if named else no)("missing.own-review-date", last.fact)
