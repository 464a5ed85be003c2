"""Generated histories: what may happen to two children, an offender and an investigation, in any order and with every slip of a record.

Facts come late, as spans, twice at one moment, with corrections of corrections, withdrawals, merges and un-merges of
references, and decisions about duties. Nothing here is likely; everything is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec
from hypothesis import strategies as st

from tutela.facts import About, Actor, Fact, Payload, Span, attempts, contact, duties, investigation, missing, offenders, people, referrals, sharing
from tutela.facts.registry import name_of
from tutela.law.catalogue import RULES
from tutela.law.kernel.rules import Duty

BEGAN: Final = datetime(2026, 3, 2, 6, tzinfo=UTC)
STEP: Final = timedelta(minutes=20)
STEPS: Final = 240
ENDS: Final = BEGAN + STEP * STEPS + timedelta(days=6)
"""After this nothing of a generated history is seen for the first time."""

C1, C1_AGAIN, C2 = About("child", "c1", "missing"), About("person", "c1b", "missing"), About("child", "c2", "missing")
E1, E2, E3 = About("episode", "e1"), About("episode", "e2"), About("episode", "e3")
I1, I2 = About("incident", "i1"), About("incident", "i2")
O1, O2, V1, S1 = About("offender", "o1"), About("offender", "o2"), About("investigation", "v1"), About("submission", "s1")
OWNER: Final = About("officer", "o:31")
_EPISODES: Final = ((C1, E1, I1), (C2, E2, I1), (C1, E3), (C1_AGAIN, E3), (C1_AGAIN, E1), (C1_AGAIN, About("episode", "e4"), I2))
_ROOM: Final = ((I1,), (I1, C1), (E3,), (I2, C1_AGAIN))
_PERSONS: Final = ((C1,), (C1_AGAIN,), (C2,))
_CASE: Final = ((V1, C1),)
_REACH: Final = ((O1, C1), (O1, C1_AGAIN), (O2, C1), (O1, C2), (O1, O2, C2))
_ROLES: Final = (
    "fim", "cii", "call_handler", "supervisor", "inspector", "detective_inspector", "superintendent", "response_officer", "care_home", "social_worker",
)
_LEVELS: Final = ("high", "medium", "medium", "low", "no_apparent_risk")
_WORDS: Final = ("First time missing; likely with a friend.", "", "She always comes back; she is 16.", "PC 12 to the flat on Harbour Row by 09:00.")
_MARKERS: Final[tuple[people.Marker, ...]] = ("child_criminal_exploitation", "child_sexual_exploitation", "priority_missing", "self_harm")
_ACTION: Final = missing.Action(what="Visit the flat", who="PC 12", where="Harbour Row", by_when=BEGAN)
CODES: Final = tuple(rule.code for rule in RULES if isinstance(rule, Duty))

Make = Callable[[st.DrawFn], Payload]


class Kind(NamedTuple):
    """A kind of fact: whom it may be about, how its data is made, and whether it can settle a duty."""

    about: tuple[tuple[About, ...], ...]
    make: Make


def _one(cls: type[Payload], **choices: tuple[Any, ...]) -> Make:
    return lambda draw: cls(**{name: draw(st.sampled_from(values)) for name, values in choices.items()})


REPORT: Final = Kind(_EPISODES, _one(
    missing.Reported, missing_from=("home", "street"), concerns=((), ("self_harm",), ("child_sexual_exploitation", "self_harm")),
    category=(None, None, "high"), out_of_character=(None, True),
))
OPENING: Final[tuple[Kind, ...]] = (
    REPORT, REPORT,
    Kind(((I1, C1), (I2, C2), (I1, C2)), _one(
        contact.Reported, concern=("missing_child", "missing_child", "concern_for_child", "crime"), immediate_danger=(False, True),
    )),
    Kind(_EPISODES, _one(missing.RiskGraded, level=_LEVELS, rationale=_WORDS, provisional=(False, True), second_line=(None, "o:9"))),
    Kind(_EPISODES, _one(missing.LoweringRequested, level=("medium", "low"), reason=_WORDS)),
    Kind(_EPISODES, _one(missing.OwnershipDeclined, reason=("Five episodes open.",))),
    Kind(tuple((*about, OWNER) for about in _EPISODES), _one(missing.OwnershipAssigned, to=("cii@missing", "fim@contact"), ref=("o:31",))),
    Kind(_EPISODES, _one(missing.OwnershipAccepted, role=("cii@missing",))),
    Kind(_EPISODES, _one(missing.Allocated, to=("response_officer@response",), direction=_WORDS, actions=((), (_ACTION,)))),
    Kind(_ROOM, _one(contact.Graded, grade=("immediate", "prompt", "scheduled", "no_deployment"))),
    Kind(_ROOM, _one(contact.LoweringRequested, grade=("prompt",), reason=("Aunt says so.",))),
    Kind(_ROOM, _one(contact.InformationReceived, what=("second_call", "sighting"))),
    Kind(_ROOM, _one(contact.ResourceUnavailable)),
    Kind(_ROOM, _one(contact.ThriveAssessed, threat=("", "Unknown."), harm=("x",), risk=("x",), investigation=("x",), vulnerability=("x",), engagement=("x",))),
    Kind(_ROOM, _one(contact.SystemsChecked, hits=((), ("h1",), ("h1", "h2")))),
    Kind(_PERSONS, _one(people.MarkerRecorded, marker=_MARKERS, level=(None, "high"))),
    Kind(_PERSONS, lambda draw: missing.PriorityListed(rank=draw(st.sampled_from((None, 1))))),
    Kind(_PERSONS, _one(missing.EpisodeOnRecord)),
    Kind(_EPISODES, _one(missing.Returned, by=("self", "police"), harm_indicated=(None, True))),
    Kind(_EPISODES, _one(missing.ReturnInterviewReceived)),
    Kind(_CASE, _one(investigation.Opened)),
    Kind(((V1, S1),), _one(investigation.ForensicReturned)),
    Kind(((V1, S1),), _one(investigation.ForensicResultReceived)),
    Kind(_REACH, _one(offenders.ChildContactFound, kind=("contact", "can_reach"))),
    Kind(((O1,), (O2,)), _one(offenders.BecameNotifiable)),
    Kind(_EPISODES, _one(attempts.LoweringRefused, act=("missing.LoweringApproved",), standards=((),))),
)
"""What opens duties, and what their conditions read; of it only a level of high settles a second line's review."""
SETTLING: Final[tuple[Kind, ...]] = (
    Kind(_EPISODES, _one(missing.Found, by=("police", "carer"))),
    Kind(_EPISODES, _one(missing.Reviewed, text=_WORDS, decision=("deploy", "continue", "none"), tasks=((), (_ACTION,)))),
    Kind(_EPISODES, _one(missing.PlanRecorded, lines=((), (_ACTION,)))),
    Kind(_EPISODES, _one(missing.Searched, what=("room", "vehicle"))),
    Kind(_EPISODES, _one(missing.EnquiryMade, what=("Spoke to a friend.",))),
    Kind(_EPISODES, _one(missing.LoweringApproved, level=("medium", "low"), requested_by=("o:14", "o:fim"), reason=_WORDS)),
    Kind(_EPISODES, _one(missing.PreventionInterviewHeld, mode=("in_person",), by=("police", "carer"))),
    Kind(_EPISODES, _one(sharing.Told, matter=("missing", "found"), to=("local_authority", "school"), person=("Ms Okafor", ""))),
    Kind(_ROOM, _one(contact.Arrived)),
    Kind(_ROOM, _one(contact.Dispatched)),
    Kind(_ROOM, _one(contact.Reviewed, decision=("deploy", "none"), text=("PC 12 to the flat.",))),
    Kind(_ROOM, _one(contact.HitAnswered, hit=("h1", "h2"), used=(True,), because=("Knife in March.",))),
    Kind(_ROOM, _one(contact.LoweringApproved, grade=("prompt", "no_deployment"), requested_by=("o:14", "o:fim"), reason=("Aunt says so.",))),
    Kind(_PERSONS, _one(missing.TriggerPlanApproved)),
    Kind(_PERSONS, _one(missing.TriggerPlanEnded, reason=("Moved away.",))),
    Kind(((*_PERSONS, *_REACH)), _one(referrals.NoticeMade)),
    Kind(_PERSONS, _one(referrals.StrategyConsidered, ask=(True,))),
    Kind(_REACH, _one(offenders.DisclosureDecided, disclose=(True, False))),
    Kind(_CASE, _one(investigation.ProgressMade, what=("A statement.",))),
    Kind(_CASE, _one(investigation.Reviewed, directs=(True, False))),
    Kind(((V1, S1),), _one(investigation.ForensicSubmitted)),
)
_SUBJECTS: Final = ((E1,), (E3,), (I1,), (C1,), (C1_AGAIN,), (V1,), (O1,))


