"""Before a case is filed: offers of help answered, lines that cannot be done confirmed, every child and result looked at, the right outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from tutela.facts import Payload, investigation
from tutela.law.investigation import said
from tutela.law.investigation.ladders import DI, OIC, SERGEANT, VICTIM_IDENTIFICATION, steady
from tutela.law.investigation.victims import CASE_HAPPENINGS
from tutela.law.investigation.work import OVER, closed_lines
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Act, Duty, Once, Priority, Standard, Term, at_due, at_share, from_origin, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import both, by_role, gives

SEXUAL: Final = frozenset({"rape", "contact_sexual", "online_sexual", "indecent_images", "images_between_children", "sexual_exploitation"})
STEPS: Final = frozenset({"profile_noted", "account_preserved", "subscriber_check", "report_remove"})
"""Of a case online: profile, account, who holds it, and help to take the images down; each done, or why not."""
FILED_OVER: Final = {
    "lines": "line", "other children": "other_child", "groups of children": "other_child", "results": "forensic", "digital steps": "device",
    "support": "support",
}
"""What may be filed over, and how that is said. An offer of help is answered: it takes a line, and waits for nothing."""
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION

OFFER: Final = Duty(
    "investigation.offer-answered", "Answer the specialist's offer of help", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p224", "hmicfrs-ny-2022 p206"),
    also=("C37", "IN-045", "IN-044"), opens=(on(investigation.SpecialistHelpOffered),), once_per=Once.EACH, per="request", ends=OVER,
    discharged_by=(on(investigation.SpecialistHelpAccepted), on(investigation.SpecialistHelpDeclined, gives("why"))),
    terms=(Term(within("investigation.offer"), OIC, steady(
        at_share(0.75, OIC), at_due(SERGEANT), from_origin(within("investigation.offer.di"), DI, priority=Priority.SECOND),
    )),),
    why="Yes, or no and why. Silence is no answer, and a case with an offer open is not filed.",
)
NOT_POSSIBLE: Final = Duty(
    "investigation.line-not-possible", "Confirm that the line cannot be done, or say how it can", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p204",),
    also=("IN-028",), opens=(on(investigation.LineMarkedNotPossible),), once_per=Once.EACH, per="action",
    discharged_by=(
        on(investigation.NotPossibleConfirmed, by_role(*said.SPECIALISTS)), on(investigation.NotPossibleDenied, both(by_role(*said.SPECIALISTS), gives("how"))),
    ),
    ends=(on(investigation.LineClosed), *OVER),
    terms=(Term(within("investigation.not_possible"), VICTIM_IDENTIFICATION, steady(at_due(SERGEANT, DI)), informs=(OIC,)),),
    why="A colleague's word ends no line: until a specialist agrees it is open. The platform, the preserved account, the phone itself are other ways.",
)
DUTIES: Final = (OFFER, NOT_POSSIBLE)


def _refs(rows: Iterable[Row], kind: str) -> set[str]:
    return {ref for r in rows for ref in r.fact.refs(kind)}


def _children(view: View, at: Row) -> tuple[set[str], list[Row]]:
    named = [r for r in view.of(investigation.OtherChildNamed) if r.at <= at.at]
    answered = [r for r in view.of(investigation.OtherChildAnswered) if r.at <= at.at and r.fact.data.why.strip()]  # type: ignore[attr-defined]
    refs = {a.ref for r in named for a in r.fact.about if a.kind in ("child", "person") and a.as_ != "suspect"}
    return refs - {a.ref for r in answered for a in r.fact.about}, named


def _offers(view: View, at: Row) -> list[Row]:
    answers = [r for r in view.of(investigation.SpecialistHelpAccepted, investigation.SpecialistHelpDeclined) if r.at <= at.at]
    return [
        r for r in view.of(investigation.SpecialistHelpOffered)
        if not any(a.at >= r.at and (not (refs := a.fact.refs("request")) or set(refs) & set(r.fact.refs("request"))) for a in answers)
    ]


def _data(rows: Iterable[Row], *classes: type[Payload]) -> list[Any]:
    return [r.fact.data for r in rows if isinstance(r.fact.data, classes)]


def _open(view: View, row: Row) -> dict[str, int]:
    """What is open in a case, and how much of it."""
    before = [r for r in view.of(*_WORK) if r.at <= row.at]
    lines = _refs((r for r in before if isinstance(r.fact.data, investigation.LineOpened | investigation.LineMarkedNotPossible)), "action")
    closed = closed_lines(before)
    groups = {d.group for d in _data(before, investigation.ChildrenGroupNamed)} - {d.group for d in _data(before, investigation.ChildrenGroupAnswered)}
    results = [r.at for r in before if isinstance(r.fact.data, investigation.ForensicResultReceived)]
    decided = [r.at for r in before if isinstance(r.fact.data, investigation.ResultDecided)]
    decided += [r.at for r in before if isinstance(r.fact.data, investigation.Reviewed) and r.fact.data.directs]
    signs = {sign for d in _data(before, investigation.Opened) for sign in d.signs}
    named = [a for r in before if isinstance(r.fact.data, investigation.Opened) for a in r.fact.about if a.kind in ("child", "person")]
    steps = {d.step for d in _data(before, investigation.EvidenceStepAnswered) if d.done or d.why_not.strip()}
    support = _data(before, investigation.VictimSupportReferred, investigation.VictimSupportDeclined, investigation.VictimSupportOffered)
    return {
        "offers of help": len(_offers(view, row)),
        "lines": len(lines - closed),
        "other children": len(_children(view, row)[0]),
        "groups of children": len(groups),
        "results": sum(not any(at >= came for at in decided) for came in results),
        "digital steps": len(STEPS - steps) if signs & {"online", "sexual_image"} else 0,
        "support": int(any(a.as_ != "suspect" for a in named) and not support),
    }


def _filed_over(row: Row) -> set[str]:
    """What a supervisor files over by name and with the reason."""
    data: Any = row.fact.data
    return set(data.overrides) if row.fact.by.role in said.SUPERVISORS and data.why.strip() else set()


def nothing_is_open(view: View, row: Row) -> Finding:
    """No offer, line, child, group, result, digital step or support of the case waits; a supervisor may file over all but an offer, by name and reason."""
    over = _filed_over(row)
    found = {what: count for what, count in _open(view, row).items() if count and FILED_OVER.get(what) not in over}
    seen = (*(r.fact for r in _offers(view, row)), *(r.fact for r in _children(view, row)[1]))
    said_ = tuple(f"{what}: {count}" for what, count in found.items())
    return (no if found else yes)("investigation.filing-open", row.fact, *(seen if found else ()), open=said_ or ("nothing",))


def over_nothing(view: View, row: Row) -> Finding:
    """It is filed over nothing that was open."""
    over: tuple[str, ...] = row.fact.data.overrides  # type: ignore[attr-defined]
    return (no if over else yes)("investigation.filed-over", row.fact, over=over or ("nothing",))


def filed_by_another(view: View, row: Row) -> Finding:
    """A supervisor files what somebody else asked to be filed; a charge files itself."""
    data: Any = row.fact.data
    if data.outcome == "charged":
        return yes("said.says", row.fact, field="outcome", value="charged")
    asked = [r.fact.by.ref for r in view.of(investigation.FilingRequested) if r.at <= row.at]
    who = data.requested_by or (asked[-1] if asked else None)
    ok = row.fact.by.role in said.SUPERVISORS and who is not None and who != row.fact.by.ref
    return (yes if ok else no)("investigation.filed-by", row.fact, role=row.fact.by.role, another=ok)


def scrutinised(view: View, row: Row) -> Finding:
    """Of a sexual offence against a child: somebody outside the team read it and agreed."""
    kinds = {kind for r in view.of(investigation.Opened) for kind in r.fact.data.abuse}  # type: ignore[attr-defined]
    if not kinds & SEXUAL or row.fact.data.outcome == "charged":  # type: ignore[attr-defined]
        return yes("investigation.kinds", row.fact, kinds=tuple(sorted(kinds)) or ("not said",))
    read = [r.fact for r in view.of(investigation.FilingScrutinised) if r.at <= row.at]
    last: Any = read[-1].data if read else None
    ok = last is not None and last.agreed and read[-1].by.ref != row.fact.by.ref
    return (yes if ok else no)("investigation.scrutinised", row.fact, *read[-1:], agreed=bool(ok))


def outcome_fits(view: View, row: Row) -> Finding:
    """What the outcome's code asks for is there."""
    data: Any = row.fact.data
    withdrew = [r.fact.data for r in view.of(investigation.VictimWithdrew) if r.at <= row.at]
    weighed = [r.fact.data for r in view.of(investigation.EvidenceWeighed) if r.at <= row.at]
    left = withdrew and withdrew[-1].recorded in ("signed", "body_worn_video") and withdrew[-1].pressure_asked  # type: ignore[attr-defined]
    fair = weighed and not weighed[-1].aggravating and weighed[-1].welfare.strip()  # type: ignore[attr-defined]
    asks = {
        "11": (), "14": (("no suspect is named", data.suspect_named is not True),), "18": (("no suspect is named", data.suspect_named is not True),),
        "15": (("a suspect is named", data.suspect_named),),
        "16": (("a suspect is named", data.suspect_named), ("the withdrawal signed or on video, and pressure asked about", left)),
        "20": (("the body that takes it on", data.agency.strip()),),
        "21": (("a suspect is named", data.suspect_named), ("the evidence weighed, nothing aggravating", fair)),
        "22": (("a suspect is named", data.suspect_named), ("the evidence weighed, nothing aggravating", fair)),
    }
    lacks = tuple(word for word, there in asks.get(data.code or "", ()) if not there)
    return (no if lacks else yes)("investigation.outcome-code", row.fact, code=data.code or "none", lacks=lacks or ("nothing",))


