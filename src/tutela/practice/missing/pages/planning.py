"""A child's trigger plan: what is live, what waits to be approved, whose it is to write, and every version that was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Final

import msgspec
from django.urls import reverse

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Form
from tutela.foundations.design.parts import Badge, Cell, EmptyState, Line, PersonBanner, Row, Table
from tutela.foundations.design.times import local_date, local_time
from tutela.foundations.design.words import known, words
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import LONDON, in_words
from tutela.practice.missing.forms import PLAN_ACTS
from tutela.practice.missing.operations.flagging import flag_of
from tutela.practice.missing.pages import bits
from tutela.practice.missing.pages.acts import ActPage
from tutela.practice.missing.pages.questionnaire import profile_lines
from tutela.record.duties import queries as duties
from tutela.record.duties.queries import DutyCard
from tutela.record.duties.queries.law import book
from tutela.record.enquiries import queries as enquiries
from tutela.record.enquiries.engine import names_of, role_words
from tutela.record.enquiries.queries import Use
from tutela.record.occurrences import queries
from tutela.record.occurrences.queries import PlanVersionSeen, TriggerPlanSeen

OWED: Final = "missing.trigger-plan"
MEETING: Final = "missing.repeat-meeting"
MEETINGS: Final = ("repeat-held", "repeat-declined")
REVIEW: Final = "missing.trigger-plan-review"
FLAG_REVIEW: Final = "missing.flag-review"
UNUSED: Final = "missing.trigger-plan-unused"
_LISTS: Final = ("addresses", "associates", "phones", "transport", "call")
_LIVE_ONLY: Final = frozenset({"trigger-plan-review", "trigger-plan-end"})


class Said(msgspec.Struct, frozen=True):
    """One part of a plan that is no action: its name, and what stands in it."""

    title: str
    entries: tuple[str, ...]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version in full."""

    name: str
    title: str
    by: str
    actions: Table
    said: tuple[Said, ...]


class PlanPage(msgspec.Struct, frozen=True, kw_only=True):
    """A child's trigger plan for one viewer."""

    person: PersonBanner | None
    state: Line
    acts: tuple[bits.Link, ...]
    flag: Line | None
    """That the child is flagged by hand, and until when."""
    used: Line | None
    """How often it was in a search, was done, found the child; when it was used and reviewed last. None before the first search with it."""
    profile: tuple[Line, ...]
    """What the child's carers wrote beforehand."""
    versions: tuple[Version, ...]
    """What is live, then what waits to be approved."""
    owed: Table
    history: Table
    touched: tuple[str, ...]


def plan_page(viewer: Viewer, child: str, *, at: datetime) -> PlanPage:
    """The page as one viewer may see it, who may see the child's detail."""
    plan = queries.trigger_plan(child)
    named = names_of([plan.author, *(who for v in plan.versions for who in (v.by, v.approved_by, v.reviewed_by, v.ended_by))])
    owed = duties.for_subjects(viewer, [child], at=at, codes=(OWED, REVIEW, UNUSED, MEETING, FLAG_REVIEW))
    shown = [v for v in (plan.live, plan.draft) if v is not None]
    use, flag = enquiries.use_of_plan(viewer, child, at), _flag_line(viewer, child, at)
    return PlanPage(
        person=bits.child_banner(viewer, child, at), state=plan_line(plan, owed, at, named=named, href=False), flag=flag,
        acts=_acts(viewer, plan, flagged=flag is not None),
        profile=profile_lines(viewer, child, at), used=_used(use[0], plan), versions=tuple(_version(v, named, use[1]) for v in shown),
        owed=bits.owed_table(viewer, owed, at), history=_history(plan, named), touched=(child,),
    )


def plan_act_page(viewer: Viewer, slug: str, form: Form, plan: TriggerPlanSeen, *, at: datetime) -> ActPage:
    """The page of one act about a trigger plan; to approve, one has the whole of it in view."""
    named = names_of([plan.author, *(v.by for v in plan.versions)])
    owed = duties.for_subjects(viewer, [plan.child], at=at, codes=(OWED, REVIEW, UNUSED))
    shown = plan.draft if slug == "trigger-plan-approve" else plan.live if slug in _LIVE_ONLY else None
    return ActPage(
        title=words(f"missing.{slug}.title"), lead=words(f"missing.{slug}.lead") if known(f"missing.{slug}.lead") else "",
        button=words(f"missing.{slug}.button"), form=form, back=plan_url(plan.child), back_text=words("missing.trigger-plan.back"),
        person=bits.child_banner(viewer, plan.child, at), warning=slug == "trigger-plan-end",
        facts=(plan_line(plan, owed, at, named=named, href=False), *(_in_lines(shown) if shown else ())),
    )


