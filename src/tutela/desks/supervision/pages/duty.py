"""One duty: what, why, by when and on what that stands; all that it went through; and what may be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, cast

import msgspec
from django.urls import reverse

from tutela.desks.supervision import forms
from tutela.desks.supervision.queries import deciding
from tutela.facts import Fact
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.forms import Choice, Form
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Citation, DutyClock, Explanation, Line, Number, Said, State
from tutela.foundations.design.times import local_time
from tutela.foundations.design.words import known, words
from tutela.foundations.forces import queries as forces
from tutela.foundations.forces.queries import OfficerCard
from tutela.foundations.kit import refs
from tutela.law import sources
from tutela.law.messages import words as law_words
from tutela.law.messages.happenings import happening, role
from tutela.record.chronology import queries as chronology
from tutela.record.duties import queries as duties
from tutela.record.duties.engine.ahead import Coming, ahead
from tutela.record.duties.queries.cards import DutyCard, Reason
from tutela.record.duties.queries.history import Heard, Step
from tutela.record.duties.queries.law import laws
from tutela.record.duties.queries.waiting import WaitingRequest
from tutela.record.enquiries import engine as enquiries
from tutela.record.enquiries.queries import heard as heard_of
from tutela.record.occurrences import queries as occurrences
from tutela.record.occurrences.queries.called import called, name_of
from tutela.record.occurrences.queries.closed import kept_from

_FORMS: Final[dict[str, tuple[type[Form], Permission]]] = {
    "reason": (forms.GiveReason, Permission.DUTY_REASON), "promise": (forms.Promise, Permission.DUTY_SUPERVISE),
    "reallocate": (forms.Reallocate, Permission.DUTY_SUPERVISE), "decide": (forms.DecideRisk, Permission.DUTY_DECIDE_RISK),
    "not-needed": (forms.AskNotNeeded, Permission.DUTY_REASON), "failed": (forms.Failed, Permission.DUTY_SUPERVISE),
}
_HOUR: Final = timedelta(hours=1)
_SAID: Final = frozenset({"given", "decided", "explained"})
"""What a person says of it: it has their words, and no reasons of the law."""
_LATE: Final = frozenset({"overdue", "breached", "done late"})
_NUMBER_UNITS: Final = frozenset({"minutes", "hours", "days", "working_days"})


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that may be done about it."""

    name: str
    title: str
    button: str
    form: Form
    action: str
    open: bool


class HeardView(msgspec.Struct, frozen=True, kw_only=True):
    """One who was told, and what came of it."""

    name: str
    role: str
    instead_of: str
    told_at: datetime
    noted_at: datetime | None
    acted_at: datetime | None
    """When they next did anything about it on the record."""
    nothing: str
    """That nothing came of it, in words; empty where something did."""


class DecidedView(msgspec.Struct, frozen=True, kw_only=True):
    """One decision on the risk."""

    at: datetime
    by: str
    words: str


class SilentView(msgspec.Struct, frozen=True, kw_only=True):
    """One who was told, perhaps several times, and did nothing about it."""

    name: str
    role: str
    told_at: tuple[datetime, ...]
    noted_at: datetime | None


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that it went through."""

    at: datetime
    title: str
    words: str
    by: str
    asks: str
    due_at: datetime | None
    heard: tuple[HeardView, ...]
    gaps: tuple[str, ...]
    why: tuple[str, ...]


class RequestView(msgspec.Struct, frozen=True, kw_only=True):
    """A request that it be not needed, with who may decide it."""

    reason: str
    asked_by: str
    asked_at: datetime
    cannot: str
    """Why this viewer may not decide it; empty where they may."""
    others: tuple[str, ...]
    approve: Form
    decline: Form
    approve_action: str
    decline_action: str


class DutyPage(msgspec.Struct, frozen=True, kw_only=True):
    """One duty, whole."""

    ref: str
    title: str
    name: str
    name_href: str | None
    do: str | None
    clock: DutyClock
    opened_at: datetime
    purpose: str
    """Why there is such a duty, in the law's words."""
    promised_at: datetime | None
    owed_by: str
    supervisor: str
    asks: str
    explanation: Explanation
    why: tuple[Said, ...]
    numbers: tuple[Number, ...]
    certainty: str
    extent: str
    occurrence: str
    late_reason: str
    """Why its clock was missed, in the words of whom it fell to; or that nobody has said."""
    decided: tuple[DecidedView, ...]
    """What was decided on the risk, the latest first."""
    silent: tuple[SilentView, ...]
    """For who is to decide: who was told, and nothing followed."""
    so_far: tuple[Line, ...]
    """For who is to decide: who was sent, and the last information."""
    coming: tuple[Coming, ...]
    """Who is told next, and when, if nothing is done."""
    requests: tuple[RequestView, ...]
    acts: tuple[Act, ...]
    steps: tuple[StepView, ...]
    named: tuple[str, ...]