_CHILDREN: Final = (investigation.OtherChildNamed, investigation.OtherChildAnswered)
_ANSWERS: Final = (
    investigation.EvidenceStepAnswered, investigation.VictimSupportReferred, investigation.VictimSupportDeclined, investigation.VictimSupportOffered,
)
_WORK: Final = (
    investigation.LineOpened, investigation.LineMarkedNotPossible, investigation.LineClosed, investigation.NotPossibleConfirmed,
    investigation.ChildrenGroupNamed, investigation.ChildrenGroupAnswered, investigation.ForensicResultReceived, investigation.ResultDecided,
    investigation.Reviewed, investigation.Opened, *_ANSWERS,
)
STANDARDS: Final = (
    Standard(
        "investigation.filing-open", "A case is filed when nothing in it waits: no offer, line, child, result, step or support", "investigation", _EXPECTED,
        ("hmicfrs-ny-2022 p206", "hmicfrs-ny-2022 p205"), also=("IN-030", "IN-045", "IN-029", "IN-024", "IN-027", "IN-005"),
        acts=(on(investigation.Finalised),), met=nothing_is_open, to=(SERGEANT, DI), refuses=True, priority=Priority.FIRST,
        reads=(
            reads(
                *_WORK, *_CHILDREN, investigation.SpecialistHelpOffered, investigation.SpecialistHelpAccepted, investigation.SpecialistHelpDeclined,
            ), reads(*_CHILDREN, *_ANSWERS, through=CASE_HAPPENINGS),
        ),
    ),
    Standard(
        "investigation.filed-over", "What a case is filed over is read by a detective inspector", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p205",),
        also=("IN-029",), acts=(on(investigation.Finalised),), met=over_nothing, to=(DI,), priority=Priority.FIRST,
    ),
    Standard(
        "investigation.filing-by-another", "A supervisor files what somebody else asked to be filed", "investigation", _EXPECTED, ("hmicfrs-ny-2022 p206",),
        also=("IN-030",), acts=(on(investigation.Finalised),), met=filed_by_another, reads=(reads(investigation.FilingRequested),), to=(SERGEANT, DI),
        refuses=True,
    ),
    Standard(
        "investigation.filing-scrutinised", "A sexual offence against a child is filed after somebody outside the team read it", "investigation", _EXPECTED,
        ("hmicfrs-ny-2022 p243",), also=("IN-002",), acts=(on(investigation.Finalised),), met=scrutinised,
        reads=(reads(investigation.Opened, investigation.FilingScrutinised),), to=(DI,), refuses=True,
    ),
    Standard(
        "investigation.outcome", "The outcome has what its code asks for", "investigation", Basis.NATIONAL_POLICY, ("hocr",), also=("IN-033", "IN-030"),
        acts=(on(investigation.Finalised),), met=outcome_fits, reads=(reads(investigation.VictimWithdrew, investigation.EvidenceWeighed),),
        to=(SERGEANT, DI), refuses=True,
    ),
)
ACTS: Final[dict[type, Act]] = {investigation.Finalised: Act.CLOSES}
