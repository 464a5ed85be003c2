"""What a child who was harmed, and the family, are owed by the Victims' Code; and whoever must report a suspicion, once that is law."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from tutela.facts import custody, investigation
from tutela.law.investigation import said
from tutela.law.investigation.ladders import DI, LATER, OIC, SERGEANT, SUPERINTENDENT, by_days, steady
from tutela.law.kernel.clocks import ASAP, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.said import gives, negated, says

CASE_HAPPENINGS: Final = step("case-happenings", "investigation", "incident|crime", investigation.Opened)
EVENTS: Final[dict[type, frozenset[str]]] = {
    custody.Arrested: frozenset({"arrested"}), investigation.SuspectInterviewed: frozenset({"interviewed"}),
    investigation.SuspectReleased: frozenset({"released_without_bail", "released_without_charge"}), investigation.SuspectBailed: frozenset({"bailed"}),
    investigation.BailVaried: frozenset({"bail_varied"}),
    investigation.BailEnded: frozenset({"bail_ended", "released_without_bail", "charged", "no_action"}),
    investigation.SuspectCharged: frozenset({"charged"}), investigation.Finalised: frozenset({"no_action", "not_investigated", "charged", "other"}),
}
"""What the Code has the victim told of, and how that is said to them."""


def has_a_victim(view: View, row: Row) -> Finding:
    """Somebody is said to have been harmed."""
    found, opened = said.victims(view)
    return (yes if found else no)("investigation.victim-named", row.fact, *(r.fact for r in opened[:1]), count=len(found))


def no_enhanced_rights(view: View, row: Row) -> Finding:
    """Every victim is an adult, and nobody found that they have enhanced rights. A child always has them; doubt favours the child."""
    found, opened = said.victims(view)
    assessed = [r.fact for r in view.of(investigation.VictimNeedsAssessed) if r.fact.data.enhanced]  # type: ignore[attr-defined]
    adults = bool(found) and all(a.kind == "adult" for a in found) and not assessed
    return (yes if adults else no)("investigation.enhanced-rights", *(r.fact for r in opened[:1]), *assessed[:1], enhanced=not adults)


def ended_without_charge(view: View, row: Row) -> Finding:
    """It ends without a charge: the victim is told why."""
    outcome = row.fact.data.outcome  # type: ignore[attr-defined]
    return (no if outcome == "charged" else yes)("said.says", row.fact, field="outcome", value=outcome)


def tells_the_latest(view: View, row: Row) -> Finding:
    """The child or family was told, by name of whom, of the last thing that had happened by then; old news is no news."""
    data: Any = row.fact.data
    happened = [r for r in view.of(*EVENTS) if r.at <= row.at]
    last = happened[-1] if happened else None
    ok = data.told is not None and (last is None or data.event in EVENTS[type(last.fact.data)])
    return (yes if ok else no)("investigation.victim-told-of", row.fact, *(r.fact for r in happened[-1:]), event=data.event)


def not_to_be_told(view: View, row: Row) -> Finding:
    """They asked not to be, or telling is not safe, and why; that nobody was reached ends nothing."""
    data: Any = row.fact.data
    ok = data.reason in ("asked_not_to", "recipient_conflict", "not_safe") and data.why.strip()
    return (yes if ok else no)("said.says", row.fact, field="reason", value=data.reason)


def agreed_below(key: str) -> Condition:
    """They agreed to be spoken to more often than this."""

    def more_often(view: View, row: Row) -> Finding:
        found = [r.fact for r in view.of(investigation.ContactAgreed) if r.fact.data.days_between]  # type: ignore[attr-defined]
        days: Any = found[-1].data.days_between if found else None  # type: ignore[attr-defined]
        return (yes if days and days < view.number(key) else no)("investigation.contact-agreed", *found[-1:], days=days or "none")

    more_often.__doc__ = f"They agreed to be spoken to more often than {key}."
    return more_often


def is_law(key: str, what: str) -> Condition:
    """What a number of the law stands for is in force when it happens: an event of before is judged by the law of then."""

    def in_force(view: View, row: Row) -> Finding:
        there = view.lawbook.value(key, row.at) is not None
        return yes("investigation.is-law", row.fact, what=what) if there else no("investigation.not-yet-law", row.fact, what=what)

    in_force.__doc__ = f"{what} is in force."
    return in_force


_KEY: Final = tuple(
    on(cls, said.in_an_investigation if cls is custody.Arrested else ended_without_charge if cls is investigation.Finalised else None) for cls in EVENTS
)


def _is_told(happened: Row, told: list[Any]) -> bool:
    return any(t.at >= happened.at and t.fact.data.event in EVENTS[type(happened.fact.data)] for t in told)


def first_untold(view: View, row: Row) -> datetime | tuple[datetime, timedelta]:
    """From the first of these things of which they have not been told, or had not before the last call: what they know already runs no clock."""
    told: list[Any] = [r for r in view.of(investigation.VictimTold) if r.fact.data.told is not None]  # type: ignore[attr-defined]
    happened = [r for r in view.of(*EVENTS) if r.at >= row.at and any(o.when is None or o.when(view, r).holds for o in _KEY if o.type == r.fact.type)]
    untold = next((found for known in (told, told[:-1]) if (found := [r for r in happened if not _is_told(r, known)])), [row])
    fact = untold[0].fact
    return fact.known_force or (fact.occurred.earliest, fact.occurred.latest - fact.occurred.earliest)


_RIGHTS: Final = reads(investigation.Opened, investigation.VictimNeedsAssessed, investigation.VictimTold, *EVENTS)
_CODE: Final = Basis.STATUTORY_CODE

TOLD: Final = Duty(
    "investigation.victim-told", "Tell the victim what has happened to the suspect", "investigation", _CODE, ("victims-code-2020 right 6",),
    also=("VC_KEY_EVENT_ENH",), opens=_KEY, applies=(has_a_victim,), reads=(_RIGHTS,), once_per=Once.WHILE_OPEN, origin=first_untold,
    discharged_by=(on(investigation.VictimTold, tells_the_latest),), ends=(on(investigation.VictimNotTold, not_to_be_told),),
    terms=(
        Term(within("investigation.victim_told.adult"), OIC, by_days(at_due(SERGEANT, OIC)), when=no_enhanced_rights, also=("VC_KEY_EVENT_STD",)),
        Term(within("investigation.victim_told"), OIC, by_days(at_due(SERGEANT, OIC))),
    ),
    why="Arrest, interview, release, bail and its changes, charge, no action. Done when they know the last of them; its day is that of the first that they "
        "do not know. A parent who is the suspect is never told.",
)
SUPPORT: Final = Duty(
    "investigation.victim-support", "Refer the child or family for support, or record that they do not want it", "investigation", _CODE,
    ("victims-code-2020 right 4",), also=("VC_SUPPORT_REFER", "IN-027"), opens=(on(investigation.Opened),),
    applies=(has_a_victim, is_law("investigation.victim_support", "The Code that gives two working days")),
    reads=(
        reads(investigation.Opened),
        reads(investigation.VictimSupportReferred, investigation.VictimSupportDeclined, through=CASE_HAPPENINGS),
    ),
    discharged_by=(on(investigation.VictimSupportReferred), on(investigation.VictimSupportDeclined, gives("words"))),
    ends=(on(investigation.OtherForceAccepted), on(investigation.Finalised)),
    terms=(Term(within("investigation.victim_support"), OIC, by_days(at_due(SERGEANT, OIC))),),
    why="A leaflet is not a referral. Declined is in the family's words, and may be offered again.",
)
CONTACT: Final = Duty(
    "investigation.victim-contact", "Speak to the child or family, and ask how they are", "investigation", _CODE,
    ("victims-code-2020 right 6", "hmicfrs-ny-2022 p220"), also=("VC_UPDATE_AGREED", "C45", "IN-004"), opens=(on(investigation.Opened),), recurs="rolling",
    applies=(has_a_victim,),
    reads=(reads(investigation.Opened, investigation.ContactAgreed),),
    discharged_by=(on(investigation.VictimContacted), on(investigation.VictimTold)), ends=(on(investigation.Finalised), on(investigation.OtherForceAccepted)),
    terms=(
        Term(within("investigation.contact.week"), OIC, steady(at_due(SERGEANT, OIC)), when=agreed_below("investigation.contact.fortnight")),
        Term(within("investigation.contact.fortnight"), OIC, steady(at_share(0.75, OIC), at_due(SERGEANT)), when=agreed_below("investigation.contact")),
        Term(within("investigation.contact"), OIC, steady(at_share(0.75, OIC), at_due(SERGEANT))),
    ),
    why="The Code has the interval agreed with the family: each week, fortnight or four weeks. Two calls that nobody took are not contact.",
)
MANDATED: Final = Duty(
    "investigation.mandated-report", "Report the suspected sexual offence against the child", "child", Basis.STATUTE, ("crime-and-policing-act-2026",),
    also=("CSA_MANDATED_REPORT",), extent="England", certainty="low",
    opens=(on(investigation.SexualAbuseSuspected, negated(says("known_to_police_already", True))),),
    applies=(is_law("investigation.mandated_report", "The duty to report"),),
    discharged_by=(on(investigation.SexualAbuseReported),), once_per=Once.WHILE_OPEN,
    terms=(Term(ASAP, OIC, Ladder((
        from_origin(within("investigation.mandated_report.sergeant"), SERGEANT, DI),
        from_origin(within("investigation.mandated_report"), SUPERINTENDENT, asks="ask.risk-decision", priority=LATER),
    ), within("investigation.repeat.days"))),),
    why="Off until it is commenced. As soon as practicable; seven days at most, and only where waiting protects the child.",
)
DUTIES: Final = (TOLD, SUPPORT, CONTACT, MANDATED)
