"""Training that lapses; who stands in for whom; work that lost its owner."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from tutela.facts import governance
from tutela.law.governance.ladders import LEARNING, SUPERINTENDENT, at_end, by_the_day, to_gold
from tutela.law.governance.recommendations import end_of
from tutela.law.kernel.arithmetic import months_after
from tutela.law.kernel.clocks import before, within
from tutela.law.kernel.findings import Finding, no, yes
from tutela.law.kernel.parameters import Basis
from tutela.law.kernel.rules import Duty, Once, Standard, Term, at_share, on, reads
from tutela.law.kernel.situation import Row, View
from tutela.law.standing.said import is_said, says

_EXPECTED: Final = Basis.INSPECTORATE_EXPECTATION
INSPECTOR: Final = "detective_inspector@force"
_TRAINED: Final = (governance.TrainingCompleted, governance.TrainingExpired)


def lapses(view: View) -> dict[str, datetime]:
    """Of each topic in which the officer was trained, when it lapses: its own day, else in the force's own time; withdrawn is lapsed."""
    found: dict[str, datetime] = {}
    for r in view.of(*_TRAINED):
        data: Any = r.fact.data
        if isinstance(data, governance.TrainingExpired):
            found[data.topic] = r.at
        else:
            found[data.topic] = end_of(data.expires) if data.expires else months_after(r.at, int(view.number("governance.training")))
    return found


def lapse_of(view: View, row: Row) -> datetime:
    """When this training lapses."""
    data: Any = row.fact.data
    if isinstance(data, governance.TrainingExpired):
        return row.at
    return end_of(data.expires) if data.expires else months_after(row.at, int(view.number("governance.training")))


def warned(view: View, row: Row) -> datetime:
    """So many days before it lapses somebody is asked to renew it."""
    return lapse_of(view, row) - view.lawbook.span("governance.training.warning", row.at)


def not_renewed(view: View, row: Row) -> Finding:
    """Nothing newer is known of this topic."""
    topic = row.fact.data.topic  # type: ignore[attr-defined]
    newer = [r for r in view.of(*_TRAINED) if r.at > row.at and r.fact.data.topic == topic]  # type: ignore[attr-defined]
    return (no if newer else yes)("governance.renewed", row.fact, *(r.fact for r in newer), topic=topic)


def all_current(view: View, row: Row) -> Finding:
    """Nothing in which they were trained has lapsed, or is about to."""
    soon = row.at + view.lawbook.span("governance.training.warning", row.at)
    late = tuple(sorted(topic for topic, at in lapses(view).items() if at < soon))
    return (no if late else yes)("governance.lapsed", row.fact, topics=late or ("none",))


TRAINING: Final = Duty(
    "governance.training", "Renew the training before it lapses", "officer", _EXPECTED, ("hmicfrs-nn-2019 p278",), also=("C83", "AH-093", "XX-012"),
    once_per=Once.EACH, opens=tuple(on(cls) for cls in _TRAINED), applies=(not_renewed,), delay=warned, origin=warned, reads=(reads(*_TRAINED),),
    discharged_by=(on(governance.TrainingCompleted, all_current),), terms=(
        Term(
            before("governance.training.own", lapse_of), LEARNING, to_gold(LEARNING), when=says("topic", "visor"), also=("RO-015",),
            informs=("sergeant@offenders",),
        ),
        Term(before("governance.training.own", lapse_of), LEARNING, to_gold(LEARNING)),
    ),
    why="Booked is not trained. Lapsed training never stops a visit or a finding from being recorded.",
)
TEAM: Final = Duty(
    "governance.team-training", "Train the team: nothing was given for half a year", "unit", _EXPECTED, ("hmicfrs-nn-2019 p278",), also=("C83", "AH-093"),
    once_per=Once.WHILE_OPEN, recurs="rolling", opens=(on(governance.TrainingRequired),), discharged_by=(on(governance.TrainingSessionHeld),),
    terms=(Term(within("governance.training.team"), LEARNING, to_gold(LEARNING)),),
)


def all_given(view: View, row: Row) -> Finding:
    """Each topic that was asked for this officer has been given since."""
    given = {r.fact.data.topic: r.at for r in view.of(governance.TrainingCompleted)}  # type: ignore[attr-defined]
    asked = {r.fact.data.topic: r.at for r in view.of(governance.TrainingRequired)}  # type: ignore[attr-defined]
    left = tuple(sorted(topic for topic, at in asked.items() if topic not in given or given[topic] < at))
    return (no if left else yes)("governance.training-given", row.fact, topics=left or ("none",))


ASKED: Final = Duty(
    "governance.training-asked", "Give the training that was asked for this officer", "officer", _EXPECTED, ("hmicfrs-nn-2019 p199",), also=("IN-111",),
    once_per=Once.WHILE_OPEN, opens=(on(governance.TrainingRequired),), reads=(reads(governance.TrainingRequired, governance.TrainingCompleted),),
    discharged_by=(on(governance.TrainingCompleted, all_given),), terms=(Term(within("governance.training.asked"), LEARNING, to_gold(LEARNING)),),
    why="Training is matched to what an officer's work shows. It is no sanction.",
)


def has_post(view: View, row: Row) -> Finding:
    """Whoever is away holds a post, in which others wait for them."""
    return (yes if row.fact.data.post else no)("governance.post-of", row.fact)  # type: ignore[attr-defined]


