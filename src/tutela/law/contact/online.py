"""A child abused online: the caller is told how to keep what shows it, and somebody asks whether the child thinks of ending their life."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import contact, investigation
from tutela.law.contact import conditions as c
from tutela.law.contact.duties import FIM, HANDLER, REPEAT_OTHER, SUPERINTENDENT, SUPERVISOR
from tutela.law.kernel.clocks import NEXT_MORNING, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Ladder, Priority, Rung, Standard, Term, after_due, at_due, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.kernel.subjects import step
from tutela.law.standing.own_life import fears_for_life, mentions_own_life
from tutela.law.standing.said import both, gives, negated, says

OFFICER, OFFICERS_SERGEANT, OFFICERS_INSPECTOR = "response_officer@response", "sergeant@response", "inspector@response"
RESPONSE_SUPERINTENDENT: Final = "superintendent@response"
LINES: Final = ("keep_device_on", "delete_nothing", "do_not_reply", "note_the_account", "send_no_images", "report_remove")
"""What a caller is told: note profile, username, address, time and threats; copy, forward or send no image, not even to police."""
INCIDENT_CASES: Final = step("incident-cases", "incident", "investigation", investigation.Opened)
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_LATER: Final = Priority.SECOND

is_online: Final = c.concerns("online_abuse")
becomes_online: Final = says("now", "online_abuse")
not_online: Final = c.becomes("missing_child", "concern_for_child", "domestic_abuse", "exploitation", "neglect", "crime", "other")


def _lacks(view: View, row: Row) -> tuple[str, ...]:
    answered: set[str] = set()
    for given in view.of(contact.AdviceGiven):
        data: Any = given.fact.data
        if given.at <= row.at:
            answered |= set(data.given) | (set(data.not_given) if data.why_not.strip() else set())
    return tuple(sorted({*LINES} - answered))


def advised(view: View, row: Row) -> Finding:
    """Each line of the advice was given by then, or it says why not."""
    lacks = _lacks(view, row)
    seen = tuple(r.fact for r in view.of(contact.AdviceGiven) if r.at <= row.at)
    return (no if lacks else yes)("contact.advice-lacks", row.fact, *seen, lacks=lacks or ("nothing",))


def incident_is_over(view: View, row: Row) -> Finding:
    """The incident was closed, and it stands closed."""
    closed = view.last(contact.Closed)
    return yes("contact.log-closed", closed.fact) if closed else no("contact.log-open", row.fact)


def somebody_is_there(view: View, row: Row) -> Finding:
    """An officer has come to the child or the caller."""
    came = view.first(contact.Arrived)
    return yes("contact.somebody-came", came.fact) if came else no("contact.nobody-came", row.fact)


def whose_turn(view: View, row: Row) -> datetime:
    """The clock of whoever owes it now: from the report, from the arrival, from the closing."""
    turn = view.last(contact.Closed) or view.first(contact.Arrived)
    return max(row.fact.held_from, turn.at) if turn else row.fact.held_from


def is_online_log(view: View, row: Row) -> Finding:
    """The log is, or became, one of abuse online."""
    kinds = [r for r in view.of(contact.Reported, contact.Recoded) if r.at <= row.at]
    data: Any = kinds[-1].fact.data if kinds else None
    concern = getattr(data, "now", None) or getattr(data, "concern", None)
    return (yes if concern == "online_abuse" else no)("contact.report-of", row.fact, concern=concern or "not said")


def _after_the_call(*rungs: Rung) -> Ladder:
    """A superintendent in the morning after it was due, and again each week while the case is open."""
    return Ladder((*rungs, after_due(NEXT_MORNING, RESPONSE_SUPERINTENDENT, priority=_LATER)), within("contact.advice.repeat"))


ADVICE: Final = Duty(
    "contact.evidence-advice", "Tell the family how to keep what shows the abuse", "incident", _EXPECTED, ("hmicfrs-ny-2022 p57", "hmicfrs-ny-2022 p201"),
    also=("IC-025", "IN-025"), opens=(on(contact.Reported, is_online), on(contact.Recoded, becomes_online)), origin=whose_turn,
    reads=(reads(contact.Arrived, contact.Closed, contact.AdviceGiven), reads(investigation.Finalised, through=INCIDENT_CASES)),
    discharged_by=(on(contact.AdviceGiven, advised),),
    ends=(on(investigation.Finalised), on(contact.Recoded, not_online), on(contact.CrimeRecorded, gives("no_crime_because"))),
    terms=(
        Term(
            within("contact.advice.sergeant"), OFFICERS_SERGEANT, _after_the_call(at_due(OFFICERS_SERGEANT, OFFICERS_INSPECTOR, priority=_LATER)),
            when=incident_is_over,
        ),
        Term(within("contact.advice.officer"), OFFICER, _after_the_call(at_due(OFFICER, priority=_LATER)), when=somebody_is_there),
        Term(within("contact.advice"), HANDLER, Ladder((
            at_due(SUPERVISOR, priority=_LATER), after_due(NEXT_MORNING, SUPERINTENDENT, priority=_LATER),
        ), REPEAT_OTHER)),
    ),
    why="Who answers the call tells it; else who comes; else the sergeant sees to it when the log is closed, and until the case "
        "ends or is found to be something else. Text nothing to a phone that the abuser may hold.",
)


def speaks_of_own_life(view: View, row: Row) -> Finding:
    """The report says that the child speaks of suicide or of harming themselves."""
    data: Any = row.fact.data
    return (yes if fears_for_life(data.why_worried) else no)("contact.own-life", row.fact)


def own_life_feared(view: View, row: Row) -> Finding:
    """A report of this log says that the child speaks of suicide or of harming themselves."""
    found = [r.fact for r in view.of(contact.Reported) if fears_for_life(r.fact.data.why_worried)]  # type: ignore[attr-defined]
    return (yes if found else no)("contact.own-life", row.fact, *found)


def asked_about_life(view: View, row: Row) -> Finding:
    """What was written says whether the child thinks of ending their life."""
    data: Any = row.fact.data
    texts = (data.text,) if isinstance(data, contact.LogEntered | contact.InformationReceived) else (data.harm, data.risk, data.threat, data.vulnerability)
    return (yes if mentions_own_life(*texts) else no)("contact.own-life", row.fact)


SUICIDE: Final = Duty(
    "contact.suicide-asked", "Ask whether the child thinks of ending their life, who is with them, who keeps them safe tonight", "incident", _EXPECTED,
    ("hmicfrs-ny-2022 p202",), also=("IN-026",),
    opens=(on(contact.Reported, is_online), on(contact.Reported, c.both(c.is_other_concern, speaks_of_own_life))),
    discharged_by=(
        on(contact.ThriveAssessed, asked_about_life), on(contact.LogEntered, asked_about_life), on(contact.InformationReceived, asked_about_life),
    ),
    reads=(reads(contact.Reported, contact.Arrived),),
    ends=(
        on(contact.Closed, c.somebody_saw_the_child), on(contact.Closed, both(negated(own_life_feared), c.closed_with_its_reason)),
        on(contact.Recoded, both(negated(own_life_feared), not_online)),
    ),
    terms=(
        Term(
            within("contact.suicide"), HANDLER, Ladder((
                at_due(SUPERVISOR), after_due(within("contact.reassess.fim"), FIM), after_due(within("contact.room.superintendent"), SUPERINTENDENT),
            ), REPEAT_OTHER), when=speaks_of_own_life, priority=Priority.FIRST,
        ),
        Term(within("contact.suicide"), HANDLER, Ladder((at_due(SUPERVISOR), after_due(NEXT_MORNING, SUPERINTENDENT, priority=_LATER)), REPEAT_OTHER)),
    ),
    why="A threat to share images is a threat to life. Where the answer is yes: health and social care tonight, and a plan with whoever is there. "
        "Where the report speaks of the child's own life, nothing but the child seen ends the question.",
)
DUTIES: Final = (ADVICE, SUICIDE)
STANDARDS: Final = (
    Standard(
        "contact.closed-with-advice", "A log of abuse online closes when the advice was given, line by line, or it says why not", "incident", _EXPECTED,
        ("hmicfrs-ny-2022 p57",), also=("IC-025",), acts=(on(contact.Closed, is_online_log),), met=advised,
        reads=(reads(contact.Reported, contact.Recoded, contact.AdviceGiven),), to=(SUPERVISOR,), refuses=True,
    ),
)
