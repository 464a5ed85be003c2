"""The list that the force works jointly with a local authority: children who are missing or back, of whom it was told; and notes and actions of both.

Of a child of whom an authority was told nothing it learns nothing here. Whoever looks there is asked about like the recipient of a notice: somebody
who is locked out, is the suspect, or is linked or related, does not find the child on the list (design, section 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.kit import refs
from tutela.record.occurrences.models import Episode, ReturnInterview
from tutela.record.occurrences.queries import InterviewCard
from tutela.record.occurrences.queries.interviews import card
from tutela.record.occurrences.queries.lists import page_of
from tutela.record.people import queries as people
from tutela.record.sharing.models import JointAction, JointNote, Share, ShareAbout
from tutela.record.sharing.queries import Contact, Shared, _shared
from tutela.record.sharing.queries.recipients import barred

Part = Literal["missing", "back"]
PARTS: Final[tuple[Part, ...]] = ("missing", "back")
MATTERS: Final = ("missing", "found", "return_interview")
AUTHORITIES: Final = ("local_authority", "emergency_duty_team", "host_authority")
_MOST: Final = 200


class OnList(msgspec.Struct, frozen=True, kw_only=True):
    """One child's time missing on the list."""

    ref: str
    key: UUID
    reference: str
    incident: str
    child: str
    reported_at: datetime
    missing_since: datetime | None
    back_at: datetime | None
    closed: bool
    interview: InterviewCard | None

    @property
    def about(self) -> tuple[str, ...]:
        """Every record that it tells of."""
        return (self.ref, self.incident, self.child)


class ListPage(msgspec.Struct, frozen=True):
    """A page of one part, and where the next begins (none: the last)."""

    rows: tuple[OnList, ...]
    after: str | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note as one side reads it."""

    body: str
    own: bool
    """Is it for its own side alone?"""
    text: str
    at: datetime
    by: str


class Doing(msgspec.Struct, frozen=True, kw_only=True):
    """One side's action."""

    id: UUID
    episode: str
    body: str
    what: str
    due_at: datetime
    by: str
    done_at: datetime | None
    done_by: str
    outcome: str


def agencies(body: str) -> list[str]:
    """The names under which a body is shared with: its own, and its teams'."""
    return [body, *PartnerPerson.objects.filter(part_of=body).values_list("agency", flat=True).distinct().order_by("agency")]


def bodies() -> list[str]:
    """The local authorities that the force knows people of."""
    rows = PartnerPerson.objects.filter(area="local_authority").values_list("agency", "part_of").distinct()
    return sorted({part_of or agency for agency, part_of in rows})


def listed(viewer: Viewer, part: Part, at: datetime, *, after: str | None = None, limit: int = 25) -> ListPage:
    """A page of the list as one viewer may see it, the longest waiting first: at a partner, of whom their body was told; in the force, of whom any was."""
    told = _told_of(viewer)
    if part == "missing":
        found, mark = page_of(viewer, _missing(told), _of_episodes, after, limit)
        return ListPage(_entries(viewer, found, at), mark)
    rows = ReturnInterview.objects.filter(Exists(told(OuterRef("episode"))), ended_at=None).select_related("episode")
    back, mark = page_of(viewer, rows, lambda some: {r.pk: _names(r.episode) for r in some}, after, limit, by="since")
    return ListPage(_entries(viewer, [row.episode for row in back], at), mark)


def one(viewer: Viewer, named: str, at: datetime) -> OnList | None:
    """One entry by its episode's reference, printed reference or key, also when it has left the list; none where it is not this viewer's to know."""
    rows = Episode.objects.filter(Exists(_told_of(viewer)(OuterRef("pk"))), _called(named))
    found = [row for row in rows[:1] if policy.visible(viewer, _names(row), at=at).issuperset(_names(row))]
    return next(iter(_entries(viewer, found, at)), None)


def notices(viewer: Viewer, at: datetime, *, told: bool, after: str | None = None, limit: int = 25) -> tuple[list[Shared], str | None]:
    """What was shared with a partner's body: what nobody there has acknowledged, the oldest first; or what somebody was told, the latest first."""
    rows = _theirs(viewer).filter(told_at__isnull=not told)
    found, mark = page_of(viewer, rows, _about_of, after, limit, newest=told, by="created_at")
    seen = _shared(found)
    barred = _barred(viewer, (ref for shared in seen for _, ref in shared.about), at)
    return [shared for shared in seen if not barred.intersection(ref for _, ref in shared.about)], mark


def notice(viewer: Viewer, key: UUID, at: datetime) -> Shared | None:
    """One notice to a partner's body, if this reader of it may read all that it is about: nobody acknowledges what they cannot read."""
    row = _theirs(viewer).filter(pk=key).first()
    seen = _shared([row])[0] if row else None
    if seen is None:
        return None
    named = {ref for _, ref in seen.about}
    readable = all(how == "full" for how in policy.accesses(viewer, named, at=at).values())
    return seen if readable and not _barred(viewer, named, at) else None


def notes(viewer: Viewer, episodes: Iterable[str]) -> dict[str, list[Note]]:
    """The notes on some entries that one side may read, the latest first; the other side's own are not there."""
    found: dict[str, list[Note]] = {}
    rows = JointNote.objects.filter(Q(audience="joint") | Q(body=viewer.body), episode__in=list(episodes)).order_by("-at", "-id")[:_MOST]
    for row in rows:
        found.setdefault(row.episode, []).append(Note(body=row.body, own=row.audience == "own", text=row.text, at=row.at, by=row.by_name))
    return found


