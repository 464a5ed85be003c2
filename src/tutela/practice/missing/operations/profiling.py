"""What those who care for a child wrote down beforehand, for the day on which the child is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from tutela.facts import About, Span, missing
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.periods import LONDON, local
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.record.chronology.operations import note


@operation(Permission.MISSING_OWN, about=("child",))
def keep_profile(work: Work, *, child: str, given_by: str, given_on: date, answers: Mapping[str, str], photo: str = "") -> dict[str, Any]:
    """Keep what a child's carers wrote beforehand, and on which day; what they leave out keeps the answer that it had.

    :param answers: in their words, by the questions of the questionnaire
    :raises Refused: if nobody says who wrote it, nothing is in it, or the day is to come
    """
    said = {name: clean(words) for name, words in answers.items() if clean(words)}
    work.words = {**said, "photo": photo}
    if not clean(given_by):
        raise Refused("missing.profile.say-who")
    if not said and not clean(photo):
        raise Refused("missing.profile.says-nothing")
    if given_on > local(work.at).date():
        raise Refused("missing.profile.day-to-come")
    payload = missing.ProfileGiven(by=clean(given_by), answers=tuple(missing.Answer(name, words) for name, words in said.items()), photo=clean(photo))
    work.touch(child)
    fact = note(work, payload, about=[About("child", child)], occurred=_on(given_on, work))
    return {"child": child, "fact": fact.id}


def _on(day: date, work: Work) -> Span:
    """Some time on that day, and never after now."""
    since, until = (datetime.combine(day, moment, LONDON).astimezone(UTC) for moment in (time.min, time(23, 59, 59)))
    return Span(since, min(until, work.at))
