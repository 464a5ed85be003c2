"""The management of return: what whoever saw the child recorded of them, with every place, person, vehicle and phone as a record of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.facts import About, Fact, exploitation, missing
from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.kit.text import clean
from tutela.foundations.work.errors import Refused
from tutela.foundations.work.operation import operation
from tutela.foundations.work.unit import Work
from tutela.practice.missing.operations.held import Held, hold, noted
from tutela.practice.missing.operations.rows import keep
from tutela.practice.missing.operations.summaries import send_summaries
from tutela.record.chronology.operations import note, note_all
from tutela.record.enquiries.engine import returned
from tutela.record.people import operations as people
from tutela.record.people import queries as known
from tutela.record.sharing import operations as sharing
from tutela.record.things import operations as things

WITH: Final = "seen with when missing"
"""How a person with whom a missing child was stands to the child, until somebody knows more."""
_TEXTS: Final = ("words", "injuries", "demeanour", "how_long", "transport", "phone", "reason", "talks_to")
_LISTS: Final = ("where", "vehicles", "phones", "money_gifts")
"""What the officer wrote in words of their own; the child's words are the child's."""


class Met(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was with the child: as they are called, or by the printed reference of a person on record.

    :param adult: whether they are one, as far as anybody says
    """

    name: str
    adult: bool | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What the form says of a return, question by question; what is empty was not answered."""

    words: str = ""
    account_deferred: bool = False
    injuries: str = ""
    demeanour: str = ""
    found_by: str = ""
    where: tuple[str, ...] = ()
    worrying: bool = False
    """Is one of the places a danger to children?"""
    met: tuple[Met, ...] = ()
    again: tuple[str, ...] = ()
    """Persons, by reference, who were with the child before and were again."""
    how_long: str = ""
    harm: bool | None = None
    transport: str = ""
    vehicles: tuple[str, ...] = ()
    phone: str = ""
    phones: tuple[str, ...] = ()
    money_gifts: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reason: str = ""
    unanswered: Mapping[str, str] = {}
    talks_to: str = ""
    reluctant: bool = False
    from_paper: str = ""
    """The document, by reference, from which this was written."""
    by_action: str | None = None
    """The action of the trigger plan that found the child, in its words; empty: none of them did; none: nobody says."""


NOTHING_TOLD: Final = Told()


@operation(Permission.MISSING_FOUND, about=("episode",))
def record_return(
    work: Work, *, episode: str, told: Told, seen: str, seen_by: str = "police", why_not_police: str = "", alone: bool | None = None, now_at: str = "",
    when: datetime | None = None,
) -> dict[str, Any]:
    """Record the return of a child from where they are: seen or not, what they said, where they were and with whom. Each of it is a record of its own.

    A child who would not see us is owed a second attempt: nothing is discharged by the first. It may be recorded of an episode that is closed.

    :param seen: ``seen``, ``refused`` (the child would not see us), ``not_there``, or ``not_now`` (more is learnt of a child who was seen before)
    :param now_at: where the child is now, if they are back; it is a return where none was recorded yet
    :raises Refused: where nothing is said at all
    """
    work.words = {**words_of(told), "why_not_police": why_not_police}
    held = hold(work, episode, Permission.MISSING_FOUND, open_only=False)
    told = said_of(told)
    if seen == "not_now" and msgspec.structs.replace(told, from_paper="") == NOTHING_TOLD:
        raise Refused("missing.return.says-nothing")
    _back_first(work, held, told, now_at, when)
    _attempt(work, held, told, seen, alone, seen_by, why_not_police, when)
    fact = _keep_record(work, held, told, seen, alone, when)
    send_summaries(work, held, "return")
    return {"episode": episode, "fact": fact.id, "seen": seen}


def add_to_return(work: Work, held: Held, told: Told) -> None:
    """Keep what somebody adds to what is on record of a return, without a visit; nothing where they add nothing."""
    told = said_of(told)
    if told != NOTHING_TOLD:
        _keep_record(work, held, told, "not_now", None, None)


def still_open(work: Work, held: Held) -> tuple[str, ...]:
    """What the closing asks and nobody has answered, this act included, nor said why it cannot be: whoever may read it, it counts."""
    facts = returned.closing_facts(held.row.ref, held.row.child, held.row.reported_at)
    return returned.still_open([*facts, *work.facts], returned.CLOSING)


def words_of(told: Told) -> dict[str, str]:
    """What was written, for keeping where the act is not done."""
    said = {name: getattr(told, name) for name in _TEXTS} | {name: "\n".join(getattr(told, name)) for name in _LISTS}
    return said | {"with_whom": "\n".join(one.name for one in told.met), "cannot_why": "; ".join(dict.fromkeys(told.unanswered.values()))}


def _keep_record(work: Work, held: Held, told: Told, seen: str, alone: bool | None, when: datetime | None) -> Fact:
    """The record with everything that it names, and what was noticed in its words."""
    places, persons = places_of(work, told.where), persons_of(work, held, told)
    record = noted(
        work, held, _record(told, seen, alone, tuple(persons.values())), occurred=when,
        also=[*(About("place", ref, "was_at") for ref in places), *persons, *_vehicles(work, told), *_phones(work, told)],
    )
    keep(work, held, record)
    if told.worrying:
        name_places(work, held, places, "return_record", when)
    return record


def said_of(told: Told) -> Told:
    """The same without what says nothing."""
    texts = {name: clean(getattr(told, name)) for name in _TEXTS}
    lists = {name: tuple(filter(None, map(clean, getattr(told, name)))) for name in _LISTS}
    met = tuple(msgspec.structs.replace(one, name=clean(one.name)) for one in told.met if clean(one.name))
    unanswered = {question: clean(why) for question, why in told.unanswered.items() if clean(why)}
    return msgspec.structs.replace(told, **texts, **lists, met=met, unanswered=unanswered)


def _record(told: Told, seen: str, alone: bool | None, called: tuple[str, ...]) -> missing.ReturnRecorded:
    return missing.ReturnRecorded(
        seen={"seen": True, "refused": False, "not_there": False}.get(seen), alone=alone if seen == "seen" else None,
        account_deferred=told.account_deferred, found_by=_any(told.found_by or None), with_whom=called, harm=told.harm, reasons=_any(told.reasons),
        reluctant=told.reluctant or seen == "refused", from_paper=told.from_paper or None, by_action=told.by_action,
        unanswered=tuple(missing.Unanswered(question=question, why=why) for question, why in told.unanswered.items()),
        **{name: getattr(told, name) for name in (*_TEXTS, *_LISTS)},
    )


def _back_first(work: Work, held: Held, told: Told, now_at: str, when: datetime | None) -> None:
    """What the form says of finding and return that nobody recorded yet; what stands is not said a second time."""
    if held.row.found_at is None and held.row.returned_at is None and (told.found_by or told.where):
        whom = "; ".join(one.name for one in told.met)
        payload = missing.Found(by=_any(told.found_by or "unknown"), where="; ".join(told.where), with_whom=whom)
        keep(work, held, noted(work, held, payload, occurred=when))
    if now_at and held.row.returned_at is None:
        back = missing.Returned(by=_any(told.found_by or "unknown"), to=_any(now_at), harm_indicated=told.harm)
        keep(work, held, noted(work, held, back, occurred=when))
        sharing.tell_of_return(work, held.row, held.about, talks_to=told.talks_to)


def _attempt(work: Work, held: Held, told: Told, seen: str, alone: bool | None, by: str, why: str, when: datetime | None) -> None:
    if seen == "seen":
        payload = missing.PreventionInterviewHeld(mode="in_person", alone=alone, by=_any(by), why_not_police=clean(why))
        keep(work, held, noted(work, held, payload, occurred=when))
    elif seen == "refused":
        noted(work, held, missing.PreventionInterviewRefused(words=told.words), occurred=when)


def places_of(work: Work, said_of: Iterable[str]) -> dict[str, str]:
    """The places by reference, each found or made, as they were called."""
    return {things.find_or_add_place(work, [said]).ref: said for said in said_of if any(map(str.isalnum, said))}


def name_places(work: Work, held: Held, places: Mapping[str, str], named_in: str, when: datetime | None) -> None:
    """Say of places that they are a worry: the exploitation team counts them."""
    for place, words in places.items():
        payload = exploitation.PlaceOfConcernNamed(named_in=_any(named_in), what_for="was there while missing", words=words)
        note(work, payload, about=[About("place", place), About("child", held.row.child, "missing")], occurred=when)


def persons_of(work: Work, held: Held, told: Told) -> dict[About, str]:
    """Who was with the child, found or made, and linked to the child; each by what they are called."""
    found: dict[About, str] = {}
    for ref in told.again:
        work.may(Permission.PERSON_SEE, ref)
        found[About(_kind(known.cards([ref], work.at).get(ref), None), ref, "was_with")] = known.display(ref)
    for one in told.met:
        on_record = _on_record(work, one.name)
        ref = on_record or _stub(work, one)
        card = known.cards([ref], work.at).get(ref)
        found[About(_kind(card, one.adult), ref, "was_with")] = known.display(ref) if on_record else one.name
    for about in found:
        if about.ref != held.row.child:
            note_all(work, people.record_relationship(work, held.row.child, about.ref, WITH)[1])
    return found


def _on_record(work: Work, name: str) -> str:
    """The person whose printed reference a line begins with, if the one who writes may know of them; else they are kept as they are called."""
    printed = _REFERENCE.match(name)
    found = next(iter(known.look_up(printed.group())), "") if printed else ""
    return found if found and policy.may(work.by, Permission.PERSON_SEE, [found], at=work.at).allowed else ""


def _stub(work: Work, one: Met) -> str:
    """Somebody of whom nothing but a nickname is known: a stub, and never the same as another of that name by itself."""
    person, notes = people.add_person(work, said_adult=one.adult is True)
    named = people.record_name(work, person.ref, full=one.name, use="nickname")[1] if any(map(str.isalnum, one.name)) else ()
    note_all(work, [*notes, *named])
    return person.ref


def _kind(card: Any, adult: bool | None) -> Any:
    """As what a fact names them: another child is no adult to look at."""
    if adult is not None:
        return "adult" if adult else "child"
    if card is not None and (card.born_earliest or card.born_latest):
        return "child" if card.age.treated_as_child else "adult"
    return "person"


def _vehicles(work: Work, told: Told) -> list[About]:
    """The vehicles whose number plate is known; what else was said of one stays in the words."""
    found = []
    for said in told.vehicles:
        plate, _, more = said.partition(",")
        mark = "".join(filter(str.isalnum, plate))
        if 2 <= len(mark) <= 8 and any(map(str.isdigit, mark)):
            found.append(About("vehicle", things.find_or_add_vehicle(work, mark, more).ref, "was_in"))
    return list(dict.fromkeys(found))


def _phones(work: Work, told: Told) -> list[About]:
    numbers = [said.partition(",")[0] for said in told.phones]
    real = [said for said in numbers if sum(map(str.isdigit, said)) >= _DIGITS]
    return list(dict.fromkeys(About("phone", things.find_or_add_phone(work, said).ref, "used") for said in real))


def _any(value: Any) -> Any:
    """A value that the form has held to the vocabulary of facts."""
    return value


_DIGITS: Final = 7
"""So many figures a telephone number has at least."""
_REFERENCE: Final = re.compile(r"PER-\d{4}-\d{1,9}", re.IGNORECASE)
