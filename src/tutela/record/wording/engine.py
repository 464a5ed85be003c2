"""Which texts of an entry are read, as what; what is noticed in one; and the earlier entry that it is like.

One service for the keyboard and for what was saved: a page asks :func:`passages` while somebody types and keeps nothing; an act's
finisher keeps the same (XX-008). Of an act that cannot wait nothing is asked; of another its author is asked once (AH-032, AH-025).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, Literal

import msgspec

from tutela.facts import Payload, contact, missing
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.words import words
from tutela.law import language
from tutela.law.language.likeness import ALIKE, SHORTEST, likeness, runs
from tutela.record.wording.queries import Flag, Written, check, written_before

Kind = Literal["rationale", "direction", "review", "endorsement", "assessment"]
NEVER_LOWERS: Final = frozenset({"frequency", "age-based"})
"""What never lowers a risk: said first, and said so."""
COPIED: Final = "language.near-copy"
_NEAREST: Final = 5

READ: Final[Mapping[type[Payload], Mapping[str, Kind]]] = {
    contact.ThriveAssessed: dict.fromkeys(("threat", "harm", "risk", "investigation", "vulnerability", "engagement"), "assessment"),
    contact.InformationAnswered: {"why": "rationale"},
    contact.Graded: {"rationale": "rationale"},
    contact.LoweringRequested: {"reason": "rationale"},
    contact.LoweringApproved: {"reason": "endorsement"},
    contact.LoweringDeclined: {"reason": "endorsement"},
    contact.ResourceDecided: {"why": "rationale"},
    contact.Reviewed: {"text": "review"},
    contact.Intervened: {"text": "review"},
    contact.HandOverDeclined: {"reason": "rationale"},
    contact.AppointmentAsked: {"why": "rationale"},
    contact.AppointmentMade: {"why": "endorsement"},
    contact.AdviceGiven: {"why_not": "rationale"},
    contact.Recoded: {"reason": "endorsement"},
    contact.Closed: {"reason": "endorsement", "delay_reason": "rationale"},
    contact.CrimeRecorded: {"no_crime_because": "rationale"},
    contact.AdviceWeighed: {"reason": "rationale"},
    contact.ChallengeMet: {"why": "rationale"}, contact.DecisionRecorded: {"why": "rationale"},
    missing.RiskGraded: {"rationale": "rationale", "override": "rationale"},
    missing.LoweringRequested: {"reason": "rationale"},
    missing.LoweringApproved: {"reason": "endorsement"},
    missing.LoweringDeclined: {"reason": "endorsement"},
    missing.SecondLineReviewed: {"reason": "endorsement"},
    missing.OwnershipDeclined: {"reason": "rationale"},
    missing.Allocated: {"direction": "direction"},
    missing.Reviewed: {"text": "review", "hypothesis": "assessment", "known": "assessment", "nothing_to_add": "rationale"},
    missing.ReviewTimeChanged: {"reason": "rationale"},
    missing.EpisodeClosed: {"reason": "endorsement"},
    missing.FormSigned: {"text": "review"},
    missing.ReturnRecorded: dict.fromkeys(("demeanour", "injuries", "reason"), "rationale"),
    missing.AlertConsidered: {"why": "rationale"},
    missing.TriggerPlanReviewed: {"text": "review"},
    missing.TriggerPlanEnded: {"reason": "endorsement"},
    missing.RepeatMeetingHeld: {"decided": "direction"},
    missing.RepeatMeetingDeclined: {"reason": "endorsement"},
    missing.SeniorReviewed: {"decision": "review"},
}
"""Every rationale, direction, review and endorsement of contact and missing, whichever operation saves it. tests/architecture holds it whole."""
NOT_READ: Final[Mapping[type[Payload], Mapping[str, str]]] = {
    contact.Escalated: {"reason": "an urgent call for a senior: nobody weighs its words"},
    contact.LogEntered: {"text": "what happened or was said, as it came: nobody's reasons"},
    contact.InformationReceived: {"text": "what somebody told us, in their words"},
    contact.ResourceUnavailable: {"text": "an urgent report that nobody can be sent"},
    contact.SpecialistAsked: {"text": "a question to a specialist, and no reason for anything"},
    contact.SpecialistAdvised: {"text": "what a specialist said, in their words"},
    contact.DecisionChallenged: {"why": "a challenge: nobody weighs its words", "decision": "which entry is challenged, by its key"},
    contact.FeedbackNoted: {"text": "an author's own note on what was said of their work, and about no child"},
    contact.ResultExpected: {"decision": "which decision it is of, by its key"},
    contact.ResultRecorded: {"decision": "which decision it is of, by its key"},
    missing.ReturnInterviewDeclined: {"reason": "what the child said, in their words"},
    missing.ReturnInterviewReceived: {"why": "what an authority's interviewer wrote of the child's reasons"},
    missing.PreventionInterviewHeld: {"why_not_police": "which other person the plan names"},
}
"""Texts whose names sound alike and that are none of these, each with why."""
URGENT: Final = frozenset({contact.Reported, missing.Reported})
"""An act that records one of these is a report that is being taken: its author is told nothing of its words."""
CARRIED: Final = frozenset({contact.ThriveAssessed, missing.RiskGraded})
"""Entries in which words that stood before may stand again without having been written again."""


class Likest(msgspec.Struct, frozen=True):
    """The earlier entry that a text is like: the fact and record of it, when it was written, whether by the same author, and how like in per cent."""

    fact: str
    subject: str
    at: datetime
    own: bool
    percent: int


class Passage(msgspec.Struct, frozen=True):
    """One thing noticed, for whoever writes: the words, why and what would be better; the first entry, where it is a copy."""

    category: str
    because: str
    words: str
    suggestion: str
    first: Likest | None = None


def passages(viewer: Viewer, text: str, kind: Kind) -> tuple[Passage, ...]:
    """What is noticed in a text while somebody types. Nothing is kept of it."""
    likest = first_like(viewer, text, written_before(viewer.ref, viewer.unit or "") if len(text) >= SHORTEST else ())
    return tuple(Passage(f.category, because(f), f.words, f.suggestion, likest if f.code == COPIED else None) for f in found(text, kind, likest))


def found(text: str, kind: Kind, likest: Likest | None) -> list[Flag]:
    """What the rules notice, in the order in which it is said; a near copy among it."""
    noticed = check(text, kind)
    if kind == "direction" and language.age_or_frequency(text) is None:   # "the usual enquiries" says too little, and nothing of how often
        noticed = [flag for flag in noticed if flag.category not in NEVER_LOWERS]
    if likest is not None:
        noticed = [flag for flag in noticed if flag.category != "templated"] + [copied(text)]
    return sorted(noticed, key=_first_said)


def _first_said(flag: Flag) -> tuple[bool, bool]:
    """What never lowers a risk first, and that it says too little last: what is said of the child weighs more."""
    return flag.category not in NEVER_LOWERS, flag.category == "superficial"


def because(flag: Flag) -> str:
    """The message that says why."""
    special = flag.category in NEVER_LOWERS or flag.category == "acknowledgement"
    return "wording.noticed-copy" if flag.code == COPIED else f"wording.noticed-{flag.category}" if special else "wording.noticed"


def copied(text: str) -> Flag:
    """The flag of a near copy, as the rules of language word it."""
    return next(flag for flag in check(text, "rationale", (text,)) if flag.category == "templated")


def first_like(viewer: Viewer, text: str, earlier: Sequence[Written]) -> Likest | None:
    """The earliest of the entries that a text copies, among the last of its author and team, of which the author may know; at most three queries."""
    if len(text) < SHORTEST:
        return None
    mine = runs(text)
    return _first(viewer, sorted(((likeness(mine, runs(w.words)), w) for w in earlier), key=lambda each: -each[0]))


def _first(viewer: Viewer, ranked: Sequence[tuple[float, Written]]) -> Likest | None:
    near = [(share, w) for share, w in ranked if share >= ALIKE][:_NEAREST]
    if not near:
        return None
    known = policy.accesses(viewer, {ref for _, w in near for ref in w.about})
    seen = [(share, w) for share, w in near if all(known[ref] == "full" for ref in w.about)]
    if not seen:
        return None
    most = round(seen[0][0] * 100)
    share, first = min((each for each in seen if round(each[0] * 100) == most), key=lambda each: each[1].at)
    return Likest(first.fact, first.subject, first.at, first.author == viewer.ref, round(share * 100))


def asks_answer(text: str, kind: Kind) -> list[Flag]:
    """What an author is asked to change or to answer before an act that can wait is saved: listed phrases alone, and of a direction that it says too little."""
    listed = [language.age_or_frequency(text), language.minimising(text), language.superficial(text) if kind == "direction" else None]
    codes = {flag.rule for flag in listed if flag is not None}
    return [flag for flag in check(text, kind) if flag.code in codes]


def problem(text: str, kind: Kind) -> str:
    """What a form says beneath a field before an act that can wait: the words, why, better ones, and that a reason will do; nothing, where nothing is asked."""
    flags = sorted(asks_answer(text, kind), key=_first_said)
    said = [words(because(flag), words=flag.words, suggestion=flag.suggestion) for flag in flags]
    return " ".join([*said, words("wording.change-or-say-why")]) if said else ""


def answered_by(flags: Iterable[Flag]) -> frozenset[str]:
    """The rules that an author's answer answers."""
    return frozenset(flag.code for flag in flags)
