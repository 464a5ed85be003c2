"""The gate and the reassessment of every act; the looks of the sweep.

The gate may refuse only what lowers, closes, defers or approves. Whatever else an act lacks is flagged, and told.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tutela.facts import Fact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.work.errors import Flag, Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.law.kernel.gate import Weighed, classify
from tutela.law.kernel.judging import unmet
from tutela.law.kernel.rules import Act, Standard
from tutela.law.kernel.subjects import Subject, subjects_of
from tutela.law.messages import readable
from tutela.record.chronology.operations import FROM_OUTSIDE
from tutela.record.duties.engine.judging import judge
from tutela.record.duties.engine.reconcile import look_again, reconcile
from tutela.record.duties.engine.rows import reasons
from tutela.record.duties.engine.scope import WIDE, Scope, around, moment_of
from tutela.record.duties.engine.sweeping import look
from tutela.record.duties.engine.telling import tell

_SCOPE = "duties scope"


def weigh(work: Work) -> None:
    """Weigh what an act recorded before it is kept.

    :raises Refused: if it lowers, closes, defers or approves and does not meet a standard that refuses
    """
    if not work.facts:
        return
    scope = work.kept[_SCOPE] = around(work.facts)
    refused: list[tuple[Fact, Weighed]] = []
    for fact in work.facts:
        weighed = _weigh(scope, fact)
        work.classes.add(weighed.act.value)
        work.flags += [Flag(u.standard.code, u.finding.because, readable(reasons((u.finding,))[0]["with"])) for u in weighed.unmet]
        if weighed.refused_by and not work.kept.get(FROM_OUTSIDE):
            refused.append((fact, weighed))
    if refused:
        fact, weighed = refused[0]
        flags = tuple(Flag(u.standard.code, u.finding.because, readable(reasons((u.finding,))[0]["with"])) for u in weighed.refused_by)
        raise Refused("duties.refused", flags=flags, act=fact.type, act_class=weighed.act.value)
    undeclared = work.classes - work.may_be - {Act.RECORDS.value}
    if undeclared and settings.TESTING:
        raise AssertionError(f"{work.operation} does not declare that it may be {', '.join(sorted(undeclared))}")


def _weigh(scope: Scope, act: Fact) -> Weighed:
    world = scope.world
    at = world.seen_from(act)
    lacks = [
        u for subject in world.subjects(act) for rule in world.catalogue.openers.get((subject.family, act.type), ()) if isinstance(rule, Standard)
        for u in unmet(rule, world, subject, at, since=at) if u.act.id == act.id
    ]
    return Weighed(classify(world, act), tuple(lacks))


def reassess(work: Work) -> None:
    """Judge what an act can have changed, make the rows say so, and tell who is to be told."""
    if not work.facts:
        return
    scope: Scope = work.kept.pop(_SCOPE, None) or around(work.facts)
    at = moment_of(work.facts, work.at)
    judged = judge(scope, scope.woken(work.facts), at)
    noticed = [n for n in scope.noticing.found.values() if n.at <= at]
    work.kept["noticed"] = [n.fact for n in noticed]
    alerts = tell(reconcile(judged, noticed, at), work.at)
    work.kept["told"] = len(alerts)
    look_again(judged.next_looks)
    wide = sorted({tuple(s) for f in work.facts for s in subjects_of(f) if s.family in WIDE and scope.world.catalogue.listeners.get((s.family, f.type))})
    if wide:
        work.later("duties.reassess_wide", subjects=[list(s) for s in wide])


@operation(Permission.SIGNED_IN)
def reassess_wide(work: Work, *, subjects: list[list[str]]) -> dict[str, Any]:
    """Judge places, units and officers, on which very much bears: after the act, in the act's own name."""
    told = 0
    for family, ref in subjects:
        count, scope = look(family, ref, work.at)
        told += count
        work.kept.setdefault("noticed", []).extend(n.fact for n in scope.noticing.found.values())
    return {"told": told}


@operation(Permission.SIGNED_IN)
def look_again_at(work: Work, *, family: str, ref: str) -> dict[str, Any]:
    """Look again at one subject whose moment has come: the sweep's own act, the system's, which decides nothing."""
    count, scope = look(family, ref, work.at)
    subject = Subject(family, ref)
    work.kept["noticed"] = [n.fact for n in scope.noticing.found.values() if n.subject == subject]
    work.touch(ref)
    return {"told": count}
