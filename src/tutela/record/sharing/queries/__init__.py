"""What was shared about a child or an episode: sent, delivered and told each for itself, never merged into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.forces.models import PartnerPerson
from tutela.foundations.forces.queries.people import holds
from tutela.foundations.kit import refs
from tutela.foundations.kit.periods import local
from tutela.foundations.kit.text import clip, folded
from tutela.foundations.post.models import Message
from tutela.law.calendars.calendar import Calendar, CalendarEnds
from tutela.record.people import queries as people
from tutela.record.sharing.models import CallAttempt, Share, ShareAbout, SummaryRecipient

State = Literal["prepared", "queued", "sent", "delivered", "not_delivered", "told", "withheld"]
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "local_authority": ("social_worker", "team_manager"), "emergency_duty_team": ("duty_social_worker",), "host_authority": ("social_worker", "team_manager"),
    "school": ("school",), "health": ("health",), "probation": ("probation",), "care_home": ("care_home",), "other": (),
}
"""Which partners' roles answer for a recipient."""
SUMMARIES: Final = ("return_summary", "episode_summary")
"""What is sent by itself, as is set for each child."""
OPENS, SHUTS = time(9), time(17)
"""Office hours of a local authority, a local target: outside them its emergency duty team answers."""


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at a partner, or a team of theirs, whom a notice can reach."""

    agency: str
    name: str = ""
    email: str = ""
    telephone: str = ""
    ref: str = ""
    """Of the partner's person, where the force keeps them."""
    known_as: tuple[str, ...] = ()
    """Officers' or persons' references of whoever reads it there."""


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """A call that reached nobody."""

    at: datetime
    by: str
    telephone: str
    words: str


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """One notice, with each of its states: told is not delivered, delivered is not sent."""

    ref: str
    reference: str
    version: int
    matter: str
    to: str
    channel: str
    basis: str
    family: str
    agency: str
    name: str
    telephone: str
    content: str
    content_version: int
    about: tuple[tuple[str, str], ...]
    prepared_at: datetime
    queued_at: datetime | None
    sent_at: datetime | None
    sent_by: str
    delivered_at: datetime | None
    failed_at: datetime | None
    failed_why: str
    told_at: datetime | None
    told_person: str
    told_how: str
    told_by: str
    withheld_at: datetime | None
    withheld_why: str
    calls: tuple[Call, ...]
    tries: int = 0
    """How often its e-mail was tried."""
    next_try_at: datetime | None = None
    said: str = ""
    """What the other side said at the last try."""

    @property
    def state(self) -> State:
        """How far it has come; that somebody was told stands, whatever became of the message."""
        if self.withheld_at:
            return "withheld"
        if self.told_at:
            return "told"
        if self.failed_at:
            return "not_delivered"
        return "delivered" if self.delivered_at else "sent" if self.sent_at else "queued" if self.queued_at else "prepared"

    @property
    def somebody_was_told(self) -> bool:
        """Does a named person know?"""
        return self.told_at is not None


class Receives(msgspec.Struct, frozen=True, kw_only=True):
    """Who is sent summaries of one child, and which; with who confirmed it, and who ended it."""

    ref: str
    version: int
    to: str
    agency: str
    name: str
    email: str
    returns: bool
    episodes: bool
    since: datetime
    by: str
    confirmed_at: datetime | None
    confirmed_by: str
    confirmed_why: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str

    @property
    def waits(self) -> bool:
        """Does it wait for a second person? To a carer nothing goes before."""
        return self.to == "care_home" and self.confirmed_at is None and self.ended_at is None


def summary_recipients(child: str) -> list[Receives]:
    """Who is, or was, sent summaries of a child: who is, first; then in the order in which they were set."""
    known = people.aliases([child])[child]
    rows = SummaryRecipient.objects.filter(child__in=known).order_by("created_at", "pk")
    found = [
        Receives(
            ref=r.ref, version=r.version, to=r.to, agency=r.agency, name=r.name, email=r.email, returns=r.returns, episodes=r.episodes, since=r.created_at,
            by=r.created_by, confirmed_at=r.confirmed_at, confirmed_by=r.confirmed_by, confirmed_why=r.confirmed_why, ended_at=r.ended_at,
            ended_by=r.ended_by, ended_why=r.ended_why,
        )
        for r in rows
    ]
    return sorted(found, key=lambda one: one.ended_at is not None)


def summaries(viewer: Viewer, child: str, at: datetime, *, episode: str = "", limit: int = 100) -> list[Shared]:
    """Every summary of a child, or of one episode, that was sent, waits or was withheld, the latest first: of which a viewer may know."""
    rows = Share.objects.filter(family__in=people.aliases([child])[child], matter__in=SUMMARIES)
    if episode:
        rows = rows.filter(pk__in=ShareAbout.objects.filter(ref=episode).values("share"))
    found = _shared(list(rows.order_by("-created_at", "-pk")[:limit]))
    may = policy.visible(viewer, {ref for shared in found for _, ref in shared.about}, at=at)
    return [shared for shared in found if all(ref in may for _, ref in shared.about)]


def last_content(family: str, contact: Contact, to: str, matter: str) -> str:
    """What a recipient was given last of a matter, withheld or not; empty where they were given nothing."""
    row = Share.objects.filter(family=family, recipient=key_of(to, contact), matter=matter).order_by("-content_version").first()
    return row.content if row else ""


