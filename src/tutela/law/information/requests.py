"""What people ask of what is held about them: answered in a month, corrected, and whoever was given it told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from tutela.facts import information
from tutela.law.information.ladders import DPO, OFFICER, at_end, by_the_day, legal
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL, Basis
from tutela.law.kernel.rules import Duty, Once, Standard, Term, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import both, gives, is_said, says

_MONTH: Final = "information.request"
_MOVES: Final = (
    information.IdentityAsked, information.IdentityConfirmed, information.ClarificationAsked, information.ClarificationReceived, information.TimeExtended,
)
_ASKED: Final = (information.AccessRequested, information.CorrectionRequested, information.ErasureRequested)


def relevant_time(view: View, row: Row) -> datetime | None:
    """From when the month runs: the request, or, where identity was asked, when it came; ``None`` while it is awaited (s54(3))."""
    asked, shown = view.last(information.IdentityAsked), view.last(information.IdentityConfirmed)
    if asked is None:
        return row.fact.held_from
    return max(shown.fact.held_from, row.fact.held_from) if shown and shown.at >= asked.at else None


def answer_by(view: View, row: Row) -> datetime | None:
    """The end of the corresponding date a month on, the next working day if it is none; extended and stopped as the Act now allows."""
    begins = relevant_time(view, row)
    if begins is None:
        return None
    due = view.lawbook.after(_MONTH, begins)
    extended = [r for r in view.of(information.TimeExtended) if extension_allowed(view, r).holds]
    if extended:
        longest, until = _longest(view, begins), extended[-1].fact.data.until  # type: ignore[attr-defined]
        due = min(longest, _end(until))
    stopped = _stopped(view, begins)
    if due is None or stopped is None:
        return None
    return _working(view, due + stopped)


def _longest(view: View, begins: datetime) -> datetime:
    """The month and two further ones."""
    first = view.lawbook.after(_MONTH, begins)
    assert first is not None
    return view.lawbook.after("information.request.extension", begins) or first


def _stopped(view: View, begins: datetime) -> timedelta | None:
    """The days, from asking which information is meant to the answer, both counted, that do not count; ``None`` while it is awaited (s54(3C))."""
    total = timedelta(0)
    for asked in view.of(information.ClarificationAsked):
        if asked.at < begins or not view.lawbook.value("information.request.extension", begins):
            continue
        answers = [r for r in view.of(information.ClarificationReceived) if r.at >= asked.at]
        if not answers:
            return None
        total += timedelta(days=(_day(answers[0].at) - _day(asked.at)).days + 1)
    return total


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


def _end(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), LOCAL).astimezone(UTC)


def _working(view: View, due: datetime) -> datetime:
    """The end of that day, or of the next working day if it is none."""
    calendar, day = view.lawbook.calendar, _day(due)
    return _end(day if calendar.is_working_day(day) else calendar.next_working_day(day))


def extension_allowed(view: View, row: Row) -> Finding:
    """The requester was told within the month, with the reasons, and not for more than two further months; before 5 February 2026 there was none."""
    request = view.first(*_ASKED)
    data: Any = row.fact.data
    begins = relevant_time(view, request) if request else None
    law = begins is not None and bool(view.lawbook.value("information.request.extension", begins))
    first = view.lawbook.after(_MONTH, begins) if begins else None
    within_month = first is not None and row.at <= first
    ok = begins is not None and law and within_month and is_said(data.why) and _end(data.until) <= _longest(view, begins)
    return (yes if ok else no)("information.extension", row.fact, law=law, within_month=within_month, reasons=is_said(data.why))


def for_a_child(view: View, row: Row) -> Finding:
    """Where a parent asks to see what is held about a child, the child was asked, or it was decided why not."""
    asked: Any = view.first(information.AccessRequested)
    if asked is None or asked.fact.data.by_whom != "parent":
        return yes("information.not-for-a-child", row.fact)
    heard = [r for r in view.of(information.ChildConsulted) if r.fact.data.asked or is_said(r.fact.data.why_not)]  # type: ignore[attr-defined]
    return (yes if heard else no)("information.child-heard", row.fact, asked.fact, *(r.fact for r in heard))


def answer_is_whole(view: View, row: Row) -> Finding:
    """An answer that gives less than all says what the person may do, and the decision to withhold has its reasons on record."""
    data: Any = row.fact.data
    if data.outcome not in ("in_part", "refused"):
        return yes("information.all-given", row.fact)
    reasons = [r for r in view.of(information.WithholdingDecided) if is_said(r.fact.data.why) and r.fact.data.grounds]  # type: ignore[attr-defined]
    quiet = any(r.fact.data.requester_told == "nothing" for r in reasons)  # type: ignore[attr-defined]
    rights = data.told_of_rights is True or quiet
    ok = bool(reasons) and rights
    return (yes if ok else no)("information.withheld", row.fact, *(r.fact for r in reasons), reasons=bool(reasons), rights=rights)


def corrects(view: View, row: Row) -> Finding:
    """What was held was corrected, erased or restricted, on the answer to such a request."""
    asked = view.first(information.CorrectionRequested, information.ErasureRequested)
    ok = asked is not None and row.fact.data.outcome in ("in_full", "in_part", "noted_beside")  # type: ignore[attr-defined]
    return (yes if ok else no)("information.corrected", row.fact, *((asked.fact,) if asked else ()))


def not_found_yet(view: View, row: Row) -> Finding:
    """Nobody has found out yet who was given it."""
    found = [r.fact for r in view.of(information.RecipientsFound) if r.at <= row.at]
    return (no if found else yes)("information.recipients-found-before", row.fact, *found)


_ANSWERED: Final = (on(information.RequestAnswered),)
_WITHDRAWN: Final = (on(information.RequestWithdrawn),)


def _answer(code: str, title: str, also: str, cites: tuple[str, ...], *opens: type) -> Duty:
    """The month's answer: the same clock for access and for correction."""
    return Duty(
        code, title, "request", Basis.STATUTE, cites, also=(also, "XX-025"), certainty="medium", opens=tuple(on(cls) for cls in opens),
        discharged_by=_ANSWERED, ends=_WITHDRAWN, reads=(reads(*_MOVES, *_ASKED),),
        terms=(Term(before("information.request.end", answer_by), OFFICER, legal(OFFICER, asks="ask.request")),),
        why="One month, to the end of the corresponding date; if that is no working day, the next. Identity asked: it runs from the proof.",
    )


