"""Making the rows say what the law says: duties, their transitions at their own instants, and when to look again.

Written once and never changed: a transition that is there stays, whatever is learnt later. Doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q

from tutela.facts.roles import HOMES
from tutela.foundations.kit.refs import is_ours
from tutela.law.kernel import judging as law
from tutela.law.kernel.noticing import Noticed
from tutela.law.kernel.owed import Owed
from tutela.law.kernel.rules import Rung
from tutela.law.kernel.telling import Telling
from tutela.record.duties.engine.judging import Judged
from tutela.record.duties.engine.rows import bundle, fields, reasons, strictest
from tutela.record.duties.models import SETTLED, Duty, Transition, Unmet, Watch
from tutela.record.duties.queries.law import laws

_Identity = tuple[str, str, str, str]


class Told(NamedTuple):
    """A telling that is new, with what is needed to find the people: a duty's, or of a standard or pattern."""

    at: datetime
    to: tuple[str, ...]
    priority: int
    rung: int
    repeat: int
    about: tuple[str, ...]
    bundle: str
    climbs: tuple[str, ...]
    """To whom it goes where nobody is on duty, in order."""
    by: str | None
    """Who did the act: the person in that role who is meant."""
    duty: Duty | None = None
    transition: Transition | None = None
    unmet: Unmet | None = None


def reconcile(judged: Judged, noticed: Iterable[Noticed], at: datetime) -> list[Told]:
    """Bring the rows to what was judged. What people set on a row (to whom it is given, what was promised) the law does not touch.

    :returns: what is newly told, in order
    """
    told = _duties(judged.owed, at)
    told += _unmet(judged.unmet, noticed, at)
    return sorted(told, key=lambda t: t.at)


def look_again(looks: dict[tuple[str, str], datetime], *, exactly: Iterable[tuple[str, str]] = ()) -> None:
    """Say when to look at subjects again: never later than before, unless all about a subject was judged (``exactly``)."""
    whole = set(exactly)
    held = {(w.family, w.ref): w for w in Watch.objects.filter(ref__in=[ref for _, ref in {*looks, *whole}])}
    for key in whole - looks.keys():
        if key in held:
            held[key].delete()
    fresh: list[Watch] = []
    for key, look in looks.items():
        watch = held.get(key)
        if watch is None:
            fresh.append(Watch(family=key[0], ref=key[1], look_at=look))
        elif key in whole or look < watch.look_at:
            watch.look_at = look
            watch.save(update_fields=["look_at"])
    Watch.objects.bulk_create(fresh)


def _duties(owed: Sequence[Owed], at: datetime) -> list[Told]:
    groups: dict[_Identity, list[Owed]] = {}
    for row in owed:
        groups.setdefault((row.duty.code, *row.subject, row.opening), []).append(row)
    held = _held(groups)
    fresh: list[Duty] = []
    before: dict[_Identity, str] = {}
    for identity, rows in groups.items():
        now = fields(rows[-1])
        duty = held.get(identity)
        if duty is None:
            code, family, ref, opening = identity
            own = ref if rows[-1].duty.own else ""   # somebody else's only once it is given to them
            held[identity] = Duty(code=code, family=family, ref=ref, opening=opening, officer=own, **now)
            fresh.append(held[identity])
            continue
        before[identity] = duty.state
        moved = [name for name, value in now.items() if getattr(duty, name) != value]
        if moved and moved != ["law"]:
            for name in moved:
                setattr(duty, name, now[name])
            duty.version += 1
            duty.save(update_fields=[*moved, "version"])
    Duty.objects.bulk_create(fresh)
    return _transitions(groups, held, before, at)


def _held(groups: dict[_Identity, list[Owed]]) -> dict[_Identity, Duty]:
    if not groups:
        return {}
    wanted = Q(ref__in={ref for _, _, ref, _ in groups}, code__in={code for code, *_ in groups})
    return {(d.code, d.family, d.ref, d.opening): d for d in Duty.objects.select_for_update().filter(wanted).order_by("id")}


def _transitions(groups: dict[_Identity, list[Owed]], held: dict[_Identity, Duty], before: dict[_Identity, str], at: datetime) -> list[Told]:
    keys = [held[identity].pk for identity in groups]
    written = {
        (duty, occurrence, kind, rung, repeat, tuple(to), moment)
        for duty, occurrence, kind, rung, repeat, to, moment in Transition.objects.filter(duty__in=keys).values_list(
            "duty", "occurrence", "kind", "rung", "repeat", "to", "at",
        )
    }
    new: list[Transition] = []
    told: list[Told] = []
    for identity, rows in groups.items():
        duty = held[identity]
        for owed in rows:
            for telling in owed.tellings:
                if (duty.pk, owed.occurrence, "told", telling.rung, telling.again, telling.to, telling.at) not in written:
                    row = _telling(duty, owed, telling, at)
                    new.append(row)
                    told.append(_told(duty, owed, telling, row))
        new += [t for t in _turns(duty, rows, before.get(identity), at) if (t.duty, t.occurrence, t.kind, 0, 0, (), t.at) not in written]
    Transition.objects.bulk_create(new)
    return told


