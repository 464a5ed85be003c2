"""What the people of the synthetic day do about what they are told: by the operation that their button calls, in words of their own.

What has no entry here is answered as the one policy of responses says (``law/responses.yaml``), as facts of another system that come in by the door.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

import msgspec

from tutela.facts import About, Actor, Fact, Span
from tutela.facts.missing import Action
from tutela.facts.registry import TYPES
from tutela.foundations.work.operation import Operation
from tutela.law.contact.online import LINES
from tutela.law.tracks import policy, soon
from tutela.practice.contact import operations as contact
from tutela.practice.missing import operations as missing
from tutela.record.chronology import queries as chronology
from tutela.record.duties.models import Alert, Duty
from tutela.record.occurrences.models import Episode, Incident, Resource
from tutela.record.sharing import operations as sharing

_HOUR: Final = timedelta(hours=1)
_ALL: Final = {
    "threat": "As the caller said; nothing new since.", "harm": "No injury known; asked about self-harm, none said.", "risk": "Alone outside, after dark.",
    "investigation": "Friends and phone first.", "vulnerability": "A child.", "engagement": "The family helps.",
}


class Day(Protocol):
    """The day, as whoever acts sees it."""

    at: datetime

    def adult_of(self, ref: str) -> str:
        """The grown-up whom an incident is about, if any."""

    def act(self, address: str, key: str, act: Operation, /, **given: Any) -> dict[str, Any] | None:
        """Let whoever is on duty in a role do something; ``None`` where it was refused."""

    def receive(self, fact: Fact) -> None:
        """Take in what another system says was done."""


Act = Callable[[Day, Duty, str], Any]


def respond(day: Day, alert: Alert, duty: Duty) -> None:
    """Do what an alert asks for."""
    key = f"alert {alert.pk}"
    act = ACTS.get(duty.code)
    if act is not None:
        act(day, duty, key)
    else:
        _by_the_door(day, alert, duty)


def _send(day: Day, duty: Duty, key: str) -> None:
    """Somebody is sent, unless somebody is on the way, or the log is closed."""
    key_of = duty.ref.partition(":")[2]
    if Incident.objects.filter(pk=key_of, closed_at=None).exists() and not Resource.objects.filter(incident_id=key_of, state="dispatched").exists():
        sign = int.from_bytes(hashlib.sha256(duty.ref.encode()).digest()[:2], "big") % 14 + 21
        day.act("dispatcher@contact", key, contact.dispatch, incident=duty.ref, resource=f"NS{sign}")


def _assess(day: Day, duty: Duty, key: str) -> None:
    day.act("call_handler@contact", key, contact.assess, incident=duty.ref, **_ALL)


def _sign_off(role: str) -> Act:
    def act(day: Day, duty: Duty, key: str) -> None:
        day.act(
            role, key, contact.review, incident=duty.ref, decision="deploy", by_when=_HOUR, quality=4,
            text="NS21 to the address now; ring the caller back within the half hour; child's friends first.",
        )
    return act


def _level(day: Day, duty: Duty, key: str) -> None:
    """The level that a careful person gives: high for the youngest and the exploited."""
    high = "child_sexual_exploitation" in (_episode(duty).concerns or ())
    day.act(
        "fim@contact" if duty.owed_by.startswith("fim") else "call_handler@contact", key, missing.grade_risk, episode=duty.ref,
        level="high" if high else "medium", rationale="No word for hours, cold night, nobody knows with whom." + (" Exploited before." if high else ""),
    )


def _plan(day: Day, duty: Duty, key: str) -> None:
    day.act(_owner(duty), key, missing.record_plan, episode=duty.ref, hypotheses=["With a friend from school.", "On the way to somebody older."], lines=[
        Action(what="Search the bedroom, charger and notes", who="PC Osei", where="the home address"),
        Action(what="Ring three friends of the list that the mother gives", who="Control room"),
        Action(what="Look at the station and the arcade", who="NS24", where="Station Parade"),
    ])


def _review(day: Day, duty: Duty, key: str) -> None:
    day.act(
        _owner(duty), key, missing.review_episode, episode=duty.ref, decision="deploy", by_when=_HOUR, known="Phone off since the evening.",
        hypothesis="With the friend who does not answer.", text="NS24 to the friend's flat by the hour; mother to ring back with the second number.",
        tasks=[
            Action(what="Visit the friend's flat", who="NS24", where="Tanner Street"), Action(what="Ring the second friend", who="Control room"),
            Action(what="Ask the bus company for the recording", who="PC Adeyemi"),
        ],
    )


def _tell(matter: str) -> Act:
    def act(day: Day, duty: Duty, key: str) -> None:
        row = _episode(duty)
        day.act(
            "coordinator@missing", key, sharing.tell, person="Chidi Okafor", how="call", matter=matter, to="emergency_duty_team", child=row.child,
            episode=row.ref, agency="Northshire Council", basis="Children Act 2004 s11",
        )
    return act


def _as(role: str, operation: Operation, family: str, **said: Any) -> Act:
    """An act that says the same whenever it is done."""
    def act(day: Day, duty: Duty, key: str) -> None:
        day.act(role, key, operation, **{family: duty.ref}, **said)
    return act


def _officers(operation: Operation, **said: Any) -> Act:
    return _as("response_officer@response", operation, "episode", **said)


ACTS: Final[Mapping[str, Act]] = {
    "contact.attend": _send, "contact.outstanding": _send, "contact.reassess": _assess, "contact.reassess-delay": _assess, "contact.thrive-complete": _assess,
    "contact.suicide-asked": _assess, "contact.fim-review": _sign_off("fim@contact"), "contact.concern-review": _sign_off("supervisor@contact"),
    "contact.no-resource": _as(
        "superintendent@contact", contact.decide_resource, "incident", decision="redeploy", by_when=_HOUR, why="A car of the next area.",
    ),
    "contact.evidence-advice": _as("call_handler@contact", contact.give_advice, "incident", given=list(LINES)),
    "contact.crime-recorded": _as("call_handler@contact", contact.record_crime, "incident", no_crime_because="Nothing said that is a crime; asked again."),
    "contact.lowering-decision": _as("supervisor@contact", contact.decline_lowering, "incident", reason="Nothing new that lowers it."),
    "missing.initial-risk": _level, "missing.low-review": _level, "missing.plan": _plan, "missing.first-action": _plan, "missing.review": _review,
    "missing.inspector-review": _review, "missing.la-told": _tell("missing"), "missing.return-told": _tell("found"),
    "missing.acceptance": _as("cii@missing", missing.accept_ownership, "episode"),
    "missing.room-search": _officers(missing.search, what="room", result="Charger gone; a bus ticket of today."),
    "missing.drift": _officers(missing.enquire, what="Spoke to a friend", result="Seen at the station at nine."),
    "missing.allocation-begun": _officers(missing.enquire, what="Friend rung", result="Not there since six."),
    "missing.seen": _officers(missing.verified, verified_by="police", how="Seen and spoken to alone; safe."),
    "missing.return-visit": _officers(missing.prevention_interview, mode="in_person", alone=True),
    "missing.lowering-decision": _as("detective_inspector@missing", missing.decline_lowering, "episode", reason="Nothing new that lowers it."),
}


def _episode(duty: Duty) -> Episode:
    return Episode.objects.get(pk=duty.ref.partition(":")[2])


def _owner(duty: Duty) -> str:
    """Who does what the owner of a search owes: high risk is the force incident manager's."""
    return duty.owed_by if duty.owed_by in ("cii@missing", "detective_inspector@missing") else "fim@contact"


def _by_the_door(day: Day, alert: Alert, duty: Duty) -> None:
    """Done in another system of the force or of a partner: the facts of the policy of responses, about what the duty is about."""
    opening = chronology.by_id([duty.opening]).get(duty.opening)
    if opening is None:
        return
    about = opening.about if any(a.ref == duty.ref for a in opening.about) else (*opening.about, About(_kind(duty.family), duty.ref))
    if adult := day.adult_of(duty.ref):
        about = (*about, About("adult", adult))
    number = 0
    for response in policy().responses.get(duty.code, ()):
        for item in getattr(opening.data, response.each) if response.each else (None,):
            data = {**soon(response.data, day.at + _HOUR, opening), **({} if item is None else {"hit": item})}
            number += 1
            fact = Fact(
                id=f"synthetic:{alert.pk}:{number}", type=response.fact, data=msgspec.convert(data, TYPES[response.fact], strict=False),
                occurred=Span(day.at, day.at), by=Actor(role=response.by or alert.address.partition("@")[0], ref=alert.officer), about=about,
                recorded_at=day.at,
            )
            day.receive(fact)


def _kind(family: str) -> Any:
    """A family of subjects as facts name it."""
    return family