def duty(viewer: Viewer, ref: str, *, at: datetime, sent: tuple[str, Form] | None = None) -> DutyPage | None:
    """One duty as one viewer may see it; ``None`` where there is none of which they may know.

    :param sent: the form that was sent and could not be taken, by its name
    """
    card = duties.one(viewer, ref, at=at)
    if card is None:
        return None
    steps = duties.history(viewer, ref, at=at)
    requests = duties.waiting_requests(viewer, at=at, duty=ref)
    named = called(viewer, {card.subject, card.bundle}, at=at)
    who, asks = _people(card, steps, requests), _asks(viewer, card, steps)
    name = name_of(named, card.bundle)
    return DutyPage(
        ref=ref, title=card.title, name=name.text, name_href=name.href,
        clock=_clock(card, at),
        do=duties.where(viewer, card) or link_to(card.subject) or name.href,
        opened_at=card.opened_at, purpose=card.why, promised_at=card.promised_at, owed_by=_whose(card, who), supervisor=card.supervisor_words,
        asks=asks,
        explanation=_explanation(card), why=_said(card.reasons), numbers=_numbers(card), certainty=words(f"supervision.certainty.{card.certainty}"),
        extent=card.extent, occurrence=words("supervision.duty.occurrence", number=card.occurrence) if card.recurs else "",
        late_reason=_late_reason(card, steps), decided=_decided(steps, who), silent=_silent(viewer, card, steps, who), coming=ahead(ref, at),
        so_far=_so_far(viewer, card, at),
        requests=tuple(_request(viewer, card, r, who, at, sent) for r in requests),
        acts=tuple(sorted(_acts(viewer, card, bool(requests), asks, at, sent), key=lambda act: not act.open)),
        steps=tuple(_step(s, who, settled=card.settled) for s in reversed(steps)),
        named=tuple(sorted(r for r, n in named.items() if n.person)),
    )


def choices(card: DutyCard, *, at: datetime) -> tuple[Choice, ...]:
    """To whom it may be given, as answers; whoever has it already too, so that a second click is the same act."""
    return tuple(
        Choice(who.ref, text=words("supervision.officer", name=who.name, rank=who.rank, unit=who.unit))
        for who in deciding.could_own(card.owed_by, card.about, at=at)
    )


def who_may_decide(card: DutyCard, author: str, *, at: datetime) -> tuple[str, ...]:
    """Who may decide a request now, by name: what a page says where the one who looks may not."""
    return tuple(words("supervision.officer", name=w.name, rank=w.rank, unit=w.unit) for w in deciding.approvers(card.supervisor, author, card.about, at=at))


def _acts(viewer: Viewer, card: DutyCard, asked: bool, asks: str, at: datetime, sent: tuple[str, Form] | None) -> Iterable[Act]:
    """What this viewer may do about it now."""
    for name, (form_class, permission) in _FORMS.items():
        late_reason = name == "reason" and card.state in _LATE
        if permission not in viewer.permissions or (card.settled and not late_reason) or (name == "not-needed" and asked):
            continue
        if name == "reason" and not late_reason:
            continue
        mine = sent[1] if sent and sent[0] == name else _fresh(form_class, card, at)
        if isinstance(mine, forms.Reallocate):
            mine.offer(choices(card, at=at))
        mine.auto_id = f"{name}_%s"
        yield Act(
            name=name, title=words(f"supervision.{name}.title"), button=words(f"supervision.{name}.button"), form=mine,
            action=reverse(f"supervision:{name}", args=[refs.key_of(card.ref, "duty")]),
            open=bool(sent and sent[0] == name) or (name == "decide" and bool(asks)),
        )


def _fresh(form_class: type[Form], card: DutyCard, at: datetime) -> Form:
    """A form that nobody has filled in: a promise stands at an hour from now."""
    initial = {"until": at + _HOUR} if form_class is forms.Promise else None
    return form_class(initial=initial, expected=card.version) if form_class.edits else form_class(initial=initial)


