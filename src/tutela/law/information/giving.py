"""What is given out: decided on a basis, checked, called back when it was wrong; text without names released by another."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import information, sharing
from tutela.law.information.ladders import DPO, OFFICER, SIRO, at_end, by_the_day
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.asked import by_another, first_of
from tutela.law.standing.said import gives, is_said

REQUEST_CHILD: Final = step(
    "request-child", "request", "child|person|adult|offender", information.CorrectionRequested, information.ErasureRequested,
)
"""What a request to correct is found to have sent out may be called back as the notice that it was."""
_KINDS: Final = ("notice", "document", "request", "child")


def everybody_recalled(view: View, row: Row) -> Finding:
    """As many were told as were given it, whoever they passed it on to included; kept and unknown are not told."""
    wrong = [r for r in view.of(information.ErrorFound, information.RecipientsFound) if r.at <= row.at]
    names = {name for r in wrong for name in r.fact.data.recipients}  # type: ignore[attr-defined]
    answers: list[Any] = [r.fact.data for r in view.of(information.RecallAnswered)]
    for _ in answers:  # whoever they passed it on to may have passed it on too
        names |= {name for a in answers if a.recipient in names for name in a.passed_on_to}
    reached = {a.recipient for a in answers if a.recipient in names}
    told = max(len(view.of(sharing.Recalled)), len(reached))
    wanted = max(len(names), 1)
    return (yes if told >= wanted else no)("information.recalled", row.fact, told=told, of=wanted)


def somebody_was_given_it(view: View, row: Row) -> Finding:
    """Somebody is named who was given it."""
    ok = bool(row.fact.data.recipients)  # type: ignore[attr-defined]
    return (yes if ok else no)("information.recipients", row.fact)


def could_harm(view: View, row: Row) -> Finding:
    """Somebody may come to harm by it, or nobody has said that nobody may."""
    data: Any = row.fact.data
    harm = getattr(data, "could_harm", None) is not False and isinstance(data, information.ErrorFound)
    return (yes if harm else no)("information.could-harm", row.fact)


def _recall(kind: str) -> Duty:
    """One duty for what was wrong, on what it is first about."""
    about = first_of(kind, *_KINDS)

    def named_here(view: View, row: Row) -> Finding:
        found = somebody_was_given_it(view, row) if isinstance(row.fact.data, information.RecipientsFound) else yes("information.error-found", row.fact)
        return about(view, row) if found.holds else found

    return Duty(
        f"information.recall-{kind}", "Tell everybody who was given it that it is wrong", kind, Basis.STATUTE, ("dpa-2018 s38(5)", "dpa-2018 s48(9)"),
        also=("DP_RECALL_NOTICE", "XX-025"), opens=(on(information.ErrorFound), on(information.RecipientsFound)), applies=(named_here,),
        once_per=Once.WHILE_OPEN,
        reads=(
            reads(information.ErrorFound, information.RecipientsFound, sharing.Recalled, information.RecallAnswered),
            *((reads(information.RecallAnswered, through=REQUEST_CHILD),) if kind == "request" else ()),
        ),
        discharged_by=(on(sharing.Recalled, everybody_recalled), on(information.RecallAnswered, everybody_recalled)),
        terms=(
            Term(
                within("information.recall.harm"), OFFICER,
                Ladder((at_share(0.5, OFFICER), at_due(SIRO, DPO, asks="ask.recall")), within("information.repeat.day")), when=could_harm,
                priority=Priority.FIRST, informs=(DPO,),
            ),
            Term(within("information.recall"), OFFICER, by_the_day(at_share(0.5, OFFICER), at_end(OFFICER, DPO))),
        ),
        why="The Act says without delay; the hours are a local target, shorter where somebody may come to harm.",
    )


def wanted_by(view: View, row: Row) -> datetime:
    """When it is wanted, as the order or the letter says; else within the force's own time."""
    by: datetime | None = row.fact.data.by_when  # type: ignore[attr-defined]
    own = view.lawbook.after("information.disclosure", row.fact.held_from)
    assert own is not None
    return by or own


DISCLOSURE: Final = Duty(
    "information.disclosure-decided", "Decide what is disclosed, on what basis, or refuse it with the reason", "request", Basis.LOCAL_TARGET,
    ("dpa-2018 s35", "local"),
    also=("XX-025",), opens=(on(information.DisclosureAsked),), discharged_by=(on(information.DisclosureMade), on(information.DisclosureRefused, gives("why"))),
    ends=(on(information.RequestWithdrawn),),
    terms=(Term(before("information.disclosure.own", wanted_by), OFFICER, by_the_day(at_share(0.75, OFFICER), at_end(OFFICER, DPO))),),
    why="Agreed is not given: a court that waits for what a child needs has nothing yet.",
)
DUTIES: Final = (*(_recall(kind) for kind in _KINDS), DISCLOSURE)


def has_basis(view: View, row: Row) -> Finding:
    """The basis is said, and what it means for the child was thought of."""
    data: Any = row.fact.data
    ok = is_said(data.basis) and data.child_considered is True
    return (yes if ok else no)("information.basis", row.fact, basis=is_said(data.basis), child=data.child_considered is True)


def was_checked(view: View, row: Row) -> Finding:
    """Its quality was checked before it left."""
    ok = row.fact.data.quality_checked is True  # type: ignore[attr-defined]
    return (yes if ok else no)("information.quality", row.fact)


def nothing_recognisable(view: View, row: Row) -> Finding:
    """It was checked, nothing that could name a child was left, and another approves."""
    asked: Any = view.last(information.ReleaseRequested)
    clean = asked is not None and asked.fact.data.checked and not asked.fact.data.found
    another = by_another()(view, row)
    seen = (row.fact, asked.fact) if asked else (row.fact,)
    return (yes if clean and another.holds else no)("information.release", *seen, clean=bool(clean), another=another.holds)


STANDARDS: Final = (
    Standard(
        "information.disclosure-basis", "A disclosure has its basis, and the child was thought of", "request", Basis.STATUTE, ("dpa-2018 s35", "dpa-2018 s38"),
        also=("XX-025",), acts=(on(information.DisclosureAgreed),), met=has_basis, to=(OFFICER, DPO),
    ),
    Standard(
        "information.quality-checked", "What is given out was checked before", "request", Basis.STATUTE, ("dpa-2018 s38(4)",), also=("XX-025",),
        acts=(on(information.DisclosureMade),), met=was_checked, to=(OFFICER, DPO),
    ),
    Standard(
        "information.release-approved", "A text without names is released by another, when nobody can be recognised in it", "document",
        Basis.LOCAL_TARGET, ("local",),
        also=("XX-023",), acts=(on(information.ReleaseApproved),), met=nothing_recognisable, reads=(reads(information.ReleaseRequested),),
        to=(DPO,), refuses=True,
    ),
)
