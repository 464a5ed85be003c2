"""The conditions of police protection, as sentences. Each answers from what was known at the moment at which it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import protection, referrals
from tutela.law import language
from tutela.law.kernel.arithmetic import days_beginning_with
from tutela.law.kernel.clocks import Event
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import SOCIAL_CARE, is_said

PROVIDED: Final = frozenset({"foster_carer", "childrens_home", "refuge", "local_authority"})
INSPECTORS: Final = frozenset({
    "inspector", "designated_officer", "fim", "cii", "detective_inspector", "chief_inspector", "detective_chief_inspector", "superintendent",
    "detective_superintendent",
})
_MANDATORY: Final = ("circumstances", "harm_feared", "nothing_less")
_NO_HARM: Final = frozenset({
    "a", "at", "be", "feared", "harm", "harmed", "immediate", "likely", "of", "risk", "safeguarding", "serious", "significant", "the", "to",
})
"""Words that say that there is harm, and not which."""
_RELEASE: Final = ("no_cause", "changed", "why_safe", "child_says")
_EIGHT_DAYS: Final = "protection.order.emergency"


def used_at(view: View, row: Row) -> datetime:
    """When the power was used: not when somebody entered it."""
    used = view.first(protection.TakenIntoPoliceProtection)
    return used.at if used else row.at


def points(view: View, row: Row) -> list[datetime]:
    """The moments at which the designated officer is asked to decide, counted from the use."""
    hours: Any = view.lawbook.value("protection.steps", row.at)
    return [used_at(view, row) + timedelta(hours=int(step[:-1])) for step in hours]


def next_point(view: View, row: Row) -> datetime | None:
    """The first of them for which the last decision does not count: it counts for one that comes shortly after it. None after the last."""
    answered = row.at + view.lawbook.span("protection.decision.before", row.at)
    return next((point for point in points(view, row) if point > answered), None)


def point(number: int) -> Event:
    """One of them, as long as it lies after the one for which the duty opened."""

    def this_point(view: View, row: Row) -> datetime | None:
        found, opened = points(view, row), next_point(view, row)
        return found[number] if opened is not None and number < len(found) and found[number] > opened else None

    return this_point


def decision_due(view: View, row: Row) -> datetime | None:
    """A while after the next of them: who decides when asked is not late."""
    following = next_point(view, row)
    return following and following + view.lawbook.span("protection.decision.grace", row.at)


def goes_on_because(view: View, row: Row) -> Finding:
    """The designated officer said why it goes on, and to what plan."""
    data: Any = row.fact.data
    if isinstance(data, protection.PoliceProtectionContinued):
        lacks = tuple(name for name in ("because", "plan") if not is_said(getattr(data, name)))
    else:
        lacks = () if getattr(data, "decision", None) or getattr(data, "harm_still_likely", None) is not None else ("decision",)
    return (no if lacks else yes)("protection.decision-recorded", row.fact, lacks=lacks or ("nothing",))


def tells_authority(view: View, row: Row) -> Finding:
    """A named person of the authority where the child was found, or of an emergency duty team, was told; of either, where nobody named two."""
    data: Any = row.fact.data
    named = view.last(protection.AuthoritiesNamed)
    two = named is not None and _two(named)
    ok = data.matter == "police_protection" and bool(data.person.strip()) and data.to in (SOCIAL_CARE - {"local_authority"} if two else SOCIAL_CARE)
    return (yes if ok else no)("protection.authority-told", row.fact, matter=data.matter, to=data.to)


def tells_home_authority(view: View, row: Row) -> Finding:
    """A named person of the authority where the child lives was told where the child is."""
    data: Any = row.fact.data
    ok = data.matter == "police_protection" and bool(data.person.strip()) and data.to == "local_authority"
    return (yes if ok else no)("protection.authority-told", row.fact, matter=data.matter, to=data.to)


def _two(named: Row) -> bool:
    data: Any = named.fact.data
    return bool(data.ordinary != data.found)


def lives_elsewhere(view: View, row: Row) -> Finding:
    """The child lives in another authority's area than that of finding, or nobody knows where."""
    return (yes if _two(row) else no)("protection.lives-elsewhere", row.fact)


