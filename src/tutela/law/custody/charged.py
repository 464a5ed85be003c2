"""After charge: a child refused bail is moved to local authority accommodation, or a certificate says why not; the first court; the panel."""

from __future__ import annotations

from typing import Any, Final

from tutela.facts import custody
from tutela.law.custody import conditions as c
from tutela.law.custody.ladders import ACC, CUSTODY, INSPECTOR, LATER, SUPERINTENDENT, in_the_suite, later
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Once, Priority, Term, at_due, from_origin, on, reads
from tutela.law.standing.said import gives

_EXPECTED, _STATUTE = Basis.INSPECTORATE_EXPECTATION, Basis.STATUTE
_REFUSED = (on(custody.BailRefused),)
_BAILED = on(custody.BailGranted)
_GONE = (_BAILED, on(custody.ReleasedFromDetention), on(custody.BroughtToCourt))
_NOT_KEPT = (_BAILED, on(custody.ReleasedFromDetention, c.stays_not))
_OF_A_CHILD: dict[str, Any] = {"applies": (c.a_child,), "starts": "occurred"}
_AT: Final = "custody.court.at"

ASKED: Final = Duty(
    "custody.accommodation-asked", "Ask the local authority for accommodation for the child refused bail", "detention", _STATUTE,
    ("pace-1984 s38(6)", "hmicfrs-nn-2019 p418"), also=("CUST_S38_REQUEST", "C71", "PD-012", "PD-014"), opens=_REFUSED, reads=c.CHILD_READS,
    discharged_by=(on(custody.AccommodationAsked), on(custody.TransferredToAuthority)), ends=_GONE,
    terms=(Term(within("custody.accommodation"), CUSTODY, in_the_suite(at_due(INSPECTOR)), priority=Priority.FIRST),),
    why="The duty to secure the move is law; the half hour to ask is a local target. A warning is not a request.", **_OF_A_CHILD,
)
OFFER: Final = Duty(
    "custody.accommodation-offered", "Take it up until the local authority offers accommodation", "detention", _EXPECTED, ("hmicfrs-nn-2019 p422",
    "pace-1984 s38(6)"),
    also=("C72", "CUST_S38_TRANSFER", "PD-014", "PD-017"), once_per=Once.WHILE_OPEN, opens=(on(custody.AccommodationAsked),), reads=c.CHILD_READS,
    discharged_by=(on(custody.AccommodationOffered), on(custody.TransferredToAuthority)), ends=_GONE,
    terms=(Term(within("custody.offer"), CUSTODY, Ladder((
        at_due(INSPECTOR, asks="ask.authority-manager"), from_origin(within("custody.offer.superintendent"), SUPERINTENDENT, asks="ask.authority-head"),
        from_origin(before(_AT, c.to_the_director), ACC, asks="ask.authority-director"),
    ), within("custody.repeat"))),),
    why="An answer that there is none ends nothing: the ladder goes on to who can find one, before midnight. "
        "With the offer the move itself is owed.", **_OF_A_CHILD,
)
MOVED: Final = Duty(
    "custody.moved", "Move the child to the accommodation that was offered", "detention", _STATUTE, ("pace-1984 s38(6)",), also=("CUST_S38_TRANSFER", "PD-015"),
    once_per=Once.WHILE_OPEN, opens=(on(custody.AccommodationOffered),), origin=c.asked_at, reads=(*c.CHILD_READS, reads(custody.AccommodationAsked)),
    discharged_by=(on(custody.TransferredToAuthority),), ends=_GONE,
    terms=(Term(within("custody.moved"), CUSTODY, in_the_suite(at_due(INSPECTOR)), priority=Priority.FIRST),), **_OF_A_CHILD,
)
CERTIFICATE: Final = Duty(
    "custody.certificate", "Certify, whole and signed, why the child was not moved", "detention", _STATUTE, ("pace-1984 s38(6)", "pace-1984 s38(7)"),
    also=("CUST_S38_CERT", "C73", "PD-008", "PD-013"), opens=_REFUSED,
    reads=(*c.CHILD_READS, reads(custody.CourtFileReleased, custody.BroughtToCourt, custody.DetentionCertificateMade)),
    discharged_by=(on(custody.DetentionCertificateSigned, c.certificate_whole),), ends=(*_NOT_KEPT, on(custody.TransferredToAuthority)),
    terms=(Term(before(_AT, c.to_court), CUSTODY, in_the_suite(
        from_origin(within("custody.certificate.read"), INSPECTOR, priority=LATER), at_due(CUSTODY, INSPECTOR),
    )),),
    why="By the time the file, or the child, is before the court. One without detail is kept and does not count.", **_OF_A_CHILD,
)
COURT: Final = Duty(
    "custody.first-court", "Bring the child before a court", "detention", _STATUTE, ("pace-1984 s46",), also=("CUST_COURT",), opens=_REFUSED,
    reads=c.CHILD_READS,
    discharged_by=(on(custody.BroughtToCourt),), ends=_NOT_KEPT,
    terms=(Term(before(_AT, c.first_sitting), CUSTODY, in_the_suite(
        from_origin(within("custody.court.reminder"), CUSTODY, priority=LATER), at_due(SUPERINTENDENT, CUSTODY, asks="ask.risk-decision"),
    )),),
    why="As soon as practicable, by the first sitting. When that is, is not known here: the end of the next day on which a court can sit is the last.",
    **_OF_A_CHILD,
)
PANEL: Final = Duty(
    "custody.panel", "Have the custody panel look at the child's detention after charge", "detention", _EXPECTED, ("hmicfrs-nn-2019 p426",),
    also=("PD-018", "PD-015", "PD-020"), opens=_REFUSED, reads=c.CHILD_READS, discharged_by=(on(custody.CustodyPanelHeard, gives("avoidable")),),
    terms=(Term(within("custody.panel"), SUPERINTENDENT, later(at_due(SUPERINTENDENT, priority=LATER))),),
    why="Every child who is denied bail after charge, also one who is bailed some hours later. A hearing that does not say whether it could have been "
        "avoided is kept and does not count.", **_OF_A_CHILD,
)

DUTIES: Final = (ASKED, OFFER, MOVED, CERTIFICATE, COURT, PANEL)
