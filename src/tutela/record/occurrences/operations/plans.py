"""A child's trigger plan: named to somebody to write, written, approved, reviewed, ended. A change is another version, and none is written over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import msgspec
from django.db.models import Max, QuerySet

from tutela.facts import Fact
from tutela.facts.missing import PlannedAction
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Conflict
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import lock_subjects
from tutela.record.occurrences.models import TriggerPlan, TriggerPlanVersion
from tutela.record.people import queries as people

LISTS: Final = ("addresses", "associates", "phones", "transport", "call")
"""What a plan says beside its actions, one entry each."""


class PlanSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What one version of a plan says."""

    actions: tuple[PlannedAction, ...] = ()
    addresses: tuple[str, ...] = ()
    associates: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    call: tuple[str, ...] = ()
    review_by: date | None = None
    also_sees_child: str = ""

    @property
    def empty(self) -> bool:
        """Does it say nothing that helps to find the child?"""
        return not any((self.actions, *(getattr(self, name) for name in LISTS)))

    def fields(self) -> dict[str, Any]:
        """As a version's row keeps it."""
        return {
            "actions": [msgspec.to_builtins(action) for action in self.actions], **{name: list(getattr(self, name)) for name in LISTS},
            "review_by": self.review_by, "also_sees_child": self.also_sees_child,
        }


def said_of(data: Any) -> PlanSaid:
    """What a row or a fact says, without entries that say nothing."""
    actions = (a if isinstance(a, PlannedAction) else msgspec.convert(a, PlannedAction) for a in data.actions)
    return PlanSaid(
        actions=tuple(msgspec.structs.replace(a, what=clean(a.what), who=clean(a.who)) for a in actions if clean(a.what)), review_by=data.review_by,
        also_sees_child=data.also_sees_child or "", **{name: tuple(filter(None, map(clean, getattr(data, name)))) for name in LISTS},
    )


def hold_plan(work: Work, child: str, *, expected: int | None = None) -> TriggerPlan:
    """Hold a child's plan for changing; it is begun where there is none.

    :param expected: the version that the person saw; 0 where there was no plan
    :raises Conflict: if it is no longer that
    """
    theirs = people.aliases([child]).get(child, (child,))
    lock_subjects([f"trigger plan {theirs[0]}"])
    key = TriggerPlan.objects.filter(child__in=theirs).order_by("created_at", "id").values_list("pk", flat=True).first()
    if key is not None:
        return work.lock(TriggerPlan, key, expected=expected)
    row = TriggerPlan(**work.root("TRP"), retention="missing_child", child=theirs[0])
    if expected:
        raise Conflict(row.ref, expected, 0)
    work.add(row, shown=("child",))
    return row


def name_author(work: Work, plan: TriggerPlan, author: str, *, at: datetime) -> None:
    """It is theirs to write."""
    work.change(plan, author=author, author_since=at)


def write_plan(work: Work, plan: TriggerPlan, said: PlanSaid) -> TriggerPlanVersion:
    """Keep what somebody wrote as a draft; a draft that waited is replaced, what is live stays live until this one is approved."""
    last = _last(plan)
    _versions(plan, "draft").update(status="replaced")
    row = _add(work, plan, said, status="draft", by=work.by.ref, at=work.at)
    _told(work, plan, last, row)
    return row


def approve_plan(work: Work, plan: TriggerPlan, fact: Fact) -> TriggerPlanVersion:
    """It is live as it was approved, and what was live before is replaced. One that was approved before what is live only joins the versions."""
    data: Any = fact.data
    said, at, by = said_of(data), fact.occurred.earliest, fact.by.ref or fact.by.role
    last, live = _last(plan), _versions(plan, "live").first()
    row = _versions(plan, "draft").first()
    if row is None or said_of(row) != said:
        row = _add(work, plan, said, status="replaced", by=data.author or by, at=at)
    over = live is not None and live.approved_at is not None and live.approved_at > at
    if live is not None and not over:
        _set(live, status="replaced")
    _set(row, status="replaced" if over else "live", approved_by=by, approved_at=at)
    _told(work, plan, last, row)
    return row


def review_plan(work: Work, plan: TriggerPlan, fact: Fact) -> None:
    """Somebody looked at what is live; the latest look counts."""
    at, live = fact.occurred.earliest, _versions(plan, "live").first()
    if live is None or (live.reviewed_at is not None and live.reviewed_at >= at):
        return
    old = live.reviewed_at
    _set(live, reviewed_at=at, reviewed_by=fact.by.ref or fact.by.role)
    work.rise(plan, {"reviewed_at": old}, {"reviewed_at": at})


def end_plan(work: Work, plan: TriggerPlan, fact: Fact) -> None:
    """What is live has ended; what was approved after that moment stands."""
    data: Any = fact.data
    at, live = fact.occurred.earliest, _versions(plan, "live").first()
    if live is None or (live.approved_at is not None and live.approved_at > at):
        return
    _set(live, status="ended", ended_at=at, ended_by=fact.by.ref or fact.by.role, ended_why=clean(data.reason))
    work.rise(plan, {"status": "live"}, {"status": "ended", "ended_why": clean(data.reason)})


def draft_of(plan: TriggerPlan) -> TriggerPlanVersion | None:
    """The version that waits to be approved."""
    return _versions(plan, "draft").first()


def live_of(plan: TriggerPlan) -> TriggerPlanVersion | None:
    """The version that is live."""
    return _versions(plan, "live").first()


def live_plan_of(child: str) -> TriggerPlanVersion | None:
    """The live version of a child's plan, under whichever of their references it was made."""
    theirs = people.aliases([child]).get(child, (child,))
    return TriggerPlanVersion.objects.filter(plan__child__in=theirs, status="live").order_by("-approved_at").first()


def _versions(plan: TriggerPlan, status: str) -> QuerySet[TriggerPlanVersion]:
    return TriggerPlanVersion.objects.filter(plan=plan, status=status).order_by("number")


def _last(plan: TriggerPlan) -> TriggerPlanVersion | None:
    return TriggerPlanVersion.objects.filter(plan=plan).order_by("-number").first()


def _add(work: Work, plan: TriggerPlan, said: PlanSaid, **more: Any) -> TriggerPlanVersion:
    number = (TriggerPlanVersion.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1
    row = TriggerPlanVersion(plan=plan, number=number, **said.fields(), **more)
    work.add(row)
    return row


def _set(row: TriggerPlanVersion, **new: Any) -> None:
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))


def _told(work: Work, plan: TriggerPlan, before: TriggerPlanVersion | None, row: TriggerPlanVersion) -> None:
    """Old and new of what differs, for whoever edits it beside."""
    old, new = (_in_words(said_of(each)) if each is not None else {} for each in (before, row))
    other = {name: value for name, value in new.items() if value != old.get(name)}
    work.rise(plan, {name: old.get(name) for name in other}, {**other, "number": row.number, "status": row.status})


def _in_words(said: PlanSaid) -> dict[str, Any]:
    found = said.fields()
    return {**found, "actions": [action.what for action in said.actions], "review_by": said.review_by.isoformat() if said.review_by else ""}
