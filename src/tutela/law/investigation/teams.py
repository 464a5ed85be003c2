"""Who leads a team that investigates, and whether what is asked of it can be done: hand-over at each change, reviews against the posts there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from tutela.facts import Fact, Payload, governance, investigation
from tutela.law.investigation.ladders import ACC, DCI, DI, LATER, SERGEANT, steady
from tutela.law.kernel.clocks import within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Condition, Duty, Ladder, Once, Pattern, Priority, Term, after_due, at_due, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import gives

INSPECTOR, TEAM_SUPERINTENDENT = "inspector@investigation", "superintendent@investigation"
LEADS: Final = frozenset({SERGEANT, INSPECTOR, DI, "chief_inspector@investigation", DCI})
"""The posts from which a team that investigates is led."""
REVIEWED: Final = frozenset({"online-cases", "open-investigations"})
"""The queues whose cases a supervisor reviews, as the counts of other systems call them."""
REVIEWERS: Final = frozenset({"sergeant", "detective_sergeant"})
_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
_WEEK, _WORKING_DAYS = 7, 5


def _changed_hands(view: View, row: Row) -> bool:
    """Somebody else left this post, and nobody had followed them before."""
    data: Any = row.fact.data
    vacated: list[Any] = _of_post(view, row, governance.PostVacated)
    left = [r for r in vacated if r.fact.data.holder is None or r.fact.data.holder != data.holder]
    filled = [r for r in _of_post(view, row, governance.PostFilled) if r.key < row.key]
    return data.post in LEADS and any(not any(gone.at <= f.at for f in filled) for gone in left)


def _of_post(view: View, row: Row, cls: type[Payload]) -> list[Row]:
    """What was recorded of the same post up to then."""
    return [r for r in view.of(cls) if r.at <= row.at and r.fact.data.post == row.fact.data.post]  # type: ignore[attr-defined]


def _handed(view: View, change: Row, until: Row) -> list[Fact]:
    """The hand-overs of this post, with its risks, from shortly before it changed hands."""
    since = change.at - view.lawbook.span("investigation.hand_over.before", change.at)
    return [
        r.fact for r in view.of(governance.WorkHandedOver)
        if since <= r.at <= until.at and r.fact.data.post == change.fact.data.post and r.fact.data.risks.strip()  # type: ignore[attr-defined]
    ]


def without_hand_over(view: View, row: Row) -> Finding:
    """The lead of a team changed, and nothing on record hands over the risks of its cases."""
    if not _changed_hands(view, row):
        return no("investigation.lead-changed", row.fact, changed=False)
    handed = _handed(view, row, row)
    return (no if handed else yes)("investigation.team-handed", row.fact, *handed[-1:], handed=bool(handed))


def all_handed(view: View, row: Row) -> Finding:
    """Of each post that changed hands, the risks are handed over now."""
    changes = [r for r in view.of(governance.PostFilled) if r.at <= row.at and _changed_hands(view, r)]
    wait = [r.fact for r in changes if not _handed(view, r, row)]
    return (no if wait else yes)("investigation.team-handed", row.fact, *wait[-1:], handed=not wait)


def takes_its_place(view: View, row: Row) -> Finding:
    """The same post changed hands again without a hand-over: what was owed before is owed anew, and is not owed twice."""
    if not (found := without_hand_over(view, row)).holds:
        return found
    earlier = [r for r in view.of(governance.PostFilled) if r.key < row.key and _changed_hands(view, r) and not _handed(view, r, row)]
    same = all(r.fact.data.post == row.fact.data.post for r in earlier)  # type: ignore[attr-defined]
    return (yes if same else no)("investigation.lead-changed", row.fact, *(r.fact for r in earlier[-1:]), changed=same)


def post_is(*posts: str) -> Condition:
    """The post that changed hands is one of these."""

    def the_post_is(view: View, row: Row) -> Finding:
        post = row.fact.data.post  # type: ignore[attr-defined]
        return (yes if post in posts else no)("said.says", row.fact, field="post", value=post)

    the_post_is.__doc__ = f"The post is {' or '.join(posts)}."
    return the_post_is


HAND_OVER: Final = Duty(
    "investigation.team-handed-over", "Hand over the team: the risks of its cases, what is owed, what falls due next", "unit", _EXPECTED,
    ("hmicfrs-nn-2019 p228",), also=("IN-081",), opens=(on(governance.PostFilled, without_hand_over),), once_per=Once.EACH,
    reads=(reads(governance.PostFilled, governance.PostVacated, governance.WorkHandedOver),),
    discharged_by=(on(governance.WorkHandedOver, all_handed),), ends=(on(governance.PostFilled, takes_its_place),),
    terms=(
        Term(within("investigation.hand_over"), SERGEANT, steady(at_due(DI, SERGEANT, priority=LATER)), when=post_is(SERGEANT)),
        Term(within("investigation.hand_over"), DI, steady(at_due(DI, DCI, priority=LATER)), when=post_is(DI, "chief_inspector@investigation", DCI)),
        Term(within("investigation.hand_over"), INSPECTOR, steady(at_due(INSPECTOR, DCI, priority=LATER))),
    ),
    why="Nobody stops the change: whoever leads now finds out what they lead. Where the giver has gone, the next above says what is known.",
)


def required(view: View, cases: int) -> float:
    """Reviews that so many cases ask for in a working day."""
    return cases / view.number("investigation.review") * _WEEK / _WORKING_DAYS


def cannot_be_done(view: View, row: Row) -> Finding:
    """The cases ask for more reviews in a working day than the supervisors at work can do."""
    counted = [r for r in view.of(governance.BacklogCounted) if r.at <= row.at and r.fact.data.queue in REVIEWED]  # type: ignore[attr-defined]
    staffed = [r for r in view.of(governance.StaffingCounted) if r.at <= row.at and r.fact.data.role in REVIEWERS]  # type: ignore[attr-defined]
    cases = {r.fact.data.queue: r for r in counted}  # type: ignore[attr-defined]
    posts = {r.fact.data.role: r for r in staffed}  # type: ignore[attr-defined]
    at_work = sum(_at_work(r.fact.data) for r in posts.values())
    asks = required(view, sum(r.fact.data.waiting for r in cases.values()))  # type: ignore[attr-defined]
    can = at_work * view.number("investigation.reviews_a_day")
    ok = bool(cases and posts) and asks > can
    seen = (*(r.fact for r in cases.values()), *(r.fact for r in posts.values()))
    return (yes if ok else no)("investigation.reviews-asked", row.fact, *seen, asks=round(asks, 1), can=can, posts=at_work)


def _at_work(data: Any) -> int:
    return next((n for n in (data.at_work, data.filled, data.established) if n is not None), 0)


def can_be_done(view: View, row: Row) -> Finding:
    """By the new count the supervisors at work can do what the cases ask for."""
    found = cannot_be_done(view, row)
    return Finding(not found.holds, found.because, found.having, found.seen)


IMPOSSIBLE: Final = Duty(
    "investigation.reviews-cannot-be-done", "Decide: the cases ask for more reviews than the supervisors there are can do", "unit", _EXPECTED,
    ("hmicfrs-nn-2019 p238", "hmicfrs-ny-2022 p236"), also=("XX-029", "IN-085"), once_per=Once.WHILE_OPEN,
    opens=(on(governance.BacklogCounted, cannot_be_done), on(governance.StaffingCounted, cannot_be_done)),
    reads=(reads(governance.BacklogCounted, governance.StaffingCounted),),
    discharged_by=(on(governance.DecisionMade, gives("why", "expected_result")),),
    ends=(on(governance.BacklogCounted, can_be_done), on(governance.StaffingCounted, can_be_done)),
    terms=(Term(within("investigation.reviews.decision"), ACC, Ladder((
        at_share(0.75, ACC), at_due(ACC, TEAM_SUPERINTENDENT, priority=LATER),
        after_due(within("investigation.superintendent"), ACC, asks="ask.risk-decision", priority=LATER),
    ), within("investigation.repeat")), informs=(TEAM_SUPERINTENDENT,)),),
    why="More people, fewer cases, or the risk accepted by name. What nobody can do is no sergeant's failure; the reviews of children's cases fail first.",
)
DUTIES: Final = (HAND_OVER, IMPOSSIBLE)


def many_leads(view: View, row: Row) -> Iterator[tuple[Payload, tuple[Fact, ...]]]:
    """The team has been led by more people within the window than one team should."""
    window = timedelta(days=view.number("investigation.supervisors.window"))
    filled = [r for r in _of_post(view, row, governance.PostFilled) if r.at >= row.at - window]
    changes = tuple(r.fact for r in filled if _changed_hands(view, r))
    if row.fact in changes and len(changes) + 1 > view.number("investigation.supervisors"):
        yield investigation.SupervisorsNoticed(count=len(changes) + 1, saw=tuple(f.id for f in changes)), changes


PATTERNS: Final = (
    Pattern(
        "investigation.many-leads", "One team, one lead after another", "unit", _EXPECTED, ("hmicfrs-nn-2019 p228",), also=("IN-081",),
        watches=(on(governance.PostFilled),), find=many_leads, notes=investigation.SupervisorsNoticed,
        reads=(reads(governance.PostVacated),), to=(TEAM_SUPERINTENDENT,), priority=Priority.SECOND,
    ),
)