def child_was_told(view: View, row: Row) -> Finding:
    """The child was told what was done, why, and what may follow."""
    told = row.fact.data.told  # type: ignore[attr-defined]
    ok = not told or {"steps", "reasons"} <= {*told}
    return (yes if ok else no)("protection.told-of", row.fact, told=told or ("not said",))


def parents_answered(view: View, row: Row) -> Finding:
    """Both parents, or one who has parental responsibility where that is all, were told, or it is said of each why not and what was tried."""
    seen = view.of(protection.ParentToldOfProtection, protection.ParentNotToldOfProtection)
    answered = {r.fact.data.who for r in seen if _answers(r.fact.data)}  # type: ignore[attr-defined]
    ok = {"mother", "father"} <= answered or bool(answered & {"parent", "parental_responsibility"})
    return (yes if ok else no)("protection.parents", *(r.fact for r in seen), answered=tuple(sorted(answered)) or ("nobody",))


def _answers(data: Any) -> bool:
    return isinstance(data, protection.ParentToldOfProtection) or (data.tried is True and is_said(data.why))


def was_removed(view: View, row: Row) -> Finding:
    """The child was taken somewhere; a child who is kept from being taken from a hospital stays there."""
    stays = row.fact.data.limb == "removal_prevented"  # type: ignore[attr-defined]
    return (no if stays else yes)("protection.limb", row.fact)


def is_provided(view: View, row: Row) -> Finding:
    """The place is the local authority's or found by it, or a refuge."""
    data: Any = row.fact.data
    ok = data.place in PROVIDED or (data.arranged_by == "local_authority" and data.place != "police_station")
    return (yes if ok else no)("protection.place", row.fact, place=data.place)


def at_station(view: View, row: Row) -> Finding:
    """The child is at a police station."""
    return (yes if row.fact.data.place == "police_station" else no)("protection.place", row.fact, place=row.fact.data.place)  # type: ignore[attr-defined]


