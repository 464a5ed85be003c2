"""What was recorded when a child came back, for whoever needs it next: the search that closes, the next call, the place, the child's own page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from tutela.facts import Fact, missing
from tutela.foundations.access import policy
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import link_to
from tutela.foundations.design.parts import Badge, Line
from tutela.foundations.design.times import ago, near_time
from tutela.foundations.design.words import words
from tutela.foundations.kit.text import clip
from tutela.law.kernel.subjects import Subject
from tutela.law.missing.back import QUESTIONS, answered
from tutela.record.chronology.queries import facts_about, readable
from tutela.record.people import queries as people
from tutela.record.things import queries as things

RECORDED: Final = "missing.ReturnRecorded"
_ENTERED: Final = "missing.ReturnInterviewEntered"
_NOTICE: Final = "referrals.NoticeMade"
_OF_EPISODE: Final = (
    RECORDED, "missing.Found", _ENTERED, "missing.ReturnInterviewRequested", "missing.ReturnInterviewHeld",
    "missing.ReturnInterviewDeclined",
)
CLOSING: Final = (*QUESTIONS, "notice", "interview")
"""What the closing of an episode asks: the questions of the return, then whether a notice was made and the return interview asked for."""
_PARTS: Final = {"place": "where", "person": "with_whom", "vehicle": "transport", "phone": "phone"}
"""Which question a linked record answers."""
_ALSO: Final = ("injuries", "demeanour", "talks_to")
_SHORT, _WORDS = 60, 60
_REPEATED: Final = 2
"""So often something was said that it is said to come again."""


class Linked(msgspec.Struct, frozen=True):
    """A record that a return names: which question it answers, what it is called, where it is shown."""

    question: str
    ref: str
    name: str


class WhyMissing(msgspec.Struct, frozen=True, kw_only=True):
    """Why a child goes missing, over all their returns: reasons, places and persons, what came most often first."""

    returns: int
    last: str
    """The last record that it stands on."""
    reasons: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, str, int], ...]
    """Reference, name, how often."""
    people: tuple[tuple[str, str, int], ...]


def returns_about(viewer: Viewer, refs: Iterable[str], at: datetime, *, family: str = "person") -> list[Fact]:
    """The records of returns about some child, episode or place that a viewer may read whole, the latest first."""
    facts = facts_about([Subject(family, ref) for ref in refs], types=[RECORDED])
    access = readable(viewer, facts, at=at)
    return sorted((f for f in facts if access[f.id] == "full"), key=lambda f: f.occurred.earliest, reverse=True)


def learnt_about(viewer: Viewer, refs: Iterable[str], at: datetime, *, family: str = "person") -> list[Fact]:
    """The same, with what the return interviews brought: each said as a record of a return says it."""
    facts = facts_about([Subject(family, ref) for ref in refs], types=[RECORDED, _ENTERED])
    access = readable(viewer, facts, at=at)
    known = [_as_return(f) for f in facts if access[f.id] == "full"]
    return sorted(known, key=lambda f: f.occurred.earliest, reverse=True)


def own_returns(viewer: Viewer, aliases: Sequence[str], at: datetime) -> list[Fact]:
    """The same of the child who was missing, and not of whoever was with another."""
    mine = frozenset(aliases)
    return [f for f in learnt_about(viewer, aliases, at) if any(a.ref in mine and a.as_ == "missing" for a in f.about)]


def _as_return(fact: Fact) -> Fact:
    data: Any = fact.data
    if fact.type != _ENTERED:
        return fact
    said = missing.ReturnRecorded(where=data.places, with_whom=data.people, reasons=(*data.push, *data.pull), reason="; ".join(data.reasons))
    return msgspec.structs.replace(fact, data=said)


def linked_of(viewer: Viewer, facts: Iterable[Fact], at: datetime) -> list[Linked]:
    """The places, persons, vehicles and phones that some records name, each once, as far as the viewer may know them."""
    parts = {a.ref: _PARTS[_kind(a.kind)] for f in facts for a in f.about if a.as_ in _AS}
    seen = policy.visible(viewer, list(parts), at=at)
    names = {**people.displays(ref for ref in seen if ref.startswith("p:")), **things.displays(seen)}
    return [Linked(question, ref, names[ref]) for ref, question in parts.items() if ref in names and ref in seen]


def return_words(data: Any) -> str:
    """One record of a return in words, each answer with its question."""
    lines = [_seen(data)] if data.seen is not None else []
    lines += [f"{question_of(name)}: {said}" for name in QUESTIONS if (said := _SAID[name](data))]
    lines += [f"{question_of(name)}: {getattr(data, name)}" for name in _ALSO if getattr(data, name)]
    lines += [words("enquiries.return.reluctant")] if data.reluctant else []
    return "\n".join([*lines, *(words("enquiries.return.cannot-say", question=question_of(u.question), why=u.why) for u in data.unanswered)])


def answer_lines(viewer: Viewer, facts: Sequence[Fact], at: datetime) -> tuple[Line, ...]:
    """What is on record of one return: each question with its last answer or why there is none, then the records that it names.

    :param facts: the records of one episode, the latest first
    """
    lines = []
    for name in (*QUESTIONS, *_ALSO):
        said = next((said for f in facts if (said := said_to(f.data, name))), "")
        if said:
            lines.append(Line(text=said, detail=question_of(name)))
        elif name in QUESTIONS:
            lines.append(Line(text=words("enquiries.return.open"), detail=question_of(name), badges=(Badge(words("enquiries.return.open-badge"), "yellow"),)))
    return (*lines, *(Line(text=one.name, detail=words("enquiries.return.linked"), href=link_to(one.ref)) for one in linked_of(viewer, facts, at)))


def said_to(data: Any, question: str) -> str:
    """What one record says to a question, or why nobody can say."""
    said = _SAID[question](data) if question in _SAID else getattr(data, question)
    why = next((u.why for u in data.unanswered if u.question == question), "")
    return said or (words("enquiries.return.why-not", why=why) if why else "")


def still_open(facts: Iterable[Fact], asked: Sequence[str] = QUESTIONS) -> tuple[str, ...]:
    """Which of some questions no fact of one return answers, nor says why not."""
    done: set[str] = set()
    for fact in facts:
        done.update(_ANSWERS[fact.type](fact.data) if fact.type in _ANSWERS else ())
    return tuple(name for name in asked if name not in done)


def closing_facts(episode: str, child: str, since: datetime) -> list[Fact]:
    """Every fact that may answer what the closing of an episode asks; of notices those about the child since the report."""
    notices = facts_about([Subject("person", ref) for ref in people.aliases([child])[child]], types=[_NOTICE])
    return [*facts_about([Subject("episode", episode)], types=_OF_EPISODE), *(f for f in notices if f.occurred.latest >= since)]


def last_return(viewer: Viewer, aliases: Sequence[str], at: datetime) -> Line | None:
    """The last return of a child in a line: where, with whom, and what they said; first what whoever takes the next call must know."""
    facts = own_returns(viewer, aliases, at)
    return _last_line(facts, at) if facts else None


def _last_line(facts: Sequence[Fact], at: datetime) -> Line:
    """What one record of that return leaves out another says: a reason that was added when the episode closed hides no answer from the door."""
    of = [f for f in facts if f.refs("episode") == facts[0].refs("episode")]
    data: list[Any] = [f.data for f in of]
    parts = [clip(f"{question_of(name)}: {said}", _SHORT) for name in ("where", "with_whom") if (said := next(filter(None, map(_SAID[name], data)), ""))]
    own = next((one.words for one in data if one.words), "")
    parts += [words("enquiries.return.words", said=clip(own, _WORDS))] if own else []
    reluctant = any(one.reluctant for one in data)
    badges = (Badge(words("enquiries.return.reluctant-badge"), "orange", words("enquiries.return.reluctant")),) if reluctant else ()
    when = ago(of[0].occurred.earliest, at)
    said = "; ".join(parts) or words("enquiries.return.nothing")
    return Line(text=said, detail=words("enquiries.return.last", ago=when), badges=badges, href=link_to(next(iter(of[0].refs("episode")), "")))


def lines_of(viewer: Viewer, aliases: Sequence[str], at: datetime) -> tuple[Line, ...]:
    """Of a child's returns: the last one, and where there were more, why the child goes missing."""
    facts = own_returns(viewer, aliases, at)
    often = len(_by_episode(facts)) > 1
    return (*([_last_line(facts, at)] if facts else ()), *([why_line(_why(viewer, facts, at))] if often else ()))


