"""What happens in the world on the synthetic day, whatever the force does: who rings, what is heard later, who is found when. The same for the same seed.

Nobody in it is real. The mix is assumed: a control room of a middle-sized force, about one call in twenty-nine of a missing child.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, Literal, NamedTuple

from tutela.foundations.kit.periods import local

INCIDENTS: Final = 400
MISSING: Final = 14
LENGTH: Final = timedelta(hours=24)
Kind = Literal["report", "news", "found", "returned", "seen", "close"]


class Turn(NamedTuple):
    """Something that happens: so long after the day began, in which incident, and what was said."""

    after: timedelta
    number: int
    kind: Kind
    said: dict[str, Any]


_OTHERS: Final = (
    ("other", 236), ("crime", 72), ("domestic_abuse", 34), ("concern_for_child", 26), ("online_abuse", 8), ("exploitation", 5), ("neglect", 5),
)
"""How many incidents of each concern, beside the missing children."""
_BUSY: Final = (3, 2, 2, 2, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 7, 8, 8, 8, 7, 6, 5, 4)
"""How busy each hour of the day is, from midnight."""
_MISSED: Final = (1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 6, 3)
"""The hours at which children are reported missing."""
_FIRST: Final = (
    "Amy", "Ben", "Callum", "Daisy", "Ellie", "Finn", "Grace", "Harvey", "Isla", "Jake", "Keira", "Leo", "Mia", "Noah", "Olive", "Poppy", "Reece", "Saoirse",
)
_LAST: Final = (
    "Aldous", "Birkett", "Cawood", "Dyer", "Elland", "Fenwick", "Garth", "Hebden", "Ingleby", "Jagger", "Kirkham", "Lofthouse", "Marsden", "Nettleton",
)
_STREETS: Final = (
    "Wharf Lane", "Quay Street", "Mill Rise", "Garden Row", "Station Parade", "Chapel Hill", "Ferry Road", "Orchard Close", "Priory Walk", "Tanner Street",
)
_WORRIES: Final[dict[str, tuple[str, ...]]] = {
    "missing_child": (
        "Should have been back from school at four. Phone rings out.", "Went to the shop at six and has not come back.",
        "Left through the window after a row; took a bag.", "Not at the friend's where they said they would be.",
        "Did not come back to the home at nine. Phone off.",
    ),
    "concern_for_child": ("A child heard crying for an hour.", "A small child alone in the car park.", "Says at school that they do not want to go home."),
    "domestic_abuse": ("Shouting and things thrown next door.", "My partner has pushed me and taken my phone.", "He is back outside and will not go."),
    "online_abuse": ("A man she has not met asks my daughter for pictures and threatens her.", "Somebody has sent my son pictures and wants money."),
    "exploitation": ("Two girls of about fifteen in a car with older men, again.",), "neglect": ("No food in the house, says the health visitor.",),
    "crime": ("Shed broken into overnight.", "Bicycle taken from outside the library.", "Windows broken at the bus shelter.", "Somebody was in the yard."),
    "other": ("Car blocking the road.", "Alarm sounding since ten.", "Noise from the flat above.", "A dog loose on the bypass.", "Found a purse."),
}
_THRIVE: Final = {
    "threat": "Said by the caller; nobody is armed.", "harm": "None seen yet.", "risk": "As the caller tells it.",
    "investigation": "The caller will speak to us.", "vulnerability": "As far as the caller knows.", "engagement": "The caller stays on the line.",
}


def script(begun: datetime, *, seed: int = 1, incidents: int = INCIDENTS, missing: int = MISSING) -> tuple[Turn, ...]:
    """Everything that happens on the day that begins at a moment, in order."""
    pick = Random(seed)
    share = (incidents - missing) / (INCIDENTS - MISSING)
    concerns = [concern for concern, count in _OTHERS for _ in range(round(count * share))]
    concerns = (concerns + ["other"] * incidents)[: incidents - missing]
    reports = [(_moment(pick, begun, _BUSY), concern) for concern in concerns] + [(_moment(pick, begun, _MISSED), "missing_child") for _ in range(missing)]
    turns = [turn for number, (after, concern) in enumerate(sorted(reports)) for turn in _story(pick, begun, number, after, concern)]
    return tuple(sorted(turns, key=lambda t: (t.after, t.number)))


def named(number: int) -> str:
    """A name for somebody in an incident, always the same."""
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number // 3 % len(_LAST)]}"


def _moment(pick: Random, begun: datetime, weights: tuple[int, ...]) -> timedelta:
    """When somebody rings: in one of the hours by their weight, whatever the hour at which the day begins."""
    first = local(begun).hour
    hour = pick.choices(range(24), [weights[(first + n) % 24] for n in range(24)])[0]
    return timedelta(hours=hour, minutes=pick.randrange(1, 60))


def _story(pick: Random, begun: datetime, number: int, after: timedelta, concern: str) -> Iterator[Turn]:
    """One incident, from its report to the moment at which the room would close it."""
    said = {
        "concern": concern, "why_worried": pick.choice(_WORRIES[concern]), "where": f"{pick.randrange(1, 90)} {pick.choice(_STREETS)}, Northport",
        "who": "", "caller_role": "public",
    }
    if concern == "missing_child":
        yield from _missing(pick, begun, number, after, said)
        return
    urgent = concern in ("concern_for_child", "domestic_abuse")
    grade = pick.choices(("immediate", "prompt"), (2, 3))[0] if urgent else "prompt" if concern not in ("other", "crime") else "routine"
    grade = pick.choices(("no_deployment", grade), (2, 1))[0] if concern == "other" else grade
    thrive = {} if pick.random() < 0.1 else dict(_THRIVE)
    yield Turn(after, number, "report", {**said, "grade": grade, "rationale": said["why_worried"], "thrive": thrive})
    if concern not in ("other", "crime") and pick.random() < 0.2:
        text = "The caller rings again: it has gone quiet, and nobody opens."
        yield Turn(after + timedelta(minutes=pick.randrange(15, 60)), number, "news", {"text": text})
    yield Turn(after + timedelta(minutes=pick.randrange(90, 300)), number, "close", {"reason": "Dealt with; nothing more for police."})


def _missing(pick: Random, begun: datetime, number: int, after: timedelta, said: dict[str, Any]) -> Iterator[Turn]:
    """One missing child; two in fourteen are still missing when the day ends."""
    age, in_care = pick.randrange(11, 18), pick.random() < 0.4
    name = f"{pick.choice(_FIRST)} {pick.choice(_LAST)}"
    born = date(local(begun).year - age, pick.randrange(1, 13), pick.randrange(1, 28))
    high = age < 13 or pick.random() < 0.3
    yield Turn(after, number, "report", {
        **said, "who": f"{name}, {age}", "child_name": name, "child_born": born, "missing_from": "childrens_home" if in_care else "home",
        "missing_since": begun + after - timedelta(minutes=pick.randrange(40, 200)), "out_of_character": not in_care and pick.random() < 0.6,
        "caller_role": "care_home" if in_care else "parent", "grade": "prompt", "rationale": "A child is missing; nobody knows where.", "thrive": dict(_THRIVE),
        "concerns": ("child_sexual_exploitation",) if high else (),
    })
    if pick.random() < 0.4:
        text = "A friend saw them near the station with somebody older." if high else "A friend says they were on the bus into town."
        yield Turn(after + timedelta(minutes=pick.randrange(40, 120)), number, "news", {"text": text, "what": "sighting", "raises_concern": high})
    away = timedelta(hours=40) if pick.random() < 2 / 14 else timedelta(minutes=pick.randrange(100, 560))
    by = pick.choice(("police", "carer", "self", "public"))
    yield Turn(after + away, number, "found", {"found_by": by, "where": pick.choice(_STREETS), "with_whom": "Alone", "safe": True})
    yield Turn(after + away + timedelta(minutes=20), number, "returned", {"returned_by": by, "to": "childrens_home" if in_care else "home"})
    yield Turn(after + away + timedelta(minutes=pick.randrange(40, 150)), number, "seen", {"by_police": by == "police"})
    for tries in range(3):   # the second and third time the room comes back to a log that could not be closed yet
        yield Turn(after + away + timedelta(hours=3 + 3 * tries), number, "close", {"reason": "Child back, seen and spoken to."})