def not_at_station(view: View, row: Row) -> Finding:
    """The child is somewhere else than at a police station."""
    found = at_station(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def station_authorised(view: View, row: Row) -> Finding:
    """No police station, or an inspector said why before the child came there."""
    if not at_station(view, row).holds:
        return yes("protection.place", row.fact, place=row.fact.data.place)  # type: ignore[attr-defined]
    given = [r for r in view.of(protection.PoliceStationAuthorised) if r.fact.by.role in INSPECTORS and is_said(r.fact.data.why)]  # type: ignore[attr-defined]
    return (yes if given else no)("protection.station-authorised", row.fact, *(r.fact for r in given), authorised=bool(given))


def _names_harm(text: str) -> bool:
    """Does it say which harm: "risk of harm" says none."""
    return bool({*re.findall(r"[a-z]+", text.lower())} - _NO_HARM)


def circumstances_whole(view: View, row: Row) -> Finding:
    """What was found, what harm was feared and why nothing less would do are written, by one entry or several, in words that say something."""
    given = view.of(protection.CircumstancesRecorded)
    texts = {name: " ".join(getattr(r.fact.data, name) for r in given if is_said(getattr(r.fact.data, name))) for name in _MANDATORY}
    empty: dict[str, Callable[[str], object]] = {"circumstances": language.superficial, "harm_feared": lambda text: not _names_harm(text)}
    lacks = tuple(name for name, text in texts.items() if not text or (name in empty and empty[name](text)))
    return (no if lacks else yes)("protection.circumstances", *(r.fact for r in given), lacks=lacks or ("nothing",))


def inquiry_whole(view: View, row: Row) -> Finding:
    """Cause, harm feared, enquiries, the child's interests and a decision are written; where it goes on, when the next is due."""
    data: Any = row.fact.data
    wanted = ("reasonable_cause", "harm_feared", "enquiries", "best_interests", "decision", *(() if data.decision == "release" else ("next_decision_at",)))
    lacks = tuple(name for name in wanted if not is_said(getattr(data, name)) or (name == "harm_feared" and not _names_harm(data.harm_feared)))
    return (no if lacks else yes)("protection.inquiry", row.fact, lacks=lacks or ("nothing",))


def not_copied(view: View, row: Row) -> Finding:
    """The designated officer's words are not the constable's again."""
    data: Any = row.fact.data
    own = {data.reasonable_cause.strip().lower(), data.harm_feared.strip().lower()} - {""}
    same = [
        r.fact for r in view.of(protection.CircumstancesRecorded)
        if own & {r.fact.data.circumstances.strip().lower(), r.fact.data.harm_feared.strip().lower()}  # type: ignore[attr-defined]
    ]
    return (no if same else yes)("protection.copied", row.fact, *same)


def is_independent(view: View, row: Row) -> Finding:
    """Who inquires is not who used the power, and nobody says that they are of that chain."""
    data: Any = row.fact.data
    used = view.first(protection.TakenIntoPoliceProtection)
    same = used is not None and row.fact.by.ref is not None and row.fact.by.ref == used.fact.by.ref
    ok = not same and data.independent is not False
    return (yes if ok else no)("protection.independent", row.fact, *((used.fact,) if used else ()), same=same)


def offences_answered(view: View, row: Row) -> Finding:
    """Each offence has its crime number or why none; or it is said why there is none at all."""
    data: Any = row.fact.data
    ok = all(o.number or is_said(o.none_because) for o in data.offences) if data.offences else is_said(data.none_because)
    return (yes if ok else no)("protection.offences", row.fact, offences=tuple(o.offence for o in data.offences) or ("none",))


def turn_end(view: View, row: Row) -> datetime | None:
    """When the turn of the officer who took the child ends, as last said."""
    said: datetime | None = row.fact.data.turn_ends  # type: ignore[attr-defined]
    changed = [r for r in view.of(protection.TurnOfDesignatedOfficerChanged) if r.at >= row.at]
    return changed[-1].fact.data.turn_ends if changed else said  # type: ignore[attr-defined]


def knows_turn(view: View, row: Row) -> Finding:
    """It is known when their turn ends."""
    return (yes if turn_end(view, row) else no)("protection.turn-known", row.fact)


def has_defects(view: View, row: Row) -> Finding:
    """The review found something wanting."""
    found = tuple(d.what for d in row.fact.data.defects)  # type: ignore[attr-defined]
    return (yes if found else no)("protection.defects", row.fact, defects=found or ("nothing",))


def no_defects(view: View, row: Row) -> Finding:
    """The review found nothing wanting."""
    found = has_defects(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def all_answered(view: View, row: Row) -> Finding:
    """Everything that the last review found wanting is answered or cured."""
    found = [r for r in view.of(protection.PoliceProtectionReviewed) if r.at <= row.at and has_defects(view, r).holds]
    wanting = {d.what for d in found[-1].fact.data.defects} if found else set()  # type: ignore[attr-defined]
    answered = {r.fact.data.what for r in view.of(protection.ProtectionDefectAnswered, protection.ProtectionDefectCured)}  # type: ignore[attr-defined]
    left = tuple(sorted(wanting - answered))
    return (no if left else yes)("protection.defects", row.fact, defects=left or ("nothing",))


def _record_lacks(view: View, row: Row) -> tuple[str, ...]:
    """What the record of the use does not hold: offences, circumstances, our own note of a strategy discussion about it."""
    considered = [r for r in view.of(protection.OffencesConsidered) if offences_answered(view, r).holds]
    discussed = [r for r in view.of(referrals.StrategyDiscussionHeld) if view.subject.ref in r.fact.refs("protection")]
    noted = [r for r in view.of(referrals.MeetingNoteMade) if discussed and r.at >= discussed[-1].at and is_said(r.fact.data.decided)]  # type: ignore[attr-defined]
    return tuple(word for word, there in (
        ("offences", considered), ("circumstances", circumstances_whole(view, row).holds), ("strategy_note", noted or not discussed),
    ) if not there)


def record_is_whole(view: View, row: Row) -> Finding:
    """Offences were considered, the circumstances are written, and a strategy discussion that was held has our own note."""
    lacks = _record_lacks(view, row)
    return (no if lacks else yes)("protection.record-lacks", row.fact, lacks=lacks or ("nothing",))


def review_may_pass(view: View, row: Row) -> Finding:
    """The record is whole, and every defect is cured."""
    wanting = {d.what for r in view.of(protection.PoliceProtectionReviewed) for d in r.fact.data.defects}  # type: ignore[attr-defined]
    cured = {r.fact.data.what for r in view.of(protection.ProtectionDefectCured)}  # type: ignore[attr-defined]
    lacks = (*sorted(wanting - cured), *_record_lacks(view, row))
    return (no if lacks else yes)("protection.review-lacks", row.fact, lacks=tuple(dict.fromkeys(lacks)) or ("nothing",))


def release_is_whole(view: View, row: Row) -> Finding:
    """Why there is no cause any more, what changed, why it is safe and what the child says are written."""
    data: Any = row.fact.data
    lacks = tuple(name for name in _RELEASE if not is_said(getattr(data, name)))
    return (no if lacks else yes)("protection.release-lacks", row.fact, lacks=lacks or ("nothing",))


def release_unexplained(view: View, row: Row) -> Finding:
    """The child is out of police protection and no decision says why, whole."""
    data: Any = row.fact.data
    if isinstance(data, protection.PoliceProtectionEnded) and data.how not in ("ran_out", "unknown"):
        return no("protection.ended-how", row.fact, how=data.how)
    decided = [r for r in view.of(protection.ReleaseFromProtectionDecided) if release_is_whole(view, r).holds]
    return (no if decided else yes)("protection.release-explained", row.fact, *(r.fact for r in decided), explained=bool(decided))


def has_no_plan(view: View, row: Row) -> Finding:
    """The release belongs to no plan."""
    return (no if row.fact.data.plan else yes)("protection.release-plan", row.fact)  # type: ignore[attr-defined]


def has_plan(view: View, row: Row) -> Finding:
    """The release belongs to a plan."""
    found = has_no_plan(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


def answers_unplanned(view: View, row: Row) -> Finding:
    """A superintendent or above accepted it, with the reason."""
    data: Any = row.fact.data
    ok = data.decision == "accepted" and is_said(data.why) and "superintendent" in row.fact.by.role
    return (yes if ok else no)("protection.unplanned-answered", row.fact, decision=data.decision, role=row.fact.by.role)


def order_could_be_used(view: View, row: Row) -> Finding:
    """An order about the child is in force that could be executed in place of the power."""
    data: Any = row.fact.data
    ok = isinstance(data, protection.OrderForChildFound) or data.in_force is True
    return (yes if ok else no)("protection.order-in-force", row.fact)


def is_emergency_order(view: View, row: Row) -> Finding:
    """An emergency protection order."""
    data: Any = row.fact.data
    return (yes if data.order == "emergency_protection" else no)("protection.order", row.fact, order=data.order or "not said")


def order_end(view: View, row: Row) -> datetime:
    """When the order ends: as the court said, else eight days beginning with its day, or with the first day of police protection (s45(3))."""
    data: Any = row.fact.data
    if data.ends is not None:
        ends: datetime = data.ends
        return ends
    ours = any(r.fact.data.by_whom == "designated_officer" for r in view.of(protection.OrderForChildAppliedFor))  # type: ignore[attr-defined]
    return days_beginning_with(used_at(view, row) if ours else row.at, int(view.lawbook.book.number(_EIGHT_DAYS, row.at)))


def is_of_monthly_meeting(view: View, row: Row) -> Finding:
    """The monthly meeting about the uses of police protection."""
    forum = row.fact.data.forum  # type: ignore[attr-defined]
    return (yes if forum == "police_protection_review" else no)("protection.forum", row.fact, forum=forum)


def entered_in_time(view: View, row: Row) -> Finding:
    """Entered within the time from when it happened."""
    late = row.fact.entry_lag > view.lawbook.span("law.late_entry", row.at)
    return (no if late else yes)("protection.entered-late", row.fact, hours=round(row.fact.entry_lag / timedelta(hours=1)))


def in_its_home(view: View, row: Row) -> Finding:
    """A document of the authorisation is attached to the use itself."""
    where = row.fact.data.attached_to  # type: ignore[attr-defined]
    return (yes if where == "protection" else no)("protection.attached", row.fact, where=where or "not said")
