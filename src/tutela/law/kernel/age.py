"""Is this person a child? Age is always reckoned from birth at the event, and doubt favours the child.

A child is a person under 18 (Children Act 1989 s105). A birthday during an episode changes nothing by itself.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from tutela.facts import people
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import LOCAL
from tutela.law.kernel.situation import Row, View

ADULT: Final = 18
AGE_FACTS: Final = (people.Born, people.AgeEstimated)


def birthday(born: date, years: int) -> date:
    """The day on which that age is reached; somebody born on 29 February reaches it on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def age_at(view: View, at: datetime) -> tuple[int | None, Row | None]:
    """The youngest age that the person may have had at a moment, and the fact that says so; ``None``: not known."""
    born = view.last(people.Born)
    if born is not None:
        latest, day = born.fact.occurred.latest.astimezone(LOCAL).date(), at.astimezone(LOCAL).date()
        years = day.year - latest.year
        return (years if birthday(latest, years) <= day else years - 1), born
    estimate = view.last(people.AgeEstimated)
    if estimate is not None and isinstance(estimate.fact.data, people.AgeEstimated):
        return estimate.fact.data.youngest, estimate
    return None, None


def is_child(view: View, opening: Row) -> Finding:
    """Was the person under 18 when this happened? Not known is treated as a child; "adult" said without a birth date is not doubt."""
    years, seen = age_at(view, opening.at)
    if years is None:
        if any(a.kind == "adult" for a in opening.fact.about if a.as_ in (None, "missing")):
            return no("age.said-adult", opening.fact)
        return yes("age.unknown-treated-as-child", opening.fact)
    facts = (seen.fact, opening.fact) if seen else (opening.fact,)
    return yes("age.under-18", *facts, age=years) if years < ADULT else no("age.adult", *facts, age=years)


def turns_18(view: View, after: datetime) -> datetime | None:
    """The start of the person's 18th birthday (local), if it lies after a moment and the birth is known to the day."""
    born = view.last(people.Born)
    if born is None or born.fact.occurred.latest.astimezone(LOCAL).date() != born.fact.occurred.earliest.astimezone(LOCAL).date():
        return None
    day = birthday(born.fact.occurred.latest.astimezone(LOCAL).date(), ADULT)
    moment = datetime(day.year, day.month, day.day, tzinfo=LOCAL)
    return moment.astimezone(after.tzinfo) if moment > after else None