def talks_to(viewer: Viewer, aliases: Sequence[str], at: datetime) -> str:
    """The professional to whom the child would rather talk, as it was said last; empty where nobody said."""
    return next((f.data.talks_to for f in own_returns(viewer, aliases, at) if f.data.talks_to), "")  # type: ignore[attr-defined]  # as above


def why_missing(viewer: Viewer, aliases: Sequence[str], at: datetime) -> WhyMissing | None:
    """Why a child goes missing, over all their returns; none where no return was recorded."""
    facts = own_returns(viewer, aliases, at)
    return _why(viewer, facts, at) if facts else None


def _why(viewer: Viewer, facts: Sequence[Fact], at: datetime) -> WhyMissing:
    reasons = Counter(name for episode in _by_episode(facts) for name in {r for f in episode for r in f.data.reasons})
    counted = Counter(a.ref for episode in _by_episode(facts) for a in {a for f in episode for a in f.about if a.as_ in ("was_at", "was_with")})
    named = {one.ref: one for one in linked_of(viewer, facts, at)}
    rows = [(ref, named[ref].name, count) for ref, count in counted.most_common() if ref in named]
    return WhyMissing(
        returns=len(_by_episode(facts)), last=facts[0].id, reasons=tuple(reasons.most_common()),
        places=tuple(row for row in rows if named[row[0]].question == "where"), people=tuple(row for row in rows if named[row[0]].question == "with_whom"),
    )


