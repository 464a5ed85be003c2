"""That the summary of a return or of an episode reaches everybody who should have it: none waits unsent, and none that came back is left at that.

Each message has its own duty. One that is sent in the place of another is about the first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import missing, sharing
from tutela.law.kernel.age import AGE_FACTS
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Priority, Term, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.missing import conditions as c
from tutela.law.missing.ladders import COORDINATOR, DI, SERGEANT, when_back
from tutela.law.standing.steps import EPISODE_CHILD

MATTERS: Final = ("return_summary", "episode_summary")
_CHILD: Final = reads(*AGE_FACTS, through=EPISODE_CHILD), reads(missing.Reported)


def is_summary(view: View, row: Row) -> Finding:
    """It is of a summary of a return or of an episode."""
    data: Any = row.fact.data
    return (yes if data.matter in MATTERS else no)("missing.is-summary", row.fact, matter=data.matter.replace("_", " "))


def waits_too_long(view: View, row: Row) -> datetime:
    """A while after it was put on its way, for a message leaves in a moment; at once where there is nowhere to send it."""
    data: Any = row.fact.data
    return row.at + view.lawbook.span("missing.summary_wait", row.at) if data.on_its_way else row.at


SENT: Final = Duty(
    "missing.summary-sent", "See that the summary leaves: it waits, or there is nobody to send it to", "episode", Basis.LOCAL_TARGET,
    ("hmicfrs-ny-2022 p86",), also=("AH-029",), opens=(on(missing.SummaryOwed),), applies=(c.missing_child,), reads=_CHILD, per="message",
    once_per=Once.EACH, delay=waits_too_long, origin=lambda view, row: row.at,
    discharged_by=(on(sharing.Sent, is_summary), on(sharing.Told, is_summary), on(sharing.NotDelivered, is_summary)),
    terms=(Term(
        within("missing.summary_sent"), COORDINATOR, when_back(at_share(0.5, COORDINATOR), at_due(COORDINATOR, SERGEANT)),
    ),),
    why="What never left looks like what was shared. One that came back is the other duty's.",
)

ARRIVES: Final = Duty(
    "missing.summary-arrives", "Send the summary again, or tell them: it did not arrive", "episode", Basis.INSPECTORATE_EXPECTATION,
    ("hmicfrs-ny-2022 p86",), also=("AH-029",), opens=(on(sharing.NotDelivered, is_summary),), applies=(c.missing_child,), reads=_CHILD, per="message",
    once_per=Once.WHILE_OPEN, discharged_by=(on(sharing.Sent, is_summary), on(sharing.Told, is_summary)),
    terms=(Term(
        within("missing.summary_arrives"), COORDINATOR, when_back(at_share(0.5, COORDINATOR), at_due(SERGEANT, DI)), priority=Priority.FIRST,
        informs=(SERGEANT,),
    ),),
    why="Whoever cares for the child does not know what happened, and nobody there knows that they do not.",
)

DUTIES: Final = (SENT, ARRIVES)
