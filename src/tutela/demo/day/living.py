"""The day lived on: what happens, who reacts and what falls due, each at its own moment, up to the moment that is asked for."""

from __future__ import annotations

import hashlib
import heapq
import math
import time
from datetime import date, datetime, timedelta
from itertools import count
from statistics import NormalDist
from typing import Any, Final, Literal
from uuid import UUID

import structlog

from tutela.demo.day import staff, world
from tutela.demo.introducing import introduce
from tutela.demo.models import TrainingDay
from tutela.demo.operations import to_moment
from tutela.demo.people import PEOPLE
from tutela.facts import Fact
from tutela.facts.writing import write_line
from tutela.foundations.access.models import Account
from tutela.foundations.access.viewer import SYSTEM, Viewer
from tutela.foundations.access.viewers import viewer_for
from tutela.foundations.forces import queries as forces
from tutela.foundations.kit import clock
from tutela.foundations.work.errors import NotDone
from tutela.foundations.work.operation import Operation
from tutela.law.tracks import policy
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.practice.missing.operations.returning import Told
from tutela.record.chronology.operations import receive_fact
from tutela.record.duties.jobs import sweep
from tutela.record.duties.models import Alert, Duty
from tutela.record.duties.queries.looks import next_moment
from tutela.record.enquiries.engine.returned import CLOSING
from tutela.record.occurrences.models import Episode, Resource

log = structlog.get_logger("tutela.demo")
_FIRST: Final = UUID(int=0)
_HOUR: Final = timedelta(hours=1)
_LEAST: Final = timedelta(minutes=6)
_WAY: Final = timedelta(minutes=14)
"""How long whoever is sent is on the way: at least, and on average."""
_ASKED: Final = Told(unanswered=dict.fromkeys(CLOSING, "Asked at the door; they would not say."))
"""What the invented inspector says of every question that nobody answered."""
STRETCH: Final = 20.0
"""Seconds that one stretch may take: the sweep has the worker's other hand meanwhile."""
_LONGEST: Final = timedelta(seconds=30)
What = Literal["turn", "reaction", "arrival"]


def stretch() -> bool:
    """Live on by what has passed since the last stretch, times the day's speed; the training clock goes with it.

    :returns: whether there is more to come
    """
    day = TrainingDay.objects.filter(pk=1, running=True).first()
    if day is None:
        return False
    wall = clock.wall()
    passed = min(wall - day.ticked_at, _LONGEST) * day.speed
    TrainingDay.objects.filter(pk=1).update(ticked_at=wall)
    until = max(day.lived + passed, clock.now())
    to_moment(SYSTEM, until)
    reached = Living(day).to(until, patience=STRETCH)
    log.info("day.lived", until=reached.isoformat())
    if day.over:
        TrainingDay.objects.filter(pk=1).update(running=False)
    return not day.over