def why_line(why: WhyMissing) -> Line:
    """The same in one line."""
    parts = [words("enquiries.return.why-reasons", said=_often((reason_words(name), n) for name, n in why.reasons))] if why.reasons else []
    parts += [words("enquiries.return.why-places", said=_often((name, n) for _, name, n in why.places))] if why.places else []
    parts += [words("enquiries.return.why-people", said=_often((name, n) for _, name, n in why.people))] if why.people else []
    return Line(text=". ".join(parts) or words("enquiries.return.why-unknown"), detail=words("enquiries.return.why-of", count=why.returns))


def question_of(name: str) -> str:
    """A question of the return form, in few words."""
    return words(f"enquiries.return.question.{name}")


def reason_words(name: str) -> str:
    """A reason for going missing, in words."""
    return words(f"enquiries.return.reason.{name}")


def filed_words(fact: Fact, at: datetime) -> str:
    """That the return form is there, and since when."""
    return words("enquiries.return.filed", at=near_time(fact.occurred.earliest, at))


def _often(counted: Iterable[tuple[str, int]]) -> str:
    return ", ".join(words("enquiries.return.times", said=said, count=count) if count >= _REPEATED else said for said, count in list(counted)[:4])


def _by_episode(facts: Iterable[Fact]) -> list[list[Any]]:
    found: dict[str, list[Any]] = {}
    for fact in facts:
        found.setdefault(next(iter(fact.refs("episode")), fact.id), []).append(fact)
    return list(found.values())


def _seen(data: Any) -> str:
    alone = {True: "alone", False: "not-alone", None: "seen"}[data.alone]
    return words(f"enquiries.return.{alone if data.seen else 'not-seen'}")


def _kind(kind: str) -> str:
    return kind if kind in _PARTS else "person"


def _harm(data: Any) -> str:
    return "" if data.harm is None else words(f"enquiries.return.harm-is.{'yes' if data.harm else 'no'}")


def _reason(data: Any) -> str:
    return ". ".join(filter(None, (", ".join(map(reason_words, data.reasons)), data.reason)))


def _listed(*names: str) -> Callable[[Any], str]:
    def said(data: Any) -> str:
        held = [getattr(data, name) for name in names]
        return "; ".join(part for value in held for part in ([value] if isinstance(value, str) else value) if part)

    return said


_AS: Final = frozenset({"was_at", "was_with", "was_in", "used"})
_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "where": _listed("where"), "with_whom": _listed("with_whom"), "how_long": _listed("how_long"), "transport": _listed("transport", "vehicles"),
    "phone": _listed("phone", "phones"), "money_gifts": _listed("money_gifts"), "reason": _reason, "harm": _harm,
    "found_by": lambda data: words(f"enquiries.return.by-is.{data.found_by}") if data.found_by else "",
    "words": lambda data: data.words or (words("enquiries.return.deferred") if data.account_deferred else ""),
}


def _found(data: Any) -> set[str]:
    return {"found_by"} | {name for name in ("where", "with_whom") if getattr(data, name).strip()}


def _entered(data: Any) -> set[str]:
    return {name for name, said in (("where", data.places), ("with_whom", data.people), ("reason", data.reasons or data.push or data.pull)) if said}


_ANSWERS: Final[dict[str, Callable[[Any], Iterable[str]]]] = {
    RECORDED: answered, "missing.Found": _found, _ENTERED: _entered, _NOTICE: lambda _: ("notice",),
    **dict.fromkeys(_OF_EPISODE[3:], lambda _: ("interview",)),
}
"""What each fact of a return answers."""