def plan_line(plan: TriggerPlanSeen, owed: Sequence[DutyCard], at: datetime, *, named: dict[str, str], href: bool = True) -> Line:
    """Where a child's plan stands, in a line: live and for how long, past its review, owed since when and by whom, none."""
    text, badges = _stands(plan, at, named)
    duty = next((d for d in owed if d.code == OWED), None)
    detail = ""
    if plan.live is not None:
        due = review_due(plan.live)
        said = [words("missing.trigger-plan.review-by", day=local_date(due))] if due is not None else []
        detail = ", ".join([*said, *([words("missing.trigger-plan.also-drafted")] if plan.draft else [])])
    elif duty is not None:
        who = named.get(plan.author) or named.get(duty.officer) or role_words(duty.owed_by)
        detail = words("missing.trigger-plan.owed", since=local_time(duty.opened_at), who=who)
        if duty.due_at is not None and duty.due_at < at:
            badges = (*badges, Badge(words("missing.trigger-plan.overdue", since=in_words(at - duty.due_at)), "red"))
        elif duty.due_at is not None:
            detail = f"{detail}, {words('missing.trigger-plan.by', by=local_time(duty.due_at))}"
    return Line(text=text, badges=badges, detail=detail, href=plan_url(plan.child) if href else None)


def review_due(live: PlanVersionSeen) -> datetime | None:
    """By when the law wants a live plan looked at again: by its own day, until it was reviewed; then as long after the review as may be."""
    if live.reviewed_at is None and live.review_by is not None:
        return datetime.combine(live.review_by, time(23, 59, 59), LONDON).astimezone(UTC)
    since = live.reviewed_at or live.approved_at
    return book().after("missing.trigger_plan.review", since) if since is not None else None


def plan_url(child: str) -> str:
    """The address of a child's plan."""
    return reverse("missing:trigger-plan", args=[refs.key_of(child, "person")])


def _stands(plan: TriggerPlanSeen, at: datetime, named: dict[str, str]) -> tuple[str, tuple[Badge, ...]]:
    live, draft, ended = plan.live, plan.draft, plan.last_ended
    if live is not None and live.approved_at is not None:
        due = review_due(live)
        late = due is not None and due < at
        badge = Badge(words("missing.trigger-plan.past-review", since=in_words(at - due)), "yellow") if late and due else Badge(
            words("missing.trigger-plan.live"), "green",
        )
        return words("missing.trigger-plan.since", age=in_words(at - live.approved_at)), (badge,)
    none = (Badge(words("missing.trigger-plan.none-live"), "red"),)
    if draft is not None:
        return words("missing.trigger-plan.drafted", by=named.get(draft.by, draft.by), since=in_words(at - draft.at)), none
    if plan.author:
        return words("missing.trigger-plan.named", by=named.get(plan.author, plan.author)), none
    if ended is not None and ended.ended_at is not None:
        return words("missing.trigger-plan.ended", day=local_date(ended.ended_at), why=ended.ended_why), none
    return words("missing.trigger-plan.none"), none


def _acts(viewer: Viewer, plan: TriggerPlanSeen, *, flagged: bool) -> tuple[bits.Link, ...]:
    key = refs.key_of(plan.child, "person")
    offered = (slug for slug in PLAN_ACTS if _offered(slug, viewer, plan) and (slug != "unflag" or flagged))
    return tuple(bits.Link(words(f"missing.{slug}.link"), reverse(f"missing:{slug}", args=[key]), slug == "trigger-plan-approve") for slug in offered)


def _offered(slug: str, viewer: Viewer, plan: TriggerPlanSeen) -> bool:
    if slug in MEETINGS:
        return False   # offered beside the pattern, when a decision is owed
    if not policy.may_visit(viewer, PLAN_ACTS[slug].operation.permission):
        return False
    if slug == "trigger-plan-approve":
        return plan.draft is not None and plan.draft.by != viewer.ref
    if slug in _LIVE_ONLY:
        return plan.live is not None
    return slug != "trigger-plan-assign" or plan.live is None


def _flag_line(viewer: Viewer, child: str, at: datetime) -> Line | None:
    """That the child is flagged by hand: why, by whom, until when."""
    flag = flag_of(viewer, child, at)
    if flag is None:
        return None
    who = names_of([flag.recorded_by]).get(flag.recorded_by, "")
    said = [words("missing.flagged.by", who=who, day=local_date(flag.recorded_at))]
    said += [words("missing.flag.looked-at", day=local_date(flag.review_by))] if flag.review_by else []
    said += [words("missing.flag.ends", day=local_date(flag.until))] if flag.until else []
    return Line(text=words("missing.flag.stands", why=flag.evidence or flag.shown), detail=", ".join(said))