def actions(viewer: Viewer, episodes: Iterable[str]) -> dict[str, list[Doing]]:
    """Both sides' actions on some entries: at a partner their own body's and the force's, never another's; what is due first, first."""
    rows = JointAction.objects.filter(episode__in=list(episodes))
    if viewer.body:
        rows = rows.filter(body__in=("", viewer.body))
    found: dict[str, list[Doing]] = {}
    for row in rows.order_by(F("done_at").desc(nulls_first=True), "due_at", "id")[:_MOST]:
        found.setdefault(row.episode, []).append(_doing(row))
    return found


def own_actions(viewer: Viewer, at: datetime, *, limit: int = 50) -> list[tuple[Doing, OnList]]:
    """What a viewer's side has still to do, what is due first, first; each with its entry, of those that they may know of."""
    rows = [_doing(row) for row in JointAction.objects.filter(body=viewer.body, done_at=None).order_by("due_at", "id")[:limit]]
    keys = [refs.key_of(row.episode, "episode") for row in rows]
    episodes = Episode.objects.filter(Exists(_told_of(viewer)(OuterRef("pk"))), pk__in=keys)
    held = {row.ref: _names(row) for row in episodes}
    seen = policy.visible(viewer, {ref for named in held.values() for ref in named}, at=at)
    entries = {e.ref: e for e in _entries(viewer, [row for row in episodes if seen.issuperset(held[row.ref])], at)}
    return [(row, entries[row.episode]) for row in rows if row.episode in entries]


def action(viewer: Viewer, key: UUID) -> Doing | None:
    """One action of a viewer's own side."""
    row = JointAction.objects.filter(pk=key, body=viewer.body).first()
    return _doing(row) if row else None


def _told_of(viewer: Viewer) -> Any:
    """The notices by which an episode came onto the list of a viewer's side, as a query of the episode's key."""
    sent = Q(share__sent_at__isnull=False) | Q(share__queued_at__isnull=False) | Q(share__told_at__isnull=False)
    rows = ShareAbout.objects.filter(sent, share__withheld_at=None, share__matter__in=MATTERS, share__to__in=AUTHORITIES)
    if viewer.body:
        rows = rows.filter(share__agency__in=agencies(viewer.body))
    prefix = f"{refs.PREFIXES['episode']}:"
    return lambda key: rows.filter(ref=Concat(Value(prefix), Cast(key, CharField()), output_field=CharField()))


def _missing(told: Any) -> QuerySet[Episode]:
    return Episode.objects.filter(Exists(told(OuterRef("pk"))), closed_at=None, found_at=None, returned_at=None)


def _theirs(viewer: Viewer) -> QuerySet[Share]:
    sent = Q(sent_at__isnull=False) | Q(queued_at__isnull=False) | Q(told_at__isnull=False)
    return Share.objects.filter(sent, agency__in=agencies(viewer.body) if viewer.body else [], withheld_at=None)


def _entries(viewer: Viewer, rows: Sequence[Episode], at: datetime) -> tuple[OnList, ...]:
    barred = _barred(viewer, (row.child for row in rows), at)
    interviews = {row.episode_id: card(row) for row in ReturnInterview.objects.filter(episode__in=list(rows)).select_related("episode")}
    return tuple(
        OnList(
            ref=row.ref, key=row.pk, reference=row.reference, incident=refs.make("incident", row.incident_id), child=row.child, reported_at=row.reported_at,
            missing_since=row.missing_since, back_at=row.returned_at or row.found_at, closed=row.closed_at is not None, interview=interviews.get(row.pk),
        )
        for row in rows if row.child not in barred
    )


def _barred(viewer: Viewer, named: Iterable[str], at: datetime) -> frozenset[str]:
    """Of these records those about which somebody at a partner must not read: they are the suspect, or linked or related to whom it is about."""
    wanted = frozenset(named)
    if not viewer.body or not wanted:
        return frozenset()
    held = PartnerPerson.objects.filter(pk=refs.key_of(viewer.ref, "partner")).first()
    known = people.persons_of_email(held.email) if held else ()
    if held is None or not known:
        return frozenset()   # whom the force does not hold as a person; a lock-out by name is the policy's
    contact = Contact(agency=held.agency, name=held.name, email=held.email, ref=held.ref, known_as=known)
    return barred(contact, wanted, at)


def _called(named: str) -> Q:
    if refs.is_ours(named) and refs.split(named)[0] == "episode":
        return Q(pk=refs.key_of(named, "episode"))
    try:
        return Q(pk=UUID(named))
    except ValueError:
        return Q(reference=named.upper())


def _about_of(rows: Sequence[Share]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, list[str]] = {row.pk: [] for row in rows}
    for share, ref in ShareAbout.objects.filter(share__in=list(rows)).values_list("share", "ref"):
        found[share].append(ref)
    return {key: tuple(named) for key, named in found.items()}


def _of_episodes(rows: Sequence[Episode]) -> dict[UUID, tuple[str, ...]]:
    return {row.pk: _names(row) for row in rows}


def _names(row: Episode) -> tuple[str, ...]:
    return (row.ref, row.child, refs.make("incident", row.incident_id))


def _doing(row: JointAction) -> Doing:
    return Doing(
        id=row.pk, episode=row.episode, body=row.body, what=row.what, due_at=row.due_at, by=row.by_name, done_at=row.done_at, done_by=row.done_by_name,
        outcome=row.outcome,
    )