ACCESS: Final = _answer(
    "information.request-answered", "Answer the request for access", "DP_SAR", ("dpa-2018 s45", "dpa-2018 s54", "duaa-2025 s76"), information.AccessRequested,
)
CORRECTION: Final = _answer(
    "information.correction-decided", "Decide the request to correct, erase or restrict, and answer it", "DP_RECTIFY",
    ("dpa-2018 s46", "dpa-2018 s47", "dpa-2018 s48", "dpa-2018 s54"), information.CorrectionRequested, information.ErasureRequested,
)
RECIPIENTS: Final = Duty(
    "information.recipients-found", "Find out who was given what is now corrected", "request", Basis.STATUTE, ("dpa-2018 s48(9)",), also=("DP_RECTIFY",),
    opens=(on(information.RequestAnswered, both(corrects, not_found_yet)), on(information.DisputeDecided, says("decision", "put_right"))),
    once_per=Once.WHILE_OPEN,
    reads=(reads(information.CorrectionRequested, information.ErasureRequested, information.RecipientsFound),),
    discharged_by=(on(information.RecipientsFound),),
    terms=(Term(within("information.recipients"), OFFICER, by_the_day(at_share(0.5, OFFICER), at_end(OFFICER, DPO))),),
    why="A correction that stays in our record leaves the wrong child at risk in every other.",
)
DISPUTE: Final = Duty(
    "information.dispute-decided", "Decide the complaint about the answer", "request", Basis.LOCAL_TARGET, ("local",), also=("XX-025",),
    once_per=Once.WHILE_OPEN,
    opens=(on(information.AnswerDisputed),), discharged_by=(on(information.DisputeDecided, gives("why")),), ends=_WITHDRAWN,
    terms=(Term(within("information.dispute"), DPO, by_the_day(at_share(0.5, DPO), at_end(DPO))),),
)
DUTIES: Final = (ACCESS, CORRECTION, RECIPIENTS, DISPUTE)
STANDARDS: Final = (
    Standard(
        "information.extension-lawful", "A later answer is told within the month, with reasons, for two further months at most", "request", Basis.STATUTE,
        ("dpa-2018 s54(3A)", "duaa-2025 s76"), also=("DP_SAR",), acts=(on(information.TimeExtended),), met=extension_allowed, reads=(reads(*_MOVES, *_ASKED),),
        to=(DPO,), refuses=True,
    ),
    Standard(
        "information.withholding-reasoned", "What is withheld has its reasons on record, and the person is told of their rights", "request", Basis.STATUTE,
        ("dpa-2018 s45(4)-(7)", "dpa-2018 s48"), also=("DP_SAR", "XX-025"), acts=(on(information.RequestAnswered),), met=answer_is_whole,
        reads=(reads(information.WithholdingDecided),), to=(DPO, OFFICER),
    ),
    Standard(
        "information.child-heard", "Before a parent is given what is held about a child, the child was heard", "request", Basis.NATIONAL_PRACTICE,
        ("ico-children",),
        also=("DP_SAR",), certainty="medium", acts=(on(information.RequestAnswered),), met=for_a_child, reads=(reads(*_ASKED, information.ChildConsulted),),
        to=(DPO, OFFICER),
    ),
)
