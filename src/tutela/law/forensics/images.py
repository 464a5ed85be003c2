"""Graded images on the national database, and the children in them of whom nobody knows who they are."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import forensics
from tutela.law.forensics import said
from tutela.law.forensics.ladders import ACC, DI, EXAMINER, HEAD, IDENTIFIER, LATER, SERGEANT, at_end, at_risk, steady
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Standard, Term, after_due, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.asked import first_of
from tutela.law.standing.said import from_given, gives, moment_given, says

_EXPECTED, _POLICY = Basis.INSPECTORATE_EXPECTATION, Basis.NATIONAL_POLICY
SEEN_CHILD: Final = step(
    "seen-child", "submission|device", "child|person", forensics.ImagesGraded, forensics.ChildRiskFound, forensics.VictimIdentificationBegan,
)
_COUNTS: Final = ("a_stills", "a_films", "b_stills", "b_films", "c_stills", "c_films")


def has_images(view: View, row: Row) -> Finding:
    """The set holds indecent images, or nobody said how many."""
    counts = [getattr(row.fact.data, name) for name in _COUNTS]
    known = [n for n in counts if n is not None]
    there = not known or sum(known) > 0
    return (yes if there else no)("forensics.images", row.fact, count=sum(known) if known else "not said")


def nobody_knows(view: View, row: Row) -> Finding:
    """A child is seen whom nobody has identified."""
    data: Any = row.fact.data
    ok = data.unknown_child is True if isinstance(data, forensics.ImagesGraded) else data.child_known is False
    return (yes if ok else no)("forensics.unknown-child", row.fact, unknown=ok)


def _upload(kind: str) -> Duty:
    """Twice, for a log may know the device alone."""
    return Duty(
        f"forensics.upload-{kind}", "Put the graded images on the national database (CAID)", kind, _POLICY, ("caid", "hmicfrs-nn-2019 p258"),
        also=("DF_CAID_UPLOAD", "C41", "IN-101"), certainty="low", opens=(on(forensics.ImagesGraded, has_images),), applies=(first_of(kind, *said.KINDS),),
        once_per=Once.WHILE_OPEN, reads=(reads(forensics.NationalUploadMade, forensics.NationalUploadNotMade, through=said.other_side(kind)),),
        discharged_by=(on(forensics.NationalUploadMade),), ends=(on(forensics.NationalUploadNotMade, says("reason", "all_known")),),
        terms=(Term(within("forensics.upload"), EXAMINER, Ladder((
            at_share(0.75, EXAMINER), at_end(HEAD, EXAMINER), after_due(within("forensics.upload.chief"), ACC, asks="ask.upload", priority=LATER),
        ), within("forensics.repeat"))),),
        why="Why it is not there is said and kept, and it is still owed: another force may know the child.",
    )


def _new_child(kind: str) -> Duty:
    """Twice, for a log may know the device alone."""
    return Duty(
        f"forensics.new-child-{kind}", "Take up the search for the child whom nobody knows", kind, _POLICY, ("caid", "hmicfrs-nn-2019 p258"),
        also=("DF_VIO_NEW_VICTIM", "IN-101", "IN-103"), certainty="low",
        opens=(on(forensics.ImagesGraded, nobody_knows), on(forensics.ChildRiskFound, nobody_knows)), applies=(first_of(kind, *said.KINDS),),
        once_per=Once.WHILE_OPEN,
        reads=(
            reads(forensics.VictimIdentificationBegan, through=said.other_side(kind)),
            reads(forensics.VictimIdentificationBegan, forensics.VictimIdentified, through=SEEN_CHILD),
        ),
        discharged_by=(on(forensics.VictimIdentificationBegan), on(forensics.VictimIdentified)),
        terms=(Term(
            within("forensics.new_child"), IDENTIFIER, at_risk(at_due(HEAD, DI)), priority=Priority.FIRST, informs=(DI, SERGEANT),
        ),),
        why="Where nobody holds the post the head of the unit is told, and a superintendent a day later.",
    )


SOUGHT: Final = Duty(
    "forensics.child-sought", "Look again for the child whom nobody has found, and say where", "child", _EXPECTED, ("hmicfrs-nn-2019 p258",),
    also=("IN-101", "IN-103"), opens=(on(forensics.VictimIdentificationBegan),), recurs="rolling", once_per=Once.WHILE_OPEN,
    discharged_by=(on(forensics.DatabasesSearched, gives("searched")),),
    ends=(on(forensics.VictimIdentified), on(forensics.VictimNotIdentified, gives("handed_to", "why"))),
    terms=(Term(within("forensics.sought"), IDENTIFIER, steady(at_end(IDENTIFIER, HEAD))),),
)






AGAIN: Final = Duty(
    "forensics.look-again", "The day has come to look again for the child", "child", _EXPECTED, ("hmicfrs-nn-2019 p258",), also=("IN-101",),
    opens=(on(forensics.VictimNotIdentified, gives("look_again")),), once_per=Once.EACH,
    delay=moment_given("look_again", "The day that was given to look again."), origin=from_given("look_again", "From the day that was given."),
    discharged_by=(on(forensics.DatabasesSearched, gives("searched")), on(forensics.VictimIdentificationBegan)), ends=(on(forensics.VictimIdentified),),
    terms=(Term(within("forensics.look_again"), IDENTIFIER, steady(at_end(IDENTIFIER, HEAD))),),
)
DUTIES: Final = (*(_upload(kind) for kind in said.KINDS), *(_new_child(kind) for kind in said.KINDS), SOUGHT, AGAIN)


def within_the_cap(view: View, row: Row) -> Finding:
    """Who is to grade has not viewed for longer this week than anybody should."""
    hours: int | None = row.fact.data.hours_viewed_this_week  # type: ignore[attr-defined]
    ok = hours is not None and hours < view.number("forensics.cap")
    return (yes if ok else no)("forensics.hours", row.fact, hours="not said" if hours is None else hours)


STANDARDS: Final = tuple(
    Standard(
        f"forensics.grader-{kind}", "Who grades has not viewed for longer this week than anybody should", kind, _EXPECTED, ("hmicfrs-nn-2019 p258",),
        also=("IN-102",), acts=(on(forensics.GradingAllocated, first_of(kind, *said.KINDS)),), met=within_the_cap, to=(HEAD,),
        why="The allocation is not refused: a child may wait for it.",
    )
    for kind in said.KINDS
)