@st.composite
def _times(draw: st.DrawFn, spread: int) -> dict[str, Any]:
    """The three times: most facts are exact and entered at once; some are spans, learnt late, entered later."""
    at = BEGAN + STEP * draw(st.integers(0, spread))
    span = draw(st.sampled_from((0, 0, 0, 0, 1, 6, 30)))
    learnt = draw(st.sampled_from((None, None, None, 0, 20, 300, 2000)))
    entered = draw(st.sampled_from((None, None, 0, 0, 20, 300, 2000)))
    known = at + timedelta(minutes=learnt) if learnt is not None else None
    owner = (known or at) + timedelta(minutes=15) if draw(st.integers(0, 5)) == 0 else None
    return {
        "occurred": Span(at, at + timedelta(hours=span)), "known_force": known, "known_owner": owner,
        "recorded_at": (known or at) + timedelta(minutes=entered) if entered is not None else None,
    }


@st.composite
def _fact(draw: st.DrawFn, number: int, kinds: Sequence[Kind], spread: int) -> Fact:
    kind = draw(st.sampled_from(kinds))
    data = kind.make(draw)
    role = draw(st.sampled_from(_ROLES))
    return Fact(
        id=f"f{number:02}", type=name_of(type(data)), data=data, by=Actor(role, draw(st.sampled_from((f"o:{role}", "o:14", None)))),
        about=draw(st.sampled_from(kind.about)), sensitivity=draw(st.sampled_from(("none", "none", "none", "restricted", "secret"))), **draw(_times(spread)),
    )


