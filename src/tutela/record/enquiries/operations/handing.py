"""Handing over: a record at every change of owner, supervisor or shift; the giver answers for it until the receiver has taken it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from django.db.models import Q

from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import refs
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Flag, Refused
from tutela.foundations.work.unit import Work
from tutela.record.enquiries.engine.entries import question_words
from tutela.record.enquiries.models import HandOver
from tutela.record.enquiries.queries import heard, unasked
from tutela.record.occurrences import operations as occurrences
from tutela.record.occurrences.models import Episode, Incident, Resource

OWNING = ("owner", "shift", "moved", "supervisor", "designated_officer")
"""The causes for which what is handed over changes hands; an escalation asks for a decision, and does not."""
QUESTIONNAIRE: Final = "missing.questionnaire"
Snapshot = Callable[[Sequence[str]], list[dict[str, Any]]]
"""What is owed about some records now: code, title, when due, state. Given by who may look at duties."""
_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


def hand_over(
    work: Work, subject: str, *, cause: str, to: str, officer: str = "", risks: str = "", duties: Sequence[dict[str, Any]] = (),
    next_deadline: datetime | None = None, first: bool = False, giver: str | None = None, giver_role: str | None = None,
) -> HandOver:
    """Record what is passed on, and ask the receiver to take it. An earlier one for the same cause that nobody answered gives way."""
    HandOver.objects.filter(subject=subject, cause=cause, accepted_at=None, declined_at=None, withdrawn_at=None).update(withdrawn_at=work.at)
    row = HandOver(
        subject=subject, cause=cause, giver=giver or work.by.ref, giver_role=giver_role or work.by.acting, receiver_role=to, receiver=officer,
        risks=clean(risks), duties=list(duties), next_deadline=next_deadline, first=first, offered_at=work.at,
    )
    work.add(row)
    work.touch(subject)
    work.note_change(subject, {}, {"handed over to": to, "officer": officer, "open duties": len(row.duties)})
    return row


def acknowledge(work: Work, row: HandOver, *, by: str | None = None) -> HandOver:
    """Take over: who, and when.

    :raises Refused: if it was answered already
    """
    _unanswered(row)
    row.accepted_at, row.accepted_by = work.at, by or work.by.ref
    row.save(update_fields=["accepted_at", "accepted_by"])
    work.note_change(row.subject, {}, {"hand-over accepted by": row.accepted_by})
    return row


def turn_down(work: Work, row: HandOver, why: str, *, by: str | None = None) -> HandOver:
    """Do not take over, with the reason.

    :raises Refused: if it was answered already, or no reason is given
    """
    _unanswered(row)
    if not clean(why):
        raise Refused("enquiries.declined-without-reason")
    row.declined_at, row.declined_by, row.declined_why = work.at, by or work.by.ref, clean(why)
    row.save(update_fields=["declined_at", "declined_by", "declined_why"])
    work.note_change(row.subject, {}, {"hand-over declined by": row.declined_by, "because": row.declined_why})
    return row


def open_hand_over(subject: str, *causes: str, of: Viewer | None = None) -> HandOver | None:
    """The hand-over of a record that waits for its answer, held.

    :param of: only one that asks this officer, or whoever holds a role of theirs
    """
    rows = HandOver.objects.select_for_update().filter(subject=subject, accepted_at=None, declined_at=None, withdrawn_at=None)
    if causes:
        rows = rows.filter(cause__in=causes)
    if of is not None:
        rows = rows.filter(Q(receiver=of.ref) | Q(receiver_role__in=sorted(of.roles)))
    return rows.order_by("-offered_at").first()


def _unanswered(row: HandOver) -> None:
    if row.accepted_at or row.declined_at or row.withdrawn_at:
        raise Refused("enquiries.answered-already")


def offer(
    work: Work, row: Incident | Episode, to: str, officer: str = "", *, cause: str, snapshot: Snapshot, risks: str = "", giver: str | None = None,
) -> HandOver:
    """Offer an incident with the searches that its owner owns too, or one episode, to another; it is theirs when they accept."""
    together = [row, *searches_with(row)]
    for one in together:
        occurrences.offer(work, one, to, officer, given_by=giver)
    owed = snapshot([one.ref for one in together])
    if cause == "owner":  # of a whole shift each would say it, and nobody would read it
        _say_unanswered(work, row, snapshot)
    return hand_over(
        work, row.ref, cause=cause, to=to, officer=officer, risks=risks, duties=owed, next_deadline=_next(owed), first=nobody_sent(row), giver=giver,
        giver_role=row.owner if giver else None,
    )


def _say_unanswered(work: Work, row: Incident | Episode, snapshot: Snapshot) -> None:
    """Say which questions about the missing child nobody has answered: the hand-over goes through, and they stay owed."""
    episodes = [row] if isinstance(row, Episode) else list(Episode.objects.filter(incident=row, closed_at=None).order_by("id"))
    for episode in episodes:
        if any(duty["code"] == QUESTIONNAIRE for duty in snapshot([episode.ref])):
            open_ = unasked(heard(refs.make("incident", episode.incident_id), episode.ref))
            work.flags.append(Flag(QUESTIONNAIRE, "enquiries.hand-over-unanswered", {"count": len(open_), "questions": [question_words(q) for q in open_]}))


def hand_over_everything(
    work: Work, officer: str, *, cause: str, snapshot: Snapshot, to: str = "", receiver: str = "", risks: str = "",
    own: Mapping[str, str] = _NO_WORDS, leave: Collection[str] = (),
) -> list[HandOver]:
    """An officer goes: everything that they own is listed for hand-over, to another of the same role unless somebody is named.

    Nothing is without an owner meanwhile: it is theirs until another has accepted.

    :param risks: what the receiver must know of any of it
    :param own: what they must know of one record, by its reference
    :param leave: records whose earlier offer stands as it is
    """
    made = []
    with_incident: set[Any] = set()
    for incident in Incident.objects.select_for_update().filter(owner_officer=officer, closed_at=None).order_by("reported_at", "id"):
        with_incident.update(e.pk for e in searches_with(incident))
        if incident.ref not in leave:
            made.append(_pass_on(work, incident, officer, cause, snapshot, to, receiver, own.get(incident.ref, risks)))
    episodes = Episode.objects.select_for_update().filter(owner_officer=officer, closed_at=None).exclude(pk__in=with_incident).order_by("reported_at", "id")
    return [*made, *(
        _pass_on(work, episode, officer, cause, snapshot, to, receiver, own.get(episode.ref, risks)) for episode in episodes if episode.ref not in leave
    )]


def searches_with(row: Incident | Episode) -> list[Episode]:
    """The open searches of an incident that its owner owns too: they are handed over with it."""
    if isinstance(row, Episode):
        return []
    return list(
        Episode.objects.select_for_update().filter(incident=row, owner=row.owner, owner_officer=row.owner_officer, closed_at=None).order_by("id")
    )


def nobody_sent(row: Incident | Episode) -> bool:
    """Does "no resource" stand? Such a child is first on the list of the next shift."""
    incident = row.pk if isinstance(row, Incident) else row.incident_id
    last = Resource.objects.filter(incident=incident, state__in=("dispatched", "arrived", "no_resource")).order_by("-at", "-id").first()
    return last is not None and last.state == "no_resource"


def _pass_on(
    work: Work, row: Incident | Episode, officer: str, cause: str, snapshot: Snapshot, to: str, receiver: str, risks: str,
) -> HandOver:
    role = to or row.owner
    if cause == "shift":  # whoever hands over at the end of a shift has said that it replaces an earlier offer
        held = [one.ref for one in (row, *searches_with(row))]
        HandOver.objects.filter(subject__in=held, cause__in=OWNING, accepted_at=None, declined_at=None, withdrawn_at=None).update(withdrawn_at=work.at)
    named = receiver or next((card.ref for card in forces.on_duty(role, work.at) if card.ref != officer), "")
    return offer(work, row, role, named, cause=cause, snapshot=snapshot, risks=risks, giver=officer)


def _next(owed: Sequence[dict[str, Any]]) -> datetime | None:
    due = [datetime.fromisoformat(duty["due_at"]) for duty in owed if duty.get("due_at")]
    return min(due, default=None)