def _turns(duty: Duty, rows: Sequence[Owed], before: str | None, at: datetime) -> Iterable[Transition]:
    """Transitions other than tellings: each occurrence settled, owed again, put in question, inherited."""
    for owed in rows:
        if owed.settled_at is not None and owed.settled_by is not None:
            yield _turn(duty, owed, "settled", owed.settled_by.shown_from, owed.state.value, at, by=owed.settled_by.by.ref or owed.settled_by.by.role)
    last, state = rows[-1], duty.state
    if before in SETTLED and state not in SETTLED:
        yield _turn(duty, last, "again", at, state, at)
    elif before != state and state in ("in question", "inherited"):
        yield _turn(duty, last, state, at if before else last.opened_at, state, at)


def _turn(duty: Duty, owed: Owed, kind: str, moment: datetime, state: str, at: datetime, *, by: str = "") -> Transition:
    return Transition(
        at=moment, written_at=at, duty=duty.pk, occurrence=owed.occurrence, kind=kind, to=[], state=state, due_at=owed.due_at, findings=duty.findings,
        numbers=duty.numbers, law=laws().digest, by=by,
    )


def _telling(duty: Duty, owed: Owed, telling: Telling, at: datetime) -> Transition:
    return Transition(
        at=telling.at, written_at=at, duty=duty.pk, occurrence=owed.occurrence, kind="told", rung=telling.rung, repeat=telling.again, to=list(telling.to),
        state=telling.state.value, priority=int(telling.priority), asks=telling.asks or "", due_at=telling.due,
        findings=reasons((*owed.findings, *((telling.why,) if telling.why is not None else ()))), numbers=duty.numbers, law=laws().digest,
    )


def _told(duty: Duty, owed: Owed, telling: Telling, row: Transition) -> Told:
    rungs: tuple[Rung, ...] = telling.term.ladder.rungs
    climbs = tuple(dict.fromkeys(address for rung in rungs[telling.rung:] for address in rung.to if address not in telling.to))
    return Told(
        telling.at, telling.to, int(telling.priority), telling.rung, telling.again, tuple(duty.about), duty.bundle, climbs, owed.opened_by.by.ref,
        duty=duty, transition=row,
    )


def _unmet(lacking: Iterable[law.Unmet], noticed: Iterable[Noticed], at: datetime) -> list[Told]:
    rows: dict[tuple[str, str, str, str], tuple[Unmet, str | None]] = {}
    for u in lacking:
        role = u.act.by.role
        author = (f"{role}@{HOMES[role]}",) if role in HOMES else ()
        to = tuple(dict.fromkeys((*author, *u.standard.to)))
        row = Unmet(
            code=u.standard.code, kind="standard", family=u.subject.family, ref=u.subject.ref, act=u.act.id, at=u.at, written_at=at, to=list(to),
            priority=int(u.standard.priority), about=list(dict.fromkeys((u.subject.ref, *(a.ref for a in u.act.about)))),
            bundle=bundle(u.act, u.subject.ref), findings=reasons((u.finding,)), sensitivity=strictest((u.act, *u.finding.seen)), law=laws().digest,
        )
        rows[row.code, row.family, row.ref, row.act] = row, u.act.by.ref
    for n in noticed:
        row = Unmet(
            code=n.pattern.code, kind="pattern", family=n.subject.family, ref=n.subject.ref, act=n.fact.id, at=n.at, written_at=at, to=list(n.pattern.to),
            priority=int(n.pattern.priority), about=list(dict.fromkeys((n.subject.ref, *(a.ref for a in n.fact.about)))),
            bundle=bundle(n.fact, n.subject.ref), findings=[_noticed(n)], sensitivity=n.fact.sensitivity, law=laws().digest,
        )
        rows[row.code, row.family, row.ref, row.act] = row, None
    if not rows:
        return []
    known = set(Unmet.objects.filter(ref__in={k[2] for k in rows}).values_list("code", "family", "ref", "act"))
    fresh = [(row, by) for key, (row, by) in rows.items() if key not in known]
    Unmet.objects.bulk_create([row for row, _ in fresh])
    return [Told(r.at, tuple(r.to), r.priority, 0, 0, tuple(r.about), r.bundle, (), by if by and is_ours(by) else None, unmet=r) for r, by in fresh]


def _noticed(noticed: Noticed) -> dict[str, Any]:
    payload = {name: str(getattr(noticed.fact.data, name)) for name in noticed.fact.data.__struct_fields__ if name != "saw"}
    carries = [noticed.fact.sensitivity] if noticed.fact.sensitivity != "none" else []
    return {
        "message": f"{noticed.pattern.code}.noticed", "with": payload, "saw": [noticed.fact.id], "carries": carries,
        "about": sorted({a.ref for a in noticed.fact.about}),
    }