@st.composite
def _correction(draw: st.DrawFn, number: int, earlier: list[Fact], spread: int) -> Fact:
    """A fact put right: withdrawn, moved in time, about another child, saying something else, or correcting what nobody has."""
    of = draw(st.sampled_from(earlier))
    how = draw(st.sampled_from(("withdrawn", "moved", "moved", "about", "said", "said", "unknown")))
    times = draw(_times(spread))
    if how in ("said", "about"):
        times["occurred"] = of.occurred
    after = max(of.shown_from, of.occurred.earliest) + STEP * draw(st.integers(-1, 40))
    times["recorded_at"] = max(after, times["known_force"] or after)
    fact = msgspec.structs.replace(of, id=f"f{number:02}", supersedes=of.id, **times)
    if how == "withdrawn":
        return msgspec.structs.replace(fact, type="people.Withdrawn", data=people.Withdrawn(why="Wrong log."))
    kind = next((k for k in (*OPENING, *SETTLING) if of.about in k.about and name_of(type(k.make(draw))) == of.type), None)
    if how == "said" and kind is not None:
        return msgspec.structs.replace(fact, data=kind.make(draw))
    if how == "about" and kind is not None:
        return msgspec.structs.replace(fact, about=draw(st.sampled_from(kind.about)))
    return msgspec.structs.replace(fact, supersedes="f99") if how == "unknown" else fact


@st.composite
def _of_duty(draw: st.DrawFn, number: int, earlier: list[Fact], spread: int, settling: bool) -> Fact:
    code, opening = draw(st.sampled_from(CODES)), draw(st.sampled_from((None, *(f.id for f in earlier))))
    made: list[Payload] = [
        duties.RiskDecided(duty=code, opening=opening, decision="wait", why="Two cars from the next force."), duties.Inherited(duty=code, opening=opening),
        duties.Acknowledged(duty=code, opening=opening),
    ]
    if settling:
        made += [duties.NotNeeded(duty=code, opening=opening, reason="Moved.", approved_by=by) for by in ("o:9", "o:14")]
        made.append(duties.Failed(duty=code, opening=opening, reason="Nobody came."))
    data = draw(st.sampled_from(made))
    return Fact(
        id=f"f{number:02}", type=name_of(type(data)), data=data, by=Actor("inspector", "o:14"), about=draw(st.sampled_from(_SUBJECTS)),
        **draw(_times(spread)),
    )


@st.composite
def _merge(draw: st.DrawFn, number: int, spread: int) -> Fact:
    kept, merged = draw(st.sampled_from((("c1", "c1b"), ("c1b", "c1"), ("c1", "c1b"), ("c2", "c1"))))
    data = draw(st.sampled_from((people.Merged(), people.Merged(), people.Unmerged())))
    about = (About("child", kept, "kept"), About("person", merged, "merged"))
    return Fact(id=f"f{number:02}", type=name_of(type(data)), data=data, by=Actor("intelligence_officer", "o:3"), about=about, **draw(_times(spread)))


@st.composite
def histories(draw: st.DrawFn, most: int = 12, *, settling: bool = True, merging: bool = True) -> list[Fact]:
    """A history of at least one fact, in no particular order: of a few kinds only, close in time or far apart, so that they meet.

    ``settling``: with acts and decisions that settle duties. ``merging``: with merges and un-merges.
    """
    every = (*OPENING, *SETTLING) if settling else OPENING
    kinds = (REPORT, *draw(st.lists(st.sampled_from(every), min_size=1, max_size=5)))
    spread = draw(st.sampled_from((2, 12, 60, STEPS)))
    facts: list[Fact] = []
    if draw(st.booleans()):
        born = datetime.combine(draw(st.sampled_from((date(2011, 5, 1), date(2008, 3, 4), date(1990, 1, 1)))), datetime.min.time(), UTC)
        facts.append(Fact(id="f00", type="people.Born", data=people.Born(), occurred=Span(born, born), known_force=BEGAN, by=Actor("system"), about=(C1,)))
    for number in range(1, draw(st.integers(1, most)) + 1):
        what = draw(st.sampled_from("ffffffffccdm" if merging else "ffffffffccd"))
        if what == "c" and facts:
            facts.append(draw(_correction(number, facts, spread)))
        elif what == "d":
            facts.append(draw(_of_duty(number, facts, spread, settling)))
        elif what == "m":
            facts.append(draw(_merge(number, spread)))
        else:
            facts.append(draw(_fact(number, kinds, spread)))
    return facts