def _used(use: Use, plan: TriggerPlanSeen) -> Line | None:
    if not use.given:
        return None
    reviewed = max(filter(None, (v.reviewed_at for v in plan.versions)), default=None)
    said = [
        words("missing.trigger-plan.last-used", day=local_date(use.last)) if use.last else words("missing.trigger-plan.never-used"),
        words("missing.trigger-plan.last-reviewed", day=local_date(reviewed)) if reviewed else words("missing.trigger-plan.never-reviewed"),
    ]
    return Line(text=words("missing.trigger-plan.use", count=use.given, used=use.used, found=use.found), detail=", ".join(said))


def _version(row: PlanVersionSeen, named: dict[str, str], use: Mapping[str, Use]) -> Version:
    return Version(
        name=row.status, title=words(f"missing.trigger-plan.{row.status}-title", number=row.number), by=_by(row, named), actions=_actions(row, use),
        said=_parts(row),
    )


def _by(row: PlanVersionSeen, named: dict[str, str]) -> str:
    said = [words("missing.trigger-plan.written", by=_who(row.by, named), at=local_time(row.at))]
    if row.approved_at is not None:
        said.append(words("missing.trigger-plan.approved", by=_who(row.approved_by, named), at=local_time(row.approved_at)))
    if row.reviewed_at is not None:
        said.append(words("missing.trigger-plan.reviewed", by=_who(row.reviewed_by, named), at=local_time(row.reviewed_at)))
    if row.ended_at is not None:
        said.append(words("missing.trigger-plan.ended-by", by=_who(row.ended_by, named), at=local_time(row.ended_at), why=row.ended_why))
    return " ".join(said)


def _who(ref: str, named: dict[str, str]) -> str:
    return named.get(ref) or (role_words(ref) if "@" in ref else ref)


def _actions(row: PlanVersionSeen, use: Mapping[str, Use]) -> Table:
    return Table(
        caption=words("missing.trigger-plan.actions"),
        columns=tuple(words(f"missing.trigger-plan.column.{c}") for c in ("number", "what", "who", "within", "used", "found")),
        rows=tuple(
            Row((
                Cell(text=str(number)), Cell(text=a.what), Cell(text=role_words(a.who) if "@" in a.who else a.who), Cell(text=_within(a.within)),
                *_use_of(use.get(a.what)),
            ))
            for number, a in enumerate(row.actions, 1)
        ),
        empty=EmptyState(words("missing.trigger-plan.no-actions")),
    )


def _use_of(use: Use | None) -> tuple[Cell, Cell]:
    use = use or Use()
    last = words("missing.trigger-plan.last-used", day=local_date(use.last)) if use.last else ""
    return Cell(text=words("missing.trigger-plan.times", used=use.used, given=use.given), detail=last), Cell(text=str(use.found))


def _within(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return words(f"missing.within.{minutes}") if known(f"missing.within.{minutes}") else words("missing.trigger-plan.minutes", count=minutes)


def _parts(row: PlanVersionSeen) -> tuple[Said, ...]:
    lists = [Said(words(f"missing.trigger-plan.{name}"), getattr(row, name) or (words("missing.trigger-plan.not-said"),)) for name in _LISTS]
    also = words(f"missing.trigger-plan.also-is.{row.also_sees_child or 'police'}")
    review = local_date(row.review_by) if row.review_by else words("missing.trigger-plan.no-own-day")
    return (*lists, Said(words("missing.trigger-plan.also"), (also,)), Said(words("missing.trigger-plan.own-day"), (review,)))


def _in_lines(row: PlanVersionSeen) -> tuple[Line, ...]:
    actions = [
        Line(text=f"{number}. {a.what}", detail=", ".join(filter(None, (role_words(a.who) if "@" in a.who else a.who, _within(a.within)))))
        for number, a in enumerate(row.actions, 1)
    ]
    return (*actions, *(Line(text="; ".join(said.entries), detail=said.title) for said in _parts(row)))


def _history(plan: TriggerPlanSeen, named: dict[str, str]) -> Table:
    return Table(
        caption=words("missing.trigger-plan.history"), columns=tuple(words(f"missing.trigger-plan.column.{c}") for c in ("version", "state", "by")),
        rows=tuple(
            Row((
                Cell(text=str(v.number)),
                Cell(text=words(f"missing.trigger-plan.status.{v.status}"), detail=words("missing.trigger-plan.count", count=len(v.actions))),
                Cell(text=_by(v, named)),
            ))
            for v in plan.versions
        ),
        empty=EmptyState(words("missing.trigger-plan.no-versions")),
    )