class Living:
    """The day between two moments. What it knows it reads from the record, so that it can be stopped and gone on with at any time."""

    def __init__(self, day: TrainingDay) -> None:
        self.day, self.at = day, day.lived
        self._numbers = {ref: int(number) for number, refs in day.made.items() for ref in refs.values() if ref}
        self._heap: list[tuple[datetime, int, What, Any]] = []
        self._order = count()
        self._answered: set[tuple[UUID, int, datetime | None]] = set()
        self._alerts, self._resources = _FIRST, _FIRST
        self._told = ""
        for turn in world.script(day.begun, seed=day.seed, incidents=day.incidents, missing=day.missing):
            self._push(day.begun + turn.after, "turn", turn)
        self._notice()

    def to(self, until: datetime, *, patience: float | None = None) -> datetime:
        """Live on to a moment, or as far as one comes in so many seconds.

        :returns: how far
        """
        began = time.monotonic()
        while patience is None or time.monotonic() - began < patience:
            due, acts = next_moment(), self._heap[0][0] if self._heap else None
            if due is not None and due <= until and (acts is None or due <= acts):
                self.at = max(self.at, due)
                sweep(self.at)
            elif acts is not None and acts <= until:
                self._go(*heapq.heappop(self._heap))
            else:
                self.at = max(self.at, until)
                break
            self._notice()
        self._keep()
        return self.at

    def _keep(self) -> None:
        self.day.lived = self.at
        self.day.save(update_fields=["lived", "made"])

    def act(self, address: str, key: str, act: Operation, /, **given: Any) -> dict[str, Any] | None:
        """Let somebody on duty in a role do something: who was told of it, else whose turn it is; nobody in whose seat a person sits.

        :returns: ``None`` where nobody did, or it was refused
        """
        free = [o.ref for o in forces.on_duty(address, self.at) if o.ref not in self.day.seats]
        if not free:
            return None
        officer = self._told if self._told in free else free[int(len(free) * self._drawn("turn", address, self.at.isoformat()))]
        return self._as(officer, address, key, act, **given)

    def adult_of(self, ref: str) -> str:
        """The grown-up whom an incident is about, if any."""
        made: dict[str, str] = self.day.made.get(str(self._numbers.get(ref, "")), {})
        return made.get("adult", "")

    def receive(self, fact: Fact) -> None:
        """Take in what another system says was done."""
        try:
            receive_fact(by=SYSTEM, key=f"day {fact.id}", at=self.at, line=write_line(fact).decode())
        except NotDone as refused:
            log.info("day.not_received", fact=fact.type, because=str(refused))

    def _as(self, officer: str, address: str, key: str, act: Operation, /, **given: Any) -> dict[str, Any] | None:
        by = self._viewer(officer, address)
        if by is None:
            return None
        try:
            return act(by=by, key=f"{self.day.begun:%Y%m%d%H%M} {key}", at=self.at, **given).result
        except NotDone as refused:   # as a person would be: the attempt is kept, and the day goes on
            log.info("day.not_done", operation=act.name, because=str(refused))
            return None

    def _viewer(self, officer: str, address: str) -> Viewer | None:
        account = Account.objects.filter(officer__pk=officer.partition(":")[2]).first()
        return viewer_for(account, at=self.at, session="day", device="day", acting=address) if account else None

    def _push(self, at: datetime, what: What, about: Any) -> None:
        if at > self.day.lived:
            heapq.heappush(self._heap, (at, next(self._order), what, about))

    def _notice(self) -> None:
        """See what was told and who was sent since one last looked: people will react to it, and will arrive."""
        told = list(Alert.objects.filter(pk__gt=self._alerts, duty__isnull=False, told_at__gte=self.day.begun).order_by("pk"))
        owed = Duty.objects.filter(settled_at=None).in_bulk([alert.duty for alert in told if alert.duty])
        for alert in told:
            self._alerts = max(self._alerts, alert.pk)
            duty = owed.get(alert.duty or _FIRST)
            if duty is not None and self._chance(alert, duty, "ignored") >= policy().ignored:
                self._push(self._reacts(alert, duty), "reaction", alert)
        for sent in Resource.objects.filter(pk__gt=self._resources, at__gte=self.day.begun).order_by("pk"):
            self._resources = max(self._resources, sent.pk)
            if sent.state == "dispatched":
                self._push(sent.at + _LEAST + self._way(sent), "arrival", sent)

    def _way(self, sent: Resource) -> timedelta:
        """How much longer than the shortest way: for the same car to the same incident the same, whenever the day is lived."""
        before = Resource.objects.filter(incident=sent.incident_id, state="dispatched", pk__lt=sent.pk).count()
        return timedelta(minutes=int(17 * self._drawn("way", self._numbers.get(f"i:{sent.incident_id}", ""), before)))

    def _reacts(self, alert: Alert, duty: Duty) -> datetime:
        """When whoever is told acts: after half the time allowed at the median, as on the track *as driven*."""
        allowed = duty.due_at - alert.told_at if duty.due_at and duty.due_at > alert.told_at else _HOUR
        factor = policy().median * math.exp(policy().spread * NormalDist().inv_cdf(self._chance(alert, duty, "delay")))
        way = _WAY if duty.code == "contact.attend" else timedelta()   # it is met when somebody is there: they are sent so much earlier
        return alert.told_at + max(timedelta(minutes=1), allowed * factor - way)

    def _chance(self, alert: Alert, duty: Duty, what: str) -> float:
        """A number in (0, 1) that is always the same for the same telling of the day, whatever keys its rows have."""
        return self._drawn(what, self._numbers.get(duty.ref, duty.ref), duty.code, alert.occurrence, alert.rung, alert.repeat, alert.address)

    def _drawn(self, what: str, *of: object) -> float:
        said = "|".join(map(str, (what, self.day.seed, *of)))
        return (int.from_bytes(hashlib.sha256(said.encode()).digest()[:6], "big") + 0.5) / 2**48

    def _go(self, at: datetime, _: int, what: What, about: Any) -> None:
        self.at = max(self.at, at)
        if what == "turn":
            self._turn(about)
        elif what == "reaction":
            self._react(about)
        elif not Resource.objects.filter(incident=about.incident_id, state="arrived", at__gt=about.at).exists():
            self.act("response_officer@response", f"arrival {about.pk}", contact.arrived, incident=f"i:{about.incident_id}", resource=about.resource)

    def _react(self, alert: Alert) -> None:
        duty = Duty.objects.filter(pk=alert.duty or _FIRST, settled_at=None).first()
        if duty is None or alert.officer in self.day.seats or (seen := (duty.pk, duty.occurrence, duty.due_at)) in self._answered:
            return
        self._answered.add(seen)
        self._told = alert.officer
        staff.respond(self, alert, duty)
        self._told = ""

    def _turn(self, turn: world.Turn) -> None:
        key = f"{turn.kind} {turn.number} {turn.after}"
        if turn.kind == "report":
            self._report(turn, key)
            return
        made = self.day.made.get(str(turn.number))
        if made is None:
            return
        if turn.kind == "close":
            self._close(made, key, turn.said["reason"])
        elif turn.kind == "seen":   # the officers go to the child, ask where they were, and say how they found them
            officer = "response_officer@response"
            self.act(officer, f"{key} asked", missing.prevention_interview, episode=made["episode"], mode="in_person", alone=True)
            self.act(officer, f"{key} seen", missing.verified, episode=made["episode"], verified_by="police", how="Seen and spoken to alone; safe.")
        elif turn.kind == "news":
            self.act("call_handler@contact", key, contact.write_log, incident=made["incident"], kind="information", **turn.said)
        else:
            found = missing.found if turn.kind == "found" else missing.returned
            self.act("response_officer@response", key, found, episode=made["episode"], **turn.said)

    def _report(self, turn: world.Turn, key: str) -> None:
        """A call is answered even where a person has the call handler's seat: by a colleague of another shift."""
        done = self.act("call_handler@contact", key, contact.take_report, **turn.said) or self._as(
            self._colleague(), "call_handler@contact", key, contact.take_report, **turn.said,
        )
        if done is not None:
            made = {name: done[name] or "" for name in ("incident", "episode", "child")}
            if turn.said["concern"] == "domestic_abuse":
                made["adult"] = self._victim(turn)
            self.day.made[str(turn.number)] = made
            self._numbers |= {ref: turn.number for ref in made.values() if ref}
            self._keep()

    def _victim(self, turn: world.Turn) -> str:
        """The adult of a domestic incident, of whom other systems say what they did."""
        name = world.named(turn.number)
        done = introduce(by=SYSTEM, key=f"{self.day.begun:%Y%m%d%H%M} adult {turn.number}", at=self.at, name=name, born=date(1990, 1, 1 + turn.number % 28))
        return str(done.result["person"])

    def _colleague(self) -> str:
        takers = [person.key for person in PEOPLE if "call_handler@contact" in person.posts]
        free = [
            account.officer.ref for account in Account.objects.filter(username__in=takers).select_related("officer").order_by("username")
            if account.officer is not None and account.officer.ref not in self.day.seats
        ]
        return free[0] if free else ""

    def _close(self, made: dict[str, str], key: str, reason: str) -> None:
        """The room closes what is over, and comes back later to what could not be closed."""
        if made["episode"]:
            row = Episode.objects.get(pk=made["episode"].partition(":")[2])
            if row.closed_at is None:
                read = {"episode": row.ref, "quality": 4}
                self.act("sergeant@response", f"{key} read", missing.sign_form, signs_as="line_manager", **read)
                self.act("inspector@missing", f"{key} signed", missing.sign_form, signs_as="responsible", **read)
                self.act("inspector@missing", f"{key} episode", missing.close_episode, episode=row.ref, reason=reason, told=_ASKED)
        above = next((o.ref for o in forces.on_duty("superintendent@contact", self.at)), "")
        self.act("supervisor@contact", key, contact.close, incident=made["incident"], reason=reason, seen_by="police", approved_by=above)