def key_of(to: str, contact: Contact) -> str:
    """A recipient as one knows them again."""
    return clip(contact.ref or f"{to}|{folded(contact.agency)}|{folded(contact.name) or contact.email.lower()}", 200)


def of(named: Iterable[str], *, limit: int = 100) -> list[Shared]:
    """Notices about any of these records, the latest first, in five queries. The caller has asked the policy about the records."""
    wanted = set(named)
    for group in people.aliases(wanted).values():
        wanted.update(group)
    keys = ShareAbout.objects.filter(ref__in=wanted).values("share")
    return _shared(list(Share.objects.filter(pk__in=keys).order_by("-created_at", "-pk")[:limit]))


def visible(viewer: Viewer, named: Iterable[str], at: datetime, *, limit: int = 100) -> list[Shared]:
    """Notices about these records of which a viewer may know: none that is also about a record that is not there for them."""
    found = of(named, limit=limit)
    may = policy.visible(viewer, {ref for shared in found for _, ref in shared.about}, at=at)
    return [shared for shared in found if all(ref in may for _, ref in shared.about)]


def one(ref: str) -> Shared | None:
    """One notice."""
    row = Share.objects.filter(pk=refs.key_of(ref, "message")).first()
    return _shared([row])[0] if row else None


def untold(before: datetime, *, limit: int = 200) -> list[Shared]:
    """What was sent by a moment and told nobody yet, the longest waiting first: the duty's own clock is the law's."""
    rows = Share.objects.filter(told_at=None, withheld_at=None, sent_at__isnull=False, sent_at__lte=before)
    return _shared(list(rows.order_by("sent_at")[:limit]))


def out_of_hours(at: datetime) -> bool:
    """Is a local authority's office shut, so that its emergency duty team answers? Where no calendar reaches, the team is asked."""
    here = local(at)
    try:
        return not (Calendar.england_and_wales().is_working_day(here.date()) and OPENS <= here.time() < SHUTS)
    except CalendarEnds:
        return True


def recipient_now(to: str, at: datetime) -> str:
    """Whom to tell at a moment: out of hours a local authority is its emergency duty team."""
    return "emergency_duty_team" if to in ("local_authority", "host_authority") and out_of_hours(at) else to


def contacts(to: str, at: datetime, *, agency: str = "") -> list[Contact]:
    """Partners' people who answer for a recipient at a moment."""
    rows = PartnerPerson.objects.filter(holds(at), role__in=ROLES[to])
    if agency:
        rows = rows.filter(agency=agency)
    return [
        Contact(agency=r.agency, name=r.name, email=r.email, telephone=r.telephone, ref=r.ref, known_as=people.persons_of_email(r.email))
        for r in rows.order_by("agency", "role", "name")
    ]


def to_follow(*, limit: int = 500) -> list[tuple[str, str]]:
    """Notices whose e-mail went further than is recorded: each with the state that the outbox knows."""
    waiting = list(Share.objects.filter(queued_as__isnull=False, delivered_at=None, failed_at=None).order_by("queued_at")[:limit])
    messages = {row.pk: row for row in Message.objects.filter(pk__in=[row.queued_as for row in waiting])}
    found = []
    for row in waiting:
        state = messages[row.queued_as].state if row.queued_as in messages else None
        if state in ("delivered", "failed") or (state == "sent" and row.sent_at is None):
            found.append((row.ref, state))
    return found


def family_of(ref: str) -> str:
    """The family that a notice about a child is kept under: the child's own reference, the one that is kept."""
    return people.kept(ref)


def _shared(rows: list[Share]) -> list[Shared]:
    about: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for share, kind, ref in ShareAbout.objects.filter(share__in=rows).order_by("pk").values_list("share_id", "kind", "ref"):
        about[share].append((kind, ref))
    calls: dict[UUID, list[Call]] = defaultdict(list)
    for call in CallAttempt.objects.filter(share__in=rows).order_by("at"):
        calls[call.share_id].append(Call(at=call.at, by=call.by, telephone=call.telephone, words=call.words))
    mails = {m.pk: m for m in Message.objects.filter(pk__in=[r.queued_as for r in rows if r.queued_as])}
    return [
        Shared(
            ref=r.ref, reference=r.reference, version=r.version, matter=r.matter, to=r.to, channel=r.channel, basis=r.basis, family=r.family, agency=r.agency,
            name=r.name, telephone=r.telephone, content=r.content, content_version=r.content_version, about=tuple(about[r.pk]), prepared_at=r.created_at,
            queued_at=r.queued_at, sent_at=r.sent_at, sent_by=r.sent_by, delivered_at=r.delivered_at, failed_at=r.failed_at, failed_why=r.failed_why,
            told_at=r.told_at, told_person=r.told_person, told_how=r.told_how, told_by=r.told_by, withheld_at=r.withheld_at, withheld_why=r.withheld_why,
            calls=tuple(calls[r.pk]), **_tried(mails.get(r.queued_as) if r.queued_as else None),
        )
        for r in rows
    ]


def _tried(mail: Message | None) -> dict[str, Any]:
    return {"tries": mail.attempts, "next_try_at": mail.next_try_at, "said": mail.last_error} if mail is not None else {}