def _request(
    viewer: Viewer, card: DutyCard, waiting: WaitingRequest, who: Mapping[str, OfficerCard], at: datetime, sent: tuple[str, Form] | None,
) -> RequestView:
    cannot = deciding.cannot_approve(viewer, waiting.asked_by)
    if cannot is None and Permission.DUTY_SUPERVISE not in viewer.permissions:
        cannot = "supervision.request.not-yours"
    approve = sent[1] if sent and sent[0] == "approve" else forms.Approve()
    decline = sent[1] if sent and sent[0] == "decline" else forms.DeclineRequest()
    key = refs.key_of(card.ref, "duty")
    approve.auto_id, decline.auto_id = "approve_%s", "decline_%s"
    return RequestView(
        reason=waiting.reason, asked_by=_name(waiting.asked_by, who), asked_at=waiting.asked_at, cannot=words(cannot) if cannot else "",
        others=who_may_decide(card, waiting.asked_by, at=at) if cannot else (), approve=approve, decline=decline,
        approve_action=reverse("supervision:approve", args=[key, waiting.request]), decline_action=reverse("supervision:decline", args=[key, waiting.request]),
    )


def _asks(viewer: Viewer, card: DutyCard, steps: Iterable[Step]) -> str:
    """What is asked to be decided; nothing of who was asked and has decided since."""
    was_asked = any(h.officer == viewer.ref for s in steps if s.asks for h in s.heard)
    return "" if was_asked and card.ref not in duties.asked_of(viewer, [card]) else card.asks


def _decided(steps: Iterable[Step], who: Mapping[str, OfficerCard]) -> tuple[DecidedView, ...]:
    return tuple(DecidedView(at=s.at, by=_name(s.by, who), words=s.words) for s in reversed(list(steps)) if s.kind == "decided")


def _silent(viewer: Viewer, card: DutyCard, steps: Iterable[Step], who: Mapping[str, OfficerCard]) -> tuple[SilentView, ...]:
    """For who may decide what is still owed: everybody else who was told and has done nothing about it since, each once."""
    if card.settled or Permission.DUTY_DECIDE_RISK not in viewer.permissions:
        return ()
    told: dict[str, list[Heard]] = {}
    for heard in (h for s in steps for h in s.heard):
        told.setdefault(heard.officer, []).append(heard)
    return tuple(
        SilentView(
            name=_told(officer, times[-1].address, who), role=times[-1].address, told_at=tuple(dict.fromkeys(h.told_at for h in times)),
            noted_at=next((h.acknowledged_at for h in times if h.acknowledged_at), None),
        )
        for officer, times in told.items() if officer != viewer.ref and not any(h.acted_at for h in times)
    )


def _so_far(viewer: Viewer, card: DutyCard, at: datetime) -> tuple[Line, ...]:
    """What a decision must not be taken without: who was sent to it, and the last information that came; nothing that the viewer may not read."""
    ref = next((ref for ref in (card.subject, *card.about) if ref.startswith("i:")), "")
    held = occurrences.incident(ref) if ref and not card.settled and kept_from(viewer, [ref], at).isdisjoint([ref]) else None
    if held is None:
        return ()
    named = enquiries.names_of([held.card.resource.by] if held.card.resource else [])
    latest = enquiries.information_line(viewer, heard_of(ref).information, at=at)
    return (enquiries.resource_line(held.card.resource, named, at, back=held.card.all_back), *((latest,) if latest else ()))


def _heard(heard: Heard, who: Mapping[str, OfficerCard], *, settled: bool) -> HeardView:
    if settled:
        nothing = "" if heard.acted_at or heard.acknowledged_at else "not-noted"
    else:
        nothing = "" if heard.acted_at else "nothing-since" if heard.acted_before else "nothing-noted" if heard.acknowledged_at else "nothing"
    return HeardView(
        name=_told(heard.officer, heard.address, who), role=heard.address, instead_of=heard.instead_of, told_at=heard.told_at, noted_at=heard.acknowledged_at,
        acted_at=heard.acted_at, nothing=words(f"supervision.step.{nothing}") if nothing else "",
    )


def _step(step: Step, who: Mapping[str, OfficerCard], *, settled: bool) -> StepView:
    return StepView(
        at=step.at, title=_step_title(step), words=step.words, by=_name(step.by, who) if step.by else "", asks=step.asks, due_at=step.due_at,
        heard=tuple(_heard(h, who, settled=settled) for h in step.heard),
        gaps=step.gaps, why=tuple(dict.fromkeys(r.words for r in step.reasons)) if step.kind not in _SAID else (),
    )