COVER: Final = Duty(
    "governance.cover", "Find somebody qualified who stands in", "officer", _EXPECTED, ("hmicfrs-ny-2022 p313",), also=("RO-013", "XX-012", "IN-077"),
    once_per=Once.WHILE_OPEN, opens=(on(governance.AbsenceBegan, has_post), on(governance.CoverDeclined)), discharged_by=(on(governance.CoverAccepted),),
    ends=(on(governance.AbsenceEnded),),
    terms=(Term(within("governance.cover"), INSPECTOR, by_the_day(at_share(0.5, INSPECTOR), at_end(INSPECTOR, SUPERINTENDENT))),),
    why="Supervision that waits for one person is not supervision. Named is not accepted.",
)


def must_be_held(view: View, row: Row) -> Finding:
    """The post must be held, or nobody has said that it need not."""
    return (no if row.fact.data.must_be_held is False else yes)("governance.must-be-held", row.fact)  # type: ignore[attr-defined]


def all_filled(view: View, row: Row) -> Finding:
    """Each post that must be held is held again."""
    filled = {r.fact.data.post: r.at for r in view.of(governance.PostFilled)}  # type: ignore[attr-defined]
    left = [r for r in view.of(governance.PostVacated) if must_be_held(view, r).holds]
    empty = tuple(r.fact.data.post for r in left if (held := filled.get(r.fact.data.post)) is None or held < r.at)  # type: ignore[attr-defined]
    return (no if empty else yes)("governance.posts-empty", row.fact, posts=empty or ("none",))


POST: Final = Duty(
    "governance.post-held", "Fill the post that must be held", "unit", _EXPECTED, ("hmicfrs-nn-2019 p258",), also=("IN-103", "XX-028"),
    once_per=Once.WHILE_OPEN,
    opens=(on(governance.PostVacated, must_be_held),), reads=(reads(governance.PostVacated, governance.PostFilled),),
    discharged_by=(on(governance.PostFilled, all_filled),),
    terms=(Term(within("governance.post"), SUPERINTENDENT, to_gold(SUPERINTENDENT)),),
)


def leaves_work(view: View, row: Row) -> Finding:
    """Work is left behind, or handed over and not yet taken."""
    data: Any = row.fact.data
    work = is_said(data.work_left) if isinstance(data, governance.PostVacated) else True
    return (yes if work else no)("governance.work-left", row.fact)


def all_taken(view: View, row: Row) -> Finding:
    """Of each post whose work was left or handed over, somebody has taken it."""
    taken = {r.fact.data.post: r.at for r in view.of(governance.WorkTakenOver)}  # type: ignore[attr-defined]
    given = [r for r in view.of(governance.PostVacated, governance.WorkHandedOver) if leaves_work(view, r).holds]
    wait = tuple(r.fact.data.post for r in given if r.fact.data.post not in taken or taken[r.fact.data.post] < r.at)  # type: ignore[attr-defined]
    return (no if wait else yes)("governance.work-waits", row.fact, posts=wait or ("none",))


def _work(kind: str) -> Duty:
    left = (on(governance.PostVacated, leaves_work),) if kind == "unit" else ()
    return Duty(
        f"governance.work-taken-{kind}", "See that somebody takes over the work that is left", kind, _EXPECTED, ("hmicfrs-nn-2019 p228",), also=("XX-028",),
        once_per=Once.WHILE_OPEN, opens=(*left, on(governance.WorkHandedOver)),
        reads=(reads(governance.PostVacated, governance.WorkHandedOver, governance.WorkTakenOver),),
        discharged_by=(on(governance.WorkTakenOver, all_taken),),
        terms=(Term(within("governance.work"), INSPECTOR, by_the_day(at_share(0.5, INSPECTOR), at_end(INSPECTOR))),),
        why="Handed over is theirs when they take it: until then it is nobody's, and a child's case may be among it.",
    )


DUTIES: Final = (TRAINING, TEAM, ASKED, COVER, POST, _work("unit"), _work("officer"))
RANKS: Final = ("constable", "sergeant", "inspector", "chief_inspector", "superintendent", "chief_superintendent", "assistant_chief_constable")


def fits_the_post(view: View, row: Row) -> Finding:
    """Who stands in is qualified, and of no lower rank than the post asks for."""
    data: Any = row.fact.data
    role = data.post.partition("@")[0].removeprefix("detective_").removeprefix("custody_")
    wanted = RANKS.index(role) if role in RANKS else 0
    rank = (data.rank or "").removeprefix("detective_")
    high = rank in RANKS and RANKS.index(rank) >= wanted if wanted else True
    ok = data.qualified is True and high
    return (yes if ok else no)("governance.cover-fits", row.fact, qualified=data.qualified is True, rank=data.rank or "not said")


def exception_is_limited(view: View, row: Row) -> Finding:
    """An exception from training has its reason, is short, and is another's to grant."""
    data: Any = row.fact.data
    short = data.until - row.at <= view.lawbook.span("governance.training.exception", row.at)
    other = row.fact.by.ref is not None and row.fact.by.ref not in row.fact.refs("officer")
    ok = short and is_said(data.why) and other
    return (yes if ok else no)("governance.exception", row.fact, short=short, reason=is_said(data.why), another=other)


STANDARDS: Final = (
    Standard(
        "governance.cover-fit", "Who stands in is qualified and of the rank of the post", "officer", _EXPECTED, ("hmicfrs-ny-2022 p313",),
        also=("RO-013", "XX-012"),
        acts=(on(governance.CoverNamed),), met=fits_the_post, to=(INSPECTOR, SUPERINTENDENT),
    ),
    Standard(
        "governance.training-exception", "To act without the training is another's to allow, for a short time, with the reason", "officer", _EXPECTED,
        ("hmicfrs-ny-2022 p313",), also=("RO-015", "RO-041"), acts=(on(governance.TrainingExceptionGranted),), met=exception_is_limited,
        to=(INSPECTOR, LEARNING), refuses=True,
    ),
)