def _step_title(step: Step) -> str:
    if step.kind == "told":
        name = "told-again" if step.repeat else "told-rung" if step.rung else "told"
        return words(f"supervision.step.{name}", rung=step.rung, count=step.repeat, to="; ".join(step.to))
    if step.kind == "settled":
        return words("supervision.step.settled", state=words(f"design.state.name.{step.state.replace(' ', '-')}"))
    return words(f"supervision.step.{step.kind.replace(' ', '-')}")


def _people(card: DutyCard, steps: Iterable[Step], requests: Iterable[WaitingRequest]) -> dict[str, OfficerCard]:
    named = {card.officer, *(s.by for s in steps), *(h.officer for s in steps for h in s.heard), *(r.asked_by for r in requests)}
    return {c.ref: c for c in forces.cards({ref for ref in named if refs.is_ours(ref)})}


def _name(ref: str, who: Mapping[str, OfficerCard]) -> str:
    found = who.get(ref)
    return words("supervision.person", name=found.name, rank=found.rank) if found else role(ref) if ref else ""


def _told(ref: str, address: str, who: Mapping[str, OfficerCard]) -> str:
    """Who was told, before the role that they were told in: the rank only where that does not say it."""
    found = who.get(ref)
    return found.name if found and address.startswith(found.rank) else _name(ref, who)


def _whose(card: DutyCard, who: Mapping[str, OfficerCard]) -> str:
    if card.officer:
        return words("supervision.duty.named", name=_name(card.officer, who), role=card.owed_by_words)
    return words("supervision.duty.role", role=card.owed_by_words)


def _clock(card: DutyCard, at: datetime) -> DutyClock:
    return DutyClock(state=cast("State", card.state), now=at, due_at=card.due_at, settled_at=card.settled_at, legal=card.legal)


def _explanation(card: DutyCard) -> Explanation:
    return Explanation(
        duty=card.title, basis=card.basis, legal=card.legal, citation=_citations(card.cites)[0] if card.cites else None, code=card.code,
    )


def _citations(cites: Iterable[str]) -> list[Citation]:
    found = []
    for cite in cites:
        instrument, provision = sources.cited(cite)
        doubt = "" if instrument.certainty == "high" else words(f"supervision.certainty.{instrument.certainty}")
        found.append(Citation(title=instrument.title, provision=provision, href=instrument.url or None, doubt=doubt))
    return found


def _numbers(card: DutyCard) -> tuple[Number, ...]:
    """Every number on which its times rest, as they were when it was judged."""
    found = []
    for key, value in card.numbers.items():
        parameter = laws().parameters.get(key)
        if parameter is None:
            continue
        dated = parameter.on(card.opened_at.date())
        unit = words(f"supervision.unit.{parameter.unit}", count=value) if parameter.unit in _NUMBER_UNITS else parameter.unit.replace("_", " ")
        found.append(Number(
            title=parameter.title, value=f"{_plain(value)} {unit}", since=dated.since if dated else None, basis=parameter.basis.words,
            citation=_citations([dated.cites])[0] if dated else None,
        ))
    return tuple(found)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _said(reasons: Iterable[Reason]) -> tuple[Said, ...]:
    """Why, in words, with the facts that were seen; of what may not be known only that there is a reason."""
    held = list(reasons)
    facts = chronology.by_id({fact for reason in held if not reason.redacted for fact in reason.saw})
    return tuple(
        Said(True, reason.words, tuple(_fact(facts[saw]) for saw in reason.saw if not reason.redacted and saw in facts))
        for reason in held
    )


def _fact(fact: Fact) -> Line:
    by = words("supervision.duty.seen", by=role(fact.by.role), at=local_time(fact.occurred.earliest))
    return Line(text=happening(fact, law_words_of, spoken=False), detail=by)


def law_words_of(message: str, having: Mapping[str, Any]) -> str:
    """A fact in the law's words, or in ours; the id itself where there are none."""
    said = law_words(message, having)
    return words(message, **having) if said == message and known(message) else said


def _late_reason(card: DutyCard, steps: Iterable[Step]) -> str:
    if card.state not in _LATE:
        return ""
    given = [step.words for step in steps if step.kind in ("explained", "promised") and step.words and card.due_at and step.at >= card.due_at]
    return given[-1] if given else words("supervision.duty.no-reason")
